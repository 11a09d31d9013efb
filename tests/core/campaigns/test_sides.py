"""Letters that have sentences in common: several campaigns, or one."""

from collections import Counter
from random import Random

import numpy as np
import pyarrow as pa
import pytest

from rapporteur.core.campaigns.find import Contribution, find_campaigns
from rapporteur.core.campaigns.sides import sides_of
from rapporteur.core.campaigns.words import words_of

MANY = 400

GREETING = (("Dear members of", "Good morning to"), ("the harbour board", "the port council"))
ISLAND = (
    ("I was born", "My family lives", "We have worked"),
    ("on the island", "by the northern bay"),
    ("for forty years.", "since the war.", "all my life."),
)
THANKS = (("We count on", "We trust in", "I hope for"), ("your fairness.", "a reply from you."))
FOR = (
    (
        ("The night ferry", "The last boat"),
        ("must go on", "has to stay"),
        ("because nurses depend on it.", "since students need it."),
    ),
    (
        ("Without it", "Once it is gone"),
        ("families will move away", "the school will close"),
        ("within a year.", "before long."),
    ),
)
AGAINST = (
    (
        ("The night ferry", "This costly service"),
        ("burns our taxes", "wastes public money"),
        ("for empty benches.", "with nobody aboard."),
    ),
    (
        ("Spend it on", "Put the funds into"),
        ("a bridge instead", "the clinic", "more boats by day"),
        ("without delay.", "next spring."),
    ),
)

Sentence = tuple[tuple[str, ...], ...]


def written(chance: Random, sentences: tuple[Sentence, ...]) -> str:
    return " ".join(chance.choice(slot) for sentence in sentences for slot in sentence)


def sides(texts: list[str]) -> list[list[int]]:
    """What is found, as numbers of texts. They come mixed, so that nothing is told by order."""
    order = list(range(len(texts)))
    Random(3).shuffle(order)
    array = pa.array([texts[n] for n in order], pa.large_string())
    found = sides_of(array, words_of(array), np.arange(len(texts)))
    return sorted(sorted(order[n] for n in part.tolist()) for part in found)


@pytest.mark.parametrize(
    ("shared", "others"),
    [
        ((GREETING, ISLAND, THANKS), MANY),
        ((GREETING, ISLAND, THANKS), 12 * MANY),
        ((ISLAND,), MANY),
    ],
)
def test_campaigns_for_and_against_with_sentences_in_common_are_two(shared, others):
    chance = Random(7)
    texts = [written(chance, (*shared[:-1], *FOR, shared[-1])) for _ in range(MANY)]
    texts += [written(chance, (*shared[:-1], *AGAINST, shared[-1])) for _ in range(others)]
    assert sides(texts) == [[*range(MANY)], [*range(MANY, MANY + others)]]


def test_three_campaigns_are_three():
    chance = Random(8)
    third = (
        (("Ask the islanders", "Hold a vote"), ("in every village", "before anything else,")),
        (("Nobody told us", "Not one of us heard"), ("of the plan", "of this"), ("in time.", "."),),
    )  # fmt: skip
    texts = [
        written(chance, (GREETING, ISLAND, *own, THANKS))
        for own in (FOR, AGAINST, (*third[:1], (("first.", "now."),), *third[1:]))
        for _ in range(MANY)
    ]
    assert [len(part) for part in sides(texts)] == [MANY] * 3


def on_one_skeleton(chance: Random, *, support: bool) -> str:
    """Of every sentence most is alike, whichever way it goes."""
    says = ("support", "back", "am in favour of") if support else ("oppose", "reject", "am against")
    money = ("follow the child", "go with each pupil") if support else ("stay put", "be left alone")
    vote = ("yes", "aye") if support else ("no", "nay")
    return written(
        chance,
        (
            (
                ("As a parent", "As a teacher"),
                ("in this county", "who votes"),
                ("I",),
                says,
                ("the bill.", "this plan."),
            ),
            (
                ("Our taxes", "The funds"),
                ("should", "must", "ought to"),
                money,
                ("every year.", "from now on."),
            ),
            (
                ("I ask you", "I urge you"),
                ("to vote",),
                vote,
                ("on the bill", "this week"),
                ("in full.", "on the floor."),
            ),
        ),
    )


def test_campaigns_for_and_against_on_one_skeleton_are_two():
    chance = Random(12)
    texts = [on_one_skeleton(chance, support=n < MANY) for n in range(3 * MANY)]
    assert sides(texts) == [[*range(MANY)], [*range(MANY, 3 * MANY)]]


def agreeing_by_the_way(chance: Random) -> str:
    """What agrees stands in sentences that half of the letters leave out."""
    child, he, his = chance.choice((("son", "he", "his"), ("daughter", "she", "her")))
    told = (
        ((f"My {child}", f"Our {child}"), ("takes the bus", "rides trams"), ("daily.", "alone.")),
        (("Last year", "Once"), (f"{he} waited", f"{he} stood"), ("in the rain.", "for an hour.")),
        (("Now", "Since then"), (f"{he} walks", f"{he} cycles"), (f"to {his} school.", "there.")),
    )  # fmt: skip
    kept = [sentence for sentence in told if chance.random() < 0.5]
    return written(chance, (GREETING, *kept, ISLAND, THANKS))


def agreeing(chance: Random) -> str:
    """One letter of one campaign; words in four sentences follow from whether it is one or many."""
    one = chance.random() < 0.5
    it, is_, s = ("it", "is", "s") if one else ("they", "are", "")
    place = ("this river", "this meadow") if one else ("these woods", "these hills")
    return written(
        chance,
        (
            (("I ask you", "We urge you"), ("to save", "to protect"), place, ("today.", "for us.")),
            ((f"{it} need{s}",), ("our care", "your help", "a future"), ("now.", "this year.")),
            (("Once", "As soon as"), (f"{it} {is_} gone",), ("nothing", "no money"), ("helps.",)),
            (("Children", "Visitors"), (f"say {it} {is_}",), ("quiet", "lovely"), ("all year.",)),
        ),
    )


def two_versions(chance: Random) -> str:
    return written(chance, (GREETING, ISLAND, chance.choice((FOR, AGAINST))[0], THANKS))


def phrase_of_two_sentences(chance: Random) -> str:
    phrase = ("Keep it. It is ours.", "Act soon! Time flies.", "Hear me out: be kind. I beg you.")
    return written(chance, (GREETING, ISLAND, (phrase,), THANKS))


def left_out(chance: Random) -> str:
    return written(chance, (GREETING, ISLAND, *chance.choice((FOR, ())), THANKS))


@pytest.mark.parametrize(
    "letter", [agreeing, agreeing_by_the_way, two_versions, phrase_of_two_sentences, left_out]
)
def test_letters_of_one_campaign_stay_together(letter):
    chance = Random(9)
    texts = [letter(chance) for _ in range(3 * MANY)]
    assert len(sides(texts)) == 1


def test_each_of_two_campaigns_has_its_own_letters_and_template():
    chance = Random(10)
    texts = [
        written(chance, (GREETING, ISLAND, *own, THANKS))
        for own in (FOR, AGAINST)
        for _ in range(MANY)
    ]
    alone = [
        " ".join(f"word{chance.randrange(3000)}" for _ in range(chance.randrange(5, 60)))
        for _ in range(1000)
    ]
    found = find_campaigns(
        Contribution(f"{n:05d}", text) for n, text in enumerate([*texts, *alone])
    )
    members = Counter((one.campaign, int(one.id) // MANY) for one in found.members)
    assert sorted(side for _, side in members) == [0, 1]
    said = [str(campaign.template) for campaign in found.campaigns]
    assert sorted("the school will close" in one for one in said) == [False, True]
    assert sorted("wastes public money" in one for one in said) == [False, True]
