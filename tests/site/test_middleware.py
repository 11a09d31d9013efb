"""What no page has to look at by itself."""

from contextlib import closing

import pytest
from django.test import Client

from tests.factories.mandate import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    ["/%00", "/?language=%00", "/consultations/sample/receipt/%00/", "/api/consultations?q=a%00b"],
)
def test_an_address_with_a_nul_is_none(address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 400
    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_a_percent_sign_and_two_zeros_are_words_like_others() -> None:
    assert Client().get("/?q=%2500").status_code == 200


def test_no_cache_shows_a_page_again_without_asking() -> None:
    assert Client().get("/")["Cache-Control"] == "no-cache"
    known = Client()
    known.force_login(make_user())
    assert known.get("/desk/")["Cache-Control"] == "private, no-cache"
    with closing(Client().get("/static/rapporteur/mark.svg")) as picture:
        assert picture["Cache-Control"] != "no-cache"
