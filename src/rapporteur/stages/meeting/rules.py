"""The rules of the meeting, as pure functions: who gets a seat, and who speaks when."""

from base64 import b32encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from rapporteur.stages.mandate.rules import end_of_day_anywhere
from rapporteur.stages.meeting.choices import OrderReason, OrderRule, RegistrationState


@dataclass(frozen=True)
class Room:
    """A room as it is filled at a moment, in persons.

    seats: all that there are, None where they are not counted. taken: confirmed. held: kept for
    the accepted representatives of groups who have no seat yet. quotas and taken_by_category:
    seats and confirmed persons by category key; a category without a quota is limited by the room
    alone.
    """

    seats: int | None
    taken: int = 0
    held: int = 0
    quotas: Mapping[str, int] | None = None
    taken_by_category: Mapping[str, int] | None = None

    @property
    def left(self) -> int | None:
        """Seats that anybody may still have; None where they are not counted."""
        return None if self.seats is None else max(0, self.seats - self.taken - self.held)

    def seat_for(self, category: str, *, guaranteed: bool) -> RegistrationState:
        """What a person who registers now gets: a seat, or a place on the waiting list.

        guaranteed: the accepted representative of a group, for whom a seat is held. Nobody, not
        even they, gets a seat that is not there: they then head the waiting list.
        """
        if guaranteed:
            fits = self.seats is None or self.taken < self.seats
        else:
            quota = (self.quotas or {}).get(category)
            within = quota is None or (self.taken_by_category or {}).get(category, 0) < quota
            fits = within and (self.left is None or self.left > 0)
        return RegistrationState.CONFIRMED if fits else RegistrationState.WAITING


def is_late(registered_at: datetime, registration_by: date | None) -> bool:
    """Whether a registration came after its date, which runs until that day ended everywhere."""
    return registration_by is not None and registered_at >= end_of_day_anywhere(registration_by)


@dataclass(frozen=True)
class Request:
    """Somebody who asked for the floor.

    key: the caller's own. group: the group's key, "" for none. for_states: speaks on behalf of
    several States. representative: the designated representative of a group. seconds: how long
    they may speak.
    """

    key: int
    group: str = ""
    for_states: bool = False
    representative: bool = False
    seconds: int = 0


@dataclass(frozen=True)
class Place:
    """A place that the rule proposes. used: seconds that the group had used by then."""

    key: int
    reason: OrderReason
    used: int


def propose_order(
    requests: Sequence[Request], rule: OrderRule, used: Mapping[str, int]
) -> list[Place]:
    """The order in which a rule would have people speak; the chair decides.

    requests: in order of inscription. used: seconds that each group has spoken already.

    INSCRIPTION: those who speak for groups of States, then the designated representatives of
    groups, then all others; each in order of inscription.
    ALTERNATING: the floor goes to the group that has used the least time, what is given here
    counted with it; between equals to the one that asked first. Within a group its representative
    comes first, then inscription.
    """
    if rule == OrderRule.ALTERNATING:
        return _alternating(requests, used)
    placed = sorted(requests, key=lambda one: (not one.for_states, not one.representative))
    return [Place(one.key, _standing(one), used.get(one.group, 0)) for one in placed]


def _standing(request: Request) -> OrderReason:
    if request.for_states:
        return OrderReason.STATES
    if request.representative:
        return OrderReason.REPRESENTATIVE
    return OrderReason.INSCRIPTION


def _alternating(requests: Sequence[Request], used: Mapping[str, int]) -> list[Place]:
    waiting = sorted(requests, key=lambda one: not one.representative)
    first_asked = {one.group: at for at, one in reversed(list(enumerate(requests)))}
    time = {group: used.get(group, 0) for group in first_asked}
    places = []
    while waiting:
        groups = {one.group for one in waiting}
        group = min(groups, key=lambda each: (time[each], first_asked[each]))
        following = next(one for one in waiting if one.group == group)
        places.append(Place(following.key, OrderReason.LEAST_TIME, time[group]))
        time[group] += following.seconds
        waiting.remove(following)
    return places


def time_used(spoken: Iterable[tuple[str, datetime | None, datetime | None]]) -> dict[str, int]:
    """Seconds that each group spoke: (group, began, ended); without both times it counts none."""
    total: dict[str, int] = {}
    for group, began, ended in spoken:
        seconds = int((ended - began).total_seconds()) if began and ended else 0
        total[group] = total.get(group, 0) + seconds
    return total


def badge_code(token: str) -> str:
    """The code on a person's badge, "K7QM-3VXD", from the token of their registration.

    The token is a private link, and is not on the badge: from the code nobody gets back to it.
    """
    digits = b32encode(sha256(f"badge:{token}".encode()).digest()).decode()
    return f"{digits[:4]}-{digits[4:8]}"


def same_code(typed: str, code: str) -> bool:
    """Whether what was scanned or typed is a code, whatever its case, hyphen and spaces."""
    plain = "".join(each for each in typed.upper() if each.isalnum())
    return plain == code.replace("-", "")
