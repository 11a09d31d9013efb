"""The sentences of letters, and where pauses are in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapporteur.core.campaigns.words import Words

_STOPS = set(".!?:;…。！？：；؟؛।\n")
_PAUSES = set(",–—()،、，")


@dataclass(frozen=True)
class Sentence:
    """first, last: its words in the batch, `last` exclusive; pauses: before which of them, counted
    from `first`, a comma or the like stands."""

    letter: int
    first: int
    last: int
    pauses: tuple[int, ...]


def sentences_of(texts: Sequence[str], words: Words, most: int) -> list[list[Sentence]]:
    """The sentences of each letter, those among its first `most` words."""
    letters = []
    for letter, (begin, end) in enumerate(pairwise(words.offsets.tolist())):
        end = min(end, begin + most)
        starts, ends = words.starts[begin:end].tolist(), words.ends[begin:end].tolist()
        sentences: list[Sentence] = []
        first = 0
        pauses: list[int] = []
        for place in range(1, end - begin + 1):
            is_last = place == end - begin
            between = texts[letter][ends[place - 1] : None if is_last else starts[place]]
            if between == " " and not is_last:
                continue  # as nearly always
            # A point within an abbreviation, a number or an address ends nothing.
            if is_last or (_STOPS.intersection(between) and between.strip() != between):
                sentences.append(Sentence(letter, begin + first, begin + place, tuple(pauses)))
                first, pauses = place, []
            elif _PAUSES.intersection(between):
                pauses.append(place - first)
        letters.append(sentences)
    return letters
