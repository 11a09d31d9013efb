"""What lies in a compound file ([MS-CFB]): the form of Office files before 2007."""

import struct

_SECTORS_IN_HEAD = 109
_NO_SECTOR = 0xFFFFFFFA  # and above: the end of a chain, or no sector at all
_ENTRY = 128  # bytes
_STREAM, _ROOT = 2, 5


class Damaged(ValueError):
    """The bytes are no whole compound file."""


def streams_of(raw: bytes, *names: str) -> dict[str, bytes]:
    """The content of the streams of these names, of those that are there. Raises Damaged."""
    try:
        return _Compound(raw).streams(names)
    except (struct.error, IndexError) as fault:
        raise Damaged from fault


def streams_by_path(raw: bytes) -> dict[str, bytes]:
    """The content of all streams, by the names of what they lie in and their own, parted by "/".
    Raises Damaged, also where they would be longer together than any that do not share their bytes.
    """
    try:
        return _Compound(raw).by_path()
    except (struct.error, IndexError) as fault:
        raise Damaged from fault


class _Compound:
    """raw: the file. A chain that leads round in a circle ends where it has as many sectors as the
    file could hold."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        large, small = struct.unpack_from("<HH", raw, 0x1E)
        if large not in (9, 12) or small != 6:
            raise Damaged
        self._size, self._small_size = 1 << large, 1 << small
        self._most = len(raw) // self._size + 1
        (directory,) = struct.unpack_from("<I", raw, 0x30)
        self._cutoff, small_table = struct.unpack_from("<II", raw, 0x38)
        self._next = self._numbers(b"".join(map(self._sector, self._table_sectors())))
        self._entries = self._content(directory)
        self._small_next = self._numbers(self._content(small_table))

    def by_path(self) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        small = self._content(struct.unpack_from("<I", self._entries, 0x74)[0])
        waiting, seen, room = [(0, "")], set[int](), 2 * len(self._raw)
        while waiting:
            number, within = waiting.pop()
            entry = self._entries[number * _ENTRY : (number + 1) * _ENTRY]
            if number in seen or len(entry) < _ENTRY:
                continue
            seen.add(number)
            name = self._name(entry)
            before, behind, inside = struct.unpack_from("<III", entry, 0x44)
            waiting += [(before, within), (behind, within)]
            if entry[0x42] == _STREAM:
                content = self._of_entry(entry, small)
                room -= len(content)
                if room < 0:
                    raise Damaged
                found[within + name] = content
            else:
                waiting.append((inside, "" if number == 0 else f"{within}{name}/"))
        return found

    @staticmethod
    def _name(entry: bytes) -> str:
        (length,) = struct.unpack_from("<H", entry, 0x40)
        return entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")

    def _of_entry(self, entry: bytes, small: bytes) -> bytes:
        first, size = struct.unpack_from("<II", entry, 0x74)
        is_small = size < self._cutoff
        whole = self._small_content(first, small) if is_small else self._content(first)
        return whole[:size]

    def streams(self, names: tuple[str, ...]) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        small = b""
        for at in range(0, len(self._entries) - _ENTRY + 1, _ENTRY):
            entry = self._entries[at : at + _ENTRY]
            name = self._name(entry)
            if entry[0x42] == _ROOT:
                small = self._content(struct.unpack_from("<I", entry, 0x74)[0])
            elif entry[0x42] == _STREAM and name in names and name not in found:
                found[name] = self._of_entry(entry, small)
        return found

    def _table_sectors(self) -> list[int]:
        """The sectors of the table that says which sector follows which."""
        numbers = list(struct.unpack_from(f"<{_SECTORS_IN_HEAD}I", self._raw, 0x4C))
        (more,) = struct.unpack_from("<I", self._raw, 0x44)
        while more < _NO_SECTOR and len(numbers) < self._most:
            further = self._numbers(self._sector(more))
            numbers += further[:-1]
            more = further[-1]
        return [number for number in numbers if number < _NO_SECTOR]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._raw):
            raise Damaged
        return self._raw[start : start + self._size]

    def _content(self, first: int) -> bytes:
        return b"".join(self._sector(number) for number in self._chain(first, self._next))

    def _small_content(self, first: int, small: bytes) -> bytes:
        size = self._small_size
        chain = self._chain(first, self._small_next)
        return b"".join(small[number * size : (number + 1) * size] for number in chain)

    def _chain(self, number: int, following: tuple[int, ...]) -> list[int]:
        chain: list[int] = []
        while number < _NO_SECTOR and len(chain) <= len(following):
            chain.append(number)
            number = following[number]
        return chain

    @staticmethod
    def _numbers(table: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
