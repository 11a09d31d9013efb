"""The reconstruction of 2010 says what its sources say: every cell of the table, and no more."""

from datetime import date

import pytest

from rapporteur.base.ledger.models import Leaf
from rapporteur.base.models import Message
from rapporteur.base.refusals import Refused
from rapporteur.cases import load
from rapporteur.stages.contributions.actions import receive
from rapporteur.stages.contributions.choices import ItemChannel, Mode
from rapporteur.stages.contributions.models import Contribution, Item
from rapporteur.stages.contributions.queries import public, reconciliation, shown_name, tally
from rapporteur.stages.followup.queries import transmissions
from rapporteur.stages.invitations.actions import approve_mailing, dispatch_mailing, draft_mailing
from rapporteur.stages.invitations.models import Letter
from rapporteur.stages.mandate.choices import Phase
from rapporteur.stages.mandate.models import Consultation, Instrument
from rapporteur.stages.mandate.queries import chain_of, channels_now, phase_of
from rapporteur.stages.record.queries.compliance import findings
from rapporteur.stages.report.models import Report
from rapporteur.stages.representation.queries import designations, state_of
from rapporteur.stages.stakeholders.models import Entity, Membership, StatedFigure
from rapporteur.stages.stakeholders.queries import eligibilities
from tests.factories.mandate import make_user

pytestmark = pytest.mark.django_db


def loaded() -> Consultation:
    return load("enhanced-cooperation-2010", by="tests").consultation


def test_the_table_is_that_of_the_report_in_every_cell() -> None:
    counted = tally(loaded())
    assert [(row.label, *row.counts, row.total) for row in counted.rows] == [
        ("Governments", 11, 13, 8, 32),
        ("International organizations", 7, 1, 0, 8),
        ("Civil society", 32, 7, 3, 42),
        ("Private sector", 9, 5, 2, 16),
    ]
    assert (*counted.totals, counted.total) == (59, 26, 13, 98)
    assert counted.headline == 85
    assert [column.heading for column in counted.columns] == [
        "Written comments submitted from September-December 2010",
        "Presentations at face-to-face meeting, held 14 December 2010",
        "Informal interventions during the open discussion",
    ]
    assert (counted.distinct_texts, counted.distinct_contributors) == (None, None)


def test_nothing_stands_behind_an_entry() -> None:
    consultation = loaded()
    account = reconciliation(consultation)
    assert account.sentence == "98 counted, 0 items held."
    assert (account.clean, account.differences) == (True, ())
    assert (Item.objects.count(), Leaf.objects.count()) == (0, 0)
    entries = Contribution.objects.all()
    assert {entry.origin for entry in entries} == {"reconstruction"}
    assert {entry.received_at for entry in entries} == {None}
    assert {version.text for entry in entries for version in entry.versions.all()} == {""}


def test_two_contributions_have_a_name_and_the_others_say_that_they_have_none() -> None:
    shown = [shown_name(entry) for entry in public(loaded())]
    assert len(shown) == 98
    assert sorted(name for name in shown if name != "Not named in the source") == [
        (
            "Conference of Non-Governmental Organizations in Consultative Relationship with the "
            "United Nations"
        ),
        "International Chamber of Commerce",
    ]
    named = Contribution.objects.filter(entity__isnull=False)
    assert {(entry.mode, entry.capacity) for entry in named} == {(Mode.PRESENTATION, "group")}


def test_nothing_can_be_received_or_sent() -> None:
    consultation = loaded()
    with pytest.raises(Refused, match="reconstructed"):
        receive(consultation, channel=ItemChannel.EMAIL, content=b"late", by="tests")
    letter = Letter.objects.get(consultation=consultation, kind="open")
    audience = {"entities": [Entity.objects.get(acronym="ICANN").pk]}
    Entity.objects.filter(acronym="ICANN").update(email="icann@example.org")
    mailing = draft_mailing(letter, audience=audience, by=make_user())
    with pytest.raises(Refused, match="went out long ago"):
        dispatch_mailing(approve_mailing(mailing, by=make_user()), by="tests")
    assert Message.objects.count() == 0


def test_the_chain_is_that_of_the_reports_first_seven_paragraphs() -> None:
    chain = chain_of(loaded())
    assert {each.symbol for each in chain.instruments} == {
        "WSIS-05/TUNIS/DOC/6(Rev.1)",
        "A/RES/60/252",
        "A/64/64-E/2009/10",
        "A/RES/63/202",
        "E/2009/92",
        "E/2010/CRP.4",
        "E/RES/2010/2",
        "A/RES/65/141",
    }
    assert {(each.source.symbol, each.kind, each.target.symbol) for each in chain.relations} == {
        ("A/RES/60/252", "endorses", "WSIS-05/TUNIS/DOC/6(Rev.1)"),
        ("A/64/64-E/2009/10", "responds", "WSIS-05/TUNIS/DOC/6(Rev.1)"),
        ("A/RES/63/202", "requests", "E/2009/92"),
        ("E/2009/92", "responds", "A/RES/63/202"),
        ("E/2010/CRP.4", "supplements", "E/2009/92"),
        ("E/RES/2010/2", "takes-note", "E/2009/92"),
        ("A/RES/65/141", "takes-note", "E/2009/92"),
        ("A/RES/65/141", "welcomes", "E/RES/2010/2"),
    }
    dated = {each.symbol: each.dated for each in chain.instruments if each.dated}
    assert dated == {"A/64/64-E/2009/10": date(2009, 3, 13), "E/RES/2010/2": date(2010, 7, 19)}
    assert Instrument.objects.get(symbol="E/2009/92").stated_date == "June 2009"


def test_dates_and_channels_are_those_of_the_letters() -> None:
    consultation = loaded()
    assert {row.kind: row.stated for row in consultation.deadlines.all()} == {
        "reply": date(2010, 10, 15),
        "preferred": date(2010, 11, 15),
        "publication": date(2010, 12, 1),
        "final": date(2010, 12, 31),
    }
    assert {row.kind: row.address for row in consultation.channels.all()} == {
        "form": "http://www.unpan.org/dpadm/wsisfollowup/",
        "email": "unpan@un.org",
        "fax": "+1 212/963-9681",
        "post": "Two United Nations Plaza, Room DC2-1714, New York, NY 10017",
    }
    assert not channels_now(consultation).exists()
    assert phase_of(consultation) is Phase.CLOSED


def test_lists_are_asked_in_the_order_of_paragraph_8() -> None:
    rows = eligibilities(loaded()).order_by("precedence")
    assert [(row.category.key, row.basis) for row in rows] == [
        ("member-state", "invited"),
        ("permanent-observer", "invited"),
        ("un-system-agency", "invited"),
        ("ngo-consultative", "invited"),
        ("itu-sector-member", "invited"),
        ("wsis-accredited", "invited"),
        ("cstd-academic", "eligible"),
        ("cstd-business", "eligible"),
    ]


def test_there_were_192_member_states_on_the_day_of_the_letter() -> None:
    loaded()
    that_day = Membership.objects.filter(
        category__key="member-state", valid_from__lte=date(2010, 10, 7)
    )
    assert that_day.count() == 192


def test_figures_stand_as_they_are_stated() -> None:
    loaded()
    figures = StatedFigure.objects.values_list("stated", "approximate", "named")
    assert list(figures) == [(150, True, None), (3500, True, None), (10, False, 9)]
    asked = Membership.objects.filter(category__key="asked-to-report-on-enhanced-cooperation")
    assert asked.count() == 9
    assert list(Entity.objects.filter(own_accord=True).values_list("acronym", flat=True)) == [
        "IETF"
    ]


def test_letters_bear_the_references_that_are_known() -> None:
    loaded()
    letters = Letter.objects.values_list("kind", "reference", "dated", "signatory")
    assert set(letters) == {
        ("open", "DESA-10/3078", date(2010, 10, 7), "Sha Zukang"),
        ("personal", "DESA-10/3078", date(2010, 10, 6), "Sha Zukang"),
        ("relay", "", None, ""),
    }


def test_what_icann_answered_is_not_known() -> None:
    states = {each.entity.acronym: state_of(each) for each in designations(loaded())}
    assert states == {"ICC": "accepted", "CoNGO": "accepted", "ICANN": "unknown"}


def test_the_report_has_its_date_and_no_symbol() -> None:
    consultation = loaded()
    report = Report.objects.get()
    assert (report.symbol, report.dated) == ("", date(2011, 5, 4))
    way = transmissions(consultation).values_list("body", "agenda_item", "transmitted_on")
    assert list(way) == [
        ("Economic and Social Council", "Item 13 (b) of the provisional agenda", None),
        ("General Assembly", "Item 17 of the preliminary list", None),
    ]


def test_what_can_be_computed_of_the_mandate_is_computed() -> None:
    verdicts = [finding.verdict for finding in findings(loaded())]
    assert verdicts == ["shown", "shown", "met", "pending"]


def test_loading_again_changes_nothing() -> None:
    consultation = loaded()
    again = load("enhanced-cooperation-2010", by="tests")
    assert (again.consultation, again.new) == (consultation, False)
    assert Contribution.objects.count() == 98
