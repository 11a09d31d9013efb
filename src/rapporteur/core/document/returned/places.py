"""The places of a document where words stand, each under the key that its bookmark is made of.

`heading:ID`; `block:ID`, a paragraph, a part of one, the caption of a table or figure; `block:ID:0`
and `block:ID:0:2`, a quotation or a list, the first without an id in the part, and its third item;
`note:ID`, a footnote; `listed:ID:0` and `note:ID:0`, a note under a table and a figure;
`cell:ID:1:2`, a cell by row (the topmost heading row is 0) and column.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from rapporteur.core.document.cells import written
from rapporteur.core.document.tree import (
    Annex,
    Block,
    Cell,
    Document,
    Figure,
    Footnote,
    ListBlock,
    ListItem,
    Paragraph,
    Quotation,
    Runs,
    Section,
    SubParagraph,
    Table,
    TableNote,
    Text,
)

OnWords = Callable[[str, Runs], Runs]
"""From a key and the runs there to the runs that shall stand there."""

OnBlock = Callable[[str, Block], tuple[Block, ...]]
"""From a key and a block to the blocks that shall stand in its place."""

OnPart = Callable[[str, SubParagraph], tuple[SubParagraph, ...]]


def words_by_place(document: Document) -> dict[str, Runs]:
    """The runs at every place of a document, by key, in reading order."""
    found: dict[str, Runs] = {}

    def noted(key: str, runs: Runs) -> Runs:
        found[key] = runs
        return runs

    rewritten(document, words=noted)
    return found


def ends(document: Document) -> dict[str, str]:
    """The places behind which a block can be put, with the key of what it is put behind: a heading,
    a block, or the last place within one (its last part, item or note)."""
    found: dict[str, str] = {}
    within: list[str] = []

    def noted(key: str, runs: Runs) -> Runs:
        if key.startswith("heading:"):
            found[key] = key
            within.clear()
        elif not key.startswith("cell:") and key.split(":")[1] not in called:
            within.append(key)
        called.update(run.id for run in runs if isinstance(run, Footnote))
        return runs

    def behind(key: str, block: Block) -> tuple[Block, ...]:
        found[key] = key
        found.update({within[-1]: key} if within else {})
        within.clear()
        return (block,)

    called: set[str] = set()
    rewritten(document, words=noted, block=behind)
    return found


def rewritten(
    document: Document,
    *,
    words: OnWords = lambda key, runs: runs,
    block: OnBlock = lambda key, block: (block,),
    part: OnPart = lambda key, part: (part,),
) -> Document:
    """Return the document with what the functions give in place of what was there.

    `words` is asked first; then `block` and `part`, with what it gave.
    """
    return _Rewriting(document.language, words, block, part).document(document)


class _Rewriting:
    def __init__(self, language: str, words: OnWords, block: OnBlock, part: OnPart) -> None:
        self.language, self.words, self.on_block, self.on_part = language, words, block, part

    def document(self, document: Document) -> Document:
        return replace(
            document,
            summary=self._blocks(document.summary, "summary"),
            blocks=self._blocks(document.blocks, "before"),
            sections=tuple(map(self._section, document.sections)),
            annexes=tuple(map(self._annex, document.annexes)),
        )

    def _section(self, section: Section) -> Section:
        title = self._plain(f"heading:{section.id}", section.title)
        blocks = self._blocks(section.blocks, section.id)
        inner = tuple(map(self._section, section.sections))
        return replace(section, title=title, blocks=blocks, sections=inner)

    def _annex(self, annex: Annex) -> Annex:
        title = self._plain(f"heading:{annex.id}", annex.title)
        blocks = self._blocks(annex.blocks, annex.id)
        inner = tuple(map(self._section, annex.sections))
        return replace(annex, title=title, blocks=blocks, sections=inner)

    def _blocks(self, blocks: tuple[Block, ...], place: str) -> tuple[Block, ...]:
        return tuple(self._each(blocks, place))

    def _each(self, blocks: tuple[Block, ...], place: str) -> Iterator[Block]:
        nameless = 0
        for block in blocks:
            key = f"block:{getattr(block, 'id', f'{place}:{nameless}')}"
            nameless += isinstance(block, Quotation | ListBlock)
            yield from self.on_block(key, self._block(block, key))

    def _block(self, block: Block, key: str) -> Block:
        match block:
            case Paragraph():
                runs = self._runs(key, block.runs)
                return replace(block, runs=runs, subparagraphs=self._parts(block.subparagraphs))
            case Quotation():
                return replace(block, runs=self._runs(key, block.runs))
            case ListBlock():
                return self._list(block, key)
            case Table():
                return self._table(block, key)
            case Figure():
                caption = self._plain(key, block.caption)
                notes = tuple(
                    self._plain(f"note:{block.id}:{index}", note)
                    for index, note in enumerate(block.notes)
                )
                return replace(block, caption=caption, notes=notes)

    def _parts(self, parts: tuple[SubParagraph, ...]) -> tuple[SubParagraph, ...]:
        made: list[SubParagraph] = []
        for part in parts:
            key = f"block:{part.id}"
            runs = self._runs(key, part.runs)
            inner = self._parts(part.subparagraphs)
            made += self.on_part(key, replace(part, runs=runs, subparagraphs=inner))
        return tuple(made)

    def _list(self, block: ListBlock, key: str) -> ListBlock:
        items: list[ListItem] = []
        for index, item in enumerate(block.items):
            at = f"{key}:{index}"
            runs = self._runs(at, item.runs)
            items.append(replace(item, runs=runs, inner=item.inner and self._list(item.inner, at)))
        return replace(block, items=tuple(items))

    def _table(self, table: Table, key: str) -> Table:
        caption = self._plain(key, table.caption)
        at = f"cell:{table.id}"
        *above, header = (
            tuple(self._plain(f"{at}:{line}:{column}", cell) for column, cell in enumerate(row))
            for line, row in enumerate(table.heads)
        )
        rows = [
            tuple(self._cell(f"{at}:{line}:{column}", cell) for column, cell in enumerate(row))
            for line, row in enumerate(table.all_rows, start=len(table.heads))
        ]
        total = rows.pop() if table.total is not None else None
        notes = tuple(
            replace(note, content=self._plain(f"listed:{table.id}:{index}", note.content))
            for index, note in enumerate(table.notes)
        )
        made: tuple[TableNote, ...] = notes
        return replace(
            table,
            caption=caption,
            above=tuple(above),
            header=header,
            rows=tuple(rows),
            total=total,
            notes=made,
        )

    def _cell(self, key: str, cell: Cell) -> Cell:
        """A number that still reads as one stays a number."""
        if isinstance(cell, tuple):
            return self._runs(key, cell)
        shown = written(cell, self.language)
        said = self._plain(key, shown)
        if said == shown or isinstance(cell, str):
            return cell if said == shown else said
        bare = "".join(sign for sign in said if sign not in ",.\u00a0\u202f ").replace("−", "-")
        number = int(bare) if bare.lstrip("-").isdecimal() else None
        return number if number is not None and written(number, self.language) == said else said

    def _plain(self, key: str, said: str) -> str:
        runs = self.words(key, (Text(said),))
        return "".join(run.content for run in runs if isinstance(run, Text))

    def _runs(self, key: str, runs: Runs) -> Runs:
        """The runs, and the words of the footnotes that they call."""
        within = self.words(key, runs)
        return tuple(
            replace(run, runs=self.words(f"note:{run.id}", run.runs))  # type: ignore[arg-type]
            if isinstance(run, Footnote)
            else run
            for run in within
        )
