"""Quantifiers in a sentence: which words they are, and of whom they speak.

"Most" is only a claim about those who took part where it stands before them ("most of the
contributions from Governments") or alone before a verb of saying ("some argued"). "The most
important", "many years", "some 3,500 entities" that were written to and what stands in quotation
marks are none. `policy` says how words stand, `constituencies` who may be meant, `people` who
is meant here, `grammar` what each language needs.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from rapporteur.core.evidence.quantifiers import figures
from rapporteur.core.evidence.quantifiers.constituencies import (
    Constituencies,
    default_constituencies,
)
from rapporteur.core.evidence.quantifiers.grammar import GRAMMARS
from rapporteur.core.evidence.quantifiers.numerals import numeral
from rapporteur.core.evidence.quantifiers.people import COMMAS, Naming, People
from rapporteur.core.evidence.quantifiers.phrases import Phrases
from rapporteur.core.evidence.quantifiers.policy import (
    Form,
    Policy,
    Quantifier,
    Whom,
    default_policy,
)
from rapporteur.core.evidence.quantifiers.tokens import quoted, tokens
from rapporteur.core.text.languages import tell_language

LONGEST = 20_000
"""Characters of a text that are looked at: a paragraph of some 3,000 words."""

NUMBER, SHARE = "number", "share"
"""The keys of quantifiers that are figures: "three participants", "47 per cent of …"."""

_SENTENCE_ENDS = frozenset(".!?;:؟؛。！？；：")


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
    if code not in GRAMMARS:
        return ()
    policy = policy or default_policy()
    vocabulary = constituencies or default_constituencies()
    line = tokens(text)
    inside = quoted(text)
    sentence = _Sentence(
        line, GRAMMARS[code], vocabulary.phrases(code), text, code, policy.phrases(code)
    )
    return tuple(
        found
        for found in sentence.quantifiers()
        if not any(start <= found.start and found.end <= end for start, end in inside)
    )


@dataclass(frozen=True)
class _Sentence(Naming):
    text: str
    language: str
    phrases: Phrases[Quantifier]

    def quantifiers(self) -> Iterator[Found]:
        place = 0
        while place < len(self.line):
            found, place = self._at(place)
            if found is not None:
                yield found

    def _at(self, place: int) -> tuple[Found | None, int]:
        """What begins at a place, and where to go on. The longest words come first: "one third"
        before "one", "some 3,500" before "some"."""
        figure = self._figure(place)
        for end, quantifier in self.phrases.at(self.line, place):
            if figure is not None and figure[1] >= end:
                break
            found = self._fitting(place, end, quantifier)
            if found is not None:
                return found, end
        return figure or (None, place + 1)

    def _fitting(self, place: int, end: int, quantifier: Quantifier) -> Found | None:
        match quantifier.form:
            case Form.PHRASE:
                return self._phrase(place, end, quantifier)
            case Form.ADVERB:
                return self._adverb(place, end, quantifier)
        if self._superlative(place, end):
            return None
        start, quantifier = self._compared(place, quantifier)
        people = self.people_of(end)
        if people is not None and self._modified(place, end, people):
            people = None
        if people is None and quantifier.form is Form.EITHER:
            people = self.within(end)
        if people is not None:
            needs_verb = quantifier.form is Form.SUBJECT or people.kind == "weak"
            both_and = quantifier.key == "both" and people.joined
            if both_and or (needs_verb and not self._speaks(start, people.end)):
                return None
            return self._found(start, end, quantifier, people)
        if quantifier.form is Form.NOUN or not self._alone(start, end):
            return None
        return self._found(start, end, quantifier, self.people_before(start, 1))

    def _compared(self, place: int, quantifier: Quantifier) -> tuple[int, Quantifier]:
        """A fraction with what stands before it ("less than a quarter"), and where that begins."""
        low, high = quantifier.range.share_from, quantifier.range.share_to
        if low is None or high is None or low.strict or high.strict:
            return place, quantifier
        for first in range(max(place - 3, 0), place):
            for end, kind in self.grammar.comparing.at(self.line, first):
                if end == place and kind != "about":
                    own = figures.percent((low.value + high.value) / 2, kind)
                    return first, replace(quantifier, range=own, sense=figures.sense(kind))
        return place, quantifier

    # Figures

    def _figure(self, place: int) -> tuple[Found | None, int] | None:
        """A number, or a share in per cent, of those who took part; with None where it is of
        something else."""
        start, kind = place, ""
        for end, held in self.grammar.comparing.at(self.line, place):
            if end < len(self.line) and self._number(end) is not None:
                place, kind = end, held
                break
        read = self._number(place)
        if read is None:
            return None
        value, end, percent = read
        if not kind and end < len(self.line):
            for behind, held in self.grammar.comparing_behind.at(self.line, end):
                end, kind = behind, held
                break
        people = self.people_of(end)
        if people is None and self.language == "ar" and value == 1:
            people = self.people_before(place, 1)
        if people is None and percent and start > 0 and self.line[start - 1].text in "(（":
            people = self.people_before(start - 1, 1)  # "a majority of respondents (54 per cent)"
        before = [token.form for token in self.line[max(start - 2, 0) : start]]
        refers_back = before[-1:] == ["any"] or before == ["out", "of"]
        refers_back = refers_back or not self.grammar.definite.isdisjoint(before[-1:])
        if people is None or (refers_back and not percent):
            return None, end
        needs_verb = people.kind == "weak" and not percent
        if needs_verb and not self._speaks(start, people.end):
            return None, end
        own = figures.percent(value, kind) if percent else figures.count(value, kind)
        figure = Quantifier(
            self.language,
            SHARE if percent else NUMBER,
            (),
            Form.NOUN,
            Whom.FREE,
            figures.sense(kind),
            own,
        )
        return self._found(start, end, figure, people), end

    def _number(self, place: int) -> tuple[Fraction, int, bool] | None:
        for end, _words in self.grammar.per_cent_prefix.at(self.line, place):
            if end < len(self.line) and (read := numeral(self.line, end, self.language)):
                return *read, True
        read = numeral(self.line, place, self.language)
        if read is None:
            return None
        value, end = read
        if end < len(self.line):
            for behind, _words in self.grammar.per_cent.at(self.line, end):
                return value, behind, True
        return value, end, False

    # Phrases and adverbs

    def _phrase(self, place: int, end: int, quantifier: Quantifier) -> Found | None:
        if quantifier.key == "hedge" and (
            self._names_agent(end) or self._holds(place, end) or self._in_whose_view(place)
        ):
            return None
        return self._found(place, end, quantifier, self.people_before(place, 6))

    def _adverb(self, place: int, end: int, quantifier: Quantifier) -> Found | None:
        around = [*range(end, min(end + 2, len(self.line))), *range(max(place - 2, 0), place)]
        if any(self._verb(at) for at in around):
            return self._found(place, end, quantifier, self.people_before(place, 6))
        if end < len(self.line) and self.line[end].text in COMMAS:  # "In the main, speakers agreed"
            people = self.people_of(end + 1)
            if people is not None and self._speaks(end + 1, people.end):
                return self._found(place, end, quantifier, people)
        return None

    def _names_agent(self, end: int) -> bool:
        """Whether a passive says by whom ("was affirmed by a number of contributors")."""
        behind = self.line[end : end + 2]
        return any(token.form in self.grammar.agents for token in behind)

    def _in_whose_view(self, place: int) -> bool:
        """Whether the sentence says before in whose view it is ("for many, it was thought")."""
        for at in range(place - 1, -1, -1):
            if self.line[at].text in _SENTENCE_ENDS:
                return False
            if self._viewpoint(at) and any(
                each.form is Form.EITHER for _end, each in self.phrases.at(self.line, at)
            ):
                return True
        return False

    def _holds(self, place: int, end: int) -> bool:
        """Whether a quantifier stands within the phrase ("it was generally agreed")."""
        return any(
            each.form is Form.ADVERB
            for at in range(place + 1, end)
            for _end, each in self.phrases.at(self.line, at)
        )

    # What the words around say

    def _alone(self, place: int, end: int) -> bool:
        """Whether a quantifier without a noun is the subject of a verb of saying, its agent, or a
        point of view ("for many, …")."""
        before = self.line[place - 1].form if place else ""
        if before in self.grammar.agents:
            return True
        if self.grammar.before and self._verb_before(place):
            return True
        if end < len(self.line) and self.line[end].text in COMMAS and self._viewpoint(place):
            return True
        for at in range(end, min(end + 5, len(self.line))):
            if self._verb(at, near=True):
                return True
            if not self.is_(at, self.grammar.asides):
                return False
        return False

    def _speaks(self, place: int, end: int) -> bool:
        """Whether a verb of saying goes with the subject from `place` to `end`, or stands in it
        ("لم تعترض أي حكومة")."""
        within = range(place, end) if self.grammar.before else ()
        if any(map(self._verb, within)) or (self.grammar.before and self._verb_before(place)):
            return True
        before = self.line[place - 1].form if place else ""
        if before in self.grammar.agents:
            return True
        if before in self.grammar.stops - self.grammar.subject_follows:
            return False
        for at in range(end, min(end + self.grammar.verb_reach, len(self.line))):
            if self.line[at].text in _SENTENCE_ENDS:
                return False
            if self._verb(at, near=at < end + 2):
                return True
        return False

    def _viewpoint(self, place: int) -> bool:
        """Whether "for", "in the view of" or the like stands right before a place."""
        return any(
            end == place
            for first in range(max(place - 4, 0), place)
            for end, _words in self.grammar.viewing.at(self.line, first)
        )

    def _verb(self, at: int, *, near: bool = False) -> bool:
        if self.grammar.infinitive and at and self.line[at - 1].form == self.grammar.infinitive:
            return False
        if self.grammar.said.at(self.line, at):
            return True
        return near and bool(self.grammar.says.at(self.line, at))

    def _verb_before(self, place: int) -> bool:
        for at in range(place - 1, max(place - 5, -1), -1):
            if self.line[at].text in _SENTENCE_ENDS:
                return False
            if self._verb(at):
                return True
        return False

    def _superlative(self, place: int, end: int) -> bool:
        """ "The most important", "its most active": before it stands what makes it that."""
        own = self.line[place].form in self.grammar.superlatives and end == place + 1
        return own and place > 0 and self.line[place - 1].form in self.grammar.possessives

    def _modified(self, place: int, end: int, people: People) -> bool:
        """Whether "most" goes with an adjective between it and the people ("most active")."""
        if self.line[place].form not in self.grammar.superlatives or end != place + 1:
            return False
        plain = self.grammar.plain_modifiers | self.grammar.partitives
        return any(
            self.line[at].form not in plain and self._number(at) is None
            for at in range(self.behind_aside(end), people.first)
        )

    def _found(self, place: int, end: int, quantifier: Quantifier, people: People | None) -> Found:
        start, stop = self.line[place].start, self.line[end - 1].end
        found = Found(quantifier, start, stop, self.text[start:stop])
        if people is None:
            return found
        words = self.text[self.line[people.first].start : self.line[people.end - 1].end]
        return replace(found, whom=people.keys, whom_words=words, unit=people.unit)
