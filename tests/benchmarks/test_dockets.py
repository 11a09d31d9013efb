"""The dockets that campaigns are measured on: what they are said to hold is what they hold."""

import json
from collections import Counter, defaultdict
from itertools import pairwise

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.dockets.editing import edit
from benchmarks.dockets.grammar import Grammar, compose, parse
from benchmarks.dockets.invention import TOPICS, made_up_grammar, made_up_sentences
from benchmarks.dockets.plan import plan
from benchmarks.dockets.voices import Chain, real_sentences, share_with_common_words
from benchmarks.dockets.writing import write_docket


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("Hello.", ("Hello.",)),
        (r"a\.(b|c|)", ("a.", ("b", "c", ""))),
        ("((do|did) so|(not)) it", (("do so", "did so", "not"), " it")),
        ("(a|a) b", (("a",), " b")),
    ],
)
def test_a_pattern_is_read_as_fixed_words_and_slots(pattern, parts):
    assert parse(pattern) == parts


@pytest.mark.parametrize("pattern", ["(a|b", "a)", "a|b", "(a(b)"])
def test_a_pattern_whose_brackets_do_not_match_is_refused(pattern):
    with pytest.raises(ValueError, match=r"bracket|opens or closes"):
        parse(pattern)


def test_letters_have_one_phrase_per_slot_and_no_holes():
    grammar = Grammar("g", (parse("I (do|did|) it, (well|)."), parse("So(!| there!)")))
    letters = compose(grammar, 200, np.random.default_rng(1))
    assert {sentence for letter in letters.sentences for sentence in letter[:1]} == {
        f"I {does}it,{how}." for does in ("do ", "did ", "") for how in (" well", "")
    }
    assert [[sum(slot) for slot in sentence] for sentence in letters.counts] == [[200, 200], [200]]


def test_letters_may_come_in_any_order_or_in_part():
    sentences = tuple(parse(f"{word}.") for word in ("One", "Two", "Three", "Four"))
    grammar = Grammar("g", sentences, keeps_order=False, subsets=0.5)
    letters = compose(grammar, 400, np.random.default_rng(1)).sentences
    assert {len(letter) for letter in letters} == {2, 3, 4}
    assert len({tuple(letter) for letter in letters}) == 12 + 24 + 24


@given(
    size=st.integers(1, 10**6),
    parts=st.integers(1, 50),
    copies=st.floats(0, 0.9),
    share=st.floats(0, 0.1),
)
def test_every_row_has_its_place_in_one_part(size, parts, copies, share):
    planned = plan(size, [share], copies=copies, near=0, parts=parts)
    for total in (*planned.composed, sum(planned.copies), planned.unrelated):
        rows = [planned.rows(total, part) for part in range(parts)]
        assert sum(map(len, rows)) == total
        assert all(one.stop == other.start for one, other in pairwise(rows))
    assert sum(planned.copies) <= round(copies * size)


def test_the_copies_of_a_letter_are_spread_over_the_parts_and_none_is_missed():
    planned = plan(10_000, [], parts=3)
    parts = [Counter(planned.forms_of(part).tolist()) for part in range(3)]
    assert sum(parts, Counter()) == Counter(dict(enumerate(planned.copies)))
    assert max(part[0] for part in parts) - min(part[0] for part in parts) <= 10


def test_shares_that_leave_no_room_are_refused():
    with pytest.raises(ValueError, match="more than the whole"):
        plan(1000, [0.2])


def test_the_proportions_are_those_of_the_real_docket():
    planned = plan(22_000_000, [0.0627])
    distinct = planned.size - sum(planned.copies) + len(planned.copies)
    assert 0.12 < distinct / planned.size < 0.15
    assert planned.copies[0] == pytest.approx(7_500_000, rel=0.01)
    assert planned.copies[-1] == 2


def test_people_who_write_for_themselves_hardly_share_six_words_in_a_row(voices):
    texts = voices.texts(np.full(2000, 40), np.random.default_rng(1))
    assert len(set(texts)) == 2000
    assert share_with_common_words(texts) < 0.05


def test_what_is_shared_is_counted():
    ours = "we have six words in common here"
    assert share_with_common_words([ours, f"And {ours}", "we have but these", "other"]) == 0.5


def test_sentences_are_taken_once_each(tmp_path):
    file = tmp_path / "sentences.tsv"
    file.write_text("A\tOne\\u2019s own.\nB\tone’s OWN\nA\t\nA\tOther\x0bline.\n")
    assert real_sentences(file) == ["one’s OWN", "Other\x0bline."]


@given(st.floats(0.001, 0.9), st.integers(0, 2**32))
def test_an_edit_says_how_much_it_touched(strength, seed):
    text = "we ask that you keep the rule as it stands today"
    edited = edit(text, ["word"], strength, np.random.default_rng(seed))
    assert edited.changed > 0
    assert edited.text


@pytest.mark.parametrize("seed", range(12))
def test_a_made_up_campaign_has_letters_enough(seed):
    topic = sorted(TOPICS)[seed % len(TOPICS)]
    grammar = made_up_grammar("g", topic, np.random.default_rng(seed))
    letters = compose(grammar, 1000, np.random.default_rng(1)).sentences
    assert 2 <= len(grammar.sentences) <= 9
    assert len({" ".join(letter) for letter in letters}) > 990


@pytest.fixture(scope="module")
def voices():
    return Chain(made_up_sentences(4000, np.random.default_rng(1)), 5_000)


@pytest.fixture(scope="module")
def written(tmp_path_factory, voices):
    folder = tmp_path_factory.mktemp("docket")
    make(folder, voices)
    return folder


def make(folder, voices, processes=1):
    grammars = [made_up_grammar("one", "water", np.random.default_rng(1))]
    planned = plan(4000, [0.1], copies=0.6, near=0.05, additions=0.2, parts=3)
    write_docket(planned, grammars, voices, folder, seed=5, processes=processes)


def test_the_truth_stands_beside_every_row(written):
    docket = pq.read_table(written / "docket")
    truth = pq.read_table(written / "truth.parquet")
    assert docket.column_names == ["id", "text", "received_at", "sender", "group"]
    assert docket["id"].to_pylist() == [f"{row:09d}" for row in range(4000)]
    assert truth["id"].to_pylist() == docket["id"].to_pylist()
    assert Counter(truth["kind"].to_pylist()) == {
        "exact": 2400,
        "composed": 400,
        "near": 200,
        "unrelated": 1000,
    }


def test_a_campaign_of_copies_has_one_text_and_an_addition_is_in_the_letter(written):
    texts = pq.read_table(written / "docket")["text"].to_pylist()
    truth = pq.read_table(written / "truth.parquet").to_pylist()
    copies = defaultdict(set)
    additions = 0
    for text, row in zip(texts, truth, strict=True):
        if row["kind"] == "exact":
            copies[row["campaign"]].add(text)
        if row["addition"]:
            additions += 1
            assert row["addition"] in text
            assert row["addition"] != text
    assert {len(texts) for texts in copies.values()} == {1}
    assert additions > 80


def test_the_phrases_are_counted_over_all_parts(written):
    (grammar,) = json.loads((written / "grammars.json").read_text()).values()
    slots = [
        part["slot"] for sentence in grammar["sentences"] for part in sentence if "slot" in part
    ]
    assert {sum(phrase["count"] for phrase in slot) for slot in slots} == {400}


def test_the_same_seed_gives_the_same_bytes_on_two_processes(written, voices, tmp_path):
    make(tmp_path, voices, processes=2)
    for file in written.rglob("*.*"):
        assert (tmp_path / file.relative_to(written)).read_bytes() == file.read_bytes()
