"""A file that holds a document, read by what its name ends in."""

from collections.abc import Callable, Mapping

from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.reading import word
from rapporteur.core.document.reading.text import Reading, read
from rapporteur.core.text.decoding import decode


def _text(content: bytes, language: str) -> Reading:
    return read(decode(content).text, language)


READERS: Mapping[str, Callable[[bytes, str], Reading]] = {
    "txt": _text,
    "md": _text,
    "docx": word.read,
}
"""By the ending of a file: from its bytes and its language ("" to be told) to the reading."""


def read_file(content: bytes, name: str, language: str = "") -> Reading:
    """Return the document in the file `name`.

    Raises `DocumentProblem` where no reader knows such files, or the file holds no document.
    """
    ending = name.rpartition(".")[2].lower()
    reader = READERS.get(ending)
    if reader is None:
        raise DocumentProblem(
            f"{name} is none of the files that can be read. "
            f"Choose one that ends in {', '.join(f'.{each}' for each in READERS)}."
        )
    return reader(content, language)
