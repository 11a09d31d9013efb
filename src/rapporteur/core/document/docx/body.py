"""The words of a document as the body of a Word file, with its footnotes.

Each node is wrapped in a bookmark made of its id (`markup.anchor`), so that the file can come
back from an edit and its paragraphs be told apart (`returned`).
"""

from collections.abc import Iterable, Iterator

from rapporteur.core.document.docx import lists, markup
from rapporteur.core.document.docx.degrees import heading_key, paragraph_key
from rapporteur.core.document.docx.first_page import layout_cell, layout_table
from rapporteur.core.document.docx.markup import listed, paragraph, run, text, wording
from rapporteur.core.document.docx.measures import (
    HANG,
    HEIGHT,
    INSET,
    MARGIN,
    PAGE,
    WHOLE,
    WIDTH,
)
from rapporteur.core.document.docx.package import (
    FIRST_PAGE,
    FOOTER,
    FOOTER_EVEN,
    RUNNING,
    RUNNING_EVEN,
)
from rapporteur.core.document.docx.pictures import Pictures
from rapporteur.core.document.docx.table_writing import TableWriter
from rapporteur.core.document.numbering import Heading, Numbers, reading_order, titled
from rapporteur.core.document.tree import (
    Block,
    Body,
    Document,
    Figure,
    ListBlock,
    Paragraph,
    Part,
    Quotation,
    SubParagraph,
    Table,
)

NUMBER_STYLE = "HeadingNumber"
"""What marks the number of an Arabic heading, which Word cannot count (`lists`)."""


class Writer(TableWriter):
    """Writes one document: `body` first, then `notes`, `numbering` and the relations are whole."""

    def __init__(self, document: Document, numbers: Numbers) -> None:
        super().__init__(document, numbers)
        self.numbering = lists.Lists(document.language, annexes=len(document.annexes))
        self.pictures = Pictures(self.relations)
        self._annex_list = 0

    def body(self) -> str:
        """The content of `word/document.xml`."""
        inner = "".join((*self._front(), *self._summary(), *self._contents(), *self._rest()))
        return f"{markup.HEAD}<w:document {markup.NAMESPACES}><w:body>{inner}</w:body></w:document>"

    # What stands before the first section

    def _front(self) -> Iterator[str]:
        document = self.document
        if document.draft_mark:
            yield self._line("DraftMark", document.draft_mark)
        yield from self._bodies()
        mark = self._asterisk(self.numbers.title_asterisk, document.title_note, "front:note")
        yield self._line("Title", document.title, "front:title", after=mark)
        if document.subtitle:
            yield self._line("Subtitle", document.subtitle, "front:subtitle")

    def _bodies(self) -> Iterator[str]:
        """Bodies that say more than their name, two side by side and more below them."""
        told = [
            self._body(body, mark, f"front:{index}")
            for index, (body, mark) in enumerate(
                zip(self.document.masthead.bodies, self.numbers.asterisks, strict=True)
            )
            if body.session or body.agenda_item
        ]
        if not told:
            return
        abreast = min(2, len(told))
        wide = WHOLE // abreast
        cells = [layout_cell(each, wide) for each in (*told, *[""] * (len(told) % abreast))]
        rows = "".join(
            f"<w:tr>{''.join(cells[at : at + abreast])}</w:tr>"
            for at in range(0, len(cells), abreast)
        )
        yield layout_table(rows, (wide,) * abreast, self.written, hang=HANG)

    def _body(self, body: Body, mark: str, key: str) -> str:
        lines = [self._line("BodyName", body.name, f"{key}:name")]
        for index, (line, place) in enumerate(body.session_lines):
            style = "SessionPlace" if place else "Session"
            lines.append(self._line(style, line, f"{key}:session:{index}"))
        if item := body.agenda_item:
            called = self._asterisk(mark, item.note, f"{key}:note")
            lines.append(self._line("AgendaItem", item.place, f"{key}:place", after=called))
            if item.title:
                lines.append(self._line("AgendaTitle", item.title, f"{key}:title"))
        return "".join(lines)

    def _asterisk(self, mark: str, note: str, key: str) -> str:
        """The call of an asterisk note: a footnote of Word's whose mark is given."""
        if not mark:
            return ""
        words = self.bookmarks.around(key, wording(note, self.language))
        return self.notes.call(words, self.language, mark=mark)

    def _summary(self) -> Iterator[str]:
        """The summary in its box, which is a table of one cell."""
        if not self.document.summary:
            return
        heading = self._line("SummaryHeading", self.words.summary)
        inner = heading + "".join(self._blocks(self.document.summary, "summary", "Summary"))
        row = f"<w:tr>{layout_cell(inner, WIDTH)}</w:tr>"
        yield layout_table(row, (WIDTH,), self.written, style="SummaryBox")

    def _contents(self) -> Iterator[str]:
        headings = [item for item in reading_order(self.document) if isinstance(item, Heading)]
        if not self.document.contents or not headings:
            return
        begin = run('<w:fldChar w:fldCharType="begin"/>', self.language)
        begin += run(
            r'<w:instrText xml:space="preserve"> TOC \o "1-5" \n \h \u </w:instrText>',
            self.language,
        )
        begin += run('<w:fldChar w:fldCharType="separate"/>', self.language)
        end = run('<w:fldChar w:fldCharType="end"/>', self.language)
        entries = [self._entry(heading) for heading in headings]
        lines = "".join(
            paragraph(
                f"Toc{heading.level}",
                (begin if index == 0 else "") + entry + (end if index + 1 == len(entries) else ""),
                self.written,
            )
            for index, (heading, entry) in enumerate(zip(headings, entries, strict=True))
        )
        yield (
            "<w:sdt><w:sdtPr><w:docPartObj>"
            '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
            "</w:sdtPr><w:sdtContent>"
            f"{self._line('TOCHeading', self.words.contents)}{lines}</w:sdtContent></w:sdt>"
        )

    def _entry(self, heading: Heading) -> str:
        words = wording(titled(heading, self.language), self.language)
        name = markup.anchor(heading_key(heading.id))
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{words}</w:hyperlink>'

    # Sections and annexes

    def _rest(self) -> Iterator[str]:
        yield from self._blocks(self.document.blocks, "before", "BodyText")
        for section in self.document.sections:
            yield from self._part(section)
        for annex in self.document.annexes:
            self._annex_list = self.numbering.anew(lists.ANNEX_SECTIONS)
            yield from self._part(annex)
        yield self._section()

    def _part(self, part: Part) -> Iterator[str]:
        yield self._heading(self.numbers.headings[part.id])
        yield from self._blocks(part.blocks, part.id, "BodyText")
        for section in part.sections:
            yield from self._part(section)

    def _blocks(self, blocks: Iterable[Block], place: str, plain: str) -> Iterator[str]:
        """What has no id is told apart by its place among its like."""
        nameless = 0
        for block in blocks:
            yield from self._block(block, f"{place}:{nameless}", plain)
            nameless += isinstance(block, Quotation | ListBlock)

    def _heading(self, heading: Heading) -> str:
        inner = self.bookmarks.around(
            heading_key(heading.id), wording(heading.title, self.language)
        )
        style = "AnnexHeading" if heading.annex else f"Heading{heading.level}"
        counted = laid = ""
        below = run("<w:br/>", self.language) * heading.annex  # its title stands under its number
        if not heading.number:
            counted = listed(0, 0)  # takes the number away that the style would give
            laid = '<w:ind w:left="0" w:firstLine="0"/>'
        elif self.language == "ar":
            hanging = text(heading.number) + "<w:tab/>" * (not heading.annex)
            inner = run(hanging, self.language, style=NUMBER_STYLE) + below + inner
        elif heading.annex:
            inner = below + inner
        elif self._annex_list:
            counted = listed(self._annex_list, heading.level - 2)
        return paragraph(style, inner, self.written, counted, laid)

    def _section(self) -> str:
        """A4, with a first page that has a header of its own."""
        left, right = MARGIN + HANG, MARGIN + INSET
        if self.written == "rtl":
            left, right = right, left
        return (
            f'<w:sectPr><w:headerReference w:type="first" r:id="{FIRST_PAGE}"/>'
            f'<w:headerReference w:type="default" r:id="{RUNNING}"/>'
            f'<w:headerReference w:type="even" r:id="{RUNNING_EVEN}"/>'
            f'<w:footerReference w:type="default" r:id="{FOOTER}"/>'
            f'<w:footerReference w:type="even" r:id="{FOOTER_EVEN}"/>'
            f'<w:footerReference w:type="first" r:id="{FOOTER}"/>'
            f'<w:pgSz w:w="{PAGE}" w:h="{HEIGHT}"/>'
            f'<w:pgMar w:top="1587" w:right="{right}" w:bottom="1474" w:left="{left}" '
            'w:header="737" w:footer="737" w:gutter="0"/><w:titlePg/>'
            f"{'<w:bidi/>' if self.written == 'rtl' else ''}</w:sectPr>"
        )

    # Blocks

    def _block(self, block: Block, key: str, plain: str) -> Iterator[str]:
        """Yield the paragraphs of `block`; `plain` is the style of an unnumbered one, `key` what
        its bookmark is made of where it has no id."""
        match block:
            case Paragraph():
                style = lists.PARAGRAPH_STYLES[0] if block.numbered else plain
                yield self._words(style, block.runs, paragraph_key(block.id))
                counted = 0 if block.numbered else self.numbering.anew(lists.ITEMS)
                yield from self._parts(block.subparagraphs, 1, counted)
            case Quotation():
                yield self._words("BlockText", block.runs, f"block:{key}", spoken=block.language)
            case ListBlock():
                kind = lists.ITEMS if block.lettered else lists.BULLETS
                yield from self._items(block, f"block:{key}", self.numbering.anew(kind), 0)
            case Table():
                yield from self._table(block)
            case Figure():
                yield from self._figure(block)

    def _parts(self, parts: tuple[SubParagraph, ...], depth: int, counted: int) -> Iterator[str]:
        """`counted` is the list for the parts of a paragraph that is not counted itself, else 0."""
        for part in parts:
            yield self._words(
                lists.PARAGRAPH_STYLES[depth],
                part.runs,
                paragraph_key(part.id),
                listed(counted, depth - 1) if counted else "",
            )
            yield from self._parts(part.subparagraphs, depth + 1, counted)

    def _items(self, block: ListBlock, key: str, counted: int, level: int) -> Iterator[str]:
        for index, item in enumerate(block.items):
            at = f"{key}:{index}"
            yield self._words("ListItem", item.runs, at, listed(counted, level))
            if item.inner:
                same = item.inner.lettered == block.lettered
                kind = lists.ITEMS if item.inner.lettered else lists.BULLETS
                inner = counted if same else self.numbering.anew(kind)
                yield from self._items(item.inner, at, inner, level + 1)

    def _figure(self, figure: Figure) -> Iterator[str]:
        number_ = self.numbers.named[figure.id]
        yield self._caption(figure.id, self.words.figure, number_, figure.caption)
        picture = self.pictures.inline(figure.image, figure.alternative)
        yield paragraph("Figure", run(picture, self.language), self.written)
        for index, note in enumerate(figure.notes):
            yield self._line("TableNote", note, f"note:{figure.id}:{index}")
