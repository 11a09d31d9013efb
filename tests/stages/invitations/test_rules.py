"""How letters greet, and the words that a new one starts with."""

import pytest

from rapporteur.core.letters.fields import fields_in
from rapporteur.core.text.languages import LANGUAGES
from rapporteur.stages.invitations.rules.drafts import DRAFTS, draft
from rapporteur.stages.invitations.rules.fields import FIELDS, OF_RECIPIENT
from rapporteur.stages.invitations.rules.salutations import salutation


@pytest.mark.parametrize(
    ("language", "title", "name", "greeting"),
    [
        ("en", "Mr.", "Beckstrom", "Dear Mr. Beckstrom,"),
        ("en", "Dr.", "Byron", "Dear Dr. Byron,"),
        ("en", "", "Ada Byron", "Dear Ada Byron,"),
        ("en", "Ms.", "", "Dear Colleagues,"),
        ("fr", "Mrs.", "Byron", "Madame,"),
        ("fr", "", "Byron", "Madame, Monsieur,"),
        ("es", "Mr.", "García", "Estimado Sr. García:"),
        ("es", "Miss", "García", "Estimada Sra. García:"),
        ("ru", "Ms.", "Иванова", "Уважаемая г-жа Иванова!"),
        ("zh", "Mr.", "沙", "尊敬的沙先生："),
        ("ar", "Mrs.", "حداد", "السيدة حداد المحترمة،"),
        ("ar", "", "", "الزملاء الأعزاء،"),
    ],
)
def test_a_letter_greets_by_title_and_language(language, title, name, greeting):
    assert salutation(language, title=title, name=name) == greeting


def test_braces_in_a_name_stay_as_they_are():
    assert salutation("en", title="Mr.", name="{title}") == "Dear Mr. {title},"


def test_the_words_to_start_with_hold_only_fields_that_exist_and_open_ones_name_nobody():
    for kind, languages in DRAFTS.items():
        for ready in languages.values():
            held = fields_in(f"{ready.subject} {ready.salutation} {ready.body} {ready.closing}")
            assert held - set(FIELDS) == set()
            assert kind != "open" or held & OF_RECIPIENT == set()


def test_the_open_letter_is_ready_in_the_six_languages_and_a_relay_in_none():
    assert set(DRAFTS["open"]) == set(LANGUAGES)
    assert draft("relay", "en") is None
