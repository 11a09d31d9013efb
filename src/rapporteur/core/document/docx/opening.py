"""Opening a Word file that comes from outside, without believing anything in it.

A file is refused with a sentence where it is no Word file, is damaged, hides a bomb, carries a
program, or asks for something from elsewhere. Nothing is ever fetched, run or written to disk.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import dirname, join, normpath
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from rapporteur.core.document.problem import DocumentProblem

LARGEST = 60_000_000
"""Bytes of a file as it comes; a report with pictures has a few million."""
_LARGEST_OPENED = 400_000_000
_LARGEST_PART = 120_000_000
_MOST_PARTS = 4_000
_STEEPEST = 250
"""How many times larger a part may be than it is packed; text packs 10 to 40 times."""
_SMALL = 2_000_000

_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = "http://purl.oclc.org/ooxml/"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACROS = re.compile(r"vbaProject|vbaData|macroEnabled", re.IGNORECASE)
_MAIN = re.compile(
    r"application/vnd\.openxmlformats-officedocument\.wordprocessingml\."
    r"(document|template)\.main\+xml"
)
_THEN = "Save it anew in Word or LibreOffice as a .docx file, and send that."


@dataclass(frozen=True)
class Relation:
    """What a part of a file leads to: `kind` is the last word of its type."""

    kind: str
    target: str
    outside: bool


@dataclass
class Package:
    """The parts of a Word file, read when asked for."""

    _file: ZipFile
    main: str = ""
    _read: dict[str, bytes] = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._file.namelist())

    def part(self, name: str) -> bytes:
        """The bytes of a part."""
        if name not in self._read:
            self._read[name] = _unpacked(self._file, name)
        return self._read[name]

    def xml(self, name: str) -> etree._Element | None:
        """A part as XML, None where there is none of this name."""
        return _parsed(self.part(name), name) if name in self.names else None

    def relations(self, name: str) -> dict[str, Relation]:
        """The relations of a part by their ids, targets as names of parts."""
        folder, _slash, base = name.rpartition("/")
        root = self.xml(f"{folder}/_rels/{base}.rels".lstrip("/"))
        if root is None:
            return {}
        return {str(each.get("Id")): _relation(each, name) for each in root.iter(_RELATION)}

    def related(self, kind: str) -> Iterator[str]:
        """The names of the parts to which the main one has a relation of a kind."""
        for relation in self.relations(self.main).values():
            if relation.kind == kind and not relation.outside and relation.target in self.names:
                yield relation.target


def opened(content: bytes) -> Package:
    """Open a .docx file, or raise `DocumentProblem` with the reason why it is not taken."""
    if len(content) > LARGEST:
        raise DocumentProblem(
            f"The file has {len(content):,} bytes; the most is {LARGEST:,}. "
            "Take large pictures out of it, and send it again."
        )
    if content.startswith(_OLE):
        raise DocumentProblem(
            "The file is an old .doc, or a .docx with a password. "
            "Save it as a .docx without a password."
        )
    try:
        file = ZipFile(BytesIO(content))
    except (BadZipFile, ValueError, struct.error, OSError, NotImplementedError) as error:
        raise DocumentProblem(f"The file is no Word file, or it is damaged. {_THEN}") from error
    _check_entries(file.infolist())
    package = Package(file)
    _check_types(package)
    package.main = _main_part(package)
    _check_relations(package)
    return package


def _check_entries(entries: list[ZipInfo]) -> None:
    if len(entries) > _MOST_PARTS:
        raise DocumentProblem(f"The file holds {len(entries):,} parts, which no report does.")
    names = set()
    for entry in entries:
        name = entry.filename
        if name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/"):
            raise DocumentProblem(
                f"The file holds a part with the path {name[:80]!r}, which leads out of it."
            )
        if name.lower() in names:
            raise DocumentProblem(f"The file holds the part {name[:80]!r} twice. {_THEN}")
        names.add(name.lower())
        if entry.flag_bits & 1:
            raise DocumentProblem("The file is locked with a password. Send it without one.")
        steep = entry.file_size > _SMALL and entry.file_size > _STEEPEST * entry.compress_size
        if steep or entry.file_size > _LARGEST_PART:
            raise DocumentProblem(
                f"The part {name[:80]!r} would unpack to {entry.file_size:,} bytes out of "
                f"{entry.compress_size:,}. The file is not taken."
            )
    if sum(entry.file_size for entry in entries) > _LARGEST_OPENED:
        raise DocumentProblem("The file unpacks to more than any report holds. It is not taken.")


def _unpacked(file: ZipFile, name: str) -> bytes:
    """What a part holds, and not a byte more than it says that it holds."""
    try:
        with file.open(name) as part:
            content = part.read(file.getinfo(name).file_size + 1)
    except (BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
        raise DocumentProblem(f"The part {name[:80]!r} of the file is damaged. {_THEN}") from error
    if len(content) > file.getinfo(name).file_size:
        raise DocumentProblem(f"The part {name[:80]!r} is larger than it says. It is not taken.")
    return content


def _parsed(content: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentProblem(
            f"The part {name[:80]!r} of the file is damaged ({str(error)[:120]}). {_THEN}"
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DocumentProblem(
            f"The part {name[:80]!r} declares a document type, which no Word file does."
        )
    return root


def _check_types(package: Package) -> None:
    types = package.xml("[Content_Types].xml")
    if types is None:
        raise DocumentProblem(f"The file is a zip archive, but no Word file. {_THEN}")
    told = [str(each.get("ContentType")) for each in types.iter(f"{_CONTENT}*")]
    if any(map(_MACROS.search, (*told, *package.names))):
        raise DocumentProblem(
            "The file carries a program (macros). Save it as a .docx, which has none."
        )
    if not any(map(_MAIN.fullmatch, told)):
        raise DocumentProblem(f"The file is of another program, and no Word document. {_THEN}")


def _main_part(package: Package) -> str:
    for relation in package.relations("").values():
        if relation.kind == "officeDocument" and relation.target in package.names:
            root = package.xml(relation.target)
            if root is not None and root.nsmap.get(root.prefix, "").startswith(_STRICT):
                raise DocumentProblem(
                    "The file is in the strict form of Open XML. "
                    "Save it as an ordinary Word document (.docx)."
                )
            return relation.target
    raise DocumentProblem(f"The file has no document in it. {_THEN}")


def _check_relations(package: Package) -> None:
    """What leads out of the file must be an address that somebody clicks; nothing is fetched."""
    for name in package.names:
        if not name.endswith(".rels"):
            continue
        root = package.xml(name)
        for each in () if root is None else root.iter(_RELATION):
            relation = _relation(each, "")
            template = relation.kind == "attachedTemplate" and relation.target.startswith(
                "file:///"
            )
            if relation.outside and relation.kind != "hyperlink" and not template:
                raise DocumentProblem(
                    f"The file asks for something from elsewhere ({relation.kind}: "
                    f"{relation.target[:120]!r}). Take it out, and send the file again."
                )


def _relation(element: etree._Element, source: str) -> Relation:
    target = str(element.get("Target") or "")
    outside = element.get("TargetMode") == "External"
    if not outside:
        folder = dirname(source)
        target = normpath(join(folder, target)) if not target.startswith("/") else target[1:]
    kind = str(element.get("Type") or "").rpartition("/")[2]
    return Relation(kind, target, outside)
