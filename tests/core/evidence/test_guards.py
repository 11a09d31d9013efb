"""What the few said, and whom a report hardly draws on."""

import pytest

from rapporteur.core.evidence.guards import (
    Said,
    Share,
    Unreported,
    minority_guard,
    parity,
)


def test_what_one_to_four_said_and_nobody_reports():
    said = [
        *(Said("spam", f"S{each}") for each in range(5)),
        *(Said("privacy", f"P{each}") for each in range(4)),
        Said("floods", "F", cited=True),
        Said("floods", "G"),
        Said("wells", "W"),
        Said("wells", "W"),
    ]
    assert minority_guard(said) == (
        Unreported("privacy", ("P0", "P1", "P2", "P3")),
        Unreported("wells", ("W",)),
    )
    assert [each.what for each in minority_guard(said, few=1)] == ["wells"]


def test_nobody_said_anything():
    assert minority_guard([]) == ()


def test_coverage_by_language():
    entries = [("en", True)] * 6 + [("en", False)] * 2 + [("ar", False)] * 3 + [("fr", True)]
    found = parity(entries)
    assert found.whole == Share("", 12, 7)
    assert [part.name for part in found.parts] == ["ar", "en", "fr"]
    assert found.behind == (Share("ar", 3, 0),)
    assert found.parts[1].share == pytest.approx(0.75)


def test_where_nothing_is_cited_nobody_is_behind():
    assert parity([("en", False), ("ar", False)]).behind == ()
    with pytest.raises(ValueError, match="no contributions"):
        parity([])
