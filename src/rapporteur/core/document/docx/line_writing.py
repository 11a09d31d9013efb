"""What stands in a line of a Word file: words, links, notes, references to what Word counts."""

from collections.abc import Iterable

from rapporteur.core.document.docx import markup
from rapporteur.core.document.docx.degrees import counted_steps
from rapporteur.core.document.docx.markup import Bookmarks, field, paragraph, wording
from rapporteur.core.document.docx.notes import Notes
from rapporteur.core.document.docx.package import of_document
from rapporteur.core.document.numbering import Numbers
from rapporteur.core.document.tree import (
    Citation,
    Document,
    Footnote,
    Link,
    Reference,
    Run,
    Runs,
    Text,
)
from rapporteur.core.document.words import direction, own_words


class LineWriter:
    """Writes lines of one document, each whole: the notes that they call join `notes`."""

    def __init__(self, document: Document, numbers: Numbers) -> None:
        self.document, self.numbers = document, numbers
        self.language = document.language
        self.written = direction(document.language)
        self.words = own_words(document.language)
        self.bookmarks = Bookmarks()
        self.relations = of_document()
        self.notes = Notes(self.written)
        self.counted = counted_steps(document, numbers)
        self._links = self.relations

    def _line(self, style: str, words: str, key: str = "", after: str = "") -> str:
        inner = wording(words, self.language)
        if key:
            inner = self.bookmarks.around(key, inner)
        return paragraph(style, inner + after, self.written)

    def _words(
        self, style: str, runs: Runs, key: str, properties: str = "", spoken: str = ""
    ) -> str:
        written = direction(spoken) if spoken else self.written
        inner = self.bookmarks.around(key, self._runs(runs, spoken))
        return paragraph(style, inner, written, properties)

    def _runs(self, runs: Iterable[Run], spoken: str = "") -> str:
        return "".join(self._run(each, spoken) for each in runs)

    def _run(self, said: Run, spoken: str) -> str:
        """`spoken` is the language of the quotation around, where it is not the document's."""
        around = spoken or self.language
        match said:
            case Text():
                words = markup.spoken_words(said.content, said.language, around)
                return wording(
                    words,
                    self.language,
                    emphasis=said.emphasis,
                    spoken=said.language or spoken,
                )
            case Link():
                inner = wording(said.content, around, style="Hyperlink")
                relation = self._links.link(said.href)
                return f'<w:hyperlink r:id="{relation}" w:history="1">{inner}</w:hyperlink>'
            case Reference():
                return self._reference(said)
            case Footnote():
                return self._footnote(said)
            case Citation():
                return self._runs(said.runs, spoken)

    def _footnote(self, note: Footnote) -> str:
        if note.id not in self.numbers.footnotes:  # it is called in a table, whose notes it joins
            return wording(self.numbers.marks[note.id], self.language, raised=True)
        self._links = self.notes.relations
        words = self.bookmarks.around(f"note:{note.id}", self._runs(note.runs))
        self._links = self.relations
        # Word counts the notes of the body. Those of an annex are lettered, each mark given, since
        # LibreOffice counts all notes of a file in one way.
        mark = self.numbers.marks[note.id]
        call = self.notes.call(words, self.language, mark="" if mark.isdigit() else mark)
        return self.bookmarks.around(number_key(note.id), call)

    def _reference(self, reference: Reference) -> str:
        target = reference.target
        if self.numbers.calls_again(reference):
            mark = self.numbers.marks[target]
            if target not in self.numbers.footnotes:
                return wording(mark, self.language, raised=True)
            name = markup.anchor(number_key(target))
            return field(rf"NOTEREF {name} \f \h", mark, self.language, style="FootnoteReference")
        number_ = self.numbers.named[target]
        label = reference.label + (self.numbers.parting if reference.label and number_ else "")
        said = wording(label, self.language) if label else ""
        return said + (self._number_field(target, number_) if number_ else "")

    def _number_field(self, target: str, number_: str) -> str:
        """What prints the number of another part, and follows it when it moves."""
        numbers = self.numbers
        if target in numbers.footnotes:
            fields = [(rf"NOTEREF {markup.anchor(number_key(target))} \h", number_)]
        elif target in numbers.tables or target in numbers.figures:
            fields = [(rf"REF {markup.anchor(number_key(target))} \h", number_)]
        elif target in self.counted:
            # One field for each degree: Word and LibreOffice part "12 (a)" in ways of their own.
            fields = [
                (rf"REF {markup.anchor(step.key)} \n \h", step.mark)
                for step in self.counted[target]
            ]
        else:
            return wording(number_, self.language)
        return self._parted([field(*each, self.language) for each in fields], number_, fields)

    def _parted(self, made: list[str], number_: str, fields: list[tuple[str, str]]) -> str:
        """The fields with what stands between them in the whole number: "12 (a)", "III.A"."""
        whole, at = "", 0
        for inner, (_instruction, mark) in zip(made, fields, strict=True):
            found = number_.find(mark, at)
            between = number_[at:found]
            whole += (wording(between, self.language) if between else "") + inner
            at = found + len(mark)
        return whole


def number_key(id_: str) -> str:
    """The key of the bookmark around a number, for references to it."""
    return f"number:{id_}"
