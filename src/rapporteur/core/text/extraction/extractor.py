"""Reading files in a process that can be killed, and is begun again after it."""

import atexit
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any

from rapporteur.core.killable import MEMORY_LIMIT, Died, Killable
from rapporteur.core.text import media
from rapporteur.core.text.decoding import decode
from rapporteur.core.text.extraction.extracted import BYTES_LIMIT, Extracted, Problem, finished
from rapporteur.core.text.extraction.recognition import Recognised
from rapporteur.core.text.passages import Stretch, languages_of

SECONDS_LIMIT = 60
SMALL = 1_000_000  # bytes of plain text or characters of any, which are seen to at once


class Extractor:
    """Reads one file after another. One that takes its reader down costs no other."""

    def __init__(self, *, memory: int = MEMORY_LIMIT) -> None:
        self._process = Killable("rapporteur.core.text.extraction", memory=memory)

    def __enter__(self) -> "Extractor":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self, raw: bytes, filename: str = "", *, seconds: float = SECONDS_LIMIT) -> Extracted:
        """The text of `raw`. Never raises for what is in the file: see `Extracted.problem`.

        filename: as the sender called it; only its ending is looked at, and only to tell apart
        kinds that look alike from within (HTML without a beginning). seconds: limit of time.
        """
        if len(raw) > BYTES_LIMIT:
            return Extracted((), media.UNKNOWN, Problem.TOO_LARGE)
        if not raw.startswith(b"PK") and media.media_type(raw) == media.TEXT:
            if not raw.strip(b"\0 \t\r\n"):
                return Extracted((), media.TEXT, Problem.EMPTY)
            if len(raw) <= SMALL and not _may_be_html(raw, filename):
                return finished(media.TEXT, decode(raw).text.split("\f"))
        ending = Path(filename).suffix.lower()
        try:
            answer: Extracted = self._process.ask(("read", raw, ending), seconds=seconds)
        except TimeoutError:
            return Extracted((), _kind(raw), Problem.TOO_SLOW)
        except Died:
            return Extracted((), _kind(raw), Problem.DIED)
        return answer

    def count_pages(self, raw: bytes, *, seconds: float = SECONDS_LIMIT) -> int:
        """How many pages of it can be shown as pictures; 0 where it is broken."""
        counted: int | None = self._asked(("count", raw), seconds)
        return counted or 0

    def picture(
        self,
        raw: bytes,
        number: int,
        width: int,
        *,
        turns: int = 0,
        seconds: float = SECONDS_LIMIT,
    ) -> bytes | None:
        """The picture of a page, counted from 1, as JPEG; None where there is none.

        turns: quarters by which it is turned to the right.
        """
        picture: bytes | None = self._asked(("picture", raw, number, width, turns), seconds)
        return picture

    def recognise(
        self,
        raw: bytes,
        number: int,
        likely: Sequence[str],
        *,
        as_before: str = "",
        seconds: float = SECONDS_LIMIT,
    ) -> Recognised | None:
        """The text in the picture of a page; None where it cannot be recognised.

        likely: the languages that it may be written in, of the six. as_before: the script of the
        page before, where one is known.
        """
        asked = ("recognise", raw, number, list(likely), as_before)
        told: Recognised | None = self._asked(asked, seconds)
        return told

    def languages(
        self, pages: Sequence[tuple[int, str]], *, seconds: float = SECONDS_LIMIT
    ) -> list[list[Stretch]] | None:
        """Of each page its stretches by language; None where telling takes too much or too long.

        pages: number and text. What is long is told in the process that can be killed: a text of
        nothing but short paragraphs takes some fifty times its own memory, and eight seconds a
        megabyte.
        """
        if sum(len(text) for _number, text in pages) <= SMALL:
            return languages_of(pages)
        told: list[list[Stretch]] | None = self._asked(("languages", pages), seconds)
        return told

    def _asked(self, question: tuple[Any, ...], seconds: float) -> Any:
        try:
            return self._process.ask(question, seconds=seconds)
        except (TimeoutError, Died):
            return None

    def close(self) -> None:
        """End the process."""
        self._process.close()


def _may_be_html(raw: bytes, filename: str) -> bool:
    return filename.lower().endswith((".html", ".htm")) and b"</" in raw.replace(b"\0", b"")


def _kind(raw: bytes) -> str:
    """The kind of what could not be read, of an archive by its first entries alone."""
    return media.damaged_zip(raw) if raw.startswith(b"PK\x03\x04") else media.media_type(raw)


_ours: dict[int, Extractor] = {}  # by process: one that forks must not share its reader
_one_at_a_time = Lock()


def extract(raw: bytes, filename: str = "", *, seconds: float = SECONDS_LIMIT) -> Extracted:
    """As `Extractor.read`, by a reader that this process keeps for all its files."""
    with shared() as extractor:
        return extractor.read(raw, filename, seconds=seconds)


@contextmanager
def shared() -> Iterator[Extractor]:
    """The reader that this process keeps for all its files, for one caller at a time."""
    with _one_at_a_time:
        if os.getpid() not in _ours:
            _ours[os.getpid()] = Extractor()
            atexit.register(_ours[os.getpid()].close)
        yield _ours[os.getpid()]
