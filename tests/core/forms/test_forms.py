"""The fillable PDF and the reading of it, from one definition."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from rapporteur.core.forms import pdf, reading
from rapporteur.core.forms.form import Kind
from rapporteur.core.forms.reading import Fault, FormProblem
from rapporteur.core.forms.registration import registration_form
from rapporteur.core.letters.pdf import GlyphProblem
from tests.core.letters.test_letter import FONTS, NEEDS_FONTS

CATEGORIES = [("state", "Administration of ITU Member State"), ("sector", "ITU Sector Member")]
NAMES = [
    "title",
    "family_name",
    "first_name",
    "category",
    "organization",
    "address",
    "telephone",
    "fax",
    "email",
    "hotel",
    "hotel_telephone",
    "signed_on",
    "signature",
]


def form(language: str = "en"):
    return registration_form(
        language, lines=["ITU Forum", "Salle B"], categories=CATEGORIES, asks_hotel=True
    )


def made(language: str = "en") -> bytes:
    return pdf.render(form(language), created=datetime(2030, 1, 1, tzinfo=UTC), font_folders=FONTS)


@NEEDS_FONTS
@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_every_field_is_named_described_marked_and_read_behind_its_label(language):
    with pikepdf.open(io.BytesIO(made(language))) as read:
        fields = list(read.Root.AcroForm.Fields)
        assert [str(field.T) for field in fields] == NAMES
        labels = form(language).labels()
        for field in fields:
            assert str(field.TU).startswith(labels[str(field.T)])
        required = [str(field.T) for field in fields if int(field.Ff) & 2]
        assert required == ["family_name", "first_name", "category"]
        page = read.pages[0].obj
        assert page.Tabs == "/S"
        assert read.Root.Lang == language
        # In the structure each field follows words, and they come in the order of the page.
        root = read.Root.StructTreeRoot
        kinds = [str(element.S) for element in root.K[0].K]
        assert [kinds[place - 1] for place, kind in enumerate(kinds) if kind == "/Form"] == [
            "/P"
        ] * len(page.Annots)
        objects = [e.K.Obj.objgen for e in root.K[0].K if str(e.S) == "/Form"]
        assert objects == [each.objgen for each in page.Annots]
        keys = {int(key) for key in list(root.ParentTree.Nums)[::2]}
        assert {int(each.StructParent) for each in page.Annots} <= keys
        about = read.open_metadata()
        assert about["pdfuaid:part"] == "1"


@NEEDS_FONTS
@pytest.mark.parametrize("character", ["\u0378", "\ue0a1"])
def test_a_character_that_no_font_has_or_each_its_own_way_is_named(character):
    lines = [f"x {character}"]
    asked = registration_form("en", lines=lines, categories=CATEGORIES, asks_hotel=False)
    with pytest.raises(GlyphProblem) as problem:
        pdf.render(asked, created=datetime(2030, 1, 1, tzinfo=UTC), font_folders=FONTS)
    assert problem.value.characters == character


@NEEDS_FONTS
def test_what_another_program_fills_in_is_read_back():
    filled = {name: f"x {name}" for name in NAMES if name not in ("title", "category")}
    filled |= {"family_name": "Müller-Łódź حداد 王", "address": "1 Street\nGeneva"}
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made())))
    writer.update_page_form_field_values(
        writer.pages[0], filled | {"title": "/ms", "category": "/sector"}, auto_regenerate=False
    )
    written = io.BytesIO()
    writer.write(written)
    values = reading.read(written.getvalue()).values
    assert values == filled | {"title": "ms", "category": "sector"}


@NEEDS_FONTS
def test_a_choice_noted_on_its_widget_alone_is_read():
    with pikepdf.open(io.BytesIO(made())) as file:
        group = file.Root.AcroForm.Fields[0]
        group.Kids[2].AS = pikepdf.Name("/ms")
        written = io.BytesIO()
        file.save(written)
    assert reading.read(written.getvalue()).values["title"] == "ms"


@NEEDS_FONTS
def test_a_form_that_is_flat_protected_damaged_or_none_is_said():
    whole = made()
    with pikepdf.open(io.BytesIO(whole)) as file:
        locked = io.BytesIO()
        file.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
        del file.Root.AcroForm
        del file.pages[0].Annots
        flat = io.BytesIO()
        file.save(flat)
    for raw, fault in (
        (flat.getvalue(), Fault.FLAT),
        (locked.getvalue(), Fault.PROTECTED),
        (b"%PDF-1.7\nnonsense", Fault.DAMAGED),
        (b"PK\x03\x04", Fault.OTHER),
        (b"", Fault.OTHER),
    ):
        with pytest.raises(FormProblem) as problem:
            reading.read(raw)
        assert problem.value.fault == fault


@given(raw=st.binary(max_size=300))
@settings(deadline=None)
def test_whatever_comes_is_read_or_refused(raw):
    with pytest.raises(FormProblem):
        reading.read(b"%PDF-1.4\n" + raw)


def test_the_definition_is_that_of_the_circular_and_the_hotel_only_where_it_is_asked_for():
    assert list(form().labels()) == NAMES
    short = registration_form("fr", lines=["x"])
    assert list(short.labels()) == [
        n for n in NAMES if n not in ("category", "hotel", "hotel_telephone")
    ]
    assert short.fields[0].kind == Kind.CHOICE
    assert short.heading == "Formulaire d’inscription"
