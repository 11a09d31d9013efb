"""Agreement against published values; each says where it comes from."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics import masi_distance as nltks_distance
from nltk.metrics.agreement import AnnotationTask

from rapporteur.core.evidence.agreement import TooFew, ac1, alpha, kappa, masi_distance

pytest.importorskip("krippendorff", reason="needs the extra `analysis`")

THREE_CODERS = (
    "*****3412113 3*3".replace(" ", ""),
    "1*2133 43*******".replace(" ", ""),
    "**2134 4*21133*4".replace(" ", ""),
)
"""Three coders, 15 units: `tests/test_krippendorff.py` of the library, and its docstring."""

FOUR_CODERS = ("123321412***", "1233224125*3", "*333234225 1*".replace(" ", ""), "1233244125 1*")
"""Four coders, 12 units: ibid.; nltk's `test_disagreement.py` has the same with the value .743."""


def units(coders):
    lines = [line.replace(" ", "") for line in coders]
    return [
        [None if value == "*" else int(value) for value in unit]
        for unit in zip(*lines, strict=True)
    ]


@pytest.mark.parametrize(
    ("coders", "level", "value"),
    [
        (THREE_CODERS, "nominal", 0.691358),  # the library's own tests
        (THREE_CODERS, "interval", 0.810845),  # ibid.
        (THREE_CODERS, "ordinal", 0.806721),  # what the library gives; its tests have no such case
        (FOUR_CODERS, "nominal", 0.743421),  # nltk's tests; Krippendorff's own example
        (FOUR_CODERS, "ordinal", 0.815388),  # .815 in the library's tests and Krippendorff's paper
        (FOUR_CODERS, "interval", 0.849107),  # .849 in Krippendorff's paper
        (FOUR_CODERS, "ratio", 0.797403),  # .797 in both
    ],
)
def test_krippendorffs_alpha(coders, level, value):
    assert alpha(units(coders), level, resamples=0).value == pytest.approx(value, abs=1e-6)


def test_words_in_their_order():
    words = {1: "very low", 2: "low", 3: "mid", 4: "high", 5: "very high"}
    said = [[words.get(value) for value in unit] for unit in units(FOUR_CODERS)]
    found = alpha(said, "ordinal", domain=tuple(words.values()), resamples=0)
    assert found.value == pytest.approx(0.815388, abs=1e-6)  # the library's tests
    with pytest.raises(ValueError, match="'very low' is not among"):
        alpha(said, "ordinal", domain=("low", "mid"))


def test_the_easy_case_of_nltk():
    """`test_disagreement.py`, `test_easy`: two dresses, coded by three and by two; −1/3. One
    that a single coder coded does not count (`test_easy2`)."""
    said = [["YES", "NO", "NO"], ["YES", "NO", None], [None, None, "NO"]]
    assert alpha(said, resamples=0).value == pytest.approx(-1 / 3)
    assert alpha(said[:2], resamples=0) == alpha(said, resamples=0)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ({1, 2}, {1, 2, 3, 4}, 0.6666666666666667),  # nltk's docstring
        ({1, 2, 3, 4}, {3, 4, 5}, 0.8666666666666667),  # nltk's metrics.doctest
        ({1}, {2}, 1),
        ({1}, {1}, 0),
        (set(), set(), 0),
        (set(), {1}, 1),
    ],
)
def test_masi(one, other, distance):
    assert masi_distance(frozenset(one), frozenset(other)) == pytest.approx(distance)


themes = st.frozensets(st.sampled_from("abc"), min_size=1)


@settings(deadline=None)  # the first call reads tables and libraries
@given(st.lists(st.tuples(themes, themes, themes), min_size=1, max_size=12))
def test_sets_of_themes_as_nltk_measures_them(coded):
    if len({value for unit in coded for value in unit}) < 2:
        with pytest.raises(TooFew):
            alpha(coded, "sets")
        return
    task = AnnotationTask(distance=nltks_distance)
    task.load_array(
        [(f"c{coder}", str(unit), value) for unit, values in enumerate(coded)
         for coder, value in enumerate(values)]
    )  # fmt: skip
    assert alpha(coded, "sets", resamples=0).value == pytest.approx(task.alpha())


def pairs(yes_yes, yes_no, no_yes, no_no):
    return (
        [("yes", "yes")] * yes_yes
        + [("yes", "no")] * yes_no
        + [("no", "yes")] * no_yes
        + [("no", "no")] * no_no
    )


def test_cohens_kappa_by_hand():
    """20, 5, 10, 15 of 50 (the usual textbook case): they agree in .7, by chance in
    .5 × .6 + .5 × .4 = .5; (.7 − .5) / .5 = .4."""
    assert kappa(pairs(20, 5, 10, 15)).value == pytest.approx(0.4)


def test_kappa_of_100_charts_by_two_abstractors():
    """Gwet's example of three kinds of pregnancy, in the vignette of the R package irrCAC:
    kappa .7964094, and an interval of .68 to .913 from its standard error."""
    table = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
    said = [
        (one, other) for one in range(3) for other in range(3) for _ in range(table[one][other])
    ]
    found = kappa(said)
    assert found.value == pytest.approx(0.7964094, abs=1e-7)
    assert (found.low, found.high) == (
        pytest.approx(0.68, abs=0.02),
        pytest.approx(0.913, abs=0.02),
    )


def test_gwets_ac1_keeps_its_sense_where_kappa_loses_it():
    """118, 5, 2, 0 of 125 (Gwet, "Inter-rater reliability: dependency on trait prevalence and
    marginal homogeneity", 2002): agreement .944, kappa −.0234, AC1 .9408. By hand: p = 243/250,
    chance 2 p (1 − p) = .054432, (.944 − .054432) / .945568 = .940777."""
    said = pairs(118, 5, 2, 0)
    assert kappa(said).value == pytest.approx(-0.0234, abs=5e-5)
    assert ac1(said).value == pytest.approx(0.940777, abs=1e-6)


def test_intervals_repeat_with_their_seed_and_hold_the_value():
    said = pairs(20, 5, 10, 15)
    found = kappa(said, seed=7)
    assert found == kappa(said, seed=7)
    assert found != kappa(said, seed=8)
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.value < found.high
    assert found.units == 50


def test_more_units_make_a_narrower_interval():
    chance = Random(1)
    said = [(value, value if chance.random() < 0.8 else "c") for value in "ab" * 200]
    widths = []
    for many in (40, 400):
        found = ac1(said[:many], resamples=300)
        assert found.high is not None
        assert found.low is not None
        widths.append(found.high - found.low)
    assert widths[1] < widths[0] / 2


@pytest.mark.parametrize(
    "measure",
    [
        pytest.param(lambda: kappa([]), id="kappa of none"),
        pytest.param(lambda: ac1([]), id="ac1 of none"),
        pytest.param(lambda: kappa([("a", "a")]), id="kappa of one value"),
        pytest.param(lambda: ac1([("a", "a")]), id="ac1 of one value"),
        pytest.param(lambda: alpha([]), id="alpha of none"),
        pytest.param(lambda: alpha([["a", None], [None, "b"]]), id="coded once each"),
        pytest.param(lambda: alpha([["a", "a"], ["a", "a"]]), id="alpha of one value"),
    ],
)
def test_where_nothing_can_be_said(measure):
    with pytest.raises(TooFew):
        measure()


def test_a_resample_that_cannot_be_measured_is_left_out():
    found = alpha([["a", "b"]], resamples=20)
    assert found.value == pytest.approx(0)
    assert (found.low, found.high) == (pytest.approx(0), pytest.approx(0))
