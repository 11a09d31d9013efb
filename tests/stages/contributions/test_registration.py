"""The register: numbers, origins, versions."""

from datetime import UTC, date, datetime

import pytest

from rapporteur.base.models import Original
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions.actions import correct, dispose, register
from rapporteur.stages.contributions.choices import DispositionKind, Mode, Origin, Timeliness
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.contributions.queries import current_version
from rapporteur.stages.contributions.rules import fingerprint
from rapporteur.stages.mandate import actions as mandate
from tests.factories.contributions import make_contribution, make_item
from tests.factories.mandate import make_consultation
from tests.factories.stakeholders import make_group

pytestmark = pytest.mark.django_db


def test_numbers_run_without_gaps_per_mode():
    consultation = make_consultation(prefix="EC2010")
    for mode in (Mode.WRITTEN, Mode.PRESENTATION, Mode.WRITTEN, Mode.INFORMAL):
        origin = Origin.ITEMS if mode is Mode.WRITTEN else Origin.INTERVENTION
        make_contribution(consultation, mode=mode, origin=origin)
    with pytest.raises(Refused):
        make_contribution(consultation, title="x" * 501)
    make_contribution(consultation)
    numbers = [str(each) for each in Contribution.objects.order_by("mode", "number")]
    assert numbers == [
        "EC2010/I-001", "EC2010/P-001", "EC2010/W-001", "EC2010/W-002", "EC2010/W-003",
    ]  # fmt: skip


def test_registering_decides_the_items_and_reads_their_files():
    consultation = make_consultation()
    question = mandate.add_question(consultation, texts={"en": "What?"}, by="tests")
    item = make_item(
        consultation,
        content="Première".encode("cp1252"),
        claimed={"filename": "fax.txt"},
        attachments=[("more.txt", b"Second")],
    )
    contribution = register(
        consultation,
        mode=Mode.WRITTEN,
        origin=Origin.ITEMS,
        items=[item],
        text="Cover note",
        answers={question: "This."},
        by="tests",
    )
    version = current_version(contribution)
    assert [(each.filename, each.pages[0]["text"]) for each in version.documents.all()] == [
        ("fax.txt", "Première"),
        ("more.txt", "Second"),
    ]
    assert [(each.question, each.text) for each in version.answers.all()] == [(question, "This.")]
    assert version.fingerprint == fingerprint(["Cover note This. Première Second"])
    assert (contribution.channel, contribution.received_at) == ("email", item.received_at)
    assert item.dispositions.get().kind == DispositionKind.CONTRIBUTION


def test_one_item_may_hold_two_contributions_when_that_is_said():
    consultation = make_consultation()
    item = make_item(consultation)
    first = make_contribution(consultation, items=[item])
    with pytest.raises(Refused, match=f"stands in the register as {first}"):
        make_contribution(consultation, items=[item])
    second = make_contribution(consultation, items=[item], further=True)
    assert list(item.contributions.order_by("number")) == [first, second]
    assert item.dispositions.count() == 1


def test_two_items_may_be_one_contribution_which_arrived_with_the_first():
    consultation = make_consultation()
    late, early = (
        make_item(consultation),
        make_item(consultation, received_at=datetime(2026, 1, 2, tzinfo=UTC)),
    )
    contribution = make_contribution(consultation, items=[late, early])
    assert contribution.received_at == early.received_at
    assert contribution.items.count() == 2


def test_what_was_set_aside_is_not_registered():
    consultation = make_consultation()
    item = make_item(consultation)
    dispose(item, kind=DispositionKind.SPAM, reason="r", by="tests")
    with pytest.raises(Refused, match=r"was set aside: spam\. Reopen it with a reason first"):
        make_contribution(consultation, items=[item])


@pytest.mark.parametrize(
    ("reconstructed", "fields", "why"),
    [
        (False, {"origin": Origin.ITEMS, "items": []}, "name the item that it came in as"),
        (False, {"origin": Origin.RECONSTRUCTION}, "never in one consultation"),
        (True, {"origin": Origin.INTERVENTION}, "never in one consultation"),
        (
            True,
            {"origin": Origin.RECONSTRUCTION, "received_at": datetime(2010, 11, 1, tzinfo=UTC)},
            "When a reconstructed contribution arrived is not known",
        ),
    ],
)
def test_an_origin_has_to_fit(reconstructed, fields, why):
    consultation = make_consultation(reconstructed=reconstructed)
    with pytest.raises(Refused, match=why):
        make_contribution(consultation, **fields)
    assert not Contribution.objects.exists()


def test_an_intervention_has_no_items():
    consultation = make_consultation()
    with pytest.raises(Refused, match="Only what was received has items behind it"):
        make_contribution(consultation, origin=Origin.INTERVENTION, items=[make_item(consultation)])


def test_an_item_of_another_consultation_is_refused():
    elsewhere = make_item(make_consultation())
    with pytest.raises(Refused, match="was received in another consultation"):
        make_contribution(make_consultation(), items=[elsewhere])


def test_a_reconstructed_entry_has_no_name_no_arrival_and_no_item():
    consultation = make_consultation(reconstructed=True)
    entry = register(consultation, mode=Mode.WRITTEN, origin=Origin.RECONSTRUCTION, by="case")
    assert (entry.contributor, entry.received_at, entry.items.count()) == ("", None, 0)
    assert (entry.timeliness, current_version(entry).fingerprint) == (Timeliness.UNKNOWN, "")


@pytest.mark.parametrize(
    ("day", "label"), [(14, Timeliness.PREFERRED), (17, Timeliness.FINAL), (20, Timeliness.LATE)]
)
def test_timeliness_comes_from_the_dates_in_force(day, label):
    consultation = make_consultation(preferred=date(2026, 3, 15), final=date(2026, 3, 18))
    item = make_item(consultation, received_at=datetime(2026, 3, day, tzinfo=UTC))
    assert make_contribution(consultation, items=[item]).timeliness == label


def test_a_joint_contribution_is_counted_once_in_the_leads_group():
    consultation = make_consultation()
    group = make_group(consultation)
    contribution = make_contribution(
        consultation, group=group, contributor="Alpha", signatories=["Alpha", "Beta"]
    )
    assert [(each.name, each.lead) for each in contribution.signatories.all()] == [
        ("Alpha", True),
        ("Beta", False),
    ]


def test_a_correction_adds_a_version_and_takes_its_item_once():
    consultation = make_consultation()
    contribution = make_contribution(consultation, text="Before")
    item = make_item(consultation)
    first = correct(contribution, item=item, text="After", documents=(), by="tests")
    again = correct(contribution, item=item, text="After", documents=(), by="tests")
    assert first == again
    assert [(each.number, each.kind, each.text) for each in contribution.versions.all()] == [
        (1, "first", "Before"),
        (2, "correction", "After"),
    ]
    assert item.dispositions.get().kind == DispositionKind.CONTRIBUTION
    assert list(item.contributions.all()) == [contribution]


def test_a_correction_after_the_final_date_is_refused():
    consultation = make_consultation(preferred=date(2026, 3, 15), final=date(2026, 3, 18))
    contribution = make_contribution(consultation)
    with pytest.raises(Refused, match="The final date had passed"):
        correct(contribution, item=make_item(consultation), by="tests")


def test_the_same_bytes_make_one_original_for_two_documents():
    consultation = make_consultation()
    make_contribution(consultation, items=[make_item(consultation, content=b"x")], documents=None)
    make_contribution(consultation, items=[make_item(consultation, content=b"x")], documents=None)
    assert Original.objects.count() == 1
