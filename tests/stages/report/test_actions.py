from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from rapporteur.base.models import AuditEntry
from rapporteur.base.refusals import Refused
from rapporteur.core.document.draft import DraftProblems, Fault
from rapporteur.stages.contributions import actions as contributions
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.mandate.choices import RequirementCheck, Role
from rapporteur.stages.mandate.models import Requirement
from rapporteur.stages.report import actions, queries
from rapporteur.stages.report.choices import ReportState, Standing
from rapporteur.stages.report.models import Revision
from tests.factories.contributions import make_contribution, make_item
from tests.factories.mandate import make_consultation, make_official, make_user
from tests.factories.report import (
    draft_of,
    make_cleared_report,
    make_issued_report,
    make_report,
    write,
)

pytestmark = pytest.mark.django_db


def test_a_report_begins_with_a_draft_and_the_bodies_that_the_mandate_names() -> None:
    consultation = make_consultation()
    Requirement.objects.create(
        consultation=consultation,
        texts={"en": "reported through the Council to the Assembly"},
        check_by=RequirementCheck.TRANSMITTED,
        bodies=["The Council", "The Assembly"],
    )
    report = make_report(consultation)
    assert [each["name"] for each in report.masthead["bodies"]] == ["The Assembly", "The Council"]
    assert (report.symbol, report.dated) == ("", None)
    assert [each.number for each in queries.revisions(report)] == [1]
    with pytest.raises(Refused, match="This consultation has one"):
        make_report(consultation)


def test_saving_adds_a_revision_and_the_same_words_none() -> None:
    report = make_report(make_consultation())
    first = queries.last_revision(report)
    assert actions.save_revision(report, text=draft_of(report), by="tests") == first
    second = write(report, "A new word.")
    assert second.number == 2
    before, after = queries.tree_of(first), queries.tree_of(second)
    assert after.sections[1:] == before.sections  # every paragraph keeps its id


def test_a_draft_that_another_saved_over_is_not_lost_and_not_saved() -> None:
    report = make_report(make_consultation())
    write(report, "By one.", by=make_user("Ana"))
    with pytest.raises(Refused, match="Ana saved revision 2 while you were writing"):
        actions.save_revision(report, text="# By another", by="tests", based_on=1)
    assert report.revisions.count() == 2


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("It is {{ guess }}.", Fault.FIGURE_UNKNOWN),
        ("It is {{ count:nobody }}.", Fault.FIGURE_UNKNOWN),
        ("So [[X/W-001]].", Fault.EVIDENCE_UNKNOWN),
        ("So [[p999999999999999999999]].", Fault.EVIDENCE_UNKNOWN),
    ],
)
def test_a_draft_names_only_what_there_is(words: str, fault: Fault) -> None:
    report = make_report(make_consultation())
    with pytest.raises(DraftProblems) as raised:
        write(report, words)
    [problem] = raised.value.problems
    assert (problem.fault, problem.line, problem.paragraph) == (fault, 3, 1)


def test_a_voided_contribution_is_not_cited() -> None:
    consultation = make_consultation()
    entry = make_contribution(consultation)
    report = make_report(consultation)
    write(report, f"So [[{entry}]].")
    contributions.void(entry, reason="A test.", by="tests")
    with pytest.raises(DraftProblems):
        write(report, f"So it is [[{entry}]].")


def test_a_second_person_clears() -> None:
    consultation = make_consultation()
    drafter = make_official(consultation, Role.DRAFTER, Role.CLEARING)
    report = make_report(consultation)
    revision = write(report, "So it is.", by=drafter)
    with pytest.raises(Refused, match="not with the clearing officer"):
        actions.clear(revision, by=make_user())
    actions.submit(revision, by=drafter)
    assert queries.state_of(report) is ReportState.SUBMITTED
    with pytest.raises(Refused, match="Another person must clear it"):
        actions.clear(revision, by=drafter)
    actions.clear(revision, by=make_user())
    assert queries.state_of(report) is ReportState.CLEARED
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.filter(pk=revision.pk).update(cleared_by=drafter)


def test_a_revision_after_the_clearance_needs_its_own() -> None:
    consultation = make_consultation()
    report = make_cleared_report(consultation)
    cleared = queries.last_revision(report)
    write(report, "More.")
    assert queries.state_of(report) is ReportState.DRAFT
    with pytest.raises(Refused, match="There is a later revision, number 3"):
        actions.clear(cleared, by=make_user())


def test_what_is_sent_back_is_written_anew() -> None:
    report = make_cleared_report(make_consultation())
    revision = queries.last_revision(report)
    with pytest.raises(Refused, match="There is no reason"):
        actions.send_back(revision, reason="  ", by=make_user())
    actions.send_back(revision, reason="Para. 1 claims too much.", by=make_user())
    assert queries.state_of(report) is ReportState.DRAFT
    with pytest.raises(Refused, match=r"Para\. 1 claims too much"):
        actions.submit(revision, by=make_user())


def test_every_contribution_is_cited_considered_open_or_too_late() -> None:
    consultation = make_consultation()
    cited, considered, left, voided = (make_contribution(consultation) for _ in range(4))
    contributions.void(voided, reason="A test.", by="tests")
    report = make_report(consultation, cut_off=timezone.now())
    late = make_contribution(consultation)
    revision = write(report, f"So [[{cited}]].")
    actions.consider(report, considered, reason="On floods.", by=make_user())
    found = queries.standing(report, queries.tree_of(revision))
    assert {line.contribution: line.standing for line in found.lines} == {
        cited: Standing.CITED,
        considered: Standing.CONSIDERED,
        left: Standing.OPEN,
        late: Standing.TOO_LATE,
    }


def test_considering_takes_a_reason_and_a_contribution_of_this_consultation() -> None:
    consultation = make_consultation()
    entry = make_contribution(consultation)
    report = make_report(consultation)
    officer = make_user("Ana")
    with pytest.raises(Refused, match="There is no reason"):
        actions.consider(report, entry, reason=" ", by=officer)
    with pytest.raises(Refused, match="belongs to another consultation"):
        actions.consider(report, make_contribution(make_consultation()), reason="x", by=officer)
    actions.consider(report, entry, reason="First.", by=officer)
    actions.consider(report, entry, reason="Better.", by=officer)
    assert [each.reason for each in report.considerations.all()] == ["Better."]
    acts = AuditEntry.objects.filter(act="report.consider").values_list("actor", flat=True)
    assert list(acts) == ["Ana", "Ana"]


def test_a_cut_off_is_put_off_and_never_brought_forward() -> None:
    report = make_report(make_consultation())
    now = timezone.now()
    actions.set_cut_off(report, at=now, by="tests")
    actions.set_cut_off(report, at=now + timedelta(days=1), by="tests")
    with pytest.raises(Refused, match="never brought forward"):
        actions.set_cut_off(report, at=now, by="tests")


def test_no_report_is_issued_while_something_is_open() -> None:
    consultation = make_consultation()
    entries = [make_contribution(consultation) for _ in range(6)]
    item = make_item(consultation)
    report = make_report(consultation)
    with pytest.raises(Refused) as refused:
        actions.issue(report, by=make_user())
    first = ", ".join(map(str, entries[:5]))
    assert refused.value.why == (
        f"6 contributions are neither cited nor considered: {first} and others. "
        f"1 item that arrived before the cut-off is undecided: {item}. "
        "The last revision is not cleared by a second person."
    )
    report.refresh_from_db()
    assert (report.issued_at, report.snapshot) == (None, None)


def test_no_report_is_issued_before_its_cut_off() -> None:
    report = make_cleared_report(make_consultation())
    actions.set_cut_off(report, at=timezone.now() + timedelta(days=1), by="tests")
    with pytest.raises(Refused, match="cut-off has not come yet"):
        actions.issue(report, by=make_user())


def test_what_comes_after_the_cut_off_hinders_nothing() -> None:
    consultation = make_consultation()
    report = make_cleared_report(consultation)
    actions.set_cut_off(report, at=timezone.now(), by="tests")
    make_contribution(consultation)
    make_item(consultation)
    assert actions.issue(report, by=make_user()).issued_at is not None


def test_an_issued_report_stands_as_it_was_issued() -> None:
    consultation = make_consultation()
    first = make_contribution(consultation, published=True)
    report = make_issued_report(consultation, f"{{{{ total }}}} came [[{first}]].")
    now = timezone.now()
    before = queries.document_of(report, now=now)
    assert before.draft_mark is None
    make_contribution(consultation, published=True)
    report.refresh_from_db()
    assert queries.document_of(report, now=now) == before
    assert report.snapshot is not None
    assert report.snapshot["figures"]["total"] == 1
    assert report.snapshot["tally"]["total"] == 1
    assert report.snapshot["evidence"] == {str(first): str(first)}
    assert [(each["number"], each["standing"]) for each in report.snapshot["register"]] == [
        (str(first), "cited")
    ]
    assert actions.issue(report, by=make_user()).issued_by == report.issued_by


def test_what_is_issued_is_edited_by_nobody() -> None:
    consultation = make_consultation()
    entry: Contribution = make_contribution(consultation)
    report = make_issued_report(consultation)
    officer = make_user()
    revision = queries.last_revision(report)
    for act in (
        lambda: write(report, "More."),
        lambda: actions.set_cut_off(report, at=timezone.now(), by=officer),
        lambda: actions.consider(report, entry, reason="x", by=officer),
        lambda: actions.submit(revision, by=officer),
        lambda: actions.send_back(revision, reason="x", by=officer),
        lambda: actions.clear(revision, by=officer),
    ):
        with pytest.raises(Refused, match="Issue a corrigendum"):
            act()
