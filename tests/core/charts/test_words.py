"""The chart in words."""

import pytest

from rapporteur.core.charts.spec import Kind, Series
from rapporteur.core.charts.words import alternative, written
from rapporteur.core.document.tree import LANGUAGES
from tests.core.charts.examples import tally


def test_a_bar_chart_says_its_highest_its_lowest_and_its_total():
    assert alternative(tally(Kind.BAR)) == (
        "Bar chart: Contributions by group (contributions). Highest: Civil society (32); "
        "lowest: International organizations (7); total: 59."
    )


def test_several_series_are_said_one_by_one():
    said = alternative(tally(Kind.STACKED)).split(". ")
    assert len(said) == 4
    assert said[3] == (
        "Informal interventions: highest: Governments (8); lowest: International organizations "
        "(0); total: 13."
    )


def test_a_line_says_where_it_begins_and_ends():
    chart = tally(Kind.LINE, categories=("2009", "2010"), series=(Series("s", (3500, 1.25)),))
    assert alternative(chart) == (
        "Line chart: Contributions by group (contributions). First: 2009 (3,500); last: 2010 "
        "(1.25); highest: 2009 (3,500); lowest: 2010 (1.25)."
    )


def test_what_is_missing_or_equal_is_said_so():
    series = (Series("s", (2, None, 2, 2)),)
    assert alternative(tally(Kind.BAR, series=series)).endswith(
        "All equal (2); no figure for: International organizations."
    )
    series = (Series("s", (None, None, 2, None)),)
    assert ". Civil society (2); no figure for: Gov" in alternative(tally(Kind.DOT, series=series))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_figures(language):
    said = alternative(tally(Kind.BAR, language))
    assert said == alternative(tally(Kind.BAR, language))
    for figure in ("32", "7", "59"):
        assert figure in said


@pytest.mark.parametrize(
    ("value", "language", "words"),
    [(3500, "en", "3,500"), (0.25, "en", "0.25"), (3500.5, "fr", "3\u00a0500,5"),
     (-2, "en", "−2"), (-0.5, "es", "−0,5"), (1.005, "en", "1"), (2.0, "ar", "2")],
)  # fmt: skip
def test_numbers(value, language, words):
    assert written(value, language) == words
