"""What is found, and why it is thought to be what it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rapporteur.core.text.spans import Span


class Kind(StrEnum):
    """What a finding may be; where two overlap, the earlier of this list names the whole."""

    COMMENT = "comment"
    HIDDEN = "hidden"
    ATTACHED = "attached"
    EMAIL = "email"
    IBAN = "iban"
    CARD = "card"
    IDENTITY = "identity"
    TELEPHONE = "telephone"
    IP = "ip"
    ADDRESS = "address"
    NAME = "name"
    PASSAGE = "passage"
    """Chosen by a person, by hand."""
    AREA = "area"
    """A part of the picture of a page, drawn by a person."""


class Ground(StrEnum):
    """Why it is thought so: a sentence in English, the key of translations."""

    COMMENT = "It stands beside the words of a file: it may not be meant for the public."
    HIDDEN = "It is hidden in a file: whoever reads that does not see it."
    ATTACHED = "It stands in a file within a file: whoever reads that may not see it."
    EMAIL = "It is written as an e-mail address."
    EMAIL_IN_WORDS = "It is an e-mail address with its signs in words."
    TELEPHONE_ABROAD = "It is a valid telephone number in its international form."
    TELEPHONE_AT_HOME = "It is a valid telephone number as some country writes it."
    TELEPHONE_PLUS = "It begins with a plus sign, as a telephone number in its international form."
    TELEPHONE_SAID = "A word for telephone or fax stands before it."
    IBAN = "It has the length and the check digits of an IBAN."
    CARD = "It has the first digits, the length and the check digit of a payment card."
    IP = "It is written as an address of a machine on the Internet."
    STREET = "It is written as a street with a number."
    POSTCODE = "It is written as a postcode."
    POST_BOX = "It is written as a post office box."
    NAME = "It is a name that is not to be published."
    PASSAGE = "A person chose it."
    FAILED = "Looking through it by rule failed: read it, and cut what has to go."
    BRAZIL = "It is written as a Brazilian CPF, and its two check digits are right."
    BELGIUM = "It is a Belgian national number: its check digits are right."
    CHILE = "It is a Chilean RUT: its check digit is right."
    CHINA = "It is a Chinese resident identity number: date and check digit are right."
    EGYPT = "It is written as an Egyptian national number: century, date and governorate fit."
    EMIRATES = "It is an Emirates identity number: its check digit is right."
    FRANCE = "It is a French social security number (NIR): its key is right."
    INDIA = "It is an Indian Aadhaar number: its check digit is right."
    ITALY = "It is an Italian codice fiscale: its check letter is right."
    MEXICO = "It is a Mexican CURP: its check digit is right."
    POLAND = "It is a Polish PESEL: date and check digit are right."
    RUSSIA_INN = "It is a Russian taxpayer number (INN): its check digits are right."
    RUSSIA_SNILS = "It is a Russian insurance number (SNILS): its check digits are right."
    SOUTH_AFRICA = "It is a South African identity number: date and check digit are right."
    SPAIN = "It is a Spanish DNI or NIE: its check letter is right."
    SWITZERLAND = "It is a Swiss insurance number (AHV, AVS): its check digit is right."
    TURKEY = "It is a Turkish identity number: its two check digits are right."
    UNITED_KINGDOM = "It is written as a British National Insurance number; it has no check."
    UNITED_STATES = "It is written as a United States social security number; it has no check."
    PASSPORT = "It is a line of a passport that machines read: its check digits are right."
    IDENTITY_SAID = "A word for passport or identity card stands before it."


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """start, end: offsets into the text as it was given."""

    start: int
    end: int
    kind: Kind
    ground: Ground

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


_RANK = {kind: rank for rank, kind in enumerate(Kind)}


def without_overlaps(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in order, none over another.

    Where two overlap they become one over both, so that nothing that was found is left out; it is
    named by the kind that comes first in `Kind`. Takes as long as sorting does.
    """
    kept: list[Finding] = []
    for found in sorted(findings):
        if kept and found.start < kept[-1].end:
            before = kept.pop()
            named = min(before, found, key=lambda each: (_RANK[each.kind], each.start))
            found = Finding(before.start, max(before.end, found.end), named.kind, named.ground)
        kept.append(found)
    return tuple(kept)
