"""The worked sample has something of everything, and all of it is in order."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from django.apps import apps

from rapporteur.base.models import AuditEntry, Message, User
from rapporteur.base.refusals import Refused
from rapporteur.cases import CASES, load
from rapporteur.cases.accounts import ACCOUNTS, PASSWORD
from rapporteur.stages.analysis.models import Coding
from rapporteur.stages.contributions.models import Contribution, Item
from rapporteur.stages.contributions.queries import reconciliation, tally
from rapporteur.stages.mandate.choices import Phase
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.mandate.queries import phase_of, roles_of
from rapporteur.stages.meeting.models import Registration
from rapporteur.stages.report.models import Revision
from rapporteur.stages.representation.models import Inquiry, Response
from rapporteur.stages.representation.queries import designations

pytestmark = pytest.mark.django_db
NOW = datetime(2030, 5, 20, 15, 30, tzinfo=UTC)


def loaded() -> Consultation:
    return load("sample", by="tests", now=NOW).consultation


def rows_of_every_model() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@pytest.mark.time_machine(NOW, tick=False)
def test_it_says_something_of_everything_and_loads_once() -> None:
    """One test for all of it: loading the sample takes seconds."""
    consultation = loaded()

    # It is open on the day of loading, and everything that arrived is accounted for.
    assert phase_of(consultation) is Phase.BETWEEN
    account = reconciliation(consultation)
    assert account.differences == ()
    assert (account.received, account.registered, account.set_aside, account.undecided) == (
        35,
        31,
        3,
        1,
    )
    outcomes = Counter(
        line.disposition.kind for line in account.lines if line.disposition is not None
    )
    assert outcomes == {"contribution": 31, "duplicate": 1, "correspondence": 1, "spam": 1}

    # Thirty written contributions of four groups, in six languages, by four channels.
    written = Contribution.objects.filter(mode="written")
    assert written.count() == 30
    assert {language for entry in written for language in entry.languages} == {
        "ar", "zh", "en", "fr", "ru", "es",
    }  # fmt: skip
    assert {item.channel for item in Item.objects.all()} == {"form", "email", "fax", "post"}
    assert [row.total for row in tally(consultation).rows] == [9, 5, 14, 7]
    late = written.filter(timeliness="late")
    assert sorted(entry.admitted_at is not None for entry in late) == [False, True]
    assert Counter(written.values_list("consent", flat=True)) == {
        "named": 28,
        "unnamed": 1,
        "withheld": 1,
    }
    assert [entry.signatories.count() for entry in written.filter(signatories__lead=True)] == [3]
    kinds = Contribution.objects.values_list("versions__kind", flat=True)
    assert Counter(kinds) == {"first": 36, "correction": 1}
    scanned = written.filter(channel__in=["fax", "post"])
    assert [entry.versions.get().documents.get().problem for entry in scanned] == [""] * 4

    # Representation, the meetings, analysis and the report.
    assert [each.answer for each in designations(consultation)] == [
        "declined",
        "accepted",
        "accepted",
    ]
    assert Counter(Response.objects.values_list("stand", flat=True)) == {
        "endorses": 3,
        "dissents": 1,
    }
    assert [inquiry.answered_at is not None for inquiry in Inquiry.objects.all()] == [True]
    seats = Registration.objects.values_list("state", flat=True)
    assert set(seats) == {"confirmed", "waiting", "cancelled"}
    assert {"proposed", "confirmed"} <= set(Coding.objects.values_list("state", flat=True))
    assert [bool(each.returned_because) for each in Revision.objects.all()] == [False, True]
    assert Message.objects.count() > 0

    # By people, each in the role that may.
    actors = set(AuditEntry.objects.filter(consultation="sample").values_list("actor", flat=True))
    assert {each.name for each in ACCOUNTS} <= actors
    for each in ACCOUNTS:
        user = User.objects.get(email=each.email)
        assert user.check_password(PASSWORD)
        assert roles_of(user, consultation) == {each.role}

    # And again: nothing is added.
    before = rows_of_every_model()
    assert load("sample", by="tests", now=NOW).new is False
    assert rows_of_every_model() == before


def test_a_case_that_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refused, match=f"Choose from: {', '.join(CASES)}"):
        load("enhanced-cooperation-2011", by="tests")
    assert not Consultation.objects.exists()
