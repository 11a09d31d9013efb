"""From a row of a list to the words of a letter."""

import pytest

from rapporteur.core.letters import text
from rapporteur.core.letters.recipients import NotMade, Recipient, write
from rapporteur.core.letters.template import read

TEMPLATE = read("""+++
closing = "والسلام"
+++
# ar
Subject: دعوة {{ organization }} إلى المنتدى

ندعو {{ organization }} إلى المشاركة.
""")


def written(**values: str) -> str:
    return text.render(write(Recipient(2, values), TEMPLATE, default="ar"))


@pytest.mark.parametrize("name", ["Data Inc.", "«Data»", "(Data) Ltd.", "+41"])
def test_a_sign_at_the_edge_of_a_latin_name_stays_there_among_arabic(name):
    said = written(organization=name, family_name="Byron Jr.")
    assert said.count(f"\u2066{name}\u2069 إلى") == 2
    assert "\u2066Byron Jr.\u2069،" in said


@pytest.mark.parametrize("name", ["Data", "جمعية الشبكات.", "مؤسسة Data Inc."])
def test_other_names_are_left_as_they_are(name):
    assert "\u2066" not in written(organization=name, family_name="حداد")


def test_a_field_of_spaces_is_empty_in_every_language():
    with pytest.raises(NotMade, match="“organization” is empty"):
        written(organization=" \u00a0 ")
