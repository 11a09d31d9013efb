"""Passages follow what was cut before publication: what is cut stands in none that is public."""

import json

import pytest
from django.urls import reverse

from rapporteur.core.screening.finding import Kind
from rapporteur.core.screening.redaction import gap
from rapporteur.stages.analysis.queries import public_words
from rapporteur.stages.contributions.actions import correct, cut_passage, publish
from rapporteur.stages.contributions.queries import current_version
from tests.factories.analysis import make_codebook, make_coding
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation

pytestmark = pytest.mark.django_db
GAP = gap(Kind.PASSAGE)


@pytest.fixture
def coded():
    """A published contribution with a coded passage, from which a name and an illness are cut."""
    consultation = make_consultation()
    codebook = make_codebook(consultation)
    text = "Hush, my friend. Spam made my friend ill, and spam must end."
    contribution = make_contribution(consultation, text=text)
    coding = make_coding(contribution, codebook.themes.get(key="spam"), start=17, end=len(text))
    coding.reason = "my friend; spam"  # as a method would note the words that it found it by
    coding.save()
    cut_passage(current_version(contribution), words="my friend", by="an officer")
    publish(contribution, by="tests")
    return contribution, coding


def test_a_passage_is_what_is_left_of_it_where_it_then_stands(coded):
    contribution, coding = coded
    words = public_words([coding.passage])[coding.passage_id]
    assert words.text == f"Spam made {GAP} ill, and spam must end."
    assert words.span.of(contribution.shown.text) == words.text


def test_pages_and_files_hold_what_is_left(client, coded):
    contribution, _coding = coded
    slug = contribution.consultation.slug
    page = client.get(reverse("analysis:public_theme", args=[slug, "spam"])).content.decode()
    assert "friend" not in page
    assert "[■ passage removed]" in page
    for to in ("json", "csv"):
        file = client.get(reverse(f"analysis:public_codings_{to}", args=[slug])).content.decode()
        assert "friend" not in file
    (row,) = json.loads(client.get(reverse("analysis:public_codings_json", args=[slug])).content)
    assert contribution.shown.text[row["start"] : row["end"]] == row["passage"]
    assert row["found_by"] == "spam"


def test_a_passage_of_a_correction_is_not_public_before_the_correction_is(client, coded):
    contribution, coding = coded
    correct(contribution, text="Nobody has seen this spam yet.", by="tests")
    make_coding(contribution, coding.theme)
    slug = contribution.consultation.slug
    page = client.get(reverse("analysis:public_theme", args=[slug, "spam"])).content.decode()
    assert "Nobody has seen" not in page
    file = client.get(reverse("analysis:public_codings_json", args=[slug])).content
    assert json.loads(file) == []


def test_it_asks_the_database_once_however_many_there_are(coded, django_assert_num_queries):
    _contribution, coding = coded
    with django_assert_num_queries(1):
        public_words([coding.passage] * 3)
