"""Every page of the site in a browser, as an officer and a passer-by see it."""

from collections.abc import Callable, Collection, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from rapporteur.base.models import User
from rapporteur.cases.accounts import make_accounts
from rapporteur.stages.mandate.actions import appoint
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.meeting.models import Meeting
from rapporteur.stages.representation.models import Designation
from tests.factories.mandate import make_consultation, make_official
from tests.factories.whole import make_finished, make_sample
from tests.journeys.addresses import (
    BUTTON,
    FILE,
    NO_PAGE,
    address,
    names,
    names_of_pages,
    pages,
)

pytestmark = pytest.mark.django_db(transaction=True)

AXE = Axe()
NARROW, WIDE = {"width": 320, "height": 800}, {"width": 1280, "height": 900}

WHAT_IS_WRONG = """language => {
    const root = document.documentElement, found = [];
    const headings = document.querySelectorAll("h1").length;
    if (headings !== 1) found.push(`it has ${headings} h1`);
    if (!document.title.split("·")[0].trim()) found.push("it has no title of its own");
    if (root.lang !== language) found.push(`it says that it is in ${root.lang}`);
    if (root.dir !== (language === "ar" ? "rtl" : "ltr")) found.push(`it runs ${root.dir}`);
    return found;
}"""

WHAT_STICKS_OUT = """() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const out = [...document.body.querySelectorAll("*")].filter(each => {
        const box = each.getBoundingClientRect();
        return box.width && (box.right > root.clientWidth + 1 || box.left < -1)
            && !each.closest(".scroll");
    });
    return [`${root.scrollWidth} px`, ...out.slice(-3).map(each => each.outerHTML.slice(0, 120))];
}"""


class Reader:
    """Somebody who looks at one page after the other and notes what is wrong with it."""

    def __init__(self, context: BrowserContext, language: str) -> None:
        self.page: Page = context.new_page()
        self.language = language
        self.faults: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self._note(f"a script failed: {error}"))

    def read(self, address: str, *, answers: Collection[int] = (200,)) -> None:
        """Go there and look, where it answers with one of these states."""
        response = self.page.goto(address)
        if response is None or response.status not in answers:
            self._note(f"{address} answers {response and response.status}")
        else:
            self.look()

    def look(self) -> None:
        """Everything that can be wrong with the page that is open, whatever it is about."""
        self.page.wait_for_load_state()
        size = self.page.viewport_size or WIDE
        for fault in self.page.evaluate(WHAT_IS_WRONG, self.language):
            self._note(fault)
        for violation in AXE.run(self.page).response["violations"]:
            for node in violation["nodes"][:3]:
                self._note(f"{violation['id']}: {node['html'][:160]} {node['failureSummary']}")
        self.page.set_viewport_size(NARROW)
        if out := self.page.evaluate(WHAT_STICKS_OUT):
            self._note(f"at 320 px it is wider than the screen: {out}")
        self.page.set_viewport_size(size)

    def _hear(self, said: ConsoleMessage) -> None:
        # The browser repeats a page's status there; `read` looks at it itself.
        if (
            not said.text.startswith("Failed to load resource")
            or said.location["url"] != self.page.url
        ):
            self._note(f"the console says: {said.text}")

    def _note(self, fault: str) -> None:
        self.faults.append(f"{self.page.url}\n    {fault}")


Open = Callable[..., Reader]


@pytest.fixture
def opened(browser: Browser, live_server) -> Iterator[Open]:
    """A browser at the site, signed in where somebody is given."""
    contexts = []

    def open_browser(
        language: str = "en", scheme: str = "light", user: User | None = None, **size: int
    ) -> Reader:
        context = browser.new_context(
            base_url=live_server.url,
            color_scheme=scheme,
            viewport=size or WIDE,
            reduced_motion="reduce",
        )
        contexts.append(context)
        if user is not None:
            client = Client()
            client.force_login(user)
            session = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return Reader(context, language)

    yield open_browser
    for context in contexts:
        context.close()


LOOKS = pytest.mark.parametrize(
    ("language", "scheme", "size"),
    [
        pytest.param("en", "light", WIDE, id="english-light-wide"),
        pytest.param("ar", "dark", NARROW, id="arabic-dark-narrow"),
    ],
)


@LOOKS
@pytest.mark.parametrize("part", ["desk", "public"])
def test_every_page_is_fit_to_be_seen(opened: Open, part: str, language, scheme, size):
    sample, finished = make_sample(), make_finished()
    with override(language):
        found = [each for each in pages(sample, finished) if ("/desk/" in each) == (part == "desk")]
    reader = opened(
        language, scheme, administrator_of(finished) if part == "desk" else None, **size
    )
    for each in found:
        reader.read(each)
    assert not reader.faults, "\n".join(reader.faults)


def administrator_of(*consultations: Consultation) -> User:
    """The administrator of the demonstration, who may enter every page of these as well."""
    user = make_accounts(by="tests")[Role.ADMINISTRATOR]
    for each in consultations:
        appoint(each, user=user, role=Role.ADMINISTRATOR, by="tests")
    return user


def test_pages_with_nothing_on_them_are_fit_to_be_seen(opened: Open):
    empty = make_consultation(preferred=None)
    reader = opened(user=administrator_of(empty))
    for name in names_of_pages():
        if names()[name] == {"slug"}:
            reader.read(address(name, {"slug": empty.slug}), answers={200, 404, 409})
    assert not reader.faults, "\n".join(reader.faults)


@LOOKS
def test_the_styleguide_is_fit_to_be_seen(opened: Open, settings, language, scheme, size):
    settings.DEBUG = True
    reader = opened(language, scheme, **size)
    with override(language):
        reader.read(reverse("styleguide"))
    assert not reader.faults, "\n".join(reader.faults)


@LOOKS
def test_a_refusal_is_fit_to_be_seen(opened: Open, language, scheme, size):
    consultation = make_consultation()
    theirs = {"slug": consultation.slug}
    reader = opened(language, scheme, make_official(consultation, Role.ANALYST), **size)
    with override(language):
        reader.read(address("report:draft", theirs), answers={409})
        reader.read(reverse("mandate:open"), answers={403})
        reader.read(address("record:overview", {"slug": "nothing-here"}), answers={404})
        take_part = address("contributions:take_part", theirs)
    reader.page.goto(take_part)
    reader.page.locator("main form button.primary").click()
    reader.look()
    assert reader.page.locator('[aria-invalid="true"]').count() > 0
    assert not reader.faults, "\n".join(reader.faults)


def test_paper_shows_words_and_no_machinery(opened: Open):
    sample, finished = make_sample(), make_finished()
    meeting = Meeting.objects.filter(consultation=sample).latest("pk")
    reader = opened(scheme="dark", width=718, height=1000)  # A4 within its margins, in CSS pixels
    reader.page.emulate_media(media="print")
    for each in (
        address("record:overview", {"slug": sample.slug}),
        address("report:public", {"slug": finished.slug}),
        address("meeting:blank_form", {"slug": sample.slug, "pk": meeting.pk}),
    ):
        reader.page.goto(each)
        assert reader.page.evaluate(WHAT_STICKS_OUT) == [], each
        machinery = reader.page.locator(".nav, .masthead-end, button, .button")
        assert [one.inner_html() for one in machinery.all() if one.is_visible()] == [], each
        colours = "each => getComputedStyle(each).backgroundColor"
        assert reader.page.locator("body").evaluate(colours) == "rgb(255, 255, 255)", each


def test_the_contribution_page_weighs_little(opened: Open):
    sample = make_sample()
    page = opened().page
    finished: list[Request] = []
    page.on("requestfinished", lambda request: finished.append(request))
    page.goto(address("contributions:take_part", {"slug": sample.slug}), wait_until="networkidle")
    sizes = {each.url: each.sizes() for each in finished}
    weights = {
        url: size["responseBodySize"] + size["responseHeadersSize"] for url, size in sizes.items()
    }
    assert sum(weights.values()) <= 50_000, weights


def test_what_is_no_page_is_said_once():
    said = [name for each in NO_PAGE.values() for name in each]
    assert len(said) == len(set(said))
    assert set(said) <= set(names())


def test_what_is_no_page_is_none(client: Client):
    sample = make_sample()
    client.force_login(administrator_of(sample))
    link = Designation.objects.filter(consultation=sample).latest("pk").token
    known: dict[str, object] = {
        "slug": sample.slug,
        "token": link,
        "verb": "publish",
        "change": "up",
    }
    known |= {"letter": "W", "number": 1, "pk": 1, "order": 1}
    known |= {"language": "fr", "key": "access", "registration": 1, "speaker": 1, "designation": 1}
    answers = {name: client.get(address(name, known)).status_code for name in NO_PAGE[BUTTON]}
    assert answers == dict.fromkeys(NO_PAGE[BUTTON], 405)
    files = [name for name in NO_PAGE[FILE] if names()[name] <= {"slug"}]
    shown = [
        name
        for name in files
        if client.get(address(name, known)).headers["Content-Type"].startswith("text/html")
    ]
    assert shown == []
