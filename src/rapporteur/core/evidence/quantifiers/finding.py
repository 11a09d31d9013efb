"""Quantifiers in a sentence: which words they are, and of whom they speak.

"Most" is only a claim about those who took part where it stands before them ("most of the
contributions from Governments") or alone before a verb of saying ("some argued"). "The most
important", "many years", "some 3,500 entities" that were written to and what stands in quotation
marks are none. `policy` says how words stand, `constituencies` who may be meant, `people` who
is meant here, `grammar` what each language needs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from rapporteur.core.evidence.quantifiers.constituencies import (
    Constituencies,
    default_constituencies,
)
from rapporteur.core.evidence.quantifiers.figures import SHARE, Figures, percent, sense
from rapporteur.core.evidence.quantifiers.grammar import grammar
from rapporteur.core.evidence.quantifiers.people import People
from rapporteur.core.evidence.quantifiers.phrases import Phrases
from rapporteur.core.evidence.quantifiers.policy import (
    Form,
    Policy,
    Quantifier,
    Range,
    default_policy,
)
from rapporteur.core.evidence.quantifiers.saying import CLAUSE_ENDS
from rapporteur.core.evidence.quantifiers.tokens import quoted, tokens
from rapporteur.core.text.languages import tell_language

_SENTENCE_ENDS = re.compile(r"[.!?؟](?=\s)|[。！？]")
_BEFORE_PEOPLE = (Form.NOUN, Form.EITHER, Form.SUBJECT)
LONGEST = 20_000
"""Characters of a text that are looked at: a paragraph of some 3,000 words."""


@dataclass(frozen=True)
class Found:
    """A quantifier in a text.

    start, end: its place. words: as written. whom: the keys of the constituencies that it is said
    of, empty where the sentence does not say. whom_words: those words as written. unit: whether
    contributions are counted, or contributors.
    """

    quantifier: Quantifier
    start: int
    end: int
    words: str
    whom: tuple[str, ...] = ()
    whom_words: str = ""
    unit: str = "contributors"

    @property
    def key(self) -> str:
        return self.quantifier.key


def find(
    text: str,
    language: str | None = None,
    *,
    policy: Policy | None = None,
    constituencies: Constituencies | None = None,
) -> tuple[Found, ...]:
    """The quantifiers of a sentence (or of a paragraph), in order; none in another language.

    language: one of the six, told from the text where not given. policy, constituencies: those of
    the package where not given.
    """
    text = text[:LONGEST]
    code = language or tell_language(text) or "en"
    rules = grammar(code)
    if rules is None:
        return ()
    policy = policy or default_policy()
    people = (constituencies or default_constituencies()).phrases(code)
    inside = quoted(text)
    sentence = _Sentence(tokens(text), rules, people, code, text, policy)
    return tuple(
        found
        for found in sentence.quantifiers()
        if not any(start <= found.start and found.end <= end for start, end in inside)
    )


@dataclass(frozen=True)
class _Sentence(Figures):
    text: str
    policy: Policy

    @property
    def phrases(self) -> Phrases[Quantifier]:
        return self.policy.phrases(self.language)

    def quantifiers(self) -> Iterator[Found]:
        place, last = 0, None
        while place < len(self.line):
            found, behind = self._at(place)
            if found is None and last is not None:
                found, behind = self._elliptic(place, last) or (None, behind)
            place = behind
            if found is None:
                continue
            found = self._meant(found, last)
            if found.whom:
                last = found
            yield found

    def _elliptic(self, place: int, last: Found) -> tuple[Found, int] | None:
        """A quantifier alone before a verb that is none of saying, where its sentence has said of
        whom ("most knew the guidance, but few had applied it")."""
        if self._governed(place) or self.is_(place - 1, self.grammar.subordinate):
            return None
        if self._apart(last, self.line[place].start):
            return None
        for end, quantifier in self.phrases.at(self.line, place):
            alone = quantifier.form is Form.EITHER and quantifier.key not in ("others", "none")
            if alone and self.is_(end, self.grammar.auxiliaries):
                return self._found(place, end, quantifier, None), end
        return None

    def _apart(self, last: Found, start: int) -> bool:
        """Whether a sentence ends between a quantifier and a place in the text."""
        return _SENTENCE_ENDS.search(self.text, last.end, start) is not None

    def _meant(self, found: Found, last: Found | None) -> Found:
        """A quantifier without a noun is said of those whom another in its sentence is said of
        ("some delegations stressed sovereignty, most openness"); "others" and "no one" are not."""
        alone = not found.whom and found.quantifier.form in (Form.EITHER, Form.SUBJECT)
        if last is None or not alone or found.key in ("others", "none"):
            return found
        if self._apart(last, found.start):
            return found
        return replace(found, whom=last.whom, whom_words=last.whom_words, unit=last.unit)

    def _at(self, place: int) -> tuple[Found | None, int]:
        """What begins at a place, and where to go on. The longest words come first: "one third"
        before "one", "some 3,500" before "some"."""
        if end := self._before_a_fraction(place):
            return None, end
        if joined := self._from_to(place):
            return joined
        figure = self.figure(place)
        for end, quantifier in self.phrases.at(self.line, place):
            if figure is not None and figure.end >= end:
                break
            if self._taken_back(place, end, quantifier):
                return None, end
            found = self._fitting(place, end, quantifier)
            if found is not None:
                return found, self.behind_restriction(end)
        if figure is None:
            return None, place + 1
        if figure.quantifier is None:
            return None, figure.end
        return self._found(place, figure.end, figure.quantifier, figure.people), figure.end

    def _from_to(self, place: int) -> tuple[Found | None, int] | None:
        """Two fractions that are joined ("between a quarter and a third"), each as the policy has
        it, and where to go on; None where there are none."""
        first, joints = place, self.grammar.ranges
        for behind, _words in self.grammar.between.at(self.line, place):
            first, joints = behind, joints | self.grammar.joints
        low = self._fraction(first)
        if low is None:
            return None
        attached = self.language == "ar" and first > place  # وثلث
        joint = low[0] + 1 if self.is_(low[0], joints) else low[0] if attached else None
        high = self._fraction(joint) if joint is not None else None
        if high is None:
            return None
        lower, higher = sorted((low[1], high[1]), key=_lowest_share)  # "a third or a quarter"
        own = Range(share_from=lower.share_from, share_to=higher.share_to)
        people = self.people_of(high[0])
        if people is None:
            return None, high[0]
        quantifier = replace(self._number(own), key=SHARE)
        return self._of(people, place, high[0], quantifier), high[0]

    def _fraction(self, place: int) -> tuple[int, Range] | None:
        """The place behind a fraction of the policy, and what it promises."""
        for end, quantifier in self.phrases.at(self.line, place):
            if _is_fraction(quantifier):
                return end, quantifier.range
        return None

    def _nearly(self, place: int) -> bool:
        """Whether "almost" or the like stands right before a place ("almost no delegation")."""
        return any(
            end == place and kind == "about"
            for first in range(max(place - 2, 0), place)
            for end, kind in self.grammar.comparing.at(self.line, first)
        )

    def _before_a_fraction(self, place: int) -> int | None:
        """Behind "nearly" or the like before a fraction of the policy ("nearly two thirds")."""
        if self.phrases.at(self.line, place):
            return None
        for end, _kind in self.grammar.comparing.at(self.line, place):
            if any(_is_fraction(each) for _end, each in self.phrases.at(self.line, end)):
                return end
        return None

    def behind_restriction(self, place: int) -> int:
        end = super().behind_restriction(place)
        if end > place:
            return end
        at = place + 1 if self.opens(place) else place
        both = (self.grammar.taking_back, self.grammar.conceding)
        for behind in (end for words in both for end, _words in words.at(self.line, at)):
            for stop, quantifier in self.phrases.at(self.line, behind):
                if quantifier.form in _BEFORE_PEOPLE:
                    return stop + 1 if at > place and self.closes(stop) else stop
        return place

    def _taken_back(self, place: int, end: int, quantifier: Quantifier) -> bool:
        """Whether a quantifier only takes back from another ("many, if not most, delegations")."""
        if quantifier.form not in _BEFORE_PEOPLE:
            return False
        if end >= len(self.line):
            return self.ends(self.grammar.taking_back, place)
        if self.line[end].kind != "sign":
            return False
        if self.ends(self.grammar.taking_back, place):
            return True
        # "few, or none, of them"; in "but most, including Kenya, objected" it is no aside.
        goes_on = self.chain(end + 1) is not None or self.verb(end + 1, near=True)
        return self.ends(self.grammar.conceding, place) and (goes_on or not self.comma(end))

    def _fitting(self, place: int, end: int, quantifier: Quantifier) -> Found | None:
        match quantifier.form:
            case Form.PHRASE:
                return self._phrase(place, end, quantifier)
            case Form.ADVERB:
                return self._adverb(place, end, quantifier)
            case Form.PREDICATE:
                return self._predicate(place, end, quantifier)
        if self._determined(place, end):
            return None
        start, quantifier = self._compared(place, quantifier)
        if quantifier.key == "a-few" and self.ends(self.grammar.barely, place):
            quantifier = self.policy.line(self.language, "few") or quantifier
        if quantifier.key == "none" and self._nearly(place):
            quantifier = self.policy.line(self.language, "few") or quantifier
        people = self.people_of(end) or self._people_in(place, end)
        if people is not None and self._modified(place, end, people):
            people = None
        if people is None and quantifier.form is Form.EITHER:
            people = self.within(end)
        if people is not None:
            return self._of(people, start, end, quantifier)
        either = quantifier.form is Form.EITHER
        if quantifier.form is Form.NOUN or not self.alone(start, end, viewpoint=either):
            return None
        people = self.people_right_before(start) or self.people_among(start - 1)
        if people is None and self.is_(place, self.grammar.adjectives):
            return None
        return self._found(start, end, quantifier, people)

    def _of(self, people: People, start: int, end: int, quantifier: Quantifier) -> Found | None:
        """A quantifier before people, where it says what they said or did."""
        if people.joined and quantifier.key == "both":  # "both Governments and civil society"
            return None
        if self.ought(people.end) or self.object(start, people.end):
            return None
        if quantifier.key == "all" and self.denied(people):  # tous les participants n'ont pas
            quantifier = self.policy.line(self.language, "not-all") or quantifier
        elif quantifier.key == "all" and (taken := self.exception(start, people)):
            nearly = self.policy.line(self.language, "nearly-all") or quantifier
            quantifier = self.all_but(*taken) or nearly
        elif not (
            (people.kind == "people" and quantifier.form is not Form.SUBJECT)
            or self.speaks(start, people.end)
        ):
            return None
        return self._found(start, end, quantifier, people)

    def _compared(self, place: int, quantifier: Quantifier) -> tuple[int, Quantifier]:
        """A fraction with what stands before it ("less than a quarter"), and where that begins."""
        low, high = quantifier.range.share_from, quantifier.range.share_to
        if low is None or high is None or not _is_fraction(quantifier):
            return place, quantifier
        for first in range(max(place - 4, 0), place):
            for end, kind in self.grammar.comparing.at(self.line, first):
                if end == place and kind == "about":
                    return place, quantifier
                if end == place:
                    own = percent((low.value + high.value) / 2, kind)
                    return first, replace(quantifier, range=own, sense=sense(kind))
        return place, quantifier

    # Phrases and adverbs

    def _phrase(self, place: int, end: int, quantifier: Quantifier) -> Found | None:
        people = self.people_before(place)
        if quantifier.key == "hedge" and (
            self._names_agent(place, end)
            or self._holds(place, end)
            or self._in_whose_view(place)
            or self.addressed(place, end)
            or (people is not None and self.grammar.passive_unmarked)
        ):
            return None
        people = people or self._people_in(place, end) or self.within(end) or self._whose(end)
        return self._found(place, end, quantifier, people)

    def _whose(self, end: int) -> People | None:
        """Those who are named right behind a phrase ("the prevailing view of respondents")."""
        at = end
        while at < end + 3 and self.is_(at, self.grammar.partitives):
            at += 1
        return self.chain(at)

    def _people_in(self, place: int, end: int) -> People | None:
        """Those whom a phrase has in its gap ("مالت الشركات إلى")."""
        chains = (self.chain(at) for at in range(place + 1, end))
        return next((each for each in chains if each is not None and each.end <= end), None)

    def _adverb(self, place: int, end: int, quantifier: Quantifier) -> Found | None:
        aside = place > 0 and self.comma(place - 1)  # "participants, mostly, …"
        behind = end + 1 if aside and self.comma(end) else end
        if any(self.verb(at, near=True, passive=True) for at in (behind, behind + 1)) or any(
            self.verb(at, passive=True) for at in range(max(place - 2, 0), place)
        ):
            people = self.people_before(place - 1 if aside else place)
            return self._found(place, end, quantifier, people)
        if self.comma(end):  # "In the main, speakers agreed"
            people = self.people_of(end + 1)
            if people is not None and self.speaks(end + 1, people.end):
                return self._found(place, end, quantifier, people)
        return None

    def _predicate(self, place: int, end: int, quantifier: Quantifier) -> Found | None:
        """What is said of people whom the sentence names ("respondents were divided", not "divided
        into four groups")."""
        if self.number(end + 1) is not None:
            return None
        people = self.people_before(place) or (self.people_of(end) if self.grammar.before else None)
        return self._found(place, end, quantifier, people) if people else None

    def _names_agent(self, place: int, end: int) -> bool:
        """Whether a passive says by whom ("was affirmed by a number of contributors"), in Russian
        by its ending ("участниками отмечалось")."""
        if any(self.at(self.grammar.agents, at) for at in (end, end + 1)):
            return True
        around = [*self.line[max(place - 3, 0) : place], *self.line[end : end + 2]]
        endings = self.grammar.instrumental
        return bool(endings) and any(token.form.endswith(endings) for token in around)

    def _in_whose_view(self, place: int) -> bool:
        """Whether its clause says before in whose view it is ("for many, it was thought")."""
        for at in range(place - 1, -1, -1):
            if self.line[at].text in CLAUSE_ENDS:
                return False
            if self.viewpoint(at) and any(
                each.form is Form.EITHER for _end, each in self.phrases.at(self.line, at)
            ):
                return True
        return False

    def _holds(self, place: int, end: int) -> bool:
        """Whether a quantifier stands in the phrase or behind it ("se reconoció ampliamente")."""
        return any(
            each.form is Form.ADVERB
            for at in range(place + 1, end + 1)
            for _end, each in self.phrases.at(self.line, at)
        )

    def _determined(self, place: int, end: int) -> bool:
        """ "The most important", "le nombre de participants": what stands before the word makes
        of it no quantifier."""
        own = self.line[place].form in self.grammar.determined and end == place + 1
        return own and place > 0 and self.line[place - 1].form in self.grammar.determiners

    def _modified(self, place: int, end: int, people: People) -> bool:
        """Whether "most" goes with an adjective between it and the people ("most active")."""
        if self.line[place].form not in self.grammar.graded or end != place + 1:
            return False
        plain = self.grammar.plain | self.grammar.partitives
        between = range(self.behind_restriction(self.behind_aside(end)), people.first)
        return any(self.line[at].form not in plain and self.number(at) is None for at in between)

    def _found(self, place: int, end: int, quantifier: Quantifier, people: People | None) -> Found:
        start, stop = self.line[place].start, self.line[end - 1].end
        found = Found(quantifier, start, stop, self.text[start:stop])
        if people is None:
            return found
        words = self.text[self.line[people.first].start : self.line[people.end - 1].end]
        return replace(found, whom=people.keys, whom_words=words, unit=people.unit)


def _lowest_share(promised: Range) -> Fraction:
    return promised.share_from.value if promised.share_from else Fraction(0)


def _is_fraction(quantifier: Quantifier) -> bool:
    """Whether a line of the policy is a share with something on both sides ("two thirds")."""
    low, high = quantifier.range.share_from, quantifier.range.share_to
    return low is not None and high is not None and not (low.strict or high.strict)
