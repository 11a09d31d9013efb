"""A form's request, read from bytes in which all of it has arrived.

Only what every reader of HTTP/1.1 (RFC 9112) reads alike: the server beside this reads everything
else, and whatever is in any way odd, from the same bytes.
"""

import io
import re
from dataclasses import dataclass
from typing import Any

LARGEST_HEAD = 8000  # bytes; the server's own limits are above this and the next
MOST_HEADERS = 64
_START = re.compile(rb"POST (/[-A-Za-z0-9_/]*) HTTP/1\.([01])\r\n")
_HEADER = re.compile(rb"([-A-Za-z0-9]+):[ \t]*([ -~]*)")
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
