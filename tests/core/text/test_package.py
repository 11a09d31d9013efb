"""What stands beside the words of an Office file: notes, comments, shapes, diagrams, charts."""

import io
import zipfile

import openpyxl
from openpyxl.comments import Comment

from rapporteur.core.text.extraction import extract

A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def archive(files: dict[str, str], begun: bytes = b"") -> bytes:
    file = io.BytesIO(begun)
    with zipfile.ZipFile(file, "a") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return file.getvalue()


def links(*kinds_and_targets: tuple[str, str]) -> str:
    told = "".join(
        f'<Relationship Id="r{number}" Type="x/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(kinds_and_targets)
    )
    return f"<Relationships>{told}</Relationships>"


def shape(*paragraphs: str) -> str:
    words = "".join(f"<a:p><a:r><a:t>{each}</a:t></a:r></a:p>" for each in paragraphs)
    return f'<x xmlns:a="{A}">{words}</x>'


def test_a_slide_with_its_diagram_chart_comments_and_notes() -> None:
    chart = (
        "<c><tx><v>Share</v></tx><cat><pt><v>Yes</v></pt><pt><v>No</v></pt></cat>"
        "<val><pt><v>7</v></pt></val></c>"
    )
    notes = shape("Say it slowly").replace("</x>", "<a:p><a:fld><a:t>1</a:t></a:fld></a:p></x>")
    raw = archive(
        {
            "[Content_Types].xml": "<Types/>",
            "ppt/slides/slide1.xml": shape("Title", "Words"),
            "ppt/slides/_rels/slide1.xml.rels": links(
                ("diagramData", "../diagrams/data1.xml"),
                ("chart", "../charts/chart1.xml"),
                ("comments", "../comments/c1.xml"),
                ("notesSlide", "../notesSlides/n1.xml"),
                ("slideLayout", "../layout.xml"),
                ("chart", "../gone.xml"),
                ("chart", "../broken.xml"),
            ),
            "ppt/diagrams/data1.xml": shape("Step"),
            "ppt/charts/chart1.xml": chart,
            "ppt/comments/c1.xml": "<cm><text>Why?</text></cm>",
            "ppt/notesSlides/n1.xml": notes,
            "ppt/layout.xml": shape("Click to add"),
            "ppt/broken.xml": "<",
        }
    )
    text = "Title\nWords\nStep\nShare\n\nYes\tNo\n\n7\n"
    text += "[[Comment: Why?]]\n[[Comment: Say it slowly]]"
    assert [page.text for page in extract(raw).pages] == [text]


def test_comments_and_shapes_of_a_sheet_stand_below_its_cells() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = "Answer"
    sheet["A1"].comment = Comment("Is that so?", "Ada")
    book.create_sheet("Second")["A1"] = "Other"
    file = io.BytesIO()
    book.save(file)
    raw = file.getvalue()
    assert [page.text for page in extract(raw).pages] == [
        "Sheet\nAnswer\n[[Comment: Is that so?]]",
        "Second\nOther",
    ]
    shown = archive(
        {
            "xl/worksheets/_rels/sheet2.xml.rels": links(("drawing", "../drawings/d.xml")),
            "xl/drawings/d.xml": shape("In a box"),
        },
        raw,
    )
    assert extract(shown).pages[1].text == "Second\nOther\nIn a box"


def test_a_drawing_that_hangs_on_itself_is_read_once() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "Answer"
    file = io.BytesIO()
    book.save(file)
    twice = links(("drawing", "../drawings/d.xml"), ("drawing", "d.xml"))
    raw = archive(
        {
            "xl/worksheets/_rels/sheet1.xml.rels": twice,
            "xl/drawings/_rels/d.xml.rels": twice,
            "xl/drawings/d.xml": shape("In a box"),
        },
        file.getvalue(),
    )
    assert [page.text for page in extract(raw).pages] == ["Sheet\nAnswer\nIn a box"]


def test_slides_and_shapes_that_are_not_shown_are_marked() -> None:
    p = "http://schemas.openxmlformats.org/presentationml/2006/main"
    r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    one = '<p:sp><p:nvSpPr><p:cNvPr id="1"{}/></p:nvSpPr><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:sp>'
    group = f'<p:grpSp><p:nvGrpSpPr><p:cNvPr hidden="true"/></p:nvGrpSpPr>{one}</p:grpSp>'
    shapes = one.format("", "a") + one.format(' hidden="1"', "b") + group.format("", "c")
    frame = '<p:graphicFrame><p:nvPr><p:cNvPr{}/></p:nvPr><c r:{}="r{}"/></p:graphicFrame>'
    drawn = "".join([frame.format(' hidden="1"', "dm", 0), frame.format("", "id", 1)])
    space = f'xmlns:a="{A}" xmlns:p="{p}" xmlns:r="{r}"'
    listed = "".join(f'<p:sldId r:id="r{number}"/>' for number in (0, 1))
    raw = archive(
        {
            "[Content_Types].xml": "<Types/>",
            "ppt/presentation.xml": f'<p:p xmlns:p="{p}" xmlns:r="{r}">{listed}</p:p>',
            "ppt/_rels/presentation.xml.rels": links(
                ("slide", "slides/slide1.xml"), ("slide", "slides/slide2.xml")
            ),
            "ppt/slides/slide1.xml": f"<p:sld {space}>{shapes}{one.format('', 'd')}{drawn}</p:sld>",
            "ppt/slides/_rels/slide1.xml.rels": links(
                ("diagramData", "../diagrams/d.xml"), ("chart", "../charts/c.xml")
            ),
            "ppt/diagrams/d.xml": shape("Step"),
            "ppt/charts/c.xml": "<c><tx><v>Share</v></tx></c>",
            "ppt/slides/slide2.xml": f'<p:sld {space} show="0">{one.format("", "e")}</p:sld>',
            "ppt/slides/slide3.xml": f"<p:sld {space}>{one.format('', 'left behind')}</p:sld>",
        }
    )
    assert [page.text for page in extract(raw).pages] == [
        "a\n[[Hidden: b\nc]]\nd\n[[Hidden: Step]]\nShare",
        "[[Hidden: e]]",
        "[[Hidden: left behind]]",
    ]


def test_a_hidden_shape_on_a_sheet_is_marked() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "Answer"
    file = io.BytesIO()
    book.save(file)
    off = ' hidden="1"'
    shapes = "<sp><nvSpPr><cNvPr{}/></nvSpPr><p><r><t>{}</t></r></p></sp>"
    picture = f"<pic><nvPicPr><cNvPr{off}/></nvPicPr></pic>"
    chart = (
        f"<graphicFrame><nv><cNvPr{off}/></nv><chart xmlns:r='r' r:id='r0'/></graphicFrame>"
        f"{shapes.format('', 'c')}"
    )
    raw = archive(
        {
            "xl/worksheets/_rels/sheet1.xml.rels": links(("drawing", "../drawings/d.xml")),
            "xl/drawings/_rels/d.xml.rels": links(("chart", "../charts/c.xml")),
            "xl/drawings/d.xml": f"<x>{picture}{shapes.format('', 'a')}{shapes.format(off, 'b')}"
            f"{chart}</x>",
            "xl/charts/c.xml": "<c><tx><v>Share</v></tx></c>",
        },
        file.getvalue(),
    )
    assert [page.text for page in extract(raw).pages] == [
        "Sheet\nAnswer\na\n\n[[Hidden: b]]\n\nc\n[[Hidden: Share]]"
    ]
