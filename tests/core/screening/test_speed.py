"""No text makes the search take longer than its length explains."""

import re
import sys
from importlib import import_module

import pytest

from rapporteur.core.screening.screen import find

MODULES = ("accounts", "contacts", "identity", "names", "postal")
BOUND = 400  # characters that a repetition may take

HOSTILE = {
    "letters": "a",
    "digits": "1",
    "spaced digits": "1 ",
    "spaces": " ",
    "capitals": "Aa ",
    "signs": "@",
    "addresses that never end": "a@a.",
    "parentheses": "+(",
    "colons": "a:",
    "dots": "1.1.",
    "nearly an IBAN": "GB82 WEST 1234 ",
    "nearly a street": "1 Aaaa Bbbb ",
    "rue": "1 rue de ",
    "Han": "路街",
    "Arabic": "شارع ",
    "unseen": "1\u200b",
    "telephone": "tel: ",
    "name": "Smith, ",
    "NUL": "\0",
}


def patterns():
    for name in MODULES:
        module = import_module(f"rapporteur.core.screening.{name}")
        for value in vars(module).values():
            yield from in_(value)


def in_(value):
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from in_(each)


def test_no_pattern_repeats_without_bound():
    """With every repetition bounded a match is tried over a bounded stretch from each place."""
    from re import _constants, _parser

    def longest(parsed):
        for kind, given in parsed:
            if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
                yield given[1]
            if isinstance(given, tuple | list):
                for part in given:
                    for each in part if isinstance(part, list) else [part]:
                        if isinstance(each, _parser.SubPattern):
                            yield from longest(each)

    found = list(patterns())
    assert len(found) > 30
    for pattern in found:
        repeats = list(longest(_parser.parse(pattern.pattern, pattern.flags)))
        # A short text is handed to those that are matched whole: a name, a number that was found.
        if pattern.pattern not in (r"[^\W\d_]+(?:['’-][^\W\d_]+)*",):
            assert all(most <= BOUND for most in repeats), pattern.pattern


def steps(text):
    """How many lines of our own code run while the text is searched: a count, no clock."""
    count = 0

    def count_lines(frame, event, argument):
        nonlocal count
        if "core/screening" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return count_lines

    before = sys.gettrace()
    sys.settrace(count_lines)
    try:
        find(text, persons=["Mary Smith"])
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_twice_the_text_takes_twice_the_work(unit):
    many = 4000 // len(unit)
    once, twice = steps(unit * many), steps(unit * many * 2)
    assert twice < once * 2.2 + 1000


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["a", "a@a.", "nearly ", "\0"])
def test_ten_million_characters_are_searched(unit):
    text = unit * (10_000_000 // len(unit) - 10) + " mary@example.org"
    assert text[find(text)[-1].start :] == "mary@example.org"
