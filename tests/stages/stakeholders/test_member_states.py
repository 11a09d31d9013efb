"""The bundled list of Member States, held against other sources and, cell by cell, its rules."""

import os
import re
import subprocess
import sys
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from rapporteur.stages.stakeholders.states import (
    LANGUAGES,
    WHOLE_SINCE,
    MemberState,
    member_states,
)

ROOT = Path(__file__).parents[3]
MAKER = ROOT / "tools" / "make_member_states.py"
CODES = Path(os.environ.get("RAPPORTEUR_CORPORA", ROOT.parent / "shared"), "data/country-codes.csv")
needs_codes = pytest.mark.skipif(
    not CODES.exists(), reason=f"{CODES} is not there (set RAPPORTEUR_CORPORA)"
)

# Unicode's CLDR 48.2, supplemental territory containment, the grouping "UN": kept by other people
# from other sources than ours.
CLDR_UN = """
    AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG
    CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH
    GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ
    LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG
    NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN
    SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM
    ZW
"""

# The Charter's 51 original Members, without Czechoslovakia and Yugoslavia: no State continues them.
ORIGINAL = """
    ARG AUS BEL BLR BOL BRA CAN CHL CHN COL CRI CUB DNK DOM ECU EGY ETH FRA GBR GRC GTM HND HTI IND
    IRN IRQ LBN LBR LUX MEX NIC NLD NOR NZL PAN PER PHL POL PRY RUS SAU SLV SYR TUR UKR URY USA VEN
    ZAF
"""

# What a name may be made of.
LATIN = re.compile(r"[A-Za-zÀ-ÿ' ()-]+")
SCRIPTS = {
    "en": LATIN,
    "fr": LATIN,
    "es": LATIN,
    "ru": re.compile(r"[А-Яа-я' ()—-]+"),
    "zh": re.compile(r"[\u4e00-\u9fff]+"),
    "ar": re.compile(r"[\u0621-\u064a ()-]+"),
}

# The States whose short name carries what distinguishes it in parentheses; the Chinese has none.
QUALIFIED = {"BOL", "FSM", "IRN", "NLD", "VEN"}


def named(english: str) -> MemberState:
    [state] = [state for state in member_states() if state.names["en"] == english]
    return state


def test_the_members_are_those_that_unicode_counts() -> None:
    assert {state.iso2 for state in member_states()} == set(CLDR_UN.split())


@pytest.mark.parametrize(
    ("on", "count"),
    [
        (WHOLE_SINCE, 189),
        (date(2002, 9, 9), 189),
        (date(2002, 9, 10), 190),  # Switzerland
        (date(2002, 9, 27), 191),  # Timor-Leste
        (date(2004, 1, 14), 191),
        (date(2006, 6, 27), 191),
        (date(2006, 6, 28), 192),  # Montenegro
        (date(2010, 12, 14), 192),
        (date(2011, 7, 13), 192),
        (date(2011, 7, 14), 193),  # South Sudan
    ],
)
def test_how_many_members_there_were(on: date, count: int) -> None:
    assert len(member_states(on)) == count


def test_without_a_date_all_are_given() -> None:
    assert member_states() == member_states(date(2011, 7, 14))
    assert len(member_states()) == 193


def test_the_original_members_that_are_still_members() -> None:
    assert {state.iso3 for state in member_states(date(1945, 12, 31))} == set(ORIGINAL.split())
    assert member_states(date(1945, 10, 23)) == ()


@pytest.mark.parametrize(
    ("name", "admitted"),
    [
        ("China", date(1945, 10, 24)),
        ("Russian Federation", date(1945, 10, 24)),
        ("Thailand", date(1946, 12, 16)),
        ("Yemen", date(1947, 9, 30)),
        ("Indonesia", date(1950, 9, 28)),
        ("United Republic of Tanzania", date(1961, 12, 14)),
        ("Germany", date(1973, 9, 18)),
        ("Republic of Korea", date(1991, 9, 17)),
        ("Czechia", date(1993, 1, 19)),
        ("Slovakia", date(1993, 1, 19)),
        ("North Macedonia", date(1993, 4, 8)),
        ("Serbia", date(2000, 11, 1)),
    ],
)
def test_a_state_was_admitted_when_the_united_nations_says(name: str, admitted: date) -> None:
    assert named(name).admitted == admitted


@pytest.mark.parametrize(
    ("iso3", "names"),
    [
        (
            "BOL",
            [
                "Bolivia (Plurinational State of)",
                "Bolivie (État plurinational de)",
                "Bolivia (Estado Plurinacional de)",
                "Боливия (Многонациональное Государство)",
                "多民族玻利维亚国",
                "بوليفيا (دولة - المتعددة القوميات)",
            ],
        ),
        ("BHS", ["Bahamas", "Bahamas", "Bahamas", "Багамские Острова", "巴哈马", "جزر البهاما"]),
        (
            "CIV",
            [
                "Côte d'Ivoire",
                "Côte d'Ivoire",
                "Côte d'Ivoire",
                "Кот-д'Ивуар",
                "科特迪瓦",
                "كوت ديفوار",
            ],
        ),
        ("COG", ["Congo", "Congo", "Congo", "Конго", "刚果", "الكونغو"]),
        ("CPV", ["Cabo Verde", "Cabo Verde", "Cabo Verde", "Кабо-Верде", "佛得角", "كابو فيردي"]),
        ("CZE", ["Czechia", "Tchéquie", "Chequia", "Чехия", "捷克", "تشيكيا"]),
        (
            "MKD",
            [
                "North Macedonia",
                "Macédoine du Nord",
                "Macedonia del Norte",
                "Северная Македония",
                "北马其顿",
                "مقدونيا الشمالية",
            ],
        ),
        (
            "NLD",
            [
                "Netherlands (Kingdom of the)",
                "Pays-Bas (Royaume des)",
                "Países Bajos (Reino de los)",
                "Нидерланды (Королевство)",
                "荷兰王国",
                "هولندا (مملكة -)",
            ],
        ),
        ("NRU", ["Nauru", "Nauru", "Nauru", "Науру", "瑙鲁", "ناورو"]),
        (
            "SLV",
            ["El Salvador", "El Salvador", "El Salvador", "Сальвадор", "萨尔瓦多", "السلفادور"],
        ),
        ("SWZ", ["Eswatini", "Eswatini", "Eswatini", "Эсватини", "斯威士兰", "إسواتيني"]),
        (
            "TLS",
            ["Timor-Leste", "Timor-Leste", "Timor-Leste", "Тимор-Лешти", "东帝汶", "تيمور - ليشتي"],
        ),
        ("TUR", ["Türkiye", "Türkiye", "Türkiye", "Турция", "土耳其", "تركيا"]),
        ("VNM", ["Viet Nam", "Viet Nam", "Viet Nam", "Вьетнам", "越南", "فييت نام"]),
    ],
)
def test_a_state_is_called_what_the_united_nations_calls_it(iso3: str, names: list[str]) -> None:
    [state] = [state for state in member_states() if state.iso3 == iso3]
    assert [state.names[language] for language in LANGUAGES] == names


@pytest.mark.parametrize(
    ("english", "formal"),
    [
        (
            "Türkiye",
            [
                "the Republic of Türkiye",
                "la République de Türkiye",
                "la República de Türkiye",
                "Турецкая Республика",
                "土耳其共和国",
                "جمهورية تركيا",
            ],
        ),
        (
            "Fiji",
            [
                "the Republic of Fiji",
                "la République des Fidji",
                "la República de Fiji",
                "Республика Фиджи",
                "斐济共和国",
                "جمهورية فيجي",
            ],
        ),
        (
            "Uruguay",
            [
                "the Eastern Republic of Uruguay",
                "la République orientale de l'Uruguay",
                "la República Oriental del Uruguay",
                "Восточная Республика Уругвай",
                "乌拉圭东岸共和国",
                "جمهورية أوروغواي الشرقية",
            ],
        ),
    ],
)
def test_a_states_formal_name(english: str, formal: list[str]) -> None:
    names = named(english).formal_names
    assert [names[language] for language in LANGUAGES] == formal


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_there_in_its_script_and_clean(language: str) -> None:
    script = SCRIPTS[language]
    for state in member_states():
        for name in (state.names[language], state.formal_names[language]):
            assert script.fullmatch(name), (state.iso3, name)
            assert name == " ".join(name.split())
            assert name.count("(") == name.count(")")


@pytest.mark.parametrize("language", LANGUAGES)
def test_parentheses_stand_only_where_they_belong_to_the_name(language: str) -> None:
    with_parentheses = {state.iso3 for state in member_states() if "(" in state.names[language]}
    assert with_parentheses == (set() if language == "zh" else QUALIFIED)
    assert not [state.iso3 for state in member_states() if "(" in state.formal_names[language]]


def test_no_two_states_share_a_code_or_a_name() -> None:
    columns = [
        [state.iso3 for state in member_states()],
        [state.iso2 for state in member_states()],
        [state.m49 for state in member_states()],
        *([state.names[code] for state in member_states()] for code in LANGUAGES),
        *([state.formal_names[code] for state in member_states()] for code in LANGUAGES),
    ]
    assert [len(set(column)) for column in columns] == [193] * len(columns)


def test_codes_have_their_form() -> None:
    for state in member_states():
        assert re.fullmatch("[A-Z]{3} [A-Z]{2} [0-9]{3}", f"{state.iso3} {state.iso2} {state.m49}")


def test_the_list_is_in_english_alphabetical_order() -> None:
    names = [state.names["en"] for state in member_states()]
    assert names[40:43] == ["Côte d'Ivoire", "Croatia", "Cuba"]
    assert names[176:179] == ["Türkiye", "Turkmenistan", "Tuvalu"]
    others = [name for name in names if name.isascii()]
    assert others == sorted(others)


def test_regions_and_marks() -> None:
    assert {state.region for state in member_states()} == {
        "Africa",
        "Americas",
        "Asia",
        "Europe",
        "Oceania",
    }
    assert all(state.subregion for state in member_states())
    assert sum(state.ldc for state in member_states()) == 45
    assert sum(state.lldc for state in member_states()) == 32
    assert sum(state.sids for state in member_states()) == 37
    nepal = named("Nepal")
    assert (nepal.region, nepal.subregion) == ("Asia", "Southern Asia")
    assert (nepal.ldc, nepal.lldc, nepal.sids) == (True, True, False)


def test_a_state_can_be_kept_in_a_set() -> None:
    assert len(set(member_states())) == 193


@needs_codes
def test_the_maker_makes_the_bundled_list_byte_for_byte(tmp_path: Path) -> None:
    made = make(CODES, tmp_path / "made.csv")
    assert made.returncode == 0, made.stderr
    bundled = resources.files("rapporteur.stages.stakeholders.states") / "member_states.csv"
    assert (tmp_path / "made.csv").read_bytes() == bundled.read_bytes()


@needs_codes
def test_the_maker_stops_at_a_state_that_it_does_not_find(tmp_path: Path) -> None:
    codes = CODES.read_text(encoding="utf-8")
    (tmp_path / "codes.csv").write_text(codes.replace(",Chad,", ",Tchad,"), encoding="utf-8")
    made = make(tmp_path / "codes.csv", tmp_path / "made.csv")
    assert made.returncode == 1
    assert "under the name in admissions.csv: Chad. Nothing was written." in made.stderr
    assert not (tmp_path / "made.csv").exists()


@needs_codes
def test_the_maker_stops_where_a_correction_no_longer_fits(tmp_path: Path) -> None:
    codes = CODES.read_text(encoding="utf-8")
    (tmp_path / "codes.csv").write_text(
        codes.replace(",刚果（布）,", ",刚果共和,"), encoding="utf-8"
    )
    made = make(tmp_path / "codes.csv", tmp_path / "made.csv")
    assert made.returncode == 1
    assert made.stderr.startswith("COG zh: the list of codes now says “刚果共和”")
    assert not (tmp_path / "made.csv").exists()


def make(codes: Path, output: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", MAKER, codes, "-o", output],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
