"""Paragraphs of which a mail program broke the lines and said so (RFC 3676, format=flowed)."""

import re

_QUOTES = re.compile(r">*")
_SIGNATURE = "-- "


def joined(text: str, *, without_spaces: bool = False) -> str:
    """The text with the lines joined that were one paragraph; quotation marks stay before each.

    without_spaces: whether the space that marks a broken line is no part of it (DelSp=yes, as where
    words are written without spaces).
    """
    lines: list[str] = []
    depth = -1  # of the paragraph that goes on; none does before the first line
    for line in text.splitlines():
        quotes = _QUOTES.match(line)
        here = quotes.end() if quotes else 0
        words = line[here:].removeprefix(" ")  # a space is put before what might be misread
        flows = words.endswith(" ") and words != _SIGNATURE
        kept = words[:-1] if flows and without_spaces else words
        if depth == here and words != _SIGNATURE:
            lines[-1] += kept
        else:
            lines.append(f"{'>' * here} {kept}" if here and kept else ">" * here + kept)
        depth = here if flows else -1
    return "\n".join(lines)
