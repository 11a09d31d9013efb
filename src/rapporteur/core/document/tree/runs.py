"""What stands inside a paragraph: words, links, notes, references, citations."""

import re
from dataclasses import dataclass
from enum import StrEnum

from rapporteur.core.document.characters import admit
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree.names import check_id, check_language

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
        check_language(self.language)


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


@dataclass(frozen=True)
class Reference:
    """The number of another part of the document, which is computed: "12 (a)", "III.A", "2".

    `target` is the id of a paragraph, sub-paragraph, section, table, figure, annex or footnote;
    `label` the words before the number ("paragraph", "table"), which stand alone where the target
    bears none, as a sole annex or table does. A reference without label to a footnote calls that
    note once more, by its mark: so a note is cited twice.
    """

    target: str
    label: str = ""

    def __post_init__(self) -> None:
        check_id(self.target, "target of a reference")
        admit(self.label, "a reference")


Words = tuple[Text | Link | Reference, ...]


@dataclass(frozen=True)
class Footnote:
    """A note at the foot of the page, called where this run stands.

    Called in a cell of a table it stands under the table, among the table's own notes.
    """

    id: str
    runs: Words

    def __post_init__(self) -> None:
        check_id(self.id, "footnote")


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


Run = Text | Link | Reference | Footnote | Citation
Runs = tuple[Run, ...]
