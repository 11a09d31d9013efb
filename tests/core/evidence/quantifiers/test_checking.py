"""Supported, too strong, too weak, or of whom: by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapporteur.core.evidence.quantifiers.checking import Coder, Count, Verdict, check
from rapporteur.core.evidence.quantifiers.counted import read_counts
from rapporteur.core.evidence.quantifiers.problem import QuantifierProblem
from rapporteur.core.evidence.quantifiers.wording import WORDS, not_a_sample, said
from rapporteur.core.evidence.voices import Three


def of(yes: int, whole: int) -> Count:
    return Count(Three(yes, yes, yes), Three(whole, whole, whole))


GROUPS = {"all": of(12, 20), "governments": of(1, 6), "civil-society": of(11, 14)}


def verdicts(text, counts, language="en"):
    return [each.verdict.value for each in check(text, counts, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Most participants agreed.", "supported"),  # 12 of 20
        ("Some participants agreed.", "too-weak"),
        ("Several participants agreed.", "too-weak"),
        ("The vast majority of participants agreed.", "too-strong"),
        ("All participants agreed.", "too-strong"),
        ("Not all participants agreed.", "supported"),
        ("Many participants agreed.", "supported"),
        ("Few participants agreed.", "too-strong"),  # it says that there are few, and there are 12
        ("No participant agreed.", "too-strong"),
        ("Participants generally agreed.", "too-strong"),  # 60 of 100, 66 asked for
        ("Most agreed.", "of-whom"),
        ("Others agreed.", "too-weak"),
        ("Twelve participants agreed.", "supported"),
        ("Thirteen participants agreed.", "too-strong"),
        ("Eleven participants agreed.", "too-weak"),
        ("At least eleven participants agreed.", "supported"),
        ("60 per cent of participants agreed.", "supported"),
        ("59.5 per cent of participants agreed.", "too-weak"),
        ("Two thirds of participants agreed.", "too-strong"),
        ("More than a third of participants agreed.", "supported"),
        ("Less than a third of participants agreed.", "too-strong"),
        ("At most ten participants agreed.", "too-strong"),
        ("Fewer than thirteen participants agreed.", "supported"),
        ("Most Governments agreed.", "too-strong"),  # 1 of 6
        ("One Government agreed.", "supported"),
        ("Most civil society contributors agreed.", "supported"),
        ("Most of the contributions from Governments and civil society agreed.", "supported"),
        ("Most private sector participants agreed.", "of-whom"),  # nobody counted them
        ("There was widespread agreement on it.", "too-strong"),
        ("Opinions varied.", "supported"),
        ("It was noted that it is so.", "too-weak"),
    ],
)
def test_twelve_of_twenty(text, expected):
    assert verdicts(text, GROUPS) == [expected]


def test_agreement_is_not_widespread_while_one_group_does_not_agree():
    counts = {"all": of(18, 20), "governments": of(1, 3), "civil-society": of(17, 17)}
    (answer,) = check("There was widespread agreement on it.", counts, "en")
    assert answer.verdict is Verdict.TOO_STRONG
    assert answer.behind == ("governments",)
    assert "Below what each group must reach: governments." in said(answer)


def test_views_that_did_not_differ():
    assert verdicts("Views differed.", {"all": of(20, 20)}) == ["too-strong"]
    assert verdicts("Views differed.", {"all": of(1, 20)}) == ["too-strong"]


def test_contributions_are_not_contributors():
    campaign = Count(Three(90, 1, 90), Three(100, 11, 95))
    answers = check("Most comments agreed. Most contributors agreed.", {"all": campaign}, "en")
    assert [(each.said, each.addressed) for each in answers] == [(90, 100), (90, 95)]
    assert "distinct texts: 1" in said(answers[0])


def test_everybody_is_the_sum_of_the_groups_where_it_is_not_counted():
    groups = {"governments": of(1, 6), "civil-society": of(11, 14)}
    (answer,) = check("Most participants agreed.", groups, "en")
    assert (answer.said, answer.addressed) == (12, 20)


def test_nobody_addressed_it():
    (answer,) = check("A third of the participants agreed.", {"all": of(0, 0)}, "en")
    assert answer.verdict is Verdict.TOO_STRONG
    assert "Nobody addressed the theme." in said(answer)
    assert verdicts("No participant agreed.", {"all": of(0, 0)}) == ["supported"]


def test_nothing_was_counted():
    (answer,) = check("It was noted that it is so.", {}, "en")
    assert answer.verdict is Verdict.UNCOUNTED
    assert "Nothing was counted for it." in said(answer)


def test_how_often_most_fails_where_the_coder_is_right_four_times_of_five():
    """2 of 3 are counted: with each coding right 8 times of 10 the true number is 2 or 3 in 704
    cases of 1,000 (`test_coder`). "Most" asks for 3 at least and less than all: never kept. More
    than half: broken in 296."""
    coder = Coder(0.8, 0.8)
    most, half = check(
        "Most participants agreed; more than half of the participants agreed.",
        {"all": of(2, 3)},
        "en",
        coder=coder,
    )
    assert (most.fails, half.fails) == (1, pytest.approx(0.296))
    assert half.verdict is Verdict.SUPPORTED
    assert "fails with a chance of 30 per cent" in said(half)


def test_a_statement_for_many_states_is_one_and_carries_them():
    counts = {"all": Count(Three(3, 3, 3, carried=131), Three(5, 5, 5))}
    (answer,) = check("Most participants agreed.", counts, "en")
    assert (answer.said, answer.addressed) == (3, 5)
    assert "carry 131 States or others" in said(answer)


@settings(deadline=None)  # the first call reads tables and libraries
@given(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["most", "some", "many", "few"]))
def test_the_numbers_that_are_named_are_those_that_are_supported(yes, no, word):
    (answer,) = check(f"{word} participants agreed.", {"all": of(yes, yes + no)}, "en")
    kept = answer.low <= answer.said <= answer.high
    assert (answer.verdict is Verdict.SUPPORTED) == (kept and (yes + no > 0 or word == "few"))


SENTENCES = {
    "en": "Most participants agreed.",
    "fr": "La plupart des participants ont estimé cela.",
    "es": "La mayoría de los participantes señaló eso.",
    "ru": "Большинство участников отметили это.",
    "ar": "رأى معظم المشاركين ذلك.",
    "zh": "大多数与会者认为如此。",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_an_answer_is_read_in_the_language_of_the_sentence(language):
    (answer,) = check(SENTENCES[language], GROUPS, language, coder=Coder(0.8, 0.8))
    words = said(answer, language)
    assert words.startswith(WORDS[language].verdicts[Verdict.SUPPORTED])
    for number in ("12", "20", "60", "50", "100"):
        assert number in words
    assert "{" not in words
    assert not_a_sample(language)


def test_counts_as_a_file():
    counts = read_counts(
        '{"forum": {"all": {"said": 7, "addressed": {"contributions": 9, "texts": 8, '
        '"contributors": 9}}}}'
    )
    assert counts == {"forum": {"all": Count(Three(7, 7, 7), Three(9, 8, 9))}}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "not JSON: line 1, column 2"),
        ("[" * 100_000, "not JSON"),
        ("[]", "The counts of the whole are no object"),
        ('{"a": 3}', "The counts of a are no object"),
        ('{"a": {"all": {"sad": 3}}}', "a › all: “sad” is not known"),
        ('{"a": {"all": {"said": 3}}}', "a › all › addressed is no whole number"),
        ('{"a": {"all": {"said": -1, "addressed": 3}}}', "a › all › said is no whole number"),
        ('{"a": {"all": {"said": true, "addressed": 3}}}', "said is no whole number"),
        ('{"a": {"all": {"said": 1e3, "addressed": 3}}}', "said is no whole number"),
        ('{"a": {"all": {"said": 4, "addressed": 3}}}', "a › all: 4 of 3 contributions cannot be"),
        ('{"a": {"all": {"said": {"texts": 1}, "addressed": 3}}}', "contributions is missing"),
        ('{"a": {"all": {"said": {"words": 1}, "addressed": 3}}}', "“words” is not known"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_counts_is_said(text, says):
    with pytest.raises(QuantifierProblem, match=says):
        read_counts(text)


@pytest.mark.parametrize(
    ("yes", "verdict"),
    [(17, "too-strong"), (18, "supported"), (19, "too-weak")],
)
@pytest.mark.parametrize(
    "sentence",
    [
        "All but two of the delegations supported the text.",
        "With two exceptions, all delegations supported the text.",
        "Toutes les délégations sauf deux ont appuyé le texte.",
        "Todas las delegaciones menos dos apoyaron el texto.",
        "Все делегации, кроме двух, поддержали текст.",
        "وأيدت جميع الوفود ما عدا وفدين النص.",
        "除两个代表团外，所有代表团都支持案文。",
    ],
)
def test_all_but_two_is_eighteen_of_twenty(sentence, yes, verdict):
    counts = {"all": of(yes, 20)}
    (answer,) = check(sentence, counts)
    assert (answer.verdict, answer.low, answer.high) == (verdict, 18, 18)


def test_all_but_two_says_what_it_promises():
    counts = {"all": of(18, 20)}
    (answer,) = check("All but two of the delegations supported the text.", counts, "en")
    assert "promises all but 2." in said(answer, "en")
