"""Campaigns in memory: what is found, and that order makes no difference."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from rapporteur.core.campaigns.find import Contribution, Found, find_campaigns

SLOTS = (
    ("I ask", "I urge", "We implore", "Please tell"),
    ("the council", "the mayor", "our city"),
    ("to save", "to protect", "to restore", "not to sell"),
    ("the old", "the great", "our beloved"),
    ("river meadow", "market hall", "swimming bath"),
    ("because children play there", "since it belongs to everybody", "before it is too late"),
)


def letters(chance: Random, many: int) -> list[str]:
    return [" ".join(chance.choice(slot) for slot in SLOTS) + "." for _ in range(many)]


def alone(chance: Random, many: int) -> list[str]:
    return [
        " ".join(f"word{chance.randrange(3000)}" for _ in range(chance.randrange(5, 60)))
        for _ in range(many)
    ]


def docket() -> list[Contribution]:
    chance = Random(11)
    texts = [
        *letters(chance, 400),
        *alone(chance, 250),
        *["No."] * 12,
        *["Keep it, all of it, for all of us who come after."] * 5,
        "Keep it, all of it, for all of us who come AFTER",
        "My grandmother learned to swim in it in 1931! " + letters(chance, 1)[0],
        "",
    ]
    return [
        Contribution(f"{n:04d}", text, date(2026, 3, 1 + n % 20), f"sender {n // 2}", "citizens")
        for n, text in enumerate(texts)
    ]


@pytest.fixture(scope="module")
def found() -> Found:
    return find_campaigns(docket())


def test_letters_of_one_mould_are_one_campaign(found):
    largest = found.campaigns[0]
    assert (largest.kind, largest.contributions, largest.distinct_contributors) == (
        "composed",
        401,
        201,
    )
    members = [member.id for member in found.members if member.campaign == largest.id]
    assert members == [*(f"{n:04d}" for n in range(400)), "0668"]


def test_the_mould_is_recovered(found):
    template = found.campaigns[0].template
    said = {one.text.lower() for slot in template.slots for one in slot.alternatives}
    wanted = {text.lower() for slot in SLOTS for text in slot}
    assert len(wanted & said) >= len(wanted) // 2


def test_what_a_signer_added_is_kept_word_for_word(found):
    assert found.campaigns[0].additions == (
        ("0668", "My grandmother learned to swim in it in 1931!"),
    )
    assert found.campaigns[0].with_additions == 1


def test_copies_are_campaigns_with_their_doubts(found):
    sizes = [(campaign.kind, campaign.contributions) for campaign in found.campaigns[1:]]
    assert sizes == [("exact", 12), ("exact", 6)]
    assert found.campaigns[1].doubts == [
        "The text has 1 words: people may have written it without each other.",
        "12 contributions come from only 6 contributors.",
    ]
    assert found.wordless == ("0669",)


def test_three_counts_and_the_profile(found):
    largest = found.campaigns[0]
    assert sum(count for _, count in largest.days) == 401
    assert largest.groups == {"citizens": 401}
    assert largest.distinct_texts <= largest.contributions


def test_order_makes_no_difference(found):
    shuffled = docket()
    Random(3).shuffle(shuffled)
    assert find_campaigns(shuffled) == found


def test_nobody_is_drawn_in_who_wrote_alone():
    contributions = [Contribution(str(n), text) for n, text in enumerate(alone(Random(5), 400))]
    assert find_campaigns(contributions).campaigns == ()


def test_nothing_and_an_id_that_comes_twice():
    assert find_campaigns([]) == Found((), (), ())
    with pytest.raises(ValueError, match="twice"):
        find_campaigns([Contribution("a", "x"), Contribution("a", "y")])


def test_two_campaigns_on_one_matter_stay_apart():
    chance = Random(2)
    other = [
        " ".join(chance.choice(slot) for slot in (
            ("Sell", "Let go of", "Give up"), ("the river meadow", "the market hall"),
            ("now", "at last", "this year"), ("and build", "so that we get", "to make room for"),
            ("flats", "homes", "houses people can pay"), ("for the young", "for families"),
            ("who leave town", "who need them", "who wait"),
        ))
        for _ in range(120)
    ]  # fmt: skip
    texts = letters(chance, 120) + sorted(set(other))
    found = find_campaigns([Contribution(f"{n:04d}", text) for n, text in enumerate(texts)])
    composed = [campaign for campaign in found.campaigns if campaign.kind == "composed"]
    sides = Counter(
        (member.campaign, int(member.id) < 120)
        for member in found.members
        if member.kind == "composed"
    )
    assert len(composed) == 2
    assert len(sides) == 2


def test_what_was_added_to_a_form_letter_is_kept_and_what_was_edited_is_not():
    base = "The mill by the river feeds forty families and must not be closed before the winter"
    texts = [base] * 6 + [
        base.replace("forty", "fifty"),
        base + ". My father worked in it!",
        "As a nurse I say: " + base,
    ]
    found = find_campaigns([Contribution(str(n), text) for n, text in enumerate(texts)])
    assert [(member.id, member.kind, member.addition) for member in found.members][6:] == [
        ("6", "near", ""),
        ("7", "near", "My father worked in it!"),
        ("8", "near", "As a nurse I say:"),
    ]


def test_who_quotes_the_same_passage_is_not_taken_for_a_signer_without_doubt():
    passage = " ".join(f"law{n}" for n in range(50))
    contributions = [
        Contribution(f"{n:03d}", f"{own(n, 1)} {passage} {own(n, 2)}", sender=f"s{n}")
        for n in range(40)
    ]
    (campaign,) = find_campaigns(contributions).campaigns
    assert campaign.with_additions == 39  # all but the one that the others are seen beside
    (doubt,) = campaign.doubts
    assert doubt.startswith("In 39 of 40 contributions the signers wrote something of their own")


def own(signer, which):
    return " ".join(f"own{signer}x{which}x{n}" for n in range(9))


def test_words_that_many_dropped_make_no_versions_of_a_text():
    chance = Random(5)
    words = [f"said{n}" for n in range(60)]
    texts = sorted({" ".join(w for w in words if chance.random() > 0.05) for _ in range(450)})
    found = find_campaigns([Contribution(str(n), text) for n, text in enumerate(texts)])
    assert [(one.kind, one.template) for one in found.campaigns] == [("near", None)]
    assert len(found.members) == len(texts)


def test_a_text_in_versions_is_composed():
    chance = Random(5)
    words = [f"said{n}" for n in range(60)]
    texts = set()
    for _ in range(450):
        said = list(words)
        for place in range(5, 60, 9):
            said[place] = chance.choice(("one", "two", "three")) + f"at{place}"
        texts.add(" ".join(said))
    found = find_campaigns([Contribution(str(n), t) for n, t in enumerate(sorted(texts))])
    (campaign,) = found.campaigns
    assert campaign.kind == "composed"


def test_texts_of_one_word_over_and_over_take_no_time():
    texts = [*["same " * 300_000] * 2, *("same " * (100 + n) for n in range(60))]
    found = find_campaigns([Contribution(str(n), text) for n, text in enumerate(texts)])
    assert [(one.kind, one.contributions) for one in found.campaigns] == [("near", 62)]


def test_short_letters_stay_together_whatever_the_longest_alternative():
    chance = Random(8)
    slots = (
        ("Stop the", "Block the", "Deny the", "Reject the", "Halt the", "Oppose the"),
        ("Acme", "proposed", "planned", "announced", "disastrous", "monopolistic"),
        ("merger.", "takeover.", "deal.", "buyout.", "combination."),
        ("Shoppers", "Workers", "Farmers", "Consumers", "Families", "Grocers"),
        ("will pay", "would pay", "always pay", "end up paying", "pay"),
        ("the price.", "the bill.", "the cost.", "the tab."),
    )
    texts = {" ".join(chance.choice(slot) for slot in slots) for _ in range(900)}
    found = find_campaigns(
        Contribution(f"{n:04d}", text)
        for n, text in enumerate([*sorted(texts), *alone(chance, 300)])
    )
    assert [one.contributions for one in found.campaigns] == [len(texts)]
