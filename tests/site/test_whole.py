"""What is read of a form's request is what the server reads of it, or nothing is."""

import time

import pytest
from gunicorn.config import Config
from gunicorn.http import wsgi
from gunicorn.http.errors import ParseException
from gunicorn.http.message import Request
from gunicorn.http.unreader import IterUnreader
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.site.whole import LARGEST_AWAITED, MOST_HEADERS, Rest, rest, whole

SENDER = "192.0.2.1"
PATH = "/consultations/c/contribute/"
START = b"POST %s HTTP/1.1" % PATH.encode()
BODY = b"name=Amina&text=Words"
HEADERS = [
    b"Host: example.org",
    b"Content-Type: application/x-www-form-urlencoded",
    b"Content-Length: %d" % len(BODY),
]


def request(*lines, start=START, headers=HEADERS, body=BODY):
    return b"\r\n".join([start, *headers, *lines, b"", body])


class Socket:
    def getsockname(self):
        return ("127.0.0.1", 80)


def read_by_the_server(arrived):
    """The environment, the body, and whether the connection ends with the answer."""
    cfg = Config()
    unreader = IterUnreader([arrived])
    read = Request(cfg, unreader, (SENDER, 5), 1)
    _answer, environ = wsgi.create(read, Socket(), (SENDER, 5), ("127.0.0.1", 80), cfg)
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    assert unreader.read() == b""  # nothing follows
    return environ, body, read.should_close()


def test_a_form_as_a_browser_sends_it():
    found = whole(
        request(
            b"User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101",
            b"accept-encoding: gzip, deflate, br, zstd",
            b"CONNECTION:keep-alive \t ",
            b"X-Forwarded-For: 192.0.2.7, 192.0.2.8",
            b"X-Forwarded-Proto: https",
            b"Cookie: a=b; c=d",
            b"Priority: u=0, i",
        ).replace(b" \t ", b"  "),
        SENDER,
    )
    assert found.environ.pop("wsgi.input").read() == BODY
    assert found.environ == {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": PATH,
        "QUERY_STRING": "",
        "HTTP_HOST": "example.org",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(BODY)),
        "HTTP_X_FORWARDED_FOR": "192.0.2.7, 192.0.2.8",
        "HTTP_X_FORWARDED_PROTO": "https",
        "REMOTE_ADDR": SENDER,
    }
    assert found.closes is False


def test_who_says_so_or_speaks_the_old_way_is_answered_and_left():
    assert whole(request(b"Connection: Close"), SENDER).closes
    assert whole(request(start=b"POST %s HTTP/1.0" % PATH.encode()), SENDER).closes
    old = request(b"Connection: keep-alive", start=b"POST %s HTTP/1.0" % PATH.encode())
    assert whole(old, SENDER) is None


@pytest.mark.parametrize(
    "arrived",
    [
        b"",
        request()[:-1],
        request()[:60],
        request() + b"P",
        request() + request(),
        request(start=b"GET %s HTTP/1.1" % PATH.encode()),
        request(start=b"POST %s?a=b HTTP/1.1" % PATH.encode()),
        request(start=b"POST %s HTTP/1.1" % b"/%63onsultations/c/contribute/"),
        request(start=b"POST http://example.org%s HTTP/1.1" % PATH.encode()),
        request(start=b"POST  %s HTTP/1.1" % PATH.encode()),
        request(start=b"POST %s HTTP/2.0" % PATH.encode()),
        request().replace(b"\r\n", b"\n"),
        b"\r\n" + request(),
        request(b"Transfer-Encoding: chunked"),
        request(b"Expect: 100-continue"),
        request(b"Upgrade: h2c"),
        request(b"Connection: upgrade"),
        request(b"Host: elsewhere.example"),
        request(b"Content-Length: 1"),
        request(b"X-Forwarded-For: 192.0.2.9", b"X-Forwarded-For: 192.0.2.10"),
        request(b"X_Forwarded_For: 192.0.2.9"),
        request(b" folded"),
        request(b"Name : value"),
        request(b": value"),
        request(b"X-Name: a\0b"),
        request(b"X-Name: a\rb"),
        request("X-Name: \N{RIGHT-TO-LEFT OVERRIDE}".encode()),
        request(*[b"X-Name: a"] * MOST_HEADERS),
        request(b"X-Name: " + b"a" * 9000),
        request(headers=[]),
        request(headers=[*HEADERS[:2], b"Content-Length: +21"]),
        request(headers=[*HEADERS[:2], b"Content-Length: 021"]),
        request(headers=[*HEADERS[:2], "Content-Length: ٢١".encode()]),
    ],
)
def test_what_is_odd_is_left_to_the_server(arrived):
    assert whole(arrived, SENDER) is None


LINES = st.sampled_from(
    [
        *HEADERS,
        b"Content-Length: 4",
        b"Content-Length: 0",
        b"content-length:21",
        b"Connection: close",
        b"Connection: keep-alive",
        b"Connection: keep-alive, close",
        b"Transfer-Encoding: chunked",
        b"X-Forwarded-Proto: https",
        b"X-Forwarded-Ssl: on",
        b"X-Forwarded-For: 192.0.2.9",
        b"Content_Length: 3",
        b"X: \t y \t",
        b" folded",
        b"Expect: 100-continue",
        b"",
    ]
)
STARTS = st.sampled_from(
    [
        START,
        b"POST %s HTTP/1.0" % PATH.encode(),
        b"POST // HTTP/1.1",
        b"POST /a HTTP/1.1 ",
        b"POST  /a HTTP/1.1",
        b"PUT /a HTTP/1.1",
    ]
)


@given(
    start=STARTS,
    headers=st.lists(LINES, max_size=6),
    body=st.one_of(st.sampled_from([BODY, b"a=b\n", b"\r\n\r\n"]), st.binary(max_size=25)),
    end=st.sampled_from([b"\r\n", b"\r\n", b"\r\n", b"\n", b"\r"]),
)
def test_whatever_is_read_the_server_reads_alike(start, headers, body, end):
    arrived = end.join([start, *headers, b"", body])
    found = whole(arrived, SENDER)
    if found is None:
        return
    try:
        environ, sent, closes = read_by_the_server(arrived)
    except ParseException as problem:
        raise AssertionError(f"the server refuses it: {problem}") from problem
    assert found.environ.pop("wsgi.input").read() == sent
    assert {name: environ[name] for name in found.environ} == found.environ
    assert found.closes == closes


@pytest.mark.parametrize("arrived", [request(), b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"])
def test_what_is_small_is_waited_for_until_it_is_whole(arrived):
    for end in range(1, len(arrived)):
        assert rest(arrived[:end]) is Rest.SOON, arrived[:end]
    assert rest(arrived) is Rest.NOTHING
    assert rest(arrived + b"GET /") is Rest.NOTHING


@pytest.mark.parametrize(
    "arrived",
    [
        request(headers=[*HEADERS[:2], b"content-length: 65536"]),
        request(headers=[*HEADERS[:2], b"CONTENT-LENGTH:999999999999999999 "]),
        request(b"Transfer-Encoding: chunked"),
        request(b"EXPECT: 100-continue"),
        b"GET /consultations/c/contributions/W-1/files/1/ HTTP/1.1\r\n\r\n",
        b"PATCH /consultations/c/draft/x/files/1/ HTTP/1.1\r\nContent-Length: 5\r\n\r\n",
        b"GET /consultations/c/contributions.csv?q=a HTTP/1.1\r\n\r\n",
    ],
)
def test_what_is_long_or_may_be_is_known_by_its_head(arrived):
    assert rest(arrived) is Rest.LONG


@pytest.mark.parametrize(
    "arrived",
    [
        b"\x16\x03\x01\x02\x00",
        b"\r\n",
        b"get / HTTP/1.1\r\n\r\n",
        b"A" * 30,
        b"GET / HTTP/1.1\r\nX: ".ljust(LARGEST_AWAITED, b"a"),
    ],
)
def test_what_is_no_request_is_not_waited_for(arrived):
    assert rest(arrived) is Rest.NEVER


def test_what_stands_in_a_page_is_not_long():
    arrived = b"GET /static/rapporteur/mark.svg HTTP/1.1\r\n\r\n"
    assert rest(arrived) is Rest.NOTHING


def test_a_head_that_is_made_to_be_slow_to_look_at_is_not():
    """The thread that waits for all connections looks at it."""
    begun = time.thread_time()
    assert rest(b"GET " + b"/files/" * 9000 + b"\r\n\r\n") is Rest.NOTHING
    assert whole(b"POST / HTTP/1.1\r\nA:" + b" " * 7900 + b"\1\r\n\r\n", SENDER) is None
    assert time.thread_time() - begun < 0.1
