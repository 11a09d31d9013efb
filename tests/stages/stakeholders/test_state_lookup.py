"""Which Member State a name in a roster means."""

import csv
from collections import defaultdict
from importlib import resources

import pytest

from rapporteur.stages.stakeholders.states import LANGUAGES, lookup, member_states
from rapporteur.stages.stakeholders.states.lookup import find_state


def code(name: str) -> str | None:
    state = find_state(name)
    return state.iso3 if state else None


def test_every_state_is_found_by_every_name_and_code_it_has() -> None:
    for state in member_states():
        names = [*state.names.values(), *state.formal_names.values()]
        for name in [*names, state.iso3, state.iso2, state.m49]:
            assert find_state(name) is state
            assert find_state(f"  {name}\n") is state
        for name in names:
            assert find_state(name.upper()) is state


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        # in common use
        ("UK", "GBR"),
        ("usa", "USA"),
        ("U.S.A.", "USA"),
        ("Russia", "RUS"),
        ("South Korea", "KOR"),
        ("Korea, Republic of", "KOR"),
        ("Democratic People’s Republic of Korea", "PRK"),
        ("Iran", "IRN"),
        ("Iran, Islamic Republic of", "IRN"),
        ("Vietnam", "VNM"),
        ("Laos", "LAO"),
        ("DR Congo", "COD"),
        ("Congo", "COG"),
        # former
        ("Turkey", "TUR"),
        ("Ivory Coast", "CIV"),
        ("Swaziland", "SWZ"),
        ("Nauru", "NRU"),
        ("The former Yugoslav Republic of Macedonia", "MKD"),
        # articles, accents, marks
        ("The Gambia", "GMB"),
        ("Bahamas, The", "BHS"),
        ("Canada (le)", "CAN"),
        ("l’Équateur", "ECU"),
        ("ETATS-UNIS", "USA"),
        ("cote d'ivoire", "CIV"),
        ("guinea bissau", "GNB"),
        ("St. Kitts & Nevis", "KNA"),
        # scripts
        ("Россия", "RUS"),
        ("Корея", None),
        ("韩国", "KOR"),
        ("荷兰", "NLD"),
        ("المانيا", "DEU"),
        ("أردن", "JOR"),
        ("ســوريا", "SYR"),
        # neighbours in spelling
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Dominica", "DMA"),
        ("Dominican Republic", "DOM"),
        # two States, or none
        ("Korea", None),
        ("Guineas", None),
        ("", None),
        ("the", None),
        ("no", None),
        ("Holy See", None),
        ("State of Palestine", None),
        ("Taiwan", None),
        ("Kosovo", None),
        ("European Union", None),
    ],
)
def test_what_a_name_means(name: str, iso3: str | None) -> None:
    assert code(name) == iso3


def test_no_form_of_a_name_means_two_states() -> None:
    meant = defaultdict(set)
    for names in (lookup._official_names(), lookup._aliases(), lookup._everyday_names()):
        for name, state in names:
            for key in lookup._keys(name):
                meant[key].add(state.iso3)
    assert {key: states for key, states in meant.items() if len(states) > 1} == {}
    assert len(meant) > len(LANGUAGES) * 193


def test_no_alias_is_listed_twice_or_is_a_name_already() -> None:
    source = resources.files("rapporteur.stages.stakeholders.states") / "aliases.csv"
    with source.open(encoding="utf-8") as lines:
        aliases = [(row["iso3"], row["alias"]) for row in csv.DictReader(lines)]
    assert aliases == sorted(set(aliases))
    official = {key for name, _ in lookup._official_names() for key in lookup._keys(name)}
    assert [alias for _, alias in aliases if next(lookup._keys(alias)) in official] == []
