"""A meeting as a calendar file (RFC 5545), and what it needs on paper (PDF)."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rapporteur.base.dates import day_in_words
from rapporteur.base.printing import font_folders, glyphs_refused
from rapporteur.core.forms import pdf
from rapporteur.core.forms.registration import registration_form, word
from rapporteur.core.meetings.papers import Person, Printer
from rapporteur.core.text.dates import written_day
from rapporteur.core.text.languages import LANGUAGES, pick
from rapporteur.stages.meeting import queries, rules
from rapporteur.stages.meeting.models import Meeting, Registration

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


def registration_pdf(meeting: Meeting, *, language: str, now: datetime) -> bytes:
    """The registration form as a PDF that can be filled in, in one of the six languages.

    Raises Refused for a character that no installed font has.
    """
    first, last = (written_day(day, language) for day in (meeting.starts_on, meeting.ends_on))
    days = first if first == last else f"{first} – {last}"
    place = ", ".join(part for part in (meeting.room, meeting.venue, days) if part)
    back = f"{word('return', language)}: {meeting.return_to}"
    if meeting.registration_by:
        back += f" ({written_day(meeting.registration_by, language)})"
    lines = [pick(meeting.titles, language)[1], place]
    names = queries.category_names(meeting)
    form = registration_form(
        language,
        lines=[*lines, back] if meeting.return_to or meeting.registration_by else lines,
        categories=[(key, pick(name, language)[1]) for key, name in names.items()],
        asks_hotel=meeting.asks_hotel,
    )
    with glyphs_refused():
        return pdf.render(form, created=now, font_folders=font_folders())


def papers(meeting: Meeting, kind: str, *, now: datetime) -> bytes:
    """One of `PAPERS` for everybody who has a seat, or who is on the speakers' list, as PDF.

    Raises Refused for a character that no installed font has.
    """
    with glyphs_refused():
        return PAPERS[kind](meeting, now)


def _badges(meeting: Meeting, now: datetime) -> bytes:
    people = [_person(meeting, each) for each in queries.participants(meeting)]
    return _printer(meeting, now, str(meeting)).badges(people, code_label=_("Badge"))


def _place_cards(meeting: Meeting, now: datetime) -> bytes:
    people = [_person(meeting, each) for each in queries.participants(meeting)]
    return _printer(meeting, now, str(meeting)).place_cards(people)


def _attendance(meeting: Meeting, now: datetime) -> bytes:
    people = [_person(meeting, each) for each in queries.participants(meeting)]
    columns = {
        _("Name"): 3,
        _("Administration or organization"): 3,
        _("Category"): 2,
        _("Signature"): 2,
    }
    rows = [(each.name, each.organization, each.category, "") for each in people]
    return _printer(meeting, now, _("List of participants")).listing(
        columns, rows, lines=_about(meeting), wide=True
    )


def _speakers(meeting: Meeting, now: datetime) -> bytes:
    columns = {_("Number"): 0, _("Name"): 3, _("Group"): 2, _("Kind"): 2, _("Minutes"): 0}
    rows = []
    for number, each in enumerate(queries.yet_to_speak(meeting), 1):
        behalf = f"{each.name} ({each.speaks_for})" if each.speaks_for else each.name
        group = str(each.group or "")
        rows.append((str(number), behalf, group, each.get_kind_display(), ""))
    return _printer(meeting, now, _("Speakers")).listing(columns, rows, lines=_about(meeting))


PAPERS = {
    "badges": _badges,
    "place-cards": _place_cards,
    "attendance": _attendance,
    "speakers": _speakers,
}


def _person(meeting: Meeting, registration: Registration) -> Person:
    category = queries.category_names(meeting).get(registration.category, {})
    title = registration.get_title_display() if registration.title else ""
    return Person(
        name=f"{title} {registration.name}".strip(),
        organization=registration.organization,
        category=pick(category, get_language() or "en")[1],
        code=rules.badge_code(registration.token),
    )


def _about(meeting: Meeting) -> list[str]:
    days = {day_in_words(meeting.starts_on): None, day_in_words(meeting.ends_on): None}
    return [str(meeting), " – ".join(days)]


def _printer(meeting: Meeting, now: datetime, title: str) -> Printer:
    language = get_language() or "en"
    return Printer(title, language if language in LANGUAGES else "en", now, font_folders())
