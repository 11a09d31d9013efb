"""A receipt to be printed, and to go back by the way by which an item came."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from textwrap import wrap

import segno

from rapporteur.core.paper.printing import Value, print_page
from rapporteur.core.paper.words import WORDS, Words, moment

MOST_FILES = 12  # on paper; the page at the address lists them all
GROUP = 8  # digits that are read at once


@dataclass(frozen=True)
class Kept:
    """name: of a file as its sender called it, empty for what arrived as one. sha256: 64 digits."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Entry:
    """What the ledger has of an item.

    origin: the ledger's name. commitment: 64 digits. signature: of the promise, in base64. by:
    until when it was promised to be entered. place: its number, the size of the checkpoint that it
    is under and when that was signed; None before there is one.
    """

    origin: str
    commitment: str
    signature: str
    by: datetime
    place: tuple[int, int, datetime] | None = None


@dataclass(frozen=True)
class PaperReceipt:
    """What a receipt on paper says, all but its language.

    office: lines, whoever receives. zone: in which the moment of reception is told, beside UTC.
    channel: a name of `Words.channels`. sender: lines, as stated by the sender. address: the
    private link.
    """

    office: Sequence[str]
    title: str
    reference: str
    received_at: datetime
    zone: str
    channel: str
    sender: Sequence[str]
    kept: Sequence[Kept]
    address: str
    entry: Entry | None = None


def print_receipt(
    receipt: PaperReceipt, language: str, *, created: datetime, font_folders: tuple[Path, ...]
) -> bytes:
    """The receipt as PDF, one page of A4 where its files are few. language: one of the six.

    Raises GlyphProblem where the fonts of the language are not installed.
    """
    words = WORDS[language]
    facts: list[list[Value]] = [
        [words.reference, [receipt.reference], "strong"],
        [words.received, _moments(receipt.received_at, receipt.zone, language), ""],
        [words.by, [words.channels[receipt.channel]], ""],
    ]
    if receipt.sender:
        facts.append([words.sender, list(receipt.sender), ""])
    more = len(receipt.kept) - MOST_FILES
    values = {
        "title": f"{words.receipt} {receipt.reference}",
        "office": list(receipt.office),
        "heading": words.receipt,
        "arrived": words.arrived,
        "facts": [[words.consultation, [receipt.title], ""], *facts],
        "kept_heading": words.kept,
        "kept": [
            [
                each.name or words.whole,
                f"{each.size:,}".replace(",", "\u202f"),
                _grouped(each.sha256),
            ]
            for each in receipt.kept[:MOST_FILES]
        ],
        "more": words.more.format(count=more) if more > 0 else "",
        "ledger": _ledger(receipt.entry, words, language),
        "follow_heading": words.follow_heading,
        "follow": words.follow,
        "warning": words.warning,
        "address": receipt.address,
        "code": words.code,
    }
    return print_page(
        "receipt",
        values,
        language=language,
        created=created,
        font_folders=font_folders,
        pictures={"code": _square(receipt.address)},
    )


def _ledger(entry: Entry | None, words: Words, language: str) -> Value:
    if entry is None:
        return None
    if entry.place is None:
        said = words.promised.format(origin=entry.origin, at=_in_line(entry.by, language))
    else:
        number, size, at = entry.place
        said = words.entered.format(
            number=number, size=size, origin=entry.origin, at=_in_line(at, language)
        )
    return {
        "heading": words.ledger,
        "said": said,
        "marks": [
            [words.commitment, _grouped(entry.commitment)],
            [words.signature, _grouped(entry.signature)],
        ],
    }


def _moments(at: datetime, zone: str, language: str) -> list[Value]:
    """In the consultation's zone and in UTC, each with the zone apart."""
    zones = dict.fromkeys((zone, "UTC"))
    return [list(moment(at, each, language)) for each in zones]


def _in_line(at: datetime, language: str) -> str:
    return " ".join(moment(at, "UTC", language))


def _grouped(digits: str) -> str:
    return " ".join(wrap(digits, GROUP))


def _square(address: str) -> bytes:
    """The address as QR in SVG, black on white with its quiet margin of four modules."""
    written = io.BytesIO()
    segno.make(address, error="m", micro=False).save(written, kind="svg", border=4, light="white")
    return written.getvalue()
