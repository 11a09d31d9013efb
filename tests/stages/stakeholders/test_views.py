"""The pages of the stakeholders: who may, what they show, what they never show."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders import actions, queries
from rapporteur.stages.stakeholders.models import (
    Contact,
    Entity,
    Membership,
    Merge,
    RosterImport,
    StatedFigure,
)
from tests.factories.mandate import make_consultation, make_official, make_user
from tests.factories.stakeholders import make_category, make_entity, make_group

pytestmark = pytest.mark.django_db

READ = ["desk", "entities", "doubles", "rosters"]
FORMS = ["new_group", "new_category", "ask", "new_figure", "new_entity"]
OF_ENTITY = ["entity", "edit_entity", "place", "new_contact", "enrol", "merge"]
POSTED = ["usual_groups", "member_states"]


def address(name: str, consultation: Consultation, *more: int) -> str:
    return reverse(f"stakeholders:{name}", args=[consultation.slug, *more])


def page(client: Client, where: str, **query: str) -> str:
    answer = client.get(where, query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", READ + FORMS + OF_ENTITY)
def test_every_official_reads_and_a_stranger_is_told_of_nothing(client: Client, name: str):
    consultation = make_consultation()
    where = address(name, consultation, *([make_entity().pk] if name in OF_ENTITY else []))
    assert client.get(where).status_code == 302
    for person, status in (
        (make_official(consultation, Role.DRAFTER), 200),
        (make_official(make_consultation(), Role.REGISTRAR), 404),
        (make_user(), 404),
    ):
        client.force_login(person)
        assert client.get(where).status_code == status


@pytest.mark.parametrize("name", [*FORMS, *POSTED, *OF_ENTITY[1:], "rosters"])
def test_only_the_registrar_and_the_administrator_write(client: Client, name: str):
    consultation = make_consultation()
    where = address(name, consultation, *([make_entity().pk] if name in OF_ENTITY else []))
    assert client.post(where).status_code == 302
    for person, statuses in (
        (make_official(consultation, Role.ANALYST), (403,)),
        (make_user(), (404,)),
        (make_official(consultation, Role.REGISTRAR), (302, 422)),
        (make_official(consultation, Role.ADMINISTRATOR), (302, 422)),
    ):
        client.force_login(person)
        assert client.post(where).status_code in statuses


def test_the_rosters_of_one_consultation_are_not_seen_at_another(client: Client):
    consultation, other = make_consultation(), make_consultation()
    client.force_login(make_official(other, Role.REGISTRAR))
    roster = upload_to(client, other, b"Name\nA\n")
    client.force_login(make_official(consultation, Role.REGISTRAR))
    for name in ("roster", "aside"):
        assert client.get(address(name, consultation, roster.pk)).status_code == 404


def upload_to(client: Client, consultation: Consultation, content: bytes) -> RosterImport:
    sent = SimpleUploadedFile("roster.csv", content)
    category = make_category("ngos")
    answer = client.post(
        address("rosters", consultation), {"list_file": sent, "category": category.pk}
    )
    roster = RosterImport.objects.latest("pk")
    assert answer.headers["Location"] == address("roster", consultation, roster.pk)
    return roster


def registrar(client: Client) -> Consultation:
    consultation = make_consultation()
    client.force_login(make_official(consultation, Role.REGISTRAR))
    return consultation


def test_an_officer_starts_with_the_usual_groups_and_the_member_states(client: Client):
    consultation = registrar(client)
    front = address("desk", consultation)
    assert "Define the usual groups" in page(client, front)
    client.post(address("usual_groups", consultation))
    assert "Next: the lists" in page(client, front)
    client.post(address("member_states", consultation))
    shown = page(client, front)
    assert '<span class="number">193</span> <span class="label">invited</span>' in shown
    assert "193 entities are counted in the group that their list suggests" in shown


def test_a_group_a_list_and_a_figure_are_added(client: Client):
    consultation = registrar(client)
    client.post(address("new_group", consultation), {"names_en": "Academia", "key": "academia"})
    client.post(
        address("new_category", consultation),
        {"names_en": "Universities", "key": "universities", "suggests": "academia"},
    )
    client.post(
        address("new_figure", consultation),
        {"texts_en": "entities", "stated": "3500", "approximate": "on", "source": "A/66/77"},
    )
    assert [group.key for group in queries.groups(consultation)] == ["academia"]
    asked = queries.eligibilities(consultation).get()
    assert (asked.category.key, asked.category.suggests) == ("universities", "academia")
    assert StatedFigure.objects.get().stated == 3500
    again = client.post(
        address("new_category", consultation), {"names_en": "Again", "key": "universities"}
    )
    assert again.status_code == 422
    assert "There is a list of this name" in again.content.decode()


def test_two_lists_with_one_precedence_are_refused_on_the_form(client: Client):
    consultation = registrar(client)
    make_category("first", asked_by=consultation)
    answer = client.post(
        address("ask", consultation),
        {"category": make_category("second").pk, "precedence": "1", "basis": "invited"},
    )
    assert answer.status_code == 422
    assert "two lists cannot both come first" in answer.content.decode()


def test_an_entity_is_added_corrected_placed_enrolled_and_given_a_contact(client: Client):
    consultation = registrar(client)
    group = make_group(consultation)
    category = make_category()
    fields = {"names_en": "ICC", "kind": "organization", "language": "en"}
    client.post(address("new_entity", consultation), fields)
    one = Entity.objects.get()
    client.post(address("edit_entity", consultation, one.pk), fields | {"acronym": "I.C.C."})
    client.post(
        address("place", consultation, one.pk), {"group": group.pk, "reason": "its statutes"}
    )
    client.post(address("new_contact", consultation, one.pk), {"name": "Ada Byron"})
    client.post(
        address("enrol", consultation, one.pk),
        {"category": category.pk, "valid_from": "2010-01-01"},
    )
    one.refresh_from_db()
    assert one.acronym == "I.C.C."
    assert queries.group_of(consultation, one) == group
    assert Contact.objects.get().entity == one
    assert Membership.objects.get().valid_from == date(2010, 1, 1)
    shown = page(client, address("entity", consultation, one.pk))
    for words in ("its statutes", "Ada Byron", "1 January 2010"):
        assert words in shown


def test_two_entries_are_merged_by_number_or_name_and_parted_again(client: Client):
    consultation = registrar(client)
    kept, other = make_entity("Internet Society"), make_entity("ISOC")
    where = address("merge", consultation, kept.pk)
    for said, why in (("Nobody", "There is no such entry"), ("internet society", "no such entry")):
        answer = client.post(where, {"other": said, "reason": "x"})
        assert why in answer.content.decode()
    client.post(where, {"other": "isoc", "reason": "one address"})
    merge = Merge.objects.get()
    assert (merge.kept, merge.merged) == (kept, other)
    assert "This entry was merged" in page(client, address("entity", consultation, other.pk))
    client.post(address("undo_merge", consultation, merge.pk))
    client.post(where, {"other": str(other.pk), "reason": "after all"})
    assert list(queries.entities()) == [kept]


def test_possible_doubles_are_shown_with_the_reason(client: Client):
    consultation = registrar(client)
    assert "No doubles" in page(client, address("doubles", consultation))
    first, second = make_entity("Forum"), make_entity("FORUM")
    assert "both are called “forum”" in page(client, address("doubles", consultation))
    assert f"?other={second.pk}" in page(client, address("entity", consultation, first.pk))


def test_the_list_is_searched_and_narrowed(client: Client):
    consultation = registrar(client)
    group = make_group(consultation)
    listed = make_category(asked_by=consultation)
    placed = make_entity("Placed", listed)
    make_entity("Waiting", listed)
    make_entity("Elsewhere")
    actions.place(consultation, placed, group, reason="x", by="tests")
    where = address("entities", consultation)

    def found(**query: str) -> list[str]:
        answer = client.get(where, query)
        return [str(row["entity"]) for row in answer.context["rows"]]

    assert found() == ["Placed", "Waiting"]
    assert found(scope="all") == ["Placed", "Waiting", "Elsewhere"]
    assert found(words="wait") == ["Waiting"]
    assert found(group="none") == ["Waiting"]
    assert found(group=str(group.pk), category=str(listed.pk)) == ["Placed"]
    assert found(group="no such", category="x", scope="y", page="z") == ["Placed", "Waiting"]
    assert "Nothing found" in page(client, where, words="nowhere")


def test_the_list_takes_as_many_queries_for_one_as_for_three(
    client: Client, django_assert_num_queries
):
    consultation = registrar(client)
    listed = make_category(asked_by=consultation)
    where = address("entities", consultation)
    client.get(where)
    for more in (1, 2):
        for _ in range(more):
            make_entity("", listed)
        with django_assert_num_queries(10):
            client.get(where)


def test_a_roster_is_looked_at_read_otherwise_and_taken(client: Client):
    consultation = registrar(client)
    roster = upload_to(client, consultation, b"Wer,Mail\nA,a@example.org\nB,nobody\n")
    where = address("roster", consultation, roster.pk)
    assert "no column is known to be “Name”" in page(client, where)
    looked = client.post(where, {"name": "Wer", "email": "Mail", "look": ""})
    assert "“nobody” is not an e-mail address." in looked.content.decode()
    assert Entity.objects.count() == 0
    client.post(where, {"name": "Wer", "email": "Mail", "take": ""})
    assert [entity.email for entity in Entity.objects.all()] == ["a@example.org"]
    shown = page(client, where)
    assert "added 1, known 0, kept aside 1" in shown
    aside = client.get(address("aside", consultation, roster.pk))
    assert (
        aside.headers["Content-Disposition"] == f'attachment; filename="kept-aside-{roster.pk}.csv"'
    )
    assert aside.content.decode("utf-8-sig") == (
        "line,column,problem,Wer,Mail\r\n3,Mail,“nobody” is not an e-mail address.,B,nobody\r\n"
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"\xef\xbb\xbf", "empty"), (b"\x89PNG\r\n\x1a\n\0", "neither CSV nor a spreadsheet")],
)
def test_a_file_that_is_no_list_is_refused_on_the_form(client: Client, content: bytes, why: str):
    consultation = registrar(client)
    answer = client.post(
        address("rosters", consultation), {"list_file": SimpleUploadedFile("r.csv", content)}
    )
    assert answer.status_code == 422
    assert why in answer.content.decode()


def test_the_public_page_tells_who_was_asked_and_no_address(client: Client):
    consultation = make_consultation()
    consultation.announced_at = datetime(2010, 10, 7, tzinfo=UTC)
    consultation.save()
    actions.load_member_states(by="tests")
    make_category("member-state", asked_by=consultation)
    listed = make_category(asked_by=consultation)
    entity = make_entity("The Society", listed, email="secret@example.org", fax="+41 99")
    actions.add_contact(entity, name="Ada Byron", email="ada@example.org", by="tests")
    actions.state_figure(
        consultation,
        texts={"en": "international organizations"},
        stated=150,
        approximate=True,
        source="A/66/77, para. 8",
        by="tests",
    )
    shown = page(client, address("public", consultation))
    assert "On that day the United Nations had 192 Member States" in shown
    assert '<span class="number">193</span> <span class="label">invited</span>' in shown
    assert '<span class="number">some 150</span>' in shown
    for hidden in ("secret@example.org", "+41 99", "Ada Byron", "ada@example.org", "Society"):
        assert hidden not in shown


def test_the_public_page_is_there_once_the_consultation_is_announced(client: Client):
    consultation = make_consultation(announced=False)
    where = address("public", consultation)
    assert client.get(where).status_code == 404
    client.force_login(make_user())
    assert client.get(where).status_code == 404
    client.force_login(make_official(consultation, Role.DRAFTER))
    assert client.get(where).status_code == 200
