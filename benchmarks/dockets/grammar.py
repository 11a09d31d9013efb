"""A mail-merge campaign as a grammar: sentences of fixed words and slots, read from small patterns.

A sentence is written as a regular expression that has nothing but letters, `(a|b|c)` and `\\x`, as
people write down such campaigns once they have found them. Groups within groups are spelled out,
so that a slot is in the end a list of phrases, an empty one included where it may be left out.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

Slot = tuple[str, ...]  # the phrases that stand in for each other


@dataclass(frozen=True)
class Grammar:
    """The letters of one campaign; a part is fixed words (`str`) or a slot."""

    name: str
    sentences: tuple[tuple[str | Slot, ...], ...]
    keeps_order: bool = True  # or its sentences come in any order
    subsets: float = 0.0  # the share of letters that leave sentences out


@dataclass(frozen=True)
class Letters:
    """What was drawn from a grammar, and how often each phrase of each slot."""

    sentences: list[list[str]]  # per letter, so that something can be put between them
    counts: list[list[list[int]]]  # per sentence, slot and phrase


def read_grammar(file: Path) -> Grammar:
    """The grammar in a JSON file: `sentences`, and where known `name`, `keeps_order`, `subsets`."""
    written = json.loads(file.read_text(encoding="utf-8"))
    return Grammar(
        name=written.get("name", file.stem.removesuffix("-grammar")),
        sentences=tuple(map(parse, written["sentences"])),
        keeps_order=written.get("keeps_order", True),
        subsets=written.get("subsets", 0.0),
    )


def parse(pattern: str) -> tuple[str | Slot, ...]:
    """The parts of one sentence. Raises `ValueError` where brackets do not match."""
    parts: list[str | Slot] = []
    at = 0
    while at < len(pattern):
        if pattern[at] == "(":
            phrases, at = _group(pattern, at + 1)
            parts.append(tuple(dict.fromkeys(phrases)))
        else:
            literal = re.match(r"(?:\\.|[^\\()|])+", pattern[at:])
            if literal is None:
                raise ValueError(f"{pattern!r}: what stands at {at} opens or closes nothing.")
            parts.append(_plain(literal[0]))
            at += literal.end()
    return tuple(parts)


def _group(pattern: str, at: int) -> tuple[list[str], int]:
    """Every phrase of the group that begins at `at`, and where the group has ended."""
    phrases: list[str] = []
    prefixes = [""]  # what the alternative at hand can have been so far
    while at < len(pattern):
        if pattern[at] == "(":
            inner, at = _group(pattern, at + 1)
            prefixes = [prefix + phrase for prefix in prefixes for phrase in inner]
        elif pattern[at] in "|)":
            phrases += prefixes
            prefixes = [""]
            at += 1
            if pattern[at - 1] == ")":
                return phrases, at
        else:
            literal = re.match(r"(?:\\.|[^\\()|])+", pattern[at:])
            if literal is None:
                break
            prefixes = [prefix + _plain(literal[0]) for prefix in prefixes]
            at += literal.end()
    raise ValueError(f"{pattern!r}: a bracket is never closed.")


def _plain(literal: str) -> str:
    return re.sub(r"\\(.)", r"\1", literal)


def compose(grammar: Grammar, number: int, rng: np.random.Generator) -> Letters:
    """Draw letters: one phrase per slot, each as likely as the others.

    Spaces that an empty phrase leaves behind are taken away, as mail-merge programs do.
    """
    written: list[list[str]] = []
    counts: list[list[list[int]]] = []
    present = _present(grammar, number, rng)
    for place, sentence in enumerate(grammar.sentences):
        columns: list[list[str]] = []
        counted: list[list[int]] = []
        for part in sentence:
            if isinstance(part, str):
                columns.append([part] * number)
            else:
                drawn = rng.integers(len(part), size=number)
                columns.append([part[choice] for choice in drawn.tolist()])
                counted.append(np.bincount(drawn[present[:, place]], minlength=len(part)).tolist())
        written.append([_tidy("".join(row)) for row in zip(*columns, strict=True)])
        counts.append(counted)
    letters: list[list[str]] = []
    for number_of_letter, row in enumerate(zip(*written, strict=True)):
        kept = [
            text for text, is_there in zip(row, present[number_of_letter], strict=True) if is_there
        ]
        letters.append(kept)
    if not grammar.keeps_order:
        for letter in letters:
            rng.shuffle(letter)
    return Letters(sentences=letters, counts=counts)


def _present(
    grammar: Grammar, number: int, rng: np.random.Generator
) -> "np.ndarray[tuple[int, int], np.dtype[np.bool_]]":
    """Which sentences each letter has: all, or for the share `subsets` some, two at least."""
    length = len(grammar.sentences)
    present = np.ones((number, length), dtype=np.bool_)
    if grammar.subsets and length > 2:
        partial = np.flatnonzero(rng.random(number) < grammar.subsets)
        order = rng.random((len(partial), length)).argsort(axis=1)
        present[partial] = order < rng.integers(2, length, size=(len(partial), 1))
    return present


def _tidy(sentence: str) -> str:
    return re.sub(r" ([,.!;:?])", r"\1", " ".join(sentence.split()))


def described(grammar: Grammar, counts: list[list[list[int]]]) -> dict[str, object]:
    """A grammar as truth is kept: fixed parts, slots, phrases and how often each was written."""
    sentences = []
    for sentence, counted in zip(grammar.sentences, counts, strict=True):
        left = iter(counted)
        sentences.append(
            [
                {"fixed": part}
                if isinstance(part, str)
                else {
                    "slot": [
                        {"text": phrase, "count": count}
                        for phrase, count in zip(part, next(left), strict=True)
                    ]
                }
                for part in sentence
            ]
        )
    return {"keeps_order": grammar.keeps_order, "sentences": sentences}
