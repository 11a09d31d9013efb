"""Stances in each group: worked by hand."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from rapporteur.core.evidence.consensus import Taken
from rapporteur.stages.analysis.choices import Stance
from rapporteur.stages.analysis.models import Theme
from rapporteur.stages.analysis.queries import across_groups
from rapporteur.stages.mandate.choices import Role
from tests.factories.analysis import make_codebook, make_coding, make_proposals
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation, make_official, make_user
from tests.factories.stakeholders import make_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def spam() -> Theme:
    """The north: 3 of 4 support. The south: 1 of 4. The east is silent."""
    consultation = make_consultation()
    theme = make_codebook(consultation).themes.get(key="spam")
    for name, supporting in (("north", 3), ("south", 1), ("east", 0)):
        names = {"en": f"The {name}", "ar": f"مجموعة {name}"}
        group = make_group(consultation, name, names=names)
        for number in range(4 if supporting else 0):
            stance = Stance.SUPPORTS if number < supporting else Stance.OPPOSES
            make_coding(make_contribution(consultation, group=group), theme, stance=stance)
    return theme


def test_each_stance_in_each_group(spam: Theme) -> None:
    found = across_groups(spam)
    assert [group.key for group in found.groups] == ["north", "south"]
    supports, opposes = found.lines
    assert (supports.stance, supports.taken) == (Stance.SUPPORTS, (Taken(3, 4), Taken(1, 4)))
    # (3 + 1) / (4 + 2) × (1 + 1) / (4 + 2), and the same the other way round.
    assert supports.alike == pytest.approx(4 / 6 * 2 / 6)
    assert opposes.alike == pytest.approx(supports.alike)
    assert supports.apart is not None
    assert supports.apart_group is not None
    assert supports.apart_group.key == "north"
    assert supports.apart.ratio == pytest.approx(2)


def test_what_no_person_gave_a_stance_does_not_count(spam: Theme) -> None:
    consultation = spam.codebook.consultation
    north = across_groups(spam).groups[0]
    before = across_groups(spam)
    make_coding(make_contribution(consultation, group=north), spam)
    make_proposals(consultation, make_contribution(consultation, group=north, text="No spam."))
    assert across_groups(spam) == before


def test_without_stances_there_is_nothing_to_compare() -> None:
    theme = make_codebook(make_consultation()).themes.get(key="spam")
    assert across_groups(theme).lines == ()
    nowhere = make_contribution(theme.codebook.consultation)
    make_coding(nowhere, theme, stance=Stance.SUPPORTS)
    assert across_groups(theme).lines == ()  # in no group


def test_the_page_of_a_theme_shows_it(client: Client, spam: Theme) -> None:
    consultation = spam.codebook.consultation
    client.force_login(make_official(consultation, Role.REGISTRAR))

    def page(query: str = "") -> str:
        address = reverse("analysis:theme", args=[consultation.slug, "spam"])
        return client.get(address + query).content.decode()

    shown = page()
    for expected in ("Where groups agree and where they part", "3 / 4", "1 / 4", "0.22"):
        assert expected in shown
    assert "Where groups agree" not in page("?group=north")
    with translation.override("ar"):
        assert "أين تتفق المجموعات وأين تفترق" in page()
    client.force_login(make_user("A stranger"))
    address = reverse("analysis:theme", args=[consultation.slug, "spam"])
    assert client.get(address).status_code == 404
