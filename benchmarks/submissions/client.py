"""Clients that send forms over HTTP, each over a connection that is kept open."""

import asyncio
import http.client
import re
import secrets
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from benchmarks.submissions.processor import spent, written
from benchmarks.submissions.site import SLUG

SIZE = 3000  # bytes of a contribution's words


@dataclass(frozen=True)
class Measured:
    """A rate in pieces a second; the median and the 99th percentile of the waiting in seconds.

    spent: milliseconds of processor a piece, by who took them. written: bytes a piece that went to
    the disk.
    """

    rate: float
    p50: float
    p99: float
    failed: int = 0
    spent: Mapping[str, float] = field(default_factory=dict)
    written: float = 0

    def __str__(self) -> str:
        waits = f"p50 {self.p50 * 1000:,.0f} ms, p99 {self.p99 * 1000:,.0f} ms"
        said = f"{self.rate:,.0f}/s, {waits}, {self.failed} failed"
        if not self.spent:
            return said
        return (
            f"{said}, ms of processor each: "
            + ", ".join(f"{who} {spent:.2f}" for who, spent in sorted(self.spent.items()))
            + f"; KB to the disk each: {self.written / 1024:.1f}"
        )


def measured(waits: list[float], seconds: float, failed: int = 0) -> Measured:
    """What the waits of all clients amount to."""
    if len(waits) < 2:
        return Measured(len(waits) / seconds, float("nan"), float("nan"), failed)
    hundredths = statistics.quantiles(waits, n=100)
    return Measured(len(waits) / seconds, hundredths[49], hundredths[98], failed)


def page(port: int, path: str) -> tuple[int, str]:
    """The status and the text of a page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def mark_of(port: int, slug: str = SLUG) -> str:
    """The mark in the form's page, which the page gives to everybody who opens it."""
    _status, text = page(port, f"/consultations/{slug}/contribute/")
    found = re.search(r'name="mark" value="([^"]+)"', text)
    if found is None:
        raise SystemExit(f"The page of the form has no mark: {text[:500]}")
    return found[1]


def request(path: str, fields: dict[str, str], headers: str = "") -> bytes:
    """A POST of a form."""
    body = urlencode(fields).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def form(mark: str, slug: str = SLUG, words: str = "") -> bytes:
    """A contribution with words of its own."""
    fields = {
        "name": "Amina",
        "consent": "named",
        "text": words or secrets.token_hex(SIZE // 2),
        "language": "en",
        "website": "",
        "mark": mark,
    }
    return request(f"/consultations/{slug}/contribute/", fields)


def is_receipt(head: bytes) -> bool:
    """Whether an answer shows the way to a receipt."""
    return head.startswith(b"HTTP/1.1 302") and b"/receipt/" in head


@dataclass
class Sending:
    """What clients send and when it counts as taken. `made` makes a request."""

    made: Callable[[], bytes]
    taken: Callable[[bytes], bool] = is_receipt
    waits: list[float] = field(default_factory=list)
    failed: int = 0

    async def client(self, port: int, until: float) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() < until:
            sent = self.made()
            began = time.perf_counter()
            writer.write(sent)
            try:
                head = await reader.readuntil(b"\r\n\r\n")
                await reader.readexactly(_length(head))
            except (asyncio.IncompleteReadError, ConnectionError):
                self.failed += 1
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                continue
            self.waits.append(time.perf_counter() - began)
            self.failed += not self.taken(head)
            if b"onnection: close" in head:
                writer.close()
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.close()


def _length(head: bytes) -> int:
    found = re.search(rb"(?i)content-length: *([0-9]+)", head)
    return int(found[1]) if found else 0


async def send(port: int, clients: int, seconds: float, sending: Sending) -> Measured:
    """Every client sends one after another."""
    began = time.perf_counter()
    until = began + seconds
    await asyncio.gather(*(sending.client(port, until) for _one in range(clients)))
    return measured(sending.waits, time.perf_counter() - began, sending.failed)


def forms(port: int, clients: int, seconds: float) -> Measured:
    """The online form, with as many clients, after a second of others to warm up on."""
    mark = mark_of(port)
    asyncio.run(send(port, clients, 1, Sending(lambda: form(mark))))
    before, before_written, sending = spent(), written(), Sending(lambda: form(mark))
    found = asyncio.run(send(port, clients, seconds, sending))
    many = max(len(sending.waits), 1)
    taken = {who: 1000 * (each - before.get(who, 0)) / many for who, each in spent().items()}
    return replace(
        found,
        spent={who: each for who, each in taken.items() if each > 0},
        written=(written() - before_written) / many,
    )
