"""The examiner of campaigns: a perfect answer has full marks, and each fault costs its own."""

import json
import sys

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from benchmarks.campaigns.alone import recover
from benchmarks.campaigns.measuring import measured
from benchmarks.campaigns.phrases import folded, recovered, true_slots
from benchmarks.campaigns.scoring import score
from benchmarks.dockets.invention import made_up_grammar, made_up_sentences
from benchmarks.dockets.plan import plan
from benchmarks.dockets.voices import Chain
from benchmarks.dockets.writing import write_docket

GRAMMARS = ("one", "two")


@pytest.fixture(scope="module")
def docket(tmp_path_factory):
    folder = tmp_path_factory.mktemp("docket")
    rng = np.random.default_rng
    grammars = [made_up_grammar(name, "water", rng(at)) for at, name in enumerate(GRAMMARS)]
    chain = Chain(made_up_sentences(2000, rng(1)))
    planned = plan(3000, [0.2, 0.1], copies=0.3, near=0.05, additions=0.2)
    write_docket(planned, grammars, chain, folder, seed=1, processes=1)
    return folder


@pytest.fixture
def answer(docket, tmp_path):
    """Write an answer that is the truth, altered by a function of its table; return its score."""

    def write(alter=lambda members: members, templates=None):
        truth = pq.read_table(docket / "truth.parquet")
        members = truth.filter(pc.is_valid(truth["campaign"])).drop_columns(["changed"])
        members = alter(members)
        pq.write_table(members, tmp_path / "members.parquet")
        grammars = json.loads((docket / "grammars.json").read_text())
        found = [
            {
                "id": name,
                "template": (templates or {}).get(name, grammars.get(name, {}).get("sentences")),
            }
            for name in sorted(set(members["campaign"].to_pylist()))
        ]
        (tmp_path / "campaigns.json").write_text(json.dumps({"campaigns": found}))
        return score(docket, tmp_path)

    return write


def test_the_truth_has_full_marks(answer):
    scored = answer()
    assert [
        (found.name, found.letters, found.recall, found.precision, found.alone, found.pieces)
        for found in scored.composed
    ] == [("one", 600, 1, 1, 1, 1), ("two", 300, 1, 1, 1, 1)]
    assert all(found.phrases_recovered == found.phrases > 20 for found in scored.composed)
    assert {share for rows in (scored.exact, scored.near) for _, _, share in rows} == {1.0}
    assert (scored.strangers, scored.mixed, scored.additions_invented) == (0, 0, 0)
    assert scored.additions_recovered == scored.additions > 100


def test_letters_left_out_cost_recall(answer):
    scored = answer(lambda members: members.filter(pc.not_equal(members["campaign"], "one")))
    assert [found.recall for found in scored.composed] == [0, 1]


def test_two_campaigns_taken_for_one_are_not_alone(answer):
    scored = answer(
        lambda members: members.set_column(
            1,
            "campaign",
            [["one" if name == "two" else name for name in members["campaign"].to_pylist()]],
        )
    )
    assert [found.alone for found in scored.composed] == [600 / 900, 300 / 900]
    assert scored.mixed == 1


def test_a_campaign_in_two_halves_is_found_by_half(answer):
    scored = answer(
        lambda members: members.set_column(
            1,
            "campaign",
            [[f"{name}{at % 2}" for at, name in enumerate(members["campaign"].to_pylist())]],
        ),
    )
    assert [found.pieces for found in scored.composed] == [2, 2]
    assert all(0.4 < found.recall < 0.6 for found in scored.composed)


def test_strangers_cost_precision(answer, docket):
    truth = pq.read_table(docket / "truth.parquet")
    lone = truth.filter(pc.is_null(truth["campaign"]))["id"].slice(0, 6)
    strangers = pa.table(
        {"id": lone, "campaign": ["two"] * 6, "kind": ["composed"] * 6, "addition": ["own"] * 6}
    )
    scored = answer(lambda members: pa.concat_tables([members, strangers]))
    assert [found.precision for found in scored.composed] == [1, 1 - 6 / 306]
    assert scored.strangers == 6


def test_additions_that_are_not_there_count(answer):
    scored = answer(
        lambda members: members.set_column(3, "addition", [["something else"] * members.num_rows])
    )
    assert scored.additions_recovered == 0
    assert scored.additions_invented > 1500


# Phrases

SENTENCE = [
    {"fixed": "We "},
    {"slot": [{"text": "do ask", "count": 60}, {"text": "do beg", "count": 60}]},
    {"fixed": " you, "},
    {"slot": [{"text": "please, ", "count": 50}, {"text": "", "count": 70}]},
    {"fixed": "now"},
    {"slot": [{"text": ".", "count": 60}, {"text": "!", "count": 60}]},
]
ASK, PLEASE = true_slots({"sentences": [SENTENCE]})


@pytest.mark.parametrize(
    ("slot", "template", "number"),
    [
        (ASK, ["ask", "beg"], 2),
        (ASK, ["Do ask", "do BEG!"], 2),
        (ASK, ["we do ask you", "we do beg you"], 2),
        (ASK, ["ask", "beg", "steal"], 2),
        (ASK, ["ask", "do beg"], 1),
        (ASK, ["ask you please", "beg you please", "ask you", "beg you"], 2),
        (ASK, ["ask you please", "beg you please"], 0),
        (PLEASE, ["", "please"], 2),
        (PLEASE, ["you now", "you please now"], 2),
        (PLEASE, ["ask you please", "beg you please", "ask you", "beg you"], 0),
        (PLEASE, [], 0),
    ],
)
def test_a_phrase_is_recovered_where_one_slot_has_it(slot, template, number):
    alternatives = frozenset(map(folded, template))
    (phrases,) = recovered([slot], [frozenset({("other",)}), alternatives])
    assert len(phrases) == number


def test_a_slot_of_the_template_serves_for_one_slot():
    template = [frozenset({("ask",), ("beg",)})]
    assert list(map(len, recovered([ASK, ASK], template))) == [2, 0]
    assert list(map(len, recovered([ASK, ASK], template * 2))) == [2, 2]


def test_slots_that_few_letters_have_and_phrases_that_none_has_are_not_asked_for():
    seldom = [{"slot": [{"text": "a", "count": 50}, {"text": "b", "count": 49}]}]
    often = [
        {
            "slot": [
                {"text": text, "count": count}
                for text, count in zip("abc", (99, 1, 0), strict=True)
            ]
        }
    ]
    assert true_slots({"sentences": [seldom]}) == []
    assert [slot.phrases for slot in true_slots({"sentences": [often]})] == [{("a",), ("b",)}]


# Measuring


def test_memory_of_a_child_counts():
    hold = "import time; held = bytearray(60_000_000); time.sleep(1.2)"
    nested = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hold!r}])"
    spent = measured([sys.executable, "-c", nested])
    assert spent.seconds > 1.2
    assert 60e6 < spent.peak_bytes < 200e6


def test_a_command_that_fails_is_no_measurement():
    with pytest.raises(SystemExit, match="ended with 3"):
        measured([sys.executable, "-c", "raise SystemExit(3)"])


def test_a_template_is_recovered_from_letters_alone():
    found = recover("incinerator", 150, 1)
    assert found.phrases == found.found == 44
    assert found.in_order
