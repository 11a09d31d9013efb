"""A meeting as a calendar file (RFC 5545)."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings

from rapporteur.core.text.languages import pick
from rapporteur.stages.meeting.models import Meeting

LONGEST_LINE = 75  # octets, the line break not counted (RFC 5545, section 3.1)


def calendar(meeting: Meeting, *, url: str, now: datetime, language: str = "en") -> bytes:
    """The calendar file of a meeting, as UTF-8.

    url: the meeting's public page. now: the moment at which the file is made. A meeting with an
    hour is given in UTC, so that no calendar needs to know our time zones; one without is a run
    of whole days.
    """
    host = urlsplit(settings.SITE_URL).hostname or "rapporteur.invalid"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Rapporteur//Meeting//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:meeting-{meeting.pk}@{host}",
        f"DTSTAMP:{_instant(now)}",
        *_span(meeting),
        f"SUMMARY:{_text(pick(meeting.titles, language)[1])}",
        f"URL:{url}",
    ]
    place = ", ".join(part for part in (meeting.room, meeting.venue) if part)
    if place:
        lines.append(f"LOCATION:{_text(place)}")
    lines += ["END:VEVENT", "END:VCALENDAR"]
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _span(meeting: Meeting) -> list[str]:
    if meeting.starts_at is None:
        # The end of a run of days is the first day that is no longer of it.
        after = meeting.ends_on + timedelta(days=1)
        return [
            f"DTSTART;VALUE=DATE:{meeting.starts_on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        ]
    span = [f"DTSTART:{_instant(meeting.starts_at)}"]
    if meeting.ends_at is not None:
        span.append(f"DTEND:{_instant(meeting.ends_at)}")
    return span


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    r"""Section 3.3.11: `\`, `;` and `,` are escaped, a line break is written `\n`."""
    for plain in ("\\", ";", ","):
        text = text.replace(plain, f"\\{plain}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> bytes:
    """Section 3.1: no line is longer than 75 octets, and none breaks inside a character."""
    pieces, piece = [], b""
    for character in line:
        encoded = character.encode()
        if len(piece) + len(encoded) > LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += encoded
    return b"\r\n".join([*pieces, piece])
