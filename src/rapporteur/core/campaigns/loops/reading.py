"""From characters to words."""

import numpy as np
import numpy.typing as npt

from rapporteur.core.campaigns.loops.compiling import Hashes, Numbers, Whole, compiled, mixed

BREAK, LETTER, IGNORED, ALONE, TO_EXPAND = 0, 1, 2, 3, 5  # odd are those that words consist of
TABLED = 0x20000  # code points beyond are ideographs and what is rarer still

_IGNORED_WITHIN = 2  # characters in a row that do not end a word
_BASE = np.uint64(0x5851F42D4C957F2D)


@compiled
def _character(content: npt.NDArray[np.uint8], at: int, end: int) -> tuple[Whole, Whole]:
    """The code point that begins at this byte of UTF-8, and its length; U+FFFD for what is none."""
    lead = np.int64(content[at])
    if lead < 0x80:
        return lead, 1
    length = 1 + (lead >= 0xC0) + (lead >= 0xE0) + (lead >= 0xF0)
    if lead < 0xC2 or lead > 0xF4 or at + length > end:
        return 0xFFFD, 1
    point = lead & (0x7F >> length)
    for n in range(1, length):
        byte = np.int64(content[at + n])
        if byte & 0xC0 != 0x80:
            return 0xFFFD, 1
        point = point << 6 | byte & 0x3F
    return point, length


@compiled
def _may_escape(one: Whole, then: Whole) -> bool:
    """Whether a character of HTML, a tag or a break that is written out may begin here."""
    is_letter = 0x61 <= (then | 0x20) <= 0x7A
    return bool(
        (one == ord("&") and (is_letter or then == ord("#")))
        or (one == ord("<") and (is_letter or then == ord("/")))
        or (one == ord("\\") and (then == ord("n") or then == ord("r") or then == ord("t")))
    )


@compiled
def holding(
    content: npt.NDArray[np.uint8], offsets: Numbers, kinds: npt.NDArray[np.uint8], kind: int
) -> npt.NDArray[np.bool_]:
    """Which texts hold a character of this kind beyond ASCII, or something that may be escaped."""
    held = np.zeros(len(offsets) - 1, np.bool_)
    for text in range(len(held)):
        at, end = offsets[text], offsets[text + 1]
        while at < end:
            if content[at] < 0x80:
                at += 1
                if at < end and _may_escape(content[at - 1], content[at]):
                    held[text] = True
                    break
                continue
            point, length = _character(content, at, end)
            if point < TABLED and kinds[point] == kind:
                held[text] = True
                break
            at += length
    return held


@compiled
def scanned(
    content: npt.NDArray[np.uint8],
    offsets: Numbers,
    kinds: npt.NDArray[np.uint8],
    values: Hashes,
    with_places: bool,
) -> tuple[Numbers, Hashes, Numbers, Numbers]:
    """The words of texts in UTF-8: their offsets, hashes, starts and ends, as Words has them.

    kinds, values: what each code point below TABLED is, and the number it counts as; with_places:
    whether starts and ends are wanted.
    """
    texts = len(offsets) - 1
    most = (offsets[texts] - offsets[0]) // 2 + texts  # between two words there is a byte or more
    hashes = np.empty(most, np.uint64)
    starts = np.empty(most if with_places else 0, np.int64)
    ends = np.empty(len(starts), np.int64)
    words = np.zeros(texts + 1, np.int64)
    n = -1  # the word that is being read
    for text in range(texts):
        at, end = offsets[text], offsets[text + 1]
        place = till = 0
        goes_on = False  # whether a letter here would belong to the word before it
        ignored = 0
        total = np.uint64(0)
        weight = np.uint64(1)
        while at < end:
            point, length = _character(content, at, end)
            at += length
            kind = np.int64(kinds[point]) if point < TABLED else ALONE
            if kind & 1:
                if not goes_on or kind == ALONE:
                    if n >= words[text]:
                        hashes[n] = mixed(total)
                        if with_places:
                            ends[n] = till
                    n += 1
                    if with_places:
                        starts[n] = place
                    total = np.uint64(0)
                    weight = np.uint64(1)
                value = values[point] if point < TABLED else mixed(np.uint64(point))
                total += value * weight
                weight *= _BASE
                till = place + 1
                goes_on = kind != ALONE
                ignored = 0
            elif kind == IGNORED:
                ignored += 1
                goes_on = goes_on and ignored <= _IGNORED_WITHIN
            else:
                goes_on = False
            place += 1
        if n >= words[text]:
            hashes[n] = mixed(total)
            if with_places:
                ends[n] = till
        words[text + 1] = n + 1
    return words, hashes[: n + 1].copy(), starts[: n + 1].copy(), ends[: n + 1].copy()
