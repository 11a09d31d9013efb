"""Writing a summary, circulating it, and what the contributors say of it."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import timezone

from rapporteur.base.models import Message
from rapporteur.base.outbox.queries import MOST_A_DAY
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions.choices import Consent
from rapporteur.stages.representation import actions, queries
from rapporteur.stages.representation.choices import Stand
from rapporteur.stages.representation.models import Inquiry, Response
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation
from tests.factories.representation import (
    make_designation,
    make_group_contribution,
    make_summary,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def designation():
    return make_designation(make_consultation(), answer="accepted")


def test_only_one_who_accepted_drafts():
    with pytest.raises(Refused, match="not accepted"):
        actions.draft_summary(make_designation(make_consultation()), by="x")


def test_the_coordinator_sees_what_is_published_of_the_group_alone(designation):
    seen = make_group_contribution(designation)
    make_group_contribution(designation, published=False)
    make_contribution(designation.consultation, published=True)
    make_group_contribution(designation, speaks_for_group=designation.group)
    assert list(queries.seen_by_coordinator(designation)) == [seen]


def test_a_statement_rests_on_published_contributions_of_the_group(designation):
    summary = actions.draft_summary(designation, by="x")
    hidden = make_group_contribution(designation, published=False)
    elsewhere = make_contribution(designation.consultation, published=True)
    for tied in ([], [hidden], [elsewhere]):
        with pytest.raises(Refused, match="tied to the published"):
            actions.write_statement(summary, text="So it is.", contributions=tied, by="x")
    assert summary.statements.count() == 0


def test_statements_are_written_anew_and_removed(designation):
    one, two = make_group_contribution(designation), make_group_contribution(designation)
    summary = actions.draft_summary(designation, by="x")
    for text in ("First", "Second", "Third"):
        actions.write_statement(summary, text=text, contributions=[one], by="x")
    actions.write_statement(summary, text="Second, better", contributions=[two], order=2, by="x")
    actions.remove_statement(summary.statements.get(order=1), by="x")
    assert [(s.order, s.text, list(s.contributions.all())) for s in summary.statements.all()] == [
        (1, "Second, better", [two]),
        (2, "Third", [one]),
    ]


def test_whoever_had_many_messages_is_left_to_somebody_to_write_to(designation):
    asked = [
        make_group_contribution(designation, email="one@example.org")
        for _each in range(MOST_A_DAY + 1)
    ]
    summary = make_summary(designation, *asked, circulated=False)
    unreached = actions.circulate(summary, by="x")
    assert unreached == [asked[-1].register_number] == actions.circulate(summary, by="x")
    assert Message.objects.filter(state="held").count() == 1


def test_circulating_fixes_the_words_and_writes_to_the_contributors(designation):
    reached = make_group_contribution(designation, email="one@example.org")
    unpublished = make_group_contribution(
        designation, email="two@example.org", published=False, consent=Consent.WITHHELD
    )
    by_fax = make_group_contribution(designation)
    summary = make_summary(designation, reached, circulated=False)
    assert actions.circulate(summary, by="x") == [by_fax.register_number]
    assert actions.circulate(summary, by="x") == [by_fax.register_number]
    sent = {m.to: m.text for m in Message.objects.filter(key__startswith="summary:")}
    assert set(sent) == {"one@example.org", "two@example.org"}
    assert f"/summary/{unpublished.items.get().token}/" in sent["two@example.org"]
    with pytest.raises(Refused, match="fixed its words"):
        actions.write_statement(summary, text="Else", contributions=[reached], by="x")
    with pytest.raises(Refused, match="fixed its words"):
        actions.remove_statement(summary.statements.get(), by="x")


def test_an_empty_summary_is_not_circulated(designation):
    with pytest.raises(Refused, match="says nothing"):
        actions.circulate(actions.draft_summary(designation, by="x"), by="x")


def test_nothing_is_circulated_from_a_reconstruction():
    designation = make_designation(make_consultation(reconstructed=True), answer="accepted")
    with pytest.raises(Refused, match="reconstructed"):
        actions.circulate(actions.draft_summary(designation, by="x"), by="x")


def test_a_new_version_begins_with_the_words_of_the_last(designation):
    contribution = make_group_contribution(designation)
    first = make_summary(designation, contribution)
    second = actions.draft_summary(designation, by="x")
    assert (first.number, second.number) == (1, 2)
    assert [(s.text, list(s.contributions.all())) for s in second.statements.all()] == [
        ("The group holds that access comes first.", [contribution])
    ]
    assert actions.draft_summary(designation, by="x") == second


def test_coverage_says_what_is_left_out(designation):
    with time_machine.travel(datetime(2030, 11, 1, tzinfo=UTC)):
        reflected = make_group_contribution(designation)
        left_out = make_group_contribution(designation)
        make_group_contribution(designation, published=False)
        summary = make_summary(designation, reflected)
    with time_machine.travel(datetime(2030, 11, 2, tzinfo=UTC)):
        later = make_group_contribution(designation)
    found = queries.coverage(summary)
    assert (found.reflected, found.left_out, found.later) == ((reflected,), (left_out,), (later,))
    assert (found.unpublished, found.total) == (1, 4)


def test_a_contributor_endorses_and_may_change_their_mind(designation):
    contribution = make_group_contribution(designation)
    summary = make_summary(designation, contribution)
    said = {"summary": summary, "contribution": contribution, "by": "x"}
    actions.respond(**said, stand=Stand.ENDORSES)
    actions.respond(**said, stand=Stand.ENDORSES)
    actions.respond(**said, stand=Stand.DISSENTS, words="Not so")
    rows = Response.objects.all()
    assert [(row.stand, row.words, row.ended_at is None) for row in rows] == [
        ("endorses", "", False),
        ("dissents", "Not so", True),
    ]


def test_a_dissent_has_words(designation):
    contribution = make_group_contribution(designation)
    summary = make_summary(designation, contribution)
    with pytest.raises(Refused, match="gets wrong"):
        actions.respond(summary, contribution=contribution, stand=Stand.DISSENTS, words=" ", by="x")


def test_only_the_group_and_only_of_the_newest_version(designation):
    contribution = make_group_contribution(designation)
    summary = make_summary(designation, contribution)
    stranger = make_contribution(designation.consultation, published=True)
    with pytest.raises(Refused, match="rests on"):
        actions.respond(summary, contribution=stranger, stand=Stand.ENDORSES, by="x")
    actions.circulate(actions.draft_summary(designation, by="x"), by="x")
    with pytest.raises(Refused, match="Another version"):
        actions.respond(summary, contribution=contribution, stand=Stand.ENDORSES, by="x")
    assert Response.objects.count() == 0


def test_an_inquiry_is_due_and_answered_once(designation):
    contribution = make_group_contribution(designation)
    summary = make_summary(designation, contribution)
    at = timezone.now().replace(microsecond=0)
    with time_machine.travel(at, tick=False):
        inquiry = actions.inquire(
            summary, contribution=contribution, text="Why was this left out?", by="x"
        )
    assert (inquiry.answer_by - at).days == 7
    told = Message.objects.get(key=f"inquiry:{inquiry.pk}")
    assert told.to == "coordinator@example.org"
    assert contribution.register_number not in told.text
    assert list(queries.open_inquiries(designation.consultation)) == [inquiry]
    assert list(queries.overdue(designation.consultation)) == []
    with time_machine.travel(inquiry.answer_by.replace(year=inquiry.answer_by.year + 1)):
        assert list(queries.overdue(designation.consultation)) == [inquiry]
    actions.answer_inquiry(inquiry, text="It is in statement 1.", by="x")
    with pytest.raises(Refused, match="already"):
        actions.answer_inquiry(inquiry, text="Or not.", by="x")
    assert Inquiry.objects.get().answer == "It is in statement 1."
    assert list(queries.open_inquiries(designation.consultation)) == []


def test_the_public_reads_who_said_what_as_far_as_they_consented(designation):
    named = make_group_contribution(designation, contributor="Acme")
    hidden = make_group_contribution(designation, contributor="Hidden", published=False)
    summary = make_summary(designation, named)
    actions.respond(summary, contribution=named, stand=Stand.ENDORSES, by="x")
    actions.respond(summary, contribution=hidden, stand=Stand.DISSENTS, words="No", by="x")
    actions.inquire(summary, contribution=hidden, text="Why?", by="x")
    (seen,) = queries.public_designations(designation.consultation)
    (shown,) = seen.summaries
    assert [(v.name, v.number) for v in shown.endorsements] == [
        ("in the name of Acme (not confirmed)", named.register_number)
    ]
    assert [(v.name, v.number, v.said.words) for v in shown.dissents] == [("", "", "No")]
    assert [(v.name, v.said.text) for v in shown.inquiries] == [("", "Why?")]


def test_a_contributor_is_asked_about_the_summary_of_their_group(designation):
    contribution = make_group_contribution(designation, email="a@example.org")
    left_out = make_group_contribution(designation)
    assert queries.asked_of(contribution.items.get()) == []
    summary = make_summary(designation, contribution)
    (asked,) = queries.asked_of(contribution.items.get())
    assert (asked.summary, asked.reflected, asked.response) == (summary, True, None)
    (other,) = queries.asked_of(left_out.items.get())
    assert other.reflected is False
    elsewhere = make_contribution(designation.consultation)
    assert queries.asked_of(elsewhere.items.get()) == []
