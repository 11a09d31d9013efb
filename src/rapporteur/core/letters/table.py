"""A table from texts to numbers, of which it remembers no text: 32 bytes an entry at the most.

For a hundred thousand letters a dictionary of their names takes fifteen megabytes, and this three.
A text is told by 64 bits of its hash, so that of 100,000 two are taken for one in one run of three
thousand million; whoever uses this says what happens then.
"""

from array import array

_FREE = 0


class Table:
    """Numbers of up to 64 bits by text; 0 for a text that is not in it."""

    def __init__(self) -> None:
        self._held = 0
        self._clear(1024)

    def __len__(self) -> int:
        return self._held

    def __contains__(self, text: str) -> bool:
        return self._keys[self._place(_key(text))] != _FREE

    def __getitem__(self, text: str) -> int:
        return self._numbers[self._place(_key(text))]

    def __setitem__(self, text: str, number: int) -> None:
        self._put(_key(text), number)
        if self._held * 2 > len(self._keys):
            keys, numbers = self._keys, self._numbers
            self._held = 0
            self._clear(len(keys) * 2)
            for key, each in zip(keys, numbers, strict=True):
                if key != _FREE:
                    self._put(key, each)

    def _clear(self, size: int) -> None:
        self._keys = array("Q", bytes(8 * size))
        self._numbers = array("Q", bytes(8 * size))

    def _put(self, key: int, number: int) -> None:
        place = self._place(key)
        self._held += self._keys[place] == _FREE
        self._keys[place], self._numbers[place] = key, number

    def _place(self, key: int) -> int:
        """Where a key is, or where there is room for it: the table is never full."""
        last = len(self._keys) - 1  # its length is a power of two
        place = key & last
        while self._keys[place] not in (key, _FREE):
            place = (place + 1) & last
        return place


def _key(text: str) -> int:
    return hash(text) & 0xFFFF_FFFF_FFFF_FFFF or 1
