"""The header files of the NETmundial collection: made-up ones, and the 374 real files."""

import os
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from rapporteur.core.text.decoding import decode
from rapporteur.core.text.netmundial import Header, Sector, read_header, sector_of

ROOT = Path(__file__).parents[3]
CORPORA = Path(os.environ.get("RAPPORTEUR_CORPORA", ROOT.parent / "shared"))
FOLDER = CORPORA / "netmundial" / "contributions"
needs_collection = pytest.mark.skipif(
    not FOLDER.exists(), reason=f"{FOLDER} is not there (set RAPPORTEUR_CORPORA)"
)

HEADER = """A title that runs on to a second
line and is glued to the AreaArea: SET OF INTERNET
GOVERNANCE PRINCIPLES
Entitled by: Jane Doe
Region: S\u00e3o Paulo, Brazil
Organisation : An institute - with a
dash, self-
governed

Sector: CIVIL  society
Keywords: Key words: one; two,
three.
Doc Attached: Click here to see the doc 1
Doc Attached: Click here to see the doc 2Abstract
Short \u2013 and
wrapped.
Document
Sector: not a field any more
Abstract
The end\u2019s here.""".replace("\n", "\r\n").encode("cp1252")


def test_a_header_with_every_trap() -> None:
    assert read_header(HEADER) == Header(
        title="A title that runs on to a second line and is glued to the Area",
        area="SET OF INTERNET GOVERNANCE PRINCIPLES",
        entitled_by="Jane Doe",
        region="São Paulo, Brazil",
        organization="An institute - with a dash, self-governed",
        sector_stated="CIVIL society",
        sector=Sector.CIVIL_SOCIETY,
        keywords=("one", "two", "three."),
        doc_attached=2,
        abstract="Short – and wrapped.",
        document="Sector: not a field any more\nAbstract\nThe end’s here.",
        problems=(),
        encoding="cp1252",
        doubts=(),
    )


def test_what_is_missing_is_said() -> None:
    header = read_header(b"Title\nSector: Press\nRegion: X\n")
    assert header.problems == (
        "There is no field “Area”.",
        "There is no field “Entitled by”.",
        "There is no field “Organization”.",
        "There is no field “Keywords”.",
        "“Press” is none of the six sectors.",
        "There is no abstract.",
        "There is no text after “Document”.",
    )
    assert read_header(b"").title == ""


@pytest.mark.parametrize(
    ("stated", "sector"),
    [
        ("Technical community", Sector.TECHNICAL_COMMUNITY),
        ("Technical Community", Sector.TECHNICAL_COMMUNITY),
        (" private\u00a0sector ", Sector.PRIVATE_SECTOR),
        ("Academia", Sector.ACADEMIA),
        ("Academia, Government", None),
        ("", None),
    ],
)
def test_sectors(stated: str, sector: Sector | None) -> None:
    assert sector_of(stated) == sector


@cache
def headers() -> dict[str, Header]:
    return {path.name[:3]: read_header(path.read_bytes()) for path in sorted(FOLDER.glob("*A.txt"))}


@needs_collection
def test_every_contribution_has_header_and_document() -> None:
    names = sorted(path.name for path in FOLDER.glob("*.txt"))
    assert names == [f"{number:03}{part}.txt" for number in range(1, 188) for part in "AB"]
    assert {name: header.problems for name, header in headers().items() if header.problems} == {}


@needs_collection
def test_counts_by_sector() -> None:
    assert Counter(header.sector for header in headers().values()) == {
        Sector.CIVIL_SOCIETY: 59,
        Sector.PRIVATE_SECTOR: 43,
        Sector.GOVERNMENT: 28,
        Sector.ACADEMIA: 21,
        Sector.OTHER: 20,
        Sector.TECHNICAL_COMMUNITY: 16,
    }


@needs_collection
def test_counts_by_area_and_attachments() -> None:
    assert Counter(header.area for header in headers().values()) == {
        "COMBINED INTERNET GOVERNANCE PRINCIPLES AND ROADMAP": 79,
        "SET OF INTERNET GOVERNANCE PRINCIPLES": 64,
        "ROADMAP FOR THE FURTHER EVOLUTION OF THE INTERNET GOVERNANCE ECOSYSTEM": 44,
    }
    assert Counter(header.doc_attached for header in headers().values()) == ATTACHMENTS


ATTACHMENTS = {0: 128, 1: 47, 2: 8, 3: 3, 5: 1}


@needs_collection
def test_every_file_decodes_to_characters_that_people_write() -> None:
    encodings: Counter[str] = Counter()
    for path in FOLDER.glob("*.txt"):
        decoded = decode(path.read_bytes())
        encodings[decoded.encoding] += 1
        strange = {
            one
            for one in decoded.text
            if one == "\ufffd" or (unicodedata.category(one) == "Cc" and one not in "\t\r\n")
        }
        assert strange == set(), path.name
        # The bytes can be had again from the characters: nothing was dropped on the way.
        assert decoded.text.encode(decoded.encoding) == path.read_bytes()
    # Looked at byte by byte in their context: all are Windows-1252, where they are not ASCII.
    assert encodings == {"cp1252": 325, "ascii": 49}


@needs_collection
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("001A", "The Experts’ Meeting on Cyberspace Law"),
        ("005A", "Germán Montejano"),
        ("013A", "matters…at"),
        ("037A", "educação"),
        ("059A", "Free, Libré and Open"),
        ("061B", "au cœur des débats"),
        ("061B", "sur le point d’être lancés"),
        ("066B", "Rikke Frank Jørgensen"),
        ("071B", "§"),
        ("076B", "Wolfgang Kleinwächter"),
        ("078A", "Günther Cyranek"),
        ("087A", "„the right to privacy in the digital age“"),
        ("107A", "Barão de Itararé"),
        ("111A", "Enrique Peña Nieto"),
        ("130B", "diversidade de opiniões"),
        ("138B", "faillite de l’État providence"),
        ("140A", "NASSCOM®"),
        ("159B", "A/67/65–E/2012/48"),
        ("159B", "Patrik Fältström"),
        ("176B", "(VERSÃO EM PORTUGUÊS"),
        ("187A", "«Tunis Agenda"),
    ],
)
def test_words_with_accents(name: str, words: str) -> None:
    text = " ".join(decode((FOLDER / f"{name}.txt").read_bytes()).text.split())
    assert words in text


@needs_collection
def test_titles_and_organizations_put_together_from_wrapped_lines() -> None:
    found = headers()
    assert found["005"].title == (
        "Internet Roadmap topics: Freedom and Security in Cyberspace - A Cyber Defense perspective"
    )
    assert found["054"].organization == (
        "Citizens' Coalition for Economic Justice , CyberCommons (Korea), Korean Progressive "
        "Network Jinbonet, OpenNet (Korea), Network Neutrality User Forum"
    )
    assert found["059"].keywords[-1] == "Free-Libre-Open-Source-Software"
    assert found["160"].entitled_by == "Stefania Milan and Antonella Giulia Pizzaleo"
