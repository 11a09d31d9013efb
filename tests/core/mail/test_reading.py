"""A message is read as far as it can be: its head, the files in it, and what it is not."""

import base64
import struct
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from rapporteur.core.mail.__main__ import TOO_DEEP, told
from rapporteur.core.mail.mail import Attached, Automatic, Bounce, Mail
from rapporteur.core.mail.reading import DEEPEST, MOST_ATTACHMENTS, read
from rapporteur.stages.contributions.choices import MAIL_PROBLEMS
from tests.factories.signed import signed


def message(text="Access for all.", **head):
    made = EmailMessage()
    for name, value in {"From": "Zoë <zoe@example.org>", "Subject": "Réponse", **head}.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def test_the_head_says_who_what_when_and_to_whom():
    raw = message(
        To="Rivers <mail+rivers@UN.example>, other@un.example",
        Cc="mail+rivers@un.example",
        Date="Mon, 1 Nov 2010 10:00:00 +0200",
        Message_ID="<a@b>",
        In_Reply_To="<r-7@un.example>",
        References="<first@x> <r-7@un.example>",
    ).as_bytes()
    assert read(raw) == Mail(
        sender="Zoë <zoe@example.org>",
        address="zoe@example.org",
        recipients=("mail+rivers@un.example", "other@un.example"),
        subject="Réponse",
        message_id="<a@b>",
        answers=("<r-7@un.example>", "<first@x>"),
        sent_at=datetime(2010, 11, 1, 8, 0, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("Thu, 1 Jan 1970 00:00:00 +0000", datetime(1970, 1, 1, tzinfo=UTC)),
        ("Thu, 31 Dec 2099 23:59:59 -0100", datetime(2100, 1, 1, 0, 59, 59, tzinfo=UTC)),
        ("Fri, 31 Dec 9999 23:59:59 -1200", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_is_told_where_it_is_one(date, told):
    assert read(f"Date: {date}\n\nx".encode()).sent_at == told


def test_files_come_out_in_order_and_those_of_forwarded_messages_too():
    inner = message(Subject="Forwarded")
    inner.add_attachment(b"deep", maintype="application", subtype="x", filename="deep.bin")
    outer = message()
    outer.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="mémoire.pdf")
    outer.add_attachment(inner)
    outer.add_attachment("a,b", subtype="csv", filename="../../etc/a.csv")
    found = read(outer.as_bytes()).attachments
    assert [(each.filename, each.media_type) for each in found] == [
        ("mémoire.pdf", "application/pdf"),
        ("Forwarded.eml", "message/rfc822"),
        ("deep.bin", "application/x"),
        ("../../etc/a.csv", "text/csv"),
    ]
    assert [found[0].content, found[2].content, found[3].content] == [b"%PDF-", b"deep", b"a,b\n"]
    assert read(found[1].content).attachments == (found[2],)


def test_a_picture_without_a_name_gets_one_and_the_words_are_no_file():
    made = message()
    made.add_alternative("<p>Access for all.</p>", subtype="html")
    made.get_payload()[1].add_related(b"\x89PNG", maintype="image", subtype="png")
    assert [each.filename for each in read(made.as_bytes()).attachments] == ["part 3.png"]


def test_more_files_than_are_taken_out_are_said():
    made = message()
    for number in range(MOST_ATTACHMENTS + 1):
        made.add_attachment(b"x", maintype="a", subtype="b", filename=f"{number}.b")
    told = read(made.as_bytes())
    assert (len(told.attachments), told.problem in MAIL_PROBLEMS) == (MOST_ATTACHMENTS, True)


def test_messages_deeper_than_are_taken_out_are_said():
    made = message()
    for _turn in range(DEEPEST + 3):
        outer = message()
        outer.add_attachment(made)
        made = outer
    told = read(made.as_bytes())
    assert (len(told.attachments), told.problem in MAIL_PROBLEMS) == (DEEPEST + 1, True)


@pytest.mark.parametrize(
    ("head", "automatic"),
    [
        ({}, None),
        ({"Auto_Submitted": "no"}, None),
        ({"Auto_Submitted": "auto-replied"}, Automatic.REPLY),
        ({"Auto_Submitted": "auto-generated; x=y"}, Automatic.REPLY),
        ({"Precedence": "auto_reply"}, Automatic.REPLY),
        ({"Precedence": "list"}, None),
        ({"X_Autoreply": "yes"}, Automatic.REPLY),
        ({"Subject": "Out of office"}, None),
        ({"Subject": "Out of office: open call", "In_Reply_To": "<a@b>"}, Automatic.REPLY),
        ({"Subject": "Отсутствую до понедельника", "In_Reply_To": "<a@b>"}, Automatic.REPLY),
        ({"Subject": "Automatic reply: open call"}, Automatic.REPLY),
        ({"Subject": "Réponse automatique : appel"}, Automatic.REPLY),
        ({"Subject": "Respuesta automática: llamado"}, Automatic.REPLY),
        ({"Subject": "Автоматический ответ: призыв"}, Automatic.REPLY),
        ({"Subject": "自动答复: 征求意见"}, Automatic.REPLY),
        ({"Subject": "رد تلقائي: دعوة"}, Automatic.REPLY),
        ({"Subject": "Otomatik yanıt: çağrı"}, Automatic.REPLY),
        ({"Subject": "Автоматична відповідь: запит"}, Automatic.REPLY),
        ({"Subject": "자동 회신: 의견"}, Automatic.REPLY),
        ({"Subject": "不在通知: Re: 照会", "In_Reply_To": "<a@b>"}, Automatic.REPLY),
        ({"Subject": "Отсутствие связи в деревне"}, None),
        ({"Subject": "Absence of broadband"}, None),
        ({"Subject": "Automatic translation"}, None),
        ({"Return_Path": "<>"}, Automatic.REPLY),
        ({"X_Autorespond": "Open call"}, Automatic.REPLY),
    ],
)
def test_what_a_machine_wrote_is_told_by_its_head(head, automatic):
    assert read(message(**head).as_bytes()).automatic == automatic


def notification(action="failed", status="5.1.1", returned="message/rfc822"):
    return f"""\
From: Mail Delivery System <MAILER-DAEMON@mx.example>
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary=B

--B
Content-Type: text/plain

I am sorry.
--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; Nobody@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 no such
    user here

--B
Content-Type: {returned}

Message-ID: <7.seal@un.example>
Subject: Open call

Dear
--B--
""".encode()


@pytest.mark.parametrize(
    "returned", ["message/rfc822", "text/rfc822-headers", "message/global-headers"]
)
def test_a_delivery_status_notification_is_read(returned):
    mail = read(notification(returned=returned))
    assert (mail.automatic, mail.bounce) == (
        Automatic.BOUNCE,
        Bounce(
            "nobody@example.org",
            "5.1.1",
            True,
            "550 5.1.1 no such user here",
            "<7.seal@un.example>",
        ),
    )


def test_news_of_a_delay_or_of_success_is_no_bounce():
    for action in ("delayed", "delivered"):
        mail = read(notification(action=action))
        assert (mail.automatic, mail.bounce) == (Automatic.RECEIPT, None)
    assert read(notification(status="4.4.1")).bounce.permanent is False


def test_a_bounce_in_plain_words_is_told_by_who_wrote_it():
    raw = message(
        "nobody@example.org failed:\n550 5.1.1 unknown\n\nMessage-ID: <7.s@un.example>\n",
        From="Mailer-Daemon@mx.example",
        Subject="Returned mail: see transcript",
    ).as_bytes()
    bounce = read(raw).bounce
    assert (bounce.recipient, bounce.status, bounce.permanent, bounce.of) == (
        "nobody@example.org", "5.1.1", True, "<7.s@un.example>",
    )  # fmt: skip
    person = message("5.1.1", From="daemon@example.org", Subject="Returned mail").as_bytes()
    assert read(person).bounce is None


BLOCK = (
    "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; nobody@example.org\n"
    "Action: failed\nStatus: 5.1.1\n"
)


@pytest.mark.parametrize(
    ("kind", "transfer"),
    [("message/global-delivery-status", "8bit"), ("message/delivery-status", "base64")],
)
def test_a_status_that_the_library_does_not_take_apart_is_read(kind, transfer):
    block = base64.b64encode(BLOCK.encode()).decode() if transfer == "base64" else BLOCK
    raw = (
        "From: MAILER-DAEMON@mx.example\nContent-Type: multipart/report; boundary=B\n\n"
        f"--B\nContent-Type: {kind}\nContent-Transfer-Encoding: {transfer}\n\n{block}\n--B--\n"
    )
    found = read(raw.encode()).bounce
    assert (found.recipient, found.status) == ("nobody@example.org", "5.1.1")


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (
            "From: MAILER-DAEMON@qmail.example\nSubject: failure notice",
            "This is a permanent error; I've given up.\n\n<nobody@example.org>:\nno such mailbox.",
        ),
        (
            "From: Mailer-Daemon@exim.example\nSubject: Mail delivery failed: returning message",
            "after RCPT TO:<nobody@example.org>:\n 550 No such user here",
        ),
        (
            "From: MAILER-DAEMON@mail.example\nSubject: Failure Notice",
            "<nobody@example.org>:\n554: delivery error",
        ),
        (
            "From: postmaster@example.org\nSubject: Unzustellbar: Open call",
            "<nobody@example.org>: 550 5.1.1 unknown",
        ),
        (
            "From: postmaster@example.org\nReturn-Path: <>\nSubject: Onbestelbaar: oproep",
            "nobody@example.org\n550 5.1.1 onbekend",
        ),
        (
            "From: postmaster@example.org\nSubject: =?utf-8?b?6YCA5L+h?=",
            "nobody@example.org: 550 5.1.1 unknown",
        ),
    ],
)
def test_bounces_of_older_servers_are_told(head, words):
    copy = (
        "--- Below this line is a copy of the message.\n\nMessage-ID: <7.s@un.example>\n\n450 2.0.0"
    )
    found = read(f"{head}\n\n{words}\n\n{copy}\n".encode()).bounce
    assert (found.recipient, found.permanent, found.of) == (
        "nobody@example.org", True, "<7.s@un.example>",
    )  # fmt: skip


def test_a_file_in_the_words_is_one():
    words = b"Subject: x\n\nSee below.\n\nbegin 644 note.txt\n#86)C\n`\nend\n"
    assert read(words).attachments == (Attached("note.txt", "application/octet-stream", b"abc"),)


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        ("message/rfc822", [("Призыв.eml", True)]),
        ("message/global", [("Призыв.eml", True)]),
        ("message/delivery-status", []),
        ("message/global-delivery-status", []),
        ("message/disposition-notification", []),
    ],
)
def test_a_message_within_is_a_file_and_what_servers_tell_each_other_is_none(kind, files):
    raw = (
        "Content-Type: multipart/mixed; boundary=B\n\n--B\n\nSee below.\n"
        f"--B\nContent-Type: {kind}\n\nSubject: Призыв\n\nwords\n--B--\n"
    )
    found = read(raw.encode()).attachments
    assert [(each.filename, b"words" in each.content) for each in found] == files


@pytest.mark.parametrize("stated", ["; boundary=WRONG", ""])
def test_parts_are_found_though_their_border_is_not_the_stated_one(stated):
    raw = (
        f"Content-Type: multipart/mixed{stated}\n\n--right\nContent-Type: text/plain\n\nwords\n"
        "--right\nContent-Type: application/pdf; name=a.pdf\n\n%PDF\n--right--\n"
    )
    assert read(raw.encode()).attachments == (Attached("a.pdf", "application/pdf", b"%PDF"),)


def test_parts_below_a_border_that_ends_too_early_are_found():
    """Parts within parts with the same border: the inner ones end both."""
    raw = (
        "Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: multipart/alternative; "
        "boundary=B\n\n--B\n\nwords\n--B\nContent-Type: text/html\n\n<p>words\n--B--\n\n"
        "--B\nContent-Type: application/pdf; name=a.pdf\n\n%PDF\n--B--\n"
    )
    assert read(raw.encode()).attachments == (Attached("a.pdf", "application/pdf", b"%PDF"),)


def test_a_name_in_bytes_is_read_as_the_words_of_the_message_are():
    raw = (
        "Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain; charset="
        "windows-1250\n\nwięcej środków dla wsi\n--B\nContent-Type: application/pdf\n"
        'Content-Disposition: attachment; filename="Dostęp.pdf"\n\n%PDF\n--B--\n'
    )
    assert read(raw.encode("cp1250")).attachments[0].filename == "Dostęp.pdf"


@pytest.mark.parametrize("charset", ["idna", "zlib", "undefined", '"\0"'])
def test_a_charset_that_is_none_costs_nothing(charset):
    raw = f"Subject: x\nContent-Type: text/plain; charset={charset}\n\n".encode() + b"caf\xe9\n"
    assert told(raw) == Mail(subject="x")


@pytest.mark.parametrize(
    ("raw", "told_of_it"),
    [
        (b"", Mail()),
        (b"\0\xff\n\n\0", Mail()),
        (b"no head at all", Mail()),
        (b"Subject: =?utf-8?b?////?=\n\n", None),
        (b"Subject: =?no-such?q?caf=E9?=\n\n", None),
        (b"From: =?x?= <@@>\nTo: a@b, (\n\n", None),
        (b"Subject: caf\xe9\n\nx", None),
        (b"Content-Type: text/plain; charset=no-such\n\n\xe9", Mail()),
        (b"Content-Type: multipart/mixed\n\nno border", None),
        (b"Content-Type: multipart/mixed; boundary=B\n\n--B\n\n--B", Mail()),
        (b"Content-Transfer-Encoding: base64\nContent-Disposition: attachment\n\n!!!", None),
    ],
)
def test_broken_mail_is_read_as_far_as_it_can_be(raw, told_of_it):
    found = told(raw)
    assert found.problem == ""
    if told_of_it is not None:
        assert found == told_of_it


def test_what_nests_too_deep_keeps_its_head():
    nested = b"Subject: deep\nFrom: a@b.org\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number)
        for number in range(3000)
    )
    assert told(nested) == Mail(
        sender="a@b.org", address="a@b.org", subject="deep", problem=TOO_DEEP
    )
    assert TOO_DEEP in MAIL_PROBLEMS


PIECES = [
    b"From: a@b.org\n",
    b"Subject: =?utf-8?q?",
    b"Content-Type: multipart/mixed; boundary=B\n",
    b"Content-Type: message/rfc822\n",
    b"Content-Type: message/delivery-status\n",
    b"Content-Disposition: attachment; filename*=utf-8''%ff\n",
    b"Content-Transfer-Encoding: base64\n",
    b"Action: failed\n",
    b"Date: 1 Jan 1 1:1:1 +9999\n",
    b"\n",
    b"--B\n",
    b"--B--\n",
    b"\xff\xfe",
    b"\0",
    b": ",
    b"<",
    b"@",
]


@hypothesis(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=8), max_size=30))
def test_whatever_comes_is_told_of(pieces):
    assert isinstance(told(b"".join(pieces)), Mail)


def test_a_wrapping_of_outlook_that_cannot_be_opened_stays_a_file():
    made = message()
    broken = {"maintype": "application", "subtype": "ms-tnef", "filename": "winmail.dat"}
    made.add_attachment(b"\x78\x9f\x3e\x22broken", **broken)
    assert read(made.as_bytes()).attachments == (
        Attached("winmail.dat", "application/ms-tnef", b"\x78\x9f\x3e\x22broken"),
    )


def wrapped(*attributes):
    """A message with a wrapping of Outlook of these: of what, kind, content ([MS-OXTNEF], 2.1)."""
    tnef = struct.pack("<IH", 0x223E9F78, 1)
    for level, kind, content in attributes:
        tnef += struct.pack("<BII", level, kind, len(content)) + content
        tnef += struct.pack("<H", sum(content) % 0x10000)
    made = message()
    made.add_attachment(tnef, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    return made.as_bytes()


def properties(of, number, value):
    return struct.pack("<IHHII", 1, of, number, 1, len(value)) + value + b"\0" * (-len(value) % 4)


CODE_PAGE = (1, 0x00069007, struct.pack("<II", 1251, 0))
A_FILE = (2, 0x00069002, bytes(14))
NAME, CONTENT, BODY = 0x00018010, 0x0006800F, 0x00069003


def test_names_and_words_in_a_wrapping_of_outlook_are_in_its_code_page():
    words = properties(0x1E, 0x1000, "Ответ на вопрос".encode("cp1251") + b"\0")
    found = read(
        wrapped(
            CODE_PAGE,
            (1, BODY, words),
            A_FILE,
            (2, NAME, "вклад.txt".encode("cp1251") + b"\0"),
            (2, CONTENT, b"content"),
        )
    )
    assert [(each.filename, each.content.decode()) for each in found.attachments] == [
        ("winmail.txt", "Ответ на вопрос"),
        ("вклад.txt", "content"),
    ]


def test_a_wrapping_of_outlook_that_breaks_off_gives_what_comes_before():
    raw = wrapped((2, NAME, b"no file begins"), A_FILE)
    assert [each.filename for each in read(raw).attachments] == ["winmail.dat"]
    raw = wrapped((1, BODY, properties(0x1F, 0x1000, "où\0".encode("utf-16-le"))), A_FILE)
    assert next(each.content.decode() for each in read(raw).attachments) == "où"


def test_files_of_a_message_that_came_as_any_file_are_taken_out_too():
    inner = message()
    inner.add_attachment(b"content", maintype="application", subtype="pdf", filename="a.pdf")
    outer = message()
    whole = b"Delivered-To: me\n" + inner.as_bytes()
    outer.add_attachment(whole, maintype="application", subtype="octet-stream", filename="f.eml")
    assert [(each.filename, each.content) for each in read(outer.as_bytes()).attachments] == [
        ("f.eml", whole),
        ("a.pdf", b"content"),
    ]


def test_a_file_within_its_signature_is_one():
    made = message()
    wrapping = signed(b"%PDF-1.7 content")
    made.add_attachment(
        wrapping, maintype="application", subtype="pkcs7-mime", filename="a.pdf.p7m"
    )
    assert [(each.filename, each.content) for each in read(made.as_bytes()).attachments] == [
        ("a.pdf.p7m", wrapping),
        ("a.pdf", b"%PDF-1.7 content"),
    ]
