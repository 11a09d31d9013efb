"""A language model behind an OpenAI-compatible address, for whoever gives one on the command line.

The address speaks `POST …/chat/completions`. Passages may be unpublished: without encryption they
go to this machine alone.
"""

import http.client
import ipaddress
import json
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from threading import Event, Timer
from urllib.parse import urlsplit

from rapporteur.core.coding.language_model import NoAnswer

_LARGEST = 1_000_000  # bytes of an answer


class BadAddress(ValueError):
    """An address that passages are not sent to; the message says why."""


class ChatClient:
    """Called with messages, it gives the text of the answer, or raises NoAnswer with a sentence.

    address: up to and with `/v1`, as providers print it. key: sent as a bearer token, never shown.
    seconds: that an answer may take from its asking to its end, however slowly it trickles in.
    """

    def __init__(self, address: str, model: str, *, key: str = "", seconds: float = 60) -> None:
        try:
            found = urlsplit(address)
            self._host, self._port = found.hostname or "", found.port
        except ValueError:
            raise BadAddress(f"“{address}” is no address: it cannot be read as one.") from None
        if not (key.isascii() and key.isprintable()):
            raise BadAddress("The key has other characters than those of ASCII, or several lines.")
        if found.scheme not in ("http", "https") or not found.hostname:
            raise BadAddress(f"“{address}” is no address: it begins with https://.")
        if found.scheme == "http" and not _is_here(found.hostname):
            raise BadAddress(
                f"“{address}” is not encrypted, and passages may be unpublished: use https://."
            )
        self._encrypted = found.scheme == "https"
        self._path = f"{found.path.rstrip('/')}/chat/completions"
        self._model, self._key, self._seconds = model, key, seconds

    def __call__(self, messages: Sequence[Mapping[str, str]]) -> str:
        asked = {"model": self._model, "messages": list(map(dict, messages)), "temperature": 0}
        raw = self._post(json.dumps(asked).encode())
        try:
            answer = json.loads(raw)["choices"][0]["message"]["content"]
        except (ValueError, LookupError, TypeError, RecursionError):
            raise NoAnswer("The model’s address answered something that is no answer.") from None
        if not isinstance(answer, str):
            raise NoAnswer("The model’s address answered without any words.")
        return answer

    def _post(self, body: bytes) -> bytes:
        kind = http.client.HTTPSConnection if self._encrypted else http.client.HTTPConnection
        headers = {"Content-Type": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        connection = kind(self._host, self._port, timeout=self._seconds)
        late = Event()
        try:
            connection.connect()
            with _ended_after(self._seconds, connection.sock, late):
                connection.request("POST", self._path, body, headers)
                response = connection.getresponse()
                # A redirection is not followed, and of a fault nothing is read but its number.
                raw = response.read(_LARGEST + 1) if response.status == http.client.OK else b""
        except (OSError, ValueError, http.client.HTTPException) as fault:
            if late.is_set() or isinstance(fault, TimeoutError):
                raise NoAnswer(self._late()) from fault
            why = str(fault) or type(fault).__name__
            raise NoAnswer(f"The model’s address cannot be reached: {why}.") from fault
        finally:
            connection.close()
        if late.is_set():
            raise NoAnswer(self._late())
        if response.status != http.client.OK:
            raise NoAnswer(f"The model’s address answered with the status {response.status}.")
        if len(raw) > _LARGEST:
            raise NoAnswer("The model’s address answered more than a million bytes.")
        return raw

    def _late(self) -> str:
        return f"The model’s address did not answer within {self._seconds:g} seconds."


@contextmanager
def _ended_after(seconds: float, line: socket.socket, late: Event) -> Iterator[None]:
    """Hang up after a time: one that answers a byte now and then never lets a read time out."""

    def hang_up() -> None:
        late.set()
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    timer = Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
