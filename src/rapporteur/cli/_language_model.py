"""A language model behind an OpenAI-compatible address, for whoever gives one on the command line.

The address speaks `POST …/chat/completions`. Passages may be unpublished: without encryption they
go to this machine alone.
"""

import http.client
import ipaddress
import json
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from rapporteur.core.coding.language_model import NoAnswer

_LARGEST = 1_000_000  # bytes of an answer


class BadAddress(ValueError):
    """An address that passages are not sent to; the message says why."""


class ChatClient:
    """Called with messages, it gives the text of the answer, or raises NoAnswer with a sentence.

    address: up to and with `/v1`, as providers print it. key: sent as a bearer token, never shown.
    """

    def __init__(self, address: str, model: str, *, key: str = "", seconds: float = 60) -> None:
        found = urlsplit(address)
        if found.scheme not in ("http", "https") or not found.hostname:
            raise BadAddress(f"“{address}” is no address: it begins with https://.")
        if found.scheme == "http" and not _is_here(found.hostname):
            raise BadAddress(
                f"“{address}” is not encrypted, and passages may be unpublished: use https://."
            )
        self._host, self._port = found.hostname, found.port
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
        try:
            connection.request("POST", self._path, body, headers)
            response = connection.getresponse()
            raw = response.read(_LARGEST + 1)
        except (OSError, http.client.HTTPException) as fault:
            raise NoAnswer(f"The model’s address cannot be reached: {fault}.") from fault
        finally:
            connection.close()
        if response.status != http.client.OK:  # a redirection is not followed
            raise NoAnswer(f"The model’s address answered with the status {response.status}.")
        if len(raw) > _LARGEST:
            raise NoAnswer("The model’s address answered more than a million bytes.")
        return raw


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
