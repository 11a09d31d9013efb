"""A registrar at the queue: by the keyboard alone, and without scripts by boxes and buttons."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from rapporteur.base.models import User
from rapporteur.stages.contributions.actions import look_at_waiting
from rapporteur.stages.contributions.actions.documents import read_waiting
from rapporteur.stages.contributions.choices import ItemChannel
from rapporteur.stages.contributions.models import Contribution, Item
from rapporteur.stages.mandate.actions import appoint
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from tests.factories.contributions import make_item
from tests.factories.mandate import make_consultation
from tests.journeys.people import PASSWORD, Person

pytestmark = pytest.mark.django_db(transaction=True)

LETTER = (
    "We ask that every coast be warned in time by a radio that each boat can hear, and that the "
    "warnings be read in the languages of those who fish there by night."
)


def send(consultation: Consultation, words: str, name: str, days: int, **fields: object) -> Item:
    received = timezone.now() - timedelta(days=days)
    claimed = {"name": name, "filename": "message.txt"}
    sent = {"content": words.encode(), "claimed": claimed, "received_at": received}
    return make_item(consultation, **sent, **fields)


@pytest.fixture
def coasts() -> Consultation:
    """Six items that wait: a letter, the same by fax with a word changed, offers, and one late."""
    closed = (timezone.now() - timedelta(days=4)).date()
    consultation = make_consultation(slug="coasts", prefix="WEC", preferred=None, final=closed)
    send(consultation, LETTER, "Wanjiru Maina", 9)
    send(
        consultation,
        LETTER.replace("a radio", "one siren"),
        "W. Maina",
        8,
        channel=ItemChannel.FAX,
    )
    for number in range(3):
        send(consultation, f"Boats for sale, number {number}.", f"Boats {number}", 7)
    send(consultation, "The ferry did not run; here is ours.", "Island of Reefs", 1)
    read_waiting()
    look_at_waiting()
    user = User.objects.create_user("rafael@example.org", PASSWORD, name="Rafael Ortiz")
    appoint(consultation, user=user, role=Role.REGISTRAR, by="tests")
    return consultation


def decided() -> dict[int, str]:
    return {
        item.number: decision.kind
        for item in Item.objects.order_by("number")
        if (decision := item.dispositions.filter(ended_at__isnull=True).first())
    }


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def says(page: Page, words: str) -> None:
    expect(page.locator("main")).to_contain_text(words)
    page.wait_for_load_state()  # with its script, which hears the next key


def test_the_queue_is_decided_by_the_keyboard_alone(
    browser: Browser, live_server, coasts: Consultation
) -> None:
    page = Person(browser, live_server.url, scripts=True).sign_in("rafael@example.org").page
    page.goto("/desk/coasts/contributions/queue/")
    focused = page.locator(":focus")

    press(page, "j", "j", "k")
    expect(focused).to_have_accessible_name("WEC/R-1 Wanjiru Maina")
    press(page, "?")
    expect(page.locator("#keys-help")).to_have_attribute("open", "")
    press(page, "?")
    expect(page.locator("#keys-help")).not_to_have_attribute("open", "")

    # Three are marked and set aside at one press; the reader goes on at the next row.
    press(page, "j", "j", "j", "x", "ArrowDown", "x", "ArrowDown", "x", "s")
    says(page, "3 items are decided: spam.")
    expect(focused).to_have_accessible_name("WEC/R-6 Island of Reefs")
    assert decided() == {3: "spam", 4: "spam", 5: "spam"}

    # Undone as one act.
    press(page, "u")
    says(page, "3 decisions were undone.")
    assert decided() == {}

    # One alone, where nothing is marked: the row that has the focus.
    press(page, "k", "r")
    says(page, "1 item is decided: entered into the register.")
    assert decided() == {6: "contribution"}

    # What is written in a field is not a decision.
    press(page, "/", *"boats")
    assert page.locator("#id_words").input_value() == "boats"
    press(page, "Enter")
    says(page, "3 items wait.")
    press(page, "j", "x", "j", "x", "m")
    says(page, "2 items are decided: misdirected.")

    # Switched off, keys do nothing; the switch is remembered.
    page.locator("#keys-on").focus()
    press(page, "Space")
    page.goto("/desk/coasts/contributions/queue/")
    expect(page.locator("#keys-on")).not_to_be_checked()
    page.locator('input[name="chosen"]').first.focus()
    press(page, "x", "s", "j")
    expect(focused).to_have_accessible_name("WEC/R-1 Wanjiru Maina")
    expect(focused).not_to_be_checked()
    page.locator("#keys-on").focus()
    press(page, "Space")

    # Likely duplicates: compared, and decided by a key.
    page.get_by_role("link", name="Likely duplicates").focus()
    press(page, "Enter")
    page.get_by_role("link", name="WEC/R-2 beside WEC/R-1").focus()
    press(page, "Enter")
    expect(page.locator("del")).to_contain_text("a radio")
    expect(page.locator("ins")).to_contain_text("one siren")
    page.wait_for_load_state()
    press(page, "d")
    says(page, "WEC/R-2 is decided.")
    assert decided() == {2: "duplicate", 3: "misdirected", 4: "misdirected", 6: "contribution"}


def test_nothing_traps_whoever_goes_through_by_the_tab_key(
    browser: Browser, live_server, coasts: Consultation
) -> None:
    page = Person(browser, live_server.url, scripts=True).sign_in("rafael@example.org").page
    page.goto("/desk/coasts/contributions/queue/")
    many = page.locator("a[href], button, input:not([type=hidden]), select, summary").count()
    seen = []
    for _ in range(many + 5):
        press(page, "Tab")
        seen.append(page.evaluate("document.activeElement.tagName"))
        if seen[-1] == "BODY":
            break
    assert seen[-1] == "BODY", "the focus comes to the end of the page"
    assert seen.count("INPUT") >= 6 + 2  # every row, the search, the switch of the keys


def test_the_queue_is_decided_without_scripts(
    browser: Browser, live_server, coasts: Consultation
) -> None:
    rafael = Person(browser, live_server.url, scripts=False).sign_in("rafael@example.org")
    rafael.open("/desk/coasts/contributions/queue/")
    expect(rafael.page.locator("#keys-on")).to_be_hidden()
    rafael.tick("WEC/R-3", "WEC/R-4").press("Spam")
    rafael.reads("2 items are decided: spam.", "You last decided on 2 items: spam")
    rafael.press("Undo it", saying="2 decisions were undone.")
    rafael.press("Spam", saying="Nothing was decided: mark an item first.")

    rafael.fill({"Name, title, number or first words": "boats"}).press("Show")
    rafael.page.get_by_text("Reason, and how much").click()
    rafael.fill({"Reason for all of them": "An offer of boats"})
    rafael.tick("Decide on all 3 that are found").press("Spam")
    rafael.reads("3 items are decided: spam.", "Nothing that waits fits")

    rafael.follow("All that waits").tick("WEC/R-6").press("Register")
    rafael.reads("1 item is decided: entered into the register.")
    rafael.follow("Late").tick("WEC/W-001").reads("after the closing instant")
    rafael.fill({"Reason of admitting": "The ferry did not run"})
    rafael.press("Admit it", saying="1 item is decided: admitted.")
    assert Contribution.objects.get().admitted_by == "Rafael Ortiz"
    rafael.press("Undo it", saying="1 decision was undone.")
    assert Contribution.objects.get().admitted_by == ""

    rafael.follow("Likely duplicates", "WEC/R-2 beside WEC/R-1")
    rafael.press("something else: both stand", saying="Nothing that waits resembles another")
    assert decided() == {3: "spam", 4: "spam", 5: "spam", 6: "contribution"}
