from base64 import b64encode
from email.message import EmailMessage

import pytest

from rapporteur.core.text import media
from rapporteur.core.text.extraction import Problem, extract
from tests.factories.signed import signed


def mail(text: str = "We support it.\n", **parts: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ada <ada@example.org>"
    message["Subject"] = "Contribution à la consultation"
    message.set_content(text)
    if "html" in parts:
        message.add_alternative(parts["html"], subtype="html")
    return message


def read(raw: bytes) -> str:
    found = extract(raw, "message.eml")
    assert (found.media_type, found.problem) == (media.MESSAGE, None)
    return found.text


def test_subject_and_plain_words_are_read_and_neither_addresses_nor_the_html_twin() -> None:
    assert read(bytes(mail(html="<p>We support it, again.</p>"))) == (
        "Contribution à la consultation\n\nWe support it.\n"
    )


def test_a_message_of_html_alone_is_read() -> None:
    message = mail()
    message.set_content("<p>نحن <b>نؤيد</b></p><script>alert(1)</script>", subtype="html")
    text = read(bytes(message))
    assert "نحن نؤيد" in text
    assert "alert" not in text


@pytest.mark.parametrize("charset", ["windows-1252", "no-such-charset", "utf-8", "us-ascii"])
def test_words_come_out_right_whatever_the_charset_says(charset: str) -> None:
    head = f"From: a@example.org\nContent-Type: text/plain; charset={charset}\n\n".encode()
    assert "Société civile" in read(head + "Société civile, coopération".encode("cp1252"))


def test_attachments_are_named_and_not_read() -> None:
    message = mail()
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="note.pdf")
    assert read(bytes(message)).endswith("We support it.\n\n\n[note.pdf]")


def test_a_forwarded_message_is_read_through() -> None:
    outer = mail("See below.\n")
    outer.add_attachment(mail("The inner words.\n"))
    assert "The inner words." in read(bytes(outer))


def test_mail_made_to_hurt_hurts_nobody() -> None:
    nested = b"From: a@example.org\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(2000)
    )
    found = extract(nested)
    assert found.media_type == media.MESSAGE
    assert found.problem in (None, Problem.DAMAGED, Problem.NO_TEXT)
    broken = b'From: a@example.org\nContent-Type: text/plain; charset="\xff\nSubject: =?x?y?z\n\nHi'
    assert "Hi" in extract(broken).text


@pytest.mark.parametrize("page", [True, False])
def test_a_page_is_read_by_the_charset_that_its_part_or_it_states(page: bool) -> None:
    html = "<html><head><meta charset=windows-1256></head><p>نعم</p></html>".encode("cp1256")
    if page:
        assert "نعم" in extract(html, "page.html").text
    else:
        head = b"From: a@b.example\nContent-Type: text/html; charset=windows-1256\n\n"
        assert "نعم" in read(head + "<p>نعم</p>".encode("cp1256"))


def test_words_are_read_though_nothing_parts_them() -> None:
    raw = b"From: a@b.example\nContent-Type: multipart/mixed; boundary=B\n\nWe support it.\n"
    assert "We support it." in read(raw)


def test_a_page_in_utf_16_is_a_page() -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        assert extract("<p>été</p>".encode(encoding), "a.html").text == "été"


PARTS = "From: a@b.example\nContent-Type: multipart/{}; boundary=B\n\n{}--B--\n"
PAGE = "<html><head><title>no</title></head><p>Nous soutenons l’accès de chacun.</p></html>"


def made_of(kind: str, *parts: tuple[str, str]) -> bytes:
    inside = "".join(
        f"--B\nContent-Type: text/{form}; charset=utf-8\n\n{text}\n" for form, text in parts
    )
    return PARTS.format(kind, inside).encode()


@pytest.mark.parametrize("plain", ["", " \n", "Please use HTML."])
def test_of_two_forms_the_page_is_read_where_the_plain_one_says_next_to_nothing(plain: str) -> None:
    raw = made_of("alternative", ("plain", plain), ("html", PAGE))
    assert read(raw) == "Nous soutenons l’accès de chacun."


def test_words_in_several_parts_are_all_read_in_their_order() -> None:
    raw = made_of("mixed", ("html", PAGE), ("plain", "A list’s last line."), ("html", "<p>Fin"))
    assert read(raw).split("\n\n") == [
        "Nous soutenons l’accès de chacun.",
        "A list’s last line.",
        "Fin",
    ]


def test_paragraphs_whose_lines_were_broken_on_the_way_are_whole() -> None:
    head = (
        b"From: a@b.example\nContent-Type: text/plain; charset=utf-8; format=flowed; delsp=%s\n\n"
    )
    assert read(head % b"no" + "l’accès \nde chacun".encode()) == "l’accès de chacun"
    assert read(head % b"yes" + "共同责 \n任。".encode()) == "共同责任。"


@pytest.mark.parametrize("in_pieces", [False, True])
def test_what_a_signature_wraps_is_read(in_pieces: bool) -> None:
    inner = made_of("alternative", ("plain", "L’accès de chacun."))
    content = b64encode(signed(inner.partition(b"\n")[2], in_pieces=in_pieces))
    head = b"From: a@b.example\nContent-Type: application/pkcs7-mime; name=smime.p7m\n"
    assert read(head + b"Content-Transfer-Encoding: base64\n\n" + content).strip() == (
        "L’accès de chacun."
    )


def test_a_message_within_that_was_encoded_as_a_whole_is_opened() -> None:
    inner = b64encode("Subject: Été\n\nL’accès de chacun.".encode())
    head = b"From: a@b.example\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
    assert "L’accès de chacun." in read(head + inner)


@pytest.mark.parametrize(
    "first", ["Delivered-To: me", "X-Mozilla-Status: 0001", "DKIM-Signature: a=b;\n\tc=d", "To: x"]
)
def test_a_message_is_one_whatever_its_head_begins_with(first: str) -> None:
    head = f"{first}\r\nDate: x\r\nFrom: a@b.example\r\n".replace("\r", "").encode()
    rest = b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
    assert read(head + rest + b64encode("où".encode())) == "où"


def test_a_text_with_colons_is_no_message() -> None:
    assert extract(b"Question: who?\nAnswer: all.\n\nFrom: here").media_type == media.TEXT
