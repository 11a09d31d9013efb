"""What the public may see, and the decisions on it."""

from datetime import date

import pytest
from django.utils.translation import override

from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions.actions import (
    admit,
    confirm_attribution,
    publish,
    reclassify,
    record_consent,
    void,
    withdraw,
)
from rapporteur.stages.contributions.choices import Consent, Origin
from rapporteur.stages.contributions.queries import public, shown_name, shown_signatories
from rapporteur.stages.stakeholders.choices import EntityKind
from rapporteur.stages.stakeholders.models import Entity
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation, make_user
from tests.factories.stakeholders import make_group

pytestmark = pytest.mark.django_db


def make_entity(**names):
    return Entity.objects.create(kind=EntityKind.ORGANIZATION, names=names)


def test_only_what_was_published_with_consent_is_public():
    consultation = make_consultation()
    shown = make_contribution(consultation, published=True)
    make_contribution(consultation)
    withdraw(make_contribution(consultation, published=True), by="its sender")
    void(make_contribution(consultation, published=True), reason="r", by="tests")
    record_consent(
        make_contribution(consultation, published=True),
        consent=Consent.WITHHELD,
        reason="Asked by telephone",
        by="tests",
    )
    assert list(public(consultation)) == [shown]


def test_without_consent_nothing_is_published():
    contribution = make_contribution(make_consultation(), consent=Consent.WITHHELD)
    with pytest.raises(Refused, match="has not consented"):
        publish(contribution, by="tests")


@pytest.mark.parametrize("consent", [Consent.NAMED, Consent.UNNAMED, Consent.WITHHELD])
def test_an_entitys_name_is_shown_once_confirmed_and_with_consent(consent):
    entity = make_entity(en="Internet Society", ar="جمعية الإنترنت")
    contribution = make_contribution(
        make_consultation(), entity=entity, contributor="ISOC", consent=consent
    )
    claimed, confirmed = "in the name of ISOC (not confirmed)", "Internet Society"
    if consent is not Consent.NAMED:
        claimed = confirmed = "Name withheld"
    assert shown_name(contribution) == claimed
    confirm_attribution(contribution, reason="Signed letter", by=make_user("Ada"))
    assert shown_name(contribution) == confirmed
    assert (contribution.confirmed_by, contribution.attribution_reason) == ("Ada", "Signed letter")
    if consent is Consent.NAMED:
        with override("ar"):
            assert shown_name(contribution) == "جمعية الإنترنت"


def test_an_entry_without_a_name_says_so():
    reconstructed = make_consultation(reconstructed=True)
    entry = make_contribution(reconstructed, origin=Origin.RECONSTRUCTION, contributor="")
    assert shown_name(entry) == "Not named in the source"
    assert shown_name(make_contribution(make_consultation(), contributor="")) == "No name stated"


def test_signatories_are_shown_like_the_name():
    contribution = make_contribution(make_consultation(), signatories=["A", "B"])
    assert shown_signatories(contribution) == []
    confirm_attribution(contribution, reason="Signed", by="tests")
    assert shown_signatories(contribution) == ["A", "B"]


def test_confirming_needs_a_reason_and_a_name():
    consultation = make_consultation()
    with pytest.raises(Refused, match="It needs a reason"):
        confirm_attribution(make_contribution(consultation), reason="", by="tests")
    with pytest.raises(Refused, match="No name is stated"):
        confirm_attribution(make_contribution(consultation, contributor=""), reason="r", by="tests")


def test_publishing_again_changes_nothing():
    contribution = make_contribution(make_consultation(), published=True)
    before = contribution.published_at
    assert publish(contribution, by="another").published_at == before


def test_only_a_late_contribution_is_admitted():
    with pytest.raises(Refused, match="It did not come late"):
        admit(make_contribution(make_consultation()), by="tests")


def test_reclassifying_keeps_what_was_counted():
    consultation = make_consultation()
    before, now = make_group(consultation), make_group(consultation)
    contribution = make_contribution(consultation, group=before)
    reclassify(contribution, group=now, reason="The ICC speaks for business", by="tests")
    reclassify(contribution, group=now, reason="again", by="tests")
    contribution.refresh_from_db()
    assert contribution.group == now
    (step,) = contribution.reclassifications.all()
    assert (step.from_group, step.to_group, step.decided_by) == (before, now, "tests")
    with pytest.raises(Refused, match="another consultation"):
        reclassify(contribution, group=make_group(make_consultation()), reason="r", by="tests")


def test_a_withdrawal_is_a_version_and_has_a_last_day():
    contribution = make_contribution(make_consultation())
    withdraw(contribution, by="its sender")
    withdraw(contribution, by="its sender")
    assert [each.kind for each in contribution.versions.all()] == ["first", "withdrawal"]
    past = make_consultation(preferred=date(2026, 3, 15), final=None)
    with pytest.raises(Refused, match="until the final date, which has passed"):
        withdraw(make_contribution(past), by="its sender")


def test_a_voided_number_stays_with_its_reason_and_is_not_given_again():
    consultation = make_consultation(prefix="P")
    contribution = make_contribution(consultation)
    with pytest.raises(Refused, match="It needs a reason"):
        void(contribution, reason="", by="tests")
    void(contribution, reason="Registered twice", by="tests")
    void(contribution, reason="again", by="tests")
    contribution.refresh_from_db()
    assert (str(contribution), contribution.voided_because) == ("P/W-001", "Registered twice")
    assert str(make_contribution(consultation)) == "P/W-002"


def test_voiding_one_of_two_entries_leaves_their_item_decided():
    consultation = make_consultation()
    first = make_contribution(consultation)
    item = first.items.get()
    second = make_contribution(consultation, items=[item], further=True)
    void(first, reason="r", by="tests")
    assert item.dispositions.filter(ended_at__isnull=True).count() == 1
    void(second, reason="r", by="tests")
    assert item.dispositions.filter(ended_at__isnull=True).count() == 0
