"""The speakers' list, the clock, and what goes into the register."""

from datetime import UTC, datetime

import pytest
import time_machine

from rapporteur.base.originals.queries import read
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions.choices import Attribution, Capacity, Mode, Origin
from rapporteur.stages.contributions.queries import current_version, tally
from rapporteur.stages.meeting import actions, queries
from rapporteur.stages.meeting.choices import InterventionKind, OrderReason, OrderRule
from rapporteur.stages.meeting.models import Intervention
from tests.factories.mandate import make_consultation
from tests.factories.meeting import make_intervention, make_meeting, make_speaker
from tests.factories.representation import make_designation
from tests.factories.stakeholders import make_entity, make_group

pytestmark = pytest.mark.django_db
TEN = datetime(2010, 12, 14, 15, 0, tzinfo=UTC)


@pytest.fixture
def meeting():
    return make_meeting(make_consultation())


def names(meeting):
    return [each.name for each in queries.yet_to_speak(meeting)]


def test_the_list_is_in_order_of_inscription_until_the_chair_decides(meeting):
    a, b, c = (make_speaker(meeting, name=name) for name in "ABC")
    assert names(meeting) == ["A", "B", "C"]
    actions.order_speakers(meeting, [c, a], by="x")
    assert names(meeting) == ["C", "A", "B"]
    actions.move_speaker(b, places=-1, by="x")
    assert names(meeting) == ["C", "B", "A"]
    actions.move_speaker(c, places=-1, by="x")
    actions.move_speaker(a, places=1, by="x")
    assert names(meeting) == ["C", "B", "A"]
    make_speaker(meeting, name="D")
    assert names(meeting) == ["C", "B", "A", "D"]


def test_asking_twice_is_one_place_and_a_withdrawn_one_is_none(meeting):
    speaker = make_speaker(meeting, name="A")
    assert make_speaker(meeting, name="A") == speaker
    actions.withdraw_request(speaker, by="x")
    assert names(meeting) == []
    assert make_speaker(meeting, name="A") != speaker


def test_one_has_the_floor_at_a_time(meeting):
    first, second = make_speaker(meeting), make_speaker(meeting)
    with time_machine.travel(TEN, tick=False):
        actions.begin_speaking(first, by="x")
    with pytest.raises(Refused, match="still speaking"):
        actions.begin_speaking(second, by="x")
    with pytest.raises(Refused, match="begun"):
        actions.withdraw_request(first, by="x")
    with pytest.raises(Refused, match="not begun"):
        actions.end_speaking(second, by="x")
    assert queries.has_the_floor(meeting) == first
    with time_machine.travel(TEN.replace(minute=5), tick=False):
        actions.end_speaking(first, by="x")
    assert (first.began_at, first.ended_at) == (TEN, TEN.replace(minute=5))
    assert queries.has_the_floor(meeting) is None
    assert list(queries.to_record(meeting)) == [first]
    assert list(queries.yet_to_speak(meeting)) == [second]


def test_the_proposal_knows_who_speaks_for_whom(meeting):
    consultation = meeting.consultation
    governments = make_group(consultation, "governments")
    designation = make_designation(consultation, answer="accepted")
    single = make_speaker(meeting, group=governments)
    representative = make_speaker(meeting, designation=designation)
    states = make_speaker(meeting, group=governments, speaks_for="Group of 77 and China")
    assert [(each.speaker, each.place.reason) for each in queries.proposed_order(meeting)] == [
        (states, OrderReason.STATES),
        (representative, OrderReason.REPRESENTATIVE),
        (single, OrderReason.INSCRIPTION),
    ]
    assert (representative.group, representative.entity) == (
        designation.group,
        designation.entity,
    )


def test_alternating_counts_the_time_that_was_used(meeting):
    actions.change(meeting, order_rule=OrderRule.ALTERNATING, by="x")
    meeting.refresh_from_db()
    spoke, silent = make_group(meeting.consultation), make_group(meeting.consultation)
    make_intervention(meeting, group=spoke, started_at=TEN, ended_at=TEN.replace(minute=10))
    first, second = make_speaker(meeting, group=spoke), make_speaker(meeting, group=silent)
    assert [(p.speaker, p.minutes_used) for p in queries.proposed_order(meeting)] == [
        (second, 0),
        (first, 10),
    ]


def test_an_intervention_is_a_contribution_of_its_mode(meeting):
    group = make_group(meeting.consultation)
    said = make_intervention(meeting, group=group, contributor="Acme", started_at=TEN)
    informal = make_intervention(meeting, group=group, kind=InterventionKind.INFORMAL)
    contribution = said.contribution
    assert (contribution.mode, contribution.origin, contribution.received_at) == (
        Mode.PRESENTATION,
        Origin.INTERVENTION,
        TEN,
    )
    assert (contribution.capacity, contribution.attribution) == (
        Capacity.OWN,
        Attribution.CONFIRMED,
    )
    assert contribution.register_number.endswith("/P-001")
    assert informal.contribution.register_number.endswith("/I-001")
    assert tally(meeting.consultation).total == 2


def test_a_representative_speaks_on_behalf_of_the_group(meeting):
    designation = make_designation(meeting.consultation, answer="accepted")
    contribution = make_intervention(meeting, designation=designation).contribution
    assert (contribution.group, contribution.speaks_for_group, contribution.capacity) == (
        designation.group,
        designation.group,
        Capacity.GROUP,
    )
    assert contribution.entity == designation.entity


def test_the_statement_handed_in_is_kept_and_read_and_counted_once(meeting):
    said = make_intervention(meeting, statement=("statement.txt", b"Access comes first."))
    assert read(said.statement) == b"Access comes first."
    (document,) = current_version(said.contribution).documents.all()
    assert (document.filename, document.pages[0]["text"]) == (
        "statement.txt",
        "Access comes first.",
    )
    assert tally(meeting.consultation).total == 1


def test_recording_a_speaker_twice_is_one_intervention(meeting):
    speaker = make_speaker(meeting)
    first = make_intervention(meeting, speaker=speaker)
    assert make_intervention(meeting, speaker=speaker) == first
    assert Intervention.objects.count() == 1
    assert list(queries.yet_to_speak(meeting)) == []


def test_times_that_do_not_follow_one_another_are_refused(meeting):
    with pytest.raises(Refused, match="before it began"):
        make_intervention(meeting, started_at=TEN, ended_at=TEN.replace(hour=14))
    assert Intervention.objects.count() == 0


def test_the_time_of_each_group_is_added_up(meeting):
    one, two = make_group(meeting.consultation), make_group(meeting.consultation)
    make_intervention(meeting, group=one, started_at=TEN, ended_at=TEN.replace(minute=7))
    make_intervention(
        meeting,
        group=one,
        kind=InterventionKind.INFORMAL,
        started_at=TEN,
        ended_at=TEN.replace(second=5),
    )
    assert [
        (row.group, row.presentations, row.informal, row.minutes)
        for row in queries.time_by_group(meeting)
    ] == [(one, 1, 1, "7:05"), (two, 0, 0, "0:00")]
    make_intervention(meeting, entity=make_entity())
    assert queries.time_by_group(meeting)[-1].group is None
