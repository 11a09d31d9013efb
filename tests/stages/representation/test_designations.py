"""Asking for a representative, the answer, the alternate, and what is said against it."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction

from rapporteur.base.models import AuditEntry, Message
from rapporteur.base.refusals import Refused
from rapporteur.stages.representation import actions, queries
from rapporteur.stages.representation.choices import DesignationState
from rapporteur.stages.representation.models import Designation
from tests.factories.mandate import make_consultation, make_user
from tests.factories.representation import make_designation, make_group_contribution
from tests.factories.stakeholders import make_entity

pytestmark = pytest.mark.django_db


def test_nominating_writes_to_the_entity_and_to_the_trail():
    consultation = make_consultation()
    designation = make_designation(consultation, reply_by=date(2040, 1, 1))
    message = Message.objects.get()
    assert message.to == "coordinator@example.org"
    assert f"/designation/{designation.token}/" in message.text
    assert "1 January 2040" in message.text
    entry = AuditEntry.objects.get(act="representation.nominate_representative")
    assert (entry.consultation, entry.label) == (consultation.slug, str(designation))


def test_a_reconstruction_sends_nothing_and_dates_nothing():
    consultation = make_consultation(reconstructed=True)
    designation = make_designation(consultation, answer="accepted")
    assert Message.objects.count() == 0
    assert (designation.asked_on, designation.answered_at) == (None, None)


@pytest.mark.parametrize("answer", ["", "accepted"])
def test_a_second_is_refused_while_the_first_stands(answer):
    consultation = make_consultation()
    first = make_designation(consultation, answer=answer)
    with pytest.raises(Refused, match=str(first.entity)):
        make_designation(consultation, group=first.group)
    assert Designation.objects.count() == 1


def test_another_group_is_not_touched():
    consultation = make_consultation()
    make_designation(consultation)
    make_designation(consultation)
    assert Designation.objects.count() == 2


def test_an_alternate_is_asked_once_the_first_declined():
    consultation = make_consultation()
    first = make_designation(consultation, answer="declined")
    assert queries.wants_alternate(first) is True
    second = make_designation(consultation, group=first.group, alternate_to=first)
    assert second.alternate_to == first
    assert queries.wants_alternate(first) is False


def test_an_alternate_is_asked_once_the_date_has_passed():
    consultation = make_consultation()
    with time_machine.travel("2010-10-07"):
        first = make_designation(consultation, reply_by=date(2010, 10, 15))
        with pytest.raises(Refused):
            make_designation(consultation, group=first.group, alternate_to=first)
    with time_machine.travel("2010-10-16"):
        assert queries.state_of(first) == DesignationState.LAPSED
        make_designation(consultation, group=first.group, alternate_to=first)


def test_an_alternate_is_for_the_same_group():
    consultation = make_consultation()
    first = make_designation(consultation, answer="declined")
    with pytest.raises(Refused, match="same group"):
        make_designation(consultation, alternate_to=first)


def test_the_same_entity_is_not_asked_twice():
    consultation = make_consultation()
    first = make_designation(consultation, answer="declined")
    with pytest.raises(Refused, match="before"):
        make_designation(consultation, group=first.group, entity=first.entity)


def test_an_acceptance_after_the_date_counts_while_nobody_else_was_asked():
    consultation = make_consultation()
    with time_machine.travel("2010-10-07"):
        first = make_designation(consultation, reply_by=date(2010, 10, 15))
    actions.answer_designation(first, answer="accepted", by="coordinator")
    assert queries.state_of(first) == DesignationState.ACCEPTED


def test_an_acceptance_is_refused_when_the_alternate_was_asked():
    consultation = make_consultation()
    first = make_designation(consultation, answer="declined")
    second = make_designation(consultation, group=first.group, alternate_to=first)
    with pytest.raises(Refused, match=str(second.entity)):
        actions.answer_designation(first, answer="accepted", by="coordinator")
    assert queries.state_of(first) == DesignationState.DECLINED


def test_the_database_lets_only_one_speak_for_a_group():
    consultation = make_consultation()
    first = make_designation(consultation, answer="accepted")
    with pytest.raises(IntegrityError), transaction.atomic():
        Designation.objects.create(
            consultation=consultation,
            group=first.group,
            entity=make_entity(),
            answer="accepted",
        )


def test_the_same_answer_again_changes_nothing():
    designation = make_designation(make_consultation(), answer="accepted")
    at = Designation.objects.get().answered_at
    actions.answer_designation(designation, answer="accepted", note="Again", by="coordinator")
    assert (Designation.objects.get().answered_at, Designation.objects.get().answer_note) == (
        at,
        "",
    )
    assert AuditEntry.objects.filter(act="representation.answer_designation").count() == 1


def test_an_answer_that_came_by_letter_names_who_typed_it_in():
    officer = make_user("Registrar")
    designation = make_designation(make_consultation())
    actions.answer_designation(designation, answer="accepted", note="By letter", by=officer)
    assert Designation.objects.get().answer_entered_by == officer


def test_alternates_are_proposed_from_those_who_contributed():
    consultation = make_consultation()
    first = make_designation(consultation, answer="declined")
    other, often = make_entity("Other"), make_entity("Often")
    make_group_contribution(first, entity=often, published=False)
    make_group_contribution(first, entity=often)
    make_group_contribution(first, entity=other)
    make_group_contribution(first, entity=first.entity)
    make_group_contribution(first)
    assert queries.possible_alternates(first) == [often, other]


def test_outreach_is_logged_by_one_who_speaks():
    designation = make_designation(make_consultation())
    with pytest.raises(Refused, match="not accepted"):
        actions.log_outreach(designation, done_on=date(2010, 11, 1), text="Wrote", by="x")
    actions.answer_designation(designation, answer="accepted", by="x")
    actions.log_outreach(designation, done_on=date(2010, 11, 1), text="Wrote to all", by="x")
    assert [each.text for each in designation.outreach.all()] == ["Wrote to all"]


def test_an_objection_is_kept_and_shown_once_sorted():
    consultation = make_consultation()
    designation = make_designation(consultation)
    officer = make_user()
    shown = actions.object_to(designation, name="A", text="Not ours")
    assert actions.object_to(designation, name="A", text="Not ours") == shown
    aside = actions.object_to(designation, name="B", text="Buy this")
    unsorted = actions.object_to(designation, name="C", text="Not ours either")
    actions.sort_objection(shown, by=officer)
    actions.sort_objection(aside, by=officer, set_aside_because="An advertisement")
    (seen,) = queries.public_designations(consultation)
    assert (seen.objections, seen.received, seen.unsorted) == ((shown,), 3, 1)
    assert list(queries.unsorted_objections(consultation)) == [unsorted]


def test_answering_an_objection_shows_both_once():
    designation = make_designation(make_consultation())
    objection = actions.object_to(designation, name="A", text="Not ours")
    actions.answer_objection(objection, text="It was asked by the members.", by=make_user())
    objection.refresh_from_db()
    assert (objection.shown, objection.answer) == (True, "It was asked by the members.")
    with pytest.raises(Refused, match="already"):
        actions.answer_objection(objection, text="Another", by=make_user())


def test_a_designation_is_for_a_group_or_a_constituency():
    consultation = make_consultation()
    with pytest.raises(ValueError, match="group or for a constituency"):
        actions.nominate(consultation, entity=make_entity(), by="tests")


def test_nobody_objects_to_what_is_reconstructed():
    designation = make_designation(make_consultation(reconstructed=True), answer="accepted")
    with pytest.raises(Refused, match="reconstructed"):
        actions.object_to(designation, name="A", text="No")
