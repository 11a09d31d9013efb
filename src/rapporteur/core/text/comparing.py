"""Two texts side by side: which words of each stand in it alone."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapporteur.core.text.words import normal

MOST_WORDS = 4_000  # of a text that are compared
_HAN = "\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"(?:[{_HAN}]|(?:(?![{_HAN}])\w)+|[^\w\s])\s*|\s+")


@dataclass(frozen=True)
class Stretch:
    """Words in a row, as written. alone: whether the other text has them not, or elsewhere."""

    text: str
    alone: bool = False


@dataclass(frozen=True)
class SideBySide:
    """Both texts in stretches, which joined give the text, as far as it was compared.

    cut: whether either was longer than is compared; what is beyond is left out.
    """

    one: tuple[Stretch, ...]
    other: tuple[Stretch, ...]
    cut: bool = False

    @property
    def same(self) -> bool:
        """Whether no word stands in one of them alone."""
        return not any(stretch.alone for stretch in self.one + self.other)


def side_by_side(one: str, other: str) -> SideBySide:
    """Compare two texts word by word. Spacing, line ends and capitals are no difference; signs
    are, for a comma may be one. Of each at most 4,000 words and signs are compared."""
    (first, cut), (second, also_cut) = _tokens(one), _tokens(other)
    keys, other_keys = [_key(each) for each in first], [_key(each) for each in second]
    start = _alike(keys, other_keys)
    end = _alike(keys[start:][::-1], other_keys[start:][::-1])
    inner, other_inner = keys[start : len(keys) - end], other_keys[start : len(other_keys) - end]
    # Frequent words are no anchors (autojunk): long texts are compared in a fraction of the time.
    matcher = SequenceMatcher(None, inner, other_inner)
    marks, other_marks = [False] * len(keys), [False] * len(other_keys)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            marks[start + i1 : start + i2] = [True] * (i2 - i1)
            other_marks[start + j1 : start + j2] = [True] * (j2 - j1)
    return SideBySide(_stretches(first, marks), _stretches(second, other_marks), cut or also_cut)


def _tokens(text: str) -> tuple[list[str], bool]:
    """Words and signs, each with the space after it; whether there were more than are taken."""
    tokens: list[str] = []
    for found in _TOKEN.finditer(text.strip()):
        if len(tokens) == MOST_WORDS:
            return tokens, True
        tokens.append(found.group())
    return tokens, False


def _key(token: str) -> str:
    return normal(token.strip())


def _alike(one: list[str], other: list[str]) -> int:
    """How many tokens two lists begin with alike."""
    many = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        many += 1
    return many


def _stretches(tokens: list[str], marks: list[bool]) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    begin = 0
    for at in range(1, len(tokens) + 1):
        if at == len(tokens) or marks[at] != marks[begin]:
            text = "".join(tokens[begin:at])
            words = text.rstrip() if marks[begin] else text
            found.append(Stretch(words, marks[begin]))
            if words != text:  # the space behind is no difference
                found.append(Stretch(text[len(words) :]))
            begin = at
    return tuple(found)
