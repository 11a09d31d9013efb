"""The form as a PDF that can be filled in: tagged, PDF/UA-1, every field named and described.

Typst sets the words and the boxes but knows no fields; they are laid over it here, as widgets
(ISO 32000-1, 12.7) that stand in the structure tree right behind their labels (14.8.4.4.4), each
with an alternate name (`TU`) that a screen reader says. On paper it is the form to fill in by hand.
"""

import io
import json
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name, String

from rapporteur.core.fonts import fonts_in, in_order, private, undisplayed
from rapporteur.core.forms.form import Field, Form, Kind
from rapporteur.core.letters.pdf import GlyphProblem
from rapporteur.core.reading_order import in_reading_order
from rapporteur.core.text.languages import direction

WIDTH, HEIGHT, MARGIN, GUTTER = 595.276, 841.89, 56.0, 18.0  # points; A4
LINE, LABEL, GAP, BOX = 24.0, 14.0, 12.0, 11.0
_REQUIRED, _MULTILINE, _NO_OFF, _RADIO = 1 << 1, 1 << 12, 1 << 14, 1 << 15


@dataclass(frozen=True)
class _Box:
    """Where something is filled in, from the top left corner of the page, in points.

    option: the key of the choice that it stands for.
    """

    field: Field
    x: float
    y: float
    width: float
    height: float
    option: str = ""
    words: str = ""


def render(form: Form, *, created: datetime, font_folders: tuple[Path, ...]) -> bytes:
    """The form as the bytes of a PDF file. Raises letters' GlyphProblem for what no font has."""
    texts, boxes = _laid_out(form)
    fonts, families = fonts_in(font_folders)
    printed = {
        "language": form.language,
        "direction": direction(form.language),
        "fonts": in_order(form.language, families),
        "heading": form.heading,
        "lines": form.lines,
        "texts": texts,
        "boxes": [
            {
                "x": box.x,
                "y": box.y,
                "width": box.width,
                "height": box.height,
                "round": bool(box.option),
            }
            for box in boxes
        ],
    }
    words = json.dumps(printed, ensure_ascii=False)
    if unprintable := private(words):
        raise GlyphProblem(characters=unprintable)
    compiler = typst.Compiler(
        files(__package__).joinpath("form.typ").read_bytes()
        + b"\n#form(json(bytes(sys.inputs.form)))\n",
        font_paths=fonts,
        ignore_system_fonts=True,
    )
    try:
        made, warnings = compiler.compile_with_warnings(
            format="pdf",
            sys_inputs={"form": words},
            pdf_standards=["ua-1"],
            timestamp=created.replace(microsecond=0),
        )
    except typst.TypstError as error:
        raise _problem(error.message) from error
    if warnings:
        raise _problem(warnings[0].message)
    return _with_fields(in_reading_order(cast(bytes, made), words), form, texts, boxes)


def _problem(message: str) -> Exception:
    characters = undisplayed(message)
    return GlyphProblem(characters=characters) if characters else RuntimeError(message)


def _laid_out(form: Form) -> tuple[list[dict[str, Any]], list[_Box]]:
    """The words with their places, and the boxes: worked out for left to right, then mirrored."""
    texts: list[dict[str, Any]] = []
    boxes: list[_Box] = []
    whole = WIDTH - 2 * MARGIN
    half = (whole - GUTTER) / 2
    y = MARGIN

    def say(words: str, style: str, x: float, width: float, at: float, field: str = "") -> None:
        texts.append(
            {"words": words, "style": style, "x": x, "y": at, "width": width, "field": field}
        )

    say(form.heading, "heading", MARGIN, whole, y)
    y += 26
    for number, line in enumerate(form.lines):
        say(line, "line" if number else "strong", MARGIN, whole, y)
        y += 15 * (1 + len(line) // 85)
    y += GAP
    for field in form.fields:
        x = MARGIN + (half + GUTTER if field.column == 1 else 0)
        width = whole if field.column is None else half
        label = f"{field.label} ({form.required})" if field.required else field.label
        say(label, "label", x, width, y, field.name)
        if field.kind == Kind.CHOICE:
            y = _choices(field, boxes, say, y + LABEL, whole)
            continue
        height = LINE * field.rows
        boxes.append(_Box(field, x, y + LABEL, width, height))
        if field.column != 0:
            y += LABEL + height + GAP
    if direction(form.language) == "rtl":
        texts = [{**each, "x": WIDTH - each["x"] - each["width"]} for each in texts]
        boxes = [
            _Box(b.field, WIDTH - b.x - b.width, b.y, b.width, b.height, b.option, b.words)
            for b in boxes
        ]
    return texts, boxes


def _choices(field: Field, boxes: list[_Box], say: Any, y: float, whole: float) -> float:
    """Options side by side where they are short, else one below the other; where they end."""
    across = all(len(words) <= 20 for _key, words in field.options) and len(field.options) <= 4
    step = whole / len(field.options) if across else 0.0
    for number, (key, words) in enumerate(field.options):
        x = MARGIN + step * number
        at = y + 2 + (0 if across else 18 * number)
        boxes.append(_Box(field, x, at, BOX, BOX, key, words))
        say(words, "option", x + BOX + 6, (step or whole) - BOX - 8, at + 0.5, field.name)
    return y + 18 * (1 if across else len(field.options)) + GAP


def _with_fields(
    printed: bytes, form: Form, texts: list[dict[str, Any]], boxes: list[_Box]
) -> bytes:
    pdf = pikepdf.open(io.BytesIO(printed))
    page = pdf.pages[0]
    root = pdf.Root.StructTreeRoot
    (document,) = root.K
    # Typst makes one element of each of our texts, in their order.
    elements = list(document.K)
    if len(elements) != len(texts):
        raise RuntimeError(f"{len(texts)} texts were set as {len(elements)} elements")
    if "/ParentTree" not in root:
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array()))
    following = int(root.get("/ParentTreeNextKey", 0))
    behind: dict[int, list[pikepdf.Object]] = {}
    fields: dict[str, pikepdf.Object] = {}
    widgets = []
    for box in boxes:
        widget = pdf.make_indirect(_widget(pdf, page, form, box))
        if box.option:
            group = fields.setdefault(box.field.name, pdf.make_indirect(_group(form, box.field)))
            widget.Parent = group
            group.Kids.append(widget)
        else:
            fields[box.field.name] = widget
        element = pdf.make_indirect(
            Dictionary(
                Type=Name.StructElem,
                S=Name.Form,
                P=document,
                Pg=page.obj,
                K=Dictionary(Type=Name.OBJR, Obj=widget, Pg=page.obj),
            )
        )
        widget.StructParent = following
        root.ParentTree.Nums.extend(Array([following, element]))
        following += 1
        behind.setdefault(_label_of(box, texts), []).append(element)
        widgets.append(widget)
    order: list[pikepdf.Object] = []
    for number, words in enumerate(elements):
        order += [words, *behind.get(number, [])]
    document.K = Array(order)
    root.ParentTreeNextKey = following
    page.obj.Annots = Array(widgets)
    page.obj.Tabs = Name.S  # in the order of the structure
    helvetica = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        Encoding=Name.WinAnsiEncoding,
    )
    # By these names programs look for the two that they draw with.
    dingbats = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.ZapfDingbats)
    fonts = pdf.make_indirect(
        Dictionary(Helv=pdf.make_indirect(helvetica), ZaDb=pdf.make_indirect(dingbats))
    )
    for widget in widgets:
        if "/FT" in widget:  # of text: programs draw into the appearance that is there
            widget.AP.N.Resources = Dictionary(Font=fonts)
    pdf.Root.AcroForm = pdf.make_indirect(
        Dictionary(
            Fields=Array(list(fields.values())),
            DA=String("/Helv 10 Tf 0 g"),
            DR=Dictionary(Font=fonts),
            # Without NeedAppearances: with it poppler draws no option that was chosen.
        )
    )
    written = io.BytesIO()
    pdf.save(written, deterministic_id=True)
    return written.getvalue()


def _label_of(box: _Box, texts: list[dict[str, Any]]) -> int:
    """Behind which text a field is read: its label, or the words of its option."""
    for number, each in enumerate(texts):
        if each["field"] != box.field.name:
            continue
        if (each["words"] == box.words) if box.option else each["style"] == "label":
            return number
    raise RuntimeError(f"no words for the field {box.field.name}")


def _described(form: Form, field: Field) -> str:
    return f"{field.label} ({form.required})" if field.required else field.label


def _group(form: Form, field: Field) -> Dictionary:
    """One field with a widget for each of its options, of which one may be chosen."""
    return Dictionary(
        FT=Name.Btn,
        T=String(field.name),
        TU=String(_described(form, field)),
        Ff=_RADIO | _NO_OFF | (_REQUIRED if field.required else 0),
        V=Name.Off,
        Kids=Array(),
    )


def _widget(pdf: pikepdf.Pdf, page: pikepdf.Page, form: Form, box: _Box) -> Dictionary:
    top = HEIGHT - box.y
    widget = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        Rect=Array([box.x, top - box.height, box.x + box.width, top]),
        P=page.obj,
        F=4,  # printed
        TU=String(f"{box.field.label}: {box.words}" if box.option else _described(form, box.field)),
    )
    if box.option:
        widget.AS = Name.Off
        widget.DA = String("/ZaDb 0 Tf 0 g")
        widget.MK = Dictionary(CA=String("l"))
        widget.AP = Dictionary(
            N=Dictionary(
                {
                    f"/{box.option}": _drawn(pdf, box, _dot(box)),
                    "/Off": _drawn(pdf, box, b""),
                }
            )
        )
        return widget
    field = box.field
    lines = field.kind == Kind.LINES
    widget.FT = Name.Tx
    widget.T = String(field.name)
    widget.Ff = (_MULTILINE if lines else 0) | (_REQUIRED if field.required else 0)
    widget.MaxLen = field.longest
    widget.V = String("")
    widget.DA = String("/Helv 10 Tf 0 g")
    widget.Q = 2 if direction(form.language) == "rtl" else 0
    widget.AP = Dictionary(N=_drawn(pdf, box, b"/Tx BMC EMC"))
    return widget


def _drawn(pdf: pikepdf.Pdf, box: _Box, content: bytes) -> pikepdf.Object:
    stream = pdf.make_stream(content)
    stream.Type, stream.Subtype = Name.XObject, Name.Form
    stream.BBox = Array([0, 0, box.width, box.height])
    return stream


def _dot(box: _Box) -> bytes:
    """A filled circle of four curves, as a chosen option has it."""
    c, r = box.width / 2, box.width * 0.27
    k = r * 0.5523
    return (
        f"0 g {c + r:.2f} {c:.2f} m "
        f"{c + r:.2f} {c + k:.2f} {c + k:.2f} {c + r:.2f} {c:.2f} {c + r:.2f} c "
        f"{c - k:.2f} {c + r:.2f} {c - r:.2f} {c + k:.2f} {c - r:.2f} {c:.2f} c "
        f"{c - r:.2f} {c - k:.2f} {c - k:.2f} {c - r:.2f} {c:.2f} {c - r:.2f} c "
        f"{c + k:.2f} {c - r:.2f} {c + r:.2f} {c - k:.2f} {c + r:.2f} {c:.2f} c f"
    ).encode()
