"""Word documents of 1997 to 2003 ([MS-DOC]) in a compound file, made by hand: nothing here writes
them."""

import struct
from collections.abc import Sequence

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
TEXT_AT = 2048  # bytes into the document


def document(
    pieces: Sequence[str],
    *,
    lengths: Sequence[int] = (),
    locked: bool = False,
    version: int = 0xC1,
) -> bytes:
    """Its text in pieces, each in one byte a letter where that holds it, as Word writes them.

    lengths: of the main text, the notes, the headers and so on; all of it is the main text unless
    said otherwise. locked: as one that asks for a password.
    """
    text, places, ends = b"", b"", [0]
    for piece in pieces:
        ends.append(ends[-1] + len(piece))
        try:
            content, place = piece.encode("cp1252"), (TEXT_AT + len(text)) * 2 | 0x40000000
        except UnicodeEncodeError:
            content, place = piece.encode("utf-16-le"), TEXT_AT + len(text)
        text += content
        places += struct.pack("<HIH", 0, place, 0)
    table = struct.pack(f"<{len(ends)}I", *ends) + places
    table = b"\x01\x02\x00ab" + b"\x02" + struct.pack("<I", len(table)) + table
    head = bytearray(TEXT_AT)
    struct.pack_into("<HH", head, 0, 0xA5EC, version)
    struct.pack_into("<H", head, 0x0A, 0x0200 | (0x0100 if locked else 0))
    many = [*(lengths or [ends[-1]]), *[0] * 8][:8]
    struct.pack_into("<8I", head, 0x4C, *many)
    struct.pack_into("<II", head, 0x1A2, 0, len(table))
    return _compound(bytes(head) + text, table)


def _compound(stream: bytes, small: bytes) -> bytes:
    """With the stream `WordDocument` in sectors, and `1Table` among the small ones."""
    stream = stream.ljust(4096, b"\0")
    sectors, small_sectors = -(-len(stream) // SECTOR), -(-len(small) // SECTOR)
    first_small = 2 + sectors
    small_table = first_small + small_sectors
    following = [FAT, END, *range(3, first_small), END, *range(first_small + 1, small_table), END]
    following.append(END)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, small_table, 1, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    pieces = -(-len(small) // 64)
    smalls = struct.pack(f"<{pieces}I", *range(1, pieces), END).ljust(SECTOR, b"\xff")
    entries = _entry("Root Entry", 5, first_small, small_sectors * SECTOR)
    entries += _entry("WordDocument", 2, 2, len(stream)) + _entry("1Table", 2, 0, len(small))
    table = struct.pack(f"<{len(following)}I", *following).ljust(SECTOR, b"\xff")
    whole = stream.ljust(sectors * SECTOR, b"\0") + small.ljust(small_sectors * SECTOR, b"\0")
    return header + table + entries.ljust(SECTOR, b"\0") + whole + smalls


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    encoded = f"{name}\0".encode("utf-16-le")
    entry = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, *[FREE] * 3)
    return entry + bytes(36) + struct.pack("<IQ", start, size)
