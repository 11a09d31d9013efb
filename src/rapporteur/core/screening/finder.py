"""Looking through strangers' texts in a process that can be killed, and is begun again after it."""

import atexit
import os
from collections.abc import Iterable
from threading import Lock

from rapporteur.core.killable import Died, Killable
from rapporteur.core.screening.finding import Finding, Ground, Kind

SECONDS, CHARACTERS = (
    60,
    50_000,
)  # the limit of time, and of how many characters each more second is

_ours: dict[int, Killable] = {}  # by process: one that forks must not share its own
_one_at_a_time = Lock()


def find_killably(
    text: str,
    *,
    persons: Iterable[str] = (),
    organizations: Iterable[str] = (),
    seconds: float = SECONDS,
) -> tuple[Finding, ...]:
    """As `screen.find`. Of a text that took whoever looked through it down, or too long, all of it
    is found, so that a person reads it."""
    names = {"persons": list(persons), "organizations": list(organizations)}
    with _one_at_a_time:
        if os.getpid() not in _ours:
            _ours[os.getpid()] = Killable("rapporteur.core.screening")
            atexit.register(_ours[os.getpid()].close)
        try:
            found: tuple[Finding, ...] = _ours[os.getpid()].ask(
                (text, names), seconds=seconds + len(text) / CHARACTERS
            )
        except (TimeoutError, Died):
            return (Finding(0, len(text), Kind.PASSAGE, Ground.FAILED),)
    return found
