"""Messages as Outlook saves them ([MS-OXMSG]), made by hand: nothing here writes them."""

import struct
from itertools import count

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
Folder = dict[str, "bytes | Folder"]


def saved(
    files: "dict[str, bytes | Folder] | None" = None,
    code_page: int = 0,
    **properties: str | bytes,
) -> Folder:
    """What lies in a message. properties: as `p0037001F`, words in UTF-16 where the type says so.
    files: by name; what is a message lies in it as one."""
    stated = struct.pack("<IIII", 0x3FDE0003, 6, code_page, 0) if code_page else b""
    inside: Folder = {"__properties_version1.0": bytes(32) + stated}
    for name, value in properties.items():
        raw = value.encode("utf-16-le") if isinstance(value, str) else value
        inside[f"__substg1.0_{name[1:]}"] = raw
    for number, (name, content) in enumerate((files or {}).items()):
        place = "3701000D" if isinstance(content, dict) else "37010102"
        inside[f"__attach_version1.0_#{number:08X}"] = {
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            f"__substg1.0_{place}": content,
        }
    return inside


def compound(root: Folder) -> bytes:
    """The file. Every stream lies in whole sectors: none counts as small."""
    entries: list[bytes] = [b""]
    sectors: list[bytes] = []
    following: list[int] = []
    numbers = count(1)

    def laid(content: bytes) -> int:
        pieces = [content[at : at + SECTOR] for at in range(0, len(content), SECTOR)] or [b""]
        first = len(sectors)
        sectors.extend(piece.ljust(SECTOR, b"\0") for piece in pieces)
        following.extend([*range(first + 1, len(sectors)), END])
        return first

    def put(folder: Folder) -> int:
        """The number of the first of its entries; each leads to the next on its right."""
        mine = [next(numbers) for _name in folder]
        entries.extend(b"" for _name in folder)
        for place, (name, content) in enumerate(folder.items()):
            right = mine[place + 1] if place + 1 < len(mine) else FREE
            is_folder = isinstance(content, dict)
            child = put(content) if isinstance(content, dict) and content else FREE
            first, size = (0, 0) if isinstance(content, dict) else (laid(content), len(content))
            entries[mine[place]] = _entry(name, 1 if is_folder else 2, right, child, first, size)
        return mine[0]

    child = put(root)
    entries[0] = _entry("Root Entry", 5, FREE, child, END, 0)
    directory = laid(b"".join(entries))
    tables = 1
    while tables * (SECTOR // 4) < len(sectors) + tables:
        tables += 1
    places = [len(sectors) + number for number in range(tables)]
    table = struct.pack(f"<{len(following)}I", *following) + struct.pack("<I", FAT) * tables
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, tables, directory, 0, 0, END, 0, END, 0)
    header += struct.pack("<109I", *places, *[FREE] * (109 - tables))
    return header + b"".join(sectors) + table.ljust(tables * SECTOR, b"\xff")


def _entry(name: str, kind: int, right: int, child: int, first: int, size: int) -> bytes:
    encoded = f"{name}\0".encode("utf-16-le")
    entry = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1)
    entry += struct.pack("<III", FREE, right, child)
    return entry + bytes(36) + struct.pack("<IQ", first, size)
