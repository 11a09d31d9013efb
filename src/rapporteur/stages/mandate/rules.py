"""The rules of the mandate, as pure functions."""

import re
from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rapporteur.stages.mandate.choices import Phase

ANYWHERE_ON_EARTH = timedelta(hours=-12)


def end_of_day_anywhere(stated: date) -> datetime:
    """The instant at which a day has ended everywhere: midnight at UTC−12, given in UTC.

    A deadline announced as a date alone ("by 15 November 2010", letter DESA-10/3078) runs until
    then, so that nobody's fifteenth of November is cut short by our clock.
    """
    return datetime.combine(stated + timedelta(days=1), time(), UTC) - ANYWHERE_ON_EARTH


def instant(stated: date, at: time | None, zone: str) -> datetime:
    """The instant, in UTC, of a date with a time in a named zone, or of a date alone."""
    if at is None:
        return end_of_day_anywhere(stated)
    return datetime.combine(stated, at, ZoneInfo(zone)).astimezone(UTC)


def phase(
    *,
    announced_at: datetime | None,
    preferred: datetime | None,
    final: datetime | None,
    now: datetime,
) -> Phase:
    """Where a consultation stands in its life, from its dates and the present moment.

    A consultation with one deadline has no time between; one with none stays open.
    """
    if announced_at is None or now < announced_at:
        return Phase.PLANNED
    last = final or preferred
    if last is not None and now >= last:
        return Phase.CLOSED
    if preferred is not None and now >= preferred:
        return Phase.BETWEEN
    return Phase.OPEN


def when(dated: date | None, stated: str = "") -> date:
    """A day to sort by: the date, or the end of the year that is stated ("June 2009"), or the end
    of time where nothing is."""
    if dated is not None:
        return dated
    year = re.search(r"\b(1[89]|20)\d\d\b", stated)
    return date(int(year.group()), 12, 31) if year else date.max


def in_order(keys: Sequence[int], earlier: Collection[tuple[int, int]]) -> list[int]:
    """The keys in the order given, but each after those that must stand before it.

    keys: the order wished for (by date, where there is one). earlier: pairs (first, then). A
    circle is cut where it is met: every key comes out once, whatever the pairs say.
    """
    waiting, ordered = list(keys), []
    while waiting:
        held_back = {then for first, then in earlier if first in waiting and first != then}
        free = next((key for key in waiting if key not in held_back), waiting[0])
        waiting.remove(free)
        ordered.append(free)
    return ordered
