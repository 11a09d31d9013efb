"""The rules of the stakeholders."""

import pytest

from rapporteur.stages.stakeholders.rules import name_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The Côte d’Ivoire Chamber", "cote d ivoire chamber"),
        ("COTE D'IVOIRE  CHAMBER", "cote d ivoire chamber"),
        ("Smith & Sons", "smith and sons"),
        ("العــالمية", "العالمية"),
        ("国际组织", "国际组织"),
        ("The", "the"),
        ("–", ""),
    ],
)
def test_a_name_is_compared_without_case_accents_and_punctuation(name, key):
    assert name_key(name) == key
