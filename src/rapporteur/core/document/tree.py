"""The nodes of a formal document.

Every node is a frozen dataclass that refuses, with `DocumentProblem`, what no renderer could
print; so a tree that exists can be printed. Nodes hold no numbers: see `numbering`.

Ids are the drafter's: stable while numbers move, unique in a document, a letter followed by
letters, digits, `.`, `_` or `-`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapporteur.core.document.characters import admit
from rapporteur.core.document.problem import DocumentProblem

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
"""The official languages of the United Nations, in which a document can be written."""

DEEPEST_SECTION = 5
"""I., A., 1., (a), (i): the Editorial Manual has no sixth level. In an annex one less."""

_ID = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,119}")
_LANGUAGE_TAG = re.compile(r"([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?")
_ADDRESS = re.compile(r"(https?://|mailto:)[^\s\"<>\\^`{|}]+")


class Emphasis(StrEnum):
    """How a stretch of words stands out."""

    NONE = "none"
    ITALIC = "italic"
    BOLD = "bold"


@dataclass(frozen=True)
class Text:
    """Words. `language` is given where it is not the document's, and then sets the direction."""

    content: str
    emphasis: Emphasis = Emphasis.NONE
    language: str = ""

    def __post_init__(self) -> None:
        admit(self.content, "a paragraph")
        _check_language(self.language)


@dataclass(frozen=True)
class Link:
    """Words that lead to an address on the web (http, https) or a mailbox (mailto)."""

    content: str
    href: str

    def __post_init__(self) -> None:
        admit(self.content, "a link")
        admit(self.href, "the address of a link")
        if not _ADDRESS.fullmatch(self.href):
            raise DocumentProblem(
                f"{self.href!r} is no address that a document can link to. "
                "Write one that begins with https://, http:// or mailto: and holds no spaces."
            )


Words = tuple[Text | Link, ...]


@dataclass(frozen=True)
class Footnote:
    """A note at the foot of the page, called where this run stands."""

    id: str
    runs: Words

    def __post_init__(self) -> None:
        _check_id(self.id, "footnote")


@dataclass(frozen=True)
class Citation:
    """Words that rest on evidence, with the ids of the passages.

    The ids are for the reader on the web and for the checker; on paper only the words stand.
    """

    runs: Words
    evidence: tuple[str, ...]

    def __post_init__(self) -> None:
        for each in self.evidence:
            admit(each, "an evidence id")


Run = Text | Link | Footnote | Citation
Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; numbered through the whole document unless `numbered` is false."""

    id: str
    runs: Runs
    numbered: bool = True

    def __post_init__(self) -> None:
        _check_id(self.id, "paragraph")


@dataclass(frozen=True)
class Quotation:
    """Words of another, set apart. `language` where it is not the document's."""

    runs: Runs
    language: str = ""

    def __post_init__(self) -> None:
        _check_language(self.language)


@dataclass(frozen=True)
class ListBlock:
    """Items, lettered (a), (b), … or, where order says nothing, with bullets."""

    items: tuple[Runs, ...]
    lettered: bool = True

    def __post_init__(self) -> None:
        if not self.items:
            raise DocumentProblem("A list holds no item. Give it one, or leave the list out.")


Cell = str | int
"""A word, or a number, which every rendering groups by the document's language."""

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class TableNote:
    """A note under a table, marked a, b, c (Editorial Manual) at the place that it is about.

    `row` None is the heading row, `row` equal to the number of rows is the total; with
    `column` None the note is about the whole table and bears no mark.
    """

    content: str
    row: int | None = None
    column: int | None = None

    def __post_init__(self) -> None:
        admit(self.content, "a note to a table")


@dataclass(frozen=True)
class Table:
    """Rows of cells under a heading row; the first column names the row.

    `total` is a whole last row, its name included, with as many cells as the heading row.
    """

    id: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    notes: tuple[TableNote, ...] = ()

    def __post_init__(self) -> None:
        _check_id(self.id, "table")
        admit(self.caption, f"the caption of table {self.id}")
        if not self.header:
            raise DocumentProblem(f"Table {self.id} has no columns. Give it a heading row.")
        for row in (self.header, *self.all_rows):
            self._check_row(row)
        for note in self.notes:
            self._check_note(note)

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The rows and, where there is one, the total."""
        return self.rows if self.total is None else (*self.rows, self.total)

    def _check_row(self, row: Row) -> None:
        if len(row) != len(self.header):
            raise DocumentProblem(
                f"A row of table {self.id} has {len(row)} cells where the heading row has "
                f"{len(self.header)}. Fill the row, if need be with empty cells."
            )
        for cell in row:
            if isinstance(cell, str):
                admit(cell, f"table {self.id}")

    def _check_note(self, note: TableNote) -> None:
        rows, columns = len(self.all_rows), len(self.header)
        row_fits = note.row is None or (note.column is not None and 0 <= note.row < rows)
        column_fits = note.column is None or 0 <= note.column < columns
        if not (row_fits and column_fits):
            raise DocumentProblem(
                f"A note to table {self.id} is about row {note.row}, column {note.column}, which "
                f"the table does not have. It has {rows} rows and {columns} columns, from 0."
            )


Block = Paragraph | Quotation | ListBlock | Table


@dataclass(frozen=True)
class Section:
    """A titled part of the document, with its blocks first and then its own sections."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: "tuple[Section, ...]" = ()

    def __post_init__(self) -> None:
        _check_id(self.id, "section")
        admit(self.title, f"the title of section {self.id}")


@dataclass(frozen=True)
class Annex:
    """A part after the end. Its paragraphs carry the document's numbering on."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()

    def __post_init__(self) -> None:
        _check_id(self.id, "annex")
        admit(self.title, f"the title of annex {self.id}")


@dataclass(frozen=True)
class AgendaItem:
    """Where a body takes the document up.

    `place`: "Item 17 of the preliminary list"; `note`: what the asterisk says ("A/66/50.").
    """

    place: str
    title: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        for each in (self.place, self.title, self.note):
            admit(each, "an agenda item")


@dataclass(frozen=True)
class Body:
    """An organ to which the document is addressed, its session line by line, its agenda item."""

    name: str
    session: tuple[str, ...] = ()
    agenda_item: AgendaItem | None = None

    def __post_init__(self) -> None:
        for each in (self.name, *self.session):
            admit(each, "the masthead")


@dataclass(frozen=True)
class Masthead:
    """The head of the first page. What is not yet assigned stays empty and prints nothing.

    `symbols`: one or two ("A/66/77", "E/2011/103"); `distribution`, `date` and
    `original_language` are written out in the document's language.
    """

    bodies: tuple[Body, ...] = ()
    symbols: tuple[str, ...] = ()
    distribution: str = ""
    date: str = ""
    original_language: str = ""

    def __post_init__(self) -> None:
        for each in (*self.symbols, self.distribution, self.date, self.original_language):
            admit(each, "the masthead")

    @property
    def symbol(self) -> str:
        """The symbols as one, as a double symbol is cited: "A/66/77-E/2011/103"."""
        return "-".join(self.symbols)


@dataclass(frozen=True)
class Document:
    """A whole formal document.

    `draft_mark` is what every page of a draft bears ("Draft: contributions are still open"),
    and None once it is issued; `contents` asks for a table of contents.
    """

    language: str
    title: str
    masthead: Masthead = Masthead()
    subtitle: str = ""
    summary: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    annexes: tuple[Annex, ...] = ()
    draft_mark: str | None = None
    contents: bool = False

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise DocumentProblem(
                f"A document cannot be written in {self.language!r}. "
                f"Choose one of {', '.join(LANGUAGES)}."
            )
        if not self.title.strip():
            raise DocumentProblem("The document has no title. Give it one.")
        admit(self.title, "the title")
        admit(self.subtitle, "the subtitle")
        admit(self.draft_mark or "", "the draft mark")
        _check_depth(self)
        _check_unique(self)


def footnotes(block: Block) -> Iterator[Footnote]:
    """Yield the footnotes called in `block`, in reading order. Tables call none."""
    for runs in runs_of(block):
        yield from (run for run in runs if isinstance(run, Footnote))


def runs_of(block: Block) -> tuple[Runs, ...]:
    """The stretches of words in `block`: one, or one for each item of a list."""
    match block:
        case Paragraph() | Quotation():
            return (block.runs,)
        case ListBlock():
            return block.items
        case Table():
            return ()


def _check_id(identifier: str, kind: str) -> None:
    if not _ID.fullmatch(identifier):
        raise DocumentProblem(
            f"{identifier!r} cannot be the id of a {kind}. Begin with a letter and go on with "
            "letters, digits, '.', '_' or '-', 120 characters at most."
        )


def _check_language(tag: str) -> None:
    if not _LANGUAGE_TAG.fullmatch(tag):
        raise DocumentProblem(f"{tag!r} is no language tag. Write one such as 'fr' or 'pt-BR'.")


def _depth(sections: tuple[Section, ...]) -> int:
    return max((1 + _depth(section.sections) for section in sections), default=0)


def _check_depth(document: Document) -> None:
    too_deep = _depth(document.sections) > DEEPEST_SECTION or any(
        _depth(annex.sections) >= DEEPEST_SECTION for annex in document.annexes
    )
    if too_deep:
        raise DocumentProblem(
            f"The sections are nested deeper than {DEEPEST_SECTION} levels "
            f"({DEEPEST_SECTION - 1} in an annex). Move the deepest ones up."
        )


def _check_unique(document: Document) -> None:
    seen: set[str] = set()
    for identifier in _ids(document):
        if identifier in seen:
            raise DocumentProblem(
                f"The id {identifier!r} is used twice in the document. Rename one of the two."
            )
        seen.add(identifier)


def _ids(document: Document) -> Iterator[str]:
    yield from _block_ids(document.summary)
    for section in document.sections:
        yield from _part_ids(section)
    for annex in document.annexes:
        yield from _part_ids(annex)


def _part_ids(part: Section | Annex) -> Iterator[str]:
    yield part.id
    yield from _block_ids(part.blocks)
    for section in part.sections:
        yield from _part_ids(section)


def _block_ids(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph | Table):
            yield block.id
        yield from (footnote.id for footnote in footnotes(block))
