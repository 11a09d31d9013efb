"""The pages of the representation, as each kind of person who comes to them."""

import pytest
from django.urls import reverse

from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.representation import actions, queries
from rapporteur.stages.representation.choices import DesignationState
from rapporteur.stages.representation.models import Designation, Inquiry, Objection, Response
from tests.factories.mandate import make_consultation, make_official, make_user
from tests.factories.representation import (
    make_designation,
    make_group_contribution,
    make_summary,
)
from tests.factories.stakeholders import make_entity, make_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation():
    return make_consultation()


@pytest.fixture
def designation(consultation):
    return make_designation(consultation, answer="accepted")


def page(name, consultation, *args):
    return reverse(f"representation:{name}", args=[consultation.slug, *args])


def desk_pages(consultation, designation):
    objection = actions.object_to(designation, name="A", text="No")
    contribution = make_group_contribution(designation)
    summary = make_summary(designation, contribution)
    inquiry = actions.inquire(summary, contribution=contribution, text="Why?", by="x")
    reading = [
        page("desk", consultation),
        page("nominate", consultation),
        page("designation", consultation, designation.pk),
        page("alternate", consultation, designation.pk),
    ]
    writing = [
        page("record_answer", consultation, designation.pk),
        page("show_objection", consultation, objection.pk),
        page("set_objection_aside", consultation, objection.pk),
        page("answer_objection", consultation, objection.pk),
        page("desk_answer_inquiry", consultation, inquiry.pk),
    ]
    return reading, writing


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.CONFERENCE, Role.ADMINISTRATOR])
def test_those_who_decide_read_and_write(client, consultation, designation, role):
    client.force_login(make_official(consultation, role))
    reading, writing = desk_pages(consultation, designation)
    assert [client.get(url).status_code for url in reading] == [200] * len(reading)
    sent = {"answer": "declined", "text": "Because.", "set_aside_because": "Spam"}
    assert [client.post(url, sent).status_code for url in writing] == [302] * len(writing)


def test_another_role_reads_and_is_told_why_it_may_not_write(client, consultation, designation):
    client.force_login(make_official(consultation, Role.ANALYST))
    reading, writing = desk_pages(consultation, designation)
    assert [client.get(url).status_code for url in reading] == [200] * len(reading)
    assert [client.post(url).status_code for url in writing] == [403] * len(writing)


def test_a_stranger_finds_nothing_and_nobody_is_asked_to_sign_in(client, consultation, designation):
    reading, writing = desk_pages(consultation, designation)
    for url in [*reading, *writing]:
        assert client.get(url).url.startswith(reverse("sign_in"))
    client.force_login(make_user())
    assert [client.get(url).status_code for url in [*reading, *writing]] == [404] * 9


def test_what_belongs_to_another_consultation_is_not_found(client, consultation, designation):
    other = make_consultation()
    client.force_login(make_official(other, Role.REGISTRAR))
    reading, writing = desk_pages(consultation, designation)
    mine = [url.replace(consultation.slug, other.slug) for url in [*reading[2:], *writing]]
    sent = {"answer": "declined", "text": "Because.", "set_aside_because": "Spam"}
    assert [client.post(url, sent).status_code for url in mine[2:]] == [404] * 5
    assert [client.get(url).status_code for url in mine[:2]] == [404] * 2


def test_an_officer_nominates(client, consultation):
    group, entity = make_group(consultation), make_entity("International Chamber")
    client.force_login(make_official(consultation, Role.REGISTRAR))
    sent = {
        "place": f"group-{group.pk}",
        "entity": "international chamber",
        "tasks": ["speak"],
        "reply_by": "2040-01-01",
        "email": "",
    }
    response = client.post(page("nominate", consultation), sent)
    made = Designation.objects.get()
    assert response.url == page("designation", consultation, made.pk)
    assert (made.entity, made.group, made.tasks) == (entity, group, ["speak"])
    assert client.post(page("nominate", consultation), sent).status_code == 422


@pytest.mark.parametrize(
    "wrong", [{"entity": "Nobody at all"}, {"place": "group-0"}, {"reply_by": "2001-01-01"}]
)
def test_a_nomination_that_cannot_be_is_shown_again(client, consultation, wrong):
    group = make_group(consultation)
    make_entity("Known")
    client.force_login(make_official(consultation, Role.REGISTRAR))
    sent = {"place": f"group-{group.pk}", "entity": "Known", "tasks": ["speak"], **wrong}
    assert client.post(page("nominate", consultation), sent).status_code == 422
    assert Designation.objects.count() == 0


def test_the_desk_says_what_to_do_next(client, consultation):
    first = make_designation(consultation, answer="declined")
    actions.object_to(first, name="A", text="No")
    client.force_login(make_official(consultation, Role.CONFERENCE))
    shown = client.get(page("desk", consultation)).content.decode()
    assert page("alternate", consultation, first.pk) in shown
    assert "Read an objection" in shown


def test_the_public_page_shows_what_is_public(client, consultation, designation):
    shown = make_group_contribution(designation, title="Seen title", contributor="Seen Inc")
    hidden = make_group_contribution(
        designation, title="Hidden title", contributor="Hidden Inc", published=False
    )
    summary = make_summary(designation, shown)
    actions.respond(summary, contribution=hidden, stand="dissents", words="Not so.", by="x")
    actions.object_to(designation, name="Objector", text="Unsorted words")
    actions.draft_summary(designation, by="x")
    text = client.get(page("public", consultation)).content.decode()
    assert "The group holds that access comes first." in text
    assert "Not so." in text
    for secret in ("Hidden title", "Hidden Inc", "Unsorted words", "Objector", designation.token):
        assert secret not in text
    assert hidden.register_number not in text


def test_the_public_page_says_when_there_is_nothing(client, consultation):
    assert "Nobody was asked" in client.get(page("public", consultation)).content.decode()


def test_before_the_announcement_only_officials_see_the_public_page(client):
    hidden = make_consultation(announced=False)
    designation = make_designation(hidden)
    urls = [page("public", hidden), page("object", hidden, designation.pk)]
    assert [client.get(url).status_code for url in urls] == [404, 404]
    client.force_login(make_official(hidden, Role.ANALYST))
    assert [client.get(url).status_code for url in urls] == [200, 200]


def fill(consultation):
    designation = make_designation(consultation, answer="accepted")
    contribution = make_group_contribution(designation)
    summary = make_summary(designation, contribution)
    actions.respond(summary, contribution=contribution, stand="endorses", by="x")
    actions.inquire(summary, contribution=contribution, text="Why?", by="x")
    actions.sort_objection(actions.object_to(designation, name="A", text="No"), by=make_user())


@pytest.mark.parametrize("name", ["public", "desk"])
def test_queries_do_not_grow_with_the_list(
    client, consultation, name, django_assert_max_num_queries
):
    if name == "desk":
        client.force_login(make_official(consultation, Role.REGISTRAR))
    fill(consultation)
    with django_assert_max_num_queries(60) as one:
        client.get(page(name, consultation))
    fill(consultation)
    fill(consultation)
    with django_assert_max_num_queries(len(one)):
        client.get(page(name, consultation))


def test_anybody_files_an_objection(client, consultation, designation):
    url = page("object", consultation, designation.pk)
    assert client.get(url).status_code == 200
    sent = {"name": "Somebody", "text": "They do not speak for us."}
    assert client.post(url, sent).url == page("public", consultation)
    assert Objection.objects.get().sorted_at is None
    assert client.post(url, {"name": "", "text": ""}).status_code == 422


def test_a_wrong_private_link_leads_nowhere(client, consultation, designation):
    other = make_consultation()
    assert client.get(page("workplace", consultation, "wrong")).status_code == 404
    assert client.get(page("workplace", other, designation.token)).status_code == 404
    assert client.get(page("respond", consultation, "wrong")).status_code == 404


def test_the_coordinator_answers_by_private_link(client, consultation):
    designation = make_designation(consultation)
    url = page("workplace", consultation, designation.token)
    assert client.get(url).headers["Cache-Control"].startswith("max-age=0")
    answer = page("answer", consultation, designation.token)
    assert client.post(answer, {}).status_code == 422
    assert client.post(answer, {"answer": "accepted", "note": "Gladly."}).url == url
    designation.refresh_from_db()
    assert queries.state_of(designation) == DesignationState.ACCEPTED
    assert designation.answer_entered_by is None


def test_the_coordinator_writes_and_circulates(client, consultation, designation):
    seen = make_group_contribution(designation, text="Words to be read.")
    hidden = make_group_contribution(designation, published=False, text="Not yet public.")
    write = page("summary", consultation, designation.token)
    text = client.get(write).content.decode()
    assert "Words to be read." in text
    assert "Not yet public." not in text
    assert client.post(write, {"text": "So.", "contributions": [hidden.pk]}).status_code == 422
    assert client.post(write, {"text": "So.", "contributions": [seen.pk]}).url == write
    anew = page("statement", consultation, designation.token, 1)
    assert "So." in client.get(anew).content.decode()
    assert client.post(anew, {"text": "So be it.", "contributions": [seen.pk]}).url == write
    circulate = page("circulate", consultation, designation.token)
    client.post(circulate, {"answer_within": "10"})
    (summary,) = queries.circulated(designation)
    assert ([s.text for s in summary.statements.all()], summary.answer_within) == (
        ["So be it."],
        10,
    )
    assert client.post(write, {"text": "More", "contributions": [seen.pk]}).status_code == 302
    client.post(page("remove_statement", consultation, designation.token, 2))
    assert [s.text for s in queries.draft(designation).statements.all()] == ["So be it."]


def test_one_who_has_not_accepted_writes_nothing(client, consultation):
    designation = make_designation(consultation)
    make_group_contribution(designation, text="Words to be read.")
    response = client.get(page("summary", consultation, designation.token))
    assert response.url == page("workplace", consultation, designation.token)


def test_the_coordinator_logs_outreach_and_answers(client, consultation, designation):
    contribution = make_group_contribution(designation)
    summary = make_summary(designation, contribution)
    inquiry = actions.inquire(summary, contribution=contribution, text="Why?", by="x")
    token = designation.token
    sent = {"done_on": "2010-11-01", "text": "Wrote to the list."}
    assert client.post(page("log_outreach", consultation, token), sent).status_code == 302
    url = page("answer_inquiry", consultation, token, inquiry.pk)
    assert client.post(url, {"text": "It is in statement 1."}).status_code == 302
    assert client.post(url, {"text": "Or not."}).status_code == 422
    shown = client.get(page("public", consultation)).content.decode()
    assert "Wrote to the list." in shown
    assert "It is in statement 1." in shown


def test_a_coordinator_answers_only_their_own_inquiries(client, consultation, designation):
    other = make_designation(consultation, answer="accepted")
    contribution = make_group_contribution(other)
    inquiry = actions.inquire(
        make_summary(other, contribution), contribution=contribution, text="Why?", by="x"
    )
    url = page("answer_inquiry", consultation, designation.token, inquiry.pk)
    assert client.post(url, {"text": "Mine."}).status_code == 404


def test_a_contributor_responds_and_inquires_by_private_link(client, consultation, designation):
    contribution = make_group_contribution(designation)
    token = contribution.items.get().token
    url = page("respond", consultation, token)
    assert "No summary is circulated yet" in client.get(url).content.decode()
    make_summary(designation, contribution)
    assert "access comes first" in client.get(url).content.decode()
    take = page("take_response", consultation, token, contribution.pk)
    prefix = contribution.pk
    assert client.post(take, {f"{prefix}-stand": "dissents"}).status_code == 422
    sent = {f"{prefix}-stand": "dissents", f"{prefix}-words": "We did not say so."}
    assert client.post(take, sent).url == url
    ask = page("take_inquiry", consultation, token, contribution.pk)
    assert client.post(ask, {f"{prefix}-text": "Why?"}).url == url
    assert (Response.objects.get().words, Inquiry.objects.get().text) == (
        "We did not say so.",
        "Why?",
    )


def test_a_contributor_speaks_for_their_own_contribution_alone(client, consultation, designation):
    mine, other = make_group_contribution(designation), make_group_contribution(designation)
    make_summary(designation, mine)
    take = page("take_response", consultation, mine.items.get().token, other.pk)
    assert client.post(take, {f"{other.pk}-stand": "endorses"}).status_code == 404
    assert Response.objects.count() == 0


def test_the_pages_stand_in_arabic_too(client, consultation, designation):
    make_summary(designation)
    response = client.get("/ar" + page("public", consultation))
    assert 'dir="rtl"' in response.content.decode()
