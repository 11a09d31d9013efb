"""Stances in each group: worked by hand."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from rapporteur.core.evidence.consensus import Taken
from rapporteur.core.evidence.quantifiers.checking import Coder
from rapporteur.core.evidence.quantifiers.policy import default_policy
from rapporteur.stages.analysis import actions, queries
from rapporteur.stages.analysis.choices import Stance
from rapporteur.stages.analysis.models import Theme
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.stakeholders.queries import groups
from tests.factories.analysis import make_codebook, make_coding, make_proposals
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation, make_official, make_user
from tests.factories.stakeholders import make_group

pytestmark = pytest.mark.django_db


def across_groups(theme: Theme, right: float = 1.0) -> queries.Across:
    return queries.across_groups(theme, coder=Coder(right, right), policy=default_policy())


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
    assert supports.stance == Stance.SUPPORTS
    assert [each.taken for each in supports.by_group] == [Taken(3, 4), Taken(1, 4)]
    assert supports.whole.taken == Taken(4, 8)
    assert supports.alike is not None
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
    found = across_groups(theme)
    assert found.groups == ()
    assert [(line.whole.taken, line.alike) for line in found.lines] == [(Taken(1, 1), None)]


def test_intervals_show_error_of_coding_alone(spam: Theme) -> None:
    """With codings that never err the true number is the one counted. With 8 of 10 right the true
    number of the north, 3 of 4, is the sum of a binomial of 3 at .8 and one of 1 at .2: it is 0
    with a chance of .2³ × .8 = .0064 and 4 with one of .8³ × .2 = .1024; so 1 to 4."""
    sure, unsure = across_groups(spam).lines[0], across_groups(spam, 0.8).lines[0]
    assert (sure.by_group[0].low, sure.by_group[0].high) == (3, 3)
    assert (unsure.by_group[0].low, unsure.by_group[0].high) == (1, 4)


def test_how_often_most_would_fail(spam: Theme) -> None:
    """Of 8, “most” is 5 to 7, and 4 are counted: with codings that never err it fails for certain.

    With 8 of 10 right the true number is the sum of binomials of 4 at .8 and of 4 at .2, which lies
    evenly around 4. It is 4 with a chance of .0016² + .0256² + .1536² + 2 × .4096² = .3598, 8 with
    one of .4096 × .0016 = .0007, so 5 to 7 with one of (1 − .3598) / 2 − .0007 = .3195.
    """
    assert across_groups(spam).lines[0].fails == 100
    line = across_groups(spam, 0.8).lines[0]
    assert line.most_fails == pytest.approx(1 - 0.3195, abs=1e-4)
    assert line.fails == 68


def test_the_queries_do_not_grow_with_the_contributions(
    spam: Theme, django_assert_num_queries
) -> None:
    with CaptureQueriesContext(connection) as before:
        across_groups(spam)
    group = groups(spam.codebook.consultation).first()
    for _ in range(3):
        one = make_contribution(spam.codebook.consultation, group=group)
        make_coding(one, spam, stance=Stance.SUPPORTS)
    with django_assert_num_queries(len(before)):
        across_groups(spam)


def test_a_statement_on_behalf_of_many_counts_once_and_carries_them(spam: Theme) -> None:
    """Two statements: one for France and Spain, one for Spain and 3 that are not named."""
    backings = queries.evidence_for(spam).taking(Stance.SUPPORTS)
    one, other = (each.contribution for each in backings[:2])
    actions.say_whom_it_carries(one, names=["France", "Espagne", "France"], by="tests")
    actions.say_whom_it_carries(other, names=["Spain"], number=4, by="tests")
    supports, opposes = across_groups(spam).lines
    assert (supports.whole.taken, supports.carried) == (Taken(4, 8), 5)
    assert opposes.carried == 0


def test_the_page_of_a_theme_shows_it(client: Client, spam: Theme) -> None:
    consultation = spam.codebook.consultation
    client.force_login(make_official(consultation, Role.REGISTRAR))

    def page(query: str = "") -> str:
        address = reverse("analysis:theme", args=[consultation.slug, "spam"])
        return client.get(address + query).content.decode()

    shown = page()
    for expected in (
        "Where groups agree and where they part",
        "3 / 4",
        "[1–4]",
        "1 / 4",
        "0.22",
        "68%",
        "The intervals assume that 80 of 100 codings are right.",
        "Respondents are not a sample",
    ):
        assert expected in shown
    assert "assume that 95 of 100" in page("?right=95")
    assert "assume that 80 of 100" in page("?right=7")
    assert "Where groups agree" not in page("?group=north")
    with translation.override("ar"):
        assert "أين تتفق المجموعات وأين تفترق" in page()
    client.force_login(make_user("A stranger"))
    address = reverse("analysis:theme", args=[consultation.slug, "spam"])
    assert client.get(address).status_code == 404
