"""Of whom a quantifier speaks: the people that a sentence names before or behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapporteur.core.evidence.quantifiers.constituencies import EVERYBODY, Constituency
from rapporteur.core.evidence.quantifiers.grammar import Grammar, Words
from rapporteur.core.evidence.quantifiers.phrases import Phrases
from rapporteur.core.evidence.quantifiers.tokens import Token

COMMAS = frozenset(",،，")
_BEFORE = 6  # words of a sentence that the look for its subject goes back
_LONGEST_NAME = 4  # words of people ("private sector respondents")
_NO_PLURAL = ("ss", "ous", "us", "is")


@dataclass(frozen=True)
class People:
    """Those whom a noun phrase names; first, end: its places."""

    first: int
    end: int
    keys: tuple[str, ...]
    kind: str
    unit: str
    joined: bool = False


@dataclass(frozen=True)
class Naming:
    """A sentence, and the words that name people in it."""

    line: Sequence[Token]
    grammar: Grammar
    people: Phrases[Constituency]

    def people_of(self, place: int) -> People | None:
        """Those whom the words from `place` on name, where a quantifier stands before them."""
        at = self.behind_restriction(self.behind_aside(place))
        limit = at + 4
        while at < limit and self.is_(at, self.grammar.partitives):
            if chain := self.chain(at):  # "those who commented"
                return chain
            at += 1
        spoken = False
        for first in range(at, min(at + self.grammar.reach, len(self.line))):
            chain = self.chain(first)
            if chain is not None:
                own = not spoken or self.is_(first - 1, self.grammar.relative)
                return chain if own else None
            token = self.line[first]
            if token.kind == "sign" or self.is_(first, self.grammar.stops | self.grammar.measures):
                return None
            if self.grammar.plural_s and self._other_plural(token):
                return None
            if first > at and self.is_(first, self.grammar.articles - self.grammar.origins):
                return None  # "varios años los Estados": another noun begins
            spoken = spoken or self._verb_of_saying(first)
        return None

    def _verb_of_saying(self, at: int) -> bool:
        """Whether a verb of saying begins at a place: who is named behind it is not its subject."""
        return self.at(self.grammar.said, at) and not self.is_(at, self.grammar.plain)

    def behind_aside(self, place: int) -> int:
        """Behind words between commas that part a quantifier from its people ("some, but not all,
        participants"); the place itself where there are none."""
        if self.comma(place):
            for at in range(place + 2, place + 9):
                if self.comma(at):
                    return at + 1
        return place

    def behind_restriction(self, place: int) -> int:
        """Behind words that take back from a quantifier ("few if any of the participants"); the
        place itself where there are none."""
        at = place + 1 if self.opens(place) else place
        for end, _words in self.grammar.restricting.at(self.line, at):
            return end + 1 if self.closes(end) and at > place else end
        return place

    def opens(self, at: int) -> bool:
        """Whether a comma or a bracket stands at a place, behind which a restriction may begin."""
        return self.comma(at) or (at < len(self.line) and self.line[at].text in "(（")

    def closes(self, at: int) -> bool:
        """Whether a comma or a bracket stands at a place, which ends a restriction."""
        return self.comma(at) or (at < len(self.line) and self.line[at].text in ")）")

    def within(self, place: int) -> People | None:
        """A group that a quantifier without a noun is said to be in ("many in civil society")."""
        held, end = self._origins(place)
        keys = tuple(dict.fromkeys(each.key for each in held))
        return People(place, end, keys, "weak", "contributors") if keys else None

    def chain(self, first: int) -> People | None:
        """Names of people that stand side by side or are joined, and the groups they are from."""
        held: list[Constituency] = []
        at, joined = first, False
        while True:
            here, behind = self._names(at)
            if held and self._attached(at):
                break
            if not here and held and self.is_(at, self.grammar.joints):
                article = self.is_(at + 1, self.grammar.articles)
                here, behind = self._names(at + 2 if article else at + 1)
                joined = joined or bool(here)
            if not here:
                break
            held += here
            at = behind
        heads = [each for each in held if each.kind != "modifier"]
        if not heads:
            return None
        more, end = self._origins(at)
        keys = dict.fromkeys(each.key for each in (*held, *more) if each.key != EVERYBODY)
        kind = "people" if any(each.kind == "people" for each in heads) else "weak"
        unit = next((each.unit for each in heads if each.unit != "contributors"), "contributors")
        return People(first, end, tuple(keys) or (EVERYBODY,), kind, unit, joined)

    def _attached(self, at: int) -> bool:
        """Whether a word begins with a preposition, so that it goes on no name (بالبلد)."""
        attached = self.grammar.attached
        return bool(attached) and at < len(self.line) and self.line[at].form.startswith(attached)

    def _names(self, at: int) -> tuple[list[Constituency], int]:
        """Every entry of the vocabulary with the longest words at a place."""
        found = self.people.at(self.line, at)
        longest = found[0][0] if found else at
        return [each for end, each in found if end == longest], longest

    def _origins(self, at: int) -> tuple[list[Constituency], int]:
        """The groups behind "contributions from …": named one after the other."""
        end, held = at, list[Constituency]()
        if self.comma(at) and self.is_(at + 1, self.grammar.representing | self.grammar.arrived):
            at += 1
        if self.is_(at, self.grammar.arrived):  # "contributions received from Governments"
            at += 1
        if not self.is_(at, self.grammar.origins | self.grammar.representing):
            return held, end
        at += 1
        while at < len(self.line):
            here, behind = self._names(at)
            if here:
                held += [each for each in here if each.key != EVERYBODY]
                at = end = behind
            elif self.is_(at, self.grammar.articles | self.grammar.joints):
                at += 1
            else:
                break
        return held, end if held else at - 1 if end == at else end

    def people_before(self, place: int) -> People | None:
        """Those who are named right before a place: the subject of what follows."""
        for first in range(place - 1, max(place - _BEFORE, 0) - 1, -1):
            if self.line[first].kind == "sign":
                return None
            chain = self.chain(first)
            if chain is None or chain.end > place:
                continue
            for earlier in range(first - 1, max(first - _LONGEST_NAME, -1), -1):
                longer = self.chain(earlier)
                if longer is not None and longer.end == chain.end:
                    chain = longer
            return chain
        return None

    def people_right_before(self, place: int) -> People | None:
        """Those whose name ends at a place."""
        people = self.people_before(place)
        return people if people is not None and people.end == place else None

    def people_among(self, place: int) -> People | None:
        """Those among whom somebody is said to be, right before a comma at a place."""
        people = self.people_right_before(place) if self.comma(place) else None
        if people is None:
            return None
        before = range(max(people.first - 3, 0), people.first)
        return people if any(self.is_(at, self.grammar.among) for at in before) else None

    def people_anywhere_before(self, place: int) -> People | None:
        """Those who are named last before a place."""
        for first in range(place - 1, max(place - 16, -1), -1):
            chain = self.chain(first)
            if chain is not None and chain.end <= place:
                return chain
        return None

    def ends(self, phrases: Phrases[str], place: int) -> bool:
        """Whether one of some phrases, of up to four words, stands right before a place."""
        return any(
            end == place
            for first in range(max(place - 4, 0), place)
            for end, _words in phrases.at(self.line, first)
        )

    def _other_plural(self, token: Token) -> bool:
        """Whether an English word is a plural of its own, so that the quantifier is about it."""
        form = token.form
        known = form in ("rights", "affairs", "communications", "telecommunications", "parties")
        return len(form) > 3 and form.endswith("s") and not (known or form.endswith(_NO_PLURAL))

    def is_(self, at: int, words: Words) -> bool:
        """Whether at a place stands one of some words; none does behind the last."""
        return at < len(self.line) and not words.isdisjoint(self.line[at].forms)

    def comma(self, at: int) -> bool:
        """Whether a comma stands at a place."""
        return at < len(self.line) and self.line[at].text in COMMAS

    def at(self, phrases: Phrases[str], place: int) -> bool:
        """Whether one of some phrases begins at a place."""
        return bool(phrases.at(self.line, place))
