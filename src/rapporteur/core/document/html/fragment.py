"""The blocks and parts of a document, as an article."""

from base64 import b64encode
from html import escape

from rapporteur.core.document.anchors import anchor, heading_anchor
from rapporteur.core.document.html.inline import EvidenceAddress, Inline
from rapporteur.core.document.html.tables import table
from rapporteur.core.document.html.tags import lines, paragraph, spoken, wrapped
from rapporteur.core.document.numbering import Heading, Numbers, notes_of, number, reading_order
from rapporteur.core.document.numerals import ended, subparagraph
from rapporteur.core.document.tree import (
    AgendaItem,
    Annex,
    Block,
    Body,
    Document,
    Figure,
    Footnote,
    ListBlock,
    Paragraph,
    Part,
    Quotation,
    Section,
    SubParagraph,
    Table,
)
from rapporteur.core.document.words import direction, own_words


class Fragment:
    """One rendering of one document: the tree, its numbers, and what the caller asked for."""

    def __init__(
        self, document: Document, evidence: EvidenceAddress | None, top_level: int
    ) -> None:
        self.document = document
        self.numbers: Numbers = number(document)
        self.notes = notes_of(document)
        self.words = own_words(document.language)
        self.inline = Inline(self.numbers, self.words, evidence)
        self.top_level = top_level

    def article(self) -> str:
        document = self.document
        return lines(
            f'<article class="doc" lang="{document.language}"'
            f' dir="{direction(document.language)}">',
            paragraph("doc-draft", document.draft_mark or ""),
            self._masthead(),
            self._heading(0, "doc-title", f"{escape(document.title)}{self.numbers.title_asterisk}"),
            paragraph("doc-subtitle", document.subtitle),
            _asterisk_note(self.numbers.title_asterisk, document.title_note),
            self._summary(),
            self._contents(),
            *map(self._block, document.blocks),
            *(self._section(section) for section in document.sections),
            self._footnotes(""),
            *map(self._annex, document.annexes),
            "</article>",
        )

    def _heading(self, level: int, css: str, inner: str) -> str:
        tag = f"h{min(self.top_level + level, 6)}"
        return f'<{tag} class="{css}">{inner}</{tag}>'

    def _masthead(self) -> str:
        masthead, asterisks = self.document.masthead, self.numbers.asterisks
        slip = (
            ("doc-distribution", self._labelled(self.words.distribution, masthead.distribution)),
            ("doc-date", escape(masthead.date)),
            ("doc-original", self._labelled(self.words.original, masthead.original_language)),
        )
        slip_lines = [f'<p class="{css}">{inner}</p>' for css, inner in slip if inner]
        organs = [paragraph("doc-organ", body.name) for body in masthead.bodies if body.name]
        head = [wrapped("div", "doc-organs", organs), wrapped("div", "doc-slip", slip_lines)]
        symbol = masthead.symbol
        if not masthead.bodies and not slip_lines and not symbol:
            return ""
        return lines(
            '<header class="doc-masthead">',
            f'<p class="doc-symbol"><bdi>{escape(symbol)}</bdi></p>' if symbol else "",
            wrapped("div", "doc-head", [part for part in head if part]),
            wrapped("div", "doc-bodies", list(map(self._body, masthead.bodies, asterisks))),
            *(
                _asterisk_note(mark, body.agenda_item.note)
                for body, mark in zip(masthead.bodies, asterisks, strict=True)
                if mark and body.agenda_item
            ),
            "</header>",
        )

    def _labelled(self, label: str, value: str) -> str:
        return escape(f"{label}{self.words.colon}{value}") if value else ""

    def _body(self, body: Body, mark: str) -> str:
        """A body's session and item; its name once more where there are several to tell apart."""
        if not body.session and body.agenda_item is None:
            return ""
        several = len(self.document.masthead.bodies) > 1
        return lines(
            '<div class="doc-body">',
            paragraph("doc-body-name", body.name if several else ""),
            *(
                paragraph("doc-session-place" if place else "doc-session", line)
                for line, place in body.session_lines
            ),
            self._agenda_item(body.agenda_item, mark) if body.agenda_item else "",
            "</div>",
        )

    def _agenda_item(self, item: AgendaItem, mark: str) -> str:
        return lines(
            f'<p class="doc-agenda-place">{escape(item.place)}{mark}</p>',
            paragraph("doc-agenda-title", item.title),
        )

    def _summary(self) -> str:
        if not self.document.summary:
            return ""
        return lines(
            '<section class="doc-summary">',
            self._heading(1, "doc-heading", escape(self.words.summary)),
            *map(self._block, self.document.summary),
            "</section>",
        )

    def _contents(self) -> str:
        if not self.document.contents:
            return ""
        entries = (
            f'<li class="doc-entry-{item.level}"><a href="#{heading_anchor(item)}">'
            f"{_numbered(item)}</a></li>"
            for item in reading_order(self.document)
            if isinstance(item, Heading)
        )
        return lines(
            f'<nav class="doc-contents" aria-label="{escape(self.words.contents)}">',
            self._heading(1, "doc-heading", escape(self.words.contents)),
            "<ul>",
            *entries,
            "</ul>",
            "</nav>",
        )

    def _section(self, section: Section) -> str:
        return self._part(section, "doc-section")

    def _annex(self, annex: Annex) -> str:
        return self._part(annex, "doc-annex", self._footnotes(annex.id))

    def _part(self, part: Part, css: str, notes: str = "") -> str:
        heading = self.numbers.headings[part.id]
        return lines(
            f'<section class="{css}" id="{heading_anchor(heading)}">',
            self._heading(heading.level, "doc-heading", _numbered(heading)),
            *map(self._block, part.blocks),
            *map(self._section, part.sections),
            notes,
            "</section>",
        )

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Quotation():
                return (
                    f'<blockquote class="doc-quotation"{spoken(block.language)}>'
                    f"<p>{self.inline.runs(block.runs)}</p></blockquote>"
                )
            case ListBlock():
                return self._list(block, 1)
            case Table():
                return table(block, self.document.language, self.inline)
            case Figure():
                return self._figure(block)

    def _paragraph(self, block: Paragraph) -> str:
        inner = self.inline.runs(block.runs)
        place = anchor(block.id, self.numbers)
        parts = self._subparagraphs(block.subparagraphs)
        if not block.numbered:
            return lines(f'<p class="doc-paragraph" id="{place}">{inner}</p>', parts)
        number = ended(self.numbers.paragraphs[block.id], self.document.language)
        return lines(
            f'<p class="doc-paragraph doc-numbered" id="{place}">'
            f'<a class="doc-number" href="#{place}">{number}</a> {inner}</p>',
            parts,
        )

    def _subparagraphs(self, parts: tuple[SubParagraph, ...]) -> str:
        # The marks are words of the page, not of the style sheet: copied and read aloud they stay.
        return wrapped(
            "ul",
            "doc-list doc-lettered doc-subparagraphs",
            [
                f'<li id="{(place := anchor(part.id, self.numbers))}">'
                f'<a class="doc-letter" href="#{place}">{self.numbers.subparagraphs[part.id]}</a> '
                f"{self.inline.runs(part.runs)}{self._subparagraphs(part.subparagraphs)}</li>"
                for part in parts
            ],
        )

    def _list(self, block: ListBlock, depth: int) -> str:
        css = "doc-lettered" if block.lettered else "doc-bullets"
        items = []
        for index, item in enumerate(block.items, start=1):
            lettered = subparagraph(depth, index, self.document.language)
            mark = f'<span class="doc-letter">{lettered}</span> ' if block.lettered else ""
            inner = "" if item.inner is None else self._list(item.inner, depth + 1)
            items.append(f"<li>{mark}{self.inline.runs(item.runs)}{inner}</li>")
        return lines(f'<ul class="doc-list {css}">', *items, "</ul>")

    def _figure(self, figure: Figure) -> str:
        number_ = self.numbers.figures[figure.id]
        label = f'<span class="doc-figure-number">{escape(number_)}</span> ' if number_ else ""
        content = b64encode(figure.image.content).decode()
        return lines(
            f'<figure class="doc-figure" id="{anchor(figure.id, self.numbers)}">',
            f"<figcaption>{label}{escape(figure.caption)}</figcaption>",
            f'<img src="data:{figure.image.media_type};base64,{content}" '
            f'alt="{escape(figure.alternative)}">',
            *(paragraph("doc-figure-note", note) for note in figure.notes),
            "</figure>",
        )

    def _footnotes(self, part: str) -> str:
        called = self.notes.get(part)
        if not called:
            return ""
        return lines(
            '<section class="doc-footnotes" role="doc-endnotes" '
            f'aria-label="{escape(self.words.notes)}">',
            *map(self._footnote, called),
            "</section>",
        )

    def _footnote(self, footnote: Footnote) -> str:
        n, mark = self.numbers.footnotes[footnote.id], self.numbers.marks[footnote.id]
        return (
            f'<p class="doc-footnote" id="fn-{n}"><a class="doc-back" href="#fnref-{n}" '
            f'role="doc-backlink" aria-label="{mark}: {escape(self.words.back)}">{mark}</a> '
            f"{self.inline.runs(footnote.runs)}</p>"
        )


def _numbered(heading: Heading) -> str:
    if not heading.number:
        return escape(heading.title)
    return f'<span class="doc-heading-number">{heading.number}</span> {escape(heading.title)}'


def _asterisk_note(mark: str, words: str) -> str:
    # Not held apart: the stop behind a symbol belongs to the sentence, and to its direction.
    return f'<p class="doc-asterisk">{mark} {escape(words)}</p>' if mark else ""
