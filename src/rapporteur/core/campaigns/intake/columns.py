"""The columns that are looked for, and which of a file's they are."""

from collections.abc import Sequence
from pathlib import Path

from rapporteur.core.campaigns.intake.aside import SetAside

COLUMNS = ("id", "text", "received_at", "sender", "group")
NEEDED = COLUMNS[:2]

Row = dict[str, str | None]
"""What a row of a file has in these columns, by their names."""

_SHOWN = 8  # of the columns that a file has instead
_LONG = 30  # characters of their names


class Lacking(Exception):
    """A file has none of what is needed; names: those of its columns, as far as they are known."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.names = names

    def told(self, path: Path, aside: SetAside) -> None:
        aside.add("files without columns", _lacks(path, self.names))


def found_in(names: Sequence[str]) -> dict[str, int]:
    """Which of a file's columns are COLUMNS, by their place: the first that is so called.

    `Text` and `TEXT` are taken where no column is called `text`.
    """
    stripped = [name.strip() for name in names]
    folded = [name.casefold() for name in stripped]
    return {
        name: (stripped if name in stripped else folded).index(name)
        for name in COLUMNS
        if name in folded
    }


def places(names: Sequence[str]) -> dict[str, int]:
    """As found_in; raises Lacking without those that are needed."""
    found = found_in(names)
    if any(name not in found for name in NEEDED):
        raise Lacking([name.strip() for name in names])
    return found


def _lacks(path: Path, names: Sequence[str]) -> str:
    if not names:
        return f"“{path}” was set aside: it is empty."
    folded = {name.casefold() for name in names}
    missing = " and ".join(f"`{name}`" for name in NEEDED if name not in folded)
    shown = ", ".join(f"“{name[:_LONG]}”" for name in names[:_SHOWN])
    more = ", …" if len(names) > _SHOWN else ""
    return (
        f"“{path}” was set aside: it has no column {missing}, only {shown}{more}. "
        "It needs `id` and `text`; `received_at`, `sender` and `group` are taken where they are."
    )
