"""Files that nobody should open are refused with a sentence, and nothing of them is run."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from rapporteur.core.document import docx
from rapporteur.core.document.docx.reading import read
from rapporteur.core.document.problem import DocumentProblem
from tests.factories.document import report


@pytest.fixture(scope="module")
def whole() -> bytes:
    return docx.render(report(), created=datetime(2011, 5, 4, tzinfo=UTC))


def changed(whole: bytes, **parts: bytes | None) -> bytes:
    """The file with some parts put in, or taken out where None is given."""
    names = {name.replace("__", "/"): content for name, content in parts.items()}
    archive = BytesIO()
    with ZipFile(BytesIO(whole)) as old, ZipFile(archive, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in names:
                new.writestr(name, old.read(name))
        for name, content in names.items():
            if content is not None:
                new.writestr(name, content)
    return archive.getvalue()


def part(whole: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(whole)) as file:
        return file.read(name)


RELATIONS = "word/_rels/document.xml.rels"
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def related(whole: bytes, kind: bytes, target: bytes) -> bytes:
    relation = (
        b'<Relationship Id="x1" Type="' + OFFICE + b"/" + kind + b'" Target="' + target + b'" '
        b'TargetMode="External"/></Relationships>'
    )
    old = part(whole, RELATIONS).replace(b"</Relationships>", relation)
    return changed(whole, **{RELATIONS: old})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no Word file"),
        (b"plain words", "no Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old .doc, or a .docx with a password"),
        (b"PK\x03\x04" + bytes(60), "no Word file"),
    ],
)
def test_what_is_no_word_file_is_refused(content, said):
    with pytest.raises(DocumentProblem, match=said):
        read(content)


@pytest.mark.parametrize("cut", [100, 2_000, -200, -20])
def test_a_file_that_was_cut_is_refused(whole, cut):
    with pytest.raises(DocumentProblem, match="damaged"):
        read(whole[:cut])


def test_a_file_with_flipped_bytes_is_read_or_refused_but_nothing_else(whole):
    refusals = []
    for at in range(60, len(whole), 997):
        broken = bytearray(whole)
        broken[at] ^= 0xFF
        try:
            read(bytes(broken))
        except DocumentProblem as problem:
            refusals.append(str(problem))

    assert refusals
    assert all(said.endswith(".") for said in refusals)


def test_a_file_whose_notes_were_lost_on_the_way_is_refused(whole):
    with pytest.raises(DocumentProblem, match="calls a note that is not in it"):
        read(changed(whole, **{"word/footnotes.xml": None}))


def test_a_bomb_is_refused_before_it_is_unpacked(whole):
    with pytest.raises(DocumentProblem, match="would unpack to 50,000,000 bytes"):
        read(changed(whole, **{"word/media/1.xml": bytes(50_000_000)}))


def test_an_entity_is_refused(whole):
    evil = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    with pytest.raises(DocumentProblem, match="declares a document type"):
        read(changed(whole, **{"word/document.xml": evil}))


def test_a_billion_laughs_are_refused(whole):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    evil = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><x>&l9;</x>'.encode()
    with pytest.raises(DocumentProblem):
        read(changed(whole, **{"word/document.xml": evil}))


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil", "word/../../evil", "a\\b"])
def test_a_path_that_climbs_is_refused(whole, name):
    with pytest.raises(DocumentProblem, match="leads out of it"):
        read(changed(whole, **{name: b"<x/>"}))


def test_macros_are_refused(whole):
    with pytest.raises(DocumentProblem, match="carries a program"):
        read(changed(whole, **{"word/vbaProject.bin": b"code"}))


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        (b"attachedTemplate", b"https://example.org/evil.dotm"),
        (b"image", b"https://example.org/pixel.png"),
        (b"oleObject", b"file:///etc/passwd"),
        (b"frame", b"\\\\server\\share"),
    ],
)
def test_what_asks_for_something_from_elsewhere_is_refused(whole, kind, target):
    with pytest.raises(DocumentProblem, match="asks for something from elsewhere"):
        read(related(whole, kind, target))


def test_a_link_and_a_template_of_the_same_machine_are_no_harm(whole):
    assert read(related(whole, b"hyperlink", b"https://example.org/"))
    assert read(related(whole, b"attachedTemplate", b"file:///C:/Users/a/Normal.dotm"))


def test_ten_megabytes_of_one_word_are_refused(whole):
    long = part(whole, "word/document.xml").replace(b"Eleven.", b"A" * 9_000_000)
    with pytest.raises(DocumentProblem, match=r"unpack|characters"):
        read(changed(whole, **{"word/document.xml": long}))


def test_a_file_nested_without_end_is_refused(whole):
    deep = b"<w:smartTag>" * 200 + b"<w:r><w:t>x</w:t></w:r>" + b"</w:smartTag>" * 200
    old = part(whole, "word/document.xml").replace(b"</w:p>", deep + b"</w:p>", 1)
    with pytest.raises(DocumentProblem, match=r"nested deeper|damaged"):
        read(changed(whole, **{"word/document.xml": old}))


def test_a_spreadsheet_is_refused(whole):
    types = part(whole, "[Content_Types].xml").replace(b"wordprocessingml.document", b"sheet.x")
    with pytest.raises(DocumentProblem, match="no Word document"):
        read(changed(whole, **{"[Content_Types].xml": types}))
