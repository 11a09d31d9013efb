"""The reconstruction of circular DM-1108."""

from datetime import date

import pytest

from rapporteur.cases import load
from rapporteur.stages.contributions.queries import tally
from rapporteur.stages.invitations.models import Letter
from rapporteur.stages.mandate.choices import Phase
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.mandate.queries import chain_of, phase_of
from rapporteur.stages.meeting.models import Meeting, Registration
from rapporteur.stages.stakeholders.queries import eligibilities

pytestmark = pytest.mark.django_db


def loaded() -> Consultation:
    return load("internet-governance-2004", by="tests").consultation


def test_it_calls_for_contributions_and_says_by_when_to_register() -> None:
    consultation = loaded()
    assert (consultation.kind, consultation.reconstructed) == ("call", True)
    assert {row.kind: row.stated for row in consultation.deadlines.all()} == {
        "registration": date(2004, 2, 20)
    }
    assert phase_of(consultation) is Phase.CLOSED
    assert tally(consultation).total == 0


def test_the_circular_has_its_reference_and_its_contact() -> None:
    loaded()
    circular = Letter.objects.get()
    assert (circular.kind, circular.reference, circular.dated, circular.originator) == (
        "circular",
        "DM-1108",
        date(2004, 1, 14),
        "SPU/RS",
    )
    assert (circular.contact_name, circular.contact_telephone, circular.contact_fax) == (
        "Robert Shaw",
        "+41 22 730 6819",
        "+41 22 730 6453",
    )
    assert circular.contact_email == "spumail@itu.int"


def test_the_workshop_has_the_form_of_the_annex() -> None:
    loaded()
    workshop = Meeting.objects.get()
    assert (workshop.starts_on, workshop.ends_on) == (date(2004, 2, 26), date(2004, 2, 27))
    assert (workshop.room, workshop.registration_by) == ("Salle B", date(2004, 2, 20))
    assert workshop.asks_hotel
    assert [each["names"]["en"] for each in workshop.categories] == [
        "Administration of ITU Member State",
        "ITU Sector Member",
        "ITU Associate",
        "Non-Member",
    ]
    on_the_form = {
        "title", "family_name", "first_name", "category", "organization", "address", "telephone",
        "fax", "email", "hotel", "hotel_telephone", "signed_on", "signature",
    }  # fmt: skip
    assert on_the_form - {field.name for field in Registration._meta.get_fields()} == set()


def test_the_instruments_are_the_two_that_the_circular_names() -> None:
    consultation = loaded()
    assert {
        (each.symbol, *(provision.number for provision in each.provisions.all()))
        for each in chain_of(consultation).instruments
    } == {
        ("WSIS Declaration of Principles", "48", "49", "50"),
        ("WSIS Plan of Action", "13 b", "13 c", "13 d"),
    }


def test_it_is_sent_to_the_three_lists_of_itu() -> None:
    rows = eligibilities(loaded()).order_by("precedence")
    assert [row.category.key for row in rows] == [
        "itu-member-state",
        "itu-sector-member",
        "itu-associate",
    ]
