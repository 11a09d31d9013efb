"""A form that needs no thread is kept and answered as one that has one, whatever else happens."""

import re
import socket
from contextlib import contextmanager
from threading import Event, Thread
from time import sleep
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import OperationalError, connection, connections
from gunicorn.glogging import Logger

from rapporteur.base.originals.queries import read
from rapporteur.base.together import Together, writing_in_turn
from rapporteur.cli._server import Server, bound
from rapporteur.site.worker import Worker
from rapporteur.stages.contributions.actions import intake, pace, quick
from rapporteur.stages.contributions.actions.marks import new_mark
from rapporteur.stages.contributions.models import Item
from tests.factories.mandate import make_consultation

pytestmark = pytest.mark.django_db(transaction=True)


class InAThread(Worker):
    """The worker itself, which ends with the test: no signals, and no connection left open."""

    def init_signals(self):
        self.threads_taken = 0

    def handle(self, conn):
        self.threads_taken += 1
        try:
            return super().handle(conn)
        finally:
            connections.close_all()


class Turn:
    """The turn of those who write, which a test can hold up or deny."""

    def __init__(self):
        self.free, self.denied = Event(), 0
        self.free.set()

    @contextmanager
    def __call__(self):
        self.free.wait(20)
        try:
            if self.denied:
                self.denied -= 1
                raise OperationalError("database or disk is full")
            with writing_in_turn():
                yield
        finally:
            connection.close()


@pytest.fixture
def turn(monkeypatch):
    """Of which nothing is remembered, nor of who sent how much."""
    quick._taking.clear()
    pace._pace._forget()
    turn = Turn()
    together = Together(intake._take_all, turn=turn, most=128)
    monkeypatch.setattr(intake, "_together", together)
    return turn


@pytest.fixture
def worker(turn, monkeypatch):
    monkeypatch.setattr(quick, "REMEMBERED", 3600)  # so that a thread asks once
    app = Server(threads=2, loglevel="critical", keepalive=20)
    at = bound("127.0.0.1", 0)
    worker = InAThread(0, 0, [at], app, 30, app.cfg, Logger(app.cfg))
    monkeypatch.setattr(worker, "is_parent_alive", lambda: True)
    thread = Thread(target=worker.init_process)
    thread.start()
    worker.port = at.getsockname()[1]
    yield worker
    turn.free.set()
    stop(worker)
    thread.join(20)
    worker.tmp.close()
    at.close()
    assert not thread.is_alive()


def stop(worker):
    worker.handle_exit(None, None)


@pytest.fixture
def consultation():
    return make_consultation(slug="c")


def form(text, *headers, slug="c", version="1.1", **fields):
    sent = {"name": "Amina", "consent": "named", "text": text, "mark": new_mark(), **fields}
    body = urlencode(sent)
    lines = [
        f"POST /consultations/{slug}/contribute/ HTTP/{version}",
        f"Host: {settings.ALLOWED_HOSTS[0]}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        *headers,
    ]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


class Client:
    def __init__(self, worker):
        self.socket = socket.create_connection(("127.0.0.1", worker.port), timeout=20)
        self.reader = self.socket.makefile("rb")

    def send(self, sent):
        self.socket.sendall(sent)

    def answer(self):
        """The status and the headers."""
        status = self.reader.readline().decode().rstrip("\r\n")
        headers = {}
        while line := self.reader.readline().decode().rstrip("\r\n"):
            name, _colon, value = line.partition(": ")
            headers[name] = value
        self.reader.read(int(headers.get("Content-Length", 0)))
        return status, headers

    def token(self):
        status, headers = self.answer()
        assert status == "HTTP/1.1 302 Found", status
        return re.fullmatch(r"/consultations/c/receipt/([^/]+)/", headers["Location"])[1]

    def is_left(self):
        return self.reader.read() == b""

    def close(self):
        self.reader.close()
        self.socket.close()


@pytest.fixture
def connect(worker):
    begun = []

    def client():
        begun.append(Client(worker))
        return begun[-1]

    yield client
    for each in begun:
        each.close()


def texts():
    return [text_of(item) for item in Item.objects.order_by("number")]


def text_of(item):
    return re.search(rb'"text": ?"([^"]*)"', read(item.original))[1].decode()


@pytest.fixture
def client(connect, worker, consultation):
    """One by whom a form was sent already, so that the site knows what it takes."""
    client = connect()
    client.send(form("first"))
    assert client.token() == Item.objects.get().token
    assert worker.threads_taken == 1
    return client


def test_forms_are_kept_without_a_thread_and_answered_with_their_receipts(client, worker, connect):
    client.send(form("second"))
    other = connect()
    tokens = [client.token()]
    other.send(form("third"))
    tokens.append(other.token())
    assert texts() == ["first", "second", "third"]
    assert tokens == [item.token for item in Item.objects.order_by("number")][1:]
    assert worker.threads_taken == 1


def test_both_ways_say_the_same(client, worker):
    mark = new_mark()
    client.send(form("second", mark=mark))
    short = client.answer()
    assert worker.threads_taken == 1
    client.send(form("second", "TE: trailers", mark=mark))
    assert client.answer()[1] | {"Date": ""} == short[1] | {"Date": ""}
    assert worker.threads_taken == 2
    assert texts() == ["first", "second"]


def test_what_comes_in_pieces_has_no_thread_until_it_is_whole(client, worker, connect):
    sent = form("second")
    for piece in range(0, len(sent), 50):
        client.send(sent[piece : piece + 50])
    assert client.token()
    assert worker.threads_taken == 1
    assert texts() == ["first", "second"]


def test_the_slow_take_the_threads_from_nobody(client, worker, connect):
    for begun in (
        b"GET / HTTP/1.1\r\nHost: ",
        form("second")[:-1],
        b"GET /health/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET /",
        b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900000\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n",
    ):
        for _many in range(3):
            connect().send(begun)
    client.send(b"GET /health/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    assert client.answer()[0] == "HTTP/1.1 200 OK"
    client.send(form("third"))
    assert client.token()


def test_what_is_long_waits_for_its_turn_and_has_it(client, worker, connect):
    def long(text):
        return form(text).replace(b"\r\nHost", b"\r\nExpect: 100-continue\r\nHost", 1)

    slow, others = connect(), [connect() for _each in range(3)]
    slow.send(long("a")[:-1])
    assert slow.answer()[0] == "HTTP/1.1 100 Continue"
    for each in others:
        each.send(long("b"))
    while len(worker._waiting) < 3:
        pass
    slow.send(long("a")[-1:])
    slow.token()
    for each in others:
        assert each.answer()[0] == "HTTP/1.1 100 Continue"
        each.token()
    assert texts() == ["first", "a", "b", "b", "b"]


def test_those_who_wait_for_a_thread_do_not_keep_everybody_else_out(
    client, worker, connect, monkeypatch
):
    begun = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900000\r\n\r\n"
    connect().send(begun)
    while not worker._long:
        pass
    waits = connect()
    waits.send(begun)
    while not worker._waiting:
        pass
    monkeypatch.setattr("rapporteur.site.worker.PRESSED", 0)
    sleep(1.2)
    assert len(worker._waiting) == 1
    monkeypatch.setattr(worker, "worker_connections", worker.nr_conns)
    assert waits.answer()[0] == "HTTP/1.1 503 Service Unavailable"
    assert waits.is_left()
    assert (len(worker._waiting), worker.nr_conns) == (0, 2)


def test_who_does_not_go_on_is_left(client, worker, connect, monkeypatch):
    other = connect()
    other.send(form("second")[:-1])
    while not worker._coming:
        pass
    monkeypatch.setattr("rapporteur.site.worker.PATIENCE", 0)
    assert other.answer()[0] == "HTTP/1.1 408 Request Timeout"
    assert other.is_left()
    assert texts() == ["first"]
    assert not worker._coming


def test_what_is_no_request_is_left_at_once(client, worker, connect):
    other = connect()
    other.send(b"\x16\x03\x01\x02\x00")
    assert other.answer()[0] == "HTTP/1.1 400 Bad Request"
    assert other.is_left()
    assert worker.threads_taken == 1


def test_what_follows_before_the_answer_is_answered_after_it(client, worker, turn):
    turn.free.clear()
    client.send(form("second"))
    while not worker._kept:
        pass
    client.send(form("third") + form("fourth"))
    while not worker._early:
        pass
    turn.free.set()
    assert [client.token() for _each in range(3)] == [
        item.token for item in Item.objects.order_by("number")[1:]
    ]
    assert texts() == ["first", "second", "third", "fourth"]


def test_where_it_cannot_be_kept_the_site_says_so_and_goes_on(client, worker, turn):
    turn.denied = 3  # here, in a thread, and at the page
    client.send(form("second"))
    assert client.answer()[0].startswith("HTTP/1.1 50")
    assert worker.threads_taken == 2
    client.send(form("third"))
    assert client.token()
    assert texts() == ["first", "third"]


def test_whoever_wants_to_be_left_is_left(client, worker, connect):
    for sent in (form("second", "Connection: close"), form("third", version="1.0")):
        other = connect()
        other.send(sent)
        assert other.answer()[1]["Connection"] == "close"
        assert other.is_left()
    assert worker.threads_taken == 1
    assert texts() == ["first", "second", "third"]


def test_whoever_goes_away_leaves_a_form_that_is_kept(client, worker, turn, connect):
    turn.free.clear()
    other = connect()
    other.send(form("second"))
    while not worker._kept:
        pass
    other.close()
    turn.free.set()
    client.send(form("third"))
    assert client.token()
    assert texts() == ["first", "second", "third"]
    while worker.nr_conns != 1:
        pass


def test_whoever_is_waiting_when_the_server_is_stopped_is_answered(client, worker, turn):
    turn.free.clear()
    client.send(form("second"))
    while not worker._kept:
        pass
    stop(worker)
    turn.free.set()
    assert client.answer()[1]["Connection"] == "close"
    assert client.is_left()
    assert texts() == ["first", "second"]


def test_nobody_waits_for_whoever_was_answered_and_stays(client, worker, connect, monkeypatch):
    monkeypatch.setattr("rapporteur.site.worker.FAREWELL", 3600)
    others = [connect() for _each in range(3)]
    for other in others:
        other.send(b"GET /health/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert other.answer()[0] == "HTTP/1.1 200 OK"
        assert other.is_left()
    client.send(form("second"))
    assert client.token()
    assert len(worker._leaving) == 3
    others[0].close()
    while len(worker._leaving) != 2:
        pass
    monkeypatch.setattr("rapporteur.site.worker.FAREWELL", 0)
    while worker._leaving:
        pass
    while worker.nr_conns != 1:
        pass


def test_what_is_no_such_form_has_a_thread(client, worker):
    for sent in (form("second", slug="d"), form("second", name="")):
        client.send(sent)
        assert not client.answer()[0].startswith("HTTP/1.1 302")
    assert worker.threads_taken == 3
    assert texts() == ["first"]
