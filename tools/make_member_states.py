"""Makes the bundled list of the Member States of the United Nations.

    python tools/make_member_states.py country-codes.csv [-o member_states.csv]

From two sources: the public-domain list of country codes (datahub.io, `country-codes.csv`), which
has the names of the United Nations' terminology database (UNTERM) and the M49 regions, and
`admissions.csv` beside this script, which says who is a Member, under which English short name,
and since when. Who is a Member is decided by name: the list of codes also holds observers,
territories and entities that are not Members, and its `is_independent` is another question.

What is wrong or outdated in the list of codes stands in CORRECTIONS, each with what was found:
if a newer list says something else, the script stops rather than overwrite it.
"""

import argparse
import csv
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
ADMISSIONS = HERE / "admissions.csv"
BUNDLED = HERE.parent / "src/rapporteur/stages/stakeholders/states/member_states.csv"

LANGUAGES = {
    "en": "English",
    "fr": "French",
    "es": "Spanish",
    "ru": "Russian",
    "zh": "Chinese",
    "ar": "Arabic",
}
# Our column, and the column of the list of codes that it is taken from.
COLUMNS = {
    "iso3": "ISO3166-1-Alpha-3",
    "iso2": "ISO3166-1-Alpha-2",
    "m49": "M49",
    **{code: f"UNTERM {language} Short" for code, language in LANGUAGES.items()},
    **{f"{code}_formal": f"UNTERM {language} Formal" for code, language in LANGUAGES.items()},
    "region": "Region Name",
    "subregion": "Sub-region Name",
    "ldc": "Least Developed Countries (LDC)",
    "lldc": "Land Locked Developing Countries (LLDC)",
    "sids": "Small Island Developing States (SIDS)",
}
HEADER = [*list(COLUMNS)[:3], "admitted", *list(COLUMNS)[3:]]

# UNTERM writes a short name's article behind it: "Bahamas (the)", "Albanie (l')", "Canadá (el)".
ARTICLE = re.compile(r" \((?:the|la|le|les|l'|el|los|las)\)$")

# (State, column): (what the list of codes has, what is right).
CORRECTIONS = {
    # The UNTERM columns have no row for Côte d'Ivoire.
    ("CIV", "en"): ("", "Côte d'Ivoire"),
    ("CIV", "fr"): ("", "Côte d'Ivoire"),
    ("CIV", "es"): ("", "Côte d'Ivoire"),
    ("CIV", "ru"): ("", "Кот-д'Ивуар"),
    ("CIV", "zh"): ("", "科特迪瓦"),
    ("CIV", "ar"): ("", "كوت ديفوار"),
    ("CIV", "en_formal"): ("", "the Republic of Côte d'Ivoire"),
    ("CIV", "fr_formal"): ("", "la République de Côte d'Ivoire"),
    ("CIV", "es_formal"): ("", "la República de Côte d'Ivoire"),
    ("CIV", "ru_formal"): ("", "Республика Кот-д'Ивуар"),
    ("CIV", "zh_formal"): ("", "科特迪瓦共和国"),
    ("CIV", "ar_formal"): ("", "جمهورية كوت ديفوار"),
    # Nor for Türkiye (renamed from Turkey in English, French and Spanish in June 2022).
    ("TUR", "en"): ("", "Türkiye"),
    ("TUR", "fr"): ("", "Türkiye"),
    ("TUR", "es"): ("", "Türkiye"),
    ("TUR", "ru"): ("", "Турция"),
    ("TUR", "zh"): ("", "土耳其"),
    ("TUR", "ar"): ("", "تركيا"),
    ("TUR", "en_formal"): ("", "the Republic of Türkiye"),
    ("TUR", "fr_formal"): ("", "la République de Türkiye"),
    ("TUR", "es_formal"): ("", "la República de Türkiye"),
    ("TUR", "ru_formal"): ("", "Турецкая Республика"),
    ("TUR", "zh_formal"): ("", "土耳其共和国"),
    ("TUR", "ar_formal"): ("", "جمهورية تركيا"),
    # Short name since 2023; the M49 columns of the same list already have it.
    ("NLD", "en"): ("Netherlands", "Netherlands (Kingdom of the)"),
    ("NLD", "fr"): ("Pays-Bas", "Pays-Bas (Royaume des)"),
    ("NLD", "es"): ("Países Bajos", "Países Bajos (Reino de los)"),
    ("NLD", "ru"): ("Нидерланды", "Нидерланды (Королевство)"),
    ("NLD", "zh"): ("荷兰", "荷兰王国"),
    ("NLD", "ar"): ("هولندا", "هولندا (مملكة -)"),
    # Abbreviates Brazzaville, which neither M49 nor the other five languages name.
    ("COG", "zh"): ("刚果（布）", "刚果"),
    # Spaced as in the formal name and in M49.
    ("TLS", "ar"): ("تيمور- ليشتي", "تيمور - ليشتي"),
    # One apostrophe throughout.
    ("SWZ", "fr_formal"): ("le Royaume d’Eswatini", "le Royaume d'Eswatini"),
}


def clean(name: str) -> str:
    """A name as UNTERM has it, without its article behind, note marks and stray spaces."""
    return ARTICLE.sub("", " ".join(name.replace("*", " ").split()))


def corrected(iso3: str, column: str, found: str) -> str:
    """What is right in this cell, given what the list of codes has there after cleaning."""
    expected, right = CORRECTIONS.get((iso3, column), (found, found))
    if found not in (expected, right):
        sys.exit(
            f"{iso3} {column}: the list of codes now says “{found}”, where “{expected}” was "
            f"corrected to “{right}”. Nothing was written. Look again at CORRECTIONS."
        )
    return right


def entries(codes: Path) -> Iterator[dict[str, str]]:
    """The list of codes, row by row, in our columns, cleaned and corrected."""
    with codes.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            iso3 = row[COLUMNS["iso3"]]
            entry = {ours: clean(row[theirs]) for ours, theirs in COLUMNS.items()}
            entry = {column: corrected(iso3, column, found) for column, found in entry.items()}
            yield entry | {"m49": entry["m49"].zfill(3)}


def alphabetical(name: str) -> str:
    """Where a name stands in an English alphabetical list: Côte d'Ivoire follows Costa Rica."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()


def member_states(codes: Path) -> list[dict[str, str]]:
    """One row for each State in `admissions.csv`, in English alphabetical order."""
    by_name = {entry["en"]: entry for entry in entries(codes) if entry["en"]}
    with ADMISSIONS.open(encoding="utf-8", newline="") as lines:
        admissions = {row["name"]: row["admitted"] for row in csv.DictReader(lines)}
    if missing := sorted(admissions.keys() - by_name.keys()):
        sys.exit(
            f"Not in {codes} under the name in {ADMISSIONS.name}: {', '.join(missing)}. Nothing "
            "was written. Add the new name to CORRECTIONS, or change it in the admissions."
        )
    return [
        by_name[name] | {"admitted": admissions[name]}
        for name in sorted(admissions, key=alphabetical)
    ]


def main() -> None:
    """Read the command line, write the list."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("codes", type=Path, help="the list of country codes (CSV)")
    parser.add_argument("-o", "--output", type=Path, default=BUNDLED, help="where to write")
    arguments = parser.parse_args()
    rows = member_states(arguments.codes)
    with arguments.output.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, HEADER, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} Member States written to {arguments.output}")


if __name__ == "__main__":
    main()
