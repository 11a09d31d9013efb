"""Proposals by what persons confirmed so far."""

import sys

import pytest

from rapporteur.base.refusals import Refused
from rapporteur.stages.analysis import actions
from rapporteur.stages.analysis.actions.learning import examples
from rapporteur.stages.analysis.actions.proposing import Proposed
from rapporteur.stages.analysis.choices import CodingState, SearchEnd
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


OWN = (
    "Our fishing boats carry a radio and a lamp, repaired by the harbour workshop",
    "The school on the hill has forty pupils and a roof that leaks when it rains",
    "Grandmother wrote letters to the ministry about the ferry and its broken engine",
    "Bakers in our street start ovens before dawn while the whole town is asleep",
    "A clinic without doctors sends its patients across the lagoon by canoe",
    "Farmers measure rainfall with bottles that children paint in bright colours",
    "Every Sunday the choir sings under mango trees beside the old chapel wall",
    "Carpenters need dry timber, which arrives on a freighter from far away",
    "Tourists photograph turtles at night although lamps confuse the hatchlings",
    "The library lends novels, atlases and one very worn dictionary of plants",
    "Weather masts were toppled twice by storms since the observatory closed",
    "Postmen row between islands carrying parcels wrapped in oiled paper",
)


@pytest.fixture
def consultation():
    """Twelve contributions on spam and privacy, proposed by terms and confirmed."""
    return coded([f"{OWN[number]} {number + 3} times." for number in range(12)])


def coded(own):
    """A consultation with a contribution on spam and privacy beside each of these words."""
    consultation, analyst = make_consultation(), make_user()
    make_codebook(consultation)
    for number, words in enumerate(own):
        said = (SPAM[number % 3], PRIVACY[number % 3])
        make_contribution(consultation, text=f"{said[number % 2]} {words} {said[(number + 1) % 2]}")
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
    assert (learned.themes, learned.end) == (2, SearchEnd.DONE)
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
    assert learned.end == SearchEnd.TOO_FEW


def test_without_scikit_learn_nothing_is_proposed(consultation, monkeypatch):
    monkeypatch.setitem(sys.modules, "rapporteur.core.coding.learner", None)
    monkeypatch.delattr("rapporteur.core.coding.learner", raising=False)
    learned = actions.propose_by_learning(consultation, by="tests")
    assert (learned.themes, learned.end) == (0, SearchEnd.NO_LIBRARY)


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


def test_copies_of_one_letter_judge_nobody_and_teach_as_one():
    letter = " ".join(f"{each}." for each in OWN[:6])
    letter += " We, the undersigned, ask the Assembly to act before the rains come again"
    consultation = coded([f"{letter}, in the year {year}." for year in range(2030, 2042)])
    campaigns = {example.candidate.campaign for example in examples(consultation)}
    assert len(campaigns) == 1
    assert "" not in campaigns
    learned = actions.propose_by_learning(consultation, by="tests")
    assert learned.end == SearchEnd.TOO_FEW


def test_contributions_of_their_own_are_of_no_campaign(consultation):
    assert {example.candidate.campaign for example in examples(consultation)} == {""}
