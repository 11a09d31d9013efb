"""Who is to be asked: groups, lists, entities, and the decisions on them."""

from datetime import date

import pytest

from rapporteur.base.models import AuditEntry
from rapporteur.base.refusals import Refused
from rapporteur.stages.stakeholders import actions, queries
from rapporteur.stages.stakeholders.models import (
    Contact,
    Eligibility,
    Entity,
    Membership,
    Merge,
    NameKey,
    Placement,
)
from tests.factories.mandate import make_consultation, make_user
from tests.factories.stakeholders import make_category, make_entity, make_group

pytestmark = pytest.mark.django_db


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("act", flat=True))


def test_the_usual_groups_are_four_in_the_order_of_the_table_and_defined_once():
    consultation = make_consultation()
    actions.define_usual_groups(consultation, by="tests")
    actions.define_usual_groups(consultation, by="tests")
    assert [str(group) for group in queries.groups(consultation)] == [
        "Governments",
        "International organizations",
        "Civil society",
        "Private sector",
    ]
    assert acts().count("stakeholders.add_group") == 4


def test_a_group_added_later_comes_last():
    consultation = make_consultation()
    actions.define_usual_groups(consultation, by="tests")
    make_group(consultation, "academia")
    assert [group.key for group in queries.groups(consultation)][-1] == "academia"


def test_a_constituency_is_no_group():
    consultation = make_consultation()
    for _ in range(2):
        actions.add_constituency(
            consultation, key="technical", names={"en": "Technical community"}, by="tests"
        )
    assert list(queries.groups(consultation)) == []
    assert acts().count("stakeholders.add_constituency") == 1


def test_a_category_is_asked_after_those_asked_before_it_and_once():
    consultation = make_consultation()
    first, second = make_category("first"), make_category("second")
    for category in (first, second, first):
        actions.make_eligible(consultation, category, by="tests")
    rows = Eligibility.objects.filter(consultation=consultation)
    assert [(row.precedence, row.category.key, row.basis) for row in rows] == [
        (1, "first", "invited"),
        (2, "second", "invited"),
    ]


def test_two_categories_cannot_have_one_precedence():
    consultation = make_consultation()
    make_category("first", asked_by=consultation)
    with pytest.raises(Refused) as refusal:
        actions.make_eligible(consultation, make_category("second"), precedence=1, by="tests")
    assert str(refusal.value) == (
        "“The list second” was not given the precedence 1. “The list first” has it, and two lists "
        "cannot both come first. Choose another number."
    )


def test_an_entity_named_by_its_list_is_added_once():
    first = make_entity("ICC", listed_key="list:1")
    assert make_entity("Another name", listed_key="list:1") == first
    assert acts() == ["stakeholders.add_entity"]


def test_an_amended_entity_is_found_by_its_new_name_alone():
    entity = make_entity("Old Name")
    actions.amend_entity(entity, by="tests", names={"en": "New Name"}, fax="+41 22")
    assert queries.find_entity("new name") == entity
    assert queries.find_entity("Old Name") is None
    entry = AuditEntry.objects.get(act="stakeholders.amend_entity")
    assert entry.particulars == {"fields": ["fax", "names"]}


def test_an_amendment_that_changes_nothing_leaves_no_trace():
    entity = make_entity("Same")
    actions.amend_entity(entity, by="tests", names={"en": "Same"})
    assert acts() == ["stakeholders.add_entity"]


def test_a_placement_ends_the_earlier_one_and_keeps_it_as_history():
    consultation, user = make_consultation(), make_user("Registrar")
    business, civil = make_group(consultation, "business"), make_group(consultation, "civil")
    icc = make_entity("ICC")
    actions.place(consultation, icc, civil, reason="in consultative status", by="tests")
    for _ in range(2):
        actions.place(consultation, icc, business, reason="speaks for companies", by=user)
    assert [
        (row.group.key, row.decided_by, row.ended_at is None)
        for row in Placement.objects.filter(entity=icc)
    ] == [("civil", None, False), ("business", user, True)]
    assert queries.group_of(consultation, icc) == business
    assert AuditEntry.objects.filter(act="stakeholders.place_entity")[0].particulars == {
        "group": "business",
        "reason": "speaks for companies",
        "before": "civil",
    }


def test_a_placement_without_a_reason_is_refused():
    consultation = make_consultation()
    with pytest.raises(Refused, match="needs a reason"):
        actions.place(
            consultation, make_entity(), make_group(consultation), reason="  ", by="tests"
        )


def test_a_placement_in_another_consultations_group_is_refused():
    elsewhere = make_group(make_consultation())
    with pytest.raises(Refused, match="group of another consultation"):
        actions.place(make_consultation(), make_entity(), elsewhere, reason="x", by="tests")


def test_the_member_states_are_loaded_once_and_stand_on_their_list_since_admission():
    first = actions.load_member_states(by="tests")
    second = actions.load_member_states(by="tests")
    assert len(first) == 193
    assert first == second
    assert Membership.objects.count() == 193
    sudan = Entity.objects.get(listed_key="un-member:SSD")
    assert sudan.memberships.get().valid_from == date(2011, 7, 14)
    assert sudan.names["fr"] == "Soudan du Sud"
    assert acts().count("stakeholders.load_member_states") == 1


@pytest.mark.parametrize(("on", "members"), [(date(2004, 1, 14), 191), (date(2010, 10, 7), 192)])
def test_the_member_states_of_a_day_can_be_loaded_alone_and_completed_later(on, members):
    assert len(actions.load_member_states(by="tests", on=on)) == members
    assert len(actions.load_member_states(by="tests")) == 193


def test_a_contact_is_added_once():
    entity = make_entity()
    for _ in range(2):
        actions.add_contact(entity, name="Ada Byron", email="ada@example.org", by="tests")
    assert Contact.objects.count() == 1


def test_a_membership_ends_on_a_day_after_it_began():
    membership = actions.enrol(
        make_entity(), make_category(), valid_from=date(2005, 1, 1), by="tests"
    )
    with pytest.raises(Refused, match="2004-12-31 lies before"):
        actions.end_membership(membership, on=date(2004, 12, 31), by="tests")
    actions.end_membership(membership, on=date(2009, 12, 31), by="tests")
    membership.refresh_from_db()
    assert membership.valid_to == date(2009, 12, 31)


def two_that_are_one():
    consultation = make_consultation()
    shared, other = make_category("shared"), make_category("other")
    kept = make_entity("Internet Society", shared)
    merged = make_entity("ISOC", shared, other, acronym="IS")
    actions.add_contact(merged, name="Ada Byron", by="tests")
    group = make_group(consultation)
    actions.place(consultation, merged, group, reason="by its statutes", by="tests")
    return consultation, kept, merged


def standing(entity: Entity) -> dict[str, list[str]]:
    """What hangs on an entity."""
    return {
        "lists": sorted(row.category.key for row in entity.memberships.all()),
        "contacts": [row.name for row in entity.contacts.all()],
        "groups": [row.group.consultation.slug for row in entity.placements.all()],
        "keys": sorted(NameKey.objects.filter(entity=entity).values_list("key", flat=True)),
    }


def test_a_merge_hands_over_what_the_kept_one_lacks_and_undoing_it_brings_all_back():
    consultation, kept, merged = two_that_are_one()
    before = standing(kept), standing(merged)
    user = make_user()
    merge = actions.merge_entities(kept, merged, reason="same address", by=user)
    assert standing(kept) == {
        "lists": ["other", "shared"],
        "contacts": ["Ada Byron"],
        "groups": [consultation.slug],
        "keys": ["internet society", "is", "isoc"],
    }
    assert list(queries.entities()) == [kept]
    assert queries.find_entity("ISOC") == kept
    assert queries.kept(merged) == kept
    for _ in range(2):
        actions.undo_merge(merge, by=user)
    assert (standing(kept), standing(merged)) == before
    assert queries.find_entity("ISOC") == merged
    assert acts().count("stakeholders.undo_merge") == 1


def test_what_was_merged_is_not_merged_again_until_that_is_undone():
    _, kept, merged = two_that_are_one()
    user, third = make_user(), make_entity("Third")
    first = actions.merge_entities(kept, merged, reason="same", by=user)
    with pytest.raises(Refused, match="“ISOC” was merged into “Internet Society” already"):
        actions.merge_entities(third, merged, reason="same", by=user)
    actions.merge_entities(third, kept, reason="same", by=user)
    with pytest.raises(Refused, match="has since been merged into “Third”"):
        actions.undo_merge(first, by=user)
    assert Merge.objects.filter(undone_at__isnull=True).count() == 2


def test_an_entity_is_not_merged_with_itself_nor_without_a_reason():
    entity, user = make_entity(), make_user()
    with pytest.raises(Refused, match="the same entry"):
        actions.merge_entities(entity, entity, reason="x", by=user)
    with pytest.raises(Refused, match="needs a reason"):
        actions.merge_entities(entity, make_entity(), reason="", by=user)
