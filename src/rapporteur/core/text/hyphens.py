"""Words that a line's end has cut in two, put together again; with the way back to the original.

"co-↵operation" was one word, "multi-↵stakeholder" has a hyphen of its own. The text itself is
asked first: whichever way it writes the word elsewhere. Then the parts tell; what nothing tells of
is joined, since printers cut far more words than people write with hyphens.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rapporteur.core.text.offsets import Edit, Edited, edited

_CUT = re.compile(
    r"(?<=\w)(?P<hyphen>[-‐\u00ad])(?P<gap>[^\S\n\f]{0,99}\n[^\S\n\f]{0,99})"
    r"(?P<after>\w[\w’']{0,60}(?:-\w{1,60}){0,5})(?P<marks>[,.;:!?)”»]{0,3})(?P<blank>[ \t]?)"
)
_BEFORE = re.compile(r"\w[\w’'/.‐-]{0,60}$|\w$")
_SOFT = re.compile(r"(?<=[^\W\d_])\u00ad(?=[^\W\d_])")
_WORD = re.compile(r"\w+(?:[-‐]\w+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
_REACH = 200  # characters before a hyphen that may be its web address

# Parts that keep their hyphen in English, French, Spanish and Russian.
_FIRST_PARTS = (
    "multi self non well all cross long short high low full part half ever ill user market policy "
    "decision law peace government state industry internet community world ex anti pro quasi end "
    "face large medium small mid top bottom country region cost vice year open closed "
    "peut vis est quelques c'est n'est celui celle ceux celles lui elle eux soi nous vous dix "
    "vingt trente quarante cinquante soixante quatre avant après arrière ci "
    "из по во кто что какой где когда куда как чей северо юго социально научно"
)
_LAST_PARTS = (
    "based driven led wide making makers maker specific related oriented level term scale building "
    "sharing solving saving stakeholder being friendly up down to by in "
    "même mêmes là ci dire ce il ils elle elles t je tu nous vous être "
    "то либо нибудь таки за под экономический технический"
)
_FIRST = frozenset(_FIRST_PARTS.split())
_LAST = frozenset(_LAST_PARTS.split())


@dataclass(frozen=True)
class _Cut:
    """before, after: the halves of the word. found: what stands between them, and behind."""

    before: str
    after: str
    found: re.Match[str]


def dehyphenated(text: str) -> Edited:
    """`text` with words that a line's end cut put together, and soft hyphens inside words gone.

    The second half moves up to the first, the line end behind it: lines stay lines.
    """
    cuts = [
        _Cut(before.group(), found["after"], found)
        for found in _CUT.finditer(text)
        if (before := _BEFORE.search(text, max(0, found.start() - 62), found.start()))
    ]
    at_cuts = {cut.found.start("after") for cut in cuts}
    at_cuts |= {cut.found.start() - len(cut.before) for cut in cuts}
    written = Counter(
        _plain(word.group()) for word in _WORD.finditer(text) if word.start() not in at_cuts
    )
    edits = [edit for cut in cuts for edit in _edits(cut, _keeps(text, cut, written))]
    gone = {edit.start for edit in edits}
    edits += [
        Edit(soft.start(), soft.end(), "")
        for soft in _SOFT.finditer(text)
        if soft.start() not in gone
    ]
    return edited(text, sorted(edits, key=lambda edit: edit.start))


def _edits(cut: _Cut, keeps: bool) -> Iterator[Edit]:
    if not keeps:
        yield Edit(*cut.found.span("hyphen"), "")
    yield Edit(*cut.found.span("gap"), "")
    if cut.found["blank"]:
        yield Edit(*cut.found.span("blank"), "\n")


def _keeps(text: str, cut: _Cut, written: Counter[str]) -> bool:
    """Whether the hyphen is the word's own."""
    if cut.found["hyphen"] == "\u00ad":
        return False
    at = cut.found.start()
    if _ADDRESS.search(text, max(0, at - _REACH), at):
        return True
    before, after = _plain(cut.before), _plain(cut.after)
    with_hyphen, joined = written[f"{before}-{after}"], written[before + after]
    if with_hyphen or joined:
        return with_hyphen > joined
    if not (before[-1].isalpha() and after[0].isalpha()) or cut.after[0].isupper():
        return True
    return "-" in before or before in _FIRST or after in _LAST or len(before) == 1


def _plain(word: str) -> str:
    return word.replace("‐", "-").replace("’", "'").lower()
