"""Campaigns of letters in a sample of the distinct texts, and what every other is held against."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from rapporteur.core.campaigns.grams import covered, grams_of, sums_by_text
from rapporteur.core.campaigns.groups import SHORTEST, Group, edited, groups_of, spread
from rapporteur.core.campaigns.letters import Pattern
from rapporteur.core.campaigns.loops import RUN
from rapporteur.core.campaigns.sides import sides_of
from rapporteur.core.campaigns.templates import Template, template_of
from rapporteur.core.campaigns.words import Hashes, Numbers, Words, begun, chosen, words_of

SAMPLE = 300_000  # distinct texts
_LETTERS = 4000  # of a campaign, that its template is found from
_OWN = 800  # of them, whose words are the campaign's where two say them
_READ = 3000  # words of a text: no letter is longer, and a book takes as long as thousands of them
_PART_OF_ONE = 4  # of a text that was edited, a quarter at least
_SMALL = 200  # texts: fewer that are one, edited, are left to be told by what they share
_MOST_RUNS = 1500
_EXPECTED, _SHARE = 5, 0.01  # letters in which two runs would meet by chance, at least
_HARDLY = 0.1  # of them: the runs are versions of each other
_SAID_BY = 0.1  # of the letters, at least: a word that many dropped is no version of the text
_SAME = 0.6  # of the words of a text, in pairs that another group says: it is the same campaign
_SAID, _ASKED = 200, 2000  # texts of a group that are looked at for that

Told = Callable[[int, int], None]  # done, of how many


@dataclass(frozen=True)
class Discovered:
    """template: what the letters are put together from, without a part where they are one text,
    edited; pattern: what texts are held against."""

    template: Template
    pattern: Pattern


def discovered(texts: pa.Array, told: Told = lambda _, __: None) -> list[Discovered]:
    """The campaigns among distinct texts, which stand in the order of their keys."""
    words = begun(words_of(texts), _READ)
    groups = _joined(
        words,
        [
            group
            for group in groups_of(words)
            if len(group.texts) >= _SMALL or not edited(words, group.texts)
        ],
    )
    groups = [part for group in groups for part in _parted(texts, words, group)]
    found = []
    for n, group in enumerate(groups):
        told(n, len(groups))
        rows = spread(group.texts, _LETTERS)
        least, runs = SHORTEST, group.runs
        template = Template((), len(rows))
        if edited(words, rows) and not _has_versions(chosen(words, spread(rows, _OWN))):
            least = max(least, group.typical // _PART_OF_ONE)
        else:
            written = texts.take(pa.array(rows)).to_pylist()
            template, producible = template_of(written, chosen(words, rows))
            runs = np.union1d(runs, producible)
        own = _recurring(words, spread(rows, _OWN), 1)
        found.append(Discovered(template, Pattern(runs, own, group.typical, least)))
    return found


def _parted(texts: pa.Array, words: Words, group: Group) -> list[Group]:
    """Campaigns that share sentences, each for itself; a group that is one, as it is."""
    if edited(words, group.texts):
        return [group]
    parts = sides_of(texts, words, group.texts)
    if len(parts) == 1:
        return [group]
    return [
        Group(part, np.intersect1d(group.runs, _recurring(words, part, RUN)), group.typical)
        for part in parts
    ]


def _has_versions(letters: Words) -> bool:
    """Whether letters that are near each other say things in several ways: whether there are runs
    of words that are common and never meet. Where somebody edited a text, nobody else did so."""
    grams = grams_of(letters, RUN)
    hashes, which, times = np.unique(grams.hashes, return_inverse=True, return_counts=True)
    common = np.sort(np.argsort(-times, kind="stable")[:_MOST_RUNS])
    common = common[times[common] >= _SAID_BY * len(letters)]
    places = np.full(len(hashes), -1)
    places[common] = np.arange(len(common))
    said = np.zeros((len(letters), len(common)), np.float32)
    told = places[which] >= 0
    said[grams.texts[told], places[which[told]]] = 1
    many = said.sum(axis=0)
    expected = np.outer(many, many) / max(1, len(letters))
    enough = max(_EXPECTED, _SHARE * len(letters))
    apart = (said.T @ said <= _HARDLY * expected) & (expected >= enough)
    return int(apart.sum()) >= 2 * RUN * RUN


def _joined(words: Words, groups: Sequence[Group]) -> list[Group]:
    """Groups that say the same pairs of words, as one: letters, and letters cut short."""
    joined: list[Group] = []
    for group in groups:
        some = chosen(words, spread(group.texts, _SAID))
        pairs = grams_of(some, 2)
        for n, other in enumerate(joined):
            theirs = _recurring(words, spread(other.texts, _ASKED), 2)
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


def _recurring(words: Words, texts: Numbers, length: int) -> Hashes:
    """The runs of words that at least two of the texts say, sorted."""
    grams = grams_of(chosen(words, texts), length)
    order = np.lexsort((grams.texts, grams.hashes))
    hashes, owners = grams.hashes[order], grams.texts[order]
    again = (hashes[1:] == hashes[:-1]) & (owners[1:] != owners[:-1])
    return np.unique(hashes[1:][again])
