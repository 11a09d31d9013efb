"""In a real browser nothing of a page that was sent runs, and nothing is fetched from elsewhere."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from rapporteur.base.originals.actions import keep
from rapporteur.stages.contributions.actions import decide_kind, screen
from rapporteur.stages.contributions.actions.publishing import publish
from rapporteur.stages.contributions.choices import FindingDecision
from rapporteur.stages.contributions.queries import current_version
from rapporteur.stages.mandate.choices import Role
from tests.factories.contributions import make_contribution
from tests.factories.hostile_pages import HOSTILE
from tests.factories.mandate import make_consultation, make_official

ACTING = "script, img, a, form, input, style, svg, math, iframe, object, template, [style]"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shown(live_server):
    """Two contributions, published: every page by itself, and all of them in one."""
    consultation = make_consultation()
    official = make_official(consultation, Role.REGISTRAR)
    wholes = [f"<h2>Before {at}</h2>{each}<p>After.</p>" for at, each in enumerate(HOSTILE)]
    entries = []
    for pages in (wholes, ["".join(wholes)]):
        files = [(f"{at}.html", keep(each.encode())) for at, each in enumerate(pages)]
        entry = make_contribution(consultation, text="", documents=files)
        screen(current_version(entry), by="tests")
        decide_kind(current_version(entry), None, FindingDecision.KEPT, by="tests")
        entries.append(publish(entry, by="tests"))
    addresses = [
        f"{live_server.url}/{place}"
        for entry in entries
        for place in (
            f"consultations/{consultation.slug}/contributions/W-{entry.number}/",
            f"desk/{consultation.slug}/contributions/register/W-{entry.number}/",
        )
    ]
    client = Client()
    client.force_login(official)
    return addresses, client.cookies[settings.SESSION_COOKIE_NAME].value


def test_nothing_runs_and_nothing_is_fetched(page: Page, shown, live_server) -> None:
    addresses, session = shown
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    for address in addresses:
        answer = page.goto(address, wait_until="load")
        assert answer is not None
        assert answer.status == 200, address
        page.wait_for_timeout(500)
        # All in one hide words from each other: that one the public reads as text alone.
        assert page.locator(".page-sent h2, .reading").count() > 0, address
        assert page.evaluate("window.ran") is None, address
        assert page.locator(".page-sent").locator(ACTING).count() == 0, address
        assert page.url == address
    assert said == []
    assert [each for each in asked if not each.startswith((live_server.url, "data:"))] == []
