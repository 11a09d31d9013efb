"""The nodes of a formal document.

Every node is a frozen dataclass that refuses, with `DocumentProblem`, what no renderer could
print; so a tree that exists can be printed. Nodes hold no numbers: see `numbering`.

Ids are the drafter's: stable while numbers move, unique in a document, a letter followed by
letters, digits, `.`, `_` or `-`.
"""

from rapporteur.core.document.tree.blocks import (
    DEEPEST_LIST,
    DEEPEST_SUBPARAGRAPH,
    Block,
    Figure,
    ListBlock,
    ListItem,
    Paragraph,
    Quotation,
    SubParagraph,
)
from rapporteur.core.document.tree.document import (
    DEEPEST_SECTION,
    LANGUAGES,
    Document,
    blocks_of,
    references_of,
)
from rapporteur.core.document.tree.image import PNG, SVG, Image
from rapporteur.core.document.tree.masthead import AgendaItem, Body, Masthead
from rapporteur.core.document.tree.parts import Annex, Part, Section
from rapporteur.core.document.tree.runs import (
    Citation,
    Emphasis,
    Footnote,
    Link,
    Reference,
    Run,
    Runs,
    Text,
    Words,
)
from rapporteur.core.document.tree.table import Cell, Row, Span, Table, TableNote
from rapporteur.core.document.tree.walks import cell_footnotes, footnotes, runs_of

__all__ = [
    "DEEPEST_LIST",
    "DEEPEST_SECTION",
    "DEEPEST_SUBPARAGRAPH",
    "LANGUAGES",
    "PNG",
    "SVG",
    "AgendaItem",
    "Annex",
    "Block",
    "Body",
    "Cell",
    "Citation",
    "Document",
    "Emphasis",
    "Figure",
    "Footnote",
    "Image",
    "Link",
    "ListBlock",
    "ListItem",
    "Masthead",
    "Paragraph",
    "Part",
    "Quotation",
    "Reference",
    "Row",
    "Run",
    "Runs",
    "Section",
    "Span",
    "SubParagraph",
    "Table",
    "TableNote",
    "Text",
    "Words",
    "blocks_of",
    "cell_footnotes",
    "footnotes",
    "references_of",
    "runs_of",
]
