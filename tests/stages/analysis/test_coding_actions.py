"""What a person decides on passages."""

import pytest
from django.db import IntegrityError, transaction

from rapporteur.base.models import AuditEntry
from rapporteur.base.refusals import Refused
from rapporteur.stages.analysis import actions, queries
from rapporteur.stages.analysis.choices import CodingState, Stance
from rapporteur.stages.analysis.models import Coding
from rapporteur.stages.contributions.actions import correct
from tests.factories.analysis import make_codebook, make_coding, make_proposals, place_of
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation, make_user

pytestmark = pytest.mark.django_db


def made(text="No spam. More privacy. Again spam."):
    """A consultation, its proposals, and an analyst."""
    consultation = make_consultation()
    make_codebook(consultation)
    make_contribution(consultation, text=text)
    return consultation, make_proposals(consultation), make_user("Analyst")


def in_force(consultation):
    """(theme, words, state, stance) of every coding in force, as the register orders them."""
    return [
        (coding.theme.key, coding.passage.text, coding.state, coding.stance)
        for coding in queries.codings(consultation)
    ]


def test_a_proposal_is_confirmed_where_it_stands():
    _consultation, (proposal, *_others), analyst = made()
    decided = actions.decide(
        proposal,
        state=CodingState.CONFIRMED,
        stance=Stance.OPPOSES,
        reason="plainly",
        by=analyst,
    )
    assert (decided.pk, decided.state, decided.stance, decided.note, decided.reason) == (
        proposal.pk,
        "confirmed",
        "opposes",
        "plainly",
        "spam",
    )
    assert decided.decided_by == analyst
    entry = AuditEntry.objects.get(act="analysis.decide_coding")
    assert (entry.actor, entry.particulars["theme"]) == ("Analyst", "spam")


def test_the_same_decision_again_changes_nothing():
    consultation, (proposal, *_others), analyst = made()
    once = actions.decide(proposal, state=CodingState.CONFIRMED, by=analyst)
    again = actions.decide(proposal, state=CodingState.CONFIRMED, by=make_user())
    assert (again.pk, again.decided_by, again.decided_at) == (once.pk, analyst, once.decided_at)
    assert Coding.objects.count() == len(in_force(consultation))


def test_a_decision_that_changes_an_earlier_one_replaces_it():
    consultation, (proposal, *_others), analyst = made("No spam.")
    actions.decide(proposal, state=CodingState.CONFIRMED, by=analyst)
    second = actions.decide(proposal, state=CodingState.REJECTED, by=make_user())
    proposal.refresh_from_db()
    assert (second.replaces, proposal.state) == (proposal, "confirmed")
    assert proposal.ended_at == second.decided_at
    assert in_force(consultation) == [("spam", "No spam.", "rejected", "")]


def test_a_coding_that_ended_meanwhile_is_not_decided_on():
    _consultation, (proposal, *_others), analyst = made()
    actions.decide(proposal, state=CodingState.CONFIRMED, by=analyst)
    actions.decide(proposal, state=CodingState.REJECTED, by=analyst)
    with pytest.raises(Refused, match="Somebody has decided on this passage meanwhile"):
        actions.decide(proposal, state=CodingState.CONFIRMED, by=analyst)


def test_another_theme_is_a_coding_that_replaces_the_proposal():
    consultation, (proposal, *_others), analyst = made("No spam.")
    privacy = queries.theme_in_force(consultation, "privacy")
    decided = actions.decide(proposal, state=CodingState.CONFIRMED, theme=privacy, by=analyst)
    assert (decided.replaces, decided.method) == (proposal, "terms")
    assert in_force(consultation) == [("privacy", "No spam.", "confirmed", "")]


def test_another_theme_that_the_passage_has_already_is_confirmed_and_this_one_rejected():
    consultation, (spam, privacy), analyst = made("No spam but privacy.")
    decided = actions.decide(spam, state=CodingState.CONFIRMED, theme=privacy.theme, by=analyst)
    assert decided == privacy
    assert in_force(consultation) == [
        ("spam", "No spam but privacy.", "rejected", ""),
        ("privacy", "No spam but privacy.", "confirmed", ""),
    ]


def test_a_theme_of_another_codebook_is_refused():
    _consultation, (proposal, *_others), analyst = made()
    other = make_codebook(make_consultation()).themes.first()
    with pytest.raises(Refused, match="not one of the codebook in force"):
        actions.decide(proposal, state=CodingState.CONFIRMED, theme=other, by=analyst)


def test_a_decision_is_to_confirm_or_to_reject():
    _consultation, (proposal, *_others), analyst = made()
    with pytest.raises(Refused, match="either confirmed or rejected"):
        actions.decide(proposal, state=CodingState.PROPOSED, by=analyst)
    with pytest.raises(Refused, match="either confirmed or rejected"):
        actions.decide_many([proposal], state=CodingState.PROPOSED, by=analyst)


def test_the_database_keeps_nothing_confirmed_without_a_person():
    _consultation, (proposal, *_others), _analyst = made()
    with pytest.raises(IntegrityError, match="coding_decided_by_a_person"), transaction.atomic():
        Coding.objects.filter(pk=proposal.pk).update(state=CodingState.CONFIRMED)


def test_many_are_decided_together_and_what_is_decided_already_is_left():
    consultation, proposals, analyst = made()
    actions.decide(proposals[0], state=CodingState.REJECTED, by=analyst)
    assert actions.decide_many(proposals, state=CodingState.CONFIRMED, by=analyst) == 2
    assert [line[2] for line in in_force(consultation)] == ["rejected", "confirmed", "confirmed"]
    assert AuditEntry.objects.get(act="analysis.decide_codings").particulars["codings"] == [
        proposals[1].pk,
        proposals[2].pk,
    ]


def test_undoing_takes_back_the_last_stroke_of_that_person_alone():
    consultation, proposals, analyst = made()
    actions.decide_many(proposals[:1], state=CodingState.CONFIRMED, by=make_user())
    actions.decide_many(proposals[1:], state=CodingState.REJECTED, by=analyst)
    assert actions.undo_last_decisions(consultation, by=analyst) == 2
    assert [line[2] for line in in_force(consultation)] == ["confirmed", "proposed", "proposed"]
    assert actions.undo_last_decisions(consultation, by=analyst) == 0


def test_undoing_another_theme_brings_the_proposal_back():
    consultation, (proposal, *_others), analyst = made("No spam.")
    privacy = queries.theme_in_force(consultation, "privacy")
    actions.decide(proposal, state=CodingState.CONFIRMED, theme=privacy, by=analyst)
    actions.undo_last_decisions(consultation, by=analyst)
    assert in_force(consultation) == [("spam", "No spam.", "proposed", "")]


def test_undoing_a_changed_decision_brings_the_earlier_one_back():
    consultation, (proposal, *_others), analyst = made("No spam.")
    other = make_user()
    actions.decide(proposal, state=CodingState.CONFIRMED, stance=Stance.OPPOSES, by=other)
    actions.decide(proposal, state=CodingState.REJECTED, by=analyst)
    actions.undo_last_decisions(consultation, by=analyst)
    assert in_force(consultation) == [("spam", "No spam.", "confirmed", "opposes")]
    assert queries.codings(consultation).get().decided_by == other


def test_a_passage_of_ones_own_choice_is_coded_and_undone():
    consultation, analyst = make_consultation(), make_user()
    theme = make_codebook(consultation).themes.get(key="privacy")
    contribution = make_contribution(consultation, languages=["ar"], text="نحن هنا. لا تراقبونا.")
    place = place_of(contribution)
    coding = actions.code_passage(
        place, start=9, end=21, theme=theme, stance=Stance.SUPPORTS, by=analyst
    )
    assert (coding.passage.text, coding.passage.language, coding.method) == (
        "لا تراقبونا.",
        "ar",
        "",
    )
    assert in_force(consultation) == [("privacy", "لا تراقبونا.", "confirmed", "supports")]
    actions.undo_last_decisions(consultation, by=analyst)
    assert in_force(consultation) == []


def test_a_passage_that_is_proposed_with_the_theme_is_confirmed():
    consultation, (proposal, *_others), analyst = made("No spam.")
    place = place_of(proposal.passage.contribution)
    coding = actions.code_passage(place, start=0, end=8, theme=proposal.theme, by=analyst)
    assert coding == proposal
    assert in_force(consultation) == [("spam", "No spam.", "confirmed", "")]


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 9)])
def test_a_passage_is_within_the_text(start, end):
    consultation = make_consultation()
    theme = make_codebook(consultation).themes.first()
    place = place_of(make_contribution(consultation, text="No spam."))
    with pytest.raises(Refused, match="The passage is not within the text"):
        actions.code_passage(place, start=start, end=end, theme=theme, by=make_user())


def test_words_of_an_earlier_version_are_not_coded():
    consultation = make_consultation()
    theme = make_codebook(consultation).themes.first()
    contribution = make_contribution(consultation)
    place = place_of(contribution)
    correct(contribution, text="Other words.", by="tests")
    with pytest.raises(Refused, match="corrected meanwhile"):
        actions.code_passage(place, start=0, end=2, theme=theme, by=make_user())


def test_the_same_passage_is_kept_once_for_several_themes():
    consultation = make_consultation()
    spam, privacy = make_codebook(consultation).themes.all()
    contribution = make_contribution(consultation)
    first, second = make_coding(contribution, spam), make_coding(contribution, privacy)
    assert first.passage == second.passage
