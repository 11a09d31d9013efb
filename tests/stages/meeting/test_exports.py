"""The calendar file, against RFC 5545."""

from datetime import UTC, date, datetime

import pytest

from rapporteur.stages.meeting.exports import calendar
from tests.factories.mandate import make_consultation
from tests.factories.meeting import make_meeting

pytestmark = pytest.mark.django_db
NOW = datetime(2010, 10, 7, 12, 0, tzinfo=UTC)
URL = "http://127.0.0.1:8000/m/"


def lines(meeting, **fields):
    """The content lines, unfolded."""
    content = calendar(meeting, url=URL, now=NOW, **fields).decode()
    return content.replace("\r\n ", "").split("\r\n")


def test_a_meeting_with_hours_is_given_in_utc():
    meeting = make_meeting(
        make_consultation(),
        titles={"en": "Consultations; New York, NY"},
        starts_on=date(2010, 12, 14),
        starts_at=datetime(2010, 12, 14, 15, 0, tzinfo=UTC),
        ends_at=datetime(2010, 12, 14, 23, 0, tzinfo=UTC),
        room="Room A",
        venue="New York",
    )
    assert lines(meeting) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Rapporteur//Meeting//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:meeting-{meeting.pk}@127.0.0.1",
        "DTSTAMP:20101007T120000Z",
        "DTSTART:20101214T150000Z",
        "DTEND:20101214T230000Z",
        "SUMMARY:Consultations\\; New York\\, NY",
        f"URL:{URL}",
        "LOCATION:Room A\\, New York",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_days_end_where_the_next_begins():
    meeting = make_meeting(
        make_consultation(), starts_on=date(2004, 2, 26), ends_on=date(2004, 2, 27)
    )
    found = lines(meeting)
    assert [line for line in found if line.startswith("DT")] == [
        "DTSTAMP:20101007T120000Z",
        "DTSTART;VALUE=DATE:20040226",
        "DTEND;VALUE=DATE:20040228",
    ]


def test_no_line_is_longer_than_75_octets_and_no_character_is_broken():
    title = "مشاورات مفتوحة بشأن التعاون المعزز في مسائل السياسات العامة الدولية" * 2
    meeting = make_meeting(make_consultation(), titles={"ar": title})
    content = calendar(meeting, url=URL, now=NOW, language="ar")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert f"SUMMARY:{title}" in lines(meeting, language="ar")
