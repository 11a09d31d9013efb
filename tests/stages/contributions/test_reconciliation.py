"""Received = registered + set aside + undecided, and every byte is there."""

import sys

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapporteur.base.models import Original
from rapporteur.base.numbering.models import Series
from rapporteur.stages.contributions.actions import correct, dispose
from rapporteur.stages.contributions.choices import DispositionKind, Mode, Origin
from rapporteur.stages.contributions.models import Contribution, Disposition, Item
from rapporteur.stages.contributions.queries import reconciliation
from tests.factories.contributions import make_contribution, make_item
from tests.factories.mandate import make_consultation

pytestmark = pytest.mark.django_db


def test_everything_received_is_accounted_for():
    consultation = make_consultation(prefix="P")
    contribution = make_contribution(consultation)
    repeat = make_item(consultation)
    dispose(
        repeat,
        kind=DispositionKind.DUPLICATE,
        reason="Same by fax",
        by="tests",
        duplicate_of=contribution.items.get(),
    )
    make_item(consultation, attachments=[("a.txt", b"a")])
    correct(contribution, item=make_item(consultation), by="tests")

    found = reconciliation(consultation)
    assert found.sentence == ("4 received = 2 registered + 1 set aside + 1 undecided; 1 counted.")
    assert [(str(line.item), line.outcome.value, line.numbers) for line in found.lines] == [
        ("P/R-1", "registered", ("P/W-001",)),
        ("P/R-2", "set aside", ()),
        ("P/R-3", "undecided", ()),
        ("P/R-4", "registered", ("P/W-001",)),
    ]
    assert (found.originals, found.differences) == (5, ())
    assert (found.clean, found.settled) == (True, False)


def test_a_consultation_is_settled_when_nothing_is_undecided():
    consultation = make_consultation()
    make_contribution(consultation)
    assert reconciliation(consultation).settled


def test_a_reconstruction_holds_no_items():
    consultation = make_consultation(reconstructed=True)
    for _turn in range(2):
        make_contribution(consultation, origin=Origin.RECONSTRUCTION, text="")
    found = reconciliation(consultation)
    assert (found.sentence, found.settled) == ("2 counted, 0 items held.", True)
    assert found.entries == {Origin.ITEMS: 0, Origin.INTERVENTION: 0, Origin.RECONSTRUCTION: 2}


def test_lost_and_altered_bytes_are_named():
    consultation = make_consultation()
    lost = make_item(consultation, content=b"lost in a move").original
    altered = make_item(consultation, attachments=[("a", b"as it came")])
    part = altered.attachments.get().original
    Original.objects.filter(pk=lost.pk).update(content=None)
    Original.objects.filter(pk=part.pk).update(content=b"as it is")

    assert set(reconciliation(consultation).differences) == {
        f"The original {lost.sha256}: the bytes are missing.",
        f"The original {part.sha256}: the bytes no longer match the hash.",
    }
    assert reconciliation(consultation, originals=False).differences == ()


def test_gaps_and_entries_with_nothing_behind_them_are_named():
    consultation = make_consultation(prefix="P")
    kept = make_contribution(consultation)
    bare = make_contribution(consultation)
    bare.items.clear()
    make_contribution(consultation, mode=Mode.INFORMAL, origin=Origin.INTERVENTION)
    Series.objects.filter(key=f"{consultation.slug}/W").update(last=4)
    Contribution.objects.filter(pk=kept.pk).update(number=3)
    Disposition.objects.filter(item=kept.items.get()).delete()

    assert reconciliation(consultation).differences == (
        "P/R-1 stands in the register as P/W-003, and is not decided so.",
        "P/R-2 is said to be registered, and no entry stands on it.",
        "P/W-002 has no item behind it.",
        "The number P/W-1 was given and is not there.",
        "The number P/W-4 was given and is not there.",
    )


def test_progress_is_told_file_by_file():
    consultation = make_consultation()
    make_item(consultation), make_item(consultation)
    told = []
    reconciliation(consultation, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize("many", [1, 3])
def test_the_number_of_queries_does_not_grow(many, django_assert_num_queries):
    consultation = make_consultation()
    for _turn in range(many):
        make_contribution(consultation)
    with django_assert_num_queries(34):
        reconciliation(consultation)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what is there")
def test_the_originals_of_a_consultation_are_found_without_looking_at_those_of_others():
    consultation = make_consultation()
    make_item(consultation)
    with CaptureQueriesContext(connection) as asked:
        reconciliation(consultation)
    [words] = [each["sql"] for each in asked if each["sql"].startswith("INSERT INTO each_once")]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE each_once (value varchar(300) PRIMARY KEY)")
        cursor.execute(f"EXPLAIN QUERY PLAN {words}")
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "SCAN contributions_" not in plan


def test_nothing_is_skipped_or_taken_twice_between_batches(monkeypatch):
    consultation = make_consultation(prefix="P")
    for number in range(7):
        make_contribution(consultation, text=f"{number}")
        make_item(consultation, content=b"%d" % number)
    Contribution.objects.filter(number=2).update(number=20)
    Item.objects.filter(number=9).update(number=30)
    whole = reconciliation(consultation)
    module = sys.modules[reconciliation.__module__]  # a function of the same name hides it
    monkeypatch.setattr(module, "BATCH", 3)
    parts = reconciliation(consultation)
    assert (parts.outcomes, parts.entries) == (whole.outcomes, whole.entries)
    assert (parts.originals, parts.counted) == (whole.originals, whole.counted)
    assert parts.differences == whole.differences
    assert len(parts.differences) > 20
    assert list(parts.lines) == list(whole.lines)
    assert len(parts.lines) == parts.received == 14
    assert [*parts.lines[2:5]] == [*whole.lines][2:5]
    assert parts.lines[3] == [*whole.lines][3]


def test_what_arrives_meanwhile_is_no_difference():
    consultation = make_consultation()
    make_item(consultation)
    found = reconciliation(consultation)
    make_item(consultation)
    assert len(found.lines) == found.received == 1
