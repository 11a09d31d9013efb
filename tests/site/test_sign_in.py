"""Signing in: who fails too often waits, and nobody else does."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from rapporteur.base.models import User
from rapporteur.site import settings

PASSWORD = "a-password-of-their-own"

pytestmark = pytest.mark.django_db


def account(email: str) -> User:
    return User.objects.create_user(email, PASSWORD, name="Ana Lima")


def status_of(email: str, password: str) -> int:
    sent = {"username": email, "password": password}
    return int(Client().post(reverse("sign_in"), sent).status_code)


def test_who_fails_too_often_is_locked_out_even_with_the_right_password() -> None:
    account("ana@example.org")
    failures = [
        status_of("ana@example.org", "a wrong one") for _ in range(settings.AXES_FAILURE_LIMIT)
    ]
    assert failures == [200] * (settings.AXES_FAILURE_LIMIT - 1) + [429]
    assert status_of("ana@example.org", PASSWORD) == 429


def test_failures_count_for_one_account_in_whatever_case_its_address_is_written() -> None:
    account("ana@example.org")
    for n in range(settings.AXES_FAILURE_LIMIT):
        status_of("ana@example.org" if n % 2 else "ANA@Example.org", "a wrong one")
    assert status_of("Ana@example.org", PASSWORD) == 429


def test_another_account_at_the_same_address_of_the_network_is_not_locked_out() -> None:
    account("ana@example.org")
    account("ben@example.org")
    for _ in range(settings.AXES_FAILURE_LIMIT):
        status_of("ana@example.org", "a wrong one")
    assert status_of("ben@example.org", "a wrong one") == 200
    assert status_of("ben@example.org", PASSWORD) == 302


@pytest.mark.parametrize("typed", ["x" * 1_000_000, "ana@example.org\0", "\0"])
def test_what_is_no_address_signs_nobody_in(typed: str) -> None:
    account("ana@example.org")
    assert status_of(typed, "a wrong one") == 200


def test_behind_a_proxy_who_fails_elsewhere_locks_nobody_out(settings: Settings) -> None:
    settings.PROXIES = 1
    account("ana@example.org")

    def tries(password: str, heard: str) -> int:
        sent = {"username": "ana@example.org", "password": password}
        headers = {"X-Forwarded-For": heard}
        return int(Client().post(reverse("sign_in"), sent, headers=headers).status_code)

    # What the sender wrote before the proxy's own entry makes nobody else of them.
    failures = [tries("a wrong one", f"198.51.100.{n}, 203.0.113.9") for n in range(10)]
    assert failures[-1] == 429
    assert tries(PASSWORD, "203.0.113.9") == 429
    assert tries(PASSWORD, "192.0.2.1") == 302


def test_a_proxy_that_says_no_address_is_no_fault(settings: Settings) -> None:
    settings.PROXIES = 1
    account("ana@example.org")
    sent = {"username": "ana@example.org", "password": "a wrong one"}
    for heard in ("203.0.113.9:4711", "unknown", ""):
        answer = Client().post(reverse("sign_in"), sent, headers={"X-Forwarded-For": heard})
        assert answer.status_code == 200
