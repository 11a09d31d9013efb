"""Reading documents that came as text."""

import os
import re
from pathlib import Path

import pytest

from rapporteur.core.document import markdown, text
from rapporteur.core.document.numbering import number, titled
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.reading.files import read_file
from rapporteur.core.document.reading.text import read
from rapporteur.core.document.tree import (
    AgendaItem,
    Body,
    Document,
    Emphasis,
    Footnote,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    Reference,
    Table,
    TableNote,
    Text,
    blocks_of,
)

ROOT = Path(__file__).parents[4]
SEEDS = Path(os.environ.get("RAPPORTEUR_CORPORA", ROOT.parent / "shared"), "seeds")
SEED = next(SEEDS.glob("004_*.txt"), None) if SEEDS.is_dir() else None
needs_seed = pytest.mark.skipif(SEED is None, reason="the seeds are not there (RAPPORTEUR_CORPORA)")


def seed() -> str:
    assert SEED is not None
    return SEED.read_text(encoding="utf-8")


def paragraphs(document: Document) -> list[str]:
    """The plain words of every paragraph, with their numbers."""
    numbers = number(document)
    return [
        f"{numbers.paragraphs.get(block.id, '–')} {numbers.plain(block.runs)}"
        for block in blocks_of(document)
        if isinstance(block, Paragraph)
    ]


# The report of 4 May 2011


@needs_seed
def test_the_report_of_2011_has_its_sections_paragraphs_notes_and_table():
    reading = read(seed())
    document, numbers = reading.document, number(reading.document)

    assert reading.notices == ()
    assert document.language == "en"
    assert [titled(heading, "en").split()[0] for heading in numbers.headings.values()] == [
        *("I.", "II.", "III.", "IV.", "V."),
    ]
    assert list(numbers.paragraphs.values()) == list(range(1, 40))
    assert list(numbers.marks.values()) == ["1", "2", "3", "4"]
    assert numbers.asterisks == ("*", "**")
    assert len(document.summary) == 2
    [table] = [block for block in blocks_of(document) if isinstance(block, Table)]
    assert table.caption == "Number of contributions to the open consultations"
    assert [row[1:] for row in table.rows] == [
        (11, 13, 8, 32),
        (7, 1, 0, 8),
        (32, 7, 3, 42),
        (9, 5, 2, 16),
    ]
    assert table.total == ("Total", 59, 26, 13, 98)


BODIES = (
    Body(
        "General Assembly",
        ("Sixty-sixth session",),
        AgendaItem(
            "Item 17 of the preliminary list",
            "Information and communications technologies for development",
            "A/66/50.",
        ),
    ),
    Body(
        "Economic and Social Council",
        ("Substantive session of 2011", "Geneva, 4-29 July 2011"),
        AgendaItem(
            "Item 13 (b) of the provisional agenda",
            "Economic and environmental questions: science and technology for development",
            "E/2011/100.",
        ),
    ),
)


def has_the_masthead_of_2011(document: Document) -> None:
    masthead = document.masthead
    assert document.title == (
        "Enhanced cooperation on public policy issues pertaining to the Internet"
    )
    assert document.subtitle == "Report of the Secretary-General"
    assert (masthead.distribution, masthead.date) == ("General", "4 May 2011")
    assert masthead.original_language == "English"
    assert masthead.bodies == BODIES


@needs_seed
def test_the_report_of_2011_has_its_masthead():
    has_the_masthead_of_2011(read(seed()).document)


def in_source(source: str) -> tuple[list[str], list[str]]:
    """The words of the seed in their order, and those of its notes, told without the reader."""
    source = re.sub(r"<(http[^>]*)>", r"\1", source)
    source = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", source)
    notes, body = [], []
    for block in re.split(r"\n\s*\n", source):
        if re.match(r"\s*<sup>\d+</sup> |\s*\\\*+ ", block.replace("\\*\\*", "\\**")):
            notes.append(block)
        else:
            body.append(block)
    return words(" ".join(body)), words(" ".join(notes))


def words(said: str) -> list[str]:
    """Words alone: no marks of Markdown, no rules, no marks of notes."""
    said = re.sub(r"<sup>\d+</sup>|</?[ib]>|^#+|\\?\*+|-{3,}", " ", said, flags=re.MULTILINE)
    return re.findall(r"\w+", said)


@needs_seed
def test_nothing_of_the_report_of_2011_is_lost_or_doubled():
    body, notes = in_source(seed())
    document = read(seed()).document
    front, _, rest = text.render(document).partition("\nSummary\n")
    said = re.sub(
        r" <http[^>]*>|^-{3,}$|(?<=\S)\[\d\]|^\*+ .*$", " ", f"{front}\nSummary\n{rest}", flags=re.M
    )
    ours, _, our_notes = said.partition("\n[1] ")
    asterisks = re.findall(r"^\*+ (.*)$", front, flags=re.M)

    # The names of the organs stand above the source's masthead once more.
    assert body[:7] == ["General", "Assembly", "Economic", "and", "Social", "Council", "Distr"][:7]
    rest_of_body = body[6:]
    assert rest_of_body == words(ours)
    assert sorted(notes) == sorted(
        words(" ".join(asterisks)) + words(re.sub(r"^\[\d\] ", "", our_notes, flags=re.M))
    )


# The form of such documents


def test_a_page_with_furniture_wrapped_lines_and_cut_words():
    page = """A/66/77
E/2011/103

Distr.: General
4 May 2011
Original: English

General Assembly
Sixty-sixth session
Item 17 of the preliminary list*

Enhanced cooperation
Report of the Secretary-General

* A/66/50.

I. Background

1.   The call for enhanced co-
operation has its origins in the Agenda,1 and runs

1 See A/60/687.

11-32322 (E)    260511
\f
A/66/77
E/2011/103

on.
2.   It was endorsed.

2    11-32322
\f
A/66/77
E/2011/103

3.   That is all.
"""
    reading = read(page, "en")

    assert paragraphs(reading.document) == [
        "1 The call for enhanced cooperation has its origins in the Agenda, and runs on.",
        "2 It was endorsed.",
        "3 That is all.",
    ]
    assert reading.document.masthead.symbols == ("A/66/77", "E/2011/103")
    assert list(number(reading.document).marks.values()) == ["1"]
    assert (reading.document.title, reading.document.subtitle) == (
        "Enhanced cooperation",
        "Report of the Secretary-General",
    )
    assert [notice.message for notice in reading.notices] == [
        "6 lines that pages repeat (head, foot, number) left out."
    ]


def test_subparagraphs_are_told_by_the_mark_that_is_due():
    document = read(
        "T\n\n1. The list:\n\n(a) One;\n(b) Two:\n(i) Within;\n(ii) Within;\n(c) Three.\n\n2. End.",
        "en",
    ).document
    first = document.blocks[0]

    assert isinstance(first, Paragraph)
    assert list(number(document).subparagraphs.values()) == ["(a)", "(b)", "(i)", "(ii)", "(c)"]
    assert [part.id for part in first.subparagraphs] == ["p1.1", "p1.2", "p1.3"]
    assert [part.id for part in first.subparagraphs[1].subparagraphs] == ["p1.2.1", "p1.2.2"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "T\n\nI. Rappel\n\n1. La liste :\n\na) Un ;\nb) Deux :\ni) Dedans."),
        ("zh", "题\n\n一、背景\n\n1. 清单：\n\n(a) 一；\n(b) 二：\n(一) 内。"),
        ("ar", "عنوان\n\nأولا - خلفية\n\n1. القائمة:\n\n(أ) واحد؛\n(ب) اثنان:\n'1' داخل."),
        ("ru", "Т\n\nI. Введение\n\n1. Список:\n\n(a) один;\n(b) два:\n(i) внутри."),
    ],
)
def test_each_language_counts_in_its_own_way(language, said):
    document = read(said, language).document
    numbers = number(document)

    assert [heading.number for heading in numbers.headings.values()] == [
        {"zh": "一、", "ar": "أولا -"}.get(language, "I.")
    ]
    assert len(numbers.subparagraphs) == 3
    assert list(numbers.paragraphs.values()) == [1]


def test_an_arabic_paragraph_has_a_dash_behind_its_number():
    said = (
        "عنوان\n\nأولا - خلفية\n\n1 - قررت الجمعية.\n2\u00a0–\u00a0وطلبت في الفترة\n"
        "4 - 29 تموز/يوليه 2011.\n\n٣ - وأكدت ذلك.\n\n5 - ليس دورها."
    )
    reading = read(said)

    assert paragraphs(reading.document) == [
        "1 قررت الجمعية.",
        "2 وطلبت في الفترة 4 - 29 تموز/يوليه 2011.",
        "3 وأكدت ذلك.",
        "– 5 - ليس دورها.",
    ]
    assert [notice.message for notice in reading.notices] == [
        "Paragraph 4 is due, and another number stands here: kept as words."
    ]
    english = read("Title\n\nI. Background\n\n1 - One.\n2 - Two.")
    assert paragraphs(english.document) == ["– 1 - One. 2 - Two."]


def test_what_markdown_says_is_understood():
    document = read(
        "# Title\n\n## I. First\n\n1\\. *Slanted* and **bold**, [here](https://example.org), "
        "twice.[^a] And again.[^a]\n\n> Quoted.\n\n- One\n- Two\n\n[^a]: See there.\n",
        "en",
    ).document
    first, quotation, bullets = document.sections[0].blocks

    assert isinstance(first, Paragraph)
    assert first.runs == (
        Text("Slanted", Emphasis.ITALIC),
        Text(" and "),
        Text("bold", Emphasis.BOLD),
        Text(", "),
        Link("here", "https://example.org"),
        Text(", twice."),
        Footnote("n1", (Text("See there."),)),
        Text(" And again."),
        Reference("n1"),
    )
    assert quotation == Quotation((Text("Quoted."),))
    assert isinstance(bullets, ListBlock)
    assert len(bullets.items) == 2


def test_a_table_with_notes():
    document = read(
        "T\n\n1. See the table.\n\nTable 1\nContributions\n\n"
        "Group\tWritten<sup>a</sup>\nStates\t1,100\nOthers\t7 %\nTotal\t1,107\n\n"
        "a Estimated.\n\n2. End.",
        "en",
    ).document
    [table] = [block for block in document.blocks if isinstance(block, Table)]

    assert table == Table(
        "t1",
        "Contributions",
        ("Group", "Written"),
        (("States", 1100), ("Others", "7 %")),
        ("Total", 1107),
        (TableNote("Estimated.", None, 1),),
    )


def test_annexes():
    document = read(
        "T\n\n1. One.\n\nAnnex I\n\nThose who wrote\n\n2. Two.\n\nAnnex II: A letter\n\nDear all.",
        "en",
    ).document

    assert [annex.title for annex in document.annexes] == ["Those who wrote", "A letter"]
    assert paragraphs(document) == ["1 One.", "2 Two.", "– Dear all."]


def test_what_does_not_fit_is_kept_and_said():
    reading = read(
        "Title\n\n1. One.\n\n7. Seven.\n\n[1] A note that nobody calls.\n\n2. Tw\u202eo.", "en"
    )

    assert paragraphs(reading.document) == [
        "1 One.",
        "– 7. Seven.",
        "2 Two.",
        "– 1 A note that nobody calls.",
    ]
    assert [(notice.line, notice.message) for notice in reading.notices] == [
        (5, "Paragraph 2 is due, and another number stands here: kept as words."),
        (7, "Note 1 is called nowhere: kept as a paragraph at the end."),
        (9, "U+202E cannot be printed and was taken out."),
    ]


@pytest.mark.parametrize("empty", ["", "\n\n", "\ufeff", "---"])
def test_nothing_is_no_document(empty):
    with pytest.raises(DocumentProblem, match="no words in the text"):
        read(empty)


def test_a_file_is_read_by_what_its_name_ends_in():
    assert read_file("Titre\n\n1. Un.".encode("utf-16"), "A.TXT", "fr").document.language == "fr"
    with pytest.raises(DocumentProblem, match=r"a\.xyz is none of the files that can be read"):
        read_file(b"x", "a.xyz")


@needs_seed
def test_what_was_read_is_read_again_from_its_markdown():
    document = read(seed()).document

    again = read(markdown.render(document), "en").document

    assert paragraphs(again) == paragraphs(document)
    assert number(again).marks == number(document).marks


LAID_OUT = """\
General Assembly                                                          Distr.: General
                                                                          4 May 2011
Economic and Social Council                                               Original: English


General Assembly                                       Economic and Social Council
Sixty-sixth session                                    Substantive session of 2011
Item 17 of the preliminary list*                       Geneva, 4-29 July 2011
Information and communications                         Item 13 (b) of the provisional agenda**
technologies for development                           Economic and environmental questions:
                                                       science and technology for development

       Enhanced cooperation on public policy
       issues pertaining to the Internet
       Report of the Secretary-General

* A/66/50.
** E/2011/100.

I.     Background
       1.     The call for enhanced cooperation has its origins in Tunis.
"""


def test_the_columns_of_a_masthead_that_was_laid_out_by_spaces_are_read_one_by_one():
    has_the_masthead_of_2011(read(LAID_OUT).document)


LEFT = """\
# Title

1. Called.[^a] Called too.[^b]

2. Again.[^a]

![](map.png)

| One | Two |
|---|---|
| 1 | 2 |
| 3 |

[^a]: A note.

[^c]: Nobody calls it.
"""


def test_what_a_text_calls_and_cannot_bring_is_said_with_its_line():
    reading = read(LEFT, "en")

    assert [(each.line, each.message.split(":")[0]) for each in reading.notices] == [
        (3, "Note b is called, and no note has this mark"),
        (7, "The picture 'map.png' was not read, since a text holds none"),
        (9, "Row 3 of the table has 1 cells where another has 2"),
        (16, "Note c is called nowhere"),
    ]
    assert "no text alternative" in reading.notices[1].message
    assert "Nobody calls it." in text.render(reading.document)
