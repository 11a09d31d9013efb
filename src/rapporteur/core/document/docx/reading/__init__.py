"""Reading a Word file: `read` gives what it says, whoever wrote it.

Tracked changes are read as accepted. What is no words (drawings, formulas, objects) is named among
the oddities, and what words it holds are kept. `inline` reads what stands in a line, `joining`
joins what Word parts.
"""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from rapporteur.core.document.characters import plain
from rapporteur.core.document.docx.counting import Counting, counting
from rapporteur.core.document.docx.lines import Grid, Line, Note, Remark, WordFile
from rapporteur.core.document.docx.looks import Look, is_on, looks
from rapporteur.core.document.docx.opening import Package, opened
from rapporteur.core.document.docx.package import SOURCE
from rapporteur.core.document.docx.reading.elements import (
    MC,
    W_,
    chosen,
    hand,
    letters,
    text_of,
    within,
)
from rapporteur.core.document.docx.reading.inline import DEEPEST, Draft, Inline
from rapporteur.core.document.docx.reading.joining import joined, merged, unmarked
from rapporteur.core.document.docx.reading.laying import Laying
from rapporteur.core.document.problem import DocumentProblem

_DC = "{http://purl.org/dc/elements/1.1/}"
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"

_LONGEST = 200_000
"""Characters of a paragraph; and of a whole file:"""
_LONGEST_FILE = 10_000_000
_MOST_LINES = 100_000


def read(content: bytes) -> WordFile:
    """Return what a .docx file says; raises `DocumentProblem` where it is not taken."""
    return _Reading(opened(content)).whole()


class _Reading:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.looks = looks(self._first("styles"))
        self.counting: Counting = counting(self._first("numbering"))
        self.remarks = self._remarks()
        self.oddities: dict[str, None] = {}
        self.inline = Inline(package, self.looks, self.oddities)
        self.length = self.count = 0

    def whole(self) -> WordFile:
        package = self.package
        root = package.xml(package.main)
        body = None if root is None else root.find(f"{W_}body")
        if body is None:
            raise DocumentProblem("The Word file has no body. Save it anew, and send that.")
        blocks = tuple(merged(list(self._blocks(body, 0))))
        notes = {**self._notes("footnote"), **self._notes("endnote")}
        if self.inline.called - notes.keys():
            raise DocumentProblem(
                "The Word file calls a note that is not in it: the file is damaged. Save it anew "
                "in Word or LibreOffice as a .docx file, and send that."
            )
        core = next((n for n in package.names if n.lower() == "docprops/core.xml"), "")
        properties = package.xml(core) if core else None
        return WordFile(
            blocks,
            notes,
            tuple(self._header(name) for name in sorted(package.related("header"))),
            self.inline.pictures,
            language=text_of(properties, f"{_DC}language"),
            title=plain(text_of(properties, f"{_DC}title")),
            source=self._source(),
            oddities=tuple(self.oddities),
        )

    def _first(self, kind: str) -> etree._Element | None:
        name = next(self.package.related(kind), "")
        return self.package.xml(name) if name else None

    def _source(self) -> str:
        root = self.package.xml("docProps/custom.xml")
        for each in () if root is None else root.iter(_CUSTOM):
            if each.get("name") == SOURCE:
                return "".join(map(str, each.itertext())).strip()
        return ""

    def _remarks(self) -> dict[str, Remark]:
        root = self._first("comments")
        return {
            str(each.get(f"{W_}id")): Remark(
                plain(each.get(f"{W_}author") or ""),
                each.get(f"{W_}date") or "",
                plain(" ".join(letters(each, "p"))),
            )
            for each in (() if root is None else root.iter(f"{W_}comment"))
        }

    def _header(self, name: str) -> str:
        """The words of a header, without what its fields show."""
        root = self.package.xml(name)
        return "" if root is None else plain(" ".join(letters(root, "p"))).strip()

    def _notes(self, kind: str) -> dict[str, Note]:
        name = next(self.package.related(f"{kind}s"), "")
        root = self.package.xml(name) if name else None
        self.inline.relations = self.package.relations(name) if name else {}
        found = {}
        for each in () if root is None else root.findall(f"{W_}{kind}"):
            if each.get(f"{W_}type", "normal") not in ("normal", "0"):
                continue
            key = f"{kind[0]}{each.get(f'{W_}id')}"
            lines = [line for line in merged(list(self._blocks(each, 0))) if isinstance(line, Line)]
            mark = self.inline.marks.get(key, "")
            found[key] = Note(tuple(unmarked(lines, mark)), mark)
        return found

    # Blocks

    def _blocks(
        self, parent: etree._Element, depth: int, contents: bool = False
    ) -> Iterator[tuple[Line | Grid, bool]]:
        """Yield each line and table, with whether the mark at the end of the line was deleted."""
        if depth > DEEPEST:
            raise DocumentProblem(
                "The Word file is nested deeper than any report. It is not taken."
            )
        for each in parent:
            match each.tag:
                case tag if tag == f"{W_}p":
                    yield self._line(each, contents)
                case tag if tag == f"{W_}tbl":
                    if self._only_lays_out(each):
                        for cell in (
                            each for row in within(each, "tr") for each in within(row, "tc")
                        ):
                            yield from self._blocks(cell, depth + 1)
                    else:
                        yield self._grid(each, depth), False
                case tag if tag == f"{W_}sdt":
                    inner = each.find(f"{W_}sdtContent")
                    gallery = each.find(f"{W_}sdtPr/{W_}docPartObj/{W_}docPartGallery")
                    is_contents = (
                        gallery is not None
                        and "contents" in str(gallery.get(f"{W_}val") or "").lower()
                    )
                    if inner is not None:
                        yield from self._blocks(inner, depth + 1, contents or is_contents)
                case tag if tag in (f"{W_}customXml", f"{W_}ins", f"{W_}moveTo"):
                    yield from self._blocks(each, depth + 1, contents)
                case tag if tag == f"{MC}AlternateContent":
                    yield from self._blocks(chosen(each), depth + 1, contents)
                case tag if tag == f"{W_}altChunk":
                    self.oddities["The file holds another file inside it, which was not read."] = (
                        None
                    )
                case tag if tag == f"{W_}bookmarkStart":
                    self.inline.names[str(each.get(f"{W_}id"))] = str(each.get(f"{W_}name"))

    def _only_lays_out(self, table: etree._Element) -> bool:
        """Whether a table is none, but sets things side by side or in a box of one cell."""
        style = table.find(f"{W_}tblPr/{W_}tblStyle")
        name = "" if style is None else str(style.get(f"{W_}val") or "")
        if self.looks.get(name, Look((name.lower(),))).is_("mastheadtable"):
            return True
        rows = list(within(table, "tr"))
        box = len(rows) == 1 and len(list(within(rows[0], "tc"))) == 1
        return box and not is_on(rows[0].find(f"{W_}trPr"), "tblHeader")

    def _grid(self, table: etree._Element, depth: int) -> Grid:
        laid = Laying(self.oddities)
        heads = 0
        for row in within(table, "tr"):
            if row.find(f"{W_}trPr/{W_}del") is not None:
                self.oddities["A row of a table was deleted with tracked changes."] = None
                continue
            laid.begin(row)
            for cell in within(row, "tc"):
                lines: list[Line] = []
                for block in merged(list(self._blocks(cell, depth + 1))):
                    lines += block.lines if isinstance(block, Grid) else (block,)
                laid.put(cell, tuple(lines))
            if heads == len(laid.rows) - 1 and is_on(row.find(f"{W_}trPr"), "tblHeader"):
                heads += 1
        return laid.grid(heads)

    def _line(self, paragraph: etree._Element, contents: bool) -> tuple[Line, bool]:
        self.count += 1
        if self.count > _MOST_LINES:
            raise DocumentProblem(f"The Word file has more than {_MOST_LINES:,} paragraphs.")
        properties = paragraph.find(f"{W_}pPr")
        draft = Draft()
        in_contents = contents or self.inline.in_contents
        self.inline.read(paragraph, draft)
        in_contents = in_contents or self.inline.in_contents
        self._measure(draft)
        look = self._look(properties)
        list_, level, label = self._counted(properties, look)
        deleted = False
        if properties is not None:
            mark = properties.find(f"{W_}rPr")
            deleted = mark is not None and any(
                mark.find(f"{W_}{name}") is not None for name in ("del", "moveFrom")
            )
            for change in properties.findall(f"{W_}pPrChange"):
                draft.hands.append(hand(change, "formatted"))
        line = Line(
            look,
            tuple(joined(draft.stretches)),
            label,
            list_,
            level,
            tuple(draft.begins),
            tuple(draft.ends),
            "".join(draft.rejected),
            tuple(dict.fromkeys(draft.hands)),
            tuple(self.remarks[id_] for id_ in dict.fromkeys(draft.remarks) if id_ in self.remarks),
            in_contents or look.is_(*(f"toc{n}" for n in range(1, 10)), "tocheading"),
        )
        return line, deleted

    def _measure(self, draft: Draft) -> None:
        length = sum(len(each.words) for each in draft.stretches)
        self.length += length
        if length > _LONGEST or self.length > _LONGEST_FILE:
            raise DocumentProblem(
                f"A paragraph of the Word file has {length:,} characters (the most is "
                f"{_LONGEST:,}), or the whole more than {_LONGEST_FILE:,}. It is not taken."
            )

    def _look(self, properties: etree._Element | None) -> Look:
        style = None if properties is None else properties.find(f"{W_}pStyle")
        name = "Normal" if style is None else str(style.get(f"{W_}val") or "")
        look = self.looks.get(name, Look((name.lower(),)))
        outline = None if properties is None else properties.find(f"{W_}outlineLvl")
        if outline is not None and str(outline.get(f"{W_}val")).isdigit():
            look = replace(look, outline=int(str(outline.get(f"{W_}val"))))
        return look

    def _counted(self, properties: etree._Element | None, look: Look) -> tuple[str, int, str]:
        own = None if properties is None else properties.find(f"{W_}numPr")
        list_, level = look.list_, look.level
        if own is not None:
            number, depth = own.find(f"{W_}numId"), own.find(f"{W_}ilvl")
            list_ = list_ if number is None else str(number.get(f"{W_}val") or "")
            level = level if depth is None else int(str(depth.get(f"{W_}val") or "0"))
        if list_ in ("", "0"):
            return "", 0, ""
        if level is None:
            level = max(
                (self.counting.of_style(list_, name) for name in self._ids(look)), default=0
            )
        return list_, level, self.counting.label(list_, level)

    def _ids(self, look: Look) -> Iterator[str]:
        yield from (id_ for id_, each in self.looks.items() if each is look)
