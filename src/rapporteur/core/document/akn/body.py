"""The elements of a document: preface, sections, paragraphs, notes, tables, attachments.

Whatever bears a number in the document bears it here (`num`), and an `eId` made of it, as the
naming convention of Akoma Ntoso makes them: `sec_I__para_12__subpara_a`.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import date

from rapporteur.core.document.akn.elements import Content, Element, append, element
from rapporteur.core.document.akn.meta import meta
from rapporteur.core.document.akn.naming import Names
from rapporteur.core.document.cells import PrintedCell, printed
from rapporteur.core.document.numbering import number
from rapporteur.core.document.numerals import ended, subparagraph
from rapporteur.core.document.tree import (
    Annex,
    Block,
    Citation,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    Reference,
    Run,
    Section,
    SubParagraph,
    Table,
    Text,
)
from rapporteur.core.document.words import own_words

_LEVELS = ("section", "subsection", "clause", "subclause", "level")
"""Sections by depth. Akoma Ntoso has no order of these names; each is used for one depth."""

_SHORT = {"section": "sec", "subsection": "subsec", "paragraph": "para", "clause": "clause"}
_SHORT |= {"subparagraph": "subpara", "attachment": "att", "authorialNote": "authorialNote"}


class Body:
    """Makes the elements of one document."""

    def __init__(self, document: Document, names: Names, made: date) -> None:
        self.document = document
        self.names = names
        self.made = made
        self.numbers = number(document)
        self.words = own_words(document.language)
        self.places: dict[str, str] = {}
        self.used: dict[str, int] = {}

    def doc(self) -> Element:
        """Return the `doc` with its attachments, every reference leading to its element."""
        document = self.document
        made = element(
            "doc",
            meta(self.names, self.made, "main"),
            self._preface(),
            element(
                "mainBody",
                *self._held(document.blocks, ""),
                *(self._section(section, 0, "") for section in document.sections),
                *([] if document.blocks or document.sections else [self._nothing()]),
            ),
            name="report",
        )
        if document.annexes:
            annexes = (
                self._annex(annex, index) for index, annex in enumerate(document.annexes, start=1)
            )
            append(made, element("attachments", *annexes))
        for reference in made.iter("{*}ref", "{*}noteRef"):
            reference.set("href", f"#{self.places[reference.get('href', '')]}")
        return made

    def _nothing(self) -> Element:
        return element(
            "hcontainer", element("content", element("p")), name="empty", eId="hcontainer_1"
        )

    # The first page

    def _preface(self) -> Element:
        document, masthead = self.document, self.document.masthead
        preface = element("preface")
        if document.draft_mark:
            append(preface, element("p", document.draft_mark, class_="draft"))
        head = element("container", name="masthead", eId="container_masthead")
        for symbol in masthead.symbols:
            append(head, element("p", element("docNumber", symbol), class_="symbol"))
        if masthead.distribution:
            line = f"{self.words.distribution}{self.words.colon}{masthead.distribution}"
            append(head, element("p", line, class_="distribution"))
        if masthead.date:
            day = element("docDate", masthead.date, date=self.names.date.isoformat())
            append(head, element("p", day, class_="date"))
        if masthead.original_language:
            line = f"{self.words.original}{self.words.colon}{masthead.original_language}"
            append(head, element("p", line, class_="original"))
        for body, mark in zip(masthead.bodies, self.numbers.asterisks, strict=True):
            if body.name:
                append(head, element("p", element("docCommittee", body.name), class_="body"))
            for line in body.session:
                append(head, element("p", line, class_="session"))
            if body.agenda_item:
                item = body.agenda_item
                place = element("p", item.place, class_="agendaItem")
                if mark:
                    append(place, self._note(mark, [item.note]))
                append(head, place)
                if item.title:
                    append(head, element("p", item.title, class_="agendaTitle"))
        if len(head):
            append(preface, head)
        title = element("p", element("docTitle", document.title), class_="title")
        if document.title_note:
            append(title, self._note(self.numbers.title_asterisk, [document.title_note]))
        append(preface, title)
        if document.subtitle:
            append(preface, element("p", document.subtitle, class_="subtitle"))
        if document.summary:
            summary = element("container", name="summary", eId="container_summary")
            append(summary, element("p", self.words.summary, class_="heading"))
            for block in document.summary:
                append(summary, *self._blocks(block, "container_summary"))
            append(preface, summary)
        return preface

    # Parts

    def _section(self, section: Section, depth: int, above: str) -> Element:
        heading = self.numbers.headings[section.id]
        tag = _LEVELS[depth]
        place = self._place(tag, heading.number, above, section.id)
        made = element(tag, eId=place)
        if heading.number:
            append(made, element("num", heading.number))
        append(made, element("heading", section.title))
        inner = [
            *self._held(section.blocks, place),
            *(self._section(each, depth + 1, place) for each in section.sections),
        ]
        append(made, *(inner or [element("content", element("p"))]))
        return made

    def _annex(self, annex: Annex, index: int) -> Element:
        heading = self.numbers.headings[annex.id]
        place = f"att_{index}"
        self.places[annex.id] = place
        inner: list[Element] = [
            *self._held(annex.blocks, place),
            *(self._section(each, 0, place) for each in annex.sections),
        ]
        body = element("mainBody", *(inner or [element("p")]))
        return element(
            "attachment",
            element("heading", f"{heading.number}{self.words.colon}{annex.title}"),
            element("doc", meta(self.names, self.made, f"annex_{index}"), body, name="annex"),
            eId=place,
        )

    def _held(self, blocks: Iterable[Block], above: str) -> Iterator[Element]:
        """Yield the elements of blocks under a heading, each in one that can be cited."""
        for block in blocks:
            if isinstance(block, Paragraph) and block.numbered:
                yield self._paragraph(block, above)
                continue
            kind = _kind(block)
            identifier = "" if isinstance(block, Quotation | ListBlock) else block.id
            place = self._place("hcontainer", "", above, identifier)
            if isinstance(block, Paragraph) and block.subparagraphs:
                yield element(
                    "hcontainer",
                    element("intro", element("p", *self._runs(block.runs))),
                    *self._subparagraphs(block.subparagraphs, place),
                    name=kind,
                    eId=place,
                )
            else:
                content = element("content", *self._blocks(block, place))
                yield element("hcontainer", content, name=kind, eId=place)

    def _paragraph(self, paragraph: Paragraph, above: str) -> Element:
        said = ended(self.numbers.paragraphs[paragraph.id], self.document.language)
        place = self._place("paragraph", said, above, paragraph.id)
        words = element("p", *self._runs(paragraph.runs))
        if not paragraph.subparagraphs:
            return element("paragraph", element("num", said), element("content", words), eId=place)
        return element(
            "paragraph",
            element("num", said),
            element("intro", words),
            *self._subparagraphs(paragraph.subparagraphs, place),
            eId=place,
        )

    def _subparagraphs(self, parts: tuple[SubParagraph, ...], above: str) -> Iterator[Element]:
        for part in parts:
            mark = self.numbers.subparagraphs[part.id]
            place = self._place("subparagraph", mark, above, part.id)
            words = element("p", *self._runs(part.runs))
            holder = element("intro" if part.subparagraphs else "content", words)
            inner = self._subparagraphs(part.subparagraphs, place)
            yield element("subparagraph", element("num", mark), holder, *inner, eId=place)

    # Blocks

    def _blocks(self, block: Block, above: str) -> Iterator[Element]:
        match block:
            case Paragraph():
                yield element("p", *self._runs(block.runs))
                if block.subparagraphs:
                    yield self._lettered(block.subparagraphs, above)
            case Quotation():
                yield element(
                    "block", *self._runs(block.runs), name="quotation", xml_lang=block.language
                )
            case ListBlock():
                yield self._list(block, above, 1)
            case Table():
                yield from self._table(block, above)
            case Figure():
                yield from self._figure(block)

    def _lettered(self, parts: tuple[SubParagraph, ...], above: str) -> Element:
        """Sub-paragraphs where only blocks may stand, as in a summary."""
        place = self._place("list", "", above)
        made = element("blockList", eId=place)
        for part in parts:
            mark = self.numbers.subparagraphs[part.id]
            own = self._place("item", mark, place, part.id)
            item = element(
                "item", element("num", mark), element("p", *self._runs(part.runs)), eId=own
            )
            if part.subparagraphs:
                append(item, self._lettered(part.subparagraphs, own))
            append(made, item)
        return made

    def _list(self, block: ListBlock, above: str, depth: int) -> Element:
        place = self._place("list", "", above)
        made = element("blockList", eId=place)
        for index, each in enumerate(block.items, start=1):
            mark = subparagraph(depth, index, self.document.language) if block.lettered else "–"
            own = self._place("item", mark if block.lettered else "", place)
            item = element(
                "item", element("num", mark), element("p", *self._runs(each.runs)), eId=own
            )
            if each.inner:
                append(item, self._list(each.inner, own, depth + 1))
            append(made, item)
        return made

    def _figure(self, figure: Figure) -> Iterator[Element]:
        content = b64encode(figure.image.content).decode()
        label = self.numbers.figures[figure.id]
        if label:
            yield element("p", label, class_="figureNumber")
        yield element("p", figure.caption, class_="caption")
        source = f"data:{figure.image.media_type};base64,{content}"
        yield element("p", element("img", src=source, alt=figure.alternative))
        for note in figure.notes:
            yield element("p", note, class_="figureNote")

    def _table(self, table: Table, above: str) -> Iterator[Element]:
        shown = printed(table, self.document.language, self.numbers)
        label = self.numbers.tables[table.id]
        place = self._place("table", "", above)
        made = element("table", eId=place)
        numbered: list[Content] = [label, element("br")] if label else []
        append(made, element("caption", *numbered, table.caption))
        append(made, *(self._row("th", row, "header") for row in shown.heads))
        append(made, *(self._row("td", row, "") for row in shown.rows))
        if shown.total:
            append(made, self._row("td", shown.total, "total"))
        yield made
        for note in shown.notes:
            if note.id:
                self.places[note.id] = self._place("p", "", above)
            sign: list[Content] = [element("sup", note.mark), " "] if note.mark else []
            own = self.places.get(note.id, "") if note.id else ""
            yield element("p", *sign, *self._runs(note.words), class_="tableNote", eId=own)

    def _row(self, tag: str, cells: Iterable[PrintedCell], css: str) -> Element:
        held = (self._cell(tag, cell) for cell in cells if cell.stands)
        return element("tr", *held, class_=css)

    def _cell(self, tag: str, cell: PrintedCell) -> Element:
        mark = [element("sup", cell.mark)] if cell.mark else []
        columns = str(cell.columns) if cell.columns > 1 else ""
        rows = str(cell.rows) if cell.rows > 1 else ""
        words = element("p", *self._runs(cell.runs), *mark)
        return element(tag, words, colspan=columns, rowspan=rows)

    # Runs

    def _runs(self, runs: Iterable[Run]) -> Iterator[Content]:
        for run in runs:
            match run:
                case Text():
                    yield _text(run)
                case Link():
                    yield element("a", run.content, href=run.href)
                case Footnote():
                    note = self._note(self.numbers.marks[run.id], self._runs(run.runs))
                    self.places[run.id] = note.get("eId", "")
                    yield note
                case Citation():
                    inner = self._runs(run.runs)
                    yield element("span", *inner, class_="cited", title=", ".join(run.evidence))
                case Reference() if self.numbers.calls_again(run):
                    yield element("noteRef", href=run.target, marker=self.numbers.marks[run.target])
                case Reference():
                    yield element("ref", self.numbers.said(run), href=run.target)

    def _note(self, mark: str, words: Iterable[Content]) -> Element:
        return element(
            "authorialNote",
            element("p", *words),
            marker=mark,
            placement="bottom",
            eId=self._place("authorialNote", "", ""),
        )

    def _place(self, tag: str, said: str, above: str, identifier: str = "") -> str:
        """Return the eId of an element: of its number where it has one, else of its count."""
        short = _SHORT.get(tag, tag)
        own = re.sub(r"[^\w]+", "", said)
        before = f"{above}__" if above else ""
        if own:
            place = f"{before}{short}_{own}"
        else:
            counted = f"{before}{short}"
            self.used[counted] = self.used.get(counted, 0) + 1
            place = f"{counted}_{self.used[counted]}"
        if identifier:
            self.places[identifier] = place
        return place


def _text(text: Text) -> Content:
    match text.emphasis:
        case Emphasis.ITALIC:
            return element("i", text.content, xml_lang=text.language)
        case Emphasis.BOLD:
            return element("b", text.content, xml_lang=text.language)
        case Emphasis.NONE if text.language:
            return element("span", text.content, xml_lang=text.language)
        case Emphasis.NONE:
            return text.content


def _kind(block: Block) -> str:
    match block:
        case Paragraph():
            return "unnumbered"
        case Quotation():
            return "quotation"
        case ListBlock():
            return "list"
        case Table():
            return "table"
        case Figure():
            return "figure"
