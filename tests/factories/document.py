"""Formal documents to print: small, whole, with everything that bears a number."""

from typing import Any

from rapporteur.core.document.tree import (
    AgendaItem,
    Annex,
    Body,
    Citation,
    Document,
    Emphasis,
    Footnote,
    Link,
    ListBlock,
    ListItem,
    Masthead,
    Paragraph,
    Quotation,
    Section,
    Table,
    TableNote,
    Text,
)

TALLY = Table(
    id="tally",
    caption="Number of contributions to the open consultations",
    header=("Stakeholder group", "Written comments", "Presentations", "Interventions", "Total"),
    rows=(
        ("Governments", 11, 13, 8, 32),
        ("International organizations", 7, 1, 0, 8),
        ("Civil society", 32, 7, 3, 42),
        ("Private sector", 9, 5, 2, 16),
    ),
    total=("Total", 59, 26, 13, 98),
    notes=(
        TableNote("Counted in the headline.", column=1),
        TableNote("In addition to the headline.", column=3),
        TableNote("Computed from the register."),
    ),
)
"""The table of the report of 4 May 2011, with notes of our own."""

MASTHEAD = Masthead(
    bodies=(
        Body("General Assembly", ("Sixty-sixth session",), AgendaItem("Item 17", "", "A/66/50.")),
        Body("Trusteeship Council"),
        Body(
            "Economic and Social Council",
            ("Substantive session of 2011", "Geneva, 4-29 July 2011"),
            AgendaItem("Item 13 (b)", "Science and technology", "E/2011/100."),
        ),
    ),
    symbols=("A/66/77", "E/2011/103"),
    distribution="General",
    date="4 May 2011",
    original_language="English",
)


def paragraph(id_: str, words: str, **others: Any) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph(id_, (Text(words),), **others)


def saying(words: str, language: str = "en") -> Document:
    """The shortest document that says `words`, in its one paragraph."""
    return Document(
        language=language,
        title="Report",
        sections=(Section("one", "Background", (paragraph("p", words),)),),
    )


def report(**others: Any) -> Document:
    """A draft with everything: five paragraphs, three footnotes, two annexes, one table."""
    background = Section(
        "background",
        "Background",
        (
            Paragraph(
                "origin",
                (
                    Text("The call has its origins in "),
                    Text("inter alia", Emphasis.ITALIC),
                    Text(" the Tunis Agenda,"),
                    Footnote("tunis", (Text("See A/60/687."),)),
                    Text(" endorsed in "),
                    Text("resolution 60/252", Emphasis.BOLD),
                    Text("."),
                ),
            ),
            Quotation((Text("with a view to assisting the process"),)),
        ),
        (
            Section(
                "ways",
                "Ways to contribute",
                (
                    Paragraph(
                        "two-ways",
                        (
                            Citation((Text("Most contributors wrote"),), ("e1", "e2")),
                            Text("; see "),
                            Link("the register", "https://example.org/register?a=1&b=2"),
                            Text("."),
                        ),
                    ),
                    ListBlock(
                        (
                            ListItem((Text("In writing;"),)),
                            ListItem(
                                (Text("In person."), Footnote("person", (Text("In New York."),)))
                            ),
                        )
                    ),
                    ListBlock((ListItem((Text("Without order."),)),), lettered=False),
                ),
            ),
        ),
    )
    outcome = Section("outcome", "Outcome", (paragraph("table-below", "See the table."), TALLY))
    annexes = (
        Annex(
            "list",
            "Those who contributed",
            (
                Paragraph(
                    "listed",
                    (
                        Text("They are listed here."),
                        Footnote("website", (Link("Site", "https://example.org/"),)),
                    ),
                ),
            ),
            (Section("states", "Governments", (paragraph("eleven", "Eleven."),)),),
        ),
        Annex("letter", "The letter"),
    )
    given: dict[str, Any] = {
        "language": "en",
        "title": "Enhanced cooperation",
        "masthead": MASTHEAD,
        "subtitle": "Report of the Secretary-General",
        "summary": (paragraph("summary", "In short.", numbered=False),),
        "sections": (background, outcome),
        "annexes": annexes,
        "draft_mark": "Draft: contributions are still open",
        "contents": True,
    }
    return Document(**{**given, **others})


def arabic() -> Document:
    """A draft in Arabic, with a date in English among its words."""
    table = Table(
        "tally",
        "عدد المساهمات",
        ("المجموعة", "تعليقات", "المجموع"),
        (("الحكومات", 11, 3500),),
        notes=(TableNote("محسوبة.", column=1),),
    )
    words = Paragraph(
        "p",
        (
            Text("عقدت المشاورات في "),
            Text("14 December 2010", language="en"),
            Text("."),
            Footnote("f", (Text("انظر الوثيقة."),)),
        ),
    )
    items = ListBlock((ListItem((Text("خطيا"),)), ListItem((Text("شفويا"),))))
    return Document(
        language="ar",
        title="التعاون المعزز",
        masthead=Masthead(symbols=("A/66/77",), distribution="عام"),
        summary=(paragraph("s", "ملخص قصير.", numbered=False),),
        sections=(Section("a", "معلومات أساسية", (words, items, table)),),
        draft_mark="مسودة",
    )
