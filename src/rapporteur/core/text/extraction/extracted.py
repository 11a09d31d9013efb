"""What comes out of a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

READER = 1  # how files are read: one more whenever another kind of words is marked (`text.beside`)
BYTES_LIMIT = 100 * 1024 * 1024  # of a file
TEXT_LIMIT = 20_000_000  # characters of text taken from it


class Problem(StrEnum):
    """Why there is no text, or not all of it: a sentence in English, the key of translations."""

    EMPTY = "The file is empty."
    TOO_LARGE = "The file is too large to be read for its text."
    UNSUPPORTED = "Text cannot be taken from a file of this kind."
    IMAGE = "The file is an image: its text has to be recognised or typed in."
    NO_TEXT = "The file holds no text: it may be a scan, to be recognised or typed in."
    PASSWORD = "The file is protected by a password."  # noqa: S105 (a sentence, not a secret)
    DAMAGED = "The file is damaged and cannot be read."
    BROKEN_OFF = "The file breaks off: what comes before that was read."
    TOO_SLOW = "Reading the file took too long and was given up."
    DIED = "The file cannot be read: it took its reader down."
    CUT = "The text was cut: the file holds more than is taken."


@dataclass(frozen=True)
class Page:
    """number: counted from 1. text: with its line ends; a kind without pages has one."""

    number: int
    text: str


@dataclass(frozen=True)
class Extracted:
    """pages: may be empty. media_type: by content. problem: None where all the text was taken.
    pictures: the numbers of the pages that are pictures of text, to be recognised."""

    pages: tuple[Page, ...]
    media_type: str
    problem: Problem | None = None
    pictures: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """All pages, a form feed between two."""
        return "\f".join(page.text for page in self.pages)


def finished(kind: str, texts: Sequence[str], problem: Problem | None = None) -> Extracted:
    """Pages numbered and, past the limit, cut; a page without text keeps its number."""
    pages, room = [], TEXT_LIMIT
    for number, text in enumerate(texts, 1):
        if len(text) > room:
            pages.append(Page(number, text[:room]))
            return Extracted(tuple(pages), kind, Problem.CUT)
        pages.append(Page(number, text))
        room -= len(text)
    if problem is None and not any(page.text.strip() for page in pages):
        problem = Problem.NO_TEXT
    return Extracted(tuple(pages), kind, problem)
