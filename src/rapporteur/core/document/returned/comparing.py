"""What an edited Word file proposes to change in the document that it was made of."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256

from rapporteur.core.document import docx
from rapporteur.core.document.docx.lines import Line, Stretch
from rapporteur.core.document.docx.reading import read
from rapporteur.core.document.returned.changes import Change, Kind, Piece, Return, Same, Why
from rapporteur.core.document.returned.material import words_of
from rapporteur.core.document.returned.pairing import Pairs, alike, in_order, paired
from rapporteur.core.document.returned.tables import table_changes
from rapporteur.core.document.returned.telling import Telling, unit_of
from rapporteur.core.document.returned.threads import PARTING
from rapporteur.core.document.returned.units import (
    Unit,
    recounted,
    settled,
    units,
)
from rapporteur.core.document.returned.weaving import normal
from rapporteur.core.document.tree import Document


def compare(document: Document, content: bytes, *, shown: Document | None = None) -> Return:
    """Return what the Word file `content` proposes to change in `document`.

    `shown` is the document as it was printed, where computed figures stand in place of the
    questions that `document` keeps. Nothing of the edit is left out: what cannot be taken over by
    itself is told with its reason. Raises `DocumentProblem` where the file is not taken.
    """
    return Comparison(document, shown or document, read(content)).outcome()


class Comparison(Telling):
    """Finds the changes, one after another."""

    def outcome(self) -> Return:
        told = docx.digest(self.shown)
        same = None if not self.theirs.source else self.theirs.source == told
        changes = [
            *self._front(),
            *self._contents(),
            *self._lines(),
            *table_changes(self),
            *self._notes(),
        ]
        named = tuple(
            replace(change, id=f"{index}-{_mark(change)}")
            for index, change in enumerate(changes, start=1)
        )
        return Return(named, same, self.theirs.oddities)

    # Lines

    def _front(self) -> Iterator[Change]:
        """The headers, which hold the masthead. Their order is the program's own."""
        ours, theirs = sorted(set(self.ours.headers)), sorted(set(self.theirs.headers))
        gone = [words for words in ours if words not in theirs]
        came = [words for words in theirs if words not in ours]
        if came or (gone and not theirs):
            yield Change(
                "",
                Kind.FRONT,
                "front:header",
                pieces=(
                    *(Piece(Same.REMOVED, words) for words in gone),
                    *(Piece(Same.ADDED, words) for words in came),
                ),
                why=Why.FRONT,
            )

    def _contents(self) -> Iterator[Change]:
        """Entries of the contents that name no heading: somebody typed there."""
        entries = {_entry(line) for line in self.ours.lines if line.contents}
        heads = [line for line in self.theirs.lines if line.look.outline is not None]
        entries |= {_entry(line, f"{line.label} ") for line in heads}
        for line in self.theirs.lines:
            if line.contents and _entry(line) and _entry(line) not in entries:
                yield Change(
                    "",
                    Kind.FRONT,
                    "front:contents",
                    pieces=(Piece(Same.ADDED, line.words),),
                    hands=line.hands,
                    why=Why.FRONT,
                )

    def _lines(self) -> Iterator[Change]:
        old = units(self.ours, self.keys, self.printed)
        new = units(self.theirs, self.keys, self.printed)
        pairs = paired(old, new)
        before = {there: here for here, there in pairs.after.items()}
        placed = [before[there] for there in range(len(new)) if there in before]
        steady = in_order(placed)
        follows = ""
        gone = self._gone(old, pairs)
        for here in gone.pop(-1, []):
            yield self.removed(old[here])
        there = 0
        while there < len(new):
            last = self._parted_off(old, new, there, before)
            if last not in before:
                yield self.added(new[there], follows)
                there += 1
                continue
            here = before[last]
            split = last - there or self._split_off(old[here], new, there, before)
            yield from self._changed(old, new[there : there + 1 + split], here, pairs)
            if here not in steady:
                yield self.moved(old[here], follows)
            follows = old[here].keys[0] if old[here].keys else follows
            for missing in gone.pop(here, []):
                yield self.removed(old[missing])
            there += 1 + split

    def _gone(self, old: list[Unit], pairs: Pairs) -> dict[int, list[int]]:
        """Places that are in no line any more, by the place before them that is (-1 for none)."""
        merged = {here for each in pairs.merged.values() for here in each}
        found: dict[int, list[int]] = {}
        last = -1
        for here in range(len(old)):
            if here in pairs.after:
                last = here
            elif here not in merged:
                found.setdefault(last, []).append(here)
        return found

    def _parted_off(
        self, old: list[Unit], new: list[Unit], there: int, before: Mapping[int, int]
    ) -> int:
        """The line whose first part this is, where its bookmark went with its last part (as in
        LibreOffice); the line itself where it is none's."""
        last = next((at for at in range(there, len(new)) if at in before), there)
        was, now = old[before[last]] if last in before else None, new[last]
        if was is None or last == there or len(now.words) >= len(was.words):
            return there
        alone = alike(was.words, now.words)
        joined = " ".join(each.words for each in new[there : last + 1])
        return last if alike(was.words, joined) > alone else there

    def _split_off(self, was: Unit, new: list[Unit], there: int, before: Mapping[int, int]) -> int:
        """How many of the lines that follow were parted off from this one."""
        count = 0
        while there + count + 1 < len(new) and there + count + 1 not in before:
            joined = " ".join(each.words for each in new[there : there + count + 2])
            so_far = " ".join(each.words for each in new[there : there + count + 1])
            if alike(was.words, joined) <= alike(was.words, so_far):
                break
            if len(new[there].words) >= len(was.words):
                break
            count += 1
        return count

    def _changed(
        self, old: list[Unit], now: list[Unit], here: int, pairs: Pairs
    ) -> Iterator[Change]:
        was, first = old[here], now[0]
        if not was.keys or was.keys[0].startswith("front:"):
            ours, theirs = self.with_calls(was, self.ours), self.with_calls(first, self.theirs)
            if ours != theirs or first.line.remarks:
                yield self.plain(first, ours, theirs)
            return
        key = was.keys[0]
        if was.words and not any(each.words or each.line.stretches for each in now):
            yield self.removed(was)  # an empty line is left of it
            return
        joined = sorted({here, *pairs.merged.get(here, ())})
        stretches: list[Stretch] = list(recounted(first.line, was.line).stretches)
        for each in now[1:]:
            stretches += [Stretch(PARTING), *each.line.stretches]
        looks = not key.startswith(("heading:", "listed:"))
        if len(joined) > 1:
            yield self.merged([old[each] for each in joined], first, stretches)
            return
        woven = self.woven(key, stretches, was.line.words, looks=looks)
        told = self.told(now, was)
        if len(now) > 1:
            yield self.split(key, woven, told)
        elif woven.is_changed:
            yield self.worded(key, woven, told)
        elif told.remarks:
            yield replace(told, kind=Kind.REMARK, key=key, where=self.where(key), why=Why.REMARK)
        shape = first.shape
        if shape and was.shape and shape != was.shape:
            yield self.restyled(key, was, shape)

    # Notes

    def _notes(self) -> Iterator[Change]:
        ours = {self.note_key(note): note for note in self.ours.notes.values()}
        called = {each.note for line in self.theirs.lines for each in line.stretches}
        for id_, note in self.theirs.notes.items():
            key = self.note_keys.get(id_)
            lines = [settled(line, self.printed) for line in note.lines]
            if key is None:
                if id_ in called:  # not the copy that a tracked move leaves where it was
                    yield self._new_note(id_, lines)
                continue
            stretches: list[Stretch] = []
            for line in lines:
                stretches += [Stretch(" "), *line.stretches] if stretches else line.stretches
            shown = unit_of("".join(line.words for line in ours[key].lines))
            if key.startswith("front:"):
                if normal(shown.words) != " ".join(normal(words_of(note)).split()):
                    yield self.plain(unit_of(words_of(note)), shown.words, words_of(note))
                continue
            woven = self.woven(key, stretches, "")
            told = self.told([Unit(line, (), "") for line in lines], shown)
            if woven.is_changed:
                yield replace(self.worded(key, woven, told), kind=Kind.NOTE)
            elif told.remarks:
                yield replace(
                    told, kind=Kind.REMARK, key=key, where=self.where(key), why=Why.REMARK
                )

    def _new_note(self, id_: str, lines: list[Line]) -> Change:
        """A note that is new comes with the change of the paragraph that calls it."""
        made = self.footnote_of(id_)
        words = " ".join(line.words.strip() for line in lines)
        return replace(
            self.told([Unit(line, (), "") for line in lines], unit_of("")),
            kind=Kind.NOTE_ADDED,
            key=f"note:{made}",
            pieces=(Piece(Same.ADDED, words),),
            why=Why.STRUCTURE,
        )


def _entry(line: Line, label: str = "") -> str:
    """A line of the contents, or the heading that it names, without the number of the page."""
    words = "".join(each.words for each in line.stretches)
    return "".join(normal(f"{label}{words}").split()).rstrip("0123456789")


def _mark(change: Change) -> str:
    """A short name for what a change says, so that an answer to another file is noticed."""
    said = "".join(f"{piece.same}{piece.words}" for piece in change.pieces)
    return sha256(f"{change.kind} {change.key} {said}".encode()).hexdigest()[:10]
