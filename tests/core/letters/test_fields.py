"""Merge fields are filled, all of them, once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.letters.fields import Fault, FieldProblem, fields_in, fill


def test_every_field_is_filled_with_or_without_blanks():
    text = "Dear {{ title }} {{name}}, by {{  day }}."
    assert fill(text, {"title": "Ms.", "name": "Byron", "day": "7 May"}) == (
        "Dear Ms. Byron, by 7 May."
    )


@pytest.mark.parametrize(
    ("text", "fault", "field"),
    [
        ("Dear {{ nam }}", Fault.UNKNOWN, "nam"),
        ("Dear {{ name }}", Fault.EMPTY, "name"),
        ("Dear {{ name|upper }}", Fault.MALFORMED, "Dear {{ name|upper }}"),
        ("Dear {{ name }", Fault.MALFORMED, "Dear {{ name }"),
        ("Dear name }}", Fault.MALFORMED, "Dear name }}"),
        ("{{ settings.SECRET_KEY }}", Fault.MALFORMED, "{{ settings.SECRE"),
        ("{{ __class__ }}", Fault.MALFORMED, "{{ __class__ }}"),
    ],
)
def test_what_cannot_be_filled_is_said_with_its_field(text, fault, field):
    with pytest.raises(FieldProblem) as problem:
        fill(text, {"name": " "})
    assert (problem.value.fault, problem.value.field) == (fault, field)


def test_what_is_put_in_is_not_read_again():
    assert fill("{{ name }}", {"name": "{{ secret }}", "secret": "x"}) == "{{ secret }}"


@given(st.text(alphabet=st.characters(exclude_characters="{}")))
def test_a_text_without_braces_stays_as_it_is(text):
    assert fields_in(text) == set()
    assert fill(text, {}) == text
