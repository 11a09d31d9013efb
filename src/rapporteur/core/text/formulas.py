"""Cells that a spreadsheet would run as a formula, in tables that people open in one."""

# The last four are = + - @ as they are typed in East Asia, which spreadsheets there run too.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def safe_cell(value: object) -> str:
    """A value as it may stand in a cell: what would begin a formula is led by an apostrophe.

    Spreadsheets run what begins with = + - @, and what people send in is theirs to choose
    (OWASP, "CSV Injection"). Numbers stay as they are; nothing (None) is an empty cell.
    """
    if value is None:
        return ""
    text = str(value)
    if isinstance(value, str) and text.startswith(_STARTS_A_FORMULA):
        return f"'{text}"
    return text


def cell_sent_back(text: str) -> str:
    """What stood in a cell before `safe_cell`, for a file of ours that comes back mended."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(_STARTS_A_FORMULA) else text
