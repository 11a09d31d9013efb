"""People at a browser: they follow links, press buttons and fill in what has a label."""

import re
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Browser, Locator, expect

PASSWORD = "walk-all-the-way"


class Person:
    """Somebody with a browser of their own, who runs scripts or does not."""

    def __init__(self, browser: Browser, base: str, *, scripts: bool) -> None:
        context = browser.new_context(base_url=base, java_script_enabled=scripts)
        self.page = context.new_page()
        self.main = self.page.locator("main")

    def sign_in(self, email: str) -> "Person":
        self.page.goto("/sign-in/")
        self.fill({"E-mail address": email, "Password": PASSWORD})
        self.press("Sign in")
        return self

    def open(self, address: str) -> "Person":
        self.page.goto(address)
        return self

    def follow(self, *names: str) -> "Person":
        """One link after the other, by their whole names."""
        for name in names:
            self._go(self.page.get_by_role("link", name=name, exact=True).first)
        return self

    def follow_to(self, words: str) -> None:
        """The link that holds these words among others."""
        self._go(self.main.get_by_role("link", name=words).first)

    def press(self, name: str, *, saying: str = "") -> None:
        """A button; what the page that follows has to say."""
        self._go(self.main.get_by_role("button", name=name).first)
        if saying:
            expect(self.main).to_contain_text(saying)

    def fill(self, words: Mapping[str, str]) -> "Person":
        """Fields by their labels; of a field in several languages the English one."""
        for label, value in words.items():
            field = field_of(self.main, label)
            if field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(index=self._beginning_with(value, field))
            else:
                field.fill(value)
        return self

    def tick(self, *labels: str) -> "Person":
        for label in labels:
            self.main.get_by_label(label).first.check()
        return self

    def attach(self, label: str, file: Path) -> "Person":
        field_of(self.main, label).set_input_files(file)
        return self

    def reads(self, *words: str) -> None:
        for each in words:
            expect(self.main).to_contain_text(each)

    @staticmethod
    def _beginning_with(words: str, choice: Locator) -> int:
        offered = [each.strip() for each in choice.locator("option").all_inner_texts()]
        return next(place for place, each in enumerate(offered) if each.startswith(words))

    def _go(self, where: Locator) -> None:
        """Press it; where that opens a page, all of that page and its scripts are there after."""
        where.click()
        self.page.wait_for_load_state()


def field_of(main: Locator, label: str) -> Locator:
    """The field of a label, or the English one of a group of fields in several languages.

    It may be looked for before its page is there: what is asked of it waits for either.
    """
    named = re.compile(rf"^\s*{re.escape(label)}\s*(\(optional\))?\s*$")
    in_english = main.get_by_role("group", name=named).get_by_label("English")
    return in_english.or_(main.get_by_label(named)).first
