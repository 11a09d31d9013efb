"""How the journeys get their browser: the system's Chromium, without a way out of this machine."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tools.system_packages import program

# Playwright's synchronous interface runs an event loop of its own, in which Django would refuse
# to ask the database; the loop is idle while a test's own lines run.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--no-first-run",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]


# Each wait of a journey ends as soon as it may; how long it may last is for busy machines.
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker("journey")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Playwright's own fixture, with the Chromium that `make setup` installs."""
    if not (chromium := program("chromium", "chromium-browser", "google-chrome")):
        pytest.skip("no Chromium here (Debian: chromium), so no journey in a browser")
    return {**browser_type_launch_args, "executable_path": chromium, "args": ARGUMENTS}
