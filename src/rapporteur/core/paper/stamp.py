"""The reception stamp on a copy of a first page. What arrived is never touched."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rapporteur.core.paper.printing import print_page
from rapporteur.core.paper.words import WORDS, moment


@dataclass(frozen=True)
class Stamp:
    """office: lines, whoever received it. zone: in which the moment is told, beside UTC."""

    office: Sequence[str]
    reference: str
    received_at: datetime
    zone: str


def stamped_copy(
    picture: bytes,
    stamp: Stamp,
    language: str,
    *,
    created: datetime,
    font_folders: tuple[Path, ...],
) -> bytes:
    """A copy of a page with the stamp above it, as PDF of one page of A4.

    picture: of the page, as JPEG, made anew of what arrived, so that nothing hidden in it comes
    along. The page is made smaller by as much as the stamp needs: the stamp covers none of it.
    Raises GlyphProblem where the fonts of the language are not installed.
    """
    words = WORDS[language]
    zones = dict.fromkeys((stamp.zone, "UTC"))
    values = {
        "title": f"{words.stamp} {stamp.reference}",
        "office": list(stamp.office),
        "stamp": words.stamp,
        "moments": [list(moment(stamp.received_at, zone, language)) for zone in zones],
        "reference": stamp.reference,
        "copy": words.copy,
        "page": words.page.format(reference=stamp.reference),
    }
    return print_page(
        "stamped",
        values,
        language=language,
        created=created,
        font_folders=font_folders,
        pictures={"page": picture},
    )
