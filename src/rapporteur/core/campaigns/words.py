r"""Texts as numbers: each word a hash with its place, for a whole batch of texts at once.

Campaigns are looked for among millions of texts, so nothing here goes word by word in Python.
Two spellings of a word that a reader takes for the same have the same hash: case, compatibility
forms of Unicode, apostrophes, Arabic vowel signs and invisible characters make no difference.
In scripts that are written without spaces every character is a word. Characters of HTML, and breaks
that are written out (“\n”, “<br>”), are read as what they stand for: exports of web forms have
them.
"""

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from rapporteur.core.campaigns.loops import (
    ALONE,
    IGNORED,
    LETTER,
    TABLED,
    TO_EXPAND,
    Hashes,
    Numbers,
    holding,
    scanned,
)

__all__ = [
    "Hashes",
    "Numbers",
    "Words",
    "as_read",
    "batches",
    "begun",
    "chosen",
    "hashes_of",
    "joined",
    "mixed",
    "stretches",
    "words_of",
]

_PRIME = np.uint64(0x9E3779B97F4A7C15)
_MOST = 1 << 18  # bytes taken at once: what the processor's cache holds with their words
_IGNORABLE = {0x27, 0x2018, 0x2019, 0x2BC, 0xFF07, 0x60, 0xB4, 0x640, 0x670, 0xAD} | set(
    range(0x64B, 0x660)
)
_CHARACTER = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,30});")
_BREAK = re.compile(r"\\[nrt]|</?(?:br|p|div|li)\s*/?>", re.IGNORECASE)
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
    return joined(
        [
            Words(*scanned(content, offsets, *_tables(), True))
            for content, offsets in map(_read, batches(texts))
        ]
    )


def batches(texts: pa.Array | Sequence[str]) -> list[pa.Array]:
    """`texts` cut into arrays of the size that is best taken at once; a larger text is alone."""
    array = _arrow(texts)
    offsets, _ = _buffers(array)
    cut = []
    first = 0
    while first < len(array):
        last = int(np.searchsorted(offsets, offsets[first] + _MOST, side="right")) - 1
        last = min(max(last, first + 1), len(array))
        cut.append(array.slice(first, last - first))
        first = last
    return cut


def hashes_of(batch: pa.Array) -> tuple[Numbers, Hashes]:
    """The offsets and hashes of the words of a batch, without their places."""
    offsets, hashes, _, _ = scanned(*_read(batch), *_tables(), False)
    return offsets, hashes


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
    return _taken(words, words.offsets[rows], np.diff(words.offsets)[rows])


def begun(words: Words, most: int) -> Words:
    """The texts as far as their first `most` words."""
    lengths = np.diff(words.offsets)
    if not (lengths > most).any():
        return words
    return _taken(words, words.offsets[:-1], np.minimum(lengths, most))


def _taken(words: Words, starts: Numbers, lengths: Numbers) -> Words:
    """A text of so many words from each of these places on."""
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    places = stretches(starts, lengths)
    return Words(offsets, words.hashes[places], words.starts[places], words.ends[places])


def stretches(starts: Numbers, lengths: Numbers) -> Numbers:
    """The places from each start on, as many as its length says, one stretch after the other."""
    ends = np.cumsum(lengths)
    return np.arange(lengths.sum()) + np.repeat(starts - ends + lengths, lengths)


def as_read(text: str) -> str:
    """The text that the places of its words refer to: itself, save where a character stands for
    several or several for one, or what is escaped for something else."""
    read = _expanded(_arrow([text]))[0].as_py()
    return str(read or "")


def _arrow(texts: pa.Array | Sequence[str]) -> pa.Array:
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    if not isinstance(texts, pa.Array):
        try:
            return pa.array(texts, pa.large_string())
        except UnicodeEncodeError:
            pass
        # Half a surrogate pair is no character, and Arrow takes none.
        clean = [
            text.encode("utf-8", "replace").decode() if isinstance(text, str) else text
            for text in texts
        ]
        return pa.array(clean, pa.large_string())
    return texts.cast(pa.large_string())


def _read(batch: pa.Array) -> tuple[npt.NDArray[np.uint8], Numbers]:
    """The bytes of a batch, as its words are read, and the offsets into them."""
    offsets, content = _buffers(_expanded(batch))
    return content, offsets


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
    """With characters that stand for several written out, marks joined to their letters, and what
    is escaped as what it stands for."""
    offsets, content = _buffers(array)
    suspects = holding(content, offsets, _tables()[0], TO_EXPAND)
    if not suspects.any():
        return array
    # Not utf8_normalize of Arrow, which leaves a letter and its mark apart (25.0).
    written = pa.array(
        [
            text and unicodedata.normalize("NFKC", _unescaped(text))
            for text in array.filter(pa.array(suspects)).to_pylist()
        ],
        pa.large_string(),
    )
    return pc.replace_with_mask(array, pa.array(suspects), written)


def _unescaped(text: str) -> str:
    """Tags first: a “<” that is written as a character of HTML begins none."""
    return _CHARACTER.sub(lambda found: html.unescape(found[0]), _BREAK.sub("\n", text))


@cache
def _tables() -> tuple[npt.NDArray[np.uint8], Hashes]:
    """For every code point below TABLED: what it is, and the number it counts as."""
    kinds = np.zeros(TABLED, np.uint8)
    folded = np.arange(TABLED, dtype=np.uint64)
    for point in range(TABLED):
        character = chr(point)
        category = unicodedata.category(character)
        if point in _IGNORABLE or category == "Cf":
            kinds[point] = IGNORED
        elif category[0] in "LNM":
            kinds[point] = LETTER
            if point < 0x80:
                folded[point] = ord(character.lower())
                continue
            plain = unicodedata.normalize("NFKC", character).lower()
            if len(plain) == 1:
                folded[point] = ord(plain)
            elif plain.strip() != plain or character != unicodedata.normalize("NFKC", character):
                kinds[point] = TO_EXPAND
            if 0x300 <= point < 0x370:
                kinds[point] = TO_EXPAND
    for first, last in _UNSPACED:
        span = kinds[first : last + 1]
        span[span == LETTER] = ALONE
    return kinds, mixed(folded)
