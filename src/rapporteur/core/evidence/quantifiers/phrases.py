"""Phrases of a policy, as they are matched on tokens.

In a phrase `*` at the end of a word stands for any ending (большинств*) and `…` for up to two
words (it was … noted), `… …` for up to four. Accents, capitals and, in Arabic, article and
prefixes do not matter.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rapporteur.core.evidence.quantifiers.tokens import Token, tokens

Meaning = TypeVar("Meaning", bound=Hashable)

GAP = 2
"""Words that `…` may stand for."""


@dataclass(frozen=True)
class Element:
    """One word of a phrase. forms: any of them fits; open: any ending may follow; gap: up to so
    many words may stand before it."""

    forms: frozenset[str]
    open: bool = False
    gap: int = 0

    def fits(self, token: Token) -> bool:
        if self.open:
            return any(form.startswith(own) for form in token.forms for own in self.forms)
        return not self.forms.isdisjoint(token.forms)


def phrase(words: str) -> tuple[Element, ...]:
    """Read a phrase. Raises ValueError for one without words, or that begins with a gap or a
    bare `*`."""
    elements: list[Element] = []
    gap, end = 0, -1
    for token in tokens(words):
        if token.text == "…":
            gap += GAP
        elif token.text == "*":
            if not elements or token.start != end:
                raise ValueError("“*” stands at the end of a word")
            elements[-1] = Element(elements[-1].forms, open=True, gap=elements[-1].gap)
        else:
            elements.append(Element(frozenset({token.form, _without_article(token.form)}), gap=gap))
            gap = 0
        end = token.end
    if not elements or elements[0].gap or gap:
        raise ValueError("a phrase begins and ends with a word")
    return tuple(elements)


def _without_article(word: str) -> str:
    """An Arabic word as a text may have it too; any other as it is."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


class Phrases(Generic[Meaning]):
    """Many phrases, each with what it means, looked up at a place of a sentence."""

    def __init__(self, held: Iterable[tuple[tuple[Element, ...], Meaning]]) -> None:
        self._by_form: dict[str, list[tuple[tuple[Element, ...], Meaning]]] = {}
        self._by_letter: dict[str, list[tuple[tuple[Element, ...], Meaning]]] = {}
        for elements, meaning in held:
            for form in elements[0].forms:
                if elements[0].open:
                    self._by_letter.setdefault(form[:1], []).append((elements, meaning))
                else:
                    self._by_form.setdefault(form, []).append((elements, meaning))

    def at(self, line: Sequence[Token], place: int) -> list[tuple[int, Meaning]]:
        """Every phrase that begins at `place`, the longest first, with the place behind it; none
        behind the last word."""
        if place >= len(line):
            return []
        found: dict[Meaning, int] = {}
        forms = line[place].forms
        known = [each for form in forms for each in self._by_form.get(form, ())]
        known += [each for form in forms for each in self._by_letter.get(form[:1], ())]
        if not known:
            return []
        for elements, meaning in known:
            end = _end(elements, line, place)
            if end is not None:
                found[meaning] = max(end, found.get(meaning, 0))
        return sorted(((end, meaning) for meaning, end in found.items()), key=lambda each: -each[0])


def _end(elements: tuple[Element, ...], line: Sequence[Token], place: int) -> int | None:
    """The place behind a phrase that begins at `place`; None where it does not stand there."""
    for element in elements:
        for skipped in range(element.gap + 1):
            here = place + skipped
            if here >= len(line) or any(each.kind == "sign" for each in line[place:here]):
                return None
            if element.fits(line[here]):
                place = here + 1
                break
        else:
            return None
    return place
