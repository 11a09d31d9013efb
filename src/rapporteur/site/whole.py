"""A form's request, read from bytes in which all of it has arrived; and what is still to come.

Only what every reader of HTTP/1.1 (RFC 9112) reads alike: the server beside this reads everything
else, and whatever is in any way odd, from the same bytes.
"""

import io
import re
from dataclasses import dataclass
from enum import Enum
from typing import Any

LARGEST_HEAD = 8000  # bytes; the server's own limits are above this and the next
MOST_HEADERS = 64
_START = re.compile(rb"POST (/[-A-Za-z0-9_/]*) HTTP/1\.([01])\r\n")
_HEADER = re.compile(rb"([-A-Za-z0-9]+):[ \t]*+([ -~]*+)")
_USED = {
    b"host": "HTTP_HOST",
    b"connection": "HTTP_CONNECTION",
    b"content-length": "CONTENT_LENGTH",
    b"content-type": "CONTENT_TYPE",
    b"x-forwarded-for": "HTTP_X_FORWARDED_FOR",
    b"x-forwarded-proto": "HTTP_X_FORWARDED_PROTO",
}
# They change how the rest is to be read, or what the server does with it.
_ODD = frozenset(
    [
        b"content-encoding",
        b"expect",
        b"http2-settings",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
        b"x-forwarded-protocol",
        b"x-forwarded-ssl",
    ]
)


LARGEST_AWAITED = 1 << 16  # bytes of a request that is waited for before it is looked at
_BEGINNING = re.compile(rb"[A-Z]{1,20}(?: |$)")
_ANNOUNCED = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,18})[ \t]*\r\n", re.IGNORECASE)
_IN_A_WAY_OF_ITS_OWN = re.compile(rb"\r\n(?:transfer-encoding|expect)[ \t]*:", re.IGNORECASE)
# Of what is given as a file, whoever takes it may be slow.
_PATH = re.compile(rb"[A-Z]+ ([^ ?]*+)[ ?]")
_FILE = re.compile(rb"(?!/static/).*(?:/files/|\.[a-z0-9]{2,5}\Z)", re.DOTALL)


class Rest(Enum):
    """What of a request is still to come, or to go, after the bytes that are there."""

    NOTHING = "nothing"
    SOON = "a little, which can be waited for"
    LONG = "much, or nobody knows how much, in either direction"
    NEVER = "it is no request, or its head is larger than anybody's who means well"


@dataclass(frozen=True)
class Whole:
    """environ: what of WSGI's environment `site.accept` asks for. closes: whether the sender wants
    the connection to end with the answer."""

    environ: dict[str, Any]
    closes: bool


def whole(arrived: bytes, sender: str) -> Whole | None:
    """The one request that these bytes are; None where they may be less, more or something else.

    sender: their address on the network.
    """
    start = _START.match(arrived)
    head, blank, body = arrived.partition(b"\r\n\r\n")
    if start is None or not blank or len(head) > LARGEST_HEAD:
        return None
    headers = _headers(head[start.end() :].split(b"\r\n"))
    if headers is None or headers.get("CONTENT_LENGTH") != str(len(body)):
        return None
    stays = headers.pop("HTTP_CONNECTION", "").lower()
    old = start[2] == b"0"
    if stays not in ("", "close") and (old or stays != "keep-alive"):
        return None
    environ = {
        **headers,
        "REQUEST_METHOD": "POST",
        "PATH_INFO": start[1].decode("ascii"),
        "QUERY_STRING": "",
        "REMOTE_ADDR": sender,
        "wsgi.input": io.BytesIO(body),
    }
    return Whole(environ, closes=old or stays == "close")


def _headers(lines: list[bytes]) -> dict[str, str] | None:
    """Those that are used, as WSGI calls them; None where one of any is odd, or is used twice."""
    found: dict[str, str] = {}
    if len(lines) > MOST_HEADERS:
        return None
    for line in lines:
        header = _HEADER.fullmatch(line)
        name = header[1].lower() if header else b""
        if header is None or name in _ODD:
            return None
        if name in _USED:
            if _USED[name] in found:
                return None
            found[_USED[name]] = header[2].decode("ascii").rstrip(" ")
    return found


def rest(arrived: bytes) -> Rest:
    """What is to come after these bytes, which begin a request.

    This decides who waits for it, and never how it is read: the server reads the same bytes anew.
    """
    head, blank, body = arrived.partition(b"\r\n\r\n")
    if not _BEGINNING.match(head):
        return Rest.NEVER
    if not blank:
        return Rest.SOON if len(arrived) < LARGEST_AWAITED else Rest.NEVER
    path = _PATH.match(head)
    if _IN_A_WAY_OF_ITS_OWN.search(head) or (path and _FILE.match(path[1])):
        return Rest.LONG
    announced = _ANNOUNCED.search(head + b"\r\n")
    missing = int(announced[1]) - len(body) if announced else 0
    if missing <= 0:
        return Rest.NOTHING
    return Rest.SOON if len(arrived) + missing <= LARGEST_AWAITED else Rest.LONG
