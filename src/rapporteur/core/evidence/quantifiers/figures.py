"""Figures in a sentence and what they promise: "three participants", "at least five", "47 per
cent", "one or two"."""

from dataclasses import dataclass, replace
from fractions import Fraction

from rapporteur.core.evidence.quantifiers.constituencies import EVERYBODY
from rapporteur.core.evidence.quantifiers.grammar import Words
from rapporteur.core.evidence.quantifiers.numerals import numeral
from rapporteur.core.evidence.quantifiers.people import COMMAS, People
from rapporteur.core.evidence.quantifiers.policy import (
    Form,
    Limit,
    Quantifier,
    Range,
    Sense,
    Whom,
)
from rapporteur.core.evidence.quantifiers.saying import CLAUSE_ENDS, Saying

_EXCEPTION_REACH = 12  # words behind all in which somebody may be taken out
_WHOLE_REACH = 8  # words between a whole and the part of it that a sentence speaks of
NUMBER, SHARE = "number", "share"
"""The keys of quantifiers that are figures."""


@dataclass(frozen=True)
class Figure:
    """A figure up to the place `end`; quantifier: None where it counts something else."""

    end: int
    quantifier: Quantifier | None = None
    people: People | None = None


@dataclass(frozen=True)
class _Number:
    """A number or a share, up to the place `end`; to: the second of "one or two"."""

    value: Fraction
    end: int
    percent: bool
    to: Fraction | None = None


@dataclass(frozen=True)
class Figures(Saying):
    """A sentence and the figures in it."""

    language: str

    def figure(self, place: int) -> Figure | None:
        """The number, or share in per cent, that begins at a place, with those it counts."""
        if self.is_(place, self.grammar.pairs):
            people = self.people_of(place)
            return self._figure(place, _Number(Fraction(2), place + 1, percent=False), "", people)
        if self.is_(place, self.grammar.others) and self.grammar.before:  # "otras dos"
            read = self.number(place + 1)
            if read is not None and not read.percent and self.people_of(read.end) is None:
                return self._of_others(place, read.end, read.value, "")
        start, kind, joints = place, "", self.grammar.ranges
        for end, _words in self.grammar.between.at(self.line, place):
            if self.number(end) is not None:
                place, joints = end, joints | self.grammar.joints
        for end, held in self.grammar.comparing.at(self.line, place):
            if self.number(end) is not None:
                place, kind = end, held
                break
        read = self.number(place)
        if read is None:
            return None
        read = self._to(read, joints)
        if read.to is None and not kind:
            start = place  # "among 40 participants": no "between"
        if not kind:
            for end, held in self.grammar.comparing_behind.at(self.line, read.end):
                read, kind = _Number(read.value, end, read.percent, read.to), held
                break
        people = self._counted(place, start, read)
        if people is None and not read.percent and (behind := self._of_them(start, read.end)):
            return self._of_others(start, behind, read.value, kind)
        return self._figure(start, read, kind, people)

    def _of_them(self, start: int, end: int) -> int | None:
        """Behind "others" or "of them" that follows a number; behind the number where the latter
        precedes it."""
        if self.is_(end, self.grammar.others):
            return end + 1
        if self.ends(self.grammar.among_them, start):
            return end
        return next((behind for behind, _words in self.grammar.of_them.at(self.line, end)), None)

    def _of_others(self, start: int, end: int, value: Fraction, kind: str) -> Figure:
        """A number of others ("two others"): of those whom the sentence spoke of before."""
        if not (self.acts(start) or self.follows(end) or self._behind_verb(start)):
            return Figure(end)
        return Figure(end, self._number(count(value, kind), sense(kind), Form.EITHER))

    def _number(
        self, own: Range, promises: Sense = Sense.MORE, form: Form = Form.NOUN
    ) -> Quantifier:
        return Quantifier(self.language, NUMBER, (), form, Whom.FREE, promises, own)

    def exception(self, start: int, people: People) -> tuple[int, int] | None:
        """As in `Saying`; also at the end of the clause, where people are counted there ("all
        delegations supported the text except one", not "except paragraph 3")."""
        near = super().exception(start, people)
        if near is not None:
            return near
        for at in range(people.end + 2, min(people.end + _EXCEPTION_REACH, len(self.line))):
            if self.line[at].text in CLAUSE_ENDS:
                return None
            for end, _words in self.grammar.excepting.at(self.line, at):
                read = self.number(end)
                counted = read is not None and (
                    self.people_of(read.end) is not None
                    or read.end >= len(self.line)
                    or self.line[read.end].kind == "sign"
                )
                if counted or self.is_(end, self.grammar.pairs) or self.chain(end) is not None:
                    return at, end
        return None

    def all_but(self, first: int, end: int) -> Quantifier | None:
        """What "all delegations except two" promises, by the place of "except"; None where it is
        not said how many are taken out."""
        for at in range(first, end + 4):
            if self.is_(at, self.grammar.pairs):
                return self._number(Range(all_but=2))
            read = self.number(at)
            if read is not None and not read.percent and read.value.denominator == 1:
                return self._number(Range(all_but=int(read.value)))
        return None

    def _figure(self, start: int, read: _Number, kind: str, people: People | None) -> Figure:
        if people is None or (self._refers_back(start, people) and not read.percent):
            return Figure(read.end)
        if not read.percent and read.value.denominator > 1:  # "2.2 The contribution"
            return Figure(read.end)
        excepted = self.ends(self.grammar.excepting, min(start, people.first)) or (
            start > 0 and self.at(self.grammar.excepting, start - 1)
        )
        if excepted or not self._claims(start, read, kind, people):
            return Figure(read.end)
        own = percent(read.value, kind) if read.percent else count(read.value, kind)
        if read.to is not None:
            own = between(read.value, read.to, percent=read.percent)
        quantifier = replace(self._number(own, sense(kind)), key=SHARE if read.percent else NUMBER)
        return Figure(read.end, quantifier, people)

    def _claims(self, start: int, read: _Number, kind: str, people: People) -> bool:
        """Whether it is said of those who are counted that they said something. A one that may
        be an article ("ont soumis une déclaration") has to have a verb of its own behind it."""
        if self.grammar.one_is_article and read.value == 1 and not (kind or read.to):
            return self.speaks(start, people.end, before=False)
        claims = people.kind == "people" or read.percent or people.end <= start
        return claims or self.speaks(start, people.end)

    def _counted(self, place: int, start: int, read: _Number) -> People | None:
        """Those whom a number counts: behind it, or before it where it stands in brackets ("a
        majority of respondents (54 per cent)") or alone ("of the 32 Governments, 11 agreed")."""
        if people := self.people_of(read.end):
            return None if self.ought(people.end) else people
        if self.language == "ar" and read.value == 1:
            return self.people_right_before(place)
        before = self.line[start - 1] if start else None
        if before is None:
            return None
        if read.percent and before.text in "(（":
            return self.people_right_before(start - 1)
        if not (self.follows(read.end) or self._behind_verb(start)):
            return None
        if whole := self._whole_before(start):
            return whole
        apart = before.text in COMMAS or self.is_(start - 1, self.grammar.sole)
        return self.people_anywhere_before(start) if apart else None

    def _refers_back(self, start: int, people: People) -> bool:
        """Whether a number is that of a whole ("the 10 organizations", 32个国家中)."""
        behind = start < people.end and self.is_(people.end, self.grammar.whole)
        return behind or self.ends(self.grammar.definite, start)

    def _behind_verb(self, place: int) -> bool:
        """Whether a verb of saying stands right before a place, where it may do so."""
        return self.grammar.before and self.verb(place - 1)

    def _whole_before(self, start: int) -> People | None:
        """Those of a whole that stands before a number ("из 32 правительств 11"): everybody where
        its noun is none of the vocabulary."""
        for at in self.back(start - 1, _WHOLE_REACH):
            read = self.number(at)
            if read is None:
                continue
            if not self.ends(self.grammar.definite, at):
                return None
            people = self.people_of(read.end)
            if people is not None and people.end <= start:
                return people
            return People(at, start, (EVERYBODY,), "weak", "contributors")
        return None

    def number(self, place: int) -> _Number | None:
        """The number or share that begins at a place."""
        for end, _words in self.grammar.per_cent_first.at(self.line, place):
            if read := numeral(self.line, end, self.language):
                return _Number(*read, percent=True)
        read = numeral(self.line, place, self.language)
        if read is None:
            return None
        value, end = read
        for behind, _words in self.grammar.per_cent.at(self.line, end):
            return _Number(value, behind, percent=True)
        return _Number(value, end, percent=False)

    def _to(self, first: _Number, joints: Words) -> _Number:
        """A number with the second one that is joined to it ("one or two"); itself without."""
        at = first.end
        if not self.is_(at, joints):
            return first
        second = self.number(at + 1)
        if second is None or second.value <= first.value:
            return first
        return _Number(first.value, second.end, second.percent, to=second.value)


def sense(kind: str) -> Sense:
    """ "At most ten" says that there are few, as "few" does."""
    return Sense.FEWER if kind in ("at_most", "less_than") else Sense.MORE


def between(low: Fraction, high: Fraction, *, percent: bool) -> Range:
    """What two numbers promise ("two or three", "40 to 50 per cent")."""
    if percent:
        return Range(share_from=Limit(low), share_to=Limit(min(high, Fraction(100))))
    return Range(count_from=int(low), count_to=int(high))


def count(value: Fraction, kind: str) -> Range:
    """What a number promises, with what stands before it."""
    number = int(value)
    match kind:
        case "at_least":
            return Range(count_from=number)
        case "more_than":
            return Range(count_from=number + 1)
        case "at_most":
            return Range(count_to=number)
        case "less_than":
            return Range(count_to=max(number - 1, 0))
        case "all_but":
            return Range(all_but=number)
        case "about":
            return Range(count_from=number - number // 10, count_to=number + number // 10)
    return Range(count_from=number, count_to=number)


def percent(value: Fraction, kind: str) -> Range:
    """What a share promises: as exact as it is written, by half of its last digit."""
    share = min(value, Fraction(100))
    match kind:
        case "at_least":
            return Range(share_from=Limit(share))
        case "more_than":
            return Range(share_from=Limit(share, strict=True))
        case "at_most":
            return Range(share_to=Limit(share))
        case "less_than":
            return Range(share_to=Limit(share, strict=True))
    room = Fraction(5) if kind == "about" else Fraction(1, 2 * value.denominator)
    return Range(share_from=Limit(max(share - room, Fraction(0))), share_to=Limit(share + room))
