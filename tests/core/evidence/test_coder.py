"""How often "most" would fail: every value here is worked out by hand or by another exact way."""

from fractions import Fraction
from itertools import product
from math import comb, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.evidence.coder import (
    LARGEST_POSTERIOR,
    Spread,
    interval_of,
    poisson_binomial,
    posterior,
)


def test_three_contributions_by_hand():
    """2 of 3 are coded yes, each coding right 8 times of 10. The true number is 0 where both yes
    are wrong and the no is right: .2 × .2 × .8 = .032; it is 3 where both are right and the no is
    wrong: .8 × .8 × .2 = .128. One: .8 × .2 × 2 × .8 + .2 × .2 × .2 = .264."""
    spread = Spread(2, 3, right_yes=0.8, right_no=0.8)
    assert [spread.at_most(number) for number in range(-1, 4)] == pytest.approx(
        [0, 0.032, 0.296, 0.872, 1]
    )
    assert spread.mean == pytest.approx(1.8)
    # "Most" (more than half of 3: 2 or 3) would fail in 296 of 1,000 such cases.
    assert 1 - spread.between(2, 3) == pytest.approx(0.296)


def test_most_of_fifty_by_fractions():
    """30 of 50 coded yes, right 8 times of 10: the true number is the sum of B(30, .8) and
    B(20, .2), and "most" fails where it is at most 25."""
    right = Fraction(8, 10)

    def binomial(n, k, p):
        return comb(n, k) * p**k * (1 - p) ** (n - k)

    fails = sum(
        binomial(30, yes, right) * binomial(20, no, 1 - right)
        for yes in range(31)
        for no in range(21)
        if yes + no <= 25
    )
    assert Spread(30, 50, 0.8, 0.8).at_most(25) == pytest.approx(float(fails), abs=1e-12)
    assert round(float(fails), 4) == 0.1866


def test_a_coder_who_never_errs_leaves_no_doubt():
    spread = Spread(6, 9, 1, 1)
    assert spread.interval() == (6, 6)
    assert (spread.at_most(5), spread.at_most(6)) == (0, 1)


def test_a_coder_who_tosses_coins_says_nothing():
    """Whatever is coded, the true number is B(9, ½)."""
    for said in range(10):
        assert Spread(said, 9, 0.5, 0.5).at_most(4) == pytest.approx(0.5)


def test_the_interval_leaves_a_fortieth_on_each_side():
    spread = Spread(30, 50, 0.8, 0.8)
    low, high = spread.interval()
    assert (low, high) == (22, 33)
    assert spread.at_most(low - 1) < 0.025 <= spread.at_most(low)
    assert spread.at_most(high - 1) < 0.975 <= spread.at_most(high)


def test_millions_are_no_more_work():
    spread = Spread(11_010_000, 22_000_000, 0.8, 0.8)
    assert spread.mean == pytest.approx(11_006_000)
    # 6,000 above the half with a standard deviation of √(22,000,000 × .16) = 1,876: 3.2 of them.
    assert 0.0005 < spread.at_most(11_000_000) < 0.0009


@given(st.lists(st.floats(0, 1), max_size=7))
def test_codings_of_their_own_probabilities_against_every_case(probabilities):
    expected = [0.0] * (len(probabilities) + 1)
    for case in product((0, 1), repeat=len(probabilities)):
        expected[sum(case)] += prod(
            p if yes else 1 - p for p, yes in zip(probabilities, case, strict=True)
        )
    assert poisson_binomial(probabilities) == pytest.approx(expected)


@given(st.integers(0, 12), st.integers(0, 12), st.floats(0, 1), st.floats(0, 1))
def test_two_binomials_are_the_poisson_binomial(said, silent, right_yes, right_no):
    chances = poisson_binomial([right_yes] * said + [1 - right_no] * silent)
    spread = Spread(said, said + silent, right_yes, right_no)
    for number in range(said + silent + 1):
        assert spread.at_most(number) == pytest.approx(sum(chances[: number + 1]), abs=1e-9)


def test_by_bayes_with_one_contribution():
    """One contribution, coded yes, by a coder who finds 8 of 10 and calls 1 of 10 wrongly: the
    chance that it is yes is .8 / (.8 + .1)."""
    assert posterior(1, 1, sensitivity=0.8, specificity=0.9) == pytest.approx((1 / 9, 8 / 9))


def test_by_bayes_with_two():
    """One of two coded yes. None true: 2 × .1 × .9 = .18; one true: .8 × .9 + .2 × .1 = .74; both:
    2 × .8 × .2 = .32; in all 1.24."""
    assert posterior(1, 2, sensitivity=0.8, specificity=0.9) == pytest.approx(
        (0.18 / 1.24, 0.74 / 1.24, 0.32 / 1.24)
    )


def test_by_bayes_the_mean_is_near_rogan_and_gladen():
    """700 of 1,000 coded yes: (0.7 + 0.9 − 1) / (0.8 + 0.9 − 1) = 0.857 of them are."""
    chances = posterior(700, 1000, sensitivity=0.8, specificity=0.9)
    mean = sum(number * chance for number, chance in enumerate(chances))
    assert mean == pytest.approx(1000 * 0.6 / 0.7, abs=2)
    low, high = interval_of(chances)
    assert low < mean < high


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ((4, 3, 0.8, 0.8), "4 of 3 cannot be"),
        ((-1, 3, 0.8, 0.8), "-1 of 3 cannot be"),
        ((1, 3, 1.2, 0.8), "1.2 is no probability"),
        ((1, 3, 0.8, float("nan")), "nan is no probability"),
    ],
)
def test_what_cannot_be_is_said(values, says):
    with pytest.raises(ValueError, match=says):
        Spread(*values)


@pytest.mark.parametrize(
    ("said", "addressed", "sensitivity", "says"),
    [(1, 2, 0, "never codes 1 of 2 as yes"), (0, LARGEST_POSTERIOR + 1, 1, "too many")],
)
def test_what_bayes_cannot_tell_is_said(said, addressed, sensitivity, says):
    with pytest.raises(ValueError, match=says):
        posterior(said, addressed, sensitivity=sensitivity, specificity=1)
