"""Contributions, distinct texts, distinct contributors, by theme, stance and group."""

from rapporteur.core.evidence.voices import Three, Voice, by_theme_and_group, three


def voice(number: int, **fields: object) -> Voice:
    return Voice(**{"contribution": number, "theme": "forum", **fields})


def test_a_campaign_is_many_contributions_and_one_text():
    letters = [
        voice(each, text="same", contributors=frozenset({f"signer {each}"})) for each in range(7)
    ]
    assert three(letters) == Three(contributions=7, texts=1, contributors=7)


def test_one_who_contributes_twice_is_one_contributor():
    icc = frozenset({"ICC"})
    twice = [voice(1, text="a", contributors=icc), voice(2, text="b", contributors=icc)]
    assert three(twice) == Three(contributions=2, texts=2, contributors=1)


def test_the_same_contribution_is_counted_once():
    both = [voice(1, text="a", contributors=frozenset({"ICC", "CoNGO"}))] * 2
    assert three(both) == Three(contributions=1, texts=1, contributors=2)


def test_who_is_not_named_is_somebody_else():
    assert three([voice(1), voice(2), voice(2)]) == Three(2, 0, 2)


def test_a_statement_for_many_states_is_one_and_carries_them():
    for_the_77 = voice(
        1, contributors=frozenset({"Yemen"}), carried=frozenset({"Cuba", "Egypt", "India"})
    )
    alone = voice(2, contributors=frozenset({"Cuba"}), carried=frozenset())
    assert three([for_the_77, alone]) == Three(2, 0, 2, carried=3)


def test_by_theme_and_group_with_the_denominator():
    supports, opposes = frozenset({"supports"}), frozenset({"opposes"})
    heard = [
        voice(1, group="governments", stances=supports),
        voice(2, group="governments", stances=opposes),
        voice(3, group="civil-society", stances=supports | opposes),
        voice(4, group="civil-society"),
        voice(5, theme="spam", group="governments"),
    ]
    found = {(each.theme, each.group): each for each in by_theme_and_group(heard)}
    assert list(found) == [
        ("forum", None),
        ("forum", "governments"),
        ("forum", "civil-society"),
        ("spam", None),
        ("spam", "governments"),
    ]
    everybody = found["forum", None]
    assert everybody.addressed.contributions == 4
    assert {stance: each.contributions for stance, each in everybody.stances.items()} == {
        "opposes": 2,
        "supports": 2,
    }
    assert found["forum", "civil-society"].addressed == Three(2, 0, 2)
    assert found["spam", None].stances == {}
