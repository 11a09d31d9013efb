"""The two documents that are compared, read the same way, and what stands where in each."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from rapporteur.core.document import docx
from rapporteur.core.document.docx.lines import Note, Stretch, WordFile
from rapporteur.core.document.docx.reading import read
from rapporteur.core.document.numbering import Numbers, number
from rapporteur.core.document.returned.pairing import ALIKE, alike
from rapporteur.core.document.returned.places import ends, rewritten, words_by_place
from rapporteur.core.document.returned.threads import Calls, Thread, threads
from rapporteur.core.document.returned.units import printed_fields
from rapporteur.core.document.returned.weaving import Woven, normal, weave
from rapporteur.core.document.tree import (
    Block,
    Document,
    Footnote,
    Paragraph,
    Reference,
    SubParagraph,
    Text,
)

_CREATED = datetime(2000, 1, 1, tzinfo=UTC)


class Material:
    """`ours` is the document as it was sent, `theirs` the file that came back."""

    def __init__(self, source: Document, shown: Document, theirs: WordFile) -> None:
        file, self.keys = docx.with_keys(shown, created=_CREATED)
        self.ours, self.theirs = read(file), theirs
        self.shown = shown
        self.numbers: Numbers = number(shown)
        self.source_words, self.shown_words = words_by_place(source), words_by_place(shown)
        self.calls = Calls({**self.numbers.marks, **_asterisks(self.numbers)})
        self.paragraphs, self.ends = _paragraphs(source), ends(source)
        self.footnotes = {
            run.id: run
            for runs in self.source_words.values()
            for run in runs
            if isinstance(run, Footnote)
        }
        self.printed = printed_fields(self.ours)
        self.note_keys = self._paired_notes()
        self.new_notes: dict[str, Footnote] = {}
        self.count = 0

    # Notes are paired first: their calls are words of the paragraphs

    def _paired_notes(self) -> dict[str, str]:
        """By the id of a note in their file, the id of the footnote that it is."""
        ours = {self.note_key(note): note for note in self.ours.notes.values()}
        pairs: dict[str, str] = {}
        for id_, note in self.theirs.notes.items():
            key = self.note_key(note)
            if key in ours and key not in pairs.values():
                pairs[id_] = key
        left = [key for key in ours if key not in pairs.values()]
        for id_, note in self.theirs.notes.items():
            if id_ in pairs:
                continue
            words = words_of(note)
            best = max(left, key=lambda key: alike(words_of(ours[key]), words), default=None)
            if best is not None and alike(words_of(ours[best]), words) >= ALIKE:
                pairs[id_] = best
                left.remove(best)
        return pairs

    def note_key(self, note: Note) -> str:
        # LibreOffice reads the notes twice and calls their bookmarks "…_Copy_1".
        names = (name.partition("_Copy_")[0] for line in note.lines for name in line.begins)
        return next((self.keys[name] for name in names if name in self.keys), "")

    def footnote_of(self, id_: str) -> str:
        """The id of the footnote that a note in their file is; a new one for a new note."""
        key = self.note_keys.get(id_, "")
        if key.startswith("note:"):
            return key.removeprefix("note:")
        if key:
            return key  # an asterisk note of the masthead
        note = self.theirs.notes.get(id_)
        words = "" if note is None else words_of(note)
        made = f"f-{sha256(f'{id_} {words}'.encode()).hexdigest()[:8]}"
        if made not in self.new_notes and note is not None:
            said = " ".join(line.words.strip() for line in note.lines)
            self.new_notes[made] = Footnote(made, (Text(said.strip()),))
        return made

    def woven(
        self, key: str, stretches: Iterable[Stretch], whole: str, *, looks: bool = True
    ) -> Woven:
        """Their stretches laid over the words at a place; `whole` is our line around these words:
        what stands before and behind them is not part of the place."""
        old = self.threads(key)
        said = "".join(thread.words for thread in old)
        # A caption stands behind what numbers it, a cell's words before the marks of its notes.
        find = whole.find if key.startswith("cell:") else whole.rfind
        at = find(said) if said else -1
        head, tail = (whole[:at], whole[at + len(said) :]) if at >= 0 else ("", "")
        called = [
            replace(each, note=self.footnote_of(each.note)) if each.note else each
            for each in stretches
        ]
        trimmed = _trimmed(_trimmed(called, head, front=True), tail, front=False)
        return weave(
            old, tuple(trimmed), self.calls, {**self.footnotes, **self.new_notes}, looks=looks
        )

    def takes_notes(self, key: str) -> bool:
        """Whether words at a place can call footnotes: headings, captions and notes cannot."""
        captioned = ":" not in key.removeprefix("block:") and key not in self.paragraphs
        return key.startswith("block:") and not captioned

    def threads(self, key: str) -> tuple[Thread, ...]:
        """The words at a place, those of the source laid beside those that were printed."""
        shown = self.shown_words.get(key, ())
        source = self.source_words.get(key, shown)
        in_cell = self._mark_in_cell if key.startswith("cell:") else None
        return threads(source, shown, self.calls, self._said, in_cell)

    def _said(self, reference: Reference) -> str:
        numbers = self.numbers
        if numbers.calls_again(reference):
            return numbers.marks[reference.target]
        return numbers.said(reference)

    def _mark_in_cell(self, note: Footnote) -> str:
        return self.numbers.marks[note.id]

    def where(self, key: str) -> str:
        """What a place is called in print: "12", "12 (a)", "II", "4" for a note; "" for none."""
        identifier = key.partition(":")[2].split(":")[0]
        if key.startswith("note:"):
            return self.numbers.marks.get(identifier, "")
        return self.numbers.named.get(identifier, "")


def _asterisks(numbers: Numbers) -> dict[str, str]:
    """The marks of the notes of the masthead and the title, by their keys."""
    marks = {f"front:{index}:note": mark for index, mark in enumerate(numbers.asterisks) if mark}
    return {**marks, "front:note": numbers.title_asterisk or "*"}


def _paragraphs(document: Document) -> frozenset[str]:
    """The keys of paragraphs and their parts, which can be taken out and parted."""
    found: set[str] = set()

    def block(key: str, block: Block) -> tuple[Block, ...]:
        found.update({key} if isinstance(block, Paragraph) else ())
        return (block,)

    def part(key: str, part: SubParagraph) -> tuple[SubParagraph, ...]:
        found.add(key)
        return (part,)

    rewritten(document, block=block, part=part)
    return frozenset(found)


def words_of(note: Note) -> str:
    """The words of a note as they are compared."""
    return " ".join(normal(" ".join(line.words for line in note.lines)).split())


def _trimmed(stretches: list[Stretch], fixed: str, *, front: bool) -> list[Stretch]:
    """The stretches without the words that stand around a place, where they still do."""
    if not fixed:
        return stretches
    whole = "".join(each.words for each in stretches)
    stands = whole.startswith(fixed) if front else whole.endswith(fixed)
    if not stands:
        return stretches
    left = len(fixed)
    kept: list[Stretch] = []
    for each in stretches if front else reversed(stretches):
        cut = min(left, len(each.words))
        left -= cut
        words = each.words[cut:] if front else each.words[: len(each.words) - cut]
        if words or each.note:
            kept.append(replace(each, words=words))
    return kept if front else kept[::-1]
