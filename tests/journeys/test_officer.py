"""A consultation from its mandate to its report, done in a browser from nothing.

One story, told twice: by people whose browsers run scripts, and by people whose browsers do not.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from rapporteur.base.models import User
from rapporteur.base.outbox.actions import send_queued
from rapporteur.stages.analysis.actions.searching import search_waiting
from rapporteur.stages.representation.models import Designation
from tests.journeys.people import PASSWORD, Person

pytestmark = pytest.mark.django_db(transaction=True)

CALL = "Call me at +41 22 730 5111."
SLUG = "coasts"
ROSTER = (
    "Name,E-mail,Contact\n"
    "Union of Harbours,union@example.org,Ms. Ada Marin\n"
    "Tide Watch,tide@example.org,Mr. Ben Sole\n"
    ",nobody@example.org,\n"
)
Enter = Callable[..., Person]


@pytest.fixture(params=[False, True], ids=["without-scripts", "with-scripts"])
def enter(browser: Browser, live_server, request: pytest.FixtureRequest) -> Enter:
    """Somebody comes: signed in where an address is given, a passer-by otherwise."""

    def entering(email: str = "") -> Person:
        person = Person(browser, live_server.url, scripts=request.param)
        return person.sign_in(email) if email else person

    return entering


def test_from_the_mandate_to_the_report(enter: Enter, tmp_path: Path):
    User.objects.create_user("amina@example.org", PASSWORD, name="Amina Haddad", is_staff=True)
    User.objects.create_user("rafael@example.org", PASSWORD, name="Rafael Ortiz")
    amina = enter("amina@example.org")
    open_the_consultation(amina)
    record_the_mandate(amina)
    appoint_and_announce(amina)
    rafael = enter("rafael@example.org")

    say_who_is_asked(amina, tmp_path)
    write_to_them(amina, rafael)
    contribute(enter())
    take_in_a_fax(rafael)
    decide_the_queue(rafael)

    designate(amina, enter())
    hold_the_meeting(amina, enter())
    publish(rafael)
    analyse(amina)
    report(amina, rafael)
    follow_up(amina)
    read_all_of_it(enter())


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def at_desk(person: Person, stage: str) -> Person:
    return person.open(f"/desk/{SLUG}/{stage}/")


def open_the_consultation(amina: Person) -> None:
    amina.open("/desk/").follow("Open a consultation")
    amina.fill({"Title": "Warnings on every coast", "Name in addresses": SLUG})
    amina.fill({"Prefix of register numbers": "WEC"})
    amina.press("Open it", saying="The consultation is open.")


def record_the_mandate(amina: Person) -> None:
    asked = "4. Requests open consultations"
    for symbol, title, words in (
        ("A/RES/80/1", "Warnings for coasts", asked),
        ("E/RES/2026/9", "Report on warnings", ""),
    ):
        amina.follow("Record an instrument")
        amina.fill({"Symbol": symbol, "Title": title, "Date": "2026-03-12"})
        amina.fill({"Paragraphs that matter here": words})
        if words:
            amina.tick("The consultation answers these paragraphs")
        amina.press("Save", saying="The instrument is recorded.")
    amina.follow("Relate two")
    amina.fill({"Instrument": "E/RES/2026/9", "To which instrument": "A/RES/80/1"})
    amina.press("Save", saying="The relation is recorded.")
    for which, days in (("contributions preferably by", 30), ("contributions no later than", 60)):
        amina.follow("Announce or extend a date").fill({"Which date": which, "Date": in_days(days)})
        amina.press("Save", saying="The date is announced.")
    amina.follow("Announce a channel").fill({"Channel": "online form"})
    amina.press("Save", saying="The channel is announced.")
    amina.follow("Add a question").fill({"Question": "Whom does no warning reach?"})
    amina.press("Save", saying="The question is added.")
    amina.follow("Write down a requirement")
    amina.fill({"What the mandate demands": "through the Economic and Social Council"})
    amina.fill({"How it is checked": "the report was transmitted to the bodies named, in order"})
    amina.fill({"Bodies, in order": "Economic and Social Council"})
    amina.press("Save", saying="The requirement is written down.")


def appoint_and_announce(amina: Person) -> None:
    amina.follow("Officials and roles")
    for role in ("registrar", "clearing officer"):
        amina.fill({"Official": "Rafael Ortiz", "Role": role})
        amina.press("Appoint", saying="The official is appointed.")
    at_desk(amina, "mandate").press("Announce the consultation", saying="everybody can see it now")


def say_who_is_asked(amina: Person, folder: Path) -> None:
    at_desk(amina, "stakeholders").press("Define the usual groups", saying="Civil society")
    amina.follow("Add a list")
    amina.fill({"Name": "Coastal organizations", "Short name": "coastal"})
    amina.fill({"Suggests the group": "Civil society"}).press("Save")
    roster = folder / "roster.csv"
    roster.write_text(ROSTER)
    amina.follow("Rosters").attach("List", roster)
    amina.fill({"The list that it is": "Coastal organizations"}).press("Look at the list")
    amina.reads("Union of Harbours", "Tide Watch")
    amina.press("Take the list", saying="2 entities were added.")
    amina.reads("1 line was kept aside.")


def write_to_them(amina: Person, rafael: Person) -> None:
    at_desk(amina, "invitations").fill({"Kind of letter": "personal letter"})
    amina.press("Write a letter")
    amina.fill({"Signatory": "Amina Haddad", "Reply by": in_days(20)}).press("Save")
    amina.follow("Choose who gets it").tick("Coastal organizations")
    amina.press("Fix the list")
    address = amina.page.url
    amina.reads("You drafted this mailing.")
    rafael.open(address).press("Approve the mailing")
    rafael.press("Send it")
    assert [sent.to for sent in send_queued()] == ["union@example.org", "tide@example.org"]


def contribute(contributor: Person) -> None:
    contributor.open(f"/consultations/{SLUG}/").follow("Send a contribution")
    contributor.fill({"Your name": "Wanjiru Maina", "Organization": "Tide Watch"})
    contributor.fill(
        {"Title": "Radio first", "Your contribution": f"Read warnings on the radio. {CALL}"}
    )
    contributor.tick("Yes, with my name and organization").press("Send the contribution")
    contributor.reads("Receipt", "WEC/R-1", "Not yet decided")


def take_in_a_fax(rafael: Person) -> None:
    at_desk(rafael, "contributions").follow("Take in an e-mail, a fax or a letter").tick("fax")
    rafael.fill({"Who sent it, as they say": "Union of Harbours"})
    rafael.fill({"Or its words, typed in": "Sirens fail where there is no power."})
    rafael.press("Keep it", saying="It is kept as WEC/R-2.")
    rafael.fill({"Publication": "publish with name"})
    rafael.press("Enter it into the register", saying="It stands in the register as WEC/W-001.")


def decide_the_queue(rafael: Person) -> None:
    at_desk(rafael, "contributions").follow("Queue").follow_to("WEC/R-1")
    rafael.fill({"The name is confirmed, because": "Sent from the address on our list"})
    rafael.press("Enter it into the register", saying="It stands in the register as WEC/W-002.")
    at_desk(rafael, "contributions").follow("Queue").reads("Nothing")


def designate(amina: Person, union: Person) -> None:
    at_desk(amina, "representation").follow("Nominate a representative")
    amina.fill({"To speak for": "Civil society", "Whom to ask": "Union of Harbours"})
    amina.fill({"E-mail address": "union@example.org"}).press("Nominate")
    designation = Designation.objects.get()
    union.open(f"/consultations/{SLUG}/designation/{designation.token}/").tick("We accept")
    union.press("Send the answer", saying="Your answer is recorded, and published.")


def hold_the_meeting(amina: Person, visitor: Person) -> None:
    at_desk(amina, "meeting").follow("Arrange a meeting")
    amina.fill({"Title": "Open meeting", "First day": in_days(0), "Seats": "40"})
    amina.press("Arrange it")
    visitor.open(f"/consultations/{SLUG}/meeting/").follow("Register")
    visitor.fill({"Family name": "Marin", "First name": "Ada"})
    visitor.press("Register")
    visitor.reads("Ada Marin")
    amina.follow("Speakers").fill({"Who asks for the floor": "Ada Marin, Union of Harbours"})
    amina.fill({"Kind": "presentation", "Group": "Civil society"})
    amina.press("Put on the list", saying="On the speakers' list.")
    amina.press("Start Ada Marin", saying="Has the floor")
    amina.press("End")
    amina.fill({"What was said": "Fishers trust the radio."})
    amina.press("Enter it into the register", saying="Registered as WEC/P-001.")


def publish(rafael: Person) -> None:
    at_desk(rafael, "contributions").follow("Publish")
    rafael.press("Publish those that are ticked", saying="2 contributions are public.")
    rafael.reads("WEC/W-002 was not published.")
    rafael.follow_to("1 undecided")
    rafael.reads("+41 22 730 5111", "It is a valid telephone number in its international form.")
    rafael.tick("Cut").press("Note these decisions", saying="1 decision is noted.")
    rafael.press("Publish it", saying="It is noted.")
    rafael.open(f"/consultations/{SLUG}/contributions/W-2/").reads("[■ telephone number removed]")


def analyse(amina: Person) -> None:
    at_desk(amina, "analysis").press("Begin an empty one")
    amina.follow("Add a theme").fill({"Name": "Community radio", "Terms": "radio"})
    amina.press("Add it")
    amina.press("Publish this version")
    amina.press("Propose passages", saying="A search for passages goes on")
    search_waiting()
    at_desk(amina, "analysis").reads("2 proposals were new")
    amina.follow("Decide on the proposals")
    confirm = amina.main.get_by_role("button", name="Confirm WEC/")
    for left in (2, 1):
        expect(confirm).to_have_count(left)
        confirm.first.click()
    expect(confirm).to_have_count(0)
    amina.open(f"/desk/{SLUG}/analysis/themes/").reads("Community radio")


def report(amina: Person, rafael: Person) -> None:
    at_desk(amina, "report").press("Begin the report")
    draft = amina.main.get_by_label("Draft")
    said = "Radio was asked for. [[WEC/W-002, WEC/P-001]]"
    draft.fill(draft.input_value() + f"\n\n# Views\n\n{said}\n")
    amina.press("Save", saying="Saved as revision 2.")
    at_desk(amina, "report").follow("Go through those that are open").follow_to("WEC/W-001")
    amina.fill({"Reason": "It is on sirens."}).press("Mark as considered")
    at_desk(amina, "report").press("Send it to be cleared")
    at_desk(rafael, "report").follow("Read and clear").press("Clear revision 2")
    rafael.press("Issue the report", saying="The report is issued.")


def follow_up(amina: Person) -> None:
    at_desk(amina, "followup").follow("Note a transmission")
    amina.fill({"Body": "Economic and Social Council", "Date": in_days(0)})
    amina.press("Save", saying="The transmission is noted.")


def read_all_of_it(passer_by: Person) -> None:
    public = f"/consultations/{SLUG}"
    passer_by.open(f"{public}/mandate/").reads("A/RES/80/1", "E/RES/2026/9", "Requests open")
    passer_by.open(f"{public}/letters/")
    passer_by.open(f"{public}/contributions/").reads("WEC/W-001", "WEC/W-002", "WEC/P-001")
    passer_by.open(f"{public}/representation/").reads("Union of Harbours", "Civil society")
    passer_by.open(f"{public}/themes/").reads("Community radio")
    passer_by.open(f"{public}/report/").reads("Radio was asked for.")
    passer_by.open(f"{public}/compliance/").reads("through the Economic and Social Council", "met")
    figures = passer_by.page.request.get(f"{public}/tally.csv").text().splitlines()
    assert figures[1:] == [
        "Governments,0,0,0,0",
        "International organizations,0,0,0,0",
        "Civil society,2,1,0,3",
        "Private sector,0,0,0,0",
        "Total,2,1,0,3",
    ]
