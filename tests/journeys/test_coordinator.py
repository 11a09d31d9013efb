"""A coordinator sums up what a group said; its contributors dissent, ask, and are answered."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from rapporteur.base.models import Message
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.representation.models import Designation
from tests.factories.mandate import make_consultation
from tests.factories.representation import make_designation, make_group_contribution
from tests.factories.stakeholders import make_entity, make_group

pytestmark = pytest.mark.django_db(transaction=True)

SAID = "Village libraries are where a link belongs."
DISSENT = "Nobody in the schools was asked."
QUESTION = "Why is training left out?"
ANSWER = "It will be a statement of its own in the next version."


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_summary_is_made_questioned_and_read(page: Page):
    designation, first, second = make_asked_group()
    accept(page, designation)
    log_outreach(page)
    sum_up(page, first)
    assert circulate(page) == ["libraries@example.org", "schools@example.org"]
    dissent(page, first)
    ask(page, second)
    reply(page, designation)
    read_in_public(page, designation)


def make_asked_group() -> tuple[Designation, Contribution, Contribution]:
    """Civil society, two contributions of it, and an entity that is asked to speak for it."""
    consultation = make_consultation()
    designation = make_designation(
        consultation,
        group=make_group(consultation, "civil-society"),
        entity=make_entity("Federation of Village Libraries"),
    )
    first, second = (
        make_group_contribution(designation, email=f"{who}@example.org", title=f"On {who}")
        for who in ("libraries", "schools")
    )
    return designation, first, second


def accept(page: Page, designation: Designation) -> None:
    letter = Message.objects.get(to__contains="coordinator@example.org")
    link = f"/consultations/{designation.consultation.slug}/designation/{designation.token}/"
    assert link in letter.text
    page.goto(link)
    page.get_by_label("We accept").check()
    page.get_by_role("button", name="Send the answer").click()
    expect(page.locator("main")).to_contain_text("Your answer is recorded, and published.")


def log_outreach(page: Page) -> None:
    page.get_by_label("What was done").fill("Wrote to all forty libraries.")
    page.get_by_role("button", name="Note it").click()
    expect(page.locator("main")).to_contain_text("Wrote to all forty libraries.")


def sum_up(page: Page, contribution: Contribution) -> None:
    page.get_by_role("link", name="Write the summary").click()
    page.get_by_label("Statement", exact=True).fill(SAID)
    page.get_by_label(str(contribution)).check()
    page.get_by_role("button", name="Keep the statement").click()
    expect(page.get_by_role("article", name="1")).to_contain_text(SAID)


def circulate(page: Page) -> list[str]:
    """Circulate the summary; the register numbers of the contributions whose senders are asked."""
    expect(page.get_by_role("listitem").filter(has_text="left out")).to_contain_text("1")
    page.get_by_role("button", name="Circulate the summary").click()
    expect(page.locator("main")).to_contain_text("The summary is circulated")
    asked = Message.objects.filter(text__contains="/summary/").order_by("pk")
    return [each.to for each in asked]


def dissent(page: Page, contribution: Contribution) -> None:
    page.goto(private_page_of(contribution))
    page.get_by_label("I dissent from it").check()
    page.get_by_role("button", name="Say it").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what the summary gets wrong.")
    expect(page.get_by_label("I dissent from it")).to_be_checked()
    page.get_by_label("In your words").fill(DISSENT)
    page.get_by_role("button", name="Say it").click()
    expect(page.locator("main")).to_contain_text("Thank you: it is published with the summary.")


def ask(page: Page, contribution: Contribution) -> None:
    page.goto(private_page_of(contribution))
    expect(page.locator("main")).to_contain_text("not reflected")
    page.get_by_label("Your question").fill(QUESTION)
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("main")).to_contain_text("Answer due")


def private_page_of(contribution: Contribution) -> str:
    """The link that its sender got by mail."""
    item = contribution.items.get()
    link = f"/consultations/{contribution.consultation.slug}/summary/{item.token}/"
    assert Message.objects.filter(to=item.claimed["email"], text__contains=link).count() == 1
    return link


def reply(page: Page, designation: Designation) -> None:
    page.goto(f"/consultations/{designation.consultation.slug}/designation/{designation.token}/")
    page.get_by_label("Your answer to inquiry 1").fill(ANSWER)
    page.get_by_role("button", name="Publish the answer").click()
    expect(page.locator("main")).to_contain_text("Your answer is published.")


def read_in_public(page: Page, designation: Designation) -> None:
    page.goto(f"/consultations/{designation.consultation.slug}/representation/")
    shown = page.locator("main").text_content() or ""
    words = (SAID, DISSENT, QUESTION, ANSWER, "Wrote to all forty libraries.", "1 dissent")
    assert [each for each in words if each not in shown] == []
    assert designation.token not in page.content()
