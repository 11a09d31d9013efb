"""What became of a place, as a change: reworded, parted, joined, added, removed, moved."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from rapporteur.core.document.docx.lines import Line, Stretch, WordFile
from rapporteur.core.document.docx.looks import Look
from rapporteur.core.document.returned.changes import Change, Kind, Piece, Same, Why
from rapporteur.core.document.returned.material import Material
from rapporteur.core.document.returned.threads import PARTING, Thread
from rapporteur.core.document.returned.units import Unit, shape_of
from rapporteur.core.document.returned.weaving import Woven, normal, weave
from rapporteur.core.document.tree import Footnote, Text

_EMPTY = Line(Look())


class Telling(Material):
    """Makes each change of what it is about; which there are, `comparing` finds."""

    def told(self, now: Iterable[Unit], was: Unit) -> Change:
        """A change that says nothing yet but by whom, and what was remarked."""
        lines = [unit.line for unit in now]
        hands = tuple(hand for line in lines for hand in line.hands)
        rejected = " ".join(normal("".join(line.rejected for line in lines)).split())
        whole = " ".join(normal("".join(each.words for each in was.line.stretches)).split())
        return Change(
            "",
            Kind.TEXT,
            "",
            hands=hands,
            tracked=bool(hands) and rejected.replace(" ", "") == whole.replace(" ", ""),
            remarks=tuple(remark for line in lines for remark in line.remarks),
        )

    def worded(self, key: str, woven: Woven, told: Change) -> Change:
        kind = Kind.HEADING if key.startswith("heading:") else Kind.TEXT
        why = Why.COMPUTED if woven.broken or key not in self.source_words else None
        if any(isinstance(run, Footnote) for run in woven.runs) and not self.takes_notes(key):
            why = Why.STRUCTURE
        return replace(
            told,
            kind=kind,
            key=key,
            where=self.where(key),
            before=self.source_words.get(key, self.shown_words.get(key, ())),
            after=woven.runs,
            pieces=woven.pieces,
            figures=woven.figures,
            why=why,
        )

    def split(self, key: str, woven: Woven, told: Change) -> Change:
        plain = self.worded(key, woven, told)
        return replace(
            plain,
            kind=Kind.SPLIT,
            after=woven.parts[0],
            more=woven.parts[1:],
            why=plain.why or (None if key in self.paragraphs else Why.STRUCTURE),
        )

    def merged(self, were: list[Unit], now: Unit, stretches: list[Stretch]) -> Change:
        keys = [unit.keys[0] for unit in were if unit.keys]
        key = keys[0] if keys else ""
        old: list[Thread] = []
        for each in keys:
            old += [Thread(PARTING, Text(" "))] if old else []
            old += self.threads(each)
        called = tuple(
            replace(each, note=self.footnote_of(each.note)) if each.note else each
            for each in stretches
        )
        woven = weave(tuple(old), called, self.calls, {**self.footnotes, **self.new_notes})
        told = self.told([now], were[0])
        can = self.paragraphs.issuperset(keys) and len(keys) == len(were)
        why = None if can else Why.STRUCTURE
        return replace(
            told,
            kind=Kind.MERGED,
            key=key,
            where=self.where(key),
            before=self.source_words.get(key, ()),
            after=woven.runs,
            pieces=woven.pieces,
            others=tuple(keys[1:]),
            figures=woven.figures,
            tracked=False,
            why=Why.COMPUTED if woven.broken else why,
        )

    def added(self, unit: Unit, follows: str) -> Change:
        called = [
            replace(each, note=self.footnote_of(each.note)) if each.note else each
            for each in unit.line.stretches
        ]
        woven = weave((), tuple(called), self.calls, {**self.footnotes, **self.new_notes})
        # A bare style says nothing: a paragraph behind a numbered one is mostly meant to be one.
        look = "numbered" if unit.shape == "numbered" else "plain" if unit.shape != "" else ""
        can = unit.shape in ("numbered", "plain", "") and follows in self.ends
        return replace(
            self.told([unit], unit),
            kind=Kind.ADDED,
            key="",
            after=woven.runs,
            pieces=woven.pieces,
            follows=self.ends.get(follows, follows),
            where=self.where(follows),
            look=look or "plain",
            tracked=any(hand.did in ("inserted", "moved") for hand in unit.line.hands),
            why=None if can else Why.STRUCTURE,
        )

    def removed(self, unit: Unit) -> Change:
        key = unit.keys[0] if unit.keys else ""
        runs = self.source_words.get(key, self.shown_words.get(key, ()))
        words = "".join(thread.words for thread in self.threads(key)) or unit.words
        of_lines = [
            [
                hand
                for hand in line.hands
                if hand.did in ("deleted", "moved")
                and normal(hand.words)
                and normal(hand.words) in normal(words)
            ]
            for line in self.theirs.lines
            if line.hands
        ]
        gone = {_letters("".join(hand.words for hand in hands)) for hands in of_lines}
        return Change(
            "",
            Kind.REMOVED,
            key,
            where=self.where(key),
            before=runs,
            pieces=(Piece(Same.REMOVED, self.calls.shown(words)),),
            hands=tuple(chain(*of_lines)),
            tracked=_letters(words) in gone - {""},
            why=None
            if key in self.paragraphs
            else (Why.FRONT if key.startswith("front:") or not key else Why.STRUCTURE),
        )

    def moved(self, unit: Unit, follows: str) -> Change:
        key = unit.keys[0] if unit.keys else ""
        part = unit.shape.startswith("part")
        can = key in self.paragraphs and follows in self.ends and not part
        return Change(
            "",
            Kind.MOVED,
            key,
            where=self.where(key),
            before=self.source_words.get(key, ()),
            pieces=(Piece(Same.SAME, unit.words),),
            follows=self.ends.get(follows, follows),
            hands=tuple(hand for hand in unit.line.hands if hand.did == "moved"),
            why=None if can else Why.STRUCTURE,
        )

    def restyled(self, key: str, was: Unit, shape: str) -> Change:
        can = {was.shape, shape} <= {"numbered", "plain"} and key in self.source_words
        return Change(
            "",
            Kind.RESTYLED,
            key,
            where=self.where(key),
            before=self.source_words.get(key, ()),
            pieces=(Piece(Same.REMOVED, was.shape), Piece(Same.ADDED, shape)),
            look=shape,
            why=None if can else Why.STRUCTURE,
        )

    def plain(self, now: Unit, was_said: str, said: str) -> Change:
        """Words of the document's own: "Summary", the draft mark, its title and masthead."""
        return replace(
            self.told([now], unit_of(was_said)),
            kind=Kind.FRONT,
            key="",
            pieces=(Piece(Same.REMOVED, was_said), Piece(Same.ADDED, said)),
            why=Why.FRONT,
        )

    def with_calls(self, unit: Unit, file: WordFile) -> str:
        """The words of a line of a file with the notes that it calls, as in print."""
        said = ""
        for each in unit.line.stretches:
            if not each.note:
                said += each.words
            elif file is self.ours:
                said += self.calls.letter(
                    self.note_key(file.notes[each.note]).removeprefix("note:")
                )
            else:
                said += self.calls.letter(self.footnote_of(each.note))
        return self.calls.shown(" ".join(normal(said).split()))


def _letters(words: str) -> str:
    return "".join(sign for sign in normal(words) if sign.isalnum())


def unit_of(words: str) -> Unit:
    """Words that stand in no file, as a line would hold them."""
    line = _EMPTY if not words else replace(_EMPTY, stretches=(Stretch(words),))
    return Unit(line, (), shape_of(line))
