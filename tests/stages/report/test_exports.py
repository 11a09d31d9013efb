from datetime import UTC, datetime

import pytest

from rapporteur.base.refusals import Refused
from rapporteur.core.document.json import from_json
from rapporteur.stages.report import exports, queries
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation
from tests.factories.report import make_issued_report, make_report, write

pytestmark = pytest.mark.django_db

NOW = datetime(2031, 2, 3, 4, 5, 6, 789, tzinfo=UTC)
STARTS = {
    "html": b"<!DOCTYPE html>",
    "pdf": b"%PDF-",
    "docx": b"PK",
    "epub": b"PK",
    "akn": b"<?xml",
    "txt": b"Draft",
    "md": b"**Draft",
    "json": b"{",
}


@pytest.mark.parametrize("to", list(exports.CONTENT_TYPES))
def test_a_consultation_without_a_word_written_has_a_report_in_every_form(to: str) -> None:
    consultation = make_consultation()
    make_contribution(consultation, published=True)
    assert exports.render(consultation, to, now=NOW).startswith(STARTS[to])


def test_a_report_prints_what_was_drafted() -> None:
    consultation = make_consultation()
    entry = make_contribution(consultation)
    report = make_report(consultation)
    write(report, f"So it is [[{entry}]].")
    whole = from_json(exports.render(consultation, "json", now=NOW).decode())
    assert whole == queries.document_of(report, now=NOW)
    page = exports.render(report, "html", now=NOW).decode()
    assert f"/report/evidence/?of={entry}" in page


@pytest.mark.parametrize("to", list(exports.CONTENT_TYPES))
def test_an_issued_report_is_the_same_bytes_for_ever(to: str) -> None:
    consultation = make_consultation()
    report = make_issued_report(consultation)
    first = exports.render(report, to, now=NOW)
    make_contribution(consultation)
    assert exports.render(report, to, now=NOW.replace(year=2040)) == first


def test_another_form_is_refused() -> None:
    with pytest.raises(Refused, match="cannot be had as “odt”"):
        exports.render(make_consultation(), "odt", now=NOW)


def test_a_file_bears_the_symbol_where_there_is_one() -> None:
    consultation = make_consultation()
    assert exports.filename(None, consultation, "pdf") == f"report-{consultation.slug}.pdf"
    report = make_report(consultation, symbol="A/66/77 E/2011/103")
    assert exports.filename(report, consultation, "pdf") == "A-66-77-E-2011-103.pdf"
    report.symbol = "م/66"
    assert exports.filename(report, consultation, "pdf") == f"report-{consultation.slug}.pdf"
