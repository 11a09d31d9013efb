"""Campaigns of letters in a sample of the distinct texts, and what every other is held against."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from rapporteur.core.campaigns.grams import covered, grams_of, sums_by_text
from rapporteur.core.campaigns.groups import Group, groups_of
from rapporteur.core.campaigns.letters import Pattern
from rapporteur.core.campaigns.near import clusters, shingles_of, verified
from rapporteur.core.campaigns.templates import Template, template_of
from rapporteur.core.campaigns.words import Hashes, Numbers, Words, chosen, words_of

SAMPLE = 300_000  # distinct texts
_LETTERS = 800  # of a campaign, that its template is found from
_LETTERS_OF_ONE = 100  # of a text that was edited
_COMPARED = 150  # texts of a group
_SMALL = 200  # texts: fewer that are one, edited, are left to be told by what they share
_SAME = 0.8  # of the words of a text, in pairs that another group says: it is the same campaign
_SAID, _ASKED = 200, 2000  # texts of a group that are looked at for that

Told = Callable[[int, int], None]  # done, of how many


@dataclass(frozen=True)
class Discovered:
    """template: what the letters are put together from; pattern: what texts are held against."""

    template: Template
    pattern: Pattern


def discovered(texts: pa.Array, told: Told = lambda _, __: None) -> list[Discovered]:
    """The campaigns among distinct texts, which stand in the order of their keys."""
    words = words_of(texts)
    groups = _joined(
        words,
        [
            group
            for group in groups_of(words)
            if len(group.texts) >= _SMALL or not _edited(words, group.texts)
        ],
    )
    found = []
    for n, group in enumerate(groups):
        told(n, len(groups))
        rows = _some(group.texts, _LETTERS)
        if _edited(words, rows):
            rows = rows[:: max(1, len(rows) // _LETTERS_OF_ONE)]
        written = texts.take(pa.array(rows)).to_pylist()
        template, producible = template_of(written, chosen(words, rows))
        runs = np.union1d(group.runs, producible)
        own = _recurring(words, rows, 1)
        found.append(Discovered(template, Pattern(runs, own, group.typical)))
    return found


def _edited(words: Words, texts: Numbers) -> bool:
    """Whether texts are one, or a few, edited: most that hang together are near each other.

    Letters of few slots are near some others too, and hang together in chains; but most of them
    are not near most others.
    """
    some = _some(texts, _COMPARED)
    many = len(some)
    pairs = np.stack(np.triu_indices(many, 1), axis=1)
    near = verified(pairs, *shingles_of(chosen(words, some)))
    labels = clusters(near, many)
    sizes = np.bincount(labels, minlength=many)[labels]
    neighbours = np.bincount(near.ravel(), minlength=many)
    return bool(np.median(sizes) >= 3 and 2 * neighbours.sum() >= (sizes - 1).sum())


def _joined(words: Words, groups: Sequence[Group]) -> list[Group]:
    """Groups that say the same pairs of words, as one: letters, and letters cut short."""
    joined: list[Group] = []
    for group in groups:
        some = chosen(words, _some(group.texts, _SAID))
        pairs = grams_of(some, 2)
        for n, other in enumerate(joined):
            theirs = _recurring(words, _some(other.texts, _ASKED), 2)
            marked = covered(some, pairs, np.flatnonzero(np.isin(pairs.hashes, theirs)))
            shares = sums_by_text(some, marked) / np.diff(some.offsets)
            if np.median(shares) >= _SAME:
                texts = np.union1d(group.texts, other.texts)
                runs = np.union1d(group.runs, other.runs)
                joined[n] = Group(texts, runs, max(group.typical, other.typical))
                break
        else:
            joined.append(group)
    return joined


def _some(texts: Numbers, most: int) -> Numbers:
    """At most so many of the texts, spread over all of them."""
    return texts[np.unique(np.linspace(0, len(texts) - 1, most).astype(np.int64))]


def _recurring(words: Words, texts: Numbers, length: int) -> Hashes:
    """The runs of words that at least two of the texts say, sorted."""
    grams = grams_of(chosen(words, texts), length)
    order = np.lexsort((grams.texts, grams.hashes))
    hashes, owners = grams.hashes[order], grams.texts[order]
    again = (hashes[1:] == hashes[:-1]) & (owners[1:] != owners[:-1])
    return np.unique(hashes[1:][again])
