"""Proposals by the codebook's terms."""

import pytest

from rapporteur.base.refusals import Refused
from rapporteur.stages.analysis import actions
from rapporteur.stages.analysis.actions.proposing import Proposed
from rapporteur.stages.analysis.choices import CodingState
from rapporteur.stages.analysis.models import Coding, Passage
from rapporteur.stages.contributions.actions import correct, void, withdraw
from rapporteur.stages.contributions.models import Document
from tests.factories.analysis import make_codebook, make_proposals
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation, make_user

pytestmark = pytest.mark.django_db


def found_in(consultation):
    return list(
        Coding.objects.filter(theme__codebook__consultation=consultation)
        .order_by("id")
        .values_list("theme__key", "passage__text", "reason", "state")
    )


def test_a_sentence_that_holds_a_term_is_proposed_for_its_theme():
    consultation = make_consultation()
    make_codebook(consultation)
    make_contribution(
        consultation, text="We worry. Spam and our privacy are one question. Nothing else."
    )
    assert actions.propose_codings(consultation, by="tests") == Proposed(1, 1, 2)
    sentence = "Spam and our privacy are one question."
    assert found_in(consultation) == [
        ("spam", sentence, "Spam", CodingState.PROPOSED),
        ("privacy", sentence, "privacy", CodingState.PROPOSED),
    ]


def test_arabic_words_are_found_with_their_article_and_keep_their_language():
    consultation = make_consultation()
    make_codebook(consultation)
    make_contribution(
        consultation, languages=["ar"], text="نحن قلقون. يجب حماية خصوصية المواطنين. شكرا."
    )
    actions.propose_codings(consultation, by="tests")
    passage = Passage.objects.get()
    assert (passage.text, passage.language) == ("يجب حماية خصوصية المواطنين.", "ar")


def test_a_text_that_goes_on_in_another_language_is_read_in_both():
    consultation = make_consultation()
    make_codebook(consultation)
    make_contribution(
        consultation,
        languages=["ar", "en"],
        text="No spam. يجب حماية الخصوصية لكل الناس في كل مكان على الإنترنت.",
    )
    actions.propose_codings(consultation, by="tests")
    assert list(Passage.objects.order_by("start").values_list("text", "language")) == [
        ("No spam.", "en"),
        ("يجب حماية الخصوصية لكل الناس في كل مكان على الإنترنت.", "ar"),
    ]


def test_documents_are_read_by_page():
    consultation = make_consultation()
    make_codebook(consultation)
    contribution = make_contribution(consultation, text="")
    version = contribution.versions.get()
    document = Document.objects.create(
        version=version,
        order=1,
        original=contribution.items.get().original,
        filename="statement.txt",
        pages=[{"number": 1, "text": "A foreword."}, {"number": 2, "text": "Stop spam now."}],
    )
    actions.propose_codings(consultation, by="tests")
    passage = Passage.objects.get()
    assert (passage.document, passage.page, passage.start, passage.text) == (
        document,
        2,
        0,
        "Stop spam now.",
    )


def test_again_adds_nothing_and_disturbs_no_decision():
    consultation, analyst = make_consultation(), make_user()
    make_codebook(consultation)
    make_contribution(consultation, text="No spam. No privacy. Personal data and spam.")
    first, second, _third, fourth = make_proposals(consultation)
    theme = second.theme
    actions.decide(first, state=CodingState.REJECTED, by=analyst)
    actions.decide(second, state=CodingState.CONFIRMED, by=analyst)
    actions.decide(fourth, state=CodingState.CONFIRMED, by=analyst, theme=theme)
    before = list(Coding.objects.order_by("id").values())
    assert actions.propose_codings(consultation, by="tests") == Proposed(1, 0, 0)
    assert list(Coding.objects.order_by("id").values()) == before


def test_only_what_is_new_is_added():
    consultation = make_consultation()
    make_codebook(consultation)
    make_contribution(consultation, text="No spam.")
    actions.propose_codings(consultation, by="tests")
    make_contribution(consultation, text="More privacy.")
    assert actions.propose_codings(consultation, by="tests") == Proposed(2, 1, 1)


def test_a_correction_is_read_in_place_of_what_it_corrects():
    consultation = make_consultation()
    make_codebook(consultation)
    contribution = make_contribution(consultation, text="No spam.")
    correct(contribution, text="More privacy.", by="tests")
    actions.propose_codings(consultation, by="tests")
    assert [line[0] for line in found_in(consultation)] == ["privacy"]


def test_what_is_voided_or_withdrawn_is_not_read():
    consultation = make_consultation()
    make_codebook(consultation)
    void(make_contribution(consultation, text="No spam."), reason="entered twice", by="tests")
    withdraw(make_contribution(consultation, text="No spam."), by="tests")
    assert actions.propose_codings(consultation, by="tests") == Proposed(0, 0, 0)


def test_contributions_may_be_chosen_and_progress_is_told():
    consultation, told = make_consultation(), []
    make_codebook(consultation)
    chosen = make_contribution(consultation, text="No spam.")
    make_contribution(consultation, text="No spam.")
    found = actions.propose_codings(
        consultation,
        by="tests",
        contributions=type(chosen).objects.filter(pk=chosen.pk),
        progress=lambda done, of: told.append((done, of)),
    )
    assert (found, told) == (Proposed(1, 1, 1), [(1, 1)])


def test_the_number_of_questions_to_the_database_does_not_grow_within_a_portion(
    django_assert_max_num_queries,
):
    consultation = make_consultation()
    make_codebook(consultation)
    for _each in range(12):
        make_contribution(consultation, text="No spam. More privacy.")
    with django_assert_max_num_queries(18):
        actions.propose_codings(consultation, by="tests")


def test_without_a_published_codebook_it_says_what_to_do():
    consultation = make_consultation()
    make_codebook(consultation, published=False)
    with pytest.raises(Refused, match="No codebook is published") as refusal:
        actions.propose_codings(consultation, by="tests")
    assert "publish it" in str(refusal.value)
