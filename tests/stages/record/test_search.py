import pytest

from rapporteur.stages.contributions import actions as contributions
from rapporteur.stages.contributions.choices import Consent
from rapporteur.stages.contributions.queries import public
from rapporteur.stages.record.actions import refresh_search
from rapporteur.stages.record.models import SearchEntry
from rapporteur.stages.record.queries import search
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation
from tests.factories.stakeholders import make_entity

pytestmark = pytest.mark.django_db

TEXTS = {
    "en": "The management of critical Internet resources concerns all Governments.",
    "fr": "Les pays en développement demandent des mécanismes de coopération.",
    "es": "Las organizaciones apoyan la cooperación internacional.",
    "ru": "Правительства поддерживают международное сотрудничество.",
    "zh": "各国政府支持加强国际合作。",
    "ar": "تدعم الحكومات التعاون الدولي.",
}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "government resource"),
        ("fr", "developpement cooperations"),
        ("es", "organización"),
        ("ru", "правительство"),
        ("zh", "合作"),
        ("ar", "تعاون"),
    ],
)
def test_words_are_found_whatever_their_form(language: str, words: str) -> None:
    consultation = make_consultation()
    made = {
        code: make_contribution(consultation, text=text, title="", contributor="", published=True)
        for code, text in TEXTS.items()
    }
    refresh_search(consultation)
    assert list(search(public(consultation), words)) == [made[language]]


@pytest.mark.parametrize(
    "words", ["", "  ", "'", '"', "' OR 1=1 --", '") OR ("', "NEAR(", "*", "-", "a:b", "\\", "%"]
)
def test_no_query_breaks_the_search(words: str) -> None:
    consultation = make_consultation()
    make_contribution(consultation, text="Something else entirely.", title="", published=True)
    refresh_search(consultation)
    assert list(search(public(consultation), words)) == []


def test_what_becomes_public_is_found_and_what_ceases_to_be_is_not() -> None:
    consultation = make_consultation()
    hidden = make_contribution(consultation, text="Unpublished zebra.")
    withheld = make_contribution(consultation, text="Withheld zebra.", consent=Consent.WITHHELD)
    shown = make_contribution(consultation, text="Published zebra.", published=True)
    assert refresh_search(consultation) == 1
    assert refresh_search(consultation) == 0
    assert list(search(public(consultation), "zebra")) == [shown]
    contributions.publish(hidden, by="tests")
    contributions.void(shown, reason="Registered twice.", by="tests")
    assert refresh_search(consultation) == 2
    assert list(search(public(consultation), "zebra")) == [hidden]
    assert list(SearchEntry.objects.values_list("contribution", flat=True)) == [hidden.pk]
    assert withheld.pk != hidden.pk


def test_a_voided_contribution_is_not_found_even_before_the_index_knows() -> None:
    consultation = make_consultation()
    shown = make_contribution(consultation, text="Published zebra.", published=True)
    refresh_search(consultation)
    contributions.void(shown, reason="Registered twice.", by="tests")
    assert list(search(public(consultation), "zebra")) == []


def test_a_name_without_consent_is_not_searchable() -> None:
    consultation = make_consultation()
    make_contribution(
        consultation, contributor="Zebedee", consent=Consent.UNNAMED, title="", published=True
    )
    refresh_search(consultation)
    assert list(search(public(consultation), "Zebedee")) == []


def test_what_stands_under_another_name_is_found_under_that_one_alone() -> None:
    consultation = make_consultation()
    told = make_contribution(consultation, text="Words.", title="", contributor="", published=True)
    contributions.confirm_attribution(
        told, entity=make_entity("Zebraland"), reason="By letter.", by="tests"
    )
    assert refresh_search(consultation) == 1
    assert list(search(public(consultation), "Zebraland")) == [told]
    contributions.confirm_attribution(
        told, entity=make_entity("Giraffia"), reason="The letter was misread.", by="tests"
    )
    assert refresh_search(consultation) == 1
    assert list(search(public(consultation), "Zebraland")) == []
    assert list(search(public(consultation), "Giraffia")) == [told]
    assert refresh_search(consultation) == 0
