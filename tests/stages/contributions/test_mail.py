"""E-mail is kept whole, told apart, and tied to what it answers."""

from email.message import EmailMessage

import pytest
from django.core import mail as django_mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapporteur.base.models import Message
from rapporteur.base.originals.queries import read
from rapporteur.base.outbox.actions import send_queued
from rapporteur.base.outbox.queries import message_id_of, messages_of
from rapporteur.core.mail import Mail, Reader
from rapporteur.stages.contributions.actions import look_at_waiting
from rapporteur.stages.contributions.actions.documents import read_waiting
from rapporteur.stages.contributions.actions.mail import RULE, receive_mail
from rapporteur.stages.contributions.actions.submissions import post_receipts_due
from rapporteur.stages.contributions.choices import DispositionKind
from rapporteur.stages.contributions.models import Item
from rapporteur.stages.contributions.queries.items import in_force
from rapporteur.stages.contributions.queries.mail import answered, consultation_for
from rapporteur.stages.contributions.queries.queue import find, proposal_of
from rapporteur.stages.contributions.queries.reconciliation import reconciliation
from rapporteur.stages.invitations import actions as invitations
from rapporteur.stages.invitations.choices import DispatchState
from rapporteur.stages.mandate.models import Channel
from tests.core.mail.test_reading import message, notification
from tests.factories.invitations import make_letter, make_mailing
from tests.factories.mandate import make_consultation, make_user
from tests.factories.stakeholders import make_entity

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def reader():
    with Reader() as one:
        yield one


@pytest.fixture
def take(reader):
    def taken(consultation, *messages):
        raws = [each if isinstance(each, bytes) else each.as_bytes() for each in messages]
        return receive_mail(consultation, raws, reader=reader)

    return taken


def proposals(consultation):
    read_waiting()
    look_at_waiting()
    found = [proposal_of(each) for each in find(consultation, {})]
    return [(each.kind, each.reason) for each in found]


def a_dispatch(consultation, reference="DESA-10/3078"):
    """A letter to somebody, sent, with the Message-ID that it left under."""
    letter = make_letter(consultation, reference=reference)
    mailing = make_mailing(
        letter, make_entity("One", email="1@example.org"), approved_by=make_user()
    )
    invitations.dispatch_mailing(mailing, by="tests")
    list(send_queued())
    invitations.follow_outbox(mailing)
    return mailing.dispatches.get(), django_mail.outbox[-1].extra_headers["Message-ID"]


def test_a_message_is_kept_whole_with_its_files_beside_it(take):
    made = message(Message_ID="<a@b>", To="x@un.example", Date="Mon, 1 Nov 2010 10:00:00 +0200")
    made.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="a.pdf")
    [item] = take(make_consultation(), made)
    assert read(item.original) == made.as_bytes()
    assert [(a.filename, read(a.original)) for a in item.attachments.all()] == [("a.pdf", b"%PDF-")]
    assert (item.sender, item.receipt_to) == ("Zoë <zoe@example.org>", "zoe@example.org")
    assert item.claimed == {
        "name": "Zoë",
        "email": "zoe@example.org",
        "title": "Réponse",
        "filename": "message.eml",
        "message_id": "<a@b>",
        "to": ["x@un.example"],
    }


def test_the_same_message_again_is_one_item_and_none_is_lost(take):
    consultation = make_consultation()
    first, same, other = take(consultation, message(), message(), message("Other words."))
    assert (first.pk, take(consultation, message())[0].pk) == (same.pk, first.pk)
    assert [first.number, other.number] == [1, 2]
    assert reconciliation(consultation).clean


def test_nothing_at_all_and_what_cannot_be_read_wait_with_the_reason(take):
    consultation = make_consultation()
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
    )
    nothing, unread = take(consultation, b"", deep)
    assert (read(nothing.original), read(unread.original)) == (b"", deep)
    assert proposals(consultation)[1] == (
        None,
        "The message could not be read: Parts lie in it too deep in one another for it to be read.",
    )


def test_a_receipt_is_posted_to_a_person_and_to_no_machine(take):
    consultation = make_consultation()
    take(
        consultation,
        message(),
        message(Auto_Submitted="auto-replied"),
        message(From="nobody"),
        notification(),
    )
    assert post_receipts_due() == 1
    assert Message.objects.get().to == "zoe@example.org"
    list(send_queued())
    assert django_mail.outbox[0].extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_machines_answer_is_proposed_as_correspondence(take):
    consultation = make_consultation()
    take(consultation, message(Auto_Submitted="auto-replied"))
    assert proposals(consultation) == [
        (DispositionKind.CORRESPONDENCE, "A machine wrote it in answer.")
    ]


def test_a_letter_that_did_not_arrive_is_noted_on_the_mailing(take):
    consultation = make_consultation()
    dispatch, message_id = a_dispatch(consultation)
    returned = notification().replace(b"<7.seal@un.example>", message_id.encode())
    [item] = take(consultation, returned)
    dispatch.refresh_from_db()
    assert (dispatch.state, dispatch.reason) == (
        DispatchState.BOUNCED,
        "550 5.1.1 no such user here",
    )
    decision = in_force(item)
    assert (decision.kind, decision.rule) == (DispositionKind.BOUNCE, RULE)
    assert decision.reason == (
        "DESA-10/3078 (One) did not reach nobody@example.org: 550 5.1.1 no such user here"
    )
    assert take(consultation, returned)[0].pk == item.pk
    assert item.dispositions.count() == 1


def test_a_bounce_that_proves_nothing_waits_for_a_person(take):
    consultation = make_consultation()
    dispatch, message_id = a_dispatch(consultation)
    number = message_id[1:].partition(".")[0]
    forged = notification().replace(b"<7.seal@un.example>", f"<{number}.{'0' * 20}@x>".encode())
    passing = notification(status="4.4.1").replace(b"<7.seal@un.example>", message_id.encode())
    for raw in (forged, passing):
        [item] = take(consultation, raw)
        assert in_force(item) is None
    dispatch.refresh_from_db()
    assert dispatch.state == DispatchState.SENT
    assert {kind for kind, _reason in proposals(consultation)} == {DispositionKind.BOUNCE}


def test_what_is_answered_is_known_by_message_id_or_number(take):
    consultation = make_consultation(prefix="EC")
    _dispatch, letter_id = a_dispatch(consultation)
    [first] = take(consultation, message("First.", Message_ID="<first@x>"))
    post_receipts_due()
    list(send_queued())
    receipt_id = django_mail.outbox[-1].extra_headers["Message-ID"]
    answers = [
        message("a", In_Reply_To=letter_id),
        message("b", In_Reply_To=receipt_id),
        message("c", References="<other@y> <first@x>"),
        message("d", Subject="Re: Receipt EC/R-1"),
        message("e", Subject="EC/R-99, XEC/R-1, EC/R-12345678901"),
        message("f", In_Reply_To=f"<{first.pk}.{'0' * 20}@x>"),
    ]
    items = take(consultation, *answers)
    assert [item.claimed.get("answers", "") for item in items] == [
        "DESA-10/3078 (One)", "EC/R-1", "EC/R-1", "EC/R-1", "", "",
    ]  # fmt: skip
    assert proposals(consultation)[1] == (
        None,
        "It answers DESA-10/3078 (One): it may be a reply or a contribution.",
    )


def test_answers_to_another_consultation_are_not_tied_to_this_one(take):
    _dispatch, letter_id = a_dispatch(make_consultation())
    [item] = take(make_consultation(), message("a", In_Reply_To=letter_id))
    assert "answers" not in item.claimed


def test_an_address_leads_to_a_consultation_by_tag_or_channel():
    one, two = make_consultation(slug="one"), make_consultation(slug="two")
    for consultation in (one, two):
        Channel.objects.create(consultation=consultation, kind="email", address="both@un.example")
    Channel.objects.create(consultation=two, kind="email", address=" Two@UN.example ")
    Channel.objects.create(consultation=one, kind="fax", address="fax@un.example")
    assert [
        consultation_for(addresses)
        for addresses in (
            ["mail+one@un.example"],
            ["two@un.example"],
            ["both@un.example"],
            ["mail+one@un.example", "mail+two@un.example"],
            ["mail+no-such@un.example", "fax@un.example"],
            [],
        )
    ] == [one, two, None, None, None, None]


def test_a_message_id_of_ours_is_the_same_each_time_and_cannot_be_made_up():
    posted = Message.objects.create(key="k", to="a@b.org", subject="s", text="t")
    own = message_id_of(posted.pk)
    assert own == message_id_of(posted.pk)
    assert messages_of(["<x@y>", own, own.replace("<", "<1"), "<9.x@y>"]) == [posted]


def test_hundreds_of_messages_are_kept_in_few_queries(take, django_assert_max_num_queries):
    consultation = make_consultation()
    many = [message(f"Number {number}") for number in range(60)]
    with django_assert_max_num_queries(200):
        take(consultation, *many)
    assert Item.objects.count() == 60


def test_a_name_with_hostile_characters_is_kept_safely(take):
    made = EmailMessage()
    made["From"] = "x@example.org"
    made.add_attachment(b"a", maintype="a", subtype="b", filename="../../\u202eexe.fdp")
    [item] = take(make_consultation(), made, b"Subject: a\0b\n\n\0")[:1]
    assert item.attachments.get().filename == "exe.fdp"


def test_what_a_reply_answers_is_found_in_the_index():
    consultation = make_consultation()
    with CaptureQueriesContext(connection) as asked:
        answered(consultation, Mail(answers=("<a@b.example>", "<c@d.example>")))
    [sought] = [each["sql"] for each in asked if '"message_id" IN' in each["sql"]]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # it reads few rows one by one, whatever there is
            cursor.execute("SET LOCAL enable_seqscan = off")
        plan = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        cursor.execute(f"{plan} {sought}")
        assert "item_of_message" in str(cursor.fetchall())
