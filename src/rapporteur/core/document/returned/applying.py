"""Taking accepted changes over into a document."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.returned.changes import WORDS, Change, Kind
from rapporteur.core.document.returned.places import rewritten, words_by_place
from rapporteur.core.document.tree import (
    Block,
    Document,
    Footnote,
    Paragraph,
    Runs,
    Section,
    SubParagraph,
)


def apply(document: Document, changes: Iterable[Change]) -> Document:
    """Return the document with these changes; every node that stays keeps its id.

    Raises `DocumentProblem` where a change cannot be taken over, where the words that it was made
    against stand no more, or where what comes out would be no document.
    """
    accepted = tuple(changes)
    for change in accepted:
        if not change.is_applicable:
            raise DocumentProblem(
                f"The change {change.id} cannot be taken over by itself. Make it in the draft."
            )
    taking = _Taking(document, accepted)
    worded = rewritten(document, words=taking.words)
    taking.blocks = {f"block:{block.id}": block for block in _paragraphs(worded)}
    made = taking.behind_headings(rewritten(worded, block=taking.block, part=taking.part))
    taking.check()
    return made


class _Taking:
    def __init__(self, document: Document, changes: tuple[Change, ...]) -> None:
        self.before = words_by_place(document)
        self.worded = {
            change.key: change
            for change in changes
            if change.kind in WORDS or change.kind in (Kind.SPLIT, Kind.MERGED)
        }
        self.split = {change.key: change for change in changes if change.kind is Kind.SPLIT}
        self.removed = {change.key: change for change in changes if change.kind is Kind.REMOVED}
        self.gone = set(self.removed)
        for change in changes:
            if change.kind is Kind.MERGED:
                self.gone |= set(change.others)
        self.restyled = {
            change.key: change.look for change in changes if change.kind is Kind.RESTYLED
        }
        self.moved = {change.key: change.follows for change in changes if change.kind is Kind.MOVED}
        self.blocks = {f"block:{block.id}": block for block in _paragraphs(document)}
        self.added: dict[str, list[Change]] = {}
        for change in changes:
            if change.kind is Kind.ADDED:
                self.added.setdefault(change.follows, []).append(change)
        self.ids = {identifier.split(":")[1] for identifier in self.before} | {
            run.id for runs in self.before.values() for run in runs if isinstance(run, Footnote)
        }
        self.done: set[str] = set()
        self.wanted = {
            *self.worded,
            *self.gone,
            *self.restyled,
            *self.moved,
            *self.added,
        }

    def words(self, key: str, runs: Runs) -> Runs:
        change = self.worded.get(key, self.removed.get(key))
        if change is not None and runs != change.before:
            raise DocumentProblem(
                "The words that a change was made against stand no more in the document. "
                "Compare the file anew."
            )
        if key in self.gone:
            return ()  # its notes may be called elsewhere from now on
        if change is None:
            return runs
        self.done.add(key)
        return change.after

    def block(self, key: str, block: Block) -> tuple[Block, ...]:
        if key in self.moved or key in self.gone:
            self.done.add(key)
            return tuple(self._behind(key))
        return (*self._itself(key, block), *self._behind(key))

    def part(self, key: str, part: SubParagraph) -> tuple[SubParagraph, ...]:
        self.done.add(key)
        if key in self.gone:
            if part.subparagraphs:
                raise DocumentProblem(
                    f"The part {part.id} of a paragraph has parts of its own, which would go "
                    "with it. Take it out in the draft."
                )
            return ()
        split = self.split.get(key)
        more = () if split is None else split.more
        if not more:
            return (part,)
        first = replace(part, subparagraphs=())
        rest = [SubParagraph(self._new(runs), self._noted(runs)) for runs in more]
        rest[-1] = replace(rest[-1], subparagraphs=part.subparagraphs)
        return (first, *rest)

    def behind_headings(self, document: Document) -> Document:
        """Put what was added or moved behind a heading first in its part."""

        def within(part: Section) -> Section:
            first = tuple(self._behind(f"heading:{part.id}"))
            inner = tuple(map(within, part.sections))
            return replace(part, blocks=(*first, *part.blocks), sections=inner)

        annexes = tuple(
            replace(
                annex,
                blocks=(*self._behind(f"heading:{annex.id}"), *annex.blocks),
                sections=tuple(map(within, annex.sections)),
            )
            for annex in document.annexes
        )
        return replace(document, sections=tuple(map(within, document.sections)), annexes=annexes)

    def check(self) -> None:
        """Raise `DocumentProblem` where a change found no place."""
        if self.wanted - self.done:
            raise DocumentProblem(
                "A change found no place in the document any more. Compare the file anew."
            )

    def _itself(self, key: str, block: Block) -> tuple[Block, ...]:
        if not isinstance(block, Paragraph):
            return (block,)
        if key in self.restyled:
            self.done.add(key)
            block = replace(block, numbered=self.restyled[key] == "numbered")
        split = self.split.get(key)
        if split is None:
            return (block,)
        rest = [
            Paragraph(self._new(runs), self._noted(runs), block.numbered) for runs in split.more
        ]
        rest[-1] = replace(rest[-1], subparagraphs=block.subparagraphs)
        return (replace(block, subparagraphs=()), *rest)

    def _behind(self, key: str) -> Iterable[Block]:
        for change in self.added.get(key, ()):
            self.done.add(key)
            numbered = change.look == "numbered"
            yield Paragraph(self._new(change.after), self._noted(change.after), numbered)
        for moved, follows in self.moved.items():
            if follows == key:
                yield from self._itself(moved, self.blocks[moved])
                yield from self._behind(moved)

    def _noted(self, runs: Runs) -> Runs:
        """The runs with what was changed in the footnotes that they call."""
        return tuple(
            replace(run, runs=self.words(f"note:{run.id}", run.runs))  # type: ignore[arg-type]
            if isinstance(run, Footnote)
            else run
            for run in runs
        )

    def _new(self, runs: Runs) -> str:
        stem = f"p-{sha256(repr(runs).encode()).hexdigest()[:8]}"
        identifier, count = stem, 1
        while identifier in self.ids:
            count += 1
            identifier = f"{stem}-{count}"
        self.ids.add(identifier)
        return identifier


def _paragraphs(document: Document) -> list[Paragraph]:
    found: list[Paragraph] = []

    def noted(key: str, block: Block) -> tuple[Block, ...]:
        if isinstance(block, Paragraph):
            found.append(block)
        return (block,)

    rewritten(document, block=noted)
    return found
