"""F1 by hand, and intervals that come from contributions."""

import pytest

from rapporteur.core.coding.comparison import compare
from rapporteur.core.coding.proposals import Candidate, Example, Proposal, Proposals, Silence


def judged() -> list[Example]:
    rows = [
        ("1", "c1", "en", "gov", {"a"}),
        ("2", "c1", "en", "gov", {"a", "b"}),
        ("3", "c2", "fr", "civ", {"b"}),
        ("4", "c3", "fr", "civ", set()),
    ]
    return [
        Example(Candidate(key, f"text {key}", language, contribution, group), frozenset(themes))
        for key, contribution, language, group, themes in rows
    ]


def said(*pairs: tuple[str, str]) -> Proposals:
    return Proposals(tuple(Proposal(key, theme, "m", "") for key, theme in pairs))


def test_scores_worked_by_hand() -> None:
    # right: 1a, 2a, 3b; too many: 4a; missed: 2b
    found = said(("1", "a"), ("2", "a"), ("3", "b"), ("4", "a"), ("9", "a"), ("1", "zz"))
    compared = compare("m", judged(), found, themes=["a", "b", "c"])
    assert compared.micro.f1 == pytest.approx(6 / 8)
    assert compared.themes["a"].f1 == pytest.approx(4 / 5)
    assert compared.themes["b"].f1 == pytest.approx(2 / 3)
    assert compared.macro.f1 == pytest.approx((4 / 5 + 2 / 3) / 2)
    assert "c" not in compared.themes
    assert compared.languages["en"].f1 == pytest.approx(4 / 5)
    assert compared.groups["civ"].f1 == pytest.approx(2 / 3)
    assert (compared.proposals, compared.micro.codings) == (4, 4)
    assert compared.brier is None


def test_intervals_hold_the_value_and_are_the_same_each_time() -> None:
    found = said(("1", "a"), ("3", "b"))
    one, two = (compare("m", judged(), found, themes=["a", "b"]) for _ in range(2))
    assert one == two
    assert one.micro.low <= one.micro.f1 <= one.micro.high
    assert one.micro.low < one.micro.high


def test_all_right_and_nothing_said() -> None:
    right = said(("1", "a"), ("2", "a"), ("2", "b"), ("3", "b"))
    assert compare("m", judged()[:3], right, themes=["a", "b"]).micro.low == 1.0
    silent = Proposals((), (Silence("1", "", "why"), Silence("", "a", "why")))
    nothing = compare("m", judged(), silent, themes=["a", "b"])
    assert (nothing.micro.f1, nothing.macro.high, nothing.silent) == (0.0, 0.0, 1)
    assert compare("m", [], silent, themes=["a"]).micro.f1 == 0.0


def test_calibration_by_hand() -> None:
    likely = [{"a": 0.75}, {"a": 0.75}, {"a": 0.25}, {"a": 0.25}]
    compared = compare("m", judged(), said(), themes=["a"], probabilities=likely)
    assert compared.brier == pytest.approx(0.0625)
    assert compared.calibration == pytest.approx(0.25)
    sure = {one.likely: (one.proposals, one.right) for one in compared.sure}
    assert (sure[0.2], sure[0.3], sure[0.8]) == ((4, 2), (2, 2), (0, 0))
    assert compare("m", judged(), said(), themes=["a"]).sure == ()
