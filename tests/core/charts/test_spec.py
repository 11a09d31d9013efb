"""What can be drawn, and what is refused with a sentence that says where."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.charts.problem import ChartProblem
from rapporteur.core.charts.spec import Kind, Series, from_json
from tests.core.charts.examples import tally

HELD = {
    "kind": "grouped",
    "title": "T",
    "categories": ["a", "b"],
    "series": [{"name": "s", "values": [1, None]}, {"name": "t", "values": [2.5, -1]}],
}


def test_a_specification_is_read():
    chart = from_json(json.dumps(HELD | {"unit": "u", "language": "fr"}))
    assert (chart.kind, chart.unit, chart.language) == (Kind.GROUPED, "u", "fr")
    assert [each.values for each in chart.series] == [(1, None), (2.5, -1)]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kind": "pie"}, "'pie' is none of bar"),
        ({"language": "de"}, "written in 'de'"),
        ({"title": ""}, "title is empty"),
        ({"title": "\u202eevil"}, "U\\+202E"),
        ({"title": 5}, "title should be a text"),
        ({"title": "x" * 201}, "has 201 characters"),
        ({"categories": []}, "no category"),
        ({"categories": ["a", "a"]}, "'a' is there twice"),
        ({"categories": ["a", ""]}, "name of a category is empty"),
        ({"categories": ["a", "\0"]}, "U\\+0000"),
        ({"categories": [str(n) for n in range(10_000)]}, "10,000 categories"),
        ({"categories": "ab"}, "categories should be a list"),
        ({"series": []}, "no series"),
        ({"series": [{"name": "s", "values": [1]}]}, "'s' has 1 values for 2"),
        ({"series": [{"name": "s", "values": [1, "2"]}]}, "holds '2'"),
        ({"series": [{"name": "s", "values": [1, True]}]}, "holds 'True'"),
        ({"series": [{"name": "s", "values": [None, None]}]}, "no figure at all"),
        ({"series": [{"name": "s"}]}, "object with 'name' and 'values'"),
        ({"series": [{"name": f"s{n}", "values": [1, 2]} for n in range(9)]}, "9 series; 8"),
        ({"kind": "stacked"}, "Parts of a whole cannot be negative"),
        ({"kind": "bar"}, "A bar chart has one series"),
        ({"colour": "red"}, "unknown field 'colour'"),
    ],
)
def test_what_cannot_be_drawn_is_refused(change, sentence):
    with pytest.raises(ChartProblem, match=sentence):
        from_json(json.dumps(HELD | change))


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e999", "1e16"])
def test_a_value_that_is_no_number_is_refused_where_it_stands(value):
    text = json.dumps(HELD).replace("2.5", value)
    with pytest.raises(ChartProblem, match="The value of 'a' in series 't' is"):
        from_json(text)


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, '{"kind": "bar"}'])
def test_what_is_no_specification_is_refused(text):
    with pytest.raises(ChartProblem):
        from_json(text)


@given(st.text(max_size=30), st.lists(st.floats() | st.integers() | st.none(), max_size=3))
def test_whatever_is_given_is_a_chart_or_refused(name, values):
    held = {"kind": "dot", "title": name, "categories": ["a", "b"],
            "series": [{"name": name, "values": values}]}  # fmt: skip
    try:
        chart = from_json(json.dumps(held))
    except ChartProblem:
        return
    assert chart.series == (Series(name, tuple(values)),)


def test_a_line_may_have_more_points_than_a_page_has_bars():
    many = tuple(str(n) for n in range(400))
    tally(Kind.LINE, categories=many, series=(Series("s", tuple(range(400))),))
    with pytest.raises(ChartProblem, match="401 categories"):
        tally(Kind.LINE, categories=(*many, "x"), series=(Series("s", tuple(range(401))),))
