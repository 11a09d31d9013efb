"""Lines of a message's head come out as they were meant."""

import pytest

from rapporteur.core.text.mail_heads import addresses, filename, line, parsed, words


def test_a_character_in_two_encoded_words_is_one() -> None:
    value = "=?utf-8?b?w4A=?= =?utf-8?q?_b=C3?=\t=?utf-8?q?=A9?= plain =?gb2312?b?us/X9w==?="
    assert words(value) == "À bé plain 合作"


@pytest.mark.parametrize(
    ("head", "body", "charset"),
    [
        ("Société", "", ""),
        ("Ответ", "Ответ на вопрос о сотрудничестве", "koi8-r"),
        ("l’élan", "Nous soutenons l’élargissement, où à été", ""),
    ],
)
def test_bytes_beyond_ascii_are_read_as_the_words_are(head: str, body: str, charset: str) -> None:
    encoding = charset or ("mac_roman" if body else "cp1252")
    stated = f"Content-Type: text/plain; charset={charset}\n" if charset else ""
    raw = b"Subject: " + head.encode(encoding) + f"\n{stated}\n".encode() + body.encode(encoding)
    assert line(parsed(raw), "subject") == head


def test_a_file_says_nothing_of_the_encoding_of_the_head() -> None:
    raw = (
        b"Subject: " + "Открытый призыв".encode("cp1251") + b"\nContent-Type: multipart/mixed; "
        b"boundary=B\n\n--B\n\nSee below.\n--B\nContent-Type: image/png\n\n"
        b"\x89PNG" + bytes(range(0x80, 0x100)) + b"\n--B--\n"
    )
    assert line(parsed(raw), "subject") == "Открытый призыв"


@pytest.mark.parametrize(
    "disposition",
    [
        b"attachment; filename*=koi8-r''%EF%D4%D7%C5%D4.txt",
        b"attachment; filename*0*=koi8-r'ru'%EF%D4;\n filename*1*=%D7%C5%D4;\n filename*2=.txt",
        b'attachment; filename="=?koi8-r?b?79TXxdQ=?=.txt"',
        b"attachment; filename*1*=7%C5%D4.txt; filename*0*=koi8-r''%EF%D4%D",  # cut, and disordered
        b"attachment; filename=\"Otvet.txt\"; filename*=koi8-r''%EF%D4%D7%C5%D4.txt",
        b'attachment; filename*0="=?koi8-r?b?79TXx"; filename*1="dQ=?=.txt"',
        b'attachment; filename="\xef\xd4\xd7\xc5\xd4.txt"',
    ],
)
def test_names_of_files_in_every_way(disposition: bytes) -> None:
    raw = (
        b"Content-Type: text/plain; charset=koi8-r\nContent-Disposition: " + disposition + b"\n\nx"
    )
    assert filename(parsed(raw)) == "Ответ.txt"


def test_a_comma_in_a_name_parts_nothing() -> None:
    raw = (
        b"From: =?utf-8?q?Zo=C3=AB=2C_X?= <a@b.example>, =?utf-8?Q?D,_\xc3?= <c@b.example>,"
        b' "Doe, Jane" <j@b.example>\n\n'
    )
    names = [name for name, _address in addresses(parsed(raw), "from")]
    assert (names[0], names[2]) == ("Zoë, X", "Doe, Jane")


def test_comments_in_comments_cost_one_line_its_comments() -> None:
    raw = b"From: Zo <a@b.example>\nCc: " + b"(" * 50_000 + b" c@d.example\n\n"
    assert [address for _name, address in addresses(parsed(raw), "cc")] == ["c@d.example"]


def test_lines_that_were_ended_twice_are_lines() -> None:
    raw = b"Subject: =?utf-8?q?=C3=A9t=C3=A9?=\r\r\nFrom: a@b.example\r\r\n\r\r\none\r\r\ntwo\r\r\n"
    message = parsed(raw)
    assert line(message, "Subject") == "été"
    assert message.get_payload() == "one\r\ntwo\r\n"
