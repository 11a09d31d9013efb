"""Finding what may be personal data in a text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from rapporteur.core.screening.accounts import cards, ibans
from rapporteur.core.screening.characters import plain
from rapporteur.core.screening.contacts import REGIONS, emails, machines, telephones
from rapporteur.core.screening.documents import passports
from rapporteur.core.screening.finding import Finding, Ground, Kind, without_overlaps
from rapporteur.core.screening.identity import identity_numbers
from rapporteur.core.screening.names import names
from rapporteur.core.screening.postal import addresses
from rapporteur.core.text.beside import Beside, marked_in

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 200  # that are looked for
_UNSEEN = {
    Beside.COMMENT: (Kind.COMMENT, Ground.COMMENT),
    Beside.HIDDEN: (Kind.HIDDEN, Ground.HIDDEN),
    Beside.ATTACHED: (Kind.ATTACHED, Ground.ATTACHED),
}


def find(
    text: str,
    *,
    persons: Iterable[str] = (),
    organizations: Iterable[str] = (),
    regions: Sequence[str] = REGIONS,
) -> tuple[Finding, ...]:
    """What in a text may be personal data or not meant for the public, in order.

    None lies over another but those that are within what a reader does not see: whoever lets that
    be published has not looked at each name and number in it.

    persons, organizations: names that are not to be published, looked for too. regions: countries
    (ISO 3166) whose telephone numbers are known in their own form; those in international form are
    known of every country. Time grows with the length of the text and no faster, whatever it is.
    """
    even = plain(text)
    personal = without_overlaps(
        chain(
            emails(even),
            telephones(even, regions),
            ibans(even),
            cards(even),
            identity_numbers(even),
            passports(even),
            machines(even),
            addresses(even),
            names(text, persons, organizations),
        )
    )
    return tuple(sorted([*_unseen(text), *personal]))


def unseen_in(text: str, read_anew: str) -> tuple[Finding, ...]:
    """What of a text that has no marks is not seen by a reader of its file.

    read_anew: the same text as it is read now, with its marks. Words that a mark has are found
    wherever they stand in the text; where they are not found, or too many, all of the text is.
    """
    found: set[Finding] = set()
    marks = {(read_anew[span.start : span.end], what) for span, what in marked_in(read_anew)}
    for said, what in marks:
        if said in text:
            continue
        words = _WORD.findall(said.removeprefix(f"[[{what}:"))
        places = [(0, len(text))]
        if words and len(words) <= _MOST_WORDS and len(said) < len(read_anew):
            pattern = re.compile(r"[\W_]*".join(map(re.escape, words)))
            places = [each.span() for each in pattern.finditer(text)] or places
        found |= {Finding(start, end, *_UNSEEN[what]) for start, end in places}
    return tuple(sorted(found))


def _unseen(text: str) -> Iterator[Finding]:
    for span, what in marked_in(text):
        yield Finding(span.start, span.end, *_UNSEEN[what])
