"""What holds for every test."""

import pytest
from django.conf import settings


def pytest_configure(config: pytest.Config) -> None:
    # A password is hashed slowly on purpose; tests make hundreds of accounts.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
