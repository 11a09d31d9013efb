"""Who is asked under what, who resembles whom, and how many they are."""

from datetime import UTC, date, datetime

import pytest

from rapporteur.stages.stakeholders import actions, queries
from rapporteur.stages.stakeholders.choices import Basis
from tests.factories.mandate import make_consultation, make_user
from tests.factories.stakeholders import make_category, make_entity, make_group

pytestmark = pytest.mark.django_db


def asked(consultation, on=None) -> dict[str, str]:
    """Each entity by the key of the list under which it is asked."""
    categories = {row.category_id: row.category.key for row in queries.eligibilities(consultation)}
    return {
        str(entity): categories[entity.asked_as]  # type: ignore[attr-defined]
        for entity in queries.eligible(consultation, on)
    }


def test_an_entity_on_several_lists_is_asked_once_under_the_first():
    consultation = make_consultation()
    agencies = make_category("agencies", asked_by=consultation)
    wsis = make_category("wsis", asked_by=consultation)
    unasked = make_category("unasked")
    make_entity("UNESCO", wsis, agencies)
    make_entity("APC", wsis, unasked)
    make_entity("Nobody", unasked)
    assert asked(consultation) == {"UNESCO": "agencies", "APC": "wsis"}


def test_a_membership_counts_from_its_first_day_to_its_last():
    consultation = make_consultation()
    listed = make_category("listed", asked_by=consultation)
    actions.enrol(
        make_entity("A"),
        listed,
        valid_from=date(2005, 1, 1),
        valid_to=date(2009, 12, 31),
        by="tests",
    )
    days = [date(2004, 12, 31), date(2005, 1, 1), date(2009, 12, 31), date(2010, 1, 1)]
    assert [len(asked(consultation, day)) for day in days] == [0, 1, 1, 0]


def test_the_days_of_one_list_do_not_open_another():
    consultation = make_consultation()
    over = make_category("over", asked_by=consultation)
    entity = make_entity("A", make_category("valid, not asked"))
    actions.enrol(entity, over, valid_to=date(2000, 1, 1), by="tests")
    assert asked(consultation, date(2010, 1, 1)) == {}


@pytest.mark.parametrize(
    ("announced", "members"), [(date(2004, 1, 14), 191), (date(2010, 10, 7), 192)]
)
def test_the_member_states_asked_are_those_of_the_day_of_the_announcement(announced, members):
    consultation = make_consultation()
    consultation.announced_at = datetime(announced.year, announced.month, announced.day, tzinfo=UTC)
    actions.load_member_states(by="tests")
    make_category("member-state", asked_by=consultation)
    assert queries.day_of(consultation) == announced
    assert queries.counts(consultation).invited == members


def test_the_suggested_group_is_that_of_the_first_list_and_the_placed_one_is_a_decision():
    consultation = make_consultation()
    business, civil = make_group(consultation, "business"), make_group(consultation, "civil")
    ngos = make_category("ngos", asked_by=consultation, suggests="civil")
    members = make_category("members", asked_by=consultation, suggests="business")
    icc = make_entity("ICC", members, ngos)
    assert queries.category_of(consultation, icc) == ngos
    assert queries.suggested_group(consultation, icc) == civil
    assert queries.group_of(consultation, icc) is None
    actions.place(consultation, icc, business, reason="spoke for companies", by="tests")
    assert queries.group_of(consultation, icc) == business
    assert queries.suggested_group(consultation, icc) == civil


def test_no_group_is_suggested_where_no_list_is_asked_or_its_list_suggests_none():
    consultation = make_consultation()
    assert queries.suggested_group(consultation, make_entity()) is None
    listed = make_category(asked_by=consultation)
    assert queries.suggested_group(consultation, make_entity("", listed)) is None


@pytest.mark.parametrize("name", ["Russia", "Fédération de Russie", "RUS", "俄罗斯联邦"])
def test_a_state_is_found_by_whatever_name_it_goes(name):
    actions.load_member_states(by="tests")
    assert str(queries.find_entity(name)) == "Russian Federation"


@pytest.mark.parametrize(
    ("name", "found"),
    [("the côte d’azur society", True), ("CAS", True), ("Côte", False), ("", False), ("?!", False)],
)
def test_an_organization_is_found_by_its_whole_name_or_acronym(name, found):
    entity = make_entity("Cote d'Azur Society", acronym="CAS")
    assert queries.find_entity(name) == (entity if found else None)


def test_a_name_that_two_bear_finds_neither():
    make_entity("Internet Forum")
    make_entity("Internet Forum")
    assert queries.find_entity("Internet Forum") is None


def test_searching_finds_every_word_in_any_one_name_in_any_language():
    entity = make_entity("World Health Organization")
    actions.amend_entity(
        entity, by="tests", names={**entity.names, "fr": "Organisation mondiale de la Santé"}
    )
    make_entity("World Bank")
    found = [
        [str(each) for each in queries.search(queries.entities(), words)]
        for words in ("sante MONDIALE", "world", "mondiale health", "")
    ]
    assert found == [
        ["World Health Organization"],
        ["World Health Organization", "World Bank"],
        [],
        ["World Health Organization", "World Bank"],
    ]


def test_invited_eligible_and_sought_are_three_counts():
    consultation = make_consultation()
    invited = make_category("invited", asked_by=consultation)
    merely = make_category("merely")
    actions.make_eligible(consultation, merely, basis=Basis.ELIGIBLE, by="tests")
    for category in (invited, merely, merely):
        make_entity("", category)
    figure = actions.state_figure(
        consultation,
        texts={"en": "international organizations"},
        stated=150,
        approximate=True,
        source="A/66/77, para. 8",
        by="tests",
    )
    assert queries.counts(consultation) == queries.Asked(1, 3, (figure,))


def test_the_breakdown_counts_everyone_once_by_group_category_and_region():
    consultation = make_consultation()
    governments, civil = make_group(consultation, "governments"), make_group(consultation, "civil")
    actions.load_member_states(by="tests", on=date(1946, 12, 31))  # among them Afghanistan
    members = make_category("member-state", asked_by=consultation)
    guest = make_entity("Guest", country="AFG", region="Asia", own_accord=True)
    make_entity("Not of this consultation")
    actions.place(consultation, guest, civil, reason="asked to", by="tests")
    found = queries.breakdown(consultation)
    states = queries.eligible(consultation).count()
    assert found.total == states + 1
    assert found.undecided == states
    assert found.by_group == {governments.pk: states, civil.pk: 1}
    assert found.by_category == {members.pk: states, None: 1}
    assert sum(found.by_region.values()) == states + 1
    in_question = [
        entity.country for entity in queries.eligible(consultation) if entity.country
    ] + ["AFG"]
    assert found.by_mark == {
        mark: sum(country in countries for country in in_question)
        for mark, countries in queries.marked_countries().items()
    }


def test_the_breakdown_takes_as_many_queries_for_one_as_for_three(django_assert_num_queries):
    consultation = make_consultation()
    listed = make_category(asked_by=consultation)
    for _ in range(2):
        make_entity("", listed, region="Asia")
        make_entity("", listed)
        with django_assert_num_queries(3):
            queries.breakdown(consultation)


def test_entities_that_share_a_name_or_an_acronym_are_proposed_once_with_the_reason():
    first = make_entity("Internet Society", acronym="ISOC")
    second = make_entity("INTERNET society", acronym="ISOC")
    third = make_entity("Isoc")
    make_entity("Other")
    found = [(pair.first, pair.second, pair.reason) for pair in queries.near_duplicates()]
    assert found == [
        (
            first,
            second,
            "both are called “internet society”, leaving out case, accents and punctuation",
        ),
        (first, third, "both go by the acronym or name “ISOC”"),
    ]


def test_doubles_can_be_looked_for_among_some_alone_and_merged_ones_are_no_doubles():
    first, second = make_entity("Forum"), make_entity("forum")
    make_entity("Club"), make_entity("club")
    some = queries.entities().filter(pk=second.pk)
    assert [(pair.first, pair.second) for pair in queries.near_duplicates(some)] == [
        (first, second)
    ]
    actions.merge_entities(first, second, reason="one", by=make_user())
    assert queries.near_duplicates(queries.entities().filter(pk=first.pk)) == []
