"""Each item ends in exactly one decision, with a reason."""

import pytest

from rapporteur.base.models import AuditEntry
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions.actions import dispose, reopen, void
from rapporteur.stages.contributions.choices import DispositionKind
from rapporteur.stages.contributions.models import Disposition
from rapporteur.stages.contributions.queries import undecided
from tests.factories.contributions import make_contribution, make_item
from tests.factories.mandate import make_consultation, make_user

pytestmark = pytest.mark.django_db


def test_an_item_is_undecided_until_someone_decides_and_again_when_reopened():
    consultation = make_consultation()
    item, officer = make_item(consultation), make_user("Ada")
    assert list(undecided(consultation)) == [item]

    dispose(item, kind=DispositionKind.SPAM, reason="Sells watches", by=officer)
    assert list(undecided(consultation)) == []

    reopen(item, reason="It is about time zones", by=officer)
    assert list(undecided(consultation)) == [item]
    (kept,) = Disposition.objects.all()
    assert (kept.kind, kept.decided_by, kept.ended_at is None) == ("spam", officer, False)
    assert list(AuditEntry.objects.order_by("id").values_list("act", "actor"))[-2:] == [
        ("contributions.dispose_item", "Ada"),
        ("contributions.reopen_item", "Ada"),
    ]


def test_a_rule_decides_under_its_own_name():
    disposition = dispose(
        make_item(make_consultation()), kind=DispositionKind.BOUNCE, reason="DSN", by="bounces"
    )
    assert (disposition.decided_by, disposition.rule) == (None, "bounces")


def test_the_same_decision_again_changes_nothing_and_another_is_refused():
    item = make_item(make_consultation())
    first = dispose(item, kind=DispositionKind.SPAM, reason="r", by="tests")
    assert dispose(item, kind=DispositionKind.SPAM, reason="r", by="tests") == first
    with pytest.raises(Refused, match=r"It is decided: spam\. Reopen it"):
        dispose(item, kind=DispositionKind.REPLY, reason="r", by="tests")


def test_a_decision_needs_a_reason():
    item = make_item(make_consultation())
    with pytest.raises(Refused, match="Every decision has a reason"):
        dispose(item, kind=DispositionKind.SPAM, reason="  ", by="tests")


def test_a_duplicate_leads_to_the_first_of_its_chain():
    consultation = make_consultation()
    first, second, third = (make_item(consultation) for _turn in range(3))
    dispose(second, kind=DispositionKind.DUPLICATE, reason="r", by="tests", duplicate_of=first)
    last = dispose(
        third, kind=DispositionKind.DUPLICATE, reason="r", by="tests", duplicate_of=second
    )
    assert last.duplicate_of == first
    with pytest.raises(Refused, match="a duplicate of another item"):
        dispose(first, kind=DispositionKind.DUPLICATE, reason="r", by="tests", duplicate_of=third)


def test_a_duplicate_of_nothing_or_of_another_consultation_is_refused():
    item, elsewhere = make_item(make_consultation()), make_item(make_consultation())
    for other in (None, item, elsewhere):
        with pytest.raises(Refused, match="of another item of the same consultation"):
            dispose(
                item, kind=DispositionKind.DUPLICATE, reason="r", by="tests", duplicate_of=other
            )


def test_nothing_is_called_a_contribution_without_standing_in_the_register():
    with pytest.raises(Refused, match="No contribution has been registered from it"):
        dispose(
            make_item(make_consultation()),
            kind=DispositionKind.CONTRIBUTION,
            reason="r",
            by="tests",
        )


def test_an_item_that_stands_in_the_register_is_reopened_by_voiding_the_entry():
    consultation = make_consultation(prefix="P")
    contribution = make_contribution(consultation)
    item = contribution.items.get()
    with pytest.raises(Refused, match=r"P/W-001 of the register stands on it\. Void that entry"):
        reopen(item, reason="r", by="tests")
    void(contribution, reason="Registered by mistake", by="tests")
    assert list(undecided(consultation)) == [item]
