"""Sketches: what near texts share, and what makes no difference."""

from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.text.sketches import RUN, SIZE, likeness, sketch

WORDS = st.lists(st.sampled_from([f"word{n}" for n in range(400)]), max_size=300)


def runs(words: list[str]) -> set[tuple[str, ...]]:
    length = min(RUN, len(words))
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1) if length}


@given(WORDS)
def test_a_sketch_is_small_sorted_and_fits_a_column(words):
    made = sketch(" ".join(words))
    assert len(made) == min(SIZE, len(runs(words)))
    assert list(made) == sorted(set(made))
    assert all(0 <= number < 2**63 for number in made)


@given(WORDS, WORDS)
def test_likeness_is_that_of_the_sets(one, other):
    found = likeness(sketch(" ".join(one)), sketch(" ".join(other)))
    union = runs(one) | runs(other)
    exact = len(runs(one) & runs(other)) / len(union) if runs(one) and runs(other) else 0.0
    if len(union) <= SIZE:
        assert found == exact
    else:
        assert abs(found - exact) < 0.32  # five standard errors


def test_case_signs_spacing_and_accents_make_no_difference():
    one = "L’accès à l’Internet, pour tous — et partout."
    assert sketch(one) == sketch("l'ACCES a l'internet pour\n tous et   partout")
    assert likeness(sketch(one), sketch(one)) == 1.0


def test_arabic_and_chinese_have_runs():
    assert len(sketch("互联网应当对所有人开放")) == 9
    assert len(sketch("الإنترنت يجب أن تكون متاحة للجميع")) == 4
    assert sketch("!?  …") == ()
    assert likeness((), sketch("one two three")) == 0.0
