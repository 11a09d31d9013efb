"""A contributor takes part: no account, no script, no mouse, on a telephone, in any language."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from rapporteur.base.models import Message
from rapporteur.base.originals.queries import read
from rapporteur.stages.contributions.actions.submissions import post_receipts_due
from rapporteur.stages.contributions.models import Item
from rapporteur.stages.mandate.actions import add_question
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders.actions import define_usual_groups
from tests.factories.mandate import make_consultation

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "A cable is of no use to those who cannot pay for it. — Ça coûte cher."
NAME_OF_FOCUS = """() => {
    const each = document.activeElement;
    return [...(each.labels ?? [])].map(one => one.textContent).join(" ") || each.textContent;
}"""
MANY = 60  # presses of Tab: more than any page has to be pressed through


@pytest.fixture
def telephone(browser: Browser, live_server) -> Iterator[BrowserContext]:
    """A narrow browser that runs no scripts."""
    context = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        viewport={"width": 320, "height": 640},
    )
    yield context
    context.close()


def make_call() -> Consultation:
    consultation = make_consultation()
    define_usual_groups(consultation, by="tests")
    add_question(consultation, texts={"en": "What would help?", "ar": "ما الذي يساعد؟"}, by="tests")
    return consultation


def tab_to(page: Page, name: str) -> None:
    """Press Tab until something of this name has the focus."""
    for _press in range(MANY):
        page.keyboard.press("Tab")
        if name in page.evaluate(NAME_OF_FOCUS):
            return
    raise AssertionError(f"Tab does not lead to “{name}”")


def type_into(page: Page, name: str, words: str) -> None:
    tab_to(page, name)
    page.keyboard.insert_text(words)


def press(page: Page, name: str) -> None:
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_from_the_first_word_to_the_withdrawal_by_keyboard(
    telephone: BrowserContext, tmp_path: Path
):
    consultation = make_call()
    note = tmp_path / "note.txt"
    note.write_text("A note.")
    page = telephone.new_page()

    page.goto(f"/consultations/{consultation.slug}/")
    press(page, "Send a contribution")
    type_into(page, "Your name", "Mele Fonua")
    type_into(page, "Organization", "Reef Watch")
    type_into(page, "E-mail address", "mele@example.org")
    tab_to(page, "Which group")
    page.keyboard.type("Civil")
    type_into(page, "What would help?", "Lower prices.")
    type_into(page, "Your contribution", WORDS)
    tab_to(page, "Files")
    page.locator(":focus").set_input_files(note)  # the window to choose from is the system's own
    tab_to(page, "Yes, with my name")
    page.keyboard.press("Space")
    press(page, "Send the contribution")

    item = Item.objects.get()
    expect(page.locator("h1")).to_have_text("Receipt")
    expect(page.locator(".reference")).to_have_text(item.reference)
    expect(page.locator("main")).to_contain_text("Not yet decided")
    assert item.claimed["name"] == "Mele Fonua"
    assert item.claimed["group"] == "civil-society"
    assert [read(each.original) for each in item.attachments.all()] == [b"A note."]
    post_receipts_due()
    assert f"/receipt/{item.token}/" in Message.objects.get(to__contains="mele@example.org").text

    press(page, "Correct it")
    tab_to(page, "Your contribution")
    assert page.locator(":focus").input_value() == WORDS
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(" Thank you.")
    press(page, "Send the correction")
    correction = Item.objects.latest("pk")
    expect(page.locator("main")).to_contain_text(f"Your correction of {item.reference}")
    assert page.url.endswith(f"/{correction.token}/")

    press(page, "Withdraw it")
    press(page, "Withdraw it")
    expect(page.locator("main .receipt")).to_contain_text("Withdrawn")


def test_an_empty_contribution_is_refused_and_keeps_what_was_typed(telephone: BrowserContext):
    consultation = make_call()
    page = telephone.new_page()
    page.goto(f"/consultations/{consultation.slug}/contribute/")
    typed = {"Your name": "Mele Fonua", "Organization": "Reef Watch", "Title": "On prices"}
    for label, words in typed.items():
        page.get_by_label(label, exact=False).first.fill(words)
    page.get_by_label("Which group do you belong to?").select_option("Civil society")
    page.get_by_label("Yes, without my name and organization").check()
    page.get_by_role("button", name="Send the contribution").click()

    expect(page).to_have_title(re.compile("^Error: Take part ·"))
    assert Item.objects.count() == 0
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("There is nothing in it yet.")
    kept = {label: page.get_by_label(label, exact=False).first.input_value() for label in typed}
    assert kept == typed
    assert page.get_by_label("Which group do you belong to?").input_value() == "civil-society"
    expect(page.get_by_label("Yes, without my name and organization")).to_be_checked()


def test_in_arabic(telephone: BrowserContext):
    consultation = make_call()
    page = telephone.new_page()
    page.goto(f"/ar/consultations/{consultation.slug}/contribute/")
    page.locator("[name=name]").fill("ليلى حداد")
    page.locator("[name=text]").fill("الأسعار مرتفعة جدا في الجزر.")
    page.locator("[name=language]").select_option("ar")
    page.locator("[name=consent][value=named]").check()
    page.locator("main form button.primary").click()

    item = Item.objects.get()
    assert item.claimed["name"] == "ليلى حداد"
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator(".reference")).to_have_text(item.reference)
    expect(page.locator("h1")).to_have_text("الإيصال")
    page.get_by_role("navigation").get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("Receipt")
    assert page.url.endswith(f"/consultations/{consultation.slug}/receipt/{item.token}/")


def test_who_goes_back_and_sends_again_has_sent_it_once(browser: Browser, live_server):
    """A telephone that is short of memory fetches the page anew when one goes back to it."""
    consultation = make_call()
    page = browser.new_page(base_url=live_server.url)
    page.goto(f"/consultations/{consultation.slug}/contribute/")
    page.get_by_label("Your name").fill("Mele Fonua")
    page.get_by_role("textbox", name="Your contribution").fill(WORDS)
    page.get_by_label("Yes, with my name").check()
    send = page.locator("main").get_by_role("button", name="Send the contribution")
    send.click()
    expect(page.locator("main")).to_contain_text("has arrived and is kept")
    receipt = page.url
    page.go_back()
    expect(page.get_by_role("textbox", name="Your contribution")).to_have_value(WORDS)
    send.click()
    expect(page).to_have_url(receipt)
    assert Item.objects.count() == 1
    page.get_by_role("link", name="Take part").first.click()
    page.get_by_label("Your name").fill("Mele Fonua")
    page.get_by_role("textbox", name="Your contribution").fill(WORDS)
    page.get_by_label("Yes, with my name").check()
    send.click()
    expect(page).not_to_have_url(receipt)
    assert Item.objects.count() == 2  # a form that was opened anew is somebody else's
    page.context.close()
