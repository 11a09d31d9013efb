"""What a Word file says, line by line: its paragraphs and tables, as they stand when every tracked
change is accepted, with who changed what and who remarked what."""

from dataclasses import dataclass

from rapporteur.core.document.docx.looks import Look
from rapporteur.core.document.tree import Emphasis

SEQUENCE = "SEQ"
"""The field of a caption that counts itself, where the bookmark of another field would stand."""


@dataclass(frozen=True)
class Hand:
    """A tracked change: who made it and when ("" where the file does not say), what it did
    ("inserted", "deleted", "moved", "formatted"), and the words that it was about."""

    author: str
    date: str
    did: str
    words: str = ""


@dataclass(frozen=True)
class Remark:
    """A comment in the margin."""

    author: str
    date: str
    words: str


@dataclass(frozen=True)
class Stretch:
    """Words in one look; or the call of a note (`note` is its id in the file); or a picture.

    `field` is the bookmark whose number the words are: they are computed, and nobody's edit.
    """

    words: str = ""
    emphasis: Emphasis = Emphasis.NONE
    raised: bool = False
    href: str = ""
    note: str = ""
    field: str = ""
    picture: str | None = None
    names_number: bool = False


@dataclass(frozen=True)
class Line:
    """A paragraph.

    `label` is what Word counts before it, `level` the level of that list. `begins` and `ends` are
    the bookmarks that begin and end in it. `rejected` are its words where every tracked change is
    rejected; `gone` says that the paragraph itself was deleted with tracking, `new` inserted.
    """

    look: Look
    stretches: tuple[Stretch, ...] = ()
    label: str = ""
    list_: str = ""
    level: int = 0
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    rejected: str = ""
    hands: tuple[Hand, ...] = ()
    remarks: tuple[Remark, ...] = ()
    contents: bool = False

    @property
    def words(self) -> str:
        """Its words, without the calls of notes."""
        return "".join(each.words for each in self.stretches if not each.names_number)


@dataclass(frozen=True)
class Reach:
    """A cell that takes up the places of others, from its row and column on."""

    row: int
    column: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Grid:
    """A table: rows of cells of lines, with an empty cell where another takes up the place.

    `heads` is how many rows are repeated on each page. What only sets things side by side or
    in a box is no table: its lines stand for themselves.
    """

    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    heads: int
    reaches: tuple[Reach, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line of every cell."""
        return tuple(line for row in self.rows for cell in row for line in cell)


@dataclass(frozen=True)
class Note:
    """A footnote or endnote: its lines; `mark` is the sign that calls it where it is given."""

    lines: tuple[Line, ...]
    mark: str = ""


@dataclass(frozen=True)
class WordFile:
    """All that a Word file says. `oddities` are sentences about what could not be read as words."""

    blocks: tuple[Line | Grid, ...]
    notes: dict[str, Note]
    headers: tuple[str, ...]
    pictures: dict[str, bytes]
    language: str = ""
    title: str = ""
    source: str = ""
    oddities: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line of the body, those of tables among them."""
        found: list[Line] = []
        for block in self.blocks:
            found += block.lines if isinstance(block, Grid) else (block,)
        return tuple(found)
