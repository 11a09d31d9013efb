"""Looking through strangers' texts in a process that can be killed, and is begun again after it."""

from collections.abc import Iterable
from typing import Any

from rapporteur.core.killable import Died, Shared
from rapporteur.core.screening.finding import Finding, Ground, Kind

SECONDS = 60  # for one text
CHARACTERS = 50_000  # for which there is a second more

_process = Shared("rapporteur.core.screening")


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
    return _ask(text, names, seconds)


def unseen_killably(text: str, read_anew: str, *, seconds: float = SECONDS) -> tuple[Finding, ...]:
    """As `screen.unseen_in`, and else as `find_killably`."""
    return _ask(text, {"read_anew": read_anew}, seconds)


def _ask(text: str, more: dict[str, Any], seconds: float) -> tuple[Finding, ...]:
    try:
        found: tuple[Finding, ...] = _process.ask(
            (text, more), seconds=seconds + len(text) / CHARACTERS
        )
    except (TimeoutError, Died):
        return (Finding(0, len(text), Kind.PASSAGE, Ground.FAILED),)
    return found
