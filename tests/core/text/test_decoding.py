"""Bytes of unknown encoding come out as the right characters, and doubts are said."""

import pytest

from rapporteur.core.text.decoding import Decoded, Doubt, DoubtKind, decode

ENGLISH = "The government’s contribution – “open and inclusive” – is welcome… it’s a start."
PORTUGUESE = "As organizações da sociedade civil não são ouvidas; opiniões e questões à parte."
FRENCH = "La coopération renforcée a été jugée nécessaire : c’est là où le français compte."
SPANISH = "La cooperación es necesaria. ¿Quién decide? ¡Todos! Enrique Peña Nieto, México"
GERMAN = "Die Bundesregierung begrüßt Maßnahmen für größere Öffnung."
POLISH = "Michał Kędzierski z Łodzi mówi źle o żółtej łące."
RUSSIAN = "Государства должны развивать сотрудничество в области управления Интернетом."
ARABIC = "تؤكد الحكومات على أهمية التعاون الدولي في إدارة الإنترنت."
CHINESE = "各国政府应加强在互联网治理方面的国际合作。"
TRADITIONAL = "請聽取民間社會的意見。"
JAPANESE = "政府は対等の立場でその役割を果たすべきである。"
KOREAN = "정부는 동등한 입장에서 그 역할을 수행해야 합니다."
UKRAINIAN = "Дякуємо за можливість надати свої зауваження."
TURKISH = "Türkiye’nin görüşü ektedir, saygılarımızla."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "cp1252"),
        (ENGLISH, "mac_roman"),
        (PORTUGUESE, "cp1252"),
        (PORTUGUESE, "mac_roman"),
        (FRENCH, "cp1252"),
        (FRENCH, "mac_roman"),
        ("un débat au cœur de l'Europe, à 5 €", "iso8859_15"),
        (SPANISH, "cp1252"),
        (SPANISH, "iso8859_1"),
        (GERMAN, "cp1252"),
        (GERMAN, "cp850"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "iso8859_5"),
        (RUSSIAN, "cp866"),
        ("Сотрудничество", "cp1251"),
        ("Сотрудничество", "koi8_r"),
        (ARABIC, "cp1256"),
        (ARABIC, "iso8859_6"),
        ("التعاون", "cp1256"),
        (CHINESE, "gb18030"),
        (CHINESE, "big5"),
        ("合作", "gb18030"),
        (TRADITIONAL, "big5"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (KOREAN, "euc_kr"),
        ("役割と責任", "shift_jis"),
        ("역할과 책임", "euc_kr"),
        (UKRAINIAN, "koi8_u"),
        (TURKISH, "cp1254"),
        ("שיתוף פעולה מוגבר חשוב לכל בעלי העניין באינטרנט.", "cp1255"),
        ("ความร่วมมือที่เข้มแข็งเป็นสิ่งสำคัญสำหรับทุกฝ่าย", "cp874"),
        ("É preciso ouvir a sociedade civil.", "cp1252"),
        ("El acceso es caro en muchos países.", "mac_roman"),
        ("Спам и киберпреступность", "mac_cyrillic"),
    ],
)
def test_legacy_encodings(text: str, encoding: str) -> None:
    try:
        raw = text.encode(encoding)
    except UnicodeEncodeError:  # a traditional encoding lacks some simplified characters
        text = "國際合作與資訊社會的發展"
        raw = text.encode(encoding)
    assert decode(raw).text == text


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"],
)
@pytest.mark.parametrize("text", [ENGLISH, FRENCH, RUSSIAN, ARABIC, CHINESE, "作用和责任"])
def test_unicode_with_and_without_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_ascii_has_no_doubt() -> None:
    assert decode(b"Plain words?\r\n") == Decoded("Plain words?\r\n", "ascii")
    assert decode(b"") == Decoded("", "ascii")


def test_a_mark_before_another_encoding_is_not_believed() -> None:
    assert decode(b"\xef\xbb\xbf\xe9t\xe9") == Decoded("été", "cp1252")


def test_utf_8_with_a_byte_of_windows_1252_pasted_in() -> None:
    assert decode("São".encode() + b" Paulo\x92s") == Decoded(
        "São Paulo’s", "utf-8", (Doubt(DoubtKind.MIXED, 9, 1),)
    )


def test_nul_bytes_are_made_visible() -> None:
    assert decode(b"a\0b") == Decoded("a␀b", "ascii", (Doubt(DoubtKind.NUL, 1, 1),))


def test_letters_lost_before_arrival_are_told_but_not_those_of_web_addresses() -> None:
    raw = b"Poland?s part, see http://a.example/b?c=d. Really? Micha?"
    assert decode(raw) == Decoded(raw.decode(), "ascii", (Doubt(DoubtKind.LOST, 6, 1),))
    assert decode("a \ufffd".encode()).doubts == (Doubt(DoubtKind.LOST, 2, 1),)


def test_letters_encoded_twice_are_told() -> None:
    raw = "São Paulo".encode().decode("cp1252").encode()
    assert decode(raw) == Decoded("SÃ£o Paulo", "utf-8", (Doubt(DoubtKind.TWICE_ENCODED, 1, 1),))


def test_control_characters_are_told() -> None:
    assert decode(b"a\x01b\tc\r\n").doubts == (Doubt(DoubtKind.CONTROL, 1, 1),)
    assert decode("a \x85 b".encode()).doubts == (Doubt(DoubtKind.UNDEFINED, 2, 1),)


def test_what_could_be_either_is_told() -> None:
    assert [doubt.kind for doubt in decode(b"\xf0a").doubts] == [DoubtKind.UNSURE]


def test_any_bytes_at_all_give_as_many_characters_as_a_reading_has() -> None:
    decoded = decode(bytes(range(1, 256)))
    assert len(decoded.text) == 255
    assert "\ufffd" not in decoded.text


MIXED = [
    (FRENCH, "utf-8", "cp1252"),
    (RUSSIAN, "utf-8", "cp1251"),
    (RUSSIAN, "utf-8", "koi8_r"),
    (RUSSIAN, "koi8_r", "cp1251"),
    (CHINESE, "utf-8", "gb18030"),
    (ARABIC, "utf-8", "cp1256"),
]


@pytest.mark.parametrize(("text", "one", "other"), MIXED)
def test_lines_in_different_encodings(text: str, one: str, other: str) -> None:
    decoded = decode(text.encode(one) + b"\r\n> " + text.encode(other))
    assert decoded.text == f"{text}\r\n> {text}"
    assert DoubtKind.MIXED in [doubt.kind for doubt in decoded.doubts]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "gb18030", "big5"])
def test_a_character_that_was_cut(encoding: str) -> None:
    text = "國際合作與資訊社會的發展"
    decoded = decode(text.encode(encoding)[:-1])
    assert decoded.text.rstrip("\ufffd") == text[:-1]
    assert [doubt.kind for doubt in decoded.doubts] == [DoubtKind.LOST]
    assert decoded.doubts[0].start == len(text) - 1


def test_utf_8_that_begins_within_a_character() -> None:
    assert decode(RUSSIAN.encode()[1:]).text == "\ufffd" + RUSSIAN[1:]


@pytest.mark.parametrize(
    ("text", "read_as"),
    [(FRENCH, "cp1252"), (RUSSIAN, "latin-1"), (ARABIC, "latin-1"), (CHINESE, "latin-1")],
)
def test_a_whole_text_encoded_twice_is_read_twice(text: str, read_as: str) -> None:
    decoded = decode(text.encode().decode(read_as).encode())
    assert decoded.text == text
    assert [doubt.kind for doubt in decoded.doubts] == [DoubtKind.TWICE_ENCODED]


def test_chinese_in_seven_bits() -> None:
    assert decode(CHINESE.encode("hz")) == Decoded(CHINESE, "hz")
    assert decode(b"~{x and ~}").encoding == "ascii"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (JAPANESE, "iso2022_jp"),
        (KOREAN, "iso2022_kr"),
        (FRENCH, "utf-7"),
        (ARABIC, "utf-7"),
        ("mail+tag@un.example, è vero", "utf-7"),
    ],
)
def test_other_scripts_in_seven_bits(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    "text", ["+41 22 917 00 00", "mail+one@un.example", "C++ and +AB", "+1-202-555", "Q+A- a+b"]
)
def test_a_plus_sign_is_one(text: str) -> None:
    assert decode(text.encode()) == Decoded(text, "ascii")
