"""The rules, without a database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.text.extraction import Problem
from rapporteur.stages.contributions.choices import READING_PROBLEMS, Reckoning, Timeliness
from rapporteur.stages.contributions.rules import (
    LONGEST_UPLOAD,
    Standing,
    Timing,
    fingerprint,
    name_key,
    plain_filename,
    standing,
    timeliness,
    without_nul,
)

PREFERRED = datetime(2010, 11, 16, 12, tzinfo=UTC)  # the end of 15 November at UTC−12
FINAL = datetime(2011, 1, 1, 12, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("received_at", "label"),
    [
        (PREFERRED - INSTANT, Timeliness.PREFERRED),
        (PREFERRED, Timeliness.FINAL),
        (FINAL - INSTANT, Timeliness.FINAL),
        (FINAL, Timeliness.LATE),
        (None, Timeliness.UNKNOWN),
    ],
)
def test_timeliness_with_two_dates(received_at, label):
    timing = Timing(received_at) if received_at else None
    assert timeliness(timing, preferred=PREFERRED, final=FINAL) == label


@pytest.mark.parametrize(
    "dates", [{"preferred": FINAL, "final": None}, {"preferred": None, "final": FINAL}]
)
def test_timeliness_with_one_date(dates):
    assert timeliness(Timing(FINAL - INSTANT), **dates) == Timeliness.PREFERRED
    assert timeliness(Timing(FINAL), **dates) == Timeliness.LATE


GRACE = timedelta(minutes=15)
EARLY, LATE = FINAL - timedelta(hours=1), FINAL + timedelta(hours=1)


@pytest.mark.parametrize(
    ("opened_at", "begun_at", "received_at", "why"),
    [
        (EARLY, EARLY, FINAL - INSTANT, None),
        (FINAL - INSTANT, None, FINAL, Reckoning.GRACE),
        (FINAL - INSTANT, None, FINAL + GRACE - INSTANT, Reckoning.GRACE),
        (FINAL - INSTANT, None, FINAL + GRACE, None),
        (FINAL, None, FINAL, None),
        (None, None, FINAL, None),
        (LATE, FINAL - INSTANT, LATE, Reckoning.UPLOAD),
        (None, FINAL - INSTANT, FINAL + LONGEST_UPLOAD - INSTANT, Reckoning.UPLOAD),
        (None, FINAL - INSTANT, FINAL + LONGEST_UPLOAD, None),
        (None, FINAL, LATE, None),
    ],
)
def test_what_is_in_time_although_it_is_received_later(opened_at, begun_at, received_at, why):
    timing = Timing(received_at, opened_at, begun_at, GRACE)
    assert timing.reckoned(FINAL) == why
    in_time = why is not None or received_at < FINAL
    assert timing.in_time_for(FINAL) is in_time
    label = Timeliness.PREFERRED if in_time else Timeliness.LATE
    assert timeliness(timing, preferred=None, final=FINAL) == label


SPANS = st.timedeltas(timedelta(days=-30), timedelta(days=30))


@given(SPANS, st.none() | SPANS, st.timedeltas(timedelta(), timedelta(days=60)))
def test_extending_a_date_makes_nothing_late(received, opened, by):
    opened_at = None if opened is None else FINAL + opened
    timing = Timing(FINAL + received, opened_at, None, GRACE)
    assert timing.in_time_for(FINAL + by) or not timing.in_time_for(FINAL)


def test_timeliness_without_dates_is_not_known():
    assert timeliness(Timing(FINAL), preferred=None, final=None) == Timeliness.UNKNOWN


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, Standing.COUNTED),
        ({"voided": True, "withdrawn": True, "late": True}, Standing.VOIDED),
        ({"withdrawn": True, "late": True, "admitted": True}, Standing.WITHDRAWN),
        ({"late": True}, Standing.LATE),
        ({"late": True, "admitted": True}, Standing.COUNTED),
    ],
)
def test_standing(facts, expected):
    nothing = dict.fromkeys(("voided", "withdrawn", "late", "admitted"), False)
    assert standing(**{**nothing, **facts}) == expected


def test_the_fingerprint_sees_words_alone():
    written = ["Privacy — and  ACCESS.", "Zugang für alle"]
    assert fingerprint(written) == fingerprint(["privacy and access zugang fu\u0308r ALLE"])
    assert fingerprint(written) != fingerprint(["privacy and access"])


def test_the_fingerprint_of_no_words_is_empty():
    assert fingerprint(["", " — … "]) == ""


@given(st.lists(st.text()))
def test_the_fingerprint_does_not_depend_on_where_the_text_is_cut(texts):
    assert fingerprint(texts) == fingerprint([" ".join(texts)])


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\letters\\to you.doc", "to you.doc"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("x" * 400 + ".pdf", "x" * 296 + ".pdf"),
    ],
)
def test_a_filename_is_shown_without_its_tricks(stated, shown):
    assert plain_filename(stated) == shown


@given(st.text())
def test_a_filename_always_fits(stated):
    assert 1 <= len(plain_filename(stated)) <= 300


def test_names_are_the_same_whatever_their_case_and_spacing():
    assert name_key(" Internet  SOCIETY ") == name_key("internet society")


def test_nul_becomes_visible_wherever_it_hides():
    assert without_nul({"a\0": ["b\0", {"c": "\0"}], "n": 1}) == {"a␀": ["b␀", {"c": "␀"}], "n": 1}


def test_every_reason_for_which_a_file_is_not_read_can_be_translated():
    assert set(READING_PROBLEMS) == {problem.value for problem in Problem}
