"""Messages that Outlook saved into a file are read with what is in them."""

import pytest
from compressed_rtf import compress
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.text import media
from rapporteur.core.text.compound import Damaged
from rapporteur.core.text.extraction import Problem, extract
from rapporteur.core.text.extraction.kinds import read as read_kind
from rapporteur.core.text.extraction.sheets import read_sheets
from rapporteur.core.text.outlook import read
from tests.factories.outlook import compound, saved

WORDS = "نؤيد التعاون المعزز\r\n"


def test_words_and_files_and_a_message_within() -> None:
    inner = saved(
        code_page=1251, p0037001F="Внутри", p10130102="<p>Мы <b>за</b></p>".encode("cp1251")
    )
    files = {"note.txt": "合作".encode("gb18030"), "a.pdf": b"%PDF-1.7", "Внутри": inner}
    found = extract(compound(saved(files, p0037001F="Subject", p1000001F=WORDS)), "a.msg")
    assert (found.media_type, found.problem) == (media.OLE, None)
    assert [page.text for page in found.pages] == [
        f"Subject\n\n{WORDS}",
        "note.txt\n\n合作",
        f"a.pdf\n[{Problem.DAMAGED}]",
        "Внутри\n\nМы за",
    ]


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        (
            {"p1000001E": "Поддерживаем сотрудничество".encode("cp1251")},
            "Поддерживаем сотрудничество",
        ),
        ({"p1000001F": " ", "p1013001F": "<p>été</p>"}, "été"),
        ({"p10090102": compress(b"{\\rtf1 words}")}, "words"),
    ],
)
def test_words_in_every_form(properties: dict[str, str | bytes], text: str) -> None:
    assert extract(compound(saved(**properties))).text == text


def test_messages_within_messages_are_read_as_deep_as_is_reasonable() -> None:
    folder = saved(p1000001F="deep")
    for _level in range(7):
        folder = saved({"in": folder})
    assert extract(compound(folder)).text.strip("\f") == "deep"
    for _level in range(3):
        folder = saved({"in": folder})
    assert "deep" not in extract(compound(folder)).text


def test_one_over_which_the_reader_of_workbooks_panics_is_damaged() -> None:
    raw = bytes(compound(saved({"a.txt": b"words" * 200}, p1000001F="words")))
    assert read_sheets(raw[:3589], media.OLE).problem is Problem.DAMAGED


@given(st.data())
def test_no_broken_one_does_more_than_be_broken(data: st.DataObject) -> None:
    raw = bytearray(compound(saved({"a.txt": b"words" * 200}, p1000001F="words")))
    for _change in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(8, len(raw) - 1))] = data.draw(st.integers(0, 255))
    read_kind(bytes(raw[: data.draw(st.integers(600, len(raw)))]), ".msg")


def test_streams_that_share_their_bytes_are_no_bomb() -> None:
    whole = saved({str(number): b"x" for number in range(50)}, p1000001F="x" * 100_000)
    raw = bytearray(compound(whole))
    large = raw.index("__substg1.0_1000001F".encode("utf-16-le"))
    at = 0
    while (at := raw.find("__substg1.0_37010102".encode("utf-16-le"), at + 1)) >= 0:
        raw[at + 0x74 : at + 0x80] = raw[large + 0x74 : large + 0x80]
    with pytest.raises(Damaged):
        read(bytes(raw))
