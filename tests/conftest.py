"""What holds for every test."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

# Machines are shared: what is slow for a moment has not failed.
hypothesis.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("shared")


def pytest_configure(config: pytest.Config) -> None:
    # A password is hashed slowly on purpose; tests make hundreds of accounts.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # SQLite in a file: one in memory has a single connection, and no race shows on that.
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        file = Path(os.environ["RAPPORTEUR_HOME"]) / "test.sqlite3"
        database["TEST"] = {**database.get("TEST", {}), "NAME": str(file)}


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A page asked for in Arabic leaves Arabic behind; the next test begins in English."""
    with translation.override("en"):
        yield
