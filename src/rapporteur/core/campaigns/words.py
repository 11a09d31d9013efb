"""Texts as numbers: each word a hash with its place, for a whole batch of texts at once.

Campaigns are looked for among millions of texts, so nothing here goes word by word in Python.
Two spellings of a word that a reader takes for the same have the same hash: case, compatibility
forms of Unicode, apostrophes, Arabic vowel signs and invisible characters make no difference.
In scripts that are written without spaces every character is a word.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Hashes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]

# What a character is; odd are those that words consist of.
_BREAK, _LETTER, _IGNORED, _ALONE, _TO_EXPAND = 0, 1, 2, 3, 5
_TABLED = 0x20000  # code points beyond are ideographs and what is rarer still
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_MOST = 1 << 20  # characters taken at once: what the processor's cache holds
_IGNORABLE = {0x27, 0x2018, 0x2019, 0x2BC, 0xFF07, 0x60, 0xB4, 0x640, 0x670, 0xAD} | set(
    range(0x64B, 0x660)
)
# Written without spaces between words: kana, ideographs, Thai, Lao, Myanmar, Khmer.
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3040, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
)


@dataclass(frozen=True)
class Words:
    """The words of a batch of texts.

    offsets: n + 1 numbers; the words of text i are those from offsets[i] to offsets[i + 1].
    hashes, starts, ends: one per word; its place in the text as code points, end exclusive.
    """

    offsets: Numbers
    hashes: Hashes
    starts: Numbers
    ends: Numbers

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def texts(self) -> Numbers:
        """For every word, the number of its text."""
        return np.repeat(np.arange(len(self)), np.diff(self.offsets))


def mixed(numbers: Hashes) -> Hashes:
    """Spread 64 bits over all 64 (the finalizer of splitmix64)."""
    with np.errstate(over="ignore"):
        z = numbers + _PRIME
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def words_of(texts: pa.Array | Sequence[str]) -> Words:
    """The words of `texts` (Arrow strings, or any strings); an absent text has none."""
    array = _expanded(_arrow(texts))
    offsets, content = _buffers(array)
    parts: list[Words] = []
    first = 0
    while first < len(array):
        last = int(np.searchsorted(offsets, offsets[first] + _MOST, side="right")) - 1
        last = min(max(last, first + 1), len(array))
        parts.append(_part(offsets[first : last + 1], content))
        first = last
    return joined(parts)


def joined(parts: Sequence[Words]) -> Words:
    """Batches one after the other, as one."""
    if not parts:
        nothing = np.zeros(0, np.int64)
        return Words(np.zeros(1, np.int64), np.zeros(0, np.uint64), nothing, nothing)
    if len(parts) == 1:
        return parts[0]
    counts = np.concatenate([np.diff(part.offsets) for part in parts])
    return Words(
        np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)]),
        np.concatenate([part.hashes for part in parts]),
        np.concatenate([part.starts for part in parts]),
        np.concatenate([part.ends for part in parts]),
    )


def chosen(words: Words, rows: Numbers) -> Words:
    """The texts of these numbers alone, in this order."""
    lengths = np.diff(words.offsets)[rows]
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    places = np.arange(offsets[-1]) + np.repeat(words.offsets[rows] - offsets[:-1], lengths)
    return Words(offsets, words.hashes[places], words.starts[places], words.ends[places])


def as_read(text: str) -> str:
    """The text that the places of its words refer to: itself, save where a character stands for
    several or several for one."""
    read = _expanded(_arrow([text]))[0].as_py()
    return str(read or "")


def _arrow(texts: pa.Array | Sequence[str]) -> pa.Array:
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    if not isinstance(texts, pa.Array):
        # Half a surrogate pair is no character, and Arrow takes none.
        clean = [
            text.encode("utf-8", "replace").decode() if isinstance(text, str) else text
            for text in texts
        ]
        return pa.array(clean, pa.large_string())
    return texts.cast(pa.large_string())


def _buffers(array: pa.Array) -> tuple[Numbers, npt.NDArray[np.uint8]]:
    """Offsets into the bytes, and the bytes."""
    _, places, content = array.buffers()
    offsets = np.frombuffer(places, np.int64, len(array) + 1, array.offset * 8)
    held = np.frombuffer(content, np.uint8) if content else np.zeros(0, np.uint8)
    if array.null_count:
        absent = pc.is_null(array).to_numpy(zero_copy_only=False)
        if (np.diff(offsets)[absent] > 0).any():
            return _buffers(pc.fill_null(array, ""))
    return offsets, held


def _expanded(array: pa.Array) -> pa.Array:
    """With characters that stand for several written out, and marks joined to their letters."""
    offsets, content = _buffers(array)
    if not (content[offsets[0] : offsets[-1]] >= 0x80).any():
        return array
    suspects = pc.match_substring_regex(pc.fill_null(array, ""), _pattern())
    if not pc.any(suspects).as_py():
        return array
    # Not utf8_normalize of Arrow, which leaves a letter and its mark apart (25.0).
    written = pa.array(
        [
            text and unicodedata.normalize("NFKC", text)
            for text in array.filter(suspects).to_pylist()
        ],
        pa.large_string(),
    )
    return pc.replace_with_mask(array, suspects, written)


@cache
def _pattern() -> str:
    """What RE2 looks for: the characters of the class _TO_EXPAND, as ranges."""
    kinds, _ = _tables()
    edges = np.flatnonzero(np.diff(np.concatenate([[0], kinds == _TO_EXPAND, [0]]).astype(int)))
    ranges = [rf"\x{{{a:x}}}-\x{{{b - 1:x}}}" for a, b in edges.reshape(-1, 2).tolist()]
    return "[" + "".join(ranges) + "]"


@cache
def _tables() -> tuple[npt.NDArray[np.uint8], Hashes]:
    """For every code point below _TABLED: what it is, and the number it counts as."""
    kinds = np.zeros(_TABLED, np.uint8)
    folded = np.arange(_TABLED, dtype=np.uint64)
    for point in range(_TABLED):
        character = chr(point)
        category = unicodedata.category(character)
        if point in _IGNORABLE or category == "Cf":
            kinds[point] = _IGNORED
        elif category[0] in "LNM":
            kinds[point] = _LETTER
            if point < 0x80:
                folded[point] = ord(character.lower())
                continue
            plain = unicodedata.normalize("NFKC", character).lower()
            if len(plain) == 1:
                folded[point] = ord(plain)
            elif plain.strip() != plain or character != unicodedata.normalize("NFKC", character):
                kinds[point] = _TO_EXPAND
            if 0x300 <= point < 0x370:
                kinds[point] = _TO_EXPAND
    for first, last in _UNSPACED:
        span = kinds[first : last + 1]
        span[span == _LETTER] = _ALONE
    return kinds, mixed(folded)


def _part(offsets: Numbers, content: npt.NDArray[np.uint8]) -> Words:
    piece = content[offsets[0] : offsets[-1]]
    rows = offsets - offsets[0]
    kinds, values = _tables()
    if (piece < 0x80).all():
        return _words(rows, kinds[:128][piece], lambda at: values[:128][piece[at]])
    points = np.frombuffer(
        piece.tobytes().decode("utf-8", "replace").encode("utf-32-le"), np.uint32
    )
    within = np.minimum(points, _TABLED - 1)
    beyond = points >= _TABLED
    kind = kinds[within]
    if beyond.any():
        kind[beyond] = _ALONE

    def numbers(at: Numbers) -> Hashes:
        found = values[within[at]]
        rare = beyond[at]
        if rare.any():
            found[rare] = mixed(points[at][rare].astype(np.uint64))
        return found

    return _words(_points_before(piece, rows), kind, numbers)


def _points_before(piece: npt.NDArray[np.uint8], offsets: Numbers) -> Numbers:
    """Offsets in bytes as offsets in code points."""
    begins = np.concatenate([np.zeros(1, np.int64), np.cumsum((piece & 0xC0) != 0x80)])
    places: Numbers = begins[offsets]
    return places


def _words(
    rows: Numbers, kind: npt.NDArray[np.uint8], numbers: Callable[[Numbers], Hashes]
) -> Words:
    letters = np.flatnonzero((kind & 1).view(bool))
    # A word begins after a gap, unless all that lies in it is one or two ignored characters.
    gaps = np.diff(letters, prepend=-9)
    begin = gaps > 1
    short = np.flatnonzero(begin & (gaps <= 3))
    short = short[kind[letters[short] - 1] == _IGNORED]
    short = short[(gaps[short] == 2) | (kind[letters[short] - 2] == _IGNORED)]
    begin[short] = False
    firsts = np.searchsorted(letters, rows[:-1])
    begin[firsts[firsts < len(letters)]] = True
    alone = kind == _ALONE
    if alone.any():
        by_itself = np.flatnonzero(alone[letters])
        after = by_itself + 1
        begin[by_itself] = True
        begin[after[after < len(letters)]] = True
    begins = np.flatnonzero(begin)
    powers, inverses = _powers(len(letters))
    with np.errstate(over="ignore"):
        weighted = numbers(letters)
        weighted *= powers
        sums = np.add.reduceat(weighted, begins) if len(begins) else np.zeros(0, np.uint64)
        hashes = mixed(sums * inverses[begins])
    starts = letters[begins]
    ends = letters[np.append(begins[1:], len(letters)) - 1] + 1 if len(begins) else starts
    offsets = np.searchsorted(starts, rows)
    row_of = np.repeat(rows[:-1], np.diff(offsets))
    return Words(offsets.astype(np.int64), hashes, starts - row_of, ends - row_of)


def _powers(number: int) -> tuple[Hashes, Hashes]:
    """The powers of an odd number, and what undoes multiplying by them."""
    if number <= _MOST:
        powers, inverses = _usual_powers()
        return powers[:number], inverses
    return _powers_up_to(number)


@cache
def _usual_powers() -> tuple[Hashes, Hashes]:
    return _powers_up_to(_MOST)


def _powers_up_to(number: int) -> tuple[Hashes, Hashes]:
    base = 0x5851F42D4C957F2D
    with np.errstate(over="ignore"):
        powers, inverses = (
            np.cumprod(np.full(number, one, np.uint64), dtype=np.uint64)
            for one in (np.uint64(base), np.uint64(pow(base, -1, 1 << 64)))
        )
    return powers, inverses
