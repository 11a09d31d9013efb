"""What a report may overlook, and how evenly it cites."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from rapporteur.core.evidence.guards import Share
from rapporteur.stages.analysis.choices import Stance
from rapporteur.stages.analysis.queries import theme_in_force
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.report.models import Report
from rapporteur.stages.report.queries import (
    Overlooked,
    drawn_on,
    last_revision,
    overlooked,
    standing,
    tree_of,
)
from tests.factories.analysis import make_codebook, make_coding
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation, make_official
from tests.factories.report import make_report, write
from tests.factories.stakeholders import make_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation() -> Consultation:
    consultation = make_consultation()
    make_codebook(consultation)
    return consultation


def coded(consultation: Consultation, many: int, key: str, stance: str = "", **fields: object):
    theme = theme_in_force(consultation, key)
    assert theme is not None
    return [
        make_coding(make_contribution(consultation, **fields), theme, stance=stance)
        for _ in range(many)
    ]


def left_out(report: Report) -> tuple[Overlooked, ...]:
    return overlooked(report, tree_of(last_revision(report)))


def test_what_one_to_four_said_and_nobody_reports(consultation: Consultation) -> None:
    coded(consultation, 5, "spam", Stance.SUPPORTS)
    few = coded(consultation, 4, "spam", Stance.OPPOSES)
    one = coded(consultation, 1, "privacy")
    report = make_report(consultation)
    found = left_out(report)
    assert [(each.theme.key, each.stance, each.contributors) for each in found] == [
        ("spam", Stance.OPPOSES, 4),
        ("privacy", None, 1),
    ]
    assert found[0].codings == tuple(few)
    write(report, f"Few opposed it [[p{few[0].passage_id}]].")
    assert [each.theme.key for each in left_out(report)] == ["privacy"]
    number = one[0].passage.contribution.register_number
    write(report, f"One spoke of it [[{number}]]. Few opposed it [[p{few[0].passage_id}]].")
    assert left_out(report) == ()


def test_one_who_says_it_five_times_is_one(consultation: Consultation) -> None:
    coded(consultation, 5, "spam", contributor="The same")
    (found,) = left_out(make_report(consultation))
    assert (found.contributors, len(found.codings)) == (1, 5)


def test_how_evenly_it_cites(consultation: Consultation) -> None:
    north, south = make_group(consultation, "north"), make_group(consultation, "south")
    cited: list[Contribution] = [
        make_contribution(consultation, group=north, languages=["en"]) for _ in range(2)
    ]
    make_contribution(consultation, group=south, languages=["ar", "fr"])
    report = make_report(consultation)
    write(report, f"So they say [[{cited[0]}, {cited[1]}]].")
    drawn = drawn_on(standing(report, tree_of(last_revision(report))))
    assert drawn["group"].parts == (Share("south", 1, 0), Share("north", 2, 2))
    assert drawn["group"].whole == Share("", 3, 2)
    assert drawn["language"].behind == (Share("ar", 1, 0), Share("fr", 1, 0))


def test_without_contributions_there_is_nothing_to_be_even_about(
    consultation: Consultation,
) -> None:
    report = make_report(consultation)
    assert drawn_on(standing(report, tree_of(last_revision(report)))) == {}
    assert left_out(report) == ()


def test_the_page_shows_both_in_english_and_arabic(
    client: Client, consultation: Consultation
) -> None:
    group = make_group(consultation, "north", names={"en": "The north", "ar": "الشمال"})
    cited = make_contribution(consultation, group=group)
    coded(consultation, 2, "spam", text="We want <b>spam</b>.")
    write(make_report(consultation), f"So they say [[{cited}]].")
    client.force_login(make_official(consultation, Role.REGISTRAR))

    def page() -> str:
        return client.get(reverse("report:coverage", args=[consultation.slug])).content.decode()

    shown = page()
    for expected in (
        "What a few said and the report does not cite",
        "2 contributors",
        "We want &lt;b&gt;spam&lt;/b&gt;.",
        "The north",
        "hardly cited",
    ):
        assert expected in shown
    with translation.override("ar"):
        shown = page()
    for expected in ("ما قاله قلة ولم يستشهد به التقرير", "مساهمان", "الشمال", "قلّما يُستشهد بها"):
        assert expected in shown


def test_the_page_takes_no_more_queries_for_more(
    client: Client, consultation: Consultation
) -> None:
    client.force_login(make_official(consultation, Role.REGISTRAR))
    make_report(consultation)
    counts = []
    for _ in range(2):
        coded(consultation, 2, "spam")
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("report:coverage", args=[consultation.slug]))
        counts.append(len(captured))
    assert counts[0] == counts[1]
