from datetime import UTC, datetime

import pytest

from rapporteur.core.document.tree import AgendaItem, Body, Masthead
from rapporteur.stages.report import rules
from rapporteur.stages.report.choices import ReportState, Standing

CUT_OFF = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("done", "state"),
    [
        ({}, ReportState.DRAFT),
        ({"submitted": True}, ReportState.SUBMITTED),
        ({"submitted": True, "returned": True}, ReportState.DRAFT),
        ({"submitted": True, "cleared": True}, ReportState.CLEARED),
        ({"submitted": True, "cleared": True, "issued": True}, ReportState.ISSUED),
    ],
)
def test_a_state_follows_from_what_was_done(done: dict[str, bool], state: ReportState) -> None:
    assert rules.state(**{"issued": False, **done}) is state


@pytest.mark.parametrize(
    ("year", "cut_off", "cited", "considered", "standing"),
    [
        (2029, CUT_OFF, True, True, Standing.CITED),
        (2029, CUT_OFF, False, True, Standing.CONSIDERED),
        (2029, CUT_OFF, False, False, Standing.OPEN),
        (2030, CUT_OFF, True, False, Standing.TOO_LATE),
        (2031, None, False, False, Standing.OPEN),
    ],
)
def test_a_contribution_is_open_until_it_is_cited_or_considered(
    year: int, cut_off: datetime | None, cited: bool, considered: bool, standing: Standing
) -> None:
    assert standing is rules.standing(
        registered_at=datetime(year, 1, 1, tzinfo=UTC),
        cut_off=cut_off,
        cited=cited,
        considered=considered,
    )


TYPED = """General Assembly
Sixty-sixth session
* Item 17 of the preliminary list | Information | A/66/50.

Economic and Social Council
Substantive session of 2011
Geneva, 4-29 July 2011"""
BODIES = (
    Body(
        "General Assembly",
        ("Sixty-sixth session",),
        AgendaItem("Item 17 of the preliminary list", "Information", "A/66/50."),
    ),
    Body("Economic and Social Council", ("Substantive session of 2011", "Geneva, 4-29 July 2011")),
)


def test_the_bodies_of_a_masthead_are_typed_as_lines() -> None:
    assert rules.bodies(TYPED.replace("\n", "\r\n")) == BODIES
    assert rules.written_bodies(Masthead(bodies=BODIES)) == TYPED


def test_a_masthead_is_kept_without_what_the_report_holds_itself() -> None:
    whole = Masthead(BODIES, ("A/66/77", "E/2011/103"), "General", "4 May 2011", "English")
    held = rules.kept_masthead(whole)
    assert sorted(held) == ["bodies", "distribution", "original_language"]
    assert rules.masthead(held, symbol="A/66/77 E/2011/103", date="4 May 2011") == whole
    assert rules.masthead({}) == Masthead()
