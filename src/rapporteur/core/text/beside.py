"""What a file carries that one who reads it does not see: comments, hidden words, files within.

They are marked in its text, since whoever sent the file need not have meant them for the public.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from rapporteur.core.text.spans import Span


class Beside(StrEnum):
    """What such words are, as their mark says it."""

    COMMENT = "Comment"
    HIDDEN = "Hidden"
    ATTACHED = "Attached file"


class Unseen(str):
    """A piece of a text that a reader of it does not see."""

    __slots__ = ()


_INNER = re.compile(r"\](?=\])")
_MARKED = re.compile(rf"\[\[({'|'.join(Beside)}): .*?(?:\]{{2,}}|\Z)", re.DOTALL)
_PAGE = "\f"


def marked(words: str, what: Beside = Beside.COMMENT) -> str:
    """The words as they stand in the text of their file; nothing where there are none."""
    words = _INNER.sub("] ", words.strip())
    return f"[[{what}: {words}]]" if words else ""


def marked_in(text: str) -> Iterator[tuple[Span, Beside]]:
    """Where such words stand, and what they are; what has no end goes on to that of the text."""
    for found in _MARKED.finditer(text):
        yield Span(found.start(), found.end()), Beside(found[1])


def joined(pieces: Iterable[str]) -> str:
    """The pieces as one text. Those that are `Unseen` are marked, together where nothing but blanks
    stands between them; never over the end of a page, a piece "\\f"."""
    told: list[str] = []
    waiting: list[str] = []  # from the first that is unseen
    for piece in pieces:
        if piece != _PAGE and (isinstance(piece, Unseen) or (waiting and not piece.strip())):
            waiting.append(piece)
            continue
        told += [_hidden(waiting), piece]
        waiting = []
    return "".join([*told, _hidden(waiting)])


def _hidden(pieces: Iterable[str]) -> str:
    whole = "".join(pieces)
    words = whole.strip()
    before = len(whole) - len(whole.lstrip())
    return f"{whole[:before]}{marked(words, Beside.HIDDEN)}{whole[before + len(words) :]}"
