"""The words that a new one starts with."""

from rapporteur.core.letters.fields import fields_in
from rapporteur.core.text.languages import LANGUAGES
from rapporteur.stages.invitations.rules.drafts import DRAFTS, draft
from rapporteur.stages.invitations.rules.fields import FIELDS, OF_RECIPIENT


def test_the_words_to_start_with_hold_only_fields_that_exist_and_open_ones_name_nobody():
    for kind, languages in DRAFTS.items():
        for ready in languages.values():
            held = fields_in(f"{ready.subject} {ready.salutation} {ready.body} {ready.closing}")
            assert held - set(FIELDS) == set()
            assert kind != "open" or held & OF_RECIPIENT == set()


def test_the_open_letter_is_ready_in_the_six_languages_and_a_relay_in_none():
    assert set(DRAFTS["open"]) == set(LANGUAGES)
    assert draft("relay", "en") is None
