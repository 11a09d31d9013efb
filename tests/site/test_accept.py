"""The short way in keeps what the page keeps, and leaves to the page all that is not plain."""

import io
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from rapporteur.base.originals.queries import read
from rapporteur.site.accept import LARGEST, Accept
from rapporteur.stages.contributions.actions import pace, quick
from rapporteur.stages.contributions.actions.marks import new_mark
from rapporteur.stages.contributions.models import Item
from rapporteur.stages.mandate.models import Question
from tests.factories.mandate import make_consultation
from tests.factories.stakeholders import make_group

pytestmark = pytest.mark.django_db

PASSED_ON = "passed on"


@pytest.fixture(autouse=True)
def _nothing_remembered():
    quick._taking.clear()
    pace._pace._forget()


def address(consultation):
    return reverse("contributions:take_part", args=[consultation.slug])


def good(**fields):
    return {"name": "Amina", "text": "Access.", "consent": "named", "mark": new_mark(), **fields}


def post(path, body, kind="application/x-www-form-urlencoded", **environ):
    """Status and place of the answer; what was passed on has its body as it was sent."""
    answered = {}

    def site(environ, _start):
        answered.update(status=PASSED_ON, body=environ["wsgi.input"].read())
        return []

    def start(status, headers):
        answered.update(status=status, place=dict(headers)["Location"])

    request = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_HOST": settings.ALLOWED_HOSTS[0],
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        **environ,
    }
    Accept(site)(request, start)
    return answered


def send(consultation, fields, **environ):
    return post(address(consultation), urlencode(fields, doseq=True).encode(), **environ)


def parts(fields, files=()):
    """A body of multipart/form-data, as a browser sends it."""
    head = b'--B\r\nContent-Disposition: form-data; name="%s"'
    pieces = [
        head % name.encode() + b"\r\n\r\n" + text.encode() for name, text in fields.items()
    ] + [
        head % name.encode()
        + b'; filename="%s"\r\nContent-Type: text/plain\r\n\r\n' % filename.encode()
        + content
        for name, filename, content in files
    ]
    return b"".join(piece + b"\r\n" for piece in pieces) + b"--B--\r\n"


def kept(item):
    claimed = dict(item.claimed)
    return read(item.original), item.sender, claimed, item.receipt_to, item.channel, item.timing


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


@hypothesis(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    fields=st.fixed_dictionaries(
        {"name": WORDS, "consent": st.sampled_from(["named", "unnamed", "withheld", "x"])},
        optional={
            "organization": WORDS,
            "email": st.sampled_from(["a@example.org", "no address", ""]),
            "group": st.sampled_from(["", "civil", "no such"]),
            "capacity": st.sampled_from(["", "own", "group", "x"]),
            "language": st.sampled_from(["", "ar", "other", "xx"]),
            "speaks_for": WORDS,
            "title": WORDS,
            "text": WORDS,
            "question_1": WORDS,
            "question_7": WORDS,
            "website": st.sampled_from(["", "http://x"]),
        },
    )
)
def test_what_it_keeps_is_what_the_page_keeps(fields):
    consultation = make_consultation()
    make_group(consultation, key="civil")
    Question.objects.create(consultation=consultation, number=1, texts={"en": "Why?"})
    fields["mark"] = new_mark()
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        answer = send(consultation, fields)
        if answer["status"] == PASSED_ON:
            assert answer["body"] == urlencode(fields).encode()
            assert not Item.objects.filter(consultation=consultation).exists()
            return
        item = Item.objects.get(consultation=consultation)
        page = Client().post(address(consultation), fields)
    # Not another item, and not a refusal: the page found the same words, and the same bytes.
    assert (answer["status"], answer["place"]) == ("302 Found", page["Location"])
    assert kept(Item.objects.get(consultation=consultation)) == kept(item)


def test_a_form_that_is_in_order_is_taken_whichever_way_it_is_sent():
    consultation = make_consultation()
    files = [("files_1", "", b""), ("files_2", "", b"")]
    kind = "multipart/form-data; boundary=B"
    first = post(address(consultation), parts(good(text="é\r\n中"), files), kind)
    second = post(f"/ar{address(consultation)}", urlencode(good(email="a@b.org")).encode())
    one, two = Item.objects.order_by("number")
    assert first["place"] == f"/consultations/{consultation.slug}/receipt/{one.token}/"
    assert second["place"] == f"/ar/consultations/{consultation.slug}/receipt/{two.token}/"
    assert ("é\r\n中".encode() in read(one.original).replace(b"\\r\\n", b"\r\n")) is True
    assert [each.claimed["page_language"] for each in (one, two)] == ["en", "ar"]
    assert [each.receipt_to for each in (one, two)] == ["", "a@b.org"]


def test_doubts_are_noted_and_do_not_refuse():
    consultation = make_consultation()
    send(consultation, good(website="x"))
    assert Item.objects.get().claimed["doubts"] == ["too-soon", "hidden-field"]


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"name": "x" * 301},
        {"name": "a\0b"},
        {"consent": ""},
        {"text": " \n"},
        {"text": ["one", "two"]},
        {"email": "nobody"},
        {"unknown": "x"},
        {"question_9": "to no question"},
        {"keep": "0" * 64},
    ],
)
def test_what_is_not_plain_goes_to_the_page_whole(fields):
    consultation = make_consultation()
    sent = good(**fields)
    answer = send(consultation, sent)
    assert answer == {"status": PASSED_ON, "body": urlencode(sent, doseq=True).encode()}
    assert not Item.objects.exists()


def test_files_go_to_the_page_whole():
    consultation = make_consultation()
    body = parts(good(), [("files_1", "a.txt", b"one")])
    answer = post(address(consultation), body, "multipart/form-data; boundary=B")
    assert answer == {"status": PASSED_ON, "body": body}


@pytest.mark.parametrize(
    "environ",
    [
        {"REQUEST_METHOD": "GET"},
        {"QUERY_STRING": "a=b"},
        {"CONTENT_TYPE": "application/json"},
        {"CONTENT_LENGTH": ""},
        {"CONTENT_LENGTH": "-1"},
        {"HTTP_HOST": "elsewhere.example"},
        {"HTTP_HOST": ""},
        {"PATH_INFO": "/consultations/no-such/contribute/"},
        {"PATH_INFO": "/fr/consultations/c/contribute/"},
        {"CONTENT_TYPE": "multipart/form-data; boundary=B"},
    ],
)
def test_any_other_request_goes_on_whole(environ):
    consultation = make_consultation(slug="c")
    assert send(consultation, good(), **environ)["status"] == PASSED_ON


def test_a_large_request_goes_on_whole():
    large = send(make_consultation(), good(text="x" * LARGEST))
    assert large["status"] == PASSED_ON
    assert len(large["body"]) > LARGEST
    assert not Item.objects.exists()


def test_a_site_behind_https_takes_nothing_without_it(settings):
    settings.HTTPS = True
    consultation = make_consultation()
    assert send(consultation, good())["status"] == PASSED_ON
    assert send(consultation, good(), HTTP_X_FORWARDED_PROTO="https")["status"] == "302 Found"


def test_what_is_not_announced_is_left_to_the_page():
    consultation = make_consultation(announced=False)
    assert send(consultation, good())["status"] == PASSED_ON


def test_the_same_form_sent_twice_is_one_item():
    consultation, sent = make_consultation(), good()
    assert send(consultation, sent)["place"] == send(consultation, sent)["place"]
    assert Item.objects.count() == 1


def test_many_from_one_address_are_doubtful_whichever_way_they_come():
    consultation = make_consultation()
    sent = [good(text=f"Words {number}.") for number in range(pace.MANY + 2)]
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        for fields in sent[:-1]:
            send(consultation, fields)
        Client().post(address(consultation), sent[-1])
        send(consultation, good(text="From elsewhere."), REMOTE_ADDR="192.0.2.1")
    found = [each.claimed["doubts"] for each in Item.objects.order_by("number")]
    assert found[:-3] == [[]] * pace.MANY
    assert [[each for each in doubts if each == "many"] for doubts in found[-3:]] == [
        ["many"],
        ["many"],
        [],
    ]


def test_what_began_before_the_closing_instant_began_before_it():
    consultation = make_consultation()
    send(consultation, good())
    item = Item.objects.get()
    assert item.begun_at is not None
    assert item.opened_at is not None
    assert item.opened_at <= item.begun_at <= item.received_at
