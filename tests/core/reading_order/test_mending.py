"""Right-to-left lines are heard in the order in which they were written."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rapporteur.core.document import pdf
from rapporteur.core.document.tree import (
    Document,
    Emphasis,
    Footnote,
    Link,
    Paragraph,
    Section,
    Text,
)
from rapporteur.core.forms import pdf as forms
from rapporteur.core.letters import pdf as letters
from rapporteur.core.letters.body import parse
from rapporteur.core.meetings.papers import Person, Printer
from rapporteur.core.reading_order import in_reading_order
from tests.core.forms.test_forms import form
from tests.core.letters.test_letter import FONTS, NEEDS_FONTS, letter
from tests.core.reading_order.heard import heard

CREATED = datetime(2030, 1, 1, tzinfo=UTC)
pytestmark = NEEDS_FONTS

ARABIC = ["تعزيز", "وفقاً", "مُدَّةٌ", "و", "الأول/ديسمبر", "ذلك،", "(لله)", "«نص»", "إلى", "؟"]
OTHERS = [
    "(لله)ثم",
    "[",
    ")",
    "New York",
    "2010",
    "2010/2011",
    "٢٠١٠",
    "(A/66/77)",
    "E/2011/103.",
    "加强",
    "3,500",
    "-",
]
WORDS = st.lists(st.sampled_from(ARABIC + OTHERS), min_size=1, max_size=30).map(" ".join)


def said(file: bytes) -> str:
    """Without what Typst puts in to keep words in another direction apart, and without spaces."""
    return re.sub(r"[\s\u200b\u202a-\u202e\u2066-\u2069]", "", heard(file))


def document(language: str, *runs) -> bytes:
    section = Section(
        "s", "ق" if language == "ar" else "S", (Paragraph("p", runs, numbered=False),)
    )
    return pdf.render(Document(language, "T", sections=(section,)), created=CREATED)


def together(*words: str) -> str:
    return "".join("".join(words).split())


@given(WORDS, WORDS, WORDS)
@example("وفقاً مُدَّةٌ وَكَتَبَ، (لله) في 2010/2011 و ٢٠١٠ م. A.", "ب", "2010")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_words_among_arabic_are_heard_as_they_were_written(one, two, three):
    file = document("ar", Text(f"{one} "), Text(two, Emphasis.BOLD), Text(f" {three}"))
    assert said(file) == together("T", "أولا-ق", one, two, three)


@pytest.mark.parametrize(
    "quoted",
    [
        "تعزيز التعاون",
        "وفقاً مُدَّةٌ",
        "تعزيز 2010/2011 التعاون",
        "تعزيز (لله)",
        "(لله) تعزيز",
        "الأول/ديسمبر، ذلك",
    ],
)
def test_arabic_among_english_is_heard_as_it_was_written(quoted):
    file = document(
        "en", Text("As was said: "), Text(quoted, language="ar"), Text(f", and then {quoted} too.")
    )
    assert said(file) == together("T", "I.S", "As was said:", quoted, ", and then", quoted, "too.")


def test_notes_and_links_are_heard_where_they_stand():
    file = document(
        "ar",
        Text("بحضور الدول الأعضاء"),
        Footnote("f", (Text("انظر الوثيقة E/2009/92."),)),
        Text(" ثم اختتمت الدورة بعد ذلك، انظر "),
        Link("الموقع على الشبكة", "https://example.org"),
        Text("."),
    )
    whole = said(file)
    assert whole.count(together("1انظر الوثيقة E/2009/92.")) == 1
    assert whole.replace(together("1انظر الوثيقة E/2009/92."), "").endswith(
        together("بحضور الدول الأعضاء1 ثم اختتمت الدورة بعد ذلك، انظر الموقع على الشبكة.")
    )


def test_a_letter_is_heard_in_its_order():
    words = "يسرنا أن ندعوكم إلى منتدى أصحاب المصلحة، الذي سيعقد في جنيف في 14 شباط/فبراير 2004."
    made = letters.render(
        letter(
            language="ar", salutation="السيدة بايرون،", body=parse(words), stamp="ورد في نيويورك"
        ),
        created=CREATED,
        font_folders=FONTS,
    )
    assert said(made).count(together(words)) == 1
    assert said(made).count(together("ورد في نيويورك")) == 1


def test_labels_of_a_form_and_names_on_a_badge_are_heard_in_their_order():
    asked = form("ar")
    made = forms.render(asked, created=CREATED, font_folders=FONTS)
    for label in asked.labels().values():
        assert together(label) in said(made)
    badges = Printer("منتدى", "ar", CREATED, FONTS).badges(
        [Person("عبد الله بن أحمد", "اتحاد الجمعيات الأهلية")], code_label="الرمز"
    )
    assert together("عبد الله بن أحمد اتحاد الجمعيات الأهلية") in said(badges)


def test_the_same_file_comes_of_the_same_words():
    assert document("ar", Text("تعزيز التعاون")) == document("ar", Text("تعزيز التعاون"))


def test_a_file_without_right_to_left_words_is_left_as_it_is():
    assert in_reading_order(b"whatever", "Words, слова, 加强") == b"whatever"
