"""The specification of a chart: what stands under a line."""

import pytest

from rapporteur.core.charts.spec import Chart, Kind, Series
from rapporteur.core.charts.vegalite import WIDEST, WIDTH, vega_lite
from tests.core.charts.examples import tally


def across(chart):
    spec = vega_lite(chart, ["Noto Serif"])
    return spec["width"], spec["layer"][0]["encoding"]["x"]


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_every_name_under_a_line_has_room(language):
    width, axis = across(tally(Kind.LINE, language))
    assert axis["axis"]["labelOverlap"] is False
    names = axis["scale"]["domain"]
    assert len(names) == 4
    assert all(len(line) * 7 < width / 4 for name in names for line in name.split("\n"))


def line_of(many, name):
    values = tuple(range(many))
    return Chart(
        Kind.LINE, "Days", tuple(f"{name} {each}" for each in values), (Series("All", values),)
    )


def test_a_line_is_as_wide_as_its_names_need_and_of_too_many_some_are_left_out():
    assert across(line_of(4, "Day"))[0] == WIDTH
    width, axis = across(line_of(6, "Administration"))
    assert WIDTH < width <= WIDEST
    assert axis["scale"]["domain"][0] == "Administration\n0"
    width, axis = across(line_of(60, "November"))
    assert (width, axis["axis"]["labelOverlap"]) == (WIDTH, "greedy")
