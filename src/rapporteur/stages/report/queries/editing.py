"""What an editor would say of a draft (`core.editorial`), as its page shows it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.core.document.numbering import Numbers, number
from rapporteur.core.document.tree import Document
from rapporteur.core.editorial.checks import findings
from rapporteur.core.editorial.finding import Finding, Kind
from rapporteur.core.editorial.length import LIMIT, Length, length
from rapporteur.core.editorial.stretches import MARK, stretches

AROUND = 40
"""Characters before and after the words, so that a drafter knows the place."""

SENTENCES: dict[str, Promise] = {
    "length": gettext_lazy(
        "A report of the Secretariat has at most 8,500 words, footnotes and headings counted."
    ),
    "number-under-10": gettext_lazy("A small number is written in words."),
    "number-from-10": gettext_lazy("A number from 10 is written in figures."),
    "number-begins-sentence": gettext_lazy(
        "A number that begins a sentence is written in words; a large one stands elsewhere in it."
    ),
    "per-cent": gettext_lazy("In running text a percentage is a figure with the words for it."),
    "per-cent-sign": gettext_lazy(
        "A percentage is a figure and the sign, which is said anew for each figure."
    ),
    "thousands": gettext_lazy("Thousands are parted as the language does."),
    "decimals": gettext_lazy("The decimal sign is that of the language."),
    "date": gettext_lazy("A date is written out."),
    "range": gettext_lazy(
        "After “from” stands “to”, after “between” stands “and”; a hyphen stands alone."
    ),
    "ordinal": gettext_lazy(
        "A session, or what else is counted, has its ordinal as the language writes it."
    ),
    "symbol": gettext_lazy("A symbol is written as it is printed on the document."),
    "resolution": gettext_lazy("A resolution is cited by its body and number, not by its symbol."),
    "note-mark": gettext_lazy("The mark of a footnote stands on its own side of the punctuation."),
    "table-note": gettext_lazy(
        "Notes to a table are marked a, b, c; make a note of it and the mark comes by itself."
    ),
    "capital": gettext_lazy("This is written with another initial."),
    "spelling": gettext_lazy("Words are spelled as the dictionary of the language has them first."),
    "typing": gettext_lazy(
        "This is a slip of typing: letters turned round, doubled, left out or of another "
        "alphabet, or a word typed twice."
    ),
    "abbreviation": gettext_lazy(
        "This name is not abbreviated, or its abbreviation has no full stops."
    ),
    "latin": gettext_lazy(
        "In running text outside of brackets “for example” and “that is” are written out."
    ),
    "possessive": gettext_lazy(
        "An abbreviation has no possessive form: the Commander of UNMIL, or the UNMIL Commander."
    ),
    "paragraph": gettext_lazy("Outside of notes and brackets “paragraph” is written out."),
    "enumeration": gettext_lazy("Subparagraphs are marked as the language does."),
    "quotation-mark": gettext_lazy(
        "Quotation marks are those of the language, and one that opens is closed."
    ),
    "spacing": gettext_lazy("Spaces around punctuation and in figures are those of the language."),
    "punctuation": gettext_lazy("Punctuation marks are those of the language and its script."),
    "digits": gettext_lazy("Figures are written 0 to 9 throughout the document."),
}
"""The rules of `core.editorial` in the reader's language, by their names."""

_OF_THE_HEAD = frozenset({Kind.TITLE, Kind.MASTHEAD, Kind.DOCUMENT})


@dataclass(frozen=True)
class Remark:
    """A finding: where it is, the words between those around them, what to write, the rule."""

    finding: Finding
    where: str
    before: str
    after: str
    sentence: Promise

    @property
    def can_be_taken(self) -> bool:
        """Whether the mend can be put into the draft as it stands; what stands in the head of the
        report is changed there."""
        return self.finding.mend is not None and self.finding.place.kind not in _OF_THE_HEAD

    @property
    def words(self) -> str:
        """The words as a reader sees them."""
        return self.finding.words.replace(MARK, "[…]")

    @property
    def mend(self) -> str:
        """What to write, as a reader sees it."""
        return (self.finding.mend or "").replace(MARK, "[…]")


@dataclass(frozen=True)
class Editing:
    """Every remark on a draft, and how long the whole report is."""

    remarks: tuple[Remark, ...]
    length: Length
    limit: int = LIMIT


def editing(tree: Document, document: Document) -> Editing:
    """The remarks on a tree, its figures still questions; `document` is the same with its figures
    and tables, which is what is counted and numbered."""
    numbers = number(document)
    texts = {each.place.number: each.text for each in stretches(tree, tree.language)}
    remarks = []
    for finding in findings(tree, limit=0):
        text = texts.get(finding.place.number, "")
        remarks.append(
            Remark(
                finding,
                _where(finding, numbers),
                _before(text[: finding.start]),
                _after(text[finding.end :]),
                SENTENCES[finding.rule.code],
            )
        )
    return Editing(tuple(remarks), length(document))


def _where(finding: Finding, numbers: Numbers) -> str:
    """Where a drafter finds the words: "Paragraph 12", "Note 3", "The title"."""
    identifier = finding.place.id
    match finding.place.kind:
        case Kind.TITLE | Kind.MASTHEAD | Kind.DOCUMENT:
            return _("The head of the report")
        case Kind.HEADING if identifier in numbers.headings:
            return _("Heading %(number)s") % {"number": numbers.headings[identifier].number}
        case Kind.NOTE if identifier in numbers.footnotes:
            return _("Note %(number)s") % {"number": numbers.footnotes[identifier]}
    if identifier in numbers.paragraphs:
        return _("Paragraph %(number)s") % {"number": numbers.paragraphs[identifier]}
    return _("The text")


def _before(text: str) -> str:
    """The last words of a text, with an ellipsis where there are more."""
    text = text.replace(MARK, "")
    if len(text) <= AROUND:
        return text
    return f"…{text[-AROUND:].partition(' ')[2] or text[-AROUND:]}"


def _after(text: str) -> str:
    """The first words of a text, with an ellipsis where there are more."""
    text = text.replace(MARK, "")
    if len(text) <= AROUND:
        return text
    return f"{text[:AROUND].rpartition(' ')[0] or text[:AROUND]} …"
