"""The online form over a slow line that breaks: 28 kbit/s and 800 ms, with scripts and without."""

import os
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from rapporteur.base.originals.queries import read
from rapporteur.stages.contributions.models import Draft, Item, Upload
from rapporteur.stages.mandate.actions import add_question
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders.actions import define_usual_groups
from tests.factories.mandate import make_consultation

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

RATE = 28_000 // 8  # bytes a second
PATIENCE = 120_000  # ms
FILE = bytes(range(256)) * 160  # 40 KiB: some twelve seconds of such a line


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def telephone(browser: Browser, live_server, settings, scripts: bool) -> Iterator[BrowserContext]:
    settings.SITE_URL = live_server.url
    context = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=scripts,
        viewport={"width": 320, "height": 640},
    )
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def on_a_slow_line(page: Page) -> CDPSession:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    set_line(session)
    return session


def set_line(session: CDPSession, *, broken: bool = False) -> None:
    conditions = {
        "offline": broken,
        "latency": 800,
        "downloadThroughput": RATE,
        "uploadThroughput": RATE,
    }
    session.send("Network.emulateNetworkConditions", conditions)


def choose(page: Page, file: Path) -> None:
    page.locator("input[type=file]").set_input_files(file)


def make_call() -> Consultation:
    consultation = make_consultation()
    define_usual_groups(consultation, by="tests")
    add_question(consultation, texts={"en": "What would help?"}, by="tests")
    return consultation


def fill(page: Page) -> None:
    page.get_by_label("Your name").fill("Mele Fonua")
    page.get_by_label("Your contribution", exact=False).last.fill("Lower prices.")
    page.get_by_label("Yes, with my name and organization").check()


def test_from_the_first_word_to_the_receipt(telephone: BrowserContext, tmp_path: Path, scripts):
    consultation = make_call()
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(FILE)
    page = telephone.new_page()
    line = on_a_slow_line(page)
    page.goto(f"/consultations/{consultation.slug}/contribute/")
    fill(page)
    if scripts:
        choose(page, scan)
        expect(page.locator(".uploads progress")).to_be_visible()
        page.wait_for_function("() => document.querySelector('.uploads progress').value > 0")
        set_line(line, broken=True)
        page.wait_for_timeout(1500)
        assert 0 < Upload.objects.get().received < len(FILE)
        heard = page.locator("[data-heard]")  # what a screen reader says of it
        expect(heard).to_have_text(re.compile(r"scan\.pdf: The line is broken\."))
        set_line(line)
        page.wait_for_function("() => document.querySelector('.uploads progress').value === 1")
        expect(heard).to_have_text("scan.pdf is here")
    else:
        page.get_by_role("button", name="Save and go on later").click()
        expect(page.locator("#draft")).to_contain_text("This is a draft.")
        link = page.locator("#draft code").inner_text()
        page.close()
        page = telephone.new_page()
        on_a_slow_line(page)
        page.goto(link)
        assert page.get_by_label("Your name").input_value() == "Mele Fonua"
        choose(page, scan)
        page.get_by_role("button", name="Add these files").click()
        expect(page.locator(".uploads")).to_contain_text("scan.pdf")
    if shots := os.environ.get("SHOTS"):
        page.screenshot(path=f"{shots}/{scripts}.png", full_page=True)
    if scripts:  # axe itself is one
        assert Axe().run(page).response["violations"] == []
    assert not Item.objects.exists()
    page.locator("button.primary").click()
    expect(page.locator("h1")).to_have_text("Receipt")
    (sent,) = Item.objects.get().attachments.all()
    assert (sent.filename, sha256(read(sent.original)).digest()) == (
        "scan.pdf",
        sha256(FILE).digest(),
    )


def test_a_browser_that_was_closed_goes_on_with_its_file(
    browser: Browser, live_server, tmp_path: Path
):
    consultation = make_call()
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(FILE)
    context = browser.new_context(base_url=live_server.url)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    on_a_slow_line(page)
    page.goto(f"/consultations/{consultation.slug}/contribute/")
    fill(page)
    choose(page, scan)
    page.wait_for_function("() => document.querySelector('.uploads progress')?.value > 0")
    expect(page).to_have_url(re.compile(r"/draft/"))
    link = page.url
    page.close(run_before_unload=False)
    before = Upload.objects.get().received
    assert 0 < before < len(FILE)

    page = context.new_page()
    page.goto(link)
    assert page.get_by_label("Your name").input_value() == "Mele Fonua"
    expect(page.locator(".uploads")).to_contain_text("choose it again to go on")
    choose(page, scan)
    page.wait_for_function("() => document.querySelector('.uploads progress')?.value === 1")
    assert Upload.objects.get().completed_at is not None
    page.locator("button.primary").click()
    expect(page.locator("h1")).to_have_text("Receipt")
    (sent,) = Item.objects.get().attachments.all()
    assert read(sent.original) == FILE
    assert not Draft.objects.exists()
    context.close()
