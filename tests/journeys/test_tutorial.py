"""The tutorial can be walked as it is written: what it prints in bold is on the screen."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from rapporteur.base.models import User
from rapporteur.base.outbox.actions import send_queued
from rapporteur.stages.analysis.actions.searching import search_waiting
from rapporteur.stages.contributions.queries import reconciliation, tally
from rapporteur.stages.mandate.models import Consultation
from tests.journeys.people import field_of

TUTORIAL = Path(__file__).parent.parent.parent / "docs" / "tutorial" / "first-consultation.md"
TOLD = " ".join(TUTORIAL.read_text().split())
PASSWORD = "follow-every-step"
(ROSTER,) = re.findall(r"```csv\n(.*?)```", TUTORIAL.read_text(), re.DOTALL)


class Person:
    """Somebody at a browser, who does what the tutorial says and nothing that it does not say."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.page: Page = browser.new_context(base_url=base, viewport=None).new_page()

    def sign_in(self, email: str) -> "Person":
        self.page.goto("/")
        self.choose("Officers: sign in")
        self.fill("E-mail address", email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.locator("main").get_by_role("button").click()
        return self

    def choose(self, name: str) -> None:
        """Follow a link."""
        self._told(name)
        self.page.get_by_role("link", name=name, exact=True).first.click()
        self.page.wait_for_load_state()

    def open(self, name: str) -> None:
        """Follow a link that bears a name or number, not words of the program."""
        self.page.get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()

    def press(self, name: str) -> None:
        self._told(name)
        self.page.get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state()

    def fill(self, label: str, words: str) -> None:
        self._told(label)
        self._field(label).fill(words)

    def select(self, label: str, option: str) -> None:
        self._told(label)
        self._field(label).select_option(label=option)

    def tick(self, label: str) -> None:
        self._told(label)
        self.page.locator("main").get_by_label(label, exact=True).check()

    def _field(self, label: str) -> Locator:
        return field_of(self.page.locator("main"), label)

    def _told(self, words: str) -> None:
        assert f"**{words}**" in TOLD or f"*{words}*" in TOLD, f"not in the tutorial: {words}"


@pytest.fixture
def enter(browser: Browser, live_server) -> Callable[..., Person]:
    def entering(email: str = "") -> Person:
        person = Person(browser, live_server.url)
        return person.sign_in(email) if email else person

    return entering


@pytest.mark.django_db(transaction=True)
def test_the_first_consultation_goes_from_mandate_to_report(enter, tmp_path):
    User.objects.create_user("amina@example.org", PASSWORD, name="Amina Haddad", is_staff=True)
    User.objects.create_user("rafael@example.org", PASSWORD, name="Rafael Ortiz")
    amina = enter("amina@example.org")
    record_the_mandate(amina)
    say_who_is_asked(amina, tmp_path)
    rafael = enter("rafael@example.org")
    ask_them(amina, rafael)
    take_in(enter(), rafael)
    meet(amina)
    analyse(amina)
    report(amina, rafael)
    follow_up(amina)

    consultation = Consultation.objects.get(slug="early-warning")
    assert tally(consultation).total == 3
    account = reconciliation(consultation)
    assert (account.received, account.registered, account.undecided) == (2, 2, 0)
    passer_by = enter().page
    passer_by.goto("/consultations/early-warning/report/")
    assert "Contributors asked that warnings be read on the radio." in passer_by.content()


def in_weeks(weeks: int) -> str:
    return (timezone.localdate() + timedelta(weeks=weeks)).isoformat()


def record_the_mandate(amina: Person) -> None:
    amina.choose("Open a consultation")
    amina.fill("Title", "Early warning for every coast")
    amina.fill("Name in addresses", "early-warning")
    amina.fill("Prefix of register numbers", "EW")
    amina.press("Open it")

    amina.choose("Record an instrument")
    amina.fill("Symbol", "A/RES/80/999")
    amina.fill("Body", "General Assembly")
    amina.fill("Date", "2026-03-12")
    amina.fill("Paragraphs that matter here", "4. Requests consultations\n5. Requests a report")
    amina.tick("The consultation answers these paragraphs")
    amina.press("Save")
    for which, weeks in (("contributions preferably by", 8), ("contributions no later than", 12)):
        amina.choose("Announce or extend a date")
        amina.select("Which date", which)
        amina.fill("Date", in_weeks(weeks))
        amina.press("Save")
    amina.choose("Announce a channel")
    amina.select("Channel", "online form")
    amina.press("Save")
    amina.choose("Add a question")
    amina.page.get_by_label("English").fill("What would make warnings reach those who need them?")
    amina.press("Save")
    amina.choose("Write down a requirement")
    amina.fill("What the mandate demands", "through the Economic and Social Council")
    amina.select("How it is checked", "the report was transmitted to the bodies named, in order")
    amina.fill("Bodies, in order", "Economic and Social Council\nGeneral Assembly")
    amina.press("Save")
    amina.choose("Officials and roles")
    for role in ("registrar", "clearing officer"):
        amina.select("Official", "Rafael Ortiz")
        amina.select("Role", role)
        amina.press("Appoint")
    amina.choose("Mandate")
    amina.press("Announce the consultation")


def say_who_is_asked(amina: Person, folder: Path) -> None:
    amina.choose("Stakeholders")
    amina.press("Define the usual groups")
    amina.press("Ask the Member States")
    amina.choose("Add a list")
    amina.fill("Name", "Coastal organizations")
    amina.fill("Short name", "coastal")
    amina.select("Suggests the group", "Civil society")
    amina.press("Save")
    roster = folder / "roster.csv"
    roster.write_text(re.sub(r"^ +", "", ROSTER, flags=re.MULTILINE))
    amina.choose("Rosters")
    amina._field("List").set_input_files(roster)
    amina.select("The list that it is", "Coastal organizations")
    amina.press("Look at the list")
    amina.press("Take the list")


def ask_them(amina: Person, rafael: Person) -> None:
    amina.choose("Invitations")
    amina.select("Kind of letter", "personal letter")
    amina.press("Write a letter")
    amina.fill("Signatory", "Amina Haddad")
    amina.fill("Reply by", in_weeks(3))
    amina.press("Save")
    amina.choose("Choose who gets it")
    amina.tick("Coastal organizations")
    amina.press("Fix the list")
    rafael.choose("Early warning for every coast")
    rafael.choose("Invitations")
    rafael.open("3 recipients")
    rafael.press("Approve the mailing")
    rafael.press("Send it")
    assert len(list(send_queued())) == 3


def take_in(contributor: Person, rafael: Person) -> None:
    contributor.page.goto("/consultations/early-warning/")
    contributor.choose("Send a contribution")
    contributor.fill("Your name", "Wanjiru Maina")
    contributor.fill("Organization", "Coastal Radio Network")
    contributor.fill("Title", "Radio first")
    contributor.fill("Your contribution", "Warnings should be read on community radio.")
    contributor.tick("Yes, with my name and organization")
    contributor.press("Send the contribution")

    rafael.choose("Contributions")
    rafael.choose("Take in an e-mail, a fax or a letter")
    rafael.tick("fax")
    rafael.fill("Who sent it, as they say", "Tide Watch")
    rafael.fill("Or its words, typed in", "Fishers must hear of every test by radio.")
    rafael.press("Keep it")
    stakeholder = "Who that is in the list of stakeholders"
    rafael.select(stakeholder, "Add to the list: organization")
    rafael.select("Group", "Civil society")
    rafael.select("Publication", "publish with name")
    rafael.fill("The name is confirmed, because", "Signed fax")
    rafael.press("Enter it into the register")
    rafael.choose("Queue")
    rafael.open("Wanjiru Maina")
    rafael.select(stakeholder, "Coastal Radio Network")
    rafael.fill("The name is confirmed, because", "Sent from the address on our list")
    rafael.press("Enter it into the register")
    rafael.choose("Publish")
    rafael.press("Publish those that are ticked")


def meet(amina: Person) -> None:
    amina.choose("Representation")
    amina.choose("Nominate a representative")
    amina.select("To speak for", "Civil society")
    amina.fill("Whom to ask", "Union of Fishing Harbours")
    amina.tick("summarize")
    amina.tick("speak")
    amina.press("Nominate")
    amina.choose("Meeting")
    amina.choose("Arrange a meeting")
    amina.fill("Title", "Open meeting")
    amina.fill("First day", in_weeks(0))
    amina.fill("Seats", "40")
    amina.press("Arrange it")
    amina.choose("Interventions")
    amina.choose("Record one that was not on the list")
    amina.fill("Who spoke", "Union of Fishing Harbours")
    amina.select("Kind", "presentation")
    amina.select("Group", "Civil society")
    amina.fill("What was said", "Fishers trust the radio.")
    amina.press("Enter it into the register")
    amina.choose("Contributions")
    amina.choose("Publish")
    amina.press("Publish those that are ticked")


def analyse(amina: Person) -> None:
    amina.choose("Analysis")
    amina.press("Begin an empty one")
    amina.choose("Add a theme")
    amina.fill("Name", "Community radio")
    amina.fill("Terms", "radio")
    amina.press("Add it")
    amina.press("Publish this version")
    amina.press("Propose passages")
    amina.page.get_by_role("link", name="Look again").wait_for()
    search_waiting()
    amina.choose("Look again")
    amina.choose("Decide on the proposals")
    confirm = amina.page.get_by_role("button", name="Confirm EW/")
    for waiting in (3, 2, 1):
        expect(confirm).to_have_count(waiting)
        confirm.first.click()
    expect(confirm).to_have_count(0)
    amina.choose("Themes by group")


def report(amina: Person, rafael: Person) -> None:
    amina.choose("Report")
    amina.press("Begin the report")
    draft = amina.page.get_by_label("Draft")
    cited = "Contributors asked that warnings be read on the radio. [[EW/W-002, EW/P-001]]"
    assert cited in TOLD
    draft.fill(draft.input_value().replace("{{ themes }}", f"{cited}\n\n{{{{ themes }}}}"))
    amina.press("Save")
    amina.choose("Report")
    amina.choose("Go through those that are open")
    amina.open("EW/W-001")
    amina.fill("Reason", "Its point is the one made in the report")
    amina.press("Mark as considered")
    amina.choose("Report")
    amina.press("Send it to be cleared")
    rafael.choose("Report")
    rafael.choose("Read and clear")
    rafael.press("Clear revision 2")
    rafael.press("Issue the report")


def follow_up(amina: Person) -> None:
    amina.choose("Follow-up")
    amina.choose("Note a transmission")
    amina.fill("Body", "Economic and Social Council")
    amina.fill("Date", in_weeks(0))
    amina.press("Save")
    amina.page.goto("/consultations/early-warning/")
    amina.choose("What the mandate demands")
    expect(amina.page.locator("main")).to_contain_text("pending")
