"""The rules of the report, as pure functions of values."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from rapporteur.core.document.tree import AgendaItem, Body, Masthead
from rapporteur.stages.report.choices import ReportState, Standing


def state(
    *, issued: bool, submitted: bool = False, cleared: bool = False, returned: bool = False
) -> ReportState:
    """Where a report stands, from what was done to its last revision."""
    if issued:
        return ReportState.ISSUED
    if cleared:
        return ReportState.CLEARED
    if submitted and not returned:
        return ReportState.SUBMITTED
    return ReportState.DRAFT


def standing(
    *, registered_at: datetime, cut_off: datetime | None, cited: bool, considered: bool
) -> Standing:
    """How a contribution stands to a report.

    What is registered from the cut-off on is too late, whatever is said of it; before that it is
    open until it is cited or a person has considered it, with a reason.
    """
    if cut_off is not None and registered_at >= cut_off:
        return Standing.TOO_LATE
    if cited:
        return Standing.CITED
    return Standing.CONSIDERED if considered else Standing.OPEN


def bodies(text: str) -> tuple[Body, ...]:
    """The bodies of a masthead, each typed as some lines, parted by an empty line.

    The first line is the name, the next ones the session; a line that begins with `*` is the
    agenda item: `* Item 17 of the preliminary list | Information and communications | A/66/50.`
    (place, title, note).
    """
    found = []
    for block in text.replace("\r", "").split("\n\n"):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        items = [line for line in lines if line.startswith("*")]
        rest = [line for line in lines if not line.startswith("*")]
        if rest:
            found.append(Body(rest[0], tuple(rest[1:]), _agenda_item(items[0]) if items else None))
    return tuple(found)


def _agenda_item(line: str) -> AgendaItem:
    place, title, note = [*(part.strip() for part in line.lstrip("* ").split("|", 2)), "", ""][:3]
    return AgendaItem(place, title, note)


def written_bodies(masthead: Masthead) -> str:
    """The bodies of a masthead as `bodies` reads them."""
    return "\n\n".join("\n".join(_lines(body)) for body in masthead.bodies)


def _lines(body: Body) -> list[str]:
    lines = [body.name, *body.session]
    if item := body.agenda_item:
        lines.append("* " + f"{item.place} | {item.title} | {item.note}".rstrip(" |"))
    return lines


def symbols(text: str) -> tuple[str, ...]:
    """The symbols of a masthead: a double one is typed with a space between, "A/66/77 E/2011/103".

    With none the field stays empty.
    """
    return tuple(text.split())


def kept_masthead(masthead: Masthead) -> dict[str, Any]:
    """What a report keeps of its masthead; symbol and date have fields of their own."""
    held = asdict(masthead)
    return {name: held[name] for name in ("bodies", "distribution", "original_language")}


def masthead(held: Mapping[str, Any], *, symbol: str = "", date: str = "") -> Masthead:
    """The masthead that a report keeps, with its symbol and date as printed."""
    return Masthead(
        bodies=tuple(_body(each) for each in held.get("bodies", ())),
        symbols=symbols(symbol),
        distribution=held.get("distribution", ""),
        date=date,
        original_language=held.get("original_language", ""),
    )


def _body(held: Mapping[str, Any]) -> Body:
    item = held.get("agenda_item")
    return Body(held["name"], tuple(held.get("session", ())), AgendaItem(**item) if item else None)
