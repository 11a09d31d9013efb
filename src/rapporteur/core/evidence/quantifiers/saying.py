"""Whether those whom a quantifier speaks of say something: verbs of saying around them."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapporteur.core.evidence.quantifiers.people import Naming, People

CLAUSE_ENDS = frozenset(".!?;:؟؛。！？；：")


@dataclass(frozen=True)
class Saying(Naming):
    """A sentence, the people in it and what they say."""

    def speaks(self, place: int, end: int, *, before: bool = True) -> bool:
        """Whether a verb of saying goes with the subject from `place` to `end`, or stands in it
        ("لم تعترض أي حكومة"); before: or before it, where the language has it so."""
        before = before and self.grammar.before
        if before and any(map(self.verb, range(place, end))):
            return True
        if self.acts(place) or self.at(self.grammar.backing, end):
            return True
        if self._governed(place) and not self._origin_of_people(place):
            return False
        if before and self.verb_before(place):
            return True
        for at in range(end, min(end + self.grammar.verb_reach, len(self.line))):
            if self.line[at].text in CLAUSE_ENDS or (at < end + 2 and self.ought(at)):
                return False
            if self.verb(at, near=at < end + 2):
                return True
        return False

    def alone(self, start: int, end: int, *, viewpoint: bool = True) -> bool:
        """Whether a quantifier without a noun is the subject of a verb of saying, its agent, or,
        where it may be, a point of view ("for many, …"; "education for all" is none)."""
        if self.ends(self.grammar.agents, start) and self._ends_there(end):
            return True
        if self.grammar.before and self.verb_before(start):
            return True
        if viewpoint and self.comma(end) and self.viewpoint(start):
            return True
        if self._governed(start):
            return False
        return any(self.follows(at) for at in {end, self.behind_aside(end)})

    def _governed(self, place: int) -> bool:
        """Whether what begins at a place is no subject, by the word before it ("11 in all did")."""
        before = self._before(place)
        behind = self.grammar.connectives | self.grammar.sole
        return before in self.grammar.stops and before not in behind

    def _origin_of_people(self, place: int) -> bool:
        """Whether people stand before a place, and it says whence ("speakers from several
        States"): they are who speaks."""
        return self._before(place) in self.grammar.origins and bool(
            self.people_right_before(place - 1)
        )

    def _ends_there(self, end: int) -> bool:
        """Whether no noun of its own can follow ("criticized by some as", "by each provider")."""
        if end >= len(self.line) or self.line[end].kind == "sign":
            return True
        words = self.grammar.stops | self.grammar.joints | self.grammar.asides
        return self.is_(end, words) or self.verb(end)

    def follows(self, end: int) -> bool:
        """Whether a verb of saying comes next behind a place, but for words such as "also"."""
        for at in range(end, min(end + 5, len(self.line))):
            if self.verb(at, near=True):
                return True
            if not self.is_(at, self.grammar.asides):
                return False
        return False

    def acts(self, place: int) -> bool:
        """Whether what begins at a place is named as who acted in a passive, alone or joined to
        another ("by one Government and two organizations")."""
        if self.ends(self.grammar.agents, place):
            return True
        if place < 2 or not self.is_(place - 1, self.grammar.joints):
            return False
        other = self.people_right_before(place - 1)
        return other is not None and any(
            self.ends(self.grammar.agents, at) for at in self.back(other.first, 4)
        )

    def viewpoint(self, place: int) -> bool:
        """Whether "for", "in the view of" or the like stands right before a place."""
        return self.ends(self.grammar.viewpoints, place)

    def object(self, place: int, end: int) -> bool:
        """Whether those from `place` to `end` are said something to ("thanked all participants",
        not "found that all participants" nor "said most participants agreed"), in a language in
        which a verb does not precede its subject."""
        if self.grammar.before or self.is_(place - 1, self.grammar.subordinate):
            return False
        return self.ends(self.grammar.said, place) and not self._reported(place, end)

    def _reported(self, place: int, end: int) -> bool:
        """Whether what those from `place` to `end` said is told, without a "that"."""
        if not self.is_(place - 1, self.grammar.reporting):
            return False
        behind = self.is_(end, self.grammar.asides) and not self.comma(end)
        return self.verb(end, near=True) or (behind and self.verb(end + 1, near=True))

    def ought(self, at: int) -> bool:
        """Whether what begins at a place says what should be, or was done to somebody."""
        return self.at(self.grammar.modals, at)

    def exception(self, start: int, people: People) -> tuple[int, int] | None:
        """The place of the words by which somebody is taken out of all ("all delegations except
        one"), and the place behind them."""
        for at in (people.end, people.end + 1, *self.back(start, 12)):
            for end, _words in self.grammar.excepting.at(self.line, at):
                return at, end
        return None

    def addressed(self, place: int, end: int) -> bool:
        """Whether something was said to people in the words from `place` to `end`, by nobody who is
        named ("it was suggested to participants that")."""
        if any(self.is_(at, self.grammar.addressees) for at in range(place, end)):
            return True
        before = self.people_right_before(place)
        endings = self.grammar.addressed
        if before and endings and self.line[before.first].form.endswith(endings):
            return True
        people = self.people_of(end + 1) if self.is_(end, self.grammar.addressing) else None
        return people is not None and people.kind == "people"

    def denied(self, people: People) -> bool:
        """Whether a verb behind people is negated."""
        after = range(people.end, people.end + 2)
        return any(self.is_(at, self.grammar.negations) for at in after)

    def verb(self, at: int, *, near: bool = False, passive: bool = False) -> bool:
        """Whether a verb of saying begins at a place; near: also one that may be a noun; passive:
        also one in the passive, which says of nobody that he said it."""
        before = self._before(at)
        if before and before == self.grammar.infinitive:
            return False
        if not passive and before in self.grammar.passive:
            return False
        if near and self.at(self.grammar.says, at):
            return True
        return any(
            passive
            or not any(self.is_(within, self.grammar.passive) for within in range(at + 1, end))
            for end, _words in self.grammar.said.at(self.line, at)
        )

    def verb_before(self, place: int) -> bool:
        """Whether a verb of saying stands at most five words before a place, in its clause."""
        return any(self.verb(at) for at in self.back(place - 1, 5))

    def back(self, place: int, reach: int) -> Iterator[int]:
        """Places from one backwards, in its clause."""
        for at in range(place, max(place - reach, -1), -1):
            if self.line[at].text in CLAUSE_ENDS:
                return
            yield at

    def _before(self, place: int) -> str:
        return self.line[place - 1].form if place else ""
