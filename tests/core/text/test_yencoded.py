"""Files in yEnc come out of the words of a message, byte for byte."""

from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.mail.reading import read
from rapporteur.core.text.message import body_of
from rapporteur.core.text.yencoded import files_in, without_files

CRITICAL = {0x00, 0x0A, 0x0D, 0x3D}


def encoded(name: bytes, content: bytes, part: bytes = b"") -> bytes:
    signs = b""
    for byte in content:
        moved = (byte + 42) % 256
        signs += bytes([0x3D, (moved + 64) % 256]) if moved in CRITICAL else bytes([moved])
    cut, lines = 0, []
    while cut < len(signs):
        end = cut + 128 + (signs[cut + 127 : cut + 128] == b"=")
        lines.append(signs[cut:end])
        cut = end
    head = b"=ybegin line=128 size=%d name=%s\r\n" % (len(content), name) + part
    return head + b"".join(line + b"\r\n" for line in lines) + b"=yend size=%d\r\n" % len(content)


@given(st.binary(max_size=400), st.sampled_from((b"", b"=ypart begin=1 end=9\r\n")))
def test_every_byte_comes_back(content: bytes, part: bytes) -> None:
    raw = b"before\r\n" + encoded(b"a b.bin", content, part) + b"behind\r\n"
    assert list(files_in(raw)) == [(b"a b.bin", content)]
    assert without_files(raw) == (b"before\r\n\nbehind\r\n", [b"a b.bin"])


def test_it_is_a_file_of_the_message_and_none_of_its_words() -> None:
    raw = "From: a@b.example\r\n\r\nПоддерживаем\r\n".encode() + encoded(b"a.bin", b"\x89PNG" * 50)
    assert [(one.filename, one.content) for one in read(raw).attachments] == [
        ("a.bin", b"\x89PNG" * 50)
    ]
    assert [words.text.strip() for words in body_of(raw)] == ["Поддерживаем", "[a.bin]"]


def test_one_without_an_end_is_none() -> None:
    raw = b"=ybegin line=128 size=4 name=a.bin\r\nabcd\r\n"
    assert without_files(raw) == (raw, [])
