"""Letters are written, sent once to everybody they are for, and answered."""

import io
import os
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone
from pypdf import PdfReader

from rapporteur.base.models import AuditEntry, Message
from rapporteur.base.originals import queries as originals
from rapporteur.base.outbox.actions import send_queued
from rapporteur.base.outbox.models import MessageState
from rapporteur.base.refusals import Refused
from rapporteur.stages.invitations import actions, queries
from rapporteur.stages.invitations.actions import mailings as mailing_actions
from rapporteur.stages.invitations.actions import printing
from rapporteur.stages.invitations.actions.printing import print_letter
from rapporteur.stages.invitations.choices import Answer, DispatchState, LetterKind
from rapporteur.stages.invitations.models import Dispatch, Mailing, Reply
from rapporteur.stages.stakeholders.actions import add_contact, amend_entity, place
from tests.factories.invitations import WORDS, make_letter, make_mailing
from tests.factories.mandate import make_consultation, make_user
from tests.factories.stakeholders import make_category, make_entity, make_group

pytestmark = pytest.mark.django_db


def test_a_reference_is_the_next_of_the_series_or_as_typed_or_unknown():
    consultation = make_consultation(prefix="EC2010")
    references = ["", "DESA-10/3078", "DESA-10/3078", None, ""]
    found = [make_letter(consultation, reference=each).reference for each in references]
    assert found == ["EC2010-1", "DESA-10/3078", "DESA-10/3078", "", "EC2010-2"]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("Dear {{ nmae }}", "There is no field “nmae”."),
        ("Dear {{ name", "“Dear {{ name” is not a field"),
        ("{% debug %}{{ request.user }}", "is not a field"),
    ],
)
def test_a_field_that_does_not_exist_is_refused_when_the_letter_is_written(body, why):
    consultation = make_consultation()
    with pytest.raises(Refused, match="The letter was not saved") as refusal:
        make_letter(consultation, texts={"en": {**WORDS, "body": body}})
    assert why in str(refusal.value)
    assert queries.letters(consultation).count() == 0


def test_a_letter_is_amended_until_it_is_approved():
    letter = make_letter(make_consultation(), "en", "fr")
    actions.amend_letter(letter, by="tests", texts={"en": {**WORDS, "subject": "New"}}, place="X")
    assert [(text.language, text.subject) for text in letter.texts.all()] == [("en", "New")]
    make_mailing(letter, make_entity(email="a@example.org"), approved_by=make_user())
    with pytest.raises(Refused, match="approved for sending"):
        actions.amend_letter(letter, by="tests", texts={"en": WORDS})


def test_a_letter_to_everybody_is_published_once_and_then_stays_as_it_is():
    letter = make_letter(make_consultation(), texts={"en": {**WORDS, "body": "All are invited."}})
    for _ in range(2):
        actions.publish_letter(letter, by="tests")
    assert AuditEntry.objects.filter(act="invitations.publish_letter").count() == 1
    with pytest.raises(Refused, match="It has been published"):
        actions.amend_letter(letter, by="tests", texts={"en": WORDS})


def test_a_personal_letter_is_not_published_nor_one_that_names_a_recipient():
    consultation = make_consultation()
    with pytest.raises(Refused, match="between the two"):
        actions.publish_letter(make_letter(consultation, kind=LetterKind.PERSONAL), by="tests")
    with pytest.raises(Refused, match="The field “name” is empty"):
        actions.publish_letter(make_letter(consultation), by="tests")
    assert list(queries.public_letters(consultation)) == []


def rows(mailing: Mailing) -> list[tuple[str, str, str, str]]:
    return [
        (str(row.entity), row.carrier, row.address, row.state)
        for row in mailing.dispatches.select_related("entity")
    ]


def test_everybody_is_reached_by_the_first_carrier_for_which_there_is_an_address():
    letter = make_letter(make_consultation())
    focal = make_entity("Focal", email="office@example.org")
    add_contact(focal, name="A", email="a@example.org", by="tests")
    add_contact(focal, name="B", email="b@example.org", focal_point=True, by="tests")
    mailing = make_mailing(
        letter,
        focal,
        make_entity("Office", email="o@example.org"),
        make_entity("Paper", address="1 Square", fax="+41"),
        make_entity("Fax", fax="+41"),
        make_entity("Nothing"),
    )
    assert rows(mailing) == [
        ("Focal", "email", "b@example.org", "drafted"),
        ("Office", "email", "o@example.org", "drafted"),
        ("Paper", "post", "1 Square", "drafted"),
        ("Fax", "fax", "+41", "drafted"),
        ("Nothing", "email", "", "unreachable"),
    ]
    assert mailing.dispatches.last().reason == "No address for e-mail, post or fax."


def test_drafting_again_reads_the_addresses_anew_and_nobody_is_on_it_twice():
    letter, drafter = make_letter(make_consultation()), make_user()
    lost, found = make_entity("Lost"), make_entity("Found", email="f@example.org")
    first = make_mailing(letter, lost, found, by=drafter)
    amend_entity(lost, by="tests", email="l@example.org")
    second = make_mailing(letter, lost, found, by=drafter)
    assert second == first
    assert rows(second) == [
        ("Lost", "email", "l@example.org", "drafted"),
        ("Found", "email", "f@example.org", "drafted"),
    ]


def test_an_audience_is_those_asked_under_a_list_those_placed_in_a_group_and_those_named():
    consultation = make_consultation()
    civil, business = make_group(consultation, "civil"), make_group(consultation, "business")
    first = make_category("first", asked_by=consultation, suggests="civil")
    second = make_category("second", asked_by=consultation, suggests="business")
    both, only = make_entity("Both", first, second), make_entity("Only", second)
    moved, alone = make_entity("Moved", first), make_entity("Alone")
    place(consultation, moved, business, reason="x", by="tests")

    def names(**audience: list[object]) -> list[str]:
        return [str(entity) for entity in queries.recipients(consultation, audience)]

    assert names(categories=["second"]) == ["Only"]
    assert names(groups=[civil.key]) == ["Both"]
    assert names(groups=["business"]) == ["Only", "Moved"]
    assert names(categories=["first"], groups=["civil"], entities=[alone.pk, both.pk]) == [
        "Both",
        "Moved",
        "Alone",
    ]
    assert names() == []
    assert only.pk


def test_an_empty_audience_is_refused():
    with pytest.raises(Refused, match="Nobody belongs to the audience"):
        make_mailing(make_letter(make_consultation()))
    assert Mailing.objects.count() == 0


def test_each_gets_the_letter_in_their_language_or_in_english():
    letter = make_letter(make_consultation(), "fr", "en")
    mailing = make_mailing(
        letter,
        make_entity("F", language="fr", email="f@example.org"),
        make_entity("A", language="ar", email="a@example.org"),
    )
    assert [row.language for row in mailing.dispatches.all()] == ["fr", "en"]


def test_whoever_drafted_a_mailing_does_not_approve_it():
    letter, drafter = make_letter(make_consultation()), make_user()
    mailing = make_mailing(letter, make_entity(email="a@example.org"), by=drafter)
    with pytest.raises(Refused, match="a second person has to look at it"):
        actions.approve_mailing(mailing, by=drafter)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mailing.objects.filter(pk=mailing.pk).update(
            approved_by=drafter, approved_at=timezone.now()
        )
    actions.approve_mailing(mailing, by=make_user())
    assert rows(mailing)[0][3] == "approved"


def test_an_empty_field_stops_the_approval_and_names_recipient_and_field():
    texts = {"en": {**WORDS, "body": "Dear {{ acronym }}"}}
    letter = make_letter(make_consultation(), texts=texts)
    mailing = make_mailing(
        letter,
        make_entity("One", acronym="ONE", email="1@example.org"),
        make_entity("Two", email="2@example.org"),
    )
    with pytest.raises(Refused) as refusal:
        actions.approve_mailing(mailing, by=make_user())
    assert str(refusal.value) == (
        f"The letter {letter} to “Two” cannot be written. The field “acronym” is empty for this "
        "recipient. Fill it in, or take the field out of the letter."
    )


def test_a_mailing_that_reaches_nobody_is_not_approved():
    mailing = make_mailing(make_letter(make_consultation()), make_entity())
    with pytest.raises(Refused, match="Nobody on it can be reached"):
        actions.approve_mailing(mailing, by=make_user())


def test_nothing_is_sent_before_approval_nor_from_a_reconstructed_consultation():
    consultation = make_consultation()
    mailing = make_mailing(make_letter(consultation), make_entity(email="a@example.org"))
    with pytest.raises(Refused, match="has not been approved"):
        actions.dispatch_mailing(mailing, by="tests")
    actions.approve_mailing(mailing, by=make_user())
    consultation.reconstructed = True
    consultation.save()
    mailing.refresh_from_db()
    with pytest.raises(Refused, match="reconstructed from documents"):
        actions.dispatch_mailing(mailing, by="tests")
    assert Message.objects.count() == 0


def test_a_mailing_is_sent_once_and_what_the_outbox_does_is_noted():
    letter = make_letter(make_consultation(), contact_email="desk@example.org")
    mailing = make_mailing(
        letter,
        make_entity("One", email="1@example.org"),
        make_entity("Two", email="2@example.org"),
        make_entity("Nowhere"),
        approved_by=make_user(),
    )
    assert actions.dispatch_mailing(mailing, by="tests") == 2
    assert actions.dispatch_mailing(mailing, by="tests") == 0
    assert queries.states(mailing) == {"queued": 2, "unreachable": 1}
    assert len(list(send_queued())) == 2
    assert [(message.to, message.subject, message.reply_to) for message in mail.outbox] == [
        (["1@example.org"], "An invitation", ["desk@example.org"]),
        (["2@example.org"], "An invitation", ["desk@example.org"]),
    ]
    assert "Dear Colleagues,\n\nOne is invited.\n\nPlease write by 15 November 2030.\n" in str(
        mail.outbox[0].body
    )
    assert actions.follow_outbox(mailing) == 2
    assert queries.states(mailing) == {"sent": 2, "unreachable": 1}
    assert actions.follow_outbox(mailing) == 0


def test_after_a_crash_sending_goes_on_and_nobody_is_written_to_twice():
    mailing = make_mailing(
        make_letter(make_consultation()),
        make_entity("One", email="1@example.org"),
        make_entity("Two", email="2@example.org"),
        approved_by=make_user(),
    )
    actions.dispatch_mailing(mailing, by="tests")
    # As if the machine had stopped after the first message was posted, before the row said so.
    Dispatch.objects.filter(mailing=mailing).update(state=DispatchState.APPROVED, message=None)
    Message.objects.filter(to="2@example.org").delete()
    assert actions.dispatch_mailing(mailing, by="tests") == 2
    assert sorted(Message.objects.values_list("to", flat=True)) == [
        "1@example.org",
        "2@example.org",
    ]


def test_a_message_that_fails_for_good_is_noted_with_its_reason():
    mailing = make_mailing(
        make_letter(make_consultation()),
        make_entity(email="1@example.org"),
        approved_by=make_user(),
    )
    actions.dispatch_mailing(mailing, by="tests")
    Message.objects.update(state=MessageState.FAILED, failure="550 no such user")
    actions.follow_outbox(mailing)
    row = mailing.dispatches.get()
    assert (row.state, row.reason) == ("failed", "550 no such user")


def test_a_letter_for_the_post_is_kept_as_a_pdf_with_the_address_on_it():
    entity = make_entity("The Society", address="1 Square\nTown")
    add_contact(entity, name="Ada Byron", family_name="Byron", title="Ms.", by="tests")
    mailing = make_mailing(make_letter(make_consultation()), entity, approved_by=make_user())
    actions.dispatch_mailing(mailing, by="tests")
    row = mailing.dispatches.get()
    assert row.state == "queued"
    assert row.document is not None
    printed = PdfReader(io.BytesIO(originals.read(row.document))).pages[0].extract_text()
    words = " ".join(printed.split())
    assert "Ms. Ada Byron The Society 1 Square Town" in words
    assert "Dear Ms. Byron, The Society is invited." in words


def test_a_name_that_cannot_be_printed_is_named_and_the_others_go():
    mailing = make_mailing(
        make_letter(make_consultation()),
        make_entity("Good", address="1 Square"),
        make_entity("Bad \ue0a1", address="2 Square"),
        approved_by=make_user(),
    )
    with pytest.raises(Refused, match=r"“Bad .” cannot be printed.*U\+E0A1"):
        actions.dispatch_mailing(mailing, by="tests")
    assert [row[3] for row in rows(mailing)] == ["queued", "approved"]


def test_what_became_of_a_letter_is_noted_in_an_order_that_can_be():
    mailing = make_mailing(
        make_letter(make_consultation()), make_entity(address="1 Square"), approved_by=make_user()
    )
    row = mailing.dispatches.get()
    with pytest.raises(Refused, match="“approved” cannot become “delivered”"):
        actions.note_dispatch(row, state="delivered", by="tests")
    actions.dispatch_mailing(mailing, by="tests")
    row.refresh_from_db()
    actions.note_dispatch(row, state="sent", by="tests")
    with pytest.raises(Refused, match="Why the letter did not arrive is not said"):
        actions.note_dispatch(row, state="bounced", by="tests")
    for _ in range(2):
        actions.note_dispatch(row, state="bounced", reason="moved away", by="tests")
    entries = AuditEntry.objects.filter(act="invitations.note_dispatch").order_by("id")
    assert [entry.particulars for entry in entries] == [
        {"before": "queued", "after": "sent", "reason": ""},
        {"before": "sent", "after": "bounced", "reason": "moved away"},
    ]


def test_a_reply_is_recorded_once_with_the_day_on_which_it_was_received():
    letter, entity = make_letter(make_consultation()), make_entity()
    for _ in range(2):
        actions.record_reply(
            letter, entity, answer=Answer.DECLINED, received_on=date(2010, 10, 12), by="tests"
        )
    assert [(row.answer, row.received_on) for row in Reply.objects.all()] == [
        ("declined", date(2010, 10, 12))
    ]
    tomorrow = timezone.now().date() + timedelta(days=1)
    with pytest.raises(Refused, match="is yet to come"):
        actions.record_reply(
            letter, entity, answer=Answer.ACCEPTED, received_on=tomorrow, by="tests"
        )


def test_an_ordered_mailing_goes_on_in_the_background_and_nobody_is_written_to_twice(monkeypatch):
    monkeypatch.setattr(mailing_actions, "AT_ONCE", 1)
    officer = make_user()
    entities = [make_entity(email=f"a{number}@example.org") for number in range(3)]
    entities.append(make_entity("No\U0010ffff", address="1 Street"))
    entities.append(make_entity("Yes", address="1 Street", country="FRA"))
    mailing = make_mailing(make_letter(make_consultation()), *entities)
    actions.approve_mailing(mailing, by=make_user())
    assert actions.send_ordered() == 0
    assert actions.order_mailing(mailing, by=officer) == 1
    assert (mailing.ordered_by, Message.objects.count()) == (officer, 1)
    assert actions.send_ordered() == 3
    assert actions.send_ordered() == 0
    assert Message.objects.count() == 3
    left = mailing.dispatches.get(state=DispatchState.APPROVED)
    assert "U+10FFFF" in left.reason
    printed = mailing.dispatches.get(document__isnull=False)
    words = PdfReader(io.BytesIO(originals.read(printed.document))).pages[0].extract_text()
    assert "1 Street\nFRANCE" in words


def test_many_letters_are_printed_ahead_by_several_processes(monkeypatch):
    monkeypatch.setattr(printing, "FEW", 2)
    monkeypatch.setattr(mailing_actions, "AT_ONCE", 0)
    one_by_one = []

    def print_one(written, dispatch):
        one_by_one.append(str(dispatch.entity))
        return print_letter(written, dispatch)

    monkeypatch.setattr(mailing_actions, "print_letter", print_one)
    streets = ["1 First Street", "2 Second Street", "3 Third Street"]
    entities = [make_entity(street, address=street, country="FRA") for street in streets]
    entities.append(make_entity("No\U0010ffff", address="1 Street"))
    mailing = make_mailing(make_letter(make_consultation()), *entities)
    actions.approve_mailing(mailing, by=make_user())
    actions.order_mailing(mailing, by=make_user())
    assert actions.send_ordered() == 3
    for dispatch in mailing.dispatches.filter(document__isnull=False):
        words = PdfReader(io.BytesIO(originals.read(dispatch.document))).pages[0].extract_text()
        assert f"{dispatch.entity}\nFRANCE" in words
    assert "U+10FFFF" in mailing.dispatches.get(state=DispatchState.APPROVED).reason
    several = len(os.sched_getaffinity(0)) > 1
    assert one_by_one[-1:] == ["No\U0010ffff"]
    assert len(one_by_one) == (1 if several else 4)


def on_paper(many, **fields):
    """A mailing of which so many letters are set and wait to be posted."""
    consultation = make_consultation()
    entities = [make_entity(f"Village {n}", address=f"{n} Street") for n in range(many)]
    mailing = make_mailing(make_letter(consultation), *entities, approved_by=make_user(), **fields)
    actions.order_mailing(mailing, by=make_user())
    return mailing


def test_letters_on_paper_are_printed_in_piles_and_noted_as_sent_by_the_pile(monkeypatch):
    monkeypatch.setattr(queries, "PILE", 2)
    mailing, officer = on_paper(3), make_user()
    piles = queries.piles(mailing)
    assert [(pile.carrier, pile.many) for pile in piles] == [("post", 2), ("post", 1)]
    rows = queries.on_paper(mailing).filter(piles[0].within)
    made = PdfReader(io.BytesIO(actions.for_the_printer(rows, title="Letters")))
    assert [f"Village {n}" in page.extract_text() for n, page in enumerate(made.pages)] == [
        True
    ] * 2
    assert actions.note_posted(piles[0], by=officer) == 2
    assert [row.state for row in mailing.dispatches.order_by("pk")] == ["sent", "sent", "queued"]
    assert queries.piles(mailing) == piles[1:]
    [entry] = AuditEntry.objects.filter(act="invitations.note_posted")
    assert (entry.actor, entry.particulars["letters"]) == (str(officer), 2)


def test_a_pile_that_changed_since_it_was_looked_at_is_not_noted():
    mailing = on_paper(2)
    [pile] = queries.piles(mailing)
    actions.note_dispatch(mailing.dispatches.first(), state="sent", by="tests")
    with pytest.raises(Refused, match="Other letters are in this pile by now"):
        actions.note_posted(pile, by=make_user())
    assert mailing.dispatches.filter(state="queued").count() == 1


def test_what_cannot_be_printed_among_the_first_holds_no_other_up():
    entities = [make_entity("No\U0010ffff", address="1 Street"), make_entity(email="a@example.org")]
    mailing = make_mailing(make_letter(make_consultation()), *entities, approved_by=make_user())
    for _turn in range(2):
        actions.order_mailing(mailing, by=make_user())
        assert "U+10FFFF" in mailing.dispatches.get(queries.REFUSED).reason
    assert Message.objects.count() == 1


def test_an_email_has_the_letter_as_text_and_as_html():
    mailing = make_mailing(make_letter(make_consultation()), make_entity("A <b>", email="a@b.org"))
    actions.approve_mailing(mailing, by=make_user())
    actions.dispatch_mailing(mailing, by="tests")
    message = Message.objects.get()
    assert "A <b>" in message.text
    assert "A &lt;b&gt;" in message.html
    assert message.html.startswith("<!DOCTYPE html>")
