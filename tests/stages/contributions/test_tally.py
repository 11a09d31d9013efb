"""The table of the report of 2011, and what is and is not counted."""

from datetime import date

import pytest

from rapporteur.stages.contributions.actions import admit, correct, void, withdraw
from rapporteur.stages.contributions.choices import Mode, Origin
from rapporteur.stages.contributions.models import Contribution, CountingRule
from rapporteur.stages.contributions.queries import counted, tally
from rapporteur.stages.contributions.queries.register import STANDING
from rapporteur.stages.contributions.rules import standing
from rapporteur.stages.stakeholders import actions as stakeholders
from rapporteur.stages.stakeholders.queries import groups
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation
from tests.factories.stakeholders import make_group

pytestmark = pytest.mark.django_db

SEED = {  # A/66/77-E/2011/103, after para. 11
    "governments": (11, 13, 8),
    "international-organizations": (7, 1, 0),
    "civil-society": (32, 7, 3),
    "private-sector": (9, 5, 2),
}


def reconstruct_the_seed(**fields):
    consultation = make_consultation(reconstructed=True, **fields)
    stakeholders.define_usual_groups(consultation, by="tests")
    for group in groups(consultation):
        for mode, many in zip(Mode, SEED[group.key], strict=True):
            for _turn in range(many):
                make_contribution(
                    consultation,
                    mode=mode,
                    origin=Origin.RECONSTRUCTION,
                    group=group,
                    contributor="",
                    title="",
                    text="",
                )
    return consultation


def test_the_table_of_the_report_is_derived():
    found = tally(reconstruct_the_seed())
    assert [(row.label, *row.counts, row.total) for row in found.rows] == [
        ("Governments", 11, 13, 8, 32),
        ("International organizations", 7, 1, 0, 8),
        ("Civil society", 32, 7, 3, 42),
        ("Private sector", 9, 5, 2, 16),
    ]
    assert (found.totals, found.total, found.headline) == ((59, 26, 13), 98, 85)
    assert (found.distinct_texts, found.distinct_contributors) == (None, None)


def test_what_enters_the_headline_is_the_consultations_own_rule():
    consultation = make_consultation()
    make_contribution(consultation, mode=Mode.INFORMAL, origin=Origin.INTERVENTION)
    assert (tally(consultation).total, tally(consultation).headline) == (1, 0)

    CountingRule.objects.create(
        consultation=consultation,
        mode=Mode.INFORMAL,
        columns={"en": "From the floor"},
        texts={"en": "Each speaker once."},
        in_headline=True,
    )
    found = tally(consultation)
    assert found.headline == 1
    assert (found.columns[2].heading, found.notes[2]) == ("From the floor", "Each speaker once.")


def test_three_counts_contributions_texts_contributors():
    consultation = make_consultation()
    make_contribution(consultation, contributor="Alpha", text="The same words")
    make_contribution(consultation, contributor="ALPHA ", text="the same — words!")
    make_contribution(
        consultation, contributor="Beta", text="Others", signatories=["Beta", "Gamma", "alpha"]
    )
    for _turn in range(2):
        make_contribution(
            consultation,
            contributor="",
            mode=Mode.INFORMAL,
            origin=Origin.INTERVENTION,
            text="",
        )
    found = tally(consultation)
    assert (found.total, found.distinct_texts, found.distinct_contributors) == (5, 2, 5)


def test_a_correction_is_the_text_that_counts():
    consultation = make_consultation()
    first = make_contribution(consultation, text="One")
    make_contribution(consultation, text="Two")
    assert tally(consultation).distinct_texts == 2
    correct(first, text="Two", by="tests")
    assert tally(consultation).distinct_texts == 1


def test_what_is_in_no_group_is_a_row_of_its_own():
    consultation = make_consultation()
    group = make_group(consultation, names={"en": "Academia"})
    make_contribution(consultation, group=group)
    make_contribution(consultation)
    assert [(row.label, row.counts) for row in tally(consultation).rows] == [
        ("Academia", (1, 0, 0)),
        ("In no group yet", (1, 0, 0)),
    ]


def test_voided_withdrawn_and_late_entries_are_left_out_and_said():
    consultation = make_consultation()
    kept, taken_back, mistaken = (make_contribution(consultation) for _turn in range(3))
    withdraw(taken_back, by="its sender")
    void(mistaken, reason="A test of the fax", by="tests")
    past = make_consultation(preferred=date(2026, 3, 15), final=None)
    late = make_contribution(past)

    assert list(counted(consultation)) == [kept]
    assert tally(consultation).notes[-1] == (
        "Not in the table: 0 received after the final date and not admitted, 1 withdrawn, 1 voided."
    )
    assert tally(past).total == 0
    admit(late, by="tests")
    assert (tally(past).total, len(tally(past).notes)) == (1, 3)


def test_the_database_asks_for_what_the_rule_says():
    consultation = make_consultation(preferred=date(2026, 3, 15), final=None)
    in_time = make_consultation()
    for place in (consultation, in_time):
        for do in ((), (void,), (withdraw,), (withdraw, void), (admit,), (admit, withdraw)):
            entry = make_contribution(place)
            if admit in do and entry.timeliness == "late":
                admit(entry, by="tests")
            if withdraw in do:
                Contribution.objects.filter(pk=entry.pk).update(withdrawn_at=entry.registered_at)
            if void in do:
                void(entry, reason="r", by="tests")
    asked = {
        entry.pk: why for why in STANDING for entry in Contribution.objects.filter(STANDING[why])
    }
    said = {
        entry.pk: standing(
            voided=entry.voided_at is not None,
            withdrawn=entry.withdrawn_at is not None,
            late=entry.timeliness == "late",
            admitted=entry.admitted_at is not None,
        )
        for entry in Contribution.objects.all()
    }
    assert asked == said
    assert sum(Contribution.objects.filter(each).count() for each in STANDING.values()) == 12


@pytest.mark.parametrize("many", [1, 3])
def test_the_number_of_queries_does_not_grow(many, django_assert_num_queries):
    consultation = make_consultation()
    for _turn in range(many):
        make_contribution(consultation, group=make_group(consultation))
    with django_assert_num_queries(7):
        tally(consultation)
