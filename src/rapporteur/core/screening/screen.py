"""Finding what may be personal data in a text."""

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
from rapporteur.core.text.beside import marked_in


def find(
    text: str,
    *,
    persons: Iterable[str] = (),
    organizations: Iterable[str] = (),
    regions: Sequence[str] = REGIONS,
) -> tuple[Finding, ...]:
    """What in a text may be personal data or not meant for the public, in order, none over another.

    persons, organizations: names that are not to be published, looked for too. regions: countries
    (ISO 3166) whose telephone numbers are known in their own form; those in international form are
    known of every country. Time grows with the length of the text and no faster, whatever it is.
    """
    even = plain(text)
    return without_overlaps(
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
            _comments(text),
        )
    )


def _comments(text: str) -> Iterator[Finding]:
    for span in marked_in(text):
        yield Finding(span.start, span.end, Kind.COMMENT, Ground.COMMENT)
