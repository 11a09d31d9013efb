"""Proposals by what persons confirmed so far."""

import sys

import pytest

from rapporteur.base.refusals import Refused
from rapporteur.stages.analysis import actions
from rapporteur.stages.analysis.actions.learning import examples
from rapporteur.stages.analysis.actions.proposing import Proposed
from rapporteur.stages.analysis.choices import CodingState
from rapporteur.stages.analysis.models import Coding
from tests.factories.analysis import make_codebook
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation, make_user

pytestmark = pytest.mark.django_db

SPAM = (
    "Spam floods the mailboxes of users everywhere.",
    "Filters against spam cost providers money.",
    "Unwanted mail, or spam, must be stopped at its source.",
)
PRIVACY = (
    "The privacy of users needs protection by law.",
    "Personal data and privacy are rights of persons.",
    "Nobody’s privacy may be traded for profit.",
)


@pytest.fixture
def consultation():
    """Twelve contributions on spam and privacy, proposed by terms and confirmed."""
    consultation, analyst = make_consultation(), make_user()
    make_codebook(consultation)
    for number in range(12):
        said = (SPAM[number % 3], PRIVACY[number % 3])
        make_contribution(
            consultation, text=f"{said[number % 2]} {said[(number + 1) % 2]} ({number})"
        )
    actions.propose_codings(consultation, by="tests")
    actions.decide_many(Coding.objects.all(), state=CodingState.CONFIRMED, by=analyst)
    return consultation


def proposed(consultation):
    return Coding.objects.filter(
        theme__codebook__consultation=consultation, state=CodingState.PROPOSED
    )


def test_what_terms_do_not_find_is_proposed_with_probability_words_and_likeness(consultation):
    said = "Unwanted mail floods the mailboxes of users."
    text = f"Dear Sir,\n{said}\nYours sincerely,\nA. Filter, for the Mailboxes of Users"
    new = make_contribution(consultation, text=text)
    assert actions.propose_codings(consultation, by="tests").codings == 0
    learned = actions.propose_by_learning(consultation, by="tests")
    assert (learned.themes, learned.why) == (2, "")
    assert learned.proposed.codings == 1
    coding = proposed(consultation).get()
    assert (coding.theme.key, coding.method) == ("spam", "learner")
    assert coding.passage.text == said
    assert coding.passage.contribution == new
    assert 0.5 < coding.probability <= 1
    assert "mail" in coding.reason
    assert set(coding.like) <= set(
        Coding.objects.filter(theme__key="spam", state="confirmed").values_list(
            "passage", flat=True
        )
    )


def test_again_adds_nothing_and_what_was_rejected_stays_rejected(consultation):
    make_contribution(consultation, text="Unwanted mail floods the mailboxes of users.")
    actions.propose_by_learning(consultation, by="tests")
    coding = proposed(consultation).get()
    actions.decide(coding, state=CodingState.REJECTED, by=make_user())
    assert actions.propose_by_learning(consultation, by="tests").proposed.codings == 0
    coding.refresh_from_db()
    assert coding.state == CodingState.REJECTED


def test_undoing_a_decision_keeps_how_likely_it_was(consultation):
    make_contribution(consultation, text="Unwanted mail floods the mailboxes of users.")
    actions.propose_by_learning(consultation, by="tests")
    coding, analyst = proposed(consultation).get(), make_user()
    actions.decide(coding, state=CodingState.CONFIRMED, by=analyst)
    actions.undo_last_decisions(consultation, by=analyst)
    again = proposed(consultation).get()
    assert (again.probability, again.like) == (coding.probability, coding.like)


def test_a_next_version_of_the_codebook_keeps_how_likely_it_was(consultation):
    make_contribution(consultation, text="Unwanted mail floods the mailboxes of users.")
    actions.propose_by_learning(consultation, by="tests")
    likely = proposed(consultation).get().probability
    actions.publish_codebook(actions.begin_codebook(consultation, by="tests"), by="tests")
    assert proposed(consultation).get(ended_at=None).probability == likely


def test_with_too_little_confirmed_nothing_is_proposed():
    consultation = make_consultation()
    make_codebook(consultation)
    make_contribution(consultation, text=SPAM[0])
    learned = actions.propose_by_learning(consultation, by="tests")
    assert (learned.proposed, learned.themes) == (Proposed(0, 0, 0), 0)
    assert "confirmed passages" in learned.why


def test_without_scikit_learn_nothing_is_proposed(consultation, monkeypatch):
    monkeypatch.setitem(sys.modules, "rapporteur.core.coding.learner", None)
    monkeypatch.delattr("rapporteur.core.coding.learner", raising=False)
    learned = actions.propose_by_learning(consultation, by="tests")
    assert (learned.themes, learned.why) == (0, "scikit-learn is not installed.")


def test_without_a_published_codebook_it_is_refused():
    with pytest.raises(Refused, match="No codebook is published"):
        actions.propose_by_learning(make_consultation(), by="tests")


def test_it_learns_from_what_was_decided_last(consultation, monkeypatch):
    monkeypatch.setattr("rapporteur.stages.analysis.actions.learning.MOST", 1)
    new = make_contribution(consultation, text="No spam at all, please.")
    actions.propose_codings(consultation, by="tests")
    actions.decide(proposed(consultation).get(), state=CodingState.CONFIRMED, by=make_user())
    [example] = examples(consultation)
    assert example.candidate.contribution == str(new.pk)
    assert example.themes == {"spam"}
