"""What stands in an OpenDocument file, where it stands, and on which page."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.text import media
from rapporteur.core.text.extraction import Problem, extract
from rapporteur.core.text.extraction.opendocument import read_opendocument

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        **dict.fromkeys(["office"], "office"),
        **{each: each for each in ("text", "table", "style", "svg")},
        "draw": "drawing",
        "presentation": "presentation",
        "fo": "xsl-fo-compatible",
    }.items()
)


def document(body: str, styles: str = "", *, kind: str = media.ODT) -> bytes:
    content = (
        f'<office:document-content xmlns:dc="urn:dc" {SPACES}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
    return file.getvalue()


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def pages(raw: bytes) -> list[str]:
    return [page.text for page in extract(raw).pages]


def test_white_space_is_what_the_elements_say() -> None:
    text = p(
        '  a\n  <text:span> b</text:span><text:s text:c="3"/>c<text:tab/>d<text:line-break/>e '
    )
    assert pages(document(text)) == ["a b   c\td\ne"]


def test_notes_comments_and_boxes_stand_where_they_belong() -> None:
    note = (
        '<text:note text:note-class="{}"><text:note-citation>9</text:note-citation>'
        "<text:note-body>{}</text:note-body></text:note>"
    )
    said = f"<office:annotation><dc:creator>Ada</dc:creator>{p('Why?')}</office:annotation>"
    box = (
        f"<draw:frame><draw:text-box>{p('in the box')}</draw:text-box><svg:desc>A box</svg:desc>"
        f"</draw:frame><draw:custom-shape>{p('in the shape')}</draw:custom-shape>"
    )
    body = (
        p(f"a{note.format('endnote', p('e'))}{note.format('footnote', p('ç'))}{said}{box} goes on")
        + "<text:soft-page-break/>"
        + p("b<text:soft-page-break/>c")
    )
    assert pages(document(body)) == [
        "a[1][2] goes on\n\nin the box\n\nin the shape\n\n[2] ç\n\n[[Comment: Why?]]",
        "b",
        "c\n\n[1] e",
    ]


def test_what_was_struck_out_is_not_read() -> None:
    struck = (
        f"<text:tracked-changes><text:deletion>{p('should')}</text:deletion></text:tracked-changes>"
    )
    assert pages(document(struck + p("shall"))) == ["shall"]


def test_pages_that_styles_begin_and_end() -> None:
    styles = (
        '<style:style style:family="paragraph" style:name="New">'
        '<style:paragraph-properties fo:break-before="page"/>'
        '</style:style><style:style style:family="paragraph" style:name="Mine" '
        'style:parent-style-name="New"/><style:style style:family="paragraph" style:name="Last">'
        '<style:paragraph-properties fo:break-after="page"/></style:style>'
    )
    body = p("a", "Mine") + p("b", "Mine") + p("c", "Last") + p("d") + p("e", "Unknown")
    assert pages(document(body, styles)) == ["a", "b\n\nc", "d\n\ne"]


def test_a_table_by_rows() -> None:
    def cell(content: str) -> str:
        return f"<table:table-cell>{content}</table:table-cell>"

    rows = (
        f"<table:table-row>{cell(p('a'))}{cell('')}{cell(p('b'))}</table:table-row>"
        f"<table:table-row>{cell(p('c') + p('d'))}<table:covered-table-cell/></table:table-row>"
    )
    assert pages(document(f"<table:table>{rows}</table:table>")) == ["a\t\tb\n\nc\n\nd"]


def test_numbers_of_a_list_stand_before_its_paragraphs() -> None:
    number = '<text:list-level-style-number text:level="{}" style:num-format="{}" {}/>'
    styles = (
        '<text:list-style style:name="L">'
        + number.format(1, "1", 'style:num-suffix="."')
        + number.format(2, "a", 'style:num-prefix="(" style:num-suffix=")" text:start-value="3"')
        + number.format(3, "I", 'text:display-levels="3"')
        + '</text:list-style><text:list-style style:name="B"><text:list-level-style-bullet '
        'text:level="1"/></text:list-style>'
    )
    item = "<text:list-item>{}</text:list-item>"
    third = f"<text:list>{item.format(p('x'))}</text:list>"
    second = f"<text:list>{item.format(p('x') + third)}{item.format(p('x'))}</text:list>"
    first = f'<text:list text:style-name="L">{item.format(p("x") + second)}</text:list>'
    on = first.replace(">", ' text:continue-numbering="true">', 1).replace(second, "")
    bullet = f'<text:list text:style-name="B">{item.format(p("x") + p("y"))}</text:list>'
    text = extract(document(first + p("between") + on + first + bullet, styles)).text
    assert text.split("\n\n") == [
        *("1. x", "(c) x", "1.c.I x", "(d) x", "between", "2. x"),
        *("1. x", "(c) x", "1.c.I x", "(d) x", "• x", "y"),
    ]


def test_a_presentation_has_its_slides_for_pages() -> None:
    slide = "<draw:page><draw:frame><draw:text-box>{}</draw:text-box></draw:frame></draw:page>"
    body = slide.format(p("one") + p("more")) + slide.format(p("two"))
    assert pages(document(body, kind=media.ODP)) == ["one\n\nmore", "two"]
    assert extract(document(p("a"), kind=f"{media.ODT}-template")).media_type == media.ODT


def test_one_xml_file_is_read_as_the_archive_is() -> None:
    flat = f'<?xml version="1.0"?>\n<office:document {SPACES} office:mimetype="{media.ODT}">'
    raw = f"{flat}<office:body><office:text>{p('é')}</office:text></office:body></office:document>"
    told = extract(raw.encode())
    assert (told.text, told.media_type, told.problem) == ("é", media.FLAT, None)


def test_xml_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    told = extract(document(p("whole") + "</text:x>" + p("lost")))
    assert (told.text, told.problem) == ("whole", Problem.BROKEN_OFF)
    assert extract(document("<")).problem is Problem.DAMAGED


NAMES = (
    "p h s tab line-break soft-page-break note note-body annotation list list-item list-style "
    "list-level-style-number span section hidden-text hidden-paragraph conditional-text "
    "tracked-changes"
)


def _element(within: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda name, value, inside: (
            f'<text:{name} text:c="{value}" text:level="{value}" text:style-name="{value}" '
            f'style:name="{value}" style:num-format="{value}">{"".join(inside)}</text:{name}>'
        ),
        st.sampled_from(NAMES.split()),
        st.sampled_from(["0", "1", "9" * 12, "-1", "i", "a"]),
        st.lists(within, max_size=3),
    )


@given(st.lists(st.recursive(st.just("é"), _element), max_size=5))
def test_elements_in_any_order_are_read(elements: list[str]) -> None:
    told = read_opendocument(document("".join(elements)), media.ODT)
    assert told.problem in (None, Problem.NO_TEXT)


def styled(family: str, name: str, properties: str, parent: str = "") -> str:
    base = f' style:parent-style-name="{parent}"' if parent else ""
    return (
        f'<style:style style:family="{family}" style:name="{name}"{base}>{properties}</style:style>'
    )


OFF = '<style:text-properties text:display="none"/>'
ON = '<style:text-properties text:display="true"/>'
HIDING = "".join(
    [
        styled("paragraph", "Off", OFF),
        styled("paragraph", "Like", "", "Off"),
        styled("text", "Off", OFF),
        styled("text", "On", ON),
        styled("paragraph", "S", ""),
        styled("text", "S", OFF),
        styled(
            "drawing-page",
            "dp",
            '<style:drawing-page-properties presentation:visibility="hidden"/>',
        ),
    ]
)


def span(text: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


FIELD = '<text:hidden-text text:string-value="{}" text:is-hidden="{}">{}</text:hidden-text>'
FRAME = '<draw:frame draw:display="{}"><draw:text-box>{}</draw:text-box></draw:frame>'
HIDDEN_PARAGRAPH = '<text:hidden-paragraph text:is-hidden="{}"/>'
SECTION = '<text:section text:display="{}"{}>{}</text:section>'
SEEN_AND_NOT = {
    p("a " + span("b", "Off") + span("c", "Off") + " d"): "a [[Hidden: bc]] d",
    p("a", "Off") + p("b", "Like") + p("c", "S"): "[[Hidden: a\n\nb]]\n\nc",
    p("a" + span("b", "On"), "Off"): "[[Hidden: a]]b",
    p('a <text:a text:style-name="Off">b</text:a> c'): "a [[Hidden: b]] c",
    p(
        f"a{FRAME.format('none', p('b'))}{FRAME.format('always', p('c'))}"
    ): "a\n\n[[Hidden: b]]\n\nc",
    p("a " + FIELD.format("b", "true", "")): "a [[Hidden: b]]",
    p("a " + FIELD.format("b", "false", "b")): "a b",
    p("a" + span(HIDDEN_PARAGRAPH.format("true"), "S") + "b") + p("c"): "[[Hidden: ab]]\n\nc",
    p("a" + HIDDEN_PARAGRAPH.format("false") + "b"): "ab",
    SECTION.format("none", "", p("a") + p(span("b", "On"))) + p("c"): "[[Hidden: a\n\nb]]\n\nc",
    SECTION.format("condition", ' text:is-hidden="true"', p("a")): "[[Hidden: a]]",
    SECTION.format("condition", ' text:is-hidden="false"', p("a")): "a",
    p(
        'a<text:conditional-text text:string-value-if-true="b" text:string-value-if-false="c" '
        'text:current-value="true">b</text:conditional-text>'
    ): "ab[[Hidden: c]]",
}


@pytest.mark.parametrize("body", SEEN_AND_NOT, ids=range(len(SEEN_AND_NOT)))
def test_what_is_hidden_is_marked(body: str) -> None:
    assert extract(document(body, HIDING)).text == SEEN_AND_NOT[body]


def test_what_is_no_style_says_nothing_of_the_one_before() -> None:
    level = f'<text:list-level-style-number text:level="1">{ON}</text:list-level-style-number>'
    styles = f"{HIDING}{styled('paragraph', 'Last', OFF)}<text:list-style>{level}</text:list-style>"
    assert extract(document(p("a", "Last"), styles)).text == "[[Hidden: a]]"


def test_a_family_of_styles_may_hide_what_says_nothing_else() -> None:
    family = f'<style:default-style style:family="paragraph">{OFF}</style:default-style>'
    body = p("a") + p("b", "S") + p(span("c", "On")) + p("d", "Shown")
    raw = document(body, family + HIDING + styled("paragraph", "Shown", ON))
    assert extract(raw).text == "[[Hidden: a\n\nb]]\n\nc\n\nd"


def test_notes_and_boxes_are_hidden_with_what_they_hang_on() -> None:
    note = '<text:note text:note-class="footnote"><text:note-body>{}</text:note-body></text:note>'
    box = f"<draw:frame><draw:text-box>{p('b')}</draw:text-box></draw:frame>"
    body = p(f"a{box}{note.format(p('c'))}", "Off")
    assert pages(document(body, HIDING)) == [
        "[[Hidden: a]][1]\n\n[[Hidden: b]]\n\n[1] [[Hidden: c]]"
    ]


def test_a_slide_that_is_not_shown_is_marked() -> None:
    slide = (
        '<draw:page draw:style-name="{}"><draw:frame><draw:text-box>{}</draw:text-box></draw:frame>'
        "</draw:page>"
    )
    body = slide.format("dp", p("one") + p("more")) + slide.format("", p("two"))
    assert pages(document(body, HIDING, kind=media.ODP)) == ["[[Hidden: one\n\nmore]]", "two"]


def test_notes_to_a_slide_are_marked() -> None:
    box = "<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>"
    notes = f"<notes>{box.format(p('Say it slowly'))}</notes>"
    empty = f"<notes>{box.format('')}</notes>"
    body = f"<draw:page>{box.format(p('Words'))}{notes}</draw:page>"
    body += f"<draw:page>{box.format(p('More'))}{empty}</draw:page>"
    assert pages(document(body)) == ["Words\n\n[[Comment: Say it slowly]]", "More"]
