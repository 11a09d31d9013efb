"""What holds for every test."""

import os
from pathlib import Path

import pytest
from django.conf import settings


def pytest_configure(config: pytest.Config) -> None:
    # A password is hashed slowly on purpose; tests make hundreds of accounts.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # SQLite in a file: one in memory has a single connection, and no race shows on that.
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        file = Path(os.environ["RAPPORTEUR_HOME"]) / "test.sqlite3"
        database["TEST"] = {**database.get("TEST", {}), "NAME": str(file)}
