"""How many forms come from one network address in a short time, without keeping the address.

What is kept is a hash with a salt that is thrown away every ten minutes, in this process alone and
never on a disk: enough to see a flood, and of no use to find anybody by. Each process counts for
itself, so with several more is let through before there is a doubt.
"""

import hashlib
import secrets
from collections import Counter
from datetime import timedelta
from ipaddress import IPv6Address, ip_address
from threading import Lock

from django.utils import timezone

from rapporteur.stages.contributions.choices import Doubt

WINDOW = timedelta(minutes=10)
MANY = 30  # forms from one address in a window; a school or an office sends a few at once
MOST = 100_000  # addresses that are counted at once


class _Pace:
    def __init__(self) -> None:
        self._guard = Lock()
        self._forget()

    def count(self, address: str) -> int:
        """How many times the address was seen in this window, with this time; 0 for no address."""
        network = _network(address)
        if not network:
            return 0
        with self._guard:
            if timezone.now() - self._since >= WINDOW or len(self._seen) >= MOST:
                self._forget()
            key = hashlib.blake2b(network, key=self._salt, digest_size=16).digest()
            self._seen[key] += 1
            return self._seen[key]

    def _forget(self) -> None:
        self._since, self._salt = timezone.now(), secrets.token_bytes(32)
        self._seen: Counter[bytes] = Counter()


_pace = _Pace()


def doubts_about(hidden_field: str, address: str) -> list[Doubt]:
    """What may make a form a machine's, beside its mark: a field that people do not see was filled
    in, or many come from where it comes from."""
    doubts = [Doubt.HIDDEN_FIELD] if hidden_field else []
    if _pace.count(address) > MANY:
        doubts.append(Doubt.MANY)
    return doubts


def _network(address: str) -> bytes:
    """The address; of IPv6 the half that one household or office has to itself."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return b""
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return parsed.packed[:8]
    return (getattr(parsed, "ipv4_mapped", None) or parsed).packed
