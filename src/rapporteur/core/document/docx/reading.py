"""Reading a Word file: `read` gives what it says, whoever wrote it.

Tracked changes are read as accepted. What is no words (drawings, formulas, objects) is named among
the oddities, and what words it holds are kept.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from rapporteur.core.document.characters import plain
from rapporteur.core.document.docx.counting import Counting, counting
from rapporteur.core.document.docx.lines import (
    SEQUENCE,
    Grid,
    Hand,
    Line,
    Note,
    Remark,
    Stretch,
    WordFile,
)
from rapporteur.core.document.docx.looks import Look, is_on, looks
from rapporteur.core.document.docx.markup import R, W
from rapporteur.core.document.docx.opening import Package, opened
from rapporteur.core.document.docx.package import SOURCE
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree import Emphasis

_W, _R = f"{{{W}}}", f"{{{R}}}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DOCPR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"

_LONGEST = 200_000
"""Characters of a paragraph; and of a whole file:"""
_LONGEST_FILE = 10_000_000
_MOST_LINES = 100_000
_DEEPEST = 40

_WITHIN = {
    f"{_W}{name}" for name in ("smartTag", "customXml", "sdtContent", "dir", "bdo", "ins", "moveTo")
}
_SIGNS = {
    f"{_W}tab": " ",
    f"{_W}ptab": " ",
    f"{_W}br": " ",
    f"{_W}cr": " ",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}
_DIRECTIONS = re.compile("[\u200e\u200f]")
_TARGET = re.compile(r"\s*(?:NOTE|PAGE)?REF\s+(\S+)|\s*(SEQ)\s", re.IGNORECASE)


def read(content: bytes) -> WordFile:
    """Return what a .docx file says; raises `DocumentProblem` where it is not taken."""
    return _Reading(opened(content)).whole()


@dataclass
class _Field:
    instruction: str = ""
    shows: bool = False


@dataclass
class _Draft:
    """A line that is being read."""

    stretches: list[Stretch] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    begins: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    hands: list[Hand] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


class _Reading:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.looks = looks(self._first("styles"))
        self.counting: Counting = counting(self._first("numbering"))
        self.relations = package.relations(package.main)
        self.remarks = self._remarks()
        self.oddities: dict[str, None] = {}
        self.pictures: dict[str, bytes] = {}
        self.marks: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.fields: list[_Field] = []
        self.length = self.count = 0

    def whole(self) -> WordFile:
        package = self.package
        root = package.xml(package.main)
        body = None if root is None else root.find(f"{_W}body")
        if body is None:
            raise DocumentProblem("The Word file has no body. Save it anew, and send that.")
        blocks = tuple(_merged(list(self._blocks(body, 0))))
        notes = {**self._notes("footnote"), **self._notes("endnote")}
        core = next((n for n in package.names if n.lower() == "docprops/core.xml"), "")
        properties = package.xml(core) if core else None
        return WordFile(
            blocks,
            notes,
            tuple(self._header(name) for name in sorted(package.related("header"))),
            self.pictures,
            language=_text_of(properties, f"{_DC}language"),
            title=plain(_text_of(properties, f"{_DC}title")),
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
            str(each.get(f"{_W}id")): Remark(
                plain(each.get(f"{_W}author") or ""),
                each.get(f"{_W}date") or "",
                plain(" ".join(_letters(each, "p"))),
            )
            for each in (() if root is None else root.iter(f"{_W}comment"))
        }

    def _header(self, name: str) -> str:
        """The words of a header, without what its fields show."""
        root = self.package.xml(name)
        return "" if root is None else plain(" ".join(_letters(root, "p"))).strip()

    def _notes(self, kind: str) -> dict[str, Note]:
        name = next(self.package.related(f"{kind}s"), "")
        root = self.package.xml(name) if name else None
        self.relations = self.package.relations(name) if name else {}
        found = {}
        for each in () if root is None else root.findall(f"{_W}{kind}"):
            if each.get(f"{_W}type", "normal") not in ("normal", "0"):
                continue
            key = f"{kind[0]}{each.get(f'{_W}id')}"
            lines = [
                line for line in _merged(list(self._blocks(each, 0))) if isinstance(line, Line)
            ]
            mark = self.marks.get(key, "")
            found[key] = Note(tuple(_unmarked(lines, mark)), mark)
        return found

    # Blocks

    def _blocks(
        self, parent: etree._Element, depth: int, contents: bool = False
    ) -> Iterator[tuple[Line | Grid, bool]]:
        """Yield each line and table, with whether the mark at the end of the line was deleted."""
        if depth > _DEEPEST:
            raise DocumentProblem(
                "The Word file is nested deeper than any report. It is not taken."
            )
        for each in parent:
            match each.tag:
                case tag if tag == f"{_W}p":
                    yield self._line(each, contents)
                case tag if tag == f"{_W}tbl":
                    yield self._grid(each, depth), False
                case tag if tag == f"{_W}sdt":
                    inner = each.find(f"{_W}sdtContent")
                    gallery = each.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
                    is_contents = (
                        gallery is not None
                        and "contents" in str(gallery.get(f"{_W}val") or "").lower()
                    )
                    if inner is not None:
                        yield from self._blocks(inner, depth + 1, contents or is_contents)
                case tag if tag in (f"{_W}customXml", f"{_W}ins", f"{_W}moveTo"):
                    yield from self._blocks(each, depth + 1, contents)
                case tag if tag == f"{_MC}AlternateContent":
                    yield from self._blocks(_chosen(each), depth + 1, contents)
                case tag if tag == f"{_W}altChunk":
                    self.oddities["The file holds another file inside it, which was not read."] = (
                        None
                    )
                case tag if tag == f"{_W}bookmarkStart":
                    self.names[str(each.get(f"{_W}id"))] = str(each.get(f"{_W}name"))

    def _grid(self, table: etree._Element, depth: int) -> Grid:
        style = table.find(f"{_W}tblPr/{_W}tblStyle")
        name = "" if style is None else str(style.get(f"{_W}val") or "")
        look = self.looks.get(name, Look((name.lower(),)))
        rows: list[tuple[tuple[Line, ...], ...]] = []
        heads = 0
        for row in _within(table, "tr"):
            if row.find(f"{_W}trPr/{_W}del") is not None:
                self.oddities["A row of a table was deleted with tracked changes."] = None
                continue
            cells: list[tuple[Line, ...]] = []
            for cell in _within(row, "tc"):
                lines: list[Line] = []
                for block in _merged(list(self._blocks(cell, depth + 1))):
                    lines += block.lines if isinstance(block, Grid) else (block,)
                cells.append(tuple(lines))
                span = cell.find(f"{_W}tcPr/{_W}gridSpan")
                wide = str(span.get(f"{_W}val") or "1") if span is not None else "1"
                cells += [()] * min(63, int(wide) - 1 if wide.isdigit() else 0)
            if heads == len(rows) and is_on(row.find(f"{_W}trPr"), "tblHeader"):
                heads += 1
            rows.append(tuple(cells))
        return Grid(tuple(rows), heads, look.is_("mastheadtable"))

    def _line(self, paragraph: etree._Element, contents: bool) -> tuple[Line, bool]:
        self.count += 1
        if self.count > _MOST_LINES:
            raise DocumentProblem(f"The Word file has more than {_MOST_LINES:,} paragraphs.")
        properties = paragraph.find(f"{_W}pPr")
        draft = _Draft()
        in_contents = contents or any("TOC " in each.instruction for each in self.fields)
        self._inline(paragraph, draft, "", 0)
        in_contents = in_contents or any("TOC " in each.instruction for each in self.fields)
        self._measure(draft)
        look = self._look(properties)
        list_, level, label = self._counted(properties, look)
        deleted = False
        if properties is not None:
            mark = properties.find(f"{_W}rPr")
            deleted = mark is not None and any(
                mark.find(f"{_W}{name}") is not None for name in ("del", "moveFrom")
            )
            for change in properties.findall(f"{_W}pPrChange"):
                draft.hands.append(_hand(change, "formatted"))
        line = Line(
            look,
            tuple(_joined(draft.stretches)),
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

    def _measure(self, draft: _Draft) -> None:
        length = sum(len(each.words) for each in draft.stretches)
        self.length += length
        if length > _LONGEST or self.length > _LONGEST_FILE:
            raise DocumentProblem(
                f"A paragraph of the Word file has {length:,} characters (the most is "
                f"{_LONGEST:,}), or the whole more than {_LONGEST_FILE:,}. It is not taken."
            )

    def _look(self, properties: etree._Element | None) -> Look:
        style = None if properties is None else properties.find(f"{_W}pStyle")
        name = "Normal" if style is None else str(style.get(f"{_W}val") or "")
        look = self.looks.get(name, Look((name.lower(),)))
        outline = None if properties is None else properties.find(f"{_W}outlineLvl")
        if outline is not None and str(outline.get(f"{_W}val")).isdigit():
            look = replace(look, outline=int(str(outline.get(f"{_W}val"))))
        return look

    def _counted(self, properties: etree._Element | None, look: Look) -> tuple[str, int, str]:
        own = None if properties is None else properties.find(f"{_W}numPr")
        list_, level = look.list_, look.level
        if own is not None:
            number, depth = own.find(f"{_W}numId"), own.find(f"{_W}ilvl")
            list_ = list_ if number is None else str(number.get(f"{_W}val") or "")
            level = level if depth is None else int(str(depth.get(f"{_W}val") or "0"))
        if list_ in ("", "0"):
            return "", 0, ""
        if level is None:
            level = max(
                (self.counting.of_style(list_, name) for name in self._ids(look)), default=0
            )
        return list_, level, self.counting.label(list_, level)

    def _ids(self, look: Look) -> Iterator[str]:
        yield from (id_ for id_, each in self.looks.items() if each is look)

    # What stands in a line

    def _inline(self, parent: etree._Element, draft: _Draft, href: str, depth: int) -> None:
        if depth > _DEEPEST:
            raise DocumentProblem(
                "The Word file is nested deeper than any report. It is not taken."
            )
        for each in parent:
            tag = each.tag
            if tag == f"{_W}r":
                self._run(each, draft, href)
            elif tag in _WITHIN:
                if tag in (f"{_W}ins", f"{_W}moveTo"):
                    did = "inserted" if tag == f"{_W}ins" else "moved"
                    draft.hands.append(_hand(each, did, "".join(_letters(each, "t"))))
                    before = len(draft.rejected)
                    self._inline(each, draft, href, depth + 1)
                    del draft.rejected[before:]
                else:
                    self._inline(each, draft, href, depth + 1)
            elif tag in (f"{_W}del", f"{_W}moveFrom"):
                words = "".join(_letters(each, "delText", "t"))
                draft.hands.append(_hand(each, "deleted" if tag == f"{_W}del" else "moved", words))
                draft.rejected.append(plain(words))
            elif tag == f"{_W}hyperlink":
                relation = self.relations.get(str(each.get(f"{_R}id") or ""))
                target = relation.target if relation is not None and relation.outside else ""
                self._inline(each, draft, target or href, depth + 1)
            elif tag == f"{_W}fldSimple":
                self.fields.append(_Field(str(each.get(f"{_W}instr") or ""), shows=True))
                self._inline(each, draft, href, depth + 1)
                self.fields.pop()
            elif tag == f"{_W}sdt":
                inner = each.find(f"{_W}sdtContent")
                if inner is not None:
                    self._inline(inner, draft, href, depth + 1)
            elif tag == f"{_MC}AlternateContent":
                self._inline(_chosen(each), draft, href, depth + 1)
            elif tag == f"{_W}bookmarkStart":
                self.names[str(each.get(f"{_W}id"))] = str(each.get(f"{_W}name"))
                draft.begins.append(str(each.get(f"{_W}name")))
            elif tag == f"{_W}bookmarkEnd":
                draft.ends.append(self.names.get(str(each.get(f"{_W}id")), ""))
            elif tag in (f"{_W}commentRangeStart", f"{_W}commentReference"):
                draft.remarks.append(str(each.get(f"{_W}id")))
            elif tag.startswith(_M):
                self.oddities["The file holds a formula, of which only the letters are kept."] = (
                    None
                )
                self._add(draft, Stretch(plain("".join(_letters(each, "t")))))

    def _run(self, run: etree._Element, draft: _Draft, href: str) -> None:
        properties = run.find(f"{_W}rPr")
        stretch = self._looked(properties, href)
        if properties is not None:
            for change in properties.findall(f"{_W}rPrChange"):
                draft.hands.append(_hand(change, "formatted", "".join(_letters(run, "t"))))
        custom = ""
        for each in run:
            tag = each.tag
            if tag == f"{_W}fldChar":
                self._field(str(each.get(f"{_W}fldCharType")))
            elif tag == f"{_W}instrText":
                if self.fields and not self.fields[-1].shows:
                    self.fields[-1].instruction += each.text or ""
            elif any(not field.shows for field in self.fields):
                continue  # what an instruction is made of, and no words
            elif tag == f"{_W}t" or tag in _SIGNS:
                words = plain((each.text or "") if tag == f"{_W}t" else _SIGNS[tag])
                if custom:
                    self.marks[custom] = self.marks.get(custom, "") + words.strip()
                else:
                    self._add(draft, replace(stretch, words=_DIRECTIONS.sub("", words)))
            elif tag == f"{_W}sym":
                self._add(draft, replace(stretch, words=self._sign(each)))
            elif tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                key = f"{tag.removeprefix(_W)[0]}{each.get(f'{_W}id')}"
                self._add(draft, Stretch(note=key))
                if each.get(f"{_W}customMarkFollows") in ("1", "true", "on"):
                    custom = key
                    self.marks[key] = ""
            elif tag == f"{_W}commentReference":
                draft.remarks.append(str(each.get(f"{_W}id")))
            elif tag == f"{_MC}AlternateContent":
                self._drawn(_chosen(each), draft)
            elif tag in (f"{_W}drawing", f"{_W}pict", f"{_W}object"):
                self._drawn(each, draft)
            elif tag == f"{_W}ruby":
                base = each.find(f"{_W}rubyBase")
                self._add(draft, replace(stretch, words=plain("".join(_letters(base, "t")))))

    def _add(self, draft: _Draft, stretch: Stretch) -> None:
        target = next(
            (
                found.group(1) or SEQUENCE
                for each in self.fields
                if (found := _TARGET.match(each.instruction))
            ),
            "",
        )
        draft.stretches.append(replace(stretch, field=target))
        draft.rejected.append(stretch.words)

    def _looked(self, properties: etree._Element | None, href: str) -> Stretch:
        style = None if properties is None else properties.find(f"{_W}rStyle")
        name = "" if style is None else str(style.get(f"{_W}val") or "")
        look = self.looks.get(name, Look((name.lower(),) if name else ()))
        raised = None if properties is None else properties.find(f"{_W}vertAlign")
        is_link = look.is_("hyperlink", "internetlink")
        emphasis = Emphasis.NONE
        if look.is_("emphasis") or is_on(properties, "i") or (look.italic and not is_link):
            emphasis = Emphasis.ITALIC
        elif look.is_("strong") or is_on(properties, "b") or (look.bold and not is_link):
            emphasis = Emphasis.BOLD
        return Stretch(
            emphasis=emphasis,
            raised=(raised is not None and raised.get(f"{_W}val") == "superscript")
            or look.is_("footnotereference", "footnotecharacters", "footnoteanchor"),
            href=href,
            names_number=look.is_("headingnumber"),
        )

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif self.fields and kind == "separate":
            self.fields[-1].shows = True
        elif self.fields and kind == "end":
            self.fields.pop()

    def _sign(self, element: etree._Element) -> str:
        """A sign named by its place in a font; those of private use have no meaning elsewhere."""
        code = int(str(element.get(f"{_W}char") or "0"), 16)
        if 0xE000 <= code <= 0xF8FF or code == 0:
            font = element.get(f"{_W}font")
            self.oddities[
                f"A sign of the font {font} (U+{code:04X}) has no letter: it was left out."
            ] = None
            return ""
        return plain(chr(code))

    def _drawn(self, element: etree._Element, draft: _Draft) -> None:
        """A picture with its text alternative; words in a frame are kept as words of the line."""
        boxed = " ".join(
            plain("".join(_letters(each, "t"))) for each in element.iter(f"{_W}txbxContent")
        ).strip()
        if boxed:
            self.oddities[f"Words stood in a frame of their own: “{boxed[:80]}”."] = None
            self._add(draft, Stretch(f" {boxed} "))
        for blip in element.iter(_BLIP):
            relation = self.relations.get(str(blip.get(f"{_R}embed") or ""))
            said = next(iter(element.iter(_DOCPR)), None)
            alternative = "" if said is None else plain(said.get("descr") or "")
            if relation is not None and relation.target in self.package.names:
                self.pictures[relation.target] = self.package.part(relation.target)
                draft.stretches.append(Stretch(picture=alternative, href=relation.target))
                continue
            self.oddities["A picture of the file is missing in it."] = None
        if not boxed and element.find(f".//{_BLIP}") is None:
            self.oddities["The file holds a drawing or an object, which was left out."] = None


def _merged(blocks: list[tuple[Line | Grid, bool]]) -> Iterator[Line | Grid]:
    """Join each line whose end was deleted with the one that follows, as accepting does."""
    held: Line | None = None
    for block, open_ended in blocks:
        if isinstance(block, Grid):
            if held is not None:
                yield held
            held = None
            yield block
            continue
        if held is not None:
            block = _after(held, block)
        held = block if open_ended else None
        if not open_ended:
            yield block
    if held is not None:
        yield held


def _after(first: Line, second: Line) -> Line:
    return replace(
        second,
        stretches=tuple(_joined([*first.stretches, *second.stretches])),
        begins=first.begins + second.begins,
        ends=first.ends + second.ends,
        hands=tuple(dict.fromkeys(first.hands + second.hands)),
        remarks=tuple(dict.fromkeys(first.remarks + second.remarks)),
    )


def _joined(stretches: list[Stretch]) -> Iterator[Stretch]:
    """Join neighbours that only Word parts: by session of editing, by its checks."""
    held: Stretch | None = None
    for each in stretches:
        if each.note or each.picture is not None:
            if held is not None:
                yield held
            held = None
            yield each
        elif held is not None and replace(held, words="") == replace(each, words=""):
            held = replace(held, words=held.words + each.words)
        elif each.words:
            if held is not None:
                yield held
            held = each
    if held is not None:
        yield held


def _unmarked(lines: list[Line], mark: str) -> Iterator[Line]:
    """The lines of a note without the sign of the note at its head."""
    for index, line in enumerate(lines):
        stretches = list(line.stretches)
        if index == 0:
            while stretches and stretches[0].raised and not stretches[0].note:
                stretches.pop(0)
            if mark and stretches and stretches[0].words.lstrip().startswith(mark):
                first = stretches[0]
                stretches[0] = replace(first, words=first.words.lstrip()[len(mark) :])
            if stretches:
                stretches[0] = replace(stretches[0], words=stretches[0].words.lstrip(" "))
        yield replace(line, stretches=tuple(each for each in stretches if each != Stretch()))


def _hand(element: etree._Element, did: str, words: str = "") -> Hand:
    author, date = element.get(f"{_W}author") or "", element.get(f"{_W}date") or ""
    return Hand(plain(author), plain(date), did, plain(words))


def _chosen(element: etree._Element) -> etree._Element:
    """What a newer Word shows of several forms of the same thing."""
    for name in ("Choice", "Fallback"):
        found = element.find(f"{_MC}{name}")
        if found is not None:
            return found
    return element


def _within(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows and cells, those inside content controls too."""
    for each in parent:
        if each.tag == f"{_W}{name}":
            yield each
        elif each.tag == f"{_W}sdt":
            inner = each.find(f"{_W}sdtContent")
            if inner is not None:
                yield from _within(inner, name)
        elif each.tag in (f"{_W}customXml", f"{_W}ins"):
            yield from _within(each, name)


def _letters(element: etree._Element | None, *names: str) -> Iterator[str]:
    """The words of an element: of its `t`, `delText`, or of each `p` as one."""
    if element is None:
        return
    if names == ("p",):
        for paragraph in element.iter(f"{_W}p"):
            yield "".join(_letters(paragraph, "t"))
        return
    for each in element.iter():
        if isinstance(each.tag, str) and etree.QName(each).localname in names:
            yield each.text or ""


def _text_of(root: etree._Element | None, tag: str) -> str:
    found = None if root is None else root.find(tag)
    return "" if found is None else (found.text or "").strip()
