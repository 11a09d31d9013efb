"""Resolutions and decisions as running text names them."""

import pytest

from rapporteur.core.symbols.citing import cited
from rapporteur.core.symbols.symbol import parse


@pytest.mark.parametrize(
    ("symbol", "citation"),
    [
        ("A/RES/65/141", "General Assembly resolution 65/141"),
        ("A/RES/57/270B", "General Assembly resolution 57/270 B"),
        ("A/RES/2200(XXI)A", "General Assembly resolution 2200 (XXI) A"),
        ("E/RES/2010/2", "Economic and Social Council resolution 2010/2"),
        ("A/DEC/65/501", "General Assembly decision 65/501"),
        ("S/RES/1325 (2000)", "Security Council resolution 1325 (2000)"),
        ("A/HRC/RES/17/4", "Human Rights Council resolution 17/4"),
        ("A/66/77-E/2011/103", "A/66/77-E/2011/103"),
    ],
)
def test_in_english(symbol, citation):
    assert cited(parse(symbol)) == citation


@pytest.mark.parametrize(
    ("language", "citation"),
    [
        ("fr", "résolution 2010/2 du Conseil économique et social"),
        ("es", "resolución 2010/2 del Consejo Económico y Social"),
        ("ru", "резолюция 2010/2 Экономического и Социального Совета"),
        ("zh", "经济及社会理事会第2010/2号决议"),
        ("ar", "قرار المجلس الاقتصادي والاجتماعي 2010/2"),
    ],
)
def test_in_the_other_languages(language, citation):
    assert cited(parse("E/RES/2010/2"), language) == citation
