"""The Member States of the United Nations: a bundled list, and how it is read.

`member_states.csv` is made by `tools/make_member_states.py`, which says from what.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")

# Before this day others were Members too, that have since ceased to be (Czechoslovakia, Yugoslavia,
# the German Democratic Republic, …): the list names today's Members only, so that it is the whole
# membership from the admission of the Federal Republic of Yugoslavia (now Serbia) onwards.
WHOLE_SINCE = date(2000, 11, 1)


@dataclass(frozen=True)
class MemberState:
    """A Member State of the United Nations, with its names in the six official languages.

    iso3, iso2: ISO 3166-1. m49: the three digits of the United Nations' Standard Country or Area
    Codes for Statistical Use, which also name region and subregion (in English). admitted: the date
    of admission that the United Nations publishes, which is that of the State it continues
    (the Union of Soviet Socialist Republics for the Russian Federation).

    names: the short name by language code, without its article: "Bahamas", "Viet Nam".
    formal_names: the formal name as it stands in a sentence, with its article where the language
    has one: "the Socialist Republic of Viet Nam". Both are today's, whatever the date asked for.

    ldc, lldc, sids: least developed country, landlocked developing country, small island developing
    State; as of 2024 (after Bhutan left the first list, before Sao Tome and Principe did).
    """

    iso3: str
    iso2: str
    m49: str
    admitted: date
    names: Mapping[str, str] = field(hash=False)
    formal_names: Mapping[str, str] = field(hash=False)
    region: str
    subregion: str
    ldc: bool
    lldc: bool
    sids: bool


def member_states(on: date | None = None) -> tuple[MemberState, ...]:
    """The Member States in English alphabetical order: all 193, or those that were Members `on` a
    day, the day of admission included (191 on 14 January 2004, 192 on 14 December 2010).

    For a day before WHOLE_SINCE the answer is today's Members that were Members then, not the
    whole membership: 49 of the 51 original Members.
    """
    states = _bundled()
    return states if on is None else tuple(state for state in states if state.admitted <= on)


@cache
def _bundled() -> tuple[MemberState, ...]:
    with resources.files(__name__).joinpath("member_states.csv").open(encoding="utf-8") as lines:
        return tuple(_from_row(row) for row in csv.DictReader(lines))


def _from_row(row: Mapping[str, str]) -> MemberState:
    return MemberState(
        iso3=row["iso3"],
        iso2=row["iso2"],
        m49=row["m49"],
        admitted=date.fromisoformat(row["admitted"]),
        names=MappingProxyType({code: row[code] for code in LANGUAGES}),
        formal_names=MappingProxyType({code: row[f"{code}_formal"] for code in LANGUAGES}),
        region=row["region"],
        subregion=row["subregion"],
        ldc=row["ldc"] == "x",
        lldc=row["lldc"] == "x",
        sids=row["sids"] == "x",
    )
