"""Passages, codings and codebooks from files; what cannot be used is said, and the rest goes on."""

import json

import pytest

from rapporteur.core.coding.files import Unreadable, read, read_codebook

CODEBOOK = '[[theme]]\nkey = "spam"\n[theme.terms]\nen = ["spam"]\n[[theme]]\nkey = "access"\n'
PASSAGES = [
    {"id": "1", "text": "Spam is bad for all of the users.", "contribution": "c1", "group": "gov"},
    {"id": 2, "text": "L’accès est une question pour les États.", "language": "fr"},
    {"id": "1", "text": "again"},
    {"id": "4", "text": "  "},
    {"id": "5", "text": "Nothing of it was about that."},
]
CODINGS = "passage,theme,state\n1,spam,confirmed\n2,access,\n1,zebra,\n9,spam,\n5,spam,rejected\n"


def lines(rows: list[object]) -> bytes:
    return "\n".join([*map(json.dumps, rows), "not json", "[1]"]).encode()


def test_three_files_put_together() -> None:
    coded = read(lines(PASSAGES), CODINGS.encode("utf-16"), CODEBOOK.encode())
    assert [
        (each.candidate.id, each.candidate.language, set(each.themes)) for each in coded.examples
    ] == [
        ("1", "en", {"spam"}),
        ("2", "fr", {"access"}),
        ("5", "en", set()),
    ]
    assert coded.examples[0].candidate.group == "gov"
    assert coded.themes[0].as_terms.terms == {"en": ("spam",)}
    assert coded.problems == (
        "passages, line 3: the id “1” stands there twice.",
        "passages, line 4: there is no id or no text.",
        "passages, line 6: it is no JSON object.",
        "passages, line 7: it is no JSON object.",
        "codings, line 4: “zebra” is no theme of the codebook.",
        "codings, line 5: there is no passage “9”.",
    )


def test_codings_and_codebook_as_json() -> None:
    codings = json.dumps([{"passage": "1", "theme": "spam"}, 7]).encode()
    codebook = json.dumps({"theme": [{"key": "spam"}]}).encode()
    assert len(read(lines(PASSAGES), codings, codebook).examples) == 1


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"\x00\xff", b"theme = 3", b"[[theme]]\nname = 1", b"{}"]
)
def test_a_codebook_that_is_none(raw: bytes) -> None:
    with pytest.raises(Unreadable, match="codebook"):
        read_codebook(raw)


@pytest.mark.parametrize(
    "raw", [b"", b"a,b\n1,2\n", b"[", b'passage,theme\n1,"spam', b"passage,theme\n"]
)
def test_codings_that_are_none(raw: bytes) -> None:
    with pytest.raises(Unreadable, match="codings"):
        read(lines(PASSAGES), raw, CODEBOOK.encode())
