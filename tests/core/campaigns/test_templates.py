"""The template of letters: every phrase, whole and alone, is found from the letters."""

import re
from random import Random

import pyarrow as pa
import pytest

from rapporteur.core.campaigns.templates import Alternative, Slot, Template, template_of
from rapporteur.core.campaigns.words import words_of

# What one may say, part by part; between parts stands a space, but for stops.
GRAMMARS = {
    "side by side": (
        ("We", "My neighbors", "All of us"),
        ("can", "must", "will"),
        ("never", "always", "often"),
        ("trust", "follow", "ignore"),
        ("banks.", "the kings.", "small farms."),
    ),
    "nothing may stand": (
        ("Please", ""),
        ("keep", "save"),
        ("the", "our", "all the", ""),
        ("old", "big", ""),
        ("trees", "birds", "rivers"),
        ("alive", "safe"),
        ("today.", "for good.", "this year."),
    ),
    "words that two phrases share": (
        ("In the matter of", "With respect to", "Regarding", "I write of"),
        ("the future of the open web.", "net rules.", "the rules on the net.", "the open web."),
        ("The people of", "A city on", "My state of"),
        ("the north", "the coast", "a great land"),
        ("deserve better.", "wait for you."),
    ),
    "a sentence that may be left out": (
        ("I", "We", "My wife and I"),
        ("oppose", "reject", "condemn"),
        ("this rule.", "the plan.", "the proposal."),
        ("Thank you.", "Thanks for reading.", ""),
        ("Keep", "Save", "Protect"),
        ("our forests", "the woods", "my trees"),
        ("now.", "today.", "this year."),
    ),
    "sentences within a phrase": (
        ("I urge you to act", "Act now. Please", "Do your job. I mean it: do it"),
        ("for", "on behalf of"),
        ("my kids.", "the next generation.", "us all.", "everyone who breathes."),
        ("Time is up", "It is late. It is very late"),
        ("and", "so"),
        ("we count on you.", "my neighbors look to you.", "the whole town expects better."),
    ),
    "long phrases": (
        (
            "I write as a nurse who has worked in the same hospital for more than twenty years",
            "As the father of three, the youngest of whom misses school each winter, I write",
            "I am writing because nobody else in my town seems to have the time",
        ),
        ("about", "on", "regarding"),
        ("the rule.", "your proposal.", "the docket."),
    ),
}  # fmt: skip


def written(grammar, chance: Random) -> str:
    return " ".join(" ".join(chance.choice(part) for part in grammar).split())


def folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def found(texts: list[str]) -> Template:
    return template_of(texts, words_of(pa.array(texts)))[0]


@pytest.mark.parametrize("name", GRAMMARS)
def test_each_choice_is_found_with_all_that_one_may_say(name):
    chance = Random(7)
    letters = sorted({written(GRAMMARS[name], chance) for _ in range(700)})
    chance.shuffle(letters)
    slots = found(letters).slots
    assert [{folded(one.text) for one in slot.alternatives} for slot in slots] == [
        {folded(phrase) for phrase in part} for part in GRAMMARS[name]
    ]


@pytest.mark.parametrize("name", GRAMMARS)
def test_every_letter_can_be_put_together_from_the_template(name):
    chance = Random(8)
    letters = [written(GRAMMARS[name], chance) for _ in range(400)]
    slots = found(letters).slots
    template = r"\s*".join(
        "(?:" + "|".join(re.escape(folded(one.text)) for one in slot.alternatives) + ")"
        for slot in slots
    )
    assert all(re.fullmatch(template, folded(letter)) for letter in letters)
    assert all(slot.letters == len(letters) and slot.others == 0 for slot in slots)


def test_what_signers_add_and_sign_is_no_choice():
    chance = Random(9)
    names = [f"N{chance.randrange(10**6)} M{chance.randrange(10**6)}" for _ in range(400)]
    own = [f"w{chance.randrange(10**6)} and w{chance.randrange(10**6)} too." for _ in range(400)]
    letters = [
        f"{own[n] + ' ' if n % 20 == 0 else ''}{written(GRAMMARS['side by side'], chance)} {name}"
        for n, name in enumerate(names)
    ]
    slots = found(letters).slots
    assert [{folded(one.text) for one in slot.alternatives} for slot in slots] == [
        {folded(phrase) for phrase in part} for part in GRAMMARS["side by side"]
    ]


def test_sentences_that_come_in_any_order_are_one_each():
    chance = Random(10)
    sentences = (
        (("Keep", "Save"), ("the park", "our woods", "all of it"), ("now", "for good")),
        (("I have", "My son has"), ("slept", "fished"), ("there", "by its pond")),
        (("Nobody asked us", "It is ours"),),
        (("Say no", "Turn it down"), ("on Monday", "at once", "")),
    )
    letters = []
    for _ in range(600):
        said = [" ".join(map(chance.choice, parts)).strip() + "." for parts in sentences]
        letters.append(" ".join(chance.sample(said, len(said))))
    template = found(letters)
    assert not template.in_order
    assert {
        (slot.sentence, frozenset(folded(one.text) for one in slot.alternatives))
        for slot in template.slots
        if not slot.fixed
    } == {
        (place, frozenset(map(folded, part)))
        for place, number in enumerate(order_of(template, sentences))
        for part in sentences[number]
    }


def order_of(template, sentences):
    """Which of the sentences the template has first, and so on, told by their first part."""
    firsts = [frozenset(map(folded, parts[0])) for parts in sentences]
    said = [frozenset(folded(one.text) for one in slot.alternatives) for slot in template.slots]
    return [firsts.index(slot) for slot in said if slot in firsts]


def test_nobody_has_no_template():
    assert found([]).slots == ()
    assert found(["", "?"]).slots == ()


def slot(*counts: int, others: int = 0) -> Slot:
    alternatives = tuple(Alternative(f"way {at}", count) for at, count in enumerate(counts))
    return Slot(alternatives, sum(counts) + others, others)


@pytest.mark.parametrize(
    ("slots", "composed"),
    [
        ([slot(100), slot(30, 25, 25, 20), slot(100), slot(50, 50)], True),
        ([slot(9, 8, 8, 8, 7, 7, others=53), slot(60, 40)], True),
        ([slot(100), slot(50, 50)], False),
        ([slot(92, 4, 2, 2), slot(79, 5, 5, 4, 4, 3), slot(95, 3, others=2)], False),
        ([slot(40, 2, others=58), slot(90, 10)], False),
        ([], False),
    ],
)
def test_several_parts_are_said_in_several_ways_by_several(slots, composed):
    assert Template(tuple(slots), 100).composed is composed
