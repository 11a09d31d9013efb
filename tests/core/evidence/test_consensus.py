"""Polis's measures on cases that are worked out by hand."""

from math import sqrt

import pytest

from rapporteur.core.evidence.consensus import (
    Taken,
    consensus,
    divergences,
    one_proportion,
    two_proportions,
)


def test_few_voices_are_not_taken_for_certainty():
    assert Taken(0, 0).chance == 0.5
    assert Taken(1, 1).chance == pytest.approx(2 / 3)
    assert Taken(98, 98).chance == pytest.approx(0.99)


def test_one_group_that_does_not_agree_pulls_consensus_down():
    """(8 + 1) / (10 + 2) × (2 + 1) / (4 + 2) = 3/4 × 1/2; against (8 + 1) / 12 × (4 + 1) / 6."""
    assert consensus({"a": Taken(8, 10), "b": Taken(2, 4)}) == pytest.approx(3 / 8)
    assert consensus({"a": Taken(8, 10), "b": Taken(4, 4)}) == pytest.approx(5 / 8)


def test_a_group_that_is_silent_does_not_count():
    assert consensus({"a": Taken(8, 10), "b": Taken(0, 0)}) == pytest.approx(3 / 4)
    with pytest.raises(ValueError, match="nobody addresses"):
        consensus({"a": Taken(0, 0)})


def test_a_large_group_does_not_outweigh_a_small_one():
    divided = {"many": Taken(998, 998), "few": Taken(0, 8)}
    assert consensus(divided) == pytest.approx(0.999 * 0.1)


def test_representativeness_and_its_z():
    """8 of 10 against 2 of 10. P: 9/12 and 3/12, R = 3. With one added: 9/11 and 3/11, pooled
    12/22; z = (6/11) / √(12/22 × 10/22 × 2/11)."""
    first, second = divergences({"a": Taken(8, 10), "b": Taken(2, 10)})
    assert (first.group, first.ratio) == ("a", pytest.approx(3))
    assert second.ratio == pytest.approx(1 / 3)
    assert first.z == pytest.approx((6 / 11) / sqrt(12 / 22 * 10 / 22 * 2 / 11))
    assert second.z == pytest.approx(-first.z)


def test_the_group_that_differs_most_comes_first():
    found = divergences({"a": Taken(5, 10), "b": Taken(6, 10), "c": Taken(0, 10)})
    assert [each.group for each in found] == ["c", "b", "a"]
    assert divergences({"a": Taken(5, 10), "silent": Taken(0, 0)}) == ()


def test_the_tests_of_proportions():
    """3 of 8: one added, 4 of 9; 2 × 3 × (4/9 − 1/2) = −1/3. Where all say so, 0."""
    assert one_proportion(3, 8) == pytest.approx(-1 / 3)
    assert two_proportions(5, 5, 5, 5) == 0
    assert two_proportions(0, 0, 0, 0) == 0


def test_the_values_of_poliss_own_tests():
    """`math/test/stats_test.clj`: −1.518 within .01 for 16 of 25 against 57 of 72, and that the
    test of one proportion is what that of two comes to against a half of very many."""
    assert two_proportions(15, 56, 24, 71) == pytest.approx(-1.518, abs=0.01)
    assert two_proportions(30, 10**6, 50, 2 * 10**6) == pytest.approx(
        one_proportion(30, 50), abs=0.01
    )


def test_more_than_all_cannot_be():
    with pytest.raises(ValueError, match="4 of 3 cannot be"):
        Taken(4, 3)
