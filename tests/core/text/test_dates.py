"""Days written out, and that no editorial check finds anything in them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from rapporteur.core.editorial import rules
from rapporteur.core.editorial.checks import findings
from rapporteur.core.text.dates import written_day
from rapporteur.core.text.languages import LANGUAGES
from tests.factories.document import saying


@pytest.mark.parametrize(
    ("language", "first", "seventh"),
    [
        ("en", "1 October 2010", "7 October 2010"),
        ("fr", "1er octobre 2010", "7 octobre 2010"),
        ("es", "1 de octubre de 2010", "7 de octubre de 2010"),
        ("ru", "1 октября 2010 года", "7 октября 2010 года"),
        ("zh", "2010年10月1日", "2010年10月7日"),
        ("ar", "1 تشرين الأول/أكتوبر 2010", "7 تشرين الأول/أكتوبر 2010"),
    ],
)
def test_a_day_is_written_as_its_language_writes_it(language, first, seventh):
    assert written_day(date(2010, 10, 1), language) == first
    assert written_day(date(2010, 10, 7), language) == seventh


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_editorial_rule_on_dates_finds_nothing_in_them(language):
    for month in range(1, 13):
        told = findings(saying(written_day(date(2010, month, 1), language), language))
        assert [each for each in told if each.rule is rules.DATE] == []


def test_one_moment_in_two_zones_has_the_day_of_each() -> None:
    """The two are equal to Python, so that nothing may be remembered by them."""
    at = datetime(2026, 11, 26, 19, 38, tzinfo=UTC)
    for _again in range(2):
        assert written_day(at.astimezone(ZoneInfo("Pacific/Fiji")), "en") == "27 November 2026"
        assert written_day(at, "en") == "26 November 2026"
