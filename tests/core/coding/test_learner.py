"""The learner tells themes apart, says how sure it is, and when it does not know."""

import random

import numpy as np
import pytest

from rapporteur.core.coding.blocks import blocks, parted
from rapporteur.core.coding.comparison import compare
from rapporteur.core.coding.learner import TooFew, learn
from rapporteur.core.coding.proposals import Candidate, Example, Silence
from rapporteur.core.coding.terms import ThemeTerms
from tests.core.coding.made_up import THEMES, made_up

EXAMPLES = made_up()


@pytest.fixture(scope="module")
def learner():
    return learn(EXAMPLES)


@pytest.mark.parametrize(
    ("text", "theme", "word"),
    [
        ("Spam floods the users.", "spam", "Spam"),
        ("Les zones rurales manquent de tout accès.", "access", "rurales"),
        ("Мы за свободу выражения в сети.", "rights", "выражения"),
        ("我们认为必须过滤垃圾邮件。", "spam", "垃圾"),
    ],
)
def test_it_proposes_with_probability_words_and_passages_like_it(learner, text, theme, word):
    [proposal] = learner.propose([Candidate("new", text)]).proposals
    assert (proposal.candidate, proposal.theme, proposal.method) == ("new", theme, "learner")
    assert 0.5 < proposal.probability <= 1
    assert any(word in shown for shown in proposal.words)
    assert f"“{proposal.words[0]}”" in proposal.reason
    confirmed = {example.candidate.id: example.themes for example in EXAMPLES}
    assert all(theme in confirmed[key] for key in proposal.like)
    assert proposal.like[0] in proposal.reason


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Los derechos humanos se aplican en línea para todos.", "passages are in Spanish."),
        ("Quarterly zebra dividends exceeded forecasts.", "of its words stand in no"),
        ("", "100% of its words"),
        ("We think that in our country it is true.", "No theme is likely enough"),
    ],
)
def test_it_says_what_it_does_not_know(learner, text, why):
    found = learner.propose([Candidate("new", text)])
    assert found.proposals == ()
    [silence] = [each for each in found.silences if each.candidate == "new"]
    assert why in silence.why


def test_a_theme_with_too_few_examples_is_not_learned():
    rare = [Example(EXAMPLES[at].candidate, frozenset({"rare"})) for at in range(3)]
    learner = learn([*rare, *EXAMPLES[3:]])
    assert {quality.theme for quality in learner.qualities} == set(THEMES)
    silences = learner.propose([]).silences
    assert silences == (
        Silence("", "rare", "Only 3 confirmed passages, from 1 contributions, are about it."),
    )


def test_a_theme_that_cannot_be_told_apart_is_not_proposed():
    chance = random.Random(3)
    noisy = [
        Example(each.candidate, each.themes | ({"noise"} if chance.random() < 0.1 else set()))
        for each in EXAMPLES
    ]
    learner = learn(noisy)
    assert "noise" not in {quality.theme for quality in learner.qualities}
    assert any(each.theme == "noise" and "F1" in each.why for each in learner.propose([]).silences)


def test_the_terms_of_a_codebook_help_where_few_words_were_confirmed():
    few = [*EXAMPLES[:80]]
    candidate = Candidate("new", "In our country the UBE prices are too high, as all know.")
    terms = [ThemeTerms("spam", {"en": ["UBE"]}), ThemeTerms("access", {"en": ["price"]})]
    told = Example(Candidate("ube", "Nobody wants UBE.", "en", "c99"), frozenset({"spam"}))
    plain, with_terms = learn([*few, told]), learn([*few, told], terms=terms)
    assert "price" in terms[1].terms["en"]
    before, after = (each.probabilities([candidate])[0] for each in (plain, with_terms))
    assert after["access"] > before["access"]
    [access] = [
        each for each in with_terms.propose([candidate]).proposals if each.theme == "access"
    ]
    assert "prices" in access.reason


def test_too_few_examples_are_refused_in_a_sentence():
    with pytest.raises(TooFew, match=r"None of \d themes has 8 confirmed passages"):
        learn(EXAMPLES[:6])
    with pytest.raises(TooFew):
        learn([])


def test_the_same_examples_in_any_order_give_the_same():
    shuffled = random.Random(5).sample(EXAMPLES, len(EXAMPLES))
    candidates = [Candidate("1", "Spam floods users."), Candidate("2", "Rights and access.")]
    assert learn(shuffled).propose(candidates) == learn(EXAMPLES).propose(candidates)


def test_probabilities_are_calibrated_on_passages_it_has_not_seen():
    learned, judged = parted(EXAMPLES, 0.3, seed=2)
    learner = learn(learned)
    candidates = [each.candidate for each in judged]
    compared = compare(
        "learner",
        judged,
        learner.propose(candidates),
        themes=list(THEMES),
        probabilities=learner.probabilities(candidates),
    )
    assert compared.micro.f1 > 0.9
    assert compared.calibration < 0.1
    assert compared.brier < 0.05
    assert all(one.brier < one.brier_of_share for one in learner.qualities)


def test_vectors_that_are_handed_in():
    def encode(texts):
        """Which of the words of three themes stand in a text: a model of sentences in small."""
        marks = (
            ("spam", "спам", "mail", "垃圾", "pourriel", "courrier"),
            ("rural", "сельск", "prix"),
        )
        return np.array(
            [[1.0, *(any(word in text for word in words) for words in marks)] for text in texts]
        )

    found = learn(EXAMPLES, encode=encode).propose([Candidate("new", "Stop spam, please do.")])
    [proposal] = found.proposals
    assert (proposal.theme, proposal.method, proposal.words) == ("spam", "embeddings", ())
    assert proposal.reason.startswith("Confirmed passages most like it: p")


def test_vectors_of_a_wrong_shape_are_refused():
    with pytest.raises(ValueError, match="gave vectors of the shape"):
        learn(EXAMPLES, encode=lambda texts: np.zeros((1, 3)))


def test_blocks_hold_contributions_campaigns_and_copies_together():
    given = [
        Candidate("1", "a", contribution="x"),
        Candidate("2", "b", contribution="x", campaign="k"),
        Candidate("3", "c", campaign="k"),
        Candidate("4", "C "),
        Candidate("5", "e"),
    ]
    assert blocks(given) == [0, 0, 0, 0, 4]
    learned, judged = parted([Example(each, frozenset()) for each in given], 0.2, seed=0)
    assert {len(learned), len(judged)} == {1, 4}
