"""Holds what was found against the truth: letters found, strangers taken in, campaigns apart."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from benchmarks.campaigns.labels import NOBODY, Codes, Labels, read_labels
from benchmarks.campaigns.phrases import TrueSlot, Words, folded, recovered, true_slots

STRENGTHS = (0.02, 0.05, 0.1, 0.2, 1.0)
COPIED = (2, 10, 100, 10**9)
ALIKE = 0.8  # of the words of an addition, in what is reported as one, and the other way round


@dataclass(frozen=True)
class Composed:
    """What became of one mail-merge campaign."""

    name: str
    letters: int
    recall: float  # of its letters in the one found campaign that has most of them
    precision: float  # of that campaign's members: one less those that belong to nobody
    alone: float  # of that campaign's members: one less those of other campaigns
    pieces: int  # found campaigns that hold one letter in a hundred of it or more
    phrases: int
    missed: tuple[Words, ...]  # phrases, each after what stands before its slot and an arrow

    @property
    def phrases_recovered(self) -> int:
        return self.phrases - len(self.missed)

    def __str__(self) -> str:
        return (
            f"{self.name:18} {self.letters:8,} letters  recall {self.recall:.4f}"
            f"  precision {self.precision:.5f}  alone {self.alone:.4f}  pieces {self.pieces}"
            f"  phrases {self.phrases_recovered}/{self.phrases}"
            f" ({self.phrases_recovered / max(self.phrases, 1):.1%})"
        )


@dataclass(frozen=True)
class Score:
    """All that is read off one run."""

    composed: list[Composed]
    strangers: int  # rows of nobody's that were put into a campaign
    unrelated: int
    exact: list[tuple[str, int, float]]  # copied how often, rows, share in the letter's campaign
    near: list[tuple[str, int, float]]  # altered how much, rows, share in the letter's campaign
    mixed: int  # found campaigns with more than one row in a hundred from a second true one
    additions: int
    additions_recovered: int
    additions_invented: int

    def lines(self) -> Iterator[str]:
        yield from map(str, self.composed)
        yield f"of nobody's {self.unrelated:,} comments {self.strangers:,} in a campaign"
        for name, rows in (("exact", self.exact), ("near", self.near)):
            for what, number, share in rows:
                yield f"{name} {what:12} {number:10,} rows  recall {share:.4f}"
        yield f"found campaigns that mix two: {self.mixed}"
        yield (
            f"additions: {self.additions_recovered:,} of {self.additions:,} recovered,"
            f" {self.additions_invented:,} reported where there is none"
        )


def score(docket: Path, result: Path) -> Score:
    """Score the folder that a run has written against the folder of a made docket."""
    rows = pq.read_metadata(docket / "truth.parquet").num_rows
    truth = read_labels(docket / "truth.parquet", rows)
    found = read_labels(result / "members.parquet", rows)
    pairs = _pairs(truth, found)
    sizes = Counter[int]()
    for (_, given), number in pairs.items():
        sizes[given] += number
    main = _main(pairs, len(truth.campaigns))
    grammars = json.loads((docket / "grammars.json").read_text(encoding="utf-8"))
    templates = read_templates(result / "campaigns.json")
    composed = [
        _composed(name, pairs, sizes, truth, found, true_slots(grammar), templates)
        for name, grammar in grammars.items()
        if name in truth.campaigns
    ]
    is_right = (truth.campaign >= 0) & (main[truth.campaign] == found.campaign)
    recovered_additions, invented = _additions(truth, found)
    return Score(
        composed=composed,
        strangers=sum(number for (one, other), number in pairs.items() if one < 0 <= other),
        unrelated=sum(number for (one, _), number in pairs.items() if one < 0),
        exact=_exact(truth, is_right),
        near=_near(docket / "truth.parquet", truth, is_right),
        mixed=_mixed(pairs, sizes),
        additions=len(truth.additions),
        additions_recovered=recovered_additions,
        additions_invented=invented,
    )


def _composed(
    name: str,
    pairs: "Counter[tuple[int, int]]",
    sizes: Counter[int],
    truth: Labels,
    found: Labels,
    slots: list[TrueSlot],
    templates: dict[str, list[frozenset[Words]]],
) -> Composed:
    """What became of one campaign, judged by the found one that has most of its letters."""
    code = truth.campaigns.index(name)
    found_as = {given: number for (true, given), number in pairs.items() if true == code}
    letters = sum(found_as.values())
    pieces = {given: number for given, number in found_as.items() if given != NOBODY}
    phrases = sum(len(slot.phrases) for slot in slots)
    if not pieces:
        return Composed(name, letters, 0.0, 1.0, 1.0, 0, phrases, _missed(slots, []))
    main = max(pieces, key=lambda given: (pieces[given], -given))
    strangers = pairs[NOBODY, main]
    return Composed(
        name=name,
        letters=letters,
        recall=pieces[main] / letters,
        precision=1 - strangers / sizes[main],
        alone=(pieces[main] + strangers) / sizes[main],
        pieces=sum(number >= letters / 100 for number in pieces.values()),
        phrases=phrases,
        missed=_missed(slots, templates[found.campaigns[main]]),
    )


def _missed(slots: list[TrueSlot], template: list[frozenset[Words]]) -> tuple[Words, ...]:
    """The phrases that no slot of the template has, each with the words before its slot."""
    return tuple(
        (*slot.before[-3:], "→", *phrase)
        for slot, phrases in zip(slots, recovered(slots, template), strict=True)
        for phrase in sorted(slot.phrases - phrases)
    )


def read_templates(file: Path) -> dict[str, list[frozenset[Words]]]:
    """The slots of every found campaign, as sets of folded alternatives.

    A template is a list of `{"fixed": text}` and `{"slot": [{"text": …, "count": …}, …]}`, or a
    list of such lists, sentence by sentence.
    """
    written = json.loads(file.read_text(encoding="utf-8"))
    found = written["campaigns"] if isinstance(written, dict) else written
    return {
        campaign["id"]: [
            frozenset(folded(phrase["text"]) for phrase in part["slot"])
            for part in _flat(campaign.get("template") or [])
            if "slot" in part
        ]
        for campaign in found
    }


def _flat(template: list[Any]) -> Iterator[dict[str, Any]]:
    for part in template:
        if isinstance(part, dict):
            yield part
        else:
            yield from _flat(part)


def _pairs(truth: Labels, found: Labels) -> "Counter[tuple[int, int]]":
    """How many rows are in each true campaign and each found one together."""
    width = len(found.campaigns) + 1
    both = (truth.campaign.astype(np.int64) + 1) * width + found.campaign + 1
    keys, times = np.unique(both, return_counts=True)
    return Counter(
        {
            (key // width - 1, key % width - 1): number
            for key, number in zip(keys.tolist(), times.tolist(), strict=True)
        }
    )


def _main(pairs: "Counter[tuple[int, int]]", campaigns: int) -> Codes:
    """For each true campaign the found one that has most of it; the last entry is for nobody."""
    most = np.zeros(campaigns + 1, dtype=np.int64)
    main = np.full(campaigns + 1, NOBODY - 1, dtype=np.int32)
    for (true, given), number in pairs.items():
        if true >= 0 and given >= 0 and number > most[true]:
            most[true], main[true] = number, given
    return main


def _exact(truth: Labels, is_right: npt.NDArray[np.bool_]) -> list[tuple[str, int, float]]:
    """How many of the exact copies are with their like, by how often a letter was copied."""
    is_copy = truth.is_kind("exact")
    times = np.bincount(truth.campaign[is_copy], minlength=len(truth.campaigns))
    rows = []
    for least, beyond in pairwise(COPIED):
        those = is_copy & (times[truth.campaign] >= least) & (times[truth.campaign] < beyond)
        if those.any():
            rows.append((f"{least} times on", int(those.sum()), float(is_right[those].mean())))
    return rows


def _near(
    file: Path, truth: Labels, is_right: npt.NDArray[np.bool_]
) -> list[tuple[str, int, float]]:
    """How many of the altered letters are with the letter that they altered, by how much."""
    changed = pq.read_table(file, columns=["changed"])["changed"].to_numpy()
    is_near = truth.is_kind("near")
    rows = []
    for least, most in pairwise((0.0, *STRENGTHS)):
        those = is_near & (changed > least) & (changed <= most)
        if those.any():
            rows.append((f"to {most:.0%}", int(those.sum()), float(is_right[those].mean())))
    those = is_near & np.isnan(changed)
    if those.any():
        rows.append(("added to", int(those.sum()), float(is_right[those].mean())))
    return rows


def _mixed(pairs: "Counter[tuple[int, int]]", sizes: Counter[int]) -> int:
    """How many found campaigns are two: a hundredth of their rows is from a second true one."""
    most = Counter[int]()
    known = Counter[int]()
    for (true, given), number in pairs.items():
        if true >= 0 and given >= 0:
            most[given] = max(most[given], number)
            known[given] += number
    return sum(known[given] - most[given] > sizes[given] / 100 for given in known)


def _additions(truth: Labels, found: Labels) -> tuple[int, int]:
    """How many additions came out, more or less word for word, and how many out of nothing."""
    recovered_ones = sum(
        _is_alike(text, found.additions.get(row, "")) for row, text in truth.additions.items()
    )
    is_whole = truth.is_kind("exact") | truth.is_kind("composed")
    invented = sum(row not in truth.additions and bool(is_whole[row]) for row in found.additions)
    return recovered_ones, invented


def _is_alike(true: str, reported: str) -> bool:
    ours, theirs = Counter(folded(true)), Counter(folded(reported))
    common = (ours & theirs).total()
    return common >= ALIKE * ours.total() and common >= ALIKE * theirs.total()
