"""The document as HTML: a fragment for a page of the site, or a page that stands alone.

No script, no inline style, nothing fetched from elsewhere. Class names begin with `doc-`, ids are
those of `anchors` and `fnref-3` for the call of a footnote, so a document stands once on a page.
"""

from base64 import b64encode
from collections.abc import Callable, Iterable
from html import escape
from importlib.resources import files

from rapporteur.core.document.anchors import anchor, heading_anchor
from rapporteur.core.document.cells import PrintedCell, printed
from rapporteur.core.document.numbering import Heading, Numbers, notes_of, number, reading_order
from rapporteur.core.document.numerals import subparagraph
from rapporteur.core.document.tree import (
    AgendaItem,
    Annex,
    Block,
    Body,
    Citation,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Link,
    ListBlock,
    Paragraph,
    Part,
    Quotation,
    Reference,
    Run,
    Section,
    SubParagraph,
    Table,
    Text,
)
from rapporteur.core.document.words import direction, own_words

EvidenceAddress = Callable[[tuple[str, ...]], str]
"""From the evidence ids of one citation to the address of the page that shows them."""


def render_fragment(
    document: Document, *, evidence: EvidenceAddress | None = None, top_level: int = 1
) -> str:
    """Return `document` as an `<article class="doc">`.

    With `evidence`, every citation is followed by a link to what it rests on. `top_level` is the
    level of the heading that holds the title: 2 where the page around it has its own h1.
    """
    return _Fragment(document, evidence, top_level).article()


def render_page(document: Document, *, evidence: EvidenceAddress | None = None) -> str:
    """Return `document` as a whole page with its style sheet inside, for screen and paper."""
    sheet = files(__package__).joinpath("document.css").read_text(encoding="utf-8")
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{document.language}" dir="{direction(document.language)}">\n'
        '<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(_page_title(document))}</title>\n"
        f"<style>\n{sheet}</style>\n</head>\n"
        f'<body class="doc-page">\n<main>\n{render_fragment(document, evidence=evidence)}'
        "\n</main>\n</body>\n</html>\n"
    )


def _page_title(document: Document) -> str:
    symbol = document.masthead.symbol
    return f"{symbol} {document.title}" if symbol else document.title


class _Fragment:
    """One rendering of one document: the tree, its numbers, and what the caller asked for."""

    def __init__(
        self, document: Document, evidence: EvidenceAddress | None, top_level: int
    ) -> None:
        self.document = document
        self.numbers: Numbers = number(document)
        self.notes = notes_of(document)
        self.words = own_words(document.language)
        self.evidence = evidence
        self.top_level = top_level

    def article(self) -> str:
        document = self.document
        return _lines(
            f'<article class="doc" lang="{document.language}"'
            f' dir="{direction(document.language)}">',
            _paragraph("doc-draft", document.draft_mark or ""),
            self._masthead(),
            self._heading(0, "doc-title", f"{escape(document.title)}{self.numbers.title_asterisk}"),
            _paragraph("doc-subtitle", document.subtitle),
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
        organs = [_paragraph("doc-organ", body.name) for body in masthead.bodies if body.name]
        head = [_wrapped("div", "doc-organs", organs), _wrapped("div", "doc-slip", slip_lines)]
        symbol = masthead.symbol
        if not masthead.bodies and not slip_lines and not symbol:
            return ""
        return _lines(
            '<header class="doc-masthead">',
            f'<p class="doc-symbol"><bdi>{escape(symbol)}</bdi></p>' if symbol else "",
            _wrapped("div", "doc-head", [part for part in head if part]),
            _wrapped("div", "doc-bodies", list(map(self._body, masthead.bodies, asterisks))),
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
        return _lines(
            '<div class="doc-body">',
            _paragraph("doc-body-name", body.name if several else ""),
            *(_paragraph("doc-session", line) for line in body.session),
            self._agenda_item(body.agenda_item, mark) if body.agenda_item else "",
            "</div>",
        )

    def _agenda_item(self, item: AgendaItem, mark: str) -> str:
        return _lines(
            f'<p class="doc-agenda-place">{escape(item.place)}{mark}</p>',
            _paragraph("doc-agenda-title", item.title),
        )

    def _summary(self) -> str:
        if not self.document.summary:
            return ""
        return _lines(
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
        return _lines(
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
        return _lines(
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
                    f'<blockquote class="doc-quotation"{_language(block.language)}>'
                    f"<p>{self._runs(block.runs)}</p></blockquote>"
                )
            case ListBlock():
                return self._list(block, 1)
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)

    def _paragraph(self, paragraph: Paragraph) -> str:
        inner = self._runs(paragraph.runs)
        place = anchor(paragraph.id, self.numbers)
        parts = self._subparagraphs(paragraph.subparagraphs)
        if not paragraph.numbered:
            return _lines(f'<p class="doc-paragraph" id="{place}">{inner}</p>', parts)
        n = self.numbers.paragraphs[paragraph.id]
        return _lines(
            f'<p class="doc-paragraph doc-numbered" id="{place}">'
            f'<a class="doc-number" href="#{place}">{n}.</a> {inner}</p>',
            parts,
        )

    def _subparagraphs(self, parts: tuple[SubParagraph, ...]) -> str:
        # The marks are words of the page, not of the style sheet: copied and read aloud they stay.
        return _wrapped(
            "ul",
            "doc-list doc-lettered doc-subparagraphs",
            [
                f'<li id="{(place := anchor(part.id, self.numbers))}">'
                f'<a class="doc-letter" href="#{place}">{self.numbers.subparagraphs[part.id]}</a> '
                f"{self._runs(part.runs)}{self._subparagraphs(part.subparagraphs)}</li>"
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
            items.append(f"<li>{mark}{self._runs(item.runs)}{inner}</li>")
        return _lines(f'<ul class="doc-list {css}">', *items, "</ul>")

    def _figure(self, figure: Figure) -> str:
        number_ = self.numbers.figures[figure.id]
        label = f'<span class="doc-figure-number">{escape(number_)}</span> ' if number_ else ""
        content = b64encode(figure.image.content).decode()
        return _lines(
            f'<figure class="doc-figure" id="{anchor(figure.id, self.numbers)}">',
            f"<figcaption>{label}{escape(figure.caption)}</figcaption>",
            f'<img src="data:{figure.image.media_type};base64,{content}" '
            f'alt="{escape(figure.alternative)}">',
            *(_paragraph("doc-figure-note", note) for note in figure.notes),
            "</figure>",
        )

    def _table(self, table: Table) -> str:
        shown = printed(table, self.document.language, self.numbers)
        number_ = self.numbers.tables[table.id]
        label = f'<span class="doc-table-number">{escape(number_)}</span> ' if number_ else ""
        rows = [self._row(row, shown.figures, "") for row in shown.rows]
        total = [self._row(shown.total, shown.figures, "doc-total")] if shown.total else []
        notes = (
            f'<p class="doc-table-note"{_id(f"tn-{note.id}" if note.id else "")}>'
            f"{f'<sup>{note.mark}</sup> ' if note.mark else ''}{self._runs(note.words)}</p>"
            for note in shown.notes
        )
        return _lines(
            f'<figure class="doc-table" id="t-{table.id}">',
            # A wide table scrolls in its own frame, and the keyboard must reach that frame.
            '<div class="doc-table-frame" tabindex="0" role="region" '
            f'aria-labelledby="c-{table.id}">',
            "<table>",
            f'<caption id="c-{table.id}">{label}{escape(table.caption)}</caption>',
            "<thead>",
            "<tr>"
            + "".join(
                f'<th scope="col"{_figures(figures)}>{self._cell(cell)}</th>'
                for cell, figures in zip(shown.header, shown.figures, strict=True)
            )
            + "</tr>",
            "</thead>",
            _wrapped("tbody", "", rows),
            _wrapped("tfoot", "", total),
            "</table>",
            "</div>",
            *notes,
            "</figure>",
        )

    def _row(self, row: Iterable[PrintedCell], figures: Iterable[bool], css: str) -> str:
        first, *rest = zip(row, figures, strict=True)
        cells = "".join(
            f"<td{_figures(is_figures)}>{self._cell(cell)}</td>" for cell, is_figures in rest
        )
        name = f'<th scope="row"{_figures(first[1])}>{self._cell(first[0])}</th>'
        return f"<tr{_css(css)}>{name}{cells}</tr>"

    def _cell(self, cell: PrintedCell) -> str:
        mark = f"<sup>{cell.mark}</sup>" if cell.mark else ""
        return f"<bdi>{self._runs(cell.runs)}</bdi>{mark}"

    def _footnotes(self, part: str) -> str:
        called = self.notes.get(part)
        if not called:
            return ""
        return _lines(
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
            f"{self._runs(footnote.runs)}</p>"
        )

    def _runs(self, runs: Iterable[Run]) -> str:
        return "".join(map(self._run, runs))

    def _run(self, run: Run) -> str:
        match run:
            case Text():
                return _text(run)
            case Link():
                return f'<a class="doc-link" href="{escape(run.href)}">{escape(run.content)}</a>'
            case Footnote():
                return self._call(run.id, f"fnref-{self.numbers.footnotes[run.id]}")
            case Reference():
                return self._reference(run)
            case Citation():
                return self._citation(run)

    def _call(self, footnote: str, own: str = "") -> str:
        return (
            f'<sup class="doc-call"><a href="#{anchor(footnote, self.numbers)}"{_id(own)} '
            f'role="doc-noteref">{self.numbers.marks[footnote]}</a></sup>'
        )

    def _reference(self, reference: Reference) -> str:
        if self.numbers.calls_again(reference):
            return self._call(reference.target)
        place, said = anchor(reference.target, self.numbers), self.numbers.said(reference)
        return f'<a class="doc-reference" href="#{place}">{escape(said)}</a>'

    def _citation(self, citation: Citation) -> str:
        words = f'<span class="doc-cited">{self._runs(citation.runs)}</span>'
        if self.evidence is None or not citation.evidence:
            return words
        label = f"{self.words.evidence}{self.words.colon}{len(citation.evidence)}"
        return (
            f'{words}<a class="doc-evidence" href="{escape(self.evidence(citation.evidence))}" '
            f'aria-label="{escape(label)}">◦{len(citation.evidence)}</a>'
        )


def _text(text: Text) -> str:
    inner = escape(text.content)
    match text.emphasis:
        case Emphasis.ITALIC:
            return f"<em{_language(text.language)}>{inner}</em>"
        case Emphasis.BOLD:
            return f"<strong{_language(text.language)}>{inner}</strong>"
        case Emphasis.NONE:
            # The dir that comes with a language isolates the words from those around them.
            return f"<span{_language(text.language)}>{inner}</span>" if text.language else inner


def _language(language: str) -> str:
    return f' lang="{language}" dir="{direction(language)}"' if language else ""


def _numbered(heading: Heading) -> str:
    if not heading.number:
        return escape(heading.title)
    return f'<span class="doc-heading-number">{heading.number}</span> {escape(heading.title)}'


def _figures(figures: bool) -> str:
    return _css("doc-figures" if figures else "")


def _id(place: str) -> str:
    return f' id="{place}"' if place else ""


def _asterisk_note(mark: str, words: str) -> str:
    return f'<p class="doc-asterisk">{mark} <bdi>{escape(words)}</bdi></p>' if mark else ""


def _css(css: str) -> str:
    return f' class="{css}"' if css else ""


def _paragraph(css: str, words: str) -> str:
    return f'<p class="{css}">{escape(words)}</p>' if words else ""


def _wrapped(tag: str, css: str, inner: list[str]) -> str:
    return _lines(f"<{tag}{_css(css)}>", *inner, f"</{tag}>") if inner else ""


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
