"""What is wrong with an office document as the archive that it is."""

import io
import zipfile
import zlib

from rapporteur.core.text.extraction.extracted import Problem

UNPACKED_LIMIT = 500 * 1024 * 1024  # bytes that all entries together unpack to
ENTRIES_LIMIT = 20_000
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    EOFError,
)
"""What the standard library raises for broken archives."""

_PIECE = 1 << 20
_ANY_LENGTH = 1 << 62


def problem_of(raw: bytes, *, most: int = UNPACKED_LIMIT) -> Problem | None:
    """Why the archive is not to be unpacked; None where it may be.

    What it says that it unpacks to is not believed: what it really unpacks to is counted.
    most: bytes that it may unpack to.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                return Problem.PASSWORD
            stated = sum(entry.file_size for entry in entries)
            if len(entries) > ENTRIES_LIMIT or stated > most:
                return Problem.TOO_LARGE
            room = most
            for entry in entries:
                room -= _unpacked(archive, entry, room)
                if room < 0:
                    return Problem.TOO_LARGE
            names = {entry.filename for entry in entries}
            if "META-INF/manifest.xml" in names:  # OpenDocument encrypts entries by itself
                with archive.open("META-INF/manifest.xml") as manifest:
                    if b"encryption-data" in manifest.read(1_000_000):
                        return Problem.PASSWORD
    except FAULTS:
        return Problem.DAMAGED
    return None


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> int:
    """How many bytes an entry unpacks to, counted until there is no room."""
    stated, entry.file_size = entry.file_size, _ANY_LENGTH  # the library stops where it is stated
    count = 0
    try:
        with archive.open(entry) as file:
            while count <= room and (piece := file.read(_PIECE)):
                count += len(piece)
    finally:
        entry.file_size = stated
    return count
