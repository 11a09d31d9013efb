"""A stated encoding is believed where it can be so, and the larger set is meant by its name."""

import pytest

from rapporteur.core.text.charsets import codec_of, decoded


@pytest.mark.parametrize(
    ("text", "encoding", "stated"),
    [
        ("Société civile", "cp1252", "iso-8859-1"),
        ("“quoted” – and a dash", "cp1252", "ISO-8859-1"),
        ("朱镕基，镕", "gb18030", "gb2312"),
        ("보겠습니다 펲", "cp949", "ks_c_5601-1987"),
        ("役割と責任", "cp932", "x-sjis"),
        ("役割と責任", "iso2022_jp", "us-ascii"),
        ("役割", "iso2022_jp", "iso-2022-jp"),
        ("žádáme větší prostředky", "mac_latin2", "x-mac-ce"),
        ("оселі. Єдність", "mac_cyrillic", "x-mac-ukrainian"),
        ("nhanh hơn", "cp1258", "windows-1258"),
        ("àà", "cp1252", "iso-8859-1"),
        ("è vero", "utf-7", "unicode-1-1-utf-7"),
        ("Привіт, її", "koi8_u", "koi8-r"),
        ("שלום", "cp1255", "iso-8859-8-i"),
        ("ความร่วมมือที่เข้มแข็ง", "cp874", "tis-620"),
        ("ความร่วมมือที่เข้มแข็ง", "cp874", "windows-874"),
        ("abc é", "utf-16-be", "utf-16"),
        ("abc é", "utf-16-le", "utf-16"),
        ("作用和责任", "utf-16-be", "utf-16be"),
    ],
)
def test_what_is_stated_is_read(text: str, encoding: str, stated: str) -> None:
    assert decoded(text.encode(encoding), stated) == text


@pytest.mark.parametrize(
    ("text", "encoding", "stated"),
    [
        ("Société civile", "utf-8", "iso-8859-1"),
        ("Société civile", "cp1252", "utf-8"),
        ("Привет, мир и люди", "koi8_r", "iso-8859-1"),
        ("Société civile", "cp1252", "us-ascii"),
        ("Société civile", "cp1252", "no-such"),
        ("Société civile", "cp1252", "idna"),
        ("Société civile", "cp1252", None),
        ("Société civile", "utf-8-sig", "windows-1252"),
    ],
)
def test_what_cannot_be_so_is_not_believed(text: str, encoding: str, stated: str | None) -> None:
    assert decoded(text.encode(encoding), stated) == text


def test_what_was_encoded_twice_and_says_so_stands_as_it_came() -> None:
    twice = "été, où".encode().decode("latin-1")
    assert decoded(twice.encode(), "utf-8") == twice


def test_a_broken_character_costs_itself_alone() -> None:
    raw = "各国政府应加强合作".encode("gb18030")
    assert (
        decoded(raw[:4] + b"\xff" + raw[4:], "gb18030").replace("\ufffd", "")
        == "各国政府应加强合作"
    )


def test_the_circled_numbers_of_windows_in_seven_bits() -> None:
    raw = b"\x1b$B-!\x1b(B" + "役割".encode("iso2022_jp")
    assert decoded(raw, "iso-2022-jp") == "①役割"


@pytest.mark.parametrize("name", ["", "zlib", "rot13", "punycode", "unicode_escape", "a\0b", "*"])
def test_what_is_no_encoding_of_text_is_none(name: str) -> None:
    assert codec_of(name) is None
