"""Lines of a printed page put in their order of reading where they run from right to left.

A PDF says which sign stands where, not in which order signs are read; its reader guesses, and
guesses wrong in Arabic that was printed sign by sign. Here a line is what stands on one base line
side by side, read from the right as the rules of bidirectional text would have laid it out (Unicode
Standard Annex 9), backwards: numbers and words of other scripts keep their own direction.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

RIGHT_TO_LEFT = re.compile("[\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3\u0750-\u077f\u08a0-\u08c7]")
_WITHIN_NUMBERS = frozenset(".,:/٫٬")  # common separators
_MIRRORED = str.maketrans("()[]{}«»<>", ")(][}{»«><")
_OPENING, _CLOSING = frozenset("([{«"), frozenset(")]}»")
_SAME_LINE = 0.4  # of a sign's height
_BESIDE, _TOUCHING, _NONE = 1.5, 0.4, 0.05  # heights of a gap within a line, a word, a letter
_GAP = 0.15  # heights of one that parts words
_REACH = 8  # lines of a row, to which its next sign may belong
_MOST_LINES = 500  # of a page


@dataclass(frozen=True)
class Sign:
    """letters: several where one sign stands for them, as lam with alef. base: of its line, from
    the lower edge. height: of its script. row: the line in which the reader of the file told it."""

    letters: str
    left: float
    right: float
    base: float
    height: float
    row: int = 0


@dataclass
class _Line:
    """row: the first that told a sign of it. mixed: whether it told signs of other lines too."""

    base: float
    height: float
    left: float
    right: float
    row: int
    mixed: bool = False
    signs: list[Sign] = field(default_factory=list)

    def has_room(self, other: "Sign | _Line", *, beside: float = _BESIDE) -> bool:
        """Whether the other stands beside what is there, on the same base line."""
        height = max(self.height, other.height)
        return (
            abs(self.base - other.base) <= _SAME_LINE * height
            and other.left - self.right <= beside * height
            and self.left - other.right <= beside * height
        )

    def is_word(self) -> bool:
        return " " not in "".join(sign.letters for sign in self.signs).strip(" ")

    def take(self, *signs: Sign) -> None:
        for sign in signs:
            self.signs.append(sign)
            self.left, self.right = min(self.left, sign.left), max(self.right, sign.right)


def text_of(signs: Sequence[Sign]) -> str:
    """The lines of a page; signs: in the order in which the page was printed.

    A line begins at the right where most of its letters are read from there, or most of the page's.
    """
    of_page = _is_from_the_right("".join(sign.letters for sign in signs))
    return "\n".join(_read(line.signs, of_page) for line in _lines(signs))


def _is_from_the_right(text: str) -> bool:
    letters = sum(letter.isalpha() for letter in text)
    return 2 * len(RIGHT_TO_LEFT.findall(text)) >= letters


def _lines(signs: Sequence[Sign]) -> list[_Line]:
    """What was told in one row is one line if it stands on one base line; of rows that hold several
    lines the pieces are put together."""
    lines: list[_Line] = []
    for row, told in groupby(signs, key=lambda sign: sign.row):
        begun: list[_Line] = []
        for sign in told:
            line = next((each for each in begun[: -_REACH - 1 : -1] if each.has_room(sign)), None)
            if line is None:
                line = _Line(sign.base, sign.height, sign.left, sign.right, row)
                begun.append(line)
            line.take(sign)
        for line in begun:
            line.mixed = len(begun) > 1
        lines += begun
    return _joined(lines) if len(lines) <= _MOST_LINES else lines


def _joined(lines: list[_Line]) -> list[_Line]:
    joined: list[_Line] = []
    for line in lines:
        met = [each for each in joined if each.has_room(line, beside=_between(each, line))]
        if not met:
            joined.append(line)
            continue
        first, *others = met
        first.take(*line.signs)
        for other in others:
            first.take(*other.signs)
            joined.remove(other)
    return joined


def _between(one: _Line, other: _Line) -> float:
    """The gap, in heights, that does not part them: of columns each is told in rows of its own."""
    if not (one.mixed or other.mixed or one.is_word() or other.is_word()):
        return _NONE
    return _BESIDE if one.row == other.row else _TOUCHING


def _read(signs: list[Sign], of_page: bool) -> str:
    seen = "".join(sign.letters for sign in signs)
    if not RIGHT_TO_LEFT.search(seen):
        return seen.strip(" ")
    words = _with_their_marks(signs)
    from_the_right = of_page or _is_from_the_right(seen)
    pieces = _from_the_right(words) if from_the_right else _from_the_left(words)
    return " ".join("".join(pieces).split())


def _with_their_marks(signs: list[Sign]) -> list[str]:
    """From the left, each sign with the marks above and below it behind it. Blanks that take no
    room are none, and gaps are blanks."""
    bases = [sign for sign in signs if not _is_mark(sign) and not _is_nothing(sign)]
    bases.sort(key=_middle)
    middles = [_middle(sign) for sign in bases]
    with_marks = [[sign.letters] for sign in bases]
    for mark in filter(_is_mark, signs):
        if bases:
            with_marks[_nearest(middles, _middle(mark))].append(mark.letters)
    words = ["".join(letters) for letters in with_marks]
    spaced, edge = words[:1], bases[0].right if bases else 0.0
    for sign, word in zip(bases[1:], words[1:], strict=True):
        if sign.left - edge > _GAP * sign.height:
            spaced.append(" ")
        spaced.append(word)
        edge = max(edge, sign.right)
    return spaced


def _is_nothing(sign: Sign) -> bool:
    return sign.letters == " " and sign.right - sign.left < _GAP * sign.height


def _is_mark(sign: Sign) -> bool:
    return all(unicodedata.combining(letter) for letter in sign.letters)


def _middle(sign: Sign) -> float:
    return (sign.left + sign.right) / 2


def _nearest(middles: list[float], to: float) -> int:
    """Where the value stands that is the nearest to one, of some in ascending order; of several
    that are as near, the first."""
    after = bisect_left(middles, to)
    if after == 0:
        return 0
    before = bisect_left(middles, middles[after - 1])
    if after == len(middles) or to - middles[before] <= middles[after] - to:
        return before
    return after


def _direction(word: str) -> str:
    """ "r" and "l" of letters, "n" of digits, "" of what has none of its own."""
    if RIGHT_TO_LEFT.search(word):
        return "r"
    if any(letter.isdigit() for letter in word):
        return "n"
    return "l" if any(letter.isalpha() for letter in word) else ""


def _from_the_right(words: list[str]) -> Iterator[str]:
    told = [_direction(word) for word in words]
    end = len(words)
    mirrored = _is_mirrored(words[::-1])
    while end:
        if told[end - 1] not in ("l", "n"):
            word = words[end - 1]
            yield word.translate(_MIRRORED) if mirrored and not told[end - 1] else word
            end -= 1
            continue
        begin = end - 1
        while (further := _further(words, told, begin)) is not None:
            begin = further
        yield from words[begin:end]
        end = begin


def _further(words: list[str], told: list[str], begin: int) -> int | None:
    """Where what runs from the left begins, if it goes on before `begin`."""
    if begin and told[begin - 1] in ("l", "n"):
        return begin - 1
    at = begin - 1
    while at >= 0 and not told[at]:
        at -= 1
    if at < 0 or told[at] == "r":
        return None
    between = words[at + 1 : begin]
    if told[at] == told[begin] == "n":  # numbers beside each other are read one by one
        return at if len(between) == 1 and between[0] in _WITHIN_NUMBERS else None
    return at


def _from_the_left(words: list[str]) -> Iterator[str]:
    told = [_direction(word) for word in words]
    at = 0
    while at < len(words):
        if told[at] != "r":
            yield words[at]
            at += 1
            continue
        end = at + 1
        for further in range(end, len(words)):
            if told[further] in ("l", "n"):
                break
            if told[further] == "r":
                end = further + 1
        yield from _from_the_right(words[at:end])
        at = end


def _is_mirrored(words: list[str]) -> bool:
    """Whether brackets stand as they look, and not as they are meant: a closing one is first."""
    for word in words:
        if word in _OPENING:
            return False
        if word in _CLOSING:
            return any(other in _OPENING for other in words)
    return False
