"""Files of text as characters: UTF-8 where they are, and whatever else they are in."""

import codecs
import gzip
import io
import zlib
from pathlib import Path
from typing import Any

from rapporteur.core.campaigns.intake.aside import SetAside
from rapporteur.core.text.decoding import MARKS, decode, wide_without_mark, windows_1252

NOT_WHOLE = (OSError, EOFError, zlib.error)  # what a file raises that breaks off, or was packed ill

_CHUNK = 1 << 20  # bytes
_HEAD = 1 << 16
_BEGINNING = 16
_SAMPLE = 1 << 17  # bytes of lines beyond ASCII, which say what a file is in
_STRAYS = "rapporteur-windows-1252"


def opened(path: Path, aside: SetAside) -> io.TextIOWrapper:
    """A file, packed by gzip or not, to be read as text; line ends as they are.

    What is no UTF-8 is said in `aside`. Raises one of NOT_WHOLE.
    """
    encoding = _encoding_of(path, aside)
    return io.TextIOWrapper(_bytes_of(path), encoding=encoding, errors=_STRAYS, newline="")


def _bytes_of(path: Path) -> Any:
    return (gzip.open if path.name.lower().endswith(".gz") else open)(path, "rb")


def _encoding_of(path: Path, aside: SetAside) -> str:
    with _bytes_of(path) as stream:
        head = stream.read(_HEAD)
        for mark, encoding in MARKS.items():
            if head.startswith(mark) and encoding != "utf-8":
                return encoding.removesuffix("-le").removesuffix("-be")  # which take the mark off
        # What columns are called, with which a file begins, is nearly always ASCII.
        if head[:_BEGINNING].count(0) * 4 >= _BEGINNING:
            return wide_without_mark(head[: len(head) // 4 * 4]) or "utf-8-sig"
        stream.seek(0)
        if _is_utf8(stream):
            return "utf-8-sig"
        stream.seek(0)
        encoding = decode(_beyond_ascii(stream)).encoding
    if encoding == "utf-8":
        aside.note(
            f"“{path}” is UTF-8 but for some bytes, which were read as Windows-1252: look at them."
        )
        return "utf-8-sig"
    aside.note(f"“{path}” is no UTF-8: it was read as {encoding}, which suits it best.")
    return encoding


def _is_utf8(stream: Any) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _beyond_ascii(stream: Any) -> bytes:
    sample: list[bytes] = []
    size = 0
    for line in stream:
        if not line.isascii():
            sample.append(line[:_SAMPLE])
            size += len(sample[-1])
        if size >= _SAMPLE:
            break
    return b"".join(sample)


def _read_strays(problem: UnicodeError) -> tuple[str, int]:
    """Bytes that an encoding has no character for, as Windows-1252 has them."""
    if not isinstance(problem, UnicodeDecodeError):
        raise problem
    return windows_1252(problem.object[problem.start : problem.end]), problem.end


codecs.register_error(_STRAYS, _read_strays)
