"""Officials who decide on the same thing at the same moment."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import DataError, connection
from django.utils import timezone

from rapporteur.base.audit.models import AuditEntry
from rapporteur.base.ledger.actions import sequence_and_sign
from rapporteur.base.models import Leaf, User
from rapporteur.base.originals.queries import read
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions.actions import (
    correct,
    decide_many,
    dispose,
    look_at_waiting,
    quick,
    register,
    undo,
)
from rapporteur.stages.contributions.actions.batches import Outcome
from rapporteur.stages.contributions.actions.documents import read_waiting
from rapporteur.stages.contributions.actions.intake import take_in_together, wrapped
from rapporteur.stages.contributions.actions.marks import new_mark, read_mark
from rapporteur.stages.contributions.actions.quick import take_quickly
from rapporteur.stages.contributions.actions.submissions import FORM, arrival_of
from rapporteur.stages.contributions.choices import DispositionKind, Mode, Origin, QueueDecision
from rapporteur.stages.contributions.models import (
    Contribution,
    Item,
    Resemblance,
    Shingle,
    Sighting,
    Step,
)
from rapporteur.stages.contributions.queries import reconciliation
from rapporteur.stages.contributions.rules import Submission
from rapporteur.stages.mandate.models import Consultation
from tests.factories.contributions import make_contribution, make_item
from tests.factories.mandate import make_consultation, make_user

pytestmark = pytest.mark.django_db(transaction=True)
SEVERAL_TIMES = pytest.mark.parametrize("turn", range(5))  # one race may be won by chance


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What became of each of some acts that begin together: "done" or "refused"."""
    if connection.vendor == "sqlite":
        pytest.skip("a database in memory is one connection's; this needs several")
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        gate.wait()
        try:
            act()
        except Refused:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as threads:
        return sorted(threads.map(run, acts))


def numbers_of(consultation: Consultation) -> Sequence[int]:
    rows = Contribution.objects.filter(consultation=consultation)
    return sorted(rows.values_list("number", flat=True))


@SEVERAL_TIMES
def test_an_item_enters_the_register_once(turn: int) -> None:
    consultation = make_consultation()
    item, first, second = (
        make_item(consultation),
        make_contribution(consultation),
        make_contribution(consultation),
    )
    became = at_once(
        lambda: correct(first, item=item, text="one", by="a"),
        lambda: correct(second, item=item, text="two", by="b"),
        lambda: register(
            consultation,
            mode=Mode.WRITTEN,
            origin=Origin.ITEMS,
            items=[item],
            by="c",
        ),
    )
    assert became == ["done", "refused", "refused"]
    assert item.contributions.count() == 1
    held = numbers_of(consultation)
    assert held == list(range(1, len(held) + 1))


@SEVERAL_TIMES
def test_an_item_is_registered_or_set_aside_and_nobody_waits_for_ever(turn: int) -> None:
    consultation = make_consultation()
    item = make_item(consultation)
    became = at_once(
        lambda: register(
            consultation,
            mode=Mode.WRITTEN,
            origin=Origin.ITEMS,
            items=[item],
            by="a",
        ),
        lambda: dispose(item, kind=DispositionKind.SPAM, reason="Spam.", by="b"),
    )
    assert became == ["done", "refused"]
    assert item.dispositions.count() == 1


@SEVERAL_TIMES
def test_two_items_are_not_duplicates_of_each_other(turn: int) -> None:
    consultation = make_consultation()
    one, other = make_item(consultation), make_item(consultation)
    became = at_once(
        lambda: dispose(
            one,
            kind=DispositionKind.DUPLICATE,
            duplicate_of=other,
            reason="Same.",
            by="a",
        ),
        lambda: dispose(
            other,
            kind=DispositionKind.DUPLICATE,
            duplicate_of=one,
            reason="Same.",
            by="b",
        ),
    )
    assert became == ["done", "refused"]


@SEVERAL_TIMES
def test_two_registrars_decide_on_the_same_items_at_once(turn: int) -> None:
    consultation = make_consultation()
    items = [make_item(consultation, content=f"Words {number}.".encode()) for number in range(4)]
    read_waiting()
    look_at_waiting()
    decided: list[Outcome] = []

    def decide(by: User, numbers: Sequence[int]) -> None:
        chosen = [items[number] for number in numbers]
        decided.append(decide_many(consultation, chosen, decision=QueueDecision.REGISTER, by=by))

    ada, ben = make_user(), make_user()
    at_once(lambda: decide(ada, [0, 1, 2]), lambda: decide(ben, [3, 2, 1]))
    assert sum(each.done for each in decided) == 4
    assert sum(len(each.left) for each in decided) == 2
    assert numbers_of(consultation) == [1, 2, 3, 4]
    assert [item.dispositions.count() for item in items] == [1, 1, 1, 1]
    assert Step.objects.values("contribution").distinct().count() == Step.objects.count() == 4


@SEVERAL_TIMES
def test_two_who_look_at_the_same_items_at_once_find_each_pair(turn: int) -> None:
    consultation = make_consultation()
    letter = " ".join(f"word{number}" for number in range(60))
    for number in range(60):  # more than are looked at in one go
        make_item(consultation, content=f"{letter} signed {number}".encode())
    read_waiting()
    at_once(look_at_waiting, look_at_waiting)
    assert not Sighting.objects.filter(looked_at__isnull=True).exists()
    assert Resemblance.objects.count() == 59
    assert Shingle.objects.values("item").distinct().count() == 1


@SEVERAL_TIMES
def test_a_decision_is_undone_once_however_often_it_is_asked_for_at_once(turn: int) -> None:
    consultation = make_consultation()
    item = make_item(consultation)
    look_at_waiting()
    ada = make_user()
    batch = decide_many(consultation, [item], decision=QueueDecision.SPAM, by=ada).batch
    assert batch is not None
    undone: list[int] = []
    at_once(*[lambda: undone.append(undo(batch, by=ada).done) for _ in range(3)])
    assert sorted(undone) == [0, 0, 1]
    assert AuditEntry.objects.filter(act="contributions.undo_decisions").count() == 1


def form(words: str, mark: str) -> dict[str, str]:
    return {"name": "Amina", "text": words, "consent": "named", "mark": mark}


@SEVERAL_TIMES
def test_forms_sent_at_once_are_each_kept_once_in_one_run_of_numbers(turn: int) -> None:
    consultation, mark = make_consultation(), new_mark()
    quick._taking.clear()
    sent = [form(f"Words {number % 9}.", mark) for number in range(18)]  # each of nine twice
    acts = [
        partial(take_quickly, consultation.slug, each, begun_at=timezone.now(), address="")
        for each in sent
    ]
    assert at_once(*acts) == ["done"] * 18
    items = Item.objects.order_by("number").select_related("leaf", "original")
    assert [item.number for item in items] == list(range(1, 10))
    assert sorted(Submission.from_bytes(read(item.original)).text for item in items) == [
        f"Words {number}." for number in range(9)
    ]
    assert len({item.leaf_id for item in items}) == Leaf.objects.count() == 9
    sequence_and_sign(timezone.now())
    assert reconciliation(consultation).clean


@SEVERAL_TIMES
def test_one_that_cannot_be_kept_spoils_none_that_is_sent_at_the_same_time(turn: int) -> None:
    consultation, mark = make_consultation(), new_mark()
    quick._taking.clear()
    arrival = arrival_of(Submission(consultation.slug, "Amina", "named"), mark=read_mark(mark))
    parcel = wrapped(consultation, arrival, by=FORM)
    parcel.item.sender = "x" * 301  # more than the column holds

    def spoiled() -> None:
        with pytest.raises(DataError):
            take_in_together(consultation, [parcel], by=FORM)

    acts = [
        partial(
            take_quickly,
            consultation.slug,
            form(f"Words {number}.", mark),
            begun_at=timezone.now(),
            address="",
        )
        for number in range(8)
    ]
    assert at_once(spoiled, *acts) == ["done"] * 9
    assert sorted(Item.objects.values_list("number", flat=True)) == list(range(1, 9))
