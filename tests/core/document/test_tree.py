from dataclasses import replace

import pytest

from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.structure import faults
from rapporteur.core.document.tree import (
    PNG,
    SVG,
    Annex,
    Body,
    Document,
    Figure,
    Footnote,
    Image,
    Link,
    ListBlock,
    ListItem,
    Masthead,
    Paragraph,
    Reference,
    Section,
    SubParagraph,
    Table,
    TableNote,
    Text,
)
from tests.factories.document import paragraph
from tests.factories.rich_document import svg


def nested(levels: int) -> Section:
    inner = () if levels == 1 else (nested(levels - 1),)
    return Section(f"s{levels}", "Title", (), inner)


@pytest.mark.parametrize("id_", ["", "1", "a b", 'a"', "a" * 121, "é", "a\n"])
def test_an_id_that_no_rendering_can_carry_is_refused(id_):
    with pytest.raises(DocumentProblem, match="cannot be the id of a paragraph"):
        Paragraph(id_, ())


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "file:///etc/passwd",
        'https://a"b',
        "https://a b",
        "",
    ],
)
def test_a_link_leads_to_the_web_or_a_mailbox_only(href):
    with pytest.raises(DocumentProblem, match="is no address that a document can link to"):
        Link("words", href)


@pytest.mark.parametrize("href", ["https://example.org/?a=1&b=2#c", "mailto:a@example.org"])
def test_ordinary_addresses_pass(href):
    assert Link("words", href).href == href


@pytest.mark.parametrize(
    "build",
    [
        pytest.param(lambda words: Text(words), id="text"),
        pytest.param(lambda words: Link(words, "https://example.org"), id="link"),
        pytest.param(lambda words: Section("s", words), id="section"),
        pytest.param(lambda words: Annex("a", words), id="annex"),
        pytest.param(lambda words: Table("t", words, ("a",), ()), id="caption"),
        pytest.param(lambda words: Table("t", "", (words,), ()), id="heading-row"),
        pytest.param(lambda words: Table("t", "", ("a",), ((words,),)), id="row"),
        pytest.param(lambda words: Table("t", "", ("a",), (), (words,)), id="total"),
        pytest.param(lambda words: TableNote(words), id="note"),
        pytest.param(lambda words: Masthead(symbols=(words,)), id="symbol"),
        pytest.param(lambda words: Masthead(date=words), id="date"),
        pytest.param(lambda words: Document("en", words), id="title"),
        pytest.param(lambda words: Document("en", "Title", subtitle=words), id="subtitle"),
        pytest.param(lambda words: Document("en", "Title", draft_mark=words), id="draft-mark"),
    ],
)
def test_no_node_takes_an_override_of_direction(build):
    assert build("plain") == build("plain")
    with pytest.raises(DocumentProblem, match=r"U\+202E"):
        build("pl\u202eain")


def test_ids_are_unique_in_the_whole_document():
    twice = Footnote("same", (Text("note"),))
    with pytest.raises(DocumentProblem, match="'same' is used twice"):
        Document(
            "en",
            "Title",
            summary=(Paragraph("p", (twice,)),),
            annexes=(Annex("a", "Annex", (), (Section("same", "Title"),)),),
        )


def test_sections_nest_five_deep_and_four_in_an_annex():
    assert Document("en", "Title", sections=(nested(5),), annexes=(Annex("a", "A"),))
    with pytest.raises(DocumentProblem, match="deeper than 5 levels"):
        Document("en", "Title", sections=(nested(6),))
    with pytest.raises(DocumentProblem, match="deeper than 5 levels"):
        Document("en", "Title", annexes=(Annex("a", "A", (), (nested(5),)),))


@pytest.mark.parametrize(
    ("language", "title", "reason"),
    [("de", "Titel", "cannot be written in 'de'"), ("en", " ", "has no title")],
)
def test_a_document_has_a_title_and_one_of_six_languages(language, title, reason):
    with pytest.raises(DocumentProblem, match=reason):
        Document(language, title)


def test_a_row_has_as_many_cells_as_the_heading_row():
    with pytest.raises(DocumentProblem, match="has 1 cells where the heading row has 2"):
        Table("t", "Caption", ("a", "b"), ((1,),))
    with pytest.raises(DocumentProblem, match="has 3 cells where the heading row has 2"):
        Table("t", "Caption", ("a", "b"), (), (1, 2, 3))


@pytest.mark.parametrize(
    "note",
    [TableNote("n", 0, 2), TableNote("n", 2, 0), TableNote("n", 0), TableNote("n", None, -1)],
)
def test_a_note_is_about_a_place_that_the_table_has(note):
    table = Table("t", "Caption", ("a", "b"), ((1, 2),), (3, 4), (TableNote("n", 1, 1),))
    with pytest.raises(DocumentProblem, match="which the table does not have"):
        replace(table, notes=(note,))


def test_a_list_has_items():
    with pytest.raises(DocumentProblem, match="holds no item"):
        ListBlock(())


@pytest.mark.parametrize("tag", ["English", "e", "en_GB", 'en" onclick="'])
def test_a_language_is_a_language_tag(tag):
    with pytest.raises(DocumentProblem, match="is no language tag"):
        Text("words", language=tag)


def test_two_symbols_are_cited_as_one():
    assert Masthead(symbols=("A/66/77", "E/2011/103")).symbol == "A/66/77-E/2011/103"
    assert Masthead().symbol == ""
    assert Document("en", "Title", summary=(paragraph("p", "words"),)).masthead.symbol == ""


def test_a_figure_says_in_words_what_it_shows():
    with pytest.raises(DocumentProblem, match="Figure f1 has no text alternative"):
        Figure("f1", "Caption", " ", svg())


@pytest.mark.parametrize(
    ("media_type", "content", "reason"),
    [
        ("image/jpeg", b"\xff\xd8", "of the type 'image/jpeg'"),
        (PNG, b"", "should be a PNG is none"),
        (PNG, b"\x89PNG\r\n\x1a\n", "should be a PNG is none"),
        (SVG, b"<svg", "should be an SVG is none"),
        (SVG, b"<html/>", "its root is another"),
        (SVG, b"x" * 20_000_001, r"weighs 20,000,001 bytes"),
    ],
)
def test_a_picture_is_what_it_says(media_type, content, reason):
    with pytest.raises(DocumentProblem, match=reason):
        Image(media_type, content)


@pytest.mark.parametrize(
    ("inner", "reason"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<rect onload="alert(1)"/>', "onload="),
        ("<foreignObject><p/></foreignObject>", "<foreignObject>"),
        ('<image href="https://example.org/track.png"/>', "an address"),
        ('<a xmlns:x="http://www.w3.org/1999/xlink" x:href="javascript:a()"/>', "an address"),
        ("<style>@import 'https://example.org/a.css';</style>", "a style sheet from"),
        ('<rect fill="url(https://example.org/a.svg#b)"/>', "an address in fill"),
    ],
)
def test_a_drawing_does_nothing_and_fetches_nothing(inner, reason):
    with pytest.raises(DocumentProblem, match=f"holds {reason}"):
        svg(inner)


def test_a_drawing_defines_no_entities():
    bomb = b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'
    with pytest.raises(DocumentProblem, match="defines entities"):
        Image(SVG, bomb)


def test_a_reference_leads_to_something_in_the_document():
    lost = Paragraph("here", (Reference("gone", "paragraph"),))
    with pytest.raises(DocumentProblem, match=r"refers to 'gone' \(at or after here\)"):
        Document("en", "Title", summary=(lost,))
    inside = Paragraph("here", (Footnote("f", (Reference("gone"),)),))
    with pytest.raises(DocumentProblem, match="refers to 'gone'"):
        Document("en", "Title", summary=(inside,))


def test_a_footnote_is_called_twice_by_referring_to_it():
    note = Footnote("same", (Text("note"),))
    with pytest.raises(DocumentProblem, match="To call a footnote once more, refer to it"):
        Document("en", "Title", summary=(Paragraph("p", (note, note)),))
    assert Document("en", "Title", summary=(Paragraph("p", (note, Reference("same"))),))


def test_subparagraphs_nest_four_deep_and_lists_too():
    def parts(degrees: int) -> tuple[SubParagraph, ...]:
        return (SubParagraph(f"s{degrees}", (), parts(degrees - 1)),) if degrees else ()

    def lists(levels: int) -> ListBlock:
        return ListBlock((ListItem((), lists(levels - 1) if levels > 1 else None),))

    assert Paragraph("p", (), subparagraphs=parts(4))
    with pytest.raises(DocumentProblem, match="of paragraph p are nested deeper than 4"):
        Paragraph("p", (), subparagraphs=parts(5))
    assert lists(4)
    with pytest.raises(DocumentProblem, match="Lists are nested deeper than 4"):
        lists(5)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Geneva, 4-29 July 2011", True),
        ("جنيف، ٤-٢٩ تموز/يوليه ٢٠١١", True),
        ("2011年7月4日至29日，日内瓦", True),
        ("Genève, 1er juillet 2011", True),
        ("High-level segment", False),
        ("Session of 2011", False),
        ("66th meeting", False),
    ],
)
def test_a_line_with_a_day_and_a_year_says_where_and_when_a_session_is_held(line, place):
    body = Body("Council", ("Substantive session, 4-29 July 2011", line))

    assert body.session_lines == (("Substantive session, 4-29 July 2011", False), (line, place))


def test_an_id_that_is_used_twice_is_refused_with_its_second_place():
    note = Footnote("note", (Text("See there."),))
    blocks = tuple(Paragraph(each, (Text("Words."), note)) for each in ("one", "two"))

    with pytest.raises(DocumentProblem, match=r"'note' is used twice .* at or after 'two'"):
        Document("en", "Title", blocks=blocks)


def test_a_footnote_without_words_is_told():
    empty = Paragraph("one", (Text("Words."), Footnote("bare", (Text(" "),))))
    table = Table("t", "Caption", ("A",), (((Text("b"), Footnote("in-cell", ())),),))
    found = faults(Document("en", "Title", blocks=(empty, table)))

    assert [(each.where, each.message) for each in found] == [
        ("bare", "A footnote has no words."),
        ("in-cell", "A footnote has no words."),
    ]
