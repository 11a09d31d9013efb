"""The document as HTML: a fragment for a page of the site, or a page that stands alone.

No script, no inline style, nothing fetched from elsewhere. Class names begin with `doc-`, ids are
`p12` for a paragraph, `fn-3` and `fnref-3` for a footnote and its call, `s-ID`, `t-ID` and `a-ID`
for a section, table and annex, so a document stands once on a page.
"""

from collections.abc import Callable, Iterable
from html import escape
from importlib.resources import files

from rapporteur.core.document.cells import PrintedCell, printed
from rapporteur.core.document.numbering import Heading, Numbers, number, reading_order
from rapporteur.core.document.numerals import enclosed, letter
from rapporteur.core.document.tree import (
    AgendaItem,
    Annex,
    Block,
    Body,
    Citation,
    Document,
    Emphasis,
    Footnote,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    Run,
    Section,
    Table,
    Text,
    footnotes,
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
            self._heading(0, "doc-title", escape(document.title)),
            _paragraph("doc-subtitle", document.subtitle),
            self._summary(),
            self._contents(),
            *(self._section(section) for section in document.sections),
            *(self._annex(annex) for annex in document.annexes),
            self._footnotes(),
            "</article>",
        )

    def _heading(self, level: int, css: str, inner: str) -> str:
        tag = f"h{min(self.top_level + level, 6)}"
        return f'<{tag} class="{css}">{inner}</{tag}>'

    def _masthead(self) -> str:
        masthead = self.document.masthead
        bodies = zip(masthead.bodies, self.numbers.asterisks, strict=True)
        slip = (
            ("doc-symbol", f"<bdi>{escape(masthead.symbol)}</bdi>" if masthead.symbol else ""),
            ("doc-distribution", self._labelled(self.words.distribution, masthead.distribution)),
            ("doc-date", escape(masthead.date)),
            ("doc-original", self._labelled(self.words.original, masthead.original_language)),
        )
        slip_lines = [f'<p class="{css}">{inner}</p>' for css, inner in slip if inner]
        if not masthead.bodies and not slip_lines:
            return ""
        return _lines(
            '<header class="doc-masthead">',
            _wrapped("div", "doc-slip", slip_lines),
            _wrapped("div", "doc-bodies", [self._body(body, mark) for body, mark in bodies]),
            *(
                f'<p class="doc-asterisk">{mark} <bdi>{escape(body.agenda_item.note)}</bdi></p>'
                for body, mark in zip(masthead.bodies, self.numbers.asterisks, strict=True)
                if mark and body.agenda_item
            ),
            "</header>",
        )

    def _labelled(self, label: str, value: str) -> str:
        return escape(f"{label}{self.words.colon}{value}") if value else ""

    def _body(self, body: Body, mark: str) -> str:
        return _lines(
            '<div class="doc-body">',
            _paragraph("doc-body-name", body.name),
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
            f'<li class="doc-entry-{item.level}"><a href="#{_anchor(item)}">'
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
        return self._part(annex, "doc-annex")

    def _part(self, part: Section | Annex, css: str) -> str:
        heading = self.numbers.headings[part.id]
        return _lines(
            f'<section class="{css}" id="{_anchor(heading)}">',
            self._heading(heading.level, "doc-heading", _numbered(heading)),
            *map(self._block, part.blocks),
            *map(self._section, part.sections),
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
                return self._list(block)
            case Table():
                return self._table(block)

    def _paragraph(self, paragraph: Paragraph) -> str:
        inner = self._runs(paragraph.runs)
        if not paragraph.numbered:
            return f'<p class="doc-paragraph" id="u-{paragraph.id}">{inner}</p>'
        n = self.numbers.paragraphs[paragraph.id]
        return (
            f'<p class="doc-paragraph doc-numbered" id="p{n}">'
            f'<a class="doc-number" href="#p{n}">{n}.</a> {inner}</p>'
        )

    def _list(self, block: ListBlock) -> str:
        css = "doc-lettered" if block.lettered else "doc-bullets"
        items, language = [], self.document.language
        for index, item in enumerate(block.items, start=1):
            lettered = enclosed(letter(index, language), language)
            mark = f'<span class="doc-letter">{lettered}</span> ' if block.lettered else ""
            items.append(f"<li>{mark}{self._runs(item)}</li>")
        return _lines(f'<ul class="doc-list {css}">', *items, "</ul>")

    def _table(self, table: Table) -> str:
        shown = printed(table, self.document.language)
        number_ = self.numbers.tables[table.id]
        label = f'<span class="doc-table-number">{escape(number_)}</span> ' if number_ else ""
        rows = [self._row(row, shown.figures, "") for row in shown.rows]
        total = [self._row(shown.total, shown.figures, "doc-total")] if shown.total else []
        notes = (
            f'<p class="doc-table-note">{f"<sup>{mark}</sup> " if mark else ""}{escape(words)}</p>'
            for mark, words in shown.notes
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
                f'<th scope="col"{_figures(figures)}>{_cell(cell)}</th>'
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
            f"<td{_figures(is_figures)}>{_cell(cell)}</td>" for cell, is_figures in rest
        )
        name = f'<th scope="row"{_figures(first[1])}>{_cell(first[0])}</th>'
        return f"<tr{_css(css)}>{name}{cells}</tr>"

    def _footnotes(self) -> str:
        called = [
            footnote
            for item in reading_order(self.document)
            if not isinstance(item, Heading)
            for footnote in footnotes(item)
        ]
        if not called:
            return ""
        return _lines(
            '<section class="doc-footnotes" role="doc-endnotes" '
            f'aria-label="{escape(self.words.notes)}">',
            *map(self._footnote, called),
            "</section>",
        )

    def _footnote(self, footnote: Footnote) -> str:
        n = self.numbers.footnotes[footnote.id]
        return (
            f'<p class="doc-footnote" id="fn-{n}"><a class="doc-back" href="#fnref-{n}" '
            f'role="doc-backlink" aria-label="{n}: {escape(self.words.back)}">{n}</a> '
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
                n = self.numbers.footnotes[run.id]
                return (
                    f'<sup class="doc-call"><a href="#fn-{n}" id="fnref-{n}" role="doc-noteref">'
                    f"{n}</a></sup>"
                )
            case Citation():
                return self._citation(run)

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


def _anchor(heading: Heading) -> str:
    return f"{'a' if heading.annex else 's'}-{heading.id}"


def _numbered(heading: Heading) -> str:
    return f'<span class="doc-heading-number">{heading.number}</span> {escape(heading.title)}'


def _cell(cell: PrintedCell) -> str:
    mark = f"<sup>{cell.mark}</sup>" if cell.mark else ""
    return f"<bdi>{escape(cell.words)}</bdi>{mark}"


def _figures(figures: bool) -> str:
    return _css("doc-figures" if figures else "")


def _css(css: str) -> str:
    return f' class="{css}"' if css else ""


def _paragraph(css: str, words: str) -> str:
    return f'<p class="{css}">{escape(words)}</p>' if words else ""


def _wrapped(tag: str, css: str, inner: list[str]) -> str:
    return _lines(f"<{tag}{_css(css)}>", *inner, f"</{tag}>") if inner else ""


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
