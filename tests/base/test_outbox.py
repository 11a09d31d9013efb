from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from pytest_django.fixtures import Settings

from rapporteur.base.models import Message
from rapporteur.base.originals.actions import keep
from rapporteur.base.outbox.actions import (
    MOST_ATTEMPTS,
    post,
    post_to_stranger,
    send_queued,
)
from rapporteur.base.outbox.models import MessageState
from rapporteur.base.outbox.queries import MOST_A_DAY, is_held_back

pytestmark = pytest.mark.django_db


class Broken(BaseEmailBackend):
    """A mail server that is down."""

    def send_messages(self, email_messages: object) -> int:
        raise ConnectionRefusedError("nobody answers")


def post_one(key: str = "receipt:1", **fields: object) -> Message:
    message: Message = post(
        key,
        to="ada@example.org",
        subject="A receipt",
        text="It is kept.",
        **fields,
    )
    return message


def test_the_same_occasion_is_posted_once_and_sent_once() -> None:
    assert post_one().pk == post_one().pk
    assert [each.state for each in send_queued()] == [MessageState.SENT]
    assert list(send_queued()) == []
    assert [sent.subject for sent in mail.outbox] == ["A receipt"]


def test_attachments_are_originals_under_their_own_names() -> None:
    original = keep(b"%PDF-1.7 letter")
    part = {"sha256": original.sha256, "filename": "letter.pdf", "type": "application/pdf"}
    post_one(html="<p>It is kept.</p>", attachments=[part], reply_to="desk@example.org")
    list(send_queued())
    (sent,) = mail.outbox
    assert sent.attachments == [("letter.pdf", b"%PDF-1.7 letter", "application/pdf")]
    assert sent.alternatives == [("<p>It is kept.</p>", "text/html")]  # type: ignore[attr-defined]
    assert sent.reply_to == ["desk@example.org"]


def to_stranger(number: int, to: str = "ana@example.org", kind: str = "receipt") -> Message:
    return post_to_stranger(f"{kind}:{number}", to=to, subject="A receipt", text="It is kept.\n")


def test_of_one_kind_a_mailbox_gets_a_few_within_a_day_and_the_last_says_so() -> None:
    told = [to_stranger(at, to=f"Ana+{at}@example.org") for at in range(MOST_A_DAY + 2)]
    assert [each.state for each in told[-3:]] == [
        MessageState.QUEUED,
        MessageState.HELD,
        MessageState.HELD,
    ]
    says_so = ["last message of its kind" in each.text for each in told]
    assert says_so == [False] * (MOST_A_DAY - 1) + [True, False, False]
    assert (is_held_back("receipt:11"), is_held_back("receipt:9")) == (True, False)
    assert to_stranger(99, kind="draft").state == MessageState.QUEUED
    assert to_stranger(98, to="bo@example.org").state == MessageState.QUEUED
    assert len(list(send_queued())) == MOST_A_DAY + 2
    assert not any(each.to == told[-1].to for each in Message.objects.exclude(state="held"))
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        assert to_stranger(100).state == MessageState.QUEUED
        assert to_stranger(11).state == MessageState.HELD  # the same occasion, for good


def test_what_officials_send_counts_for_nobody() -> None:
    for number in range(MOST_A_DAY):
        post_one(f"receipt:x{number}")
    assert to_stranger(1, to="ada@example.org").state == MessageState.QUEUED


def test_a_subject_cannot_smuggle_a_header_in() -> None:
    post("x", to="ada@example.org", subject="Receipt\r\nBcc: all@example.org", text="x")
    list(send_queued())
    assert mail.outbox[0].subject == "Receipt Bcc: all@example.org"


def test_what_another_sender_has_in_hand_is_left_to_it_until_its_lease_ends() -> None:
    message = post_one()
    Message.objects.update(leased_until=timezone.now() + timedelta(minutes=1))
    assert list(send_queued()) == []
    Message.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert [each.pk for each in send_queued()] == [message.pk]


def test_a_failure_is_kept_with_its_reason_and_tried_again_until_it_is_given_up(
    settings: Settings,
) -> None:
    settings.EMAIL_BACKEND = "tests.base.test_outbox.Broken"
    post_one()
    for attempt in range(1, MOST_ATTEMPTS + 1):
        (tried,) = send_queued()
        assert (tried.attempts, tried.failure) == (attempt, "nobody answers")
        Message.objects.update(leased_until=None)
    assert tried.state == MessageState.FAILED
    assert list(send_queued()) == []


def test_a_message_whose_file_is_gone_keeps_nobody_elses_back() -> None:
    gone = {"sha256": "0" * 64, "filename": "letter.pdf", "type": "application/pdf"}
    erased = keep(b"erased")
    erased.erased_at, erased.erased_because = timezone.now(), "By order."
    erased.save()
    post_one("a", attachments=[gone])
    post_one("b", attachments=[gone | {"sha256": erased.sha256}])
    post_one("c")
    states = {each.key: (each.state, bool(each.failure)) for each in send_queued()}
    waits, sent = (MessageState.QUEUED, True), (MessageState.SENT, False)
    assert states == {"a": waits, "b": waits, "c": sent}
