"""What no page has to look at by itself."""

from contextlib import closing

import pytest
from django.test import Client
from django.urls import reverse

from rapporteur.stages.mandate.choices import Role
from tests.factories.contributions import make_item
from tests.factories.mandate import make_consultation, make_official, make_user

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


def test_searches_are_kept_out_of_what_is_not_for_everybody() -> None:
    consultation = make_consultation()
    item = make_item(consultation, content=b"words")
    official = Client()
    official.force_login(make_official(consultation, Role.REGISTRAR))
    held, slug = [consultation.slug, item.token], consultation.slug
    for client, address in (
        (Client(), reverse("contributions:receipt", args=held)),
        (Client(), reverse("contributions:receipt_pdf", args=held)),
        (Client(), reverse("contributions:receipt_json", args=held)),
        (Client(), reverse("contributions:draft", args=[slug, "none"])),
        (Client(), reverse("meeting:register_held", args=[slug, 1, "none"])),
        (official, reverse("contributions:export", args=[slug, "register.csv"])),
        (official, reverse("contributions:desk", args=[slug])),
    ):
        answer = client.get(address)
        assert "noindex" in answer["X-Robots-Tag"], address
        assert client is official or "no-store" in answer["Cache-Control"], address
    for address in ("/", reverse("record:register", args=[slug]), reverse("sign_in")):
        assert "X-Robots-Tag" not in Client().get(address), address


@pytest.mark.parametrize("address", ["//elsewhere.example/a", "//elsewhere.example/"])
def test_no_page_leads_to_another_site_because_its_address_does(address: str) -> None:
    page = Client().get("/", PATH_INFO=address).content.decode()
    assert 'href="//' not in page
    assert 'href="/%2Felsewhere.example/' in page


def test_a_page_of_the_api_beyond_all_rows_is_no_fault() -> None:
    slug = make_consultation().slug
    for number, status in (("99999999999999999999", 422), ("1000000000", 200), ("0", 422)):
        asked = f"/api/consultations/{slug}/contributions?page={number}"
        assert Client().get(asked).status_code == status


def test_the_address_of_a_button_says_what_it_is() -> None:
    answer = Client().get("/sign-out/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST, OPTIONS")
    assert "Nothing was done." in answer.content.decode()
