"""A clerk at a long scan, by the keyboard alone: from one unsure word to the next."""

import re

import pytest
from playwright.sync_api import Browser, expect

from rapporteur.base.models import User
from rapporteur.stages.contributions.actions.documents import read_waiting
from rapporteur.stages.contributions.choices import ItemChannel
from rapporteur.stages.contributions.models import Reading, Typing
from rapporteur.stages.mandate.actions import appoint
from rapporteur.stages.mandate.choices import Role
from tests.factories.contributions import make_item
from tests.factories.mandate import make_consultation
from tests.factories.scans import saved, scan
from tests.journeys.people import PASSWORD, Person

pytestmark = pytest.mark.django_db(transaction=True)


def test_unsure_words_are_mended_by_the_keyboard_alone(browser: Browser, live_server) -> None:
    consultation = make_consultation(slug="coasts", prefix="WEC")
    file = saved(*[scan("en")] * 3)
    claimed = {"filename": "fax.tif"}
    make_item(consultation, channel=ItemChannel.FAX, content=file, claimed=claimed)
    read_waiting()
    text = "𝒜 Enhamced word, then anothr ono."
    doubtful = [[2, 10], [22, 28], [29, 32]]
    page_of = {"text": text, "confidence": 0.5, "doubtful": doubtful}
    Reading.objects.update(
        pages=[page_of | {"number": number} for number in (1, 2, 3)], to_recognise=False
    )
    user = User.objects.create_user("rafael@example.org", PASSWORD, name="Rafael Ortiz")
    appoint(consultation, user=user, role=Role.REGISTRAR, by="tests")
    page = Person(browser, live_server.url, scripts=True).sign_in("rafael@example.org").page
    page.goto("/desk/coasts/contributions/items/1/files/0/pages/1/")
    keyboard, words, told = page.keyboard, page.locator("#id_text"), page.locator("[data-at-word]")

    keyboard.press("F8")
    expect(words).to_be_focused()
    expect(told).to_have_text("Unsure word 1 of 3: Enhamced")
    keyboard.insert_text("Enhanced")  # takes the place of the word that is selected
    keyboard.press("F8")
    expect(told).to_have_text("Unsure word 1 of 2: anothr")
    keyboard.press("F8")
    expect(told).to_have_text("Unsure word 2 of 2: ono")
    keyboard.press("Shift+F8")
    expect(told).to_have_text("Unsure word 1 of 2: anothr")
    keyboard.insert_text("another")
    keyboard.press("F8")
    keyboard.insert_text("one")
    keyboard.press("F8")
    expect(told).to_have_text("No word here is marked as unsure any more.")
    expect(words).to_have_value("𝒜 Enhanced word, then another one.")
    keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/pages/2/"))
    expect(words).to_be_focused()
    assert [(each.page, each.text) for each in Typing.objects.all()] == [
        (1, "𝒜 Enhanced word, then another one.")
    ]

    keyboard.press("Escape")
    expect(page.get_by_role("region", name="Picture of the page")).to_be_focused()
    keyboard.press("e")
    page.wait_for_url(re.compile(r"zoom=1"))  # with its script, which hears the next key
    keyboard.press("r")
    page.wait_for_url(re.compile(r"zoom=1&turn=1"))
    keyboard.press("g")
    expect(page).to_have_url(re.compile(r"/pages/3/\?zoom=1&turn=1"))
    page.context.close()
