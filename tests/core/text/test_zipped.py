"""The files in an archive are read, each below its name, and none of them hurts anybody."""

import io
import zipfile
from email.message import EmailMessage

import pytest

from rapporteur.core.text import media
from rapporteur.core.text.extraction import Problem, extract, zipped
from rapporteur.core.text.extraction.extracted import finished


def archive(**files: bytes) -> bytes:
    return packed({name.replace("_", "."): content for name, content in files.items()})


def packed(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return file.getvalue()


def test_each_file_stands_below_its_name() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "Sent on"
    message.set_content("We agree.")
    raw = packed(
        {
            "folder/": b"",
            "folder/Société.txt": "Nous soutenons".encode("cp1252"),
            "page.html": "<p>نؤيد</p>".encode(),
            "photo.png": b"\x89PNG\r\n\x1a\n",
            "mail.eml": bytes(message),
            "empty.txt": b"",
            "broken.pdf": b"%PDF-1.7 no",
        }
    )
    found = extract(raw, "all.zip")
    assert (found.media_type, found.problem) == (media.ZIP, None)
    assert [page.text for page in found.pages] == [
        "Société.txt\n\nNous soutenons",
        "page.html\n\nنؤيد",
        f"photo.png\n[{Problem.IMAGE}]",
        "mail.eml\n\nSent on\n\nWe agree.",
        f"empty.txt\n[{Problem.EMPTY}]",
        f"broken.pdf\n[{Problem.DAMAGED}]",
    ]


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\Windows\\passwd", "/passwd"])
def test_a_path_in_a_name_leads_nowhere(name: str) -> None:
    assert extract(packed({name: b"words"})).text == "passwd\n\nwords"


def test_a_name_in_the_encoding_of_another_system() -> None:
    raw = packed({"Vklad0.txt": b"x"})
    assert extract(raw.replace(b"Vklad0", "Вклад0".encode("cp866"))).text == "Вклад0.txt\n\nx"


def test_archives_within_archives_are_read_as_deep_as_is_reasonable() -> None:
    raw = archive(deep_txt=b"words")
    for level in range(3):
        assert ("words" in extract(raw).text) is (level < zipped.DEEPEST)
        raw = packed({f"level{level}.zip": raw})
    assert "words" not in extract(raw).text
    assert str(Problem.TOO_LARGE) in extract(raw).text


def test_more_files_than_are_read_are_said_to_be_more() -> None:
    found = extract(packed({f"{number}.txt": b"x" for number in range(zipped.FILES_LIMIT + 1)}))
    assert (len(found.pages), found.problem) == (zipped.FILES_LIMIT, Problem.CUT)


def test_what_unpacks_to_much_is_counted_for_all_archives_together() -> None:
    inner = packed({"zeros.txt": b"0" * 400_000})
    raw = packed({"one.zip": inner, "two.zip": inner, "three.zip": inner})
    found = zipped.read_zip(
        raw, lambda raw, _name: finished(media.TEXT, [raw.decode()]), most=900_000
    )
    assert [len(page.text) > 400_000 for page in found.pages] == [False, True, False, True, False]
    assert str(Problem.TOO_LARGE) in found.pages[-1].text


def test_what_asks_for_a_password_and_what_is_broken() -> None:
    raw = bytearray(archive(a_txt=b"words" * 20))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert extract(bytes(raw)).problem == Problem.PASSWORD
    assert extract(archive(a_txt=b"words" * 20)[:60]).problem == Problem.DAMAGED


def test_a_document_of_apple_is_read_from_its_preview() -> None:
    found = extract(
        packed({"Index/Document.iwa": b"\0", "QuickLook/Preview.pdf": b"no"}), "a.pages"
    )
    assert (found.text, found.media_type) == ("no", media.ZIP)
    assert extract(packed({"Index/Document.iwa": b"\0"})).problem == Problem.UNSUPPORTED
