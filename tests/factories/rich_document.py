"""A document with every kind of node and every kind of reference."""

from io import BytesIO
from typing import Any

from PIL import Image as Picture

from rapporteur.core.document.tree import (
    PNG,
    SVG,
    Annex,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Image,
    ListBlock,
    ListItem,
    Paragraph,
    Reference,
    Section,
    Span,
    SubParagraph,
    Table,
    TableNote,
    Text,
)
from tests.factories.document import MASTHEAD, paragraph


def png() -> Image:
    """A small grey square."""
    file = BytesIO()
    Picture.new("RGB", (60, 40), (120, 120, 120)).save(file, "PNG")
    return Image(PNG, file.getvalue())


def svg(inner: str = '<rect width="60" height="40" fill="#456"/>') -> Image:
    """A small drawing, with `inner` in it."""
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40">{inner}</svg>'
    return Image(SVG, drawn.encode())


def text(words: str) -> tuple[Text, ...]:
    return (Text(words),)


def rich(language: str = "en", **others: Any) -> Document:
    """Sub-paragraphs, lists within lists, tables, figures, two annexes, all references."""
    conditions = Paragraph(
        "conditions",
        text("The process shall be:"),
        subparagraphs=(
            SubParagraph("open", text("Open;")),
            SubParagraph(
                "inclusive",
                text("Inclusive, with:"),
                (
                    SubParagraph("states", text("Governments;")),
                    SubParagraph(
                        "others",
                        (Text("Others."), Footnote("who", text("See the annex."))),
                        (SubParagraph("academia", text("Academia.")),),
                    ),
                ),
            ),
        ),
    )
    references = Paragraph(
        "references",
        (
            Text("See "),
            Reference("conditions", "paragraph"),
            Text(", "),
            Reference("others", "paragraph"),
            Text(", "),
            Reference("deep", "section"),
            Text(", "),
            Reference("second-table", "table"),
            Text(", "),
            Reference("drawing", "figure"),
            Text(", "),
            Reference("second-annex", "annex"),
            Text(" and "),
            Reference("who", "footnote"),
            Text(", again."),
            Reference("who"),
        ),
    )
    small = Table("t", "T", ("a",), ((1,),))
    cells = Table(
        "second-table",
        "Cells that hold more",
        ("Group", "Written"),
        (
            (
                (Text("States", Emphasis.ITALIC),),
                (Text("1,100"), Footnote("late", text("Two came late."))),
            ),
            ("Others", 7),
        ),
        notes=(TableNote("Source: the register."), TableNote("Estimate.", 1, 1)),
    )
    joined = Table(
        "joined",
        "Cells that reach over others",
        ("", "", "English", "中文", ""),
        (
            ("Written comments", "", "", "", ""),
            ("Governments", "Africa", 3, 4, "2 May"),
            ("", "Asia", 1100, (Text("5"), Footnote("again", text("One twice."))), "3 | May"),
            ("Civil society", "", "Not counted by language", "", ""),
            ("Ж*б", "* *", (Text("<b>", Emphasis.BOLD),), "–", "5+5"),
        ),
        ("Total", "", 1103, 9, ""),
        (
            TableNote("Both.", -1, 2),
            TableNote("Source: all of them."),
            TableNote("Estimate.", 3, 2),
        ),
        (("Group", "Region", "Language", "", "Received"),),
        (
            Span(-1, 0, rows=2),
            Span(-1, 1, rows=2),
            Span(-1, 2, columns=2),
            Span(-1, 4, rows=2),
            Span(0, 0, columns=5),
            Span(1, 0, rows=2),
            Span(3, 0, columns=2),
            Span(3, 2, columns=3),
            Span(5, 0, columns=2),
        ),
    )
    lists = ListBlock(
        (
            ListItem(text("One;"), ListBlock((ListItem(text("Within;")),))),
            ListItem(text("Two;"), ListBlock((ListItem(text("Bullet.")),), lettered=False)),
        )
    )
    figures = (
        Figure("square", "A square", "A grey square.", png(), ("Source: the register.",)),
        Figure("drawing", "A drawing", "A blue rectangle.", svg()),
    )
    given: dict[str, Any] = {
        "language": language,
        "title": "Everything",
        "title_note": "Submitted late.",
        "masthead": MASTHEAD,
        "sections": (
            Section(
                "first",
                "First",
                (conditions, lists),
                (Section("deep", "Deep", (references, small, cells, joined)),),
            ),
            Section("second", "Second", figures),
        ),
        "annexes": (
            Annex("first-annex", "First annex", (paragraph("in-first", "In the first."),)),
            Annex(
                "second-annex",
                "Second annex",
                (Paragraph("in-second", (Text("In it."), Footnote("letter", text("A letter.")))),),
            ),
        ),
        "contents": True,
    }
    return Document(**{**given, **others})
