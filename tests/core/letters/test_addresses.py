"""The address block, by the order of the country."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.letters.addresses import Address, country_code, lines, with_country

PERSON = ("Ada Byron", "Society")


@pytest.mark.parametrize(
    ("country", "language", "written"),
    [
        ("US", "en", (*PERSON, "1 Street", "Town, Region 10017", "UNITED STATES")),
        ("FR", "fr", (*PERSON, "1 Street", "Region", "10017 Town", "FRANCE")),
        ("CH", "fr", (*PERSON, "1 Street", "Region", "CH-10017 Town")),
        ("GB", "en", (*PERSON, "1 Street", "Town", "Region", "10017", "UNITED KINGDOM")),
        ("CN", "zh", ("中国", "10017", "RegionTown", "1 Street", "Society", "Ada Byron")),
        ("CN", "en", (*PERSON, "1 Street", "Town", "Region, 10017", "CHINA")),
        ("JP", "en", (*PERSON, "1 Street", "Town, Region 10017", "JAPAN")),
        ("EG", "ar", (*PERSON, "1 Street", "Town", "Region", "10017", "مصر")),
        ("", "en", (*PERSON, "1 Street", "10017 Town", "Region")),
    ],
)
def test_each_country_has_its_order(country, language, written):
    place = Address(("1 Street",), "Town", "", "Region", "10017", country)
    assert lines(place, person=PERSON, language=language, origin="CH") == written


@pytest.mark.parametrize(
    ("country", "written"),
    [
        ("ES", ("1 Street", "10017 Town", "SPAIN")),
        ("NG", ("1 Street", "Town 10017", "NIGERIA")),
        ("EG", ("1 Street", "Town", "10017", "EGYPT")),
    ],
)
def test_a_town_in_the_region_of_its_name_is_written_once(country, written):
    place = Address(("1 Street",), "Town", "", "Town", "10017", country)
    assert lines(place, language="en") == written


def test_a_town_that_its_country_writes_anyhow_is_written_once():
    place = Address(("1 Street",), "Singapore", postcode="048616", country="SG")
    assert lines(place, language="en") == ("1 Street", "SINGAPORE 048616", "SINGAPORE")


def test_what_is_empty_takes_its_signs_along():
    place = Address(city="New York", postcode="10017", country="US")
    assert lines(place, language="en") == ("New York 10017", "UNITED STATES")


@given(
    country=st.sampled_from(["AE", "AR", "BR", "CI", "HU", "IE", "JP", "KZ", "TR", "TV", "", "XX"])
)
def test_nothing_that_is_given_is_left_out(country):
    parts = ("1 Street", "Town", "District", "Region", "10017")
    place = Address((parts[0],), *parts[1:], country)
    whole = "\n".join(lines(place, language="en"))
    assert [whole.count(part) for part in parts] == [1] * 5


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("fra", "FR"),
        ("Égypte", "EG"),
        ("中国", "CN"),
        ("россия", "RU"),
        ("Cote d'Ivoire", "CI"),
        ("Republic of Korea", "KR"),
        ("", ""),
    ],
)
def test_a_country_is_known_by_code_and_by_name(words, code):
    assert country_code(words) == code


def test_a_country_that_is_not_known_is_said():
    with pytest.raises(KeyError, match="Atlantis"):
        country_code("Atlantis")


def test_a_ready_address_gets_its_country_once():
    assert with_country(("12 rue",), country="FRA", language="en") == ("12 rue", "FRANCE")
    assert with_country(("12 rue", "France"), country="FR", language="ar") == ("12 rue", "France")
    assert with_country(("12 rue",), country="Atlantis", language="en") == ("12 rue",)
