"""The header files of the NETmundial collection (2014): XXXA.txt, from bytes to a record.

Each holds title, fields ("Sector: Academia"), abstract and text, copied from the page of one
contribution. Lines are wrapped, also within a title or a field; a marker may be glued to the end
of the line before it ("doc 1Abstract"). Fields are kept as stated, with what their authors put
into the wrong one, and with the letters that were lost before the collection was made.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from rapporteur.core.text.decoding import Doubt, decode


class Sector(StrEnum):
    """The six sectors that the meeting's form offered; ours to spell, theirs to choose."""

    ACADEMIA = "academia"
    CIVIL_SOCIETY = "civil-society"
    GOVERNMENT = "government"
    OTHER = "other"
    PRIVATE_SECTOR = "private-sector"
    TECHNICAL_COMMUNITY = "technical-community"


@dataclass(frozen=True)
class Header:
    """One contribution as its header file states it; a field that is missing is empty.

    sector_stated: as written; sector: the one of the six, None where it is none of them.
    doc_attached: how many attachments the page had. document: the text, lines as they were.
    problems: what a person should look at, as sentences. encoding, doubts: how it was decoded.
    """

    title: str
    area: str
    entitled_by: str
    region: str
    organization: str
    sector_stated: str
    sector: Sector | None
    keywords: tuple[str, ...]
    doc_attached: int
    abstract: str
    document: str
    problems: tuple[str, ...]
    encoding: str
    doubts: tuple[Doubt, ...]


_FIELDS = ("Area", "Entitled by", "Region", "Organization", "Sector", "Keywords", "Doc Attached")
_FIELD = re.compile(
    r"^(?P<glued>(?!Area|Entitled|Region|Organi|Sector|Keywords|Doc).*?)??"
    r"(?P<name>Area|Entitled by|Region|Organi[sz]ation|Sector|Keywords|Doc Attached)\s*:"
    r"(?P<value>.*)$",
    re.IGNORECASE,
)
_ABSTRACT = re.compile(r"(?:^|(?<=[\w;,.]))Abstract\s*:?[ \t]*$", re.MULTILINE)
_DOCUMENT = re.compile(r"(?:^|(?<=[\w;,.]))Document\s*:?[ \t]*$", re.MULTILINE)


def read_header(raw: bytes) -> Header:
    """The record in the bytes of one header file. Never raises: see `Header.problems`."""
    decoded = decode(raw)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    head, abstract, document = _parts(text)
    fields = _fields(head)
    stated = _joined(fields.get("Sector", []))
    sector = sector_of(stated)
    problems = [f"There is no field “{name}”." for name in _FIELDS[:6] if name not in fields]
    if "Sector" in fields and sector is None:
        problems.append(f"“{stated}” is none of the six sectors.")
    problems += [
        f"There is no {part}."
        for part, value in (("title", _joined(fields[""])), ("abstract", abstract))
        if not value
    ]
    if not document:
        problems.append("There is no text after “Document”.")
    return Header(
        title=_joined(fields[""]),
        area=_joined(fields.get("Area", [])),
        entitled_by=_joined(fields.get("Entitled by", [])),
        region=_joined(fields.get("Region", [])),
        organization=_joined(fields.get("Organization", [])),
        sector_stated=stated,
        sector=sector,
        keywords=_keywords(_joined(fields.get("Keywords", []))),
        doc_attached=sum("click here" in line.lower() for line in fields.get("Doc Attached", [])),
        abstract=_joined(abstract.splitlines()),
        document=document,
        problems=tuple(problems),
        encoding=decoded.encoding,
        doubts=decoded.doubts,
    )


def sector_of(stated: str) -> Sector | None:
    """The sector meant by `stated`, whatever its case and spacing; None if none of the six."""
    key = "-".join(re.findall(r"[a-z]+", stated.lower()))
    return Sector(key) if key in set(Sector) else None


def _parts(text: str) -> tuple[str, str, str]:
    """Head, abstract and document: the markers are the first that end a line, in that order."""
    start = _ABSTRACT.search(text)
    after = start.end() if start else 0
    marker = _DOCUMENT.search(text, after)
    head = text[: start.start() if start else marker.start() if marker else len(text)]
    abstract = text[after : marker.start() if marker else len(text)] if start else ""
    document = text[marker.end() :] if marker else ""
    return head, abstract.strip(), document.strip("\n")


def _fields(head: str) -> dict[str, list[str]]:
    """Lines of each field, under its name; the title's under the empty one."""
    fields: dict[str, list[str]] = {"": []}
    name = ""
    for line in head.split("\n"):
        found = _FIELD.match(line)
        # A glued field is only looked for where it belongs: the area, right after the title.
        if found and found["glued"] and (name or found["name"] != "Area"):
            found = None
        if found is None:
            fields[name].append(line)
            continue
        if found["glued"]:
            fields[name].append(found["glued"])
        name = next(one for one in _FIELDS if _same(one, found["name"]))
        fields.setdefault(name, []).append(found["value"])
    return fields


def _same(name: str, written: str) -> bool:
    return name.lower() == written.lower().replace("organisation", "organization")


def _joined(lines: list[str]) -> str:
    """Wrapped lines as one; a word broken at its own hyphen is put together with the hyphen."""
    text = "\n".join(" ".join(line.split()) for line in lines if line.strip())
    return re.sub(r"(?<=\w-)\n(?=\w)", "", text).replace("\n", " ")


def _keywords(stated: str) -> tuple[str, ...]:
    stated = re.sub(r"^key ?words\s*:\s*", "", stated, flags=re.IGNORECASE)
    return tuple(word.strip() for word in re.split("[,;]", stated) if word.strip(" ."))
