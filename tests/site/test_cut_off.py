"""Of a body that does not come whole nothing is taken for the whole."""

import io
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections
from django.urls import reverse

from rapporteur.site.accept import Accept
from rapporteur.site.cut_off import Body
from rapporteur.stages.contributions.actions import begin_draft
from rapporteur.stages.contributions.actions.marks import new_mark
from rapporteur.stages.contributions.actions.uploads import begin_upload
from rapporteur.stages.contributions.models import Item
from tests.factories.mandate import make_consultation

FIELDS = {"name": "Amina", "text": "Access for every coast.", "consent": "named"}


def test_all_of_it_is_given():
    assert Body(io.BytesIO(b"words"), 5).read() == b"words"
    body = Body(io.BytesIO(b"words and more"), 5)
    assert [body.read(3), body.read(3), body.read(3)] == [b"wor", b"ds", b""]
    lines = Body(io.BytesIO(b"a\nbc"), 4)
    assert [lines.readline(), lines.readline(1), lines.readline(), lines.readline()] == [
        b"a\n",
        b"b",
        b"c",
        b"",
    ]


def test_what_came_is_given_piece_by_piece_and_its_end_is_an_error():
    body = Body(io.BytesIO(b"words"), 100)
    assert [body.read(3), body.read(3)] == [b"wor", b"ds"]
    for _again in range(2):
        with pytest.raises(ConnectionResetError):
            body.read(3)
    for _again in range(2):
        with pytest.raises(ConnectionResetError):
            Body(io.BytesIO(b"words"), 100).read()


def sent(path, body, length, kind, method="POST", **environ):
    """The status of the site's answer."""
    status = []
    request = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "x",
        "SERVER_PORT": "80",
        "HTTP_HOST": settings.ALLOWED_HOSTS[0],
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(length),
        "wsgi.input": io.BytesIO(body),
        "wsgi.url_scheme": "http",
        **environ,
    }
    with staying_open():
        Accept(WSGIHandler())(request, lambda said, _headers: status.append(int(said[:3])))
    return status[0]


@contextmanager
def staying_open():
    """What is open stays open, as Django's own test client does: the test is one transaction."""
    request_started.disconnect(close_old_connections)
    try:
        yield
    finally:
        request_started.connect(close_old_connections)


def as_parts(fields):
    head = '--B\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
    return ("".join(head % pair for pair in fields.items()) + "--B--\r\n").encode()


KINDS = [
    ("application/x-www-form-urlencoded", lambda fields: urlencode(fields).encode()),
    ("multipart/form-data; boundary=B", as_parts),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "written"), KINDS)
def test_a_draft_keeps_its_words_where_the_line_breaks_while_it_is_saved(kind, written):
    draft = begin_draft(make_consultation(), FIELDS, mark=new_mark())
    place = reverse("contributions:draft", args=[draft.consultation.slug, draft.token])
    whole = written({"revision": "1", **FIELDS, "text": "Access for every coast, at once."})
    for part in range(len(whole)):
        assert sent(place, whole[:part], len(whole), kind) == 400
    draft.refresh_from_db()
    assert (draft.fields, draft.revision) == (FIELDS, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "written"), KINDS)
def test_nothing_is_received_of_a_form_that_is_cut_off(kind, written):
    consultation = make_consultation()
    place = reverse("contributions:take_part", args=[consultation.slug])
    whole = written({**FIELDS, "mark": new_mark()})
    for part in range(len(whole)):
        assert sent(place, whole[:part], len(whole), kind) == 400
    assert not Item.objects.exists()
    assert sent(place, whole, len(whole), kind) == 302


@pytest.mark.django_db
def test_what_came_of_a_file_is_kept(settings, tmp_path):
    settings.DRAFTS = tmp_path
    draft = begin_draft(make_consultation(), FIELDS, mark=new_mark())
    upload = begin_upload(draft, filename="a.txt", size=50_000)
    place = reverse("contributions:upload", args=[draft.consultation.slug, draft.token, upload.pk])
    kind = "application/offset+octet-stream"
    sent(place, b"x" * 20_000, 50_000, kind, "PATCH", HTTP_UPLOAD_OFFSET="0")
    upload.refresh_from_db()
    assert upload.received == 20_000
