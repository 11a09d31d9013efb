"""Excel files of before 2007 (BIFF8 in a compound file), made by hand: nothing here writes them."""

import struct
from collections.abc import Sequence

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def workbook(
    rows: list[list[str | float]],
    *,
    sheet: str = "Лист",
    locked: bool = False,
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    rows_hidden_untold: bool = False,
) -> bytes:
    """One sheet with rows of texts and numbers. locked: as one that asks for a password.
    rows_hidden_untold: hidden are those of which nothing is told, which the first alone is."""
    looks = b"".join(
        _record(0x0208, struct.pack("<8H", row, 0, 9, 255, 0, 0, 0x20 * (row in hidden_rows), 0))
        for row in {0, *hidden_rows}
    )
    looks += b"".join(
        _record(0x007D, struct.pack("<6H", at, at, 2000, 0, 1, 0)) for at in hidden_columns
    )
    looks += _record(0x0225, struct.pack("<2H", 2 * rows_hidden_untold, 255))
    cells = b"".join(
        _cell(row, column, value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
    )
    begins = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 6))
    begins += _record(0x002F, b"\1\0" + bytes(52)) if locked else b""
    name = _text(sheet, "B")
    place = len(begins) + 4 + 6 + len(name) + 4
    begins += _record(0x0085, struct.pack("<IH", place, 0) + name) + _record(0x000A, b"")
    inside = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 6))
    return _compound(begins + inside + looks + cells + _record(0x000A, b""))


def _cell(row: int, column: int, value: str | float) -> bytes:
    at = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return _record(0x0204, at + _text(value, "H"))
    return _record(0x0203, at + struct.pack("<d", value))


def _text(words: str, size: str) -> bytes:
    return struct.pack(f"<{size}B", len(words), 1) + words.encode("utf-16-le")


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _compound(stream: bytes) -> bytes:
    """A compound file ([MS-CFB]) with one stream, `Workbook`, long enough to lie in sectors."""
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // SECTOR)
    fat = [FAT, END, *range(3, sectors + 2), END]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    root = _entry("Root Entry", 5, child=1, start=END, size=0)
    book = _entry("Workbook", 2, child=FREE, start=2, size=len(stream))
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff")
    return (
        header + table + (root + book).ljust(SECTOR, b"\0") + stream.ljust(sectors * SECTOR, b"\0")
    )


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    encoded = f"{name}\0".encode("utf-16-le")
    entry = encoded.ljust(64, b"\0") + struct.pack(
        "<HBBIII", len(encoded), kind, 1, FREE, FREE, child
    )
    return entry + bytes(36) + struct.pack("<IQ", start, size)
