"""One line of words through which every letter of a campaign runs.

Letters composed from interchangeable phrases are laid over each other. What comes out is a line of
words, the *track*, such that each letter is, word for word, a way along it: forwards, passing over
what other letters chose. It grows from one letter: what recurs in others and is not yet on it is
put where all of them have room for it.
"""

import itertools
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rapporteur.core.campaigns import loops

Codes = npt.NDArray[np.int32]  # words as small numbers, 0 to n - 1
Matrix = npt.NDArray[np.int32]
Run = tuple[int, ...]
Rooms = list[tuple[int, int]]

_FAVOUR = 3  # more than the bonus, so that it decides
_FREE = 1  # less than the bonus
_BOUND = 0.9  # of those who say a word, saying the next one on the line
_BONUS = 2  # for a word that follows on the track as it does in the letter
_HEAVIEST = 6  # what a rare word counts, against 1 for the commonest
_ROUNDS = 60
_EVERYWHERE = 0.9  # of the letters: a unit that so many pass is where it belongs
_ASKED = 40  # letters, where a unit belongs
_LONGEST_TRACK = 6000


@dataclass(frozen=True)
class Track:
    """words: the codes along the line; ways: for each letter, the place of each of its words on the
    line, or -1 for a word that has none there."""

    words: Codes
    ways: tuple[Codes, ...]


def track_of(letters: list[Codes], vocabulary: int, seldom: int) -> Track:
    """The track of `letters`.

    letters: the words of each, coded 0 to vocabulary - 1; the first is what it grows from.
    seldom: in how many letters a run of words must recur to have a place on the track.
    """
    weights = _weights(letters, vocabulary)
    line = letters[0].copy()
    ways = ways_along(line, letters, weights)
    for _ in range(_ROUNDS):
        line, ways = _pruned(line, ways, 2)
        new = _wanting(line, letters, ways, seldom)
        if not new or len(line) > _LONGEST_TRACK:
            break
        line, moved = _with_runs(line, new)
        ways = [moved[way] for way in ways]
        # A letter that has its way has it still.
        lost = [n for n, way in enumerate(ways) if (way < 0).any()]
        for n, way in zip(lost, ways_along(line, [letters[n] for n in lost], weights), strict=True):
            ways[n] = way
    if not len(line):  # no word recurs
        return Track(line, tuple(ways))
    line, ways = _without_doubles(line, letters, weights, ways)
    line = _settled(line, letters, weights, ways)
    ways = ways_along(line, letters, weights)
    line, ways = _without_doubles(line, letters, weights, ways)
    line, ways = _pruned(line, ways, seldom)
    for _ in range(2):
        ways = ways_along(line, letters, weights, _favour(line, ways))
    return Track(line, tuple(ways))


def _favour(line: Codes, ways: list[Codes]) -> Codes:
    """What to add to the worth of places, where a word stands at several.

    A place that goes with the word before it is for the letters that say both: others shall find
    their word at a place that stands for itself. Otherwise all shall find it at the same place.
    """
    times = _times(line, ways)
    together = np.zeros(len(line), np.int64)
    for way in ways:
        places = way[way >= 0]
        together[places[1:][np.diff(places) == 1]] += 1
    bound = np.zeros(len(line), bool)
    bound[1:] = together[1:] >= _BOUND * times[:-1]
    favour: Codes = np.zeros(len(line), np.int32)
    for code in np.flatnonzero(np.bincount(line, minlength=1) > 1).tolist():
        same = np.flatnonzero(line == code)
        free = same[~bound[same]]
        if len(free) and len(free) < len(same):
            favour[free] = _FREE
        else:
            favour[int(same[np.argmax(times[same])])] = _FAVOUR
    return favour


def ways_along(
    line: Codes, letters: list[Codes], weights: Codes, favour: Codes | None = None
) -> list[Codes]:
    """The best way of every letter along `line`; `favour` is added to the worth of its places."""
    worth = weights[line] if favour is None else weights[line] + favour
    offsets = np.cumsum([0, *map(len, letters)])
    words = np.concatenate([*letters, line[:0]])
    found = loops.ways(words, offsets, line, worth.astype(np.int32), _BONUS)
    return [found[a:b] for a, b in itertools.pairwise(offsets.tolist())]


def _weights(letters: list[Codes], vocabulary: int) -> Codes:
    """What each word counts in an alignment: the seldomer the more."""
    times = np.bincount(np.concatenate(letters), minlength=vocabulary)
    total = int(times.sum())
    weights = [min(_HEAVIEST, max(1, (total // max(1, int(n))).bit_length() - 4)) for n in times]
    return np.array(weights, np.int32)


def _pruned(line: Codes, ways: list[Codes], seldom: int) -> tuple[Codes, list[Codes]]:
    """Without the places that fewer than `seldom` letters pass."""
    times = _times(line, ways)
    kept = times >= min(seldom, len(ways))
    if kept.all():
        return line, ways
    renamed = np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)
    renamed = np.append(renamed, np.int32(-1))  # for what has no place
    return line[kept], [renamed[way] for way in ways]


def _times(line: Codes, ways: list[Codes]) -> npt.NDArray[np.int64]:
    passed = np.concatenate(ways) if ways else np.zeros(0, np.int32)
    return np.bincount(passed[passed >= 0], minlength=len(line))


def _wanting(
    line: Codes, letters: list[Codes], ways: list[Codes], seldom: int
) -> dict[int, list[Run]]:
    """The commonest of the runs that have no place yet, by the place before which most of their
    letters have room for them."""
    rooms: dict[Run, Rooms] = defaultdict(list)
    for letter, way in zip(letters, ways, strict=True):
        for first, last in _runs(way < 0):
            before = int(way[first - 1]) if first else -1
            after = int(way[last]) if last < len(way) else len(line)
            rooms[tuple(letter[first:last].tolist())].append((before, after))
    most = max((len(room) for room in rooms.values()), default=0)
    if most < seldom:
        return {}
    enough = max(seldom, (most + 2) // 3)
    chosen = sorted(
        (run for run, room in rooms.items() if len(room) >= enough),
        key=lambda run: (-len(rooms[run]), run),
    )
    ahead = {run: _ahead(run, rooms) for run in chosen}
    new: dict[int, list[Run]] = defaultdict(list)
    for run in chosen:
        new[_place(rooms[run], first=ahead[run] > 0)].append(run)
    # Two that have the same room are alternatives, or the one always comes before the other.
    return {
        place: sorted(runs, key=lambda run: (-ahead[run], -len(rooms[run]), run))
        for place, runs in new.items()
    }


def _with_runs(line: Codes, new: Mapping[int, list[Run]]) -> tuple[Codes, Codes]:
    """The line with runs put before places of it, and where its own places have moved to."""
    pieces: list[Codes] = []
    moved = np.arange(len(line) + 1, dtype=np.int32)
    last = 0
    for place in sorted(new):
        pieces += [line[last:place], *(np.array(run, np.int32) for run in new[place])]
        moved[place:] += sum(map(len, new[place]))
        last = place
    moved[-1] = -1  # for what has no place
    return np.concatenate([*pieces, line[last:]]).astype(np.int32), moved


def _ahead(run: Run, rooms: Mapping[Run, Rooms]) -> float:
    """From 1 (longer runs begin with this one) to -1 (longer runs end with it)."""
    long = len(run)
    begins = sum(len(rooms[other]) for other in rooms if len(other) > long and other[:long] == run)
    ends = sum(len(rooms[other]) for other in rooms if len(other) > long and other[-long:] == run)
    return (begins - ends) / max(1, begins + ends)


def _runs(marked: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marked, [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def _place(rooms: Rooms, *, first: bool) -> int:
    """Before which place on the line most of the rooms (after one place, before another) agree:
    the first of several such places, or the last."""
    steps: dict[int, int] = defaultdict(int)
    for before, after in rooms:
        steps[before + 1] += 1
        steps[after + 1] -= 1
    places = sorted(steps)
    best, most, now = (0, 0), 0, 0
    for place, end in itertools.pairwise(places):
        now += steps[place]
        if now > most:
            best, most = (place, end - 1), now
    return best[0] if first else best[1]


def _without_doubles(
    line: Codes, letters: list[Codes], weights: Codes, ways: list[Codes]
) -> tuple[Codes, list[Codes]]:
    """Without the places whose letters find their word as well at another place of the line.

    Such doubles come about when two alternatives that stand side by side are put in as one run.
    """
    ways = ways.copy()
    tried: set[int] = set()  # counted from the end of the line
    while True:
        times = _times(line, ways)
        several = np.bincount(line, minlength=len(weights))[line] > 1
        open_ones = [
            place for place in np.flatnonzero(several).tolist() if len(line) - place not in tried
        ]
        if not open_ones:
            return line, ways
        place = min(open_ones, key=lambda place: (times[place], place))
        passing = [n for n, way in enumerate(ways) if (way == place).any()]
        rest = np.delete(line, place)
        some = passing[:: max(1, len(passing) // _ASKED)]
        lost = sum(int((ways[n] < 0).sum()) for n in some)
        without = ways_along(rest, [letters[n] for n in some], weights)
        if (sum(int((way < 0).sum()) for way in without) - lost) * 10 > len(some):
            tried.add(len(line) - place)
            continue
        # Places behind it count the same from the end, those before it one less.
        tried = {back if back < len(line) - place else back - 1 for back in tried}
        line = rest
        ways = [np.where(way > place, way - 1, way).astype(np.int32) for way in ways]
        anew = ways_along(line, [letters[n] for n in passing], weights)
        for n, way in zip(passing, anew, strict=True):
            ways[n] = way


def _settled(line: Codes, letters: list[Codes], weights: Codes, ways: list[Codes]) -> Codes:
    """With every unit of words where, now that all are known, most of its letters have room.

    Moved is what some letters say and found no way for, where that leaves fewer words without one.
    """
    units = _units(line, ways)
    names = list(range(len(units)))  # the units in their order along the line
    lost = [(n, set(letters[n][way < 0].tolist())) for n, way in enumerate(ways) if (way < 0).any()]
    for name in sorted(names, key=lambda n: (units[n].times, n)):
        unit = units[name]
        spoken = set(unit.words.tolist())
        without = [n for n, words in lost if words & spoken][:_ASKED]
        if len(without) < 2 or unit.times >= _EVERYWHERE * len(letters):
            continue
        at = names.index(name)
        others = names[:at] + names[at + 1 :]
        starts = np.cumsum([0, *(len(units[other].words) for other in others)])
        rest = np.concatenate([units[other].words for other in others] or [line[:0]])
        asked = [letters[n] for n in (*without, *unit.letters[:_ASKED])]
        rooms: Rooms = []
        for letter, way in zip(asked, ways_along(rest, asked, weights), strict=True):
            room = _room(unit.words, letter, way, len(rest))
            rooms += [room] if room else []
        if not rooms:
            continue
        place = _place(rooms, first=False)
        before = int(np.searchsorted(starts, place))
        moved = [*others[:before], name, *others[before:]]
        if _pathless(moved, units, asked, weights) < _pathless(names, units, asked, weights):
            names = moved
    return np.concatenate([units[name].words for name in names])


def _pathless(names: list[int], units: "list[_Unit]", letters: list[Codes], weights: Codes) -> int:
    """How many words of some letters find no place along the units in this order."""
    line = np.concatenate([units[name].words for name in names])
    return sum(int((way < 0).sum()) for way in ways_along(line, letters, weights))


@dataclass(frozen=True)
class _Unit:
    words: Codes
    times: int
    letters: tuple[int, ...]


def _units(line: Codes, ways: list[Codes]) -> list[_Unit]:
    """The line cut where letters come in or leave: what lies between, they pass together."""
    times = _times(line, ways)
    together = np.zeros(len(line) + 1, np.int64)
    passing: dict[int, list[int]] = defaultdict(list)
    for n, way in enumerate(ways):
        places = way[way >= 0]
        together[places[1:][np.diff(places) == 1]] += 1
        for place in places.tolist():
            passing[place].append(n)
    cuts = [
        place
        for place in range(1, len(line))
        if together[place] * 10 < 9 * max(times[place - 1], times[place])
    ]
    return [
        _Unit(line[a:b], int(times[a:b].max()), tuple(passing[a]))
        for a, b in zip([0, *cuts], [*cuts, len(line)], strict=True)
    ]


def _room(words: Codes, letter: Codes, way: Codes, width: int) -> tuple[int, int] | None:
    """Between which places a letter has room for words that it says and found no way for."""
    long = len(words)
    for first in range(len(letter) - long + 1):
        if (letter[first : first + long] == words).all() and (way[first : first + long] < 0).any():
            before = way[:first]
            after = way[first + long :]
            before, after = before[before >= 0], after[after >= 0]
            return (
                int(before[-1]) if len(before) else -1,
                int(after[0]) if len(after) else width,
            )
    return None
