"""Second readings: blind, by another person, and what they measure."""

import pytest
from django.urls import reverse

from rapporteur.base.refusals import Refused
from rapporteur.core.evidence.quantifiers.checking import Coder
from rapporteur.stages.analysis import actions, queries
from rapporteur.stages.analysis.choices import CodingState, Stance
from rapporteur.stages.analysis.models import Carried, SecondReading
from rapporteur.stages.analysis.queries.agreement import LEAST
from rapporteur.stages.mandate.choices import Role
from tests.factories.analysis import make_codebook, make_coding
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation, make_official, make_user

pytestmark = pytest.mark.django_db

YES, NO = CodingState.CONFIRMED, CodingState.REJECTED


@pytest.fixture
def consultation():
    consultation = make_consultation()
    make_codebook(consultation)
    return consultation


def decided(consultation, many, *, by, stance=Stance.SUPPORTS):
    theme = queries.theme_in_force(consultation, "spam")
    return [
        make_coding(make_contribution(consultation), theme, by=by, stance=stance)
        for _ in range(many)
    ]


def test_a_second_reading_leaves_the_decision_as_it_is(consultation):
    [coding] = decided(consultation, 1, by=make_user())
    other = make_user()
    actions.read_again(coding, state=NO, stance=Stance.OPPOSES, by=other)
    reading = SecondReading.objects.get()
    assert (reading.state, reading.stance) == (NO, "")
    coding.refresh_from_db()
    assert (coding.state, coding.stance) == (YES, Stance.SUPPORTS)
    actions.read_again(coding, state=YES, stance=Stance.OPPOSES, by=other)
    assert SecondReading.objects.get().stance == Stance.OPPOSES


def test_nobody_reads_their_own_decisions_again(consultation):
    first = make_user()
    [coding] = decided(consultation, 1, by=first)
    with pytest.raises(Refused, match="You decided on it yourself"):
        actions.read_again(coding, state=YES, by=first)
    actions.decide(coding, state=NO, by=make_user())
    with pytest.raises(Refused, match="changed it meanwhile"):
        actions.read_again(coding, state=YES, by=make_user())


def test_what_is_drawn_is_what_others_decided_and_one_has_not_read(consultation):
    first, second = make_user(), make_user()
    own = decided(consultation, 2, by=second)
    others = decided(consultation, 3, by=first)
    actions.read_again(others[0], state=YES, by=second)
    assert set(queries.to_read_again(consultation, second, 10)) == set(others[1:])
    assert len(queries.to_read_again(consultation, second, 1)) == 1
    assert set(queries.to_read_again(consultation, first, 10)) == set(own)


def read(consultation, answers):
    first, second = make_user(), make_user()
    for coding, (state, stance) in zip(
        decided(consultation, len(answers), by=first), answers, strict=True
    ):
        actions.read_again(coding, state=state, stance=stance, by=second)


def test_below_twenty_nothing_is_measured(consultation):
    read(consultation, [(YES, Stance.SUPPORTS)] * (LEAST - 1))
    found = queries.rightness(consultation)
    assert (found.themes, found.stances, found.readings) == (None, None, LEAST - 1)


def test_how_often_codings_are_right(consultation):
    """Of 20, two are about something else, two take the other stance and one takes none: 16 of 20
    stances are the same, (15 + 1) / (20 + 2) as they are smoothed; 18 speak of the theme."""
    answers = [(YES, Stance.SUPPORTS)] * 15
    answers += [(NO, "")] * 2 + [(YES, Stance.OPPOSES)] * 2 + [(YES, "")]
    read(consultation, answers)
    found = queries.rightness(consultation)
    assert found.stances == Coder(16 / 22, 1 - 3 / 22)
    assert found.themes == Coder(19 / 22, 19 / 22)
    assert found.percent == 73


def test_agreement_of_two(consultation):
    """Units: yes-yes twice, yes-no once. Cohen's kappa of (y,y), (y,y), (y,n) is 0: chance has
    them agree as often. Gwet: shares 5/6 and 1/6, chance 2 × 5/36, so (2/3 − 10/36) / (26/36)."""
    read(consultation, [(YES, Stance.SUPPORTS), (YES, Stance.OPPOSES), (NO, "")])
    found = queries.agreements(consultation)
    assert (found.themes.units, found.themes.same, found.themes.percent) == (3, 2, 67)
    values = {each.name: each.agreement and each.agreement.value for each in found.themes.measures}
    assert values["Cohen’s kappa"] == pytest.approx(0)
    assert values["Gwet’s AC1"] == pytest.approx(14 / 26)
    assert values["Krippendorff’s alpha"] == pytest.approx(1 - 5 * 2 / (2 * 5))
    assert (found.stances.units, found.stances.same) == (2, 1)


def test_without_readings_nothing_can_be_said(consultation):
    found = queries.agreements(consultation)
    assert (found.themes.units, found.themes.percent) == (0, 0)
    assert {each.agreement for each in found.themes.measures} == {None}


# The pages


def page(consultation, name="second", *args):
    return reverse(f"analysis:{name}", args=[consultation.slug, *args])


def test_the_page_hides_what_was_decided_and_keeps_what_is_said(client, consultation):
    [coding] = decided(consultation, 1, by=make_user("First Reader"), stance=Stance.OPPOSES)
    analyst = make_official(consultation, Role.ANALYST)
    client.force_login(analyst)
    shown = client.get(page(consultation)).content.decode()
    assert coding.passage.text in shown
    assert "First Reader" not in shown
    assert 'value="opposes" selected' not in shown
    sent = {"shown": coding.pk, f"{coding.pk}-state": YES, f"{coding.pk}-stance": "supports"}
    assert client.post(page(consultation), sent).status_code == 302
    assert SecondReading.objects.get().read_by == analyst
    shown = client.get(page(consultation)).content.decode()
    assert "Gwet’s AC1" in shown
    assert coding.passage.text not in shown


def test_what_is_skipped_is_not_kept_and_others_cannot_be_sent(client, consultation):
    [coding] = decided(consultation, 1, by=make_user())
    elsewhere = make_consultation()
    make_codebook(elsewhere)
    [foreign] = decided(elsewhere, 1, by=make_user())
    client.force_login(make_official(consultation, Role.ANALYST))
    sent = {"shown": [coding.pk, foreign.pk], f"{coding.pk}-state": "", f"{foreign.pk}-state": YES}
    client.post(page(consultation), sent)
    assert not SecondReading.objects.exists()


def test_who_may_enter(client, consultation):
    assert client.get(page(consultation)).status_code == 302
    client.force_login(make_user())
    assert client.get(page(consultation)).status_code == 404
    client.force_login(make_official(consultation, Role.DRAFTER))
    assert client.get(page(consultation)).status_code == 200
    assert client.post(page(consultation)).status_code == 403


def test_a_theme_is_shown_with_what_was_measured(client, consultation):
    read(consultation, [(YES, Stance.SUPPORTS)] * LEAST)
    client.force_login(make_official(consultation, Role.ANALYST))
    shown = client.get(page(consultation, "theme", "spam")).content.decode()
    assert "By second readings, 95 of 100 stances are right" in shown
    shown = client.get(page(consultation, "theme", "spam") + "?right=80").content.decode()
    assert "The intervals assume that 80 of 100 codings are right." in shown


# Whom a statement carries


def test_whom_a_statement_carries_is_noted_on_its_page(client, consultation):
    one = make_contribution(consultation, speaks_for="Malta, France and Viet Nam")
    client.force_login(make_official(consultation, Role.ANALYST))
    address = page(consultation, "contribution", one.pk)
    assert "Malta\nFrance\nViet Nam</textarea>" in client.get(address).content.decode()
    sent = {"names": "Malta\nFrance\n\n", "number": "131", "source": "Its first paragraph"}
    assert client.post(page(consultation, "carries", one.pk), sent).url == address
    assert Carried.objects.get().names == ["Malta", "France"]
    assert (
        "One statement that carries 131 States or others." in client.get(address).content.decode()
    )
    client.post(page(consultation, "carries", one.pk), {"number": "-1"})
    assert Carried.objects.get().number == 131
    client.post(page(consultation, "carries", one.pk), {})
    assert not Carried.objects.exists()


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("the Group of 77 and China", ()),
        ("", ()),
        ("France", ("France",)),
        ("la France et le Sénégal", ("la France", "le Sénégal")),
        ("Malta, France; Viet Nam", ("Malta", "France", "Viet Nam")),
        ("<script>", ()),
    ],
)
def test_only_where_all_are_states_are_they_proposed(consultation, stated, names):
    assert queries.states_named(make_contribution(consultation, speaks_for=stated)) == names
