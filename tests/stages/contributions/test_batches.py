"""Deciding on many items at one press, and taking it back as one act."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from rapporteur.base.audit.models import AuditEntry
from rapporteur.base.models import Leaf
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions import actions
from rapporteur.stages.contributions.actions import (
    admit_many,
    decide_many,
    look_at_waiting,
    register,
    undo,
)
from rapporteur.stages.contributions.actions.batches import corrected, disposed, taken_alone
from rapporteur.stages.contributions.actions.documents import read_waiting
from rapporteur.stages.contributions.choices import (
    DispositionKind,
    Mode,
    Origin,
    QueueDecision,
)
from rapporteur.stages.contributions.models import Batch, Contribution, Item
from rapporteur.stages.contributions.queries import current_version, reconciliation, undecided
from rapporteur.stages.contributions.queries.queue import undoable
from rapporteur.stages.mandate.choices import Role
from tests.factories.contributions import make_contribution, make_item
from tests.factories.mandate import make_consultation, make_official
from tests.factories.stakeholders import make_entity

pytestmark = pytest.mark.django_db


def item(consultation, text="Words of its own.", **claimed):
    content = f"{text}".encode()
    claimed = {"name": "Ada Marin", "filename": "a.txt", **claimed}
    return make_item(consultation, content=content, claimed=claimed)


def items(consultation):
    read_waiting()
    while look_at_waiting():
        pass
    found = Item.objects.filter(consultation=consultation).order_by("number")
    return list(found.select_related("consultation", "sighting"))


@pytest.fixture
def consultation():
    return make_consultation(prefix="P")


@pytest.fixture
def ada(consultation):
    return make_official(consultation, Role.REGISTRAR)


def decide(consultation, decision, by, *, reason="", only=None):
    chosen = [each for each in items(consultation) if only is None or each.number in only]
    return decide_many(consultation, chosen, decision=QueueDecision(decision), reason=reason, by=by)


def kinds(consultation):
    return {
        each.number: decided.kind
        for each in Item.objects.filter(consultation=consultation)
        if (decided := each.dispositions.filter(ended_at__isnull=True).first())
    }


def test_each_of_many_has_its_own_decision_reason_audit_entry_and_leaf(consultation, ada):
    for number in range(3):
        item(consultation, f"Buy {number}.")
    leaves = Leaf.objects.count()
    outcome = decide(consultation, "spam", ada, reason="All from one place.")
    assert (outcome.done, outcome.left) == (3, [])
    for each in items(consultation):
        disposition = each.dispositions.get()
        assert (disposition.kind, disposition.reason, disposition.decided_by) == (
            DispositionKind.SPAM,
            "All from one place.",
            ada,
        )
        assert disposition.leaf is not None
    assert Leaf.objects.count() == leaves + 3
    assert AuditEntry.objects.filter(act="contributions.dispose_item").count() == 3
    assert Batch.objects.get().steps.count() == 3


def test_each_is_decided_as_proposed_or_left_with_the_reason(consultation, ada):
    item(consultation)
    item(consultation)  # the same bytes
    item(consultation, "No such box.", automatic="bounce", undelivered="x@example.org")
    item(consultation, "I am away.", automatic="auto-replied")
    item(consultation, "Is it a reply?", answers="P/R-1")
    item(consultation, "")
    item(consultation, "Buy!", doubts=["too-soon"])
    outcome = decide(consultation, "as-proposed", ada)
    assert kinds(consultation) == {
        1: "contribution",
        2: "duplicate",
        3: "bounce",
        4: "correspondence",
    }
    assert outcome.done == 4
    assert outcome.left == [
        f"P/R-{number} was left. {why} Nothing is proposed for it: a person has to look."
        for number, why in (
            (5, "It answers P/R-1: it may be a reply or a contribution."),
            (6, "No word could be read in it: it has to be looked at."),
            (7, "The form was sent within three seconds of being opened."),
        )
    ]
    assert (
        Item.objects.get(number=2).dispositions.get().reason == "Byte for byte the same as P/R-1."
    )


def test_what_is_registered_so_stands_as_its_sender_claims(consultation, ada):
    entity = make_entity("Tide Watch")
    item(consultation, "Radio first.", organization="TIDE WATCH", title="On radio", consent="named")
    decide(consultation, "register", ada)
    entry = Contribution.objects.get()
    assert (entry.contributor, entry.entity, entry.title, entry.consent, entry.attribution) == (
        "Ada Marin",
        entity,
        "On radio",
        "named",
        "claimed",
    )
    assert "Radio first." in current_version(entry).documents.get().pages[0]["text"]


def test_what_was_not_read_or_names_no_first_is_left(consultation, ada):
    item(consultation, "")
    item(consultation, "Alone.")
    assert decide(consultation, "register", ada, only={1}).left == [
        "P/R-1 was not registered. No word could be read in it: it has to be looked at."
    ]
    [left] = decide(consultation, "duplicate", ada, only={2}).left
    assert "It is not known which item it repeats." in left
    assert kinds(consultation) == {}
    assert not Batch.objects.exists()


def test_what_somebody_has_decided_meanwhile_is_left_and_named(consultation, ada):
    item(consultation, "One.")
    item(consultation, "Two.")
    ben = make_official(consultation, Role.REGISTRAR)
    decide(consultation, "spam", ben, only={1})
    outcome = decide(consultation, "spam", ada)
    assert (outcome.done, outcome.left) == (
        1,
        [f"P/R-1 was not decided again. It is decided: spam ({ben})."],
    )


def test_a_correction_by_link_becomes_a_version_among_others(consultation, ada):
    first = item(consultation, "Before.")
    entry = make_contribution(consultation, items=[first], documents=None, text="")
    item(consultation, "After.", corrects=1)
    item(consultation, "Of nothing.", corrects=2)
    [left] = decide(consultation, "as-proposed", ada, only={3}).left
    assert "It corrects what does not stand in the register." in left
    assert decide(consultation, "as-proposed", ada, only={2}).done == 1
    assert current_version(entry).documents.get().pages[0]["text"] == "After."


# Undoing


def test_all_of_a_batch_is_undone_and_nothing_is_lost(consultation, ada):
    item(consultation)
    item(consultation)
    item(consultation, "Different words.")
    outcome = decide(consultation, "as-proposed", ada)
    undone = undo(outcome.batch, by=ada)
    assert (undone.done, undone.left) == (3, [])
    assert [each.number for each in undecided(consultation)] == [1, 2, 3]
    for each in items(consultation):
        assert [d.ended_at is None for d in each.dispositions.all()] == [False]
    entries = Contribution.objects.order_by("number")
    assert [(e.number, bool(e.voided_at), e.voided_because) for e in entries] == [
        (1, True, f"Undone within the hour by {ada}."),
        (2, True, f"Undone within the hour by {ada}."),
    ]
    assert AuditEntry.objects.filter(act="contributions.undo_decisions").count() == 1
    decide(consultation, "register", ada, only={1})
    assert Contribution.objects.latest("number").number == 3  # a number is never given again
    assert reconciliation(consultation).clean


def test_undoing_twice_undoes_once(consultation, ada):
    item(consultation)
    batch = decide(consultation, "spam", ada).batch
    assert undo(batch, by=ada).done == 1
    assert undo(batch, by=ada).done == 0
    assert Item.objects.get().dispositions.count() == 1


def test_the_one_before_can_be_undone_next(consultation, ada):
    item(consultation, "One.")
    item(consultation, "Two.")
    first = decide(consultation, "spam", ada, only={1}).batch
    second = decide(consultation, "spam", ada, only={2}).batch
    with pytest.raises(Refused):
        undo(first, by=ada)
    undo(second, by=ada)
    undo(first, by=ada)
    assert kinds(consultation) == {}


def test_only_ones_own_last_decision_within_the_hour(consultation, ada):
    item(consultation)
    batch = decide(consultation, "spam", ada).batch
    ben = make_official(consultation, Role.REGISTRAR)
    with pytest.raises(Refused) as refused:
        undo(batch, by=ben)
    assert "Only your own last decision" in str(refused.value)
    assert undoable(consultation, ada) == batch
    assert undoable(consultation, ada, timezone.now() + timedelta(hours=1)) is None
    Batch.objects.update(decided_at=timezone.now() - timedelta(hours=1))
    with pytest.raises(Refused):
        undo(batch, by=ada)


def test_what_was_changed_since_is_left_and_named(consultation, ada):
    for number in range(4):
        item(consultation, f"Words {number}.")
    batch = decide(consultation, "register", ada).batch
    one, two, three, four = Contribution.objects.order_by("number")
    actions.record_consent(one, consent="named", reason="r", by="b")
    actions.publish(one, by="b")
    actions.void(two, reason="Twice", by="b")
    actions.correct(three, text="Anew.", by="b")
    undone = undo(batch, by=ada)
    assert undone.done == 1
    assert undone.left == [
        "P/W-003 stays as it is. It was corrected since.",
        "P/W-002 stays as it is. Its number was voided since.",
        "P/W-001 stays as it is. It was published since: the public has read it.",
    ]
    four.refresh_from_db()
    assert four.voided_at


def test_a_decision_that_was_taken_anew_is_not_ended(consultation, ada):
    item(consultation)
    batch = decide(consultation, "spam", ada).batch
    actions.reopen(Item.objects.get(), reason="It is not", by="b")
    actions.dispose(Item.objects.get(), kind=DispositionKind.REPLY, reason="r", by="b")
    assert undo(batch, by=ada).left == ["P/R-1 stays as it is. It was decided anew since."]
    assert kinds(consultation) == {1: "reply"}


def test_a_correction_is_undone_by_a_version_that_says_what_stood_before(consultation, ada):
    entry = make_contribution(consultation, text="Before.", title="Before")
    later = item(consultation, "After.")
    items(consultation)
    act = lambda: corrected(later, entry, by=ada)  # noqa: E731
    batch = taken_alone(consultation, QueueDecision.CORRECTION, by=ada, act=act)
    undo(batch, by=ada)
    entry.refresh_from_db()
    assert [v.text for v in entry.versions.all()] == ["Before.", "", "Before."]
    assert current_version(entry).fingerprint == entry.versions.first().fingerprint
    assert (entry.title, list(entry.items.filter(pk=later.pk))) == ("Before", [])
    assert list(undecided(consultation)) == [later]
    again = taken_alone(consultation, QueueDecision.CORRECTION, by=ada, act=act)
    assert again.steps.get().version.number == 4
    assert reconciliation(consultation).clean


def test_admitting_many_late_ones_and_undoing_it(ada, consultation):
    late = timezone.now() - timedelta(days=9)
    consultation = make_consultation(preferred=None, final=late.date(), prefix="L")
    entries = [
        register(
            consultation,
            mode=Mode.WRITTEN,
            origin=Origin.ITEMS,
            items=[make_item(consultation)],
            by="t",
        )
        for _ in range(2)
    ]
    early = make_contribution(
        consultation, items=[make_item(consultation, received_at=late - timedelta(hours=1))]
    )
    outcome = admit_many(consultation, [*entries, early], reason="The post was late", by=ada)
    assert (outcome.done, outcome.left) == (
        2,
        ["L/W-003 was not admitted. It did not come late."],
    )
    assert (
        "was not admitted again"
        in admit_many(consultation, entries[:1], reason="r", by=ada).left[0]
    )
    assert undo(outcome.batch, by=ada).done == 2
    assert not Contribution.objects.filter(admitted_at__isnull=False).exists()
    acts = AuditEntry.objects.filter(act="contributions.undo_admission")
    assert acts.count() == 2


def test_the_single_decision_of_an_items_page_is_undone_at_the_queue(client, consultation, ada):
    item(consultation)
    items(consultation)
    client.force_login(ada)
    address = reverse("contributions:set_aside", args=[consultation.slug, 1])
    client.post(address, {"aside-kind": "spam", "aside-reason": "r"})
    queue = reverse("contributions:queue", args=[consultation.slug])
    page = client.get(queue)
    assert "You last decided on 1 item: spam" in page.content.decode()
    undoing = reverse("contributions:undo", args=[consultation.slug])
    answer = client.post(undoing, {"batch": page.context["undoable"].pk}, follow=True)
    assert "1 decision was undone." in answer.content.decode()
    assert kinds(consultation) == {}
    assert client.post(undoing, {"batch": "x"}).status_code == 409


def test_a_batch_of_another_consultation_is_none_of_this_one(client, consultation, ada):
    other = make_consultation()
    item(other)
    batch = decide(other, "spam", make_official(other, Role.REGISTRAR)).batch
    client.force_login(ada)
    undoing = reverse("contributions:undo", args=[consultation.slug])
    answer = client.post(undoing, {"batch": batch.pk})
    assert answer.status_code == 409
    assert "There is no such decision." in answer.content.decode()


def test_a_step_says_in_its_readers_language_what_it_was(consultation, ada):
    item(consultation)
    batch = taken_alone(
        consultation,
        QueueDecision.SPAM,
        by=ada,
        act=lambda: disposed(Item.objects.get(), kind="spam", reason="r", by=ada),
    )
    with override("ar"):
        assert batch.get_decision_display() != "spam"
