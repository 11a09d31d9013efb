"""What stands in a Word document, where it stands, and on which page."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.text.extraction import Extracted, Problem, extract
from rapporteur.core.text.extraction.word import read_word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def word(body: str, *, main: str = W, **parts: str) -> bytes:
    """A document of this body, with other parts by their names ("footnotes")."""
    links = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{_kind(name)}" Target="{name}.xml"/>'
        for name in parts
    )
    spaces = SPACES.replace(W, main)
    files = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f"<Relationships>{links}</Relationships>",
        **{f"word/{name}.xml": content for name, content in parts.items()},
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def _kind(name: str) -> str:
    return "aFChunk" if name == "chunk" else name


def part(content: str) -> str:
    return f'<w:part xmlns:w="{W}">{content}</w:part>'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def pages(raw: bytes) -> list[str]:
    return [page.text for page in extract(raw).pages]


BOX = f"<w:txbxContent>{paragraph('In the box')}</w:txbxContent>"
DRAWN = (
    f"<w:p>{run('Before. ')}<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{BOX}</wps:txbx>"
    f"</mc:Choice><mc:Fallback><v:textbox>{BOX}</v:textbox></mc:Fallback>"
    f"</mc:AlternateContent></w:r>{run('After.')}</w:p>"
)
TRACKED = (
    f"<w:p>{run('It ')}<w:del><w:r><w:delText>should</w:delText></w:r></w:del><w:ins>"
    f"{run('shall')}</w:ins><w:moveFrom>{run('gone')}</w:moveFrom></w:p>"
)
BEGIN, RESULT, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)
FIELDS = (
    f"<w:p>{BEGIN}<w:r><w:instrText>IF</w:instrText></w:r>{BEGIN}{RESULT}{run('unseen')}{END}"
    f"{RESULT}{run('filled in')}{END}"
    f'<w:fldSimple w:instr="DATE">{run(", 5 May")}</w:fldSimple></w:p>'
)
FORM = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>'
    '<w:checked/></w:checkBox><w:textInput><w:default w:val="unseen"/></w:textInput></w:ffData>'
    f"</w:fldChar></w:r>{END}{run(' Yes ')}</w:p>"
    '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
    '<w:listEntry w:val="one"/><w:listEntry w:val="two"/></w:ddList></w:ffData></w:fldChar></w:r>'
    f"{END}</w:p>"
)
SIGNS = (
    "<w:p><w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t>t</w:t><w:tab/>"
    '<w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Wingdings" w:char="F0FC"/>'
    '<w:sym w:font="Wingdings" w:char="zz"/><w:br/><w:t>ﬁn</w:t></w:r></w:p>'
)
LOOKS = (
    "<w:p><w:r><w:rPr><w:i/><w:smallCaps/></w:rPr><w:t>words</w:t></w:r><w:r><w:rPr>"
    '<w:vertAlign w:val="subscript"/></w:rPr><w:t>2</w:t></w:r></w:p>'
)
CONTROLS = (
    f"<w:sdt><w:sdtContent>{paragraph('block')}</w:sdtContent></w:sdt><w:p><w:customXml>"
    f"<w:smartTag>{run('run')}</w:smartTag></w:customXml></w:p>"
)
FORMULA = (
    "<w:p><m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r>"
    "</m:den></m:f></m:oMath></w:p>"
)
TEXTS = {
    DRAWN: "Before. After.\n\nIn the box",
    f"<w:p><w:r><v:textbox>{BOX}</v:textbox></w:r></w:p>": "In the box",
    TRACKED: "It shall",
    FIELDS: "filled in, 5 May",
    FORM: "☒ Yes\n\ntwo",
    SIGNS: "co\u2011op\u00adt\tα✓\nﬁn",
    LOOKS: "words2",
    CONTROLS: "block\n\nrun",
    FORMULA: "a/b",
}


@pytest.mark.parametrize("body", TEXTS, ids=list(TEXTS.values()))
def test_the_words_of_paragraphs(body: str) -> None:
    assert extract(word(body)).text == TEXTS[body]


HIDING = part(
    '<w:style w:styleId="Off"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="Like"><w:basedOn w:val="Off"/></w:style>'
    '<w:style w:styleId="On"><w:basedOn w:val="Off"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
)


VANISH, NOT_HIDDEN, WEB = "<w:vanish/>", '<w:vanish w:val="0"/>', "<w:webHidden/>"
LIKE = '<w:rStyle w:val="Like"/>'


def hidden(text: str, how: str = VANISH) -> str:
    return f"<w:r><w:rPr>{how}</w:rPr><w:t>{text}</w:t></w:r>"


def styled(style: str, *runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'


SEEN_AND_NOT = {
    f"<w:p>{run('a')}{hidden('b')}{hidden('c')}{run('d')}</w:p>": "a[[Hidden: bc]]d",
    f"<w:p>{hidden('a', NOT_HIDDEN)}{run('b')}</w:p>": "ab",
    f"<w:p>{run('a ')}{hidden('b', WEB)}</w:p>": "a [[Hidden: b]]",
    f"<w:p>{BEGIN}{RESULT}{hidden('3', WEB)}{END}</w:p>": "3",
    f"<w:p>{run('a ')}{hidden('b', LIKE)}</w:p>": "a [[Hidden: b]]",
    styled("Off", run("a"), hidden("b", NOT_HIDDEN)): "[[Hidden: a]]b",
    styled("Like", run("a")) + styled("Like", run("b")) + styled("On", run("c")): (
        "[[Hidden: a\n\nb]]\n\nc"
    ),
    "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>": "a",
    f'<w:tbl><w:tblPr><w:tblStyle w:val="Off"/></w:tblPr>{row(paragraph("a"))}</w:tbl>'
    + paragraph("b"): "[[Hidden: a]]\n\nb",
    f"<w:p>{hidden('a')}<w:r><w:rPr><w:vanish/></w:rPr><w:pict><v:textbox>{BOX}</v:textbox>"
    "</w:pict></w:r></w:p>": "[[Hidden: a]]\n\n[[Hidden: In the box]]",
    f'<w:p>{run("a")}{hidden("b")}<w:r><w:br w:type="page"/></w:r>{hidden("c")}</w:p>': (
        "a[[Hidden: b]]\f[[Hidden: c]]"
    ),
    f"<w:p>{hidden('b]] c')}</w:p>": "[[Hidden: b] ] c]]",
    f"<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>{paragraph('a')}"
    f"</w:sdtContent></w:sdt>{paragraph('b')}": "a\n\nb",
    f'<w:p>{run("a")}<w:r><w:drawing><wp:docPr hidden="1"/><wps:txbx>{BOX}</wps:txbx></w:drawing>'
    f"</w:r>{run('b')}</w:p>": "ab\n\n[[Hidden: In the box]]",
    f'<w:p>{run("a")}<w:r><w:pict><v:rect style="top:0;visibility:hidden"><v:textbox>{BOX}'
    f"</v:textbox></v:rect><v:rect style='visibility:visible'><v:textbox>{BOX}</v:textbox></v:rect>"
    "</w:pict></w:r></w:p>": "a\n\n[[Hidden: In the box]]\n\nIn the box",
}


@pytest.mark.parametrize("body", SEEN_AND_NOT, ids=range(len(SEEN_AND_NOT)))
def test_what_is_hidden_is_marked(body: str) -> None:
    assert extract(word(body, styles=HIDING)).text == SEEN_AND_NOT[body]


def test_a_style_of_tables_hides_though_it_says_otherwise_of_some_rows() -> None:
    style = (
        '<w:style w:type="table" w:styleId="T"><w:rPr><w:vanish/></w:rPr>'
        f'<w:tblStylePr w:type="firstRow"><w:rPr>{NOT_HIDDEN}</w:rPr></w:tblStylePr></w:style>'
    )
    body = f'<w:tbl><w:tblPr><w:tblStyle w:val="T"/></w:tblPr>{row(paragraph("a"))}</w:tbl>'
    assert extract(word(body, styles=part(style))).text == "[[Hidden: a]]"


def test_a_chart_is_hidden_with_the_drawing_that_it_stands_in() -> None:
    drawn = (
        '<w:p><w:r><w:drawing><wp:docPr{}/><c:chart xmlns:c="c" r:id="{}"/></w:drawing></w:r></w:p>'
    )
    body = paragraph("a") + drawn.format(' hidden="1"', "chart") + drawn.format("", "other")
    raw = word(body, chart="<c><tx><v>Share</v></tx></c>")
    assert extract(raw).text == "a\n\n[[Hidden: Share]]"


def test_a_note_is_hidden_with_what_refers_to_it_and_in_itself() -> None:
    notes = "".join(
        f'<w:footnote w:id="{at}"><w:p>{words}</w:p></w:footnote>'
        for at, words in enumerate([run("a"), hidden("b")])
    )
    refer = '<w:r><w:rPr>{}</w:rPr><w:footnoteReference w:id="{}"/></w:r>'
    body = f"<w:p>{refer.format(VANISH, 0)}{refer.format('', 1)}</w:p>"
    assert pages(word(body, footnotes=part(notes))) == [
        "[1][2]\n\n[[Hidden: [1] a]]\n\n[2] [[Hidden: b]]"
    ]


def test_all_is_hidden_where_that_is_the_rule_of_the_document() -> None:
    rule = "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"
    raw = word(paragraph("a") + f"<w:p>{hidden('b', NOT_HIDDEN)}</w:p>", styles=part(rule))
    assert extract(raw).text == "[[Hidden: a]]\n\nb"
    style = '<w:style w:type="paragraph" w:default="1" w:styleId="N">{}</w:style>'
    plain = style.format("<w:rPr><w:vanish/></w:rPr>")
    assert extract(word(paragraph("a"), styles=part(plain))).text == "[[Hidden: a]]"


def test_a_table_by_rows_whatever_stands_in_its_cells() -> None:
    inner = f"<w:tbl>{row(paragraph('c'), paragraph('d'))}</w:tbl>"
    body = f"<w:tbl>{row(paragraph('a' * 99), paragraph(''), paragraph('b') + inner)}</w:tbl>"
    assert pages(word(body + paragraph("e"))) == [f"{'a' * 99}\t\tb\n\nc\td\n\ne"]


def test_notes_and_comments_stand_at_the_foot_of_their_page() -> None:
    note = f'<w:footnote w:id="2">{paragraph("ç")}</w:footnote>'
    last = f'<w:endnote w:id="3">{paragraph("e")}</w:endnote>'
    said = f'<w:comment w:id="0">{paragraph("Why?")}</w:comment>'
    body = (
        f'<w:p>{run("a")}<w:r><w:endnoteReference w:id="3"/></w:r><w:r><w:footnoteReference '
        'w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r><w:r><w:br w:type="page"/>'
        f"</w:r></w:p>{paragraph('b')}"
    )
    raw = word(body, footnotes=part(note), endnotes=part(last), comments=part(said))
    assert pages(raw) == ["a[1][2]\n\n[2] ç\n\n[[Comment: Why?]]", "b\n\n[1] e"]


def test_pages_as_word_last_laid_them_out() -> None:
    no_break = '<w:pageBreakBefore w:val="0"/>'
    drawn = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = (
        f"{paragraph('one')}<w:p>{run('still ')}{drawn}{run('two')}</w:p>"
        f'<w:p><w:r><w:br w:type="page"/></w:r></w:p><w:p>{drawn}{run("three")}</w:p>'
        f"{paragraph('four', '<w:pageBreakBefore/>')}"
        f"{paragraph('four too', no_break + '<w:sectPr/>')}"
        f"{paragraph('five', '<w:sectPr/>')}"
        f'{paragraph("five too")}<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    )
    assert pages(word(body)) == [
        "one\n\nstill",
        "two",
        "three",
        "four\n\nfour too",
        "five\n\nfive too",
    ]


def test_a_row_that_goes_over_to_the_next_page_does_so_once() -> None:
    cell = f"<w:p>{run('a')}<w:r><w:lastRenderedPageBreak/></w:r>{run('b')}</w:p>"
    assert len(pages(word(f"<w:tbl>{row(cell, cell)}</w:tbl>"))) == 2


def test_numbers_of_a_list_stand_before_its_paragraphs() -> None:
    def level(at: int, form: str, text: str) -> str:
        said = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        return f'<w:lvl w:ilvl="{at}">{said}</w:lvl>'

    levels = level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)") + level(2, "bullet", "-")
    legal = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2").replace(
        "<w:numFmt", "<w:isLgl/><w:numFmt"
    )
    lists = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="8">{legal}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2">'
        '<w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        '</w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num>'
        "</w:numbering>"
    )
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="Item"><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:styleId="Mine"><w:basedOn w:val="Item"/></w:style>'
        "</w:styles>"
    )

    def item(number: int, at: int) -> str:
        return paragraph(
            "x", f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'
        )

    body = (
        paragraph("x", '<w:pStyle w:val="Mine"/>')
        + item(1, 1) + item(1, 1) + item(1, 2) + item(1, 0) + item(1, 1) + item(2, 0)
        + item(3, 0) + item(3, 1) + paragraph("x", '<w:pStyle w:val="Mine"/><w:numPr>'
        '<w:numId w:val="0"/></w:numPr>')
    )  # fmt: skip
    text = extract(word(body, numbering=lists, styles=styles)).text
    assert text.split("\n\n") == [
        *("1. x", "(a) x", "(b) x", "• x", "2. x", "(a) x", "5. x", "I. x", "1.1 x", "x")
    ]


def test_a_file_in_place_of_words_is_read_but_not_what_may_hold_itself() -> None:
    body = paragraph("main") + '<w:altChunk r:id="chunk"/>'
    assert pages(word(body, chunk="<html><p>from HTML</p></html>")) == ["main\n\nfrom HTML"]


def test_the_names_of_the_strict_form_mean_the_same() -> None:
    assert pages(word(paragraph("strict"), main=STRICT)) == ["strict"]


def test_xml_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    broken = word(paragraph("whole") + "<w:p></w:x>" + paragraph("lost"))
    told = extract(broken)
    assert (told.text, told.problem) == ("whole", Problem.BROKEN_OFF)
    assert extract(word("<")).problem is Problem.DAMAGED


def test_what_declares_entities_is_not_read() -> None:
    document = (
        f'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "{"&a;" * 50}"><!ENTITY c "{"&b;" * 50}">]>'
        f'<w:document xmlns:w="{W}"><w:p>{run("x&c;y")}</w:p></w:document>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
    assert extract(file.getvalue()).problem is Problem.DAMAGED


def test_long_runs_of_blanks_take_no_longer_than_words() -> None:
    raw = word(paragraph(f"a{' ' * 3_000_000}b") + "<w:sectPr>" * 3_000)
    assert extract(raw, seconds=20).text.split() == ["a", "b"]


def test_nesting_beyond_reason_takes_nothing_else_along() -> None:
    told = extract(word(paragraph("first") + "<w:p>" * 100_000))
    assert (told.text, told.problem) == ("first", Problem.BROKEN_OFF)


NAMES = (
    "p r t tab br cr sym pPr rPr numPr numId ilvl pStyle sectPr type pageBreakBefore tr tc tbl del "
    "ins fldChar instrText ffData checkBox default checked ddList result listEntry txbxContent "
    "AlternateContent Choice Fallback footnoteReference commentReference lastRenderedPageBreak "
    "altChunk num sup footnote comment vanish webHidden rStyle tblStyle style "
    "abstractNum lvl lvlText lvlOverride startOverride"
)
VALUES = st.sampled_from(["0", "1", "9" * 12, "-1", "page", "begin", "separate", "end", "%1", "x"])


def _element(within: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda name, value, inside: (
            f'<w:{name} w:val="{value}" w:id="{value}" w:type="{value}" w:fldCharType="{value}" '
            f'w:numId="{value}" w:ilvl="{value}" w:abstractNumId="{value}">'
            f"{''.join(inside)}</w:{name}>"
        ),
        st.sampled_from(NAMES.split()),
        VALUES,
        st.lists(within, max_size=3),
    )


@given(st.lists(st.recursive(st.just("é"), _element), max_size=5))
def test_elements_in_any_order_are_read(elements: list[str]) -> None:
    body = "".join(elements)
    others = {name: part(body) for name in ("footnotes", "numbering", "styles")}
    told = read_word(word(body, **others), lambda _raw, _name: Extracted((), ""))
    assert told.problem in (None, Problem.NO_TEXT)


def test_numberings_styles_blanks_and_breaks_without_end_take_time_as_they_are_many() -> None:
    many = 20_000
    levels = "".join(f'<w:lvl w:ilvl="{at}"/>' for at in range(many))
    its = f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
    its += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    styles = "".join(
        f'<w:style w:styleId="s{at}"><w:basedOn w:val="s{at + 1}"/></w:style>' for at in range(many)
    )
    number = '<w:pStyle w:val="s0"/><w:numPr><w:numId w:val="1"/></w:numPr>'
    blanks = run(" " * 10 * many) + "<w:r><w:lastRenderedPageBreak/></w:r>" * many
    body = f"<w:p>{blanks}</w:p>{paragraph('a', number) * many}"
    raw = word(body, styles=part(styles), numbering=part(its))
    assert extract(raw, seconds=20).text.split() == ["a"] * many


def test_a_long_comment_that_is_referred_to_again_and_again_is_cut() -> None:
    said = f'<w:comment w:id="0">{paragraph("a" * 3_000_000)}</w:comment>'
    body = "<w:p>" + '<w:r><w:commentReference w:id="0"/></w:r>' * 1_000 + "</w:p>"
    told = read_word(word(body, comments=part(said)), lambda _raw, _name: Extracted((), ""))
    assert told.problem is Problem.CUT
