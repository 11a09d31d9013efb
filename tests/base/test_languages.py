from datetime import UTC, date, datetime

import pytest
from django import forms
from django.utils.translation import override

from rapporteur.base.formfields import MultilingualField
from rapporteur.base.refusals import Refused
from rapporteur.base.templatetags.instants import day, moment
from rapporteur.base.templatetags.languages import figures, in_language, marked


def test_a_text_in_the_pages_language_stands_plain_and_another_says_what_it_is() -> None:
    texts = {"en": "Governments", "ar": "الحكومات"}
    assert marked(texts) == "Governments"
    with override("ar"):
        assert (in_language(texts), marked(texts)) == ("الحكومات", "الحكومات")
    assert marked({"ar": "الحكومات"}) == '<span lang="ar" dir="rtl">الحكومات</span>'
    assert marked({"fr": "<b>"}) == '<span lang="fr" dir="ltr">&lt;b&gt;</span>'
    assert (marked({}), marked(None), in_language(None)) == ("", "", "")


def test_days_and_moments_are_written_as_the_language_writes_them() -> None:
    assert day(date(2010, 11, 15)) == '<time datetime="2010-11-15">15 November 2010</time>'
    with override("ar"):
        arabic = "15 تشرين الثاني/نوفمبر 2010"
        assert day(date(2010, 11, 15)) == f'<time datetime="2010-11-15">{arabic}</time>'
    assert moment(datetime(2010, 11, 15, 23, tzinfo=UTC), "America/New_York") == (
        '<time datetime="2010-11-15T23:00:00+00:00">15 November 2010, 18:00 '
        '<bdi class="zone">America/New_York</bdi></time>'
    )
    assert (day(None), moment(None)) == ("", "")


class OneText(forms.Form):
    text = MultilingualField(label="Text")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"text_en": " One ", "text_ar": "واحد"}, {"en": "One", "ar": "واحد"}),
        ({"text_zh": "一"}, {"zh": "一"}),
    ],
)
def test_languages_left_empty_are_left_out(typed: dict[str, str], expected: dict[str, str]) -> None:
    form = OneText(typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["text"] == expected


def test_a_text_that_is_needed_is_needed_in_one_language_at_least() -> None:
    form = OneText({"text_en": "  "})
    assert not form.is_valid()
    assert list(form.errors) == ["text"]


def test_a_refusal_is_one_paragraph() -> None:
    assert str(Refused("It was not taken.", "It is too large.", "Send it in parts.")) == (
        "It was not taken. It is too large. Send it in parts."
    )
    assert str(Refused("It was not taken.")) == "It was not taken."


def test_a_moment_in_arabic_has_the_arabic_comma() -> None:
    with override("ar"):
        shown = moment(datetime(2010, 11, 15, 23, tzinfo=UTC))
    assert "15 تشرين الثاني/نوفمبر 2010، 23:00" in shown


def test_thousands_are_parted_as_the_language_of_the_page_does() -> None:
    assert figures(8500) == "8,500"
    with override("fr"):
        assert figures(8500) == "8\u00a0500"
