"""What a text calls and a reader cannot bring: pictures, and notes that nothing defines."""

import re
from collections.abc import Iterable, Iterator

from rapporteur.core.document.reading.lines import Chunk, Notice
from rapporteur.core.document.reading.notes import Notes

_PICTURE = re.compile(r"(?<!\\)!\[(?P<said>[^\[\]\n]{0,500})\]\((?P<file>[^()\n]*)\)")
_CALL = re.compile(r"(?<!\\)\[\^([\w.-]{1,80})\]")


def left_as_words(chunks: Iterable[Chunk], notes: Notes) -> Iterator[Notice]:
    """Yield a notice for each picture and each call of a note that stays as words, by its line."""
    for chunk in chunks:
        for number, line in enumerate(chunk.lines, start=chunk.line):
            for found in _PICTURE.finditer(line):
                yield Notice(number, _of_picture(found["said"].strip(), found["file"].strip()))
            for found in _CALL.finditer(line):
                if found[1] not in notes.words:
                    message = (
                        f"Note {found[1]} is called, and no note has this mark: the call was kept "
                        f"as words. Write the note as [^{found[1]}]: and its words."
                    )
                    yield Notice(number, message)


def _of_picture(said: str, file: str) -> str:
    then = "" if said else " It has no text alternative either: one is asked for of every figure."
    return (
        f"The picture {file[:80]!r} was not read, since a text holds none: kept as words. Add it "
        f"to the document as a figure.{then}"
    )
