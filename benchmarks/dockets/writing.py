"""Writes a docket part by part, with the truth about every row beside it."""

import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.dockets.editing import PLACES, add, edit
from benchmarks.dockets.grammar import Grammar, compose, described
from benchmarks.dockets.plan import Plan
from benchmarks.dockets.voices import Chain, lengths, share_with_common_words, unrelated

OPENED = np.datetime64("2017-04-27T00:00:00", "us")
DAYS = 126
GROUPS = ("individual", "organisation", "business", "public body", "academic")
EDITED_FORMS = 40  # the most copied letters are those that people alter
STRENGTHS = (0.01, 0.02, 0.05, 0.1, 0.2)  # shares of a letter's words that are touched
SHARED_AT_MOST = 0.05
CHECKED = 20_000
TRUTH = pa.schema(
    [
        ("id", pa.string()),
        ("campaign", pa.string()),
        ("kind", pa.string()),
        ("addition", pa.string()),
        ("changed", pa.float32()),  # of a near-duplicate, the share of its words
    ]
)


@dataclass(frozen=True)
class Form:
    """A letter that is sent unaltered, by its sentences; two that say the same have one name."""

    name: str
    sentences: list[str]

    @property
    def text(self) -> str:
        return " ".join(self.sentences)


@dataclass(frozen=True)
class Row:
    text: str
    campaign: str | None
    kind: str
    addition: str | None = None
    changed: float | None = None


@dataclass(frozen=True)
class Material:
    """All that the parts of a docket are made from."""

    plan: Plan
    grammars: tuple[Grammar, ...]
    chain: Chain
    forms: tuple[Form, ...]
    seed: int


def write_docket(
    plan: Plan, grammars: list[Grammar], chain: Chain, folder: Path, *, seed: int, processes: int
) -> None:
    """Write `docket/part-*.parquet`, `truth.parquet` and `grammars.json` into a folder.

    The same arguments give the same bytes, however many processes there are. Raises `ValueError`
    where the unrelated comments quote each other, which would make them a campaign.
    """
    forms = _forms(chain, len(plan.copies), seed)
    material = Material(plan, tuple(grammars), chain, forms, seed)
    check_voices(chain, plan.unrelated, seed)
    for name in ("docket", "truth"):
        (folder / name).mkdir(parents=True, exist_ok=True)
        for left_over in (folder / name).glob("part-*.parquet"):
            left_over.unlink()
    if processes == 1:
        counts = [write_part(material, folder, part) for part in range(plan.parts)]
    else:
        with ProcessPoolExecutor(
            processes, get_context("spawn"), initializer=_hand_over, initargs=(material, folder)
        ) as pool:
            counts = list(pool.map(_write_part_in_worker, range(plan.parts)))
    _gather_truth(folder)
    written = {
        grammar.name: described(grammar, _added([part[place] for part in counts]))
        for place, grammar in enumerate(grammars)
    }
    (folder / "grammars.json").write_text(json.dumps(written, indent=1, ensure_ascii=False))


def check_voices(chain: Chain, number: int, seed: int) -> None:
    """Refuse a docket in which comments that should be alone share six words in a row."""
    rng = np.random.default_rng([seed, 2])
    shared = share_with_common_words(unrelated(chain, min(number, CHECKED), rng))
    if shared >= SHARED_AT_MOST:
        raise ValueError(
            f"Of the unrelated comments {shared:.1%} share six words in a row with another;"
            " give the chain more sentences to learn from."
        )


def _forms(chain: Chain, number: int, seed: int) -> tuple[Form, ...]:
    """Letters to be copied; of the long tail one in eight is no more than a few words."""
    rng = np.random.default_rng([seed, 1])
    long = rng.integers(2, 9, size=number)  # sentences
    is_short = (np.arange(number) > 20) & (np.arange(number) % 8 == 0)
    long[is_short] = 1
    words = np.clip(lengths(int(long.sum()), rng) // 2, 5, 40)
    ends = np.cumsum(long)
    words[ends[is_short] - 1] = rng.integers(1, 6, size=int(is_short.sum()))
    sentences = chain.texts(words, rng)
    named: dict[str, str] = {}
    forms = []
    for place, (begin, end) in enumerate(pairwise([0, *ends.tolist()])):
        text = " ".join(sentences[begin:end])
        name = named.setdefault(text.casefold(), f"form-{place:06d}")
        forms.append(Form(name, sentences[begin:end]))
    return tuple(forms)


_handed_over: list[tuple[Material, Path]] = []  # in a worker: once, not with every part


def _hand_over(material: Material, folder: Path) -> None:
    _handed_over.append((material, folder))


def _write_part_in_worker(part: int) -> list[list[list[list[int]]]]:
    return write_part(*_handed_over[0], part)


def write_part(material: Material, folder: Path, part: int) -> list[list[list[list[int]]]]:
    """Write one part; returns how often each phrase of each grammar was written in it."""
    rng = np.random.default_rng([material.seed, 3, part])
    rows, counts = _distinct_rows(material, part, rng)
    forms, copied = np.unique(material.plan.forms_of(part), return_inverse=True)
    pool = rows + [
        Row(material.forms[form].text, material.forms[form].name, "exact")
        for form in forms.tolist()
    ]
    choice = np.concatenate([np.arange(len(rows)), len(rows) + copied])
    rng.shuffle(choice)
    first = sum(
        len(material.plan.rows(total, before))
        for before in range(part)
        for total in _totals(material.plan)
    )
    ids = pc.utf8_lpad(
        pc.cast(pa.array(np.arange(first, first + len(choice))), pa.string()), 9, padding="0"
    )
    name = f"part-{part:05d}.parquet"
    texts = pa.array([row.text for row in pool]).take(pa.array(choice))
    docket = {"id": ids, "text": texts, **_circumstances(pool, choice, material.plan.size, rng)}
    pq.write_table(
        pa.table(docket), folder / "docket" / name, compression="zstd", row_group_size=65_536
    )
    truth = pa.table(
        {
            field.name: pa.array([getattr(row, field.name) for row in pool], field.type)
            for field in TRUTH
            if field.name != "id"
        }
    ).take(pa.array(choice))
    pq.write_table(truth.add_column(0, "id", ids), folder / "truth" / name, compression="zstd")
    return counts


def _totals(plan: Plan) -> tuple[int, ...]:
    return (*plan.composed, sum(plan.copies), plan.near, plan.unrelated)


def _distinct_rows(
    material: Material, part: int, rng: np.random.Generator
) -> tuple[list[Row], list[list[list[list[int]]]]]:
    """The rows of a part that are nobody's copy."""
    plan, chain = material.plan, material.chain
    rows: list[Row] = []
    counts = []
    for grammar, total in zip(material.grammars, plan.composed, strict=True):
        letters = compose(grammar, len(plan.rows(total, part)), rng)
        counts.append(letters.counts)
        own = iter(_additions(chain, len(letters.sentences), rng))
        adds = (rng.random(len(letters.sentences)) < plan.additions).tolist()
        for sentences, is_added in zip(letters.sentences, adds, strict=True):
            rows.append(_letter(sentences, grammar.name, "composed", next(own) if is_added else ""))
    rows += _near(material, len(plan.rows(plan.near, part)), rng)
    rows += [
        Row(text, None, "unrelated")
        for text in unrelated(chain, len(plan.rows(plan.unrelated, part)), rng)
    ]
    return rows, counts


def _letter(sentences: list[str], campaign: str, kind: str, addition: str) -> Row:
    if not addition:
        return Row(" ".join(sentences), campaign, kind)
    place = PLACES[len(addition) % len(PLACES)]
    return Row(add(sentences, addition, place), campaign, kind, addition)


def _additions(chain: Chain, number: int, rng: np.random.Generator) -> list[str]:
    """What signers say for themselves: a sentence or a few."""
    return chain.texts(np.clip(lengths(number, rng) // 2, 6, 60), rng)


def _near(material: Material, number: int, rng: np.random.Generator) -> list[Row]:
    """Form letters altered, lightly to heavily, or with an addition."""
    forms = material.forms[:EDITED_FORMS]
    if not forms or not number:
        return []
    weights = np.array(material.plan.copies[:EDITED_FORMS], dtype=float) ** 0.5
    chosen = rng.choice(len(forms), size=number, p=weights / weights.sum()).tolist()
    strengths = rng.choice(STRENGTHS, size=number).tolist()
    own = _additions(material.chain, number, rng)
    adds = (rng.random(number) < 0.25).tolist()
    inserts = material.chain.words
    rows = []
    for form, strength, addition, is_added in zip(chosen, strengths, own, adds, strict=True):
        campaign = forms[form].name
        if is_added:
            rows.append(_letter(forms[form].sentences, campaign, "near", addition))
        else:
            edited = edit(forms[form].text, inserts, strength, rng)
            rows.append(Row(edited.text, campaign, "near", changed=edited.changed))
    return rows


def _circumstances(
    pool: list[Row], choice: npt.NDArray[np.int64], size: int, rng: np.random.Generator
) -> dict[str, pa.Array]:
    """When, by whom and for whom: a campaign comes in a wave, other comments all the time."""
    number = len(choice)
    wave = np.array([_day(row.campaign) for row in pool])[choice]
    day = np.where(wave < 0, rng.uniform(0, DAYS, number), rng.normal(wave, 4, number))
    moment = (np.clip(day, 0, DAYS) * 86_400_000_000).astype("timedelta64[us]")
    senders = rng.integers(max(1, round(size * 0.9)), size=number)
    groups = rng.choice(len(GROUPS), size=number, p=(0.9, 0.04, 0.03, 0.01, 0.02))
    return {
        "received_at": pa.array(OPENED + moment, pa.timestamp("us", tz="UTC")),
        "sender": pc.binary_join_element_wise(
            "person", pc.cast(pa.array(senders), pa.string()), "-"
        ),
        "group": pa.array(GROUPS).take(pa.array(groups)),
    }


def _day(campaign: str | None) -> float:
    """The middle of a campaign's wave, which its name alone decides; -1 where there is none."""
    return -1.0 if campaign is None else sum(map(ord, campaign)) * 37 % (DAYS - 10) + 5.0


def _gather_truth(folder: Path) -> None:
    """Put the truth of all parts into one file."""
    parts = sorted((folder / "truth").glob("part-*.parquet"))
    with pq.ParquetWriter(folder / "truth.parquet", TRUTH, compression="zstd") as writer:
        for part in parts:
            writer.write_table(pq.read_table(part, schema=TRUTH))
            part.unlink()
    (folder / "truth").rmdir()


def _added(counts: list[list[list[list[int]]]]) -> list[list[list[int]]]:
    """Counts of phrases over all parts."""
    return [
        [np.sum(slot, axis=0).tolist() for slot in zip(*sentence, strict=True)]
        for sentence in zip(*counts, strict=True)
    ]
