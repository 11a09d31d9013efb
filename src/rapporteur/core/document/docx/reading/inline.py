"""What stands in a line of a Word file: runs, fields, signs, pictures, and who changed them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from rapporteur.core.document.characters import plain
from rapporteur.core.document.docx.lines import SEQUENCE, Hand, Stretch
from rapporteur.core.document.docx.looks import Look, is_on
from rapporteur.core.document.docx.opening import Package
from rapporteur.core.document.docx.reading.elements import MATH, MC, R_, W_, chosen, hand, letters
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree import Emphasis

_DOCPR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"

DEEPEST = 40

_WITHIN = {
    f"{W_}{name}" for name in ("smartTag", "customXml", "sdtContent", "dir", "bdo", "ins", "moveTo")
}
_SIGNS = {
    f"{W_}tab": " ",
    f"{W_}ptab": " ",
    f"{W_}br": " ",
    f"{W_}cr": " ",
    f"{W_}noBreakHyphen": "\u2011",
    f"{W_}softHyphen": "\u00ad",
}
_DIRECTIONS = re.compile("[\u200e\u200f]")
_TARGET = re.compile(r"\s*(?:NOTE|PAGE)?REF\s+(\S+)|\s*(SEQ)\s", re.IGNORECASE)


@dataclass
class _Field:
    instruction: str = ""
    shows: bool = False


@dataclass
class Draft:
    """A line that is being read."""

    stretches: list[Stretch] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    begins: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    hands: list[Hand] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


class Inline:
    """Reads what stands in lines, one after the other: fields go on from line to line.

    relations: those of the part that is being read. oddities: what is no words, named. pictures:
    those met. marks: the signs of notes that were given by hand. called: the notes that are.
    names: of bookmarks, by their id.
    """

    def __init__(
        self, package: Package, looks: Mapping[str, Look], oddities: dict[str, None]
    ) -> None:
        self.package, self.looks, self.oddities = package, looks, oddities
        self.relations = package.relations(package.main)
        self.pictures: dict[str, bytes] = {}
        self.marks: dict[str, str] = {}
        self.called: set[str] = set()
        self.names: dict[str, str] = {}
        self.fields: list[_Field] = []

    @property
    def in_contents(self) -> bool:
        return any("TOC " in each.instruction for each in self.fields)

    def read(self, parent: etree._Element, draft: Draft, href: str = "", depth: int = 0) -> None:
        if depth > DEEPEST:
            raise DocumentProblem(
                "The Word file is nested deeper than any report. It is not taken."
            )
        for each in parent:
            tag = each.tag
            if tag == f"{W_}r":
                self._run(each, draft, href)
            elif tag in _WITHIN:
                if tag in (f"{W_}ins", f"{W_}moveTo"):
                    did = "inserted" if tag == f"{W_}ins" else "moved"
                    draft.hands.append(hand(each, did, "".join(letters(each, "t"))))
                    before = len(draft.rejected)
                    self.read(each, draft, href, depth + 1)
                    del draft.rejected[before:]
                else:
                    self.read(each, draft, href, depth + 1)
            elif tag in (f"{W_}del", f"{W_}moveFrom"):
                words = "".join(letters(each, "delText", "t"))
                draft.hands.append(hand(each, "deleted" if tag == f"{W_}del" else "moved", words))
                draft.rejected.append(plain(words))
            elif tag == f"{W_}hyperlink":
                relation = self.relations.get(str(each.get(f"{R_}id") or ""))
                target = relation.target if relation is not None and relation.outside else ""
                self.read(each, draft, target or href, depth + 1)
            elif tag == f"{W_}fldSimple":
                self.fields.append(_Field(str(each.get(f"{W_}instr") or ""), shows=True))
                self.read(each, draft, href, depth + 1)
                self.fields.pop()
            elif tag == f"{W_}sdt":
                inner = each.find(f"{W_}sdtContent")
                if inner is not None:
                    self.read(inner, draft, href, depth + 1)
            elif tag == f"{MC}AlternateContent":
                self.read(chosen(each), draft, href, depth + 1)
            elif tag == f"{W_}bookmarkStart":
                self.names[str(each.get(f"{W_}id"))] = str(each.get(f"{W_}name"))
                draft.begins.append(str(each.get(f"{W_}name")))
            elif tag == f"{W_}bookmarkEnd":
                draft.ends.append(self.names.get(str(each.get(f"{W_}id")), ""))
            elif tag in (f"{W_}commentRangeStart", f"{W_}commentReference"):
                draft.remarks.append(str(each.get(f"{W_}id")))
            elif tag.startswith(MATH):
                self.oddities["The file holds a formula, of which only the letters are kept."] = (
                    None
                )
                self._add(draft, Stretch(plain("".join(letters(each, "t")))))

    def _run(self, run: etree._Element, draft: Draft, href: str) -> None:
        properties = run.find(f"{W_}rPr")
        stretch = self._looked(properties, href)
        if properties is not None:
            for change in properties.findall(f"{W_}rPrChange"):
                draft.hands.append(hand(change, "formatted", "".join(letters(run, "t"))))
        custom = ""
        for each in run:
            tag = each.tag
            if tag == f"{W_}fldChar":
                self._field(str(each.get(f"{W_}fldCharType")))
            elif tag == f"{W_}instrText":
                if self.fields and not self.fields[-1].shows:
                    self.fields[-1].instruction += each.text or ""
            elif any(not field.shows for field in self.fields):
                continue  # what an instruction is made of, and no words
            elif tag == f"{W_}t" or tag in _SIGNS:
                words = plain((each.text or "") if tag == f"{W_}t" else _SIGNS[tag])
                if custom:
                    self.marks[custom] = self.marks.get(custom, "") + words.strip()
                else:
                    self._add(draft, replace(stretch, words=_DIRECTIONS.sub("", words)))
            elif tag == f"{W_}sym":
                self._add(draft, replace(stretch, words=self._sign(each)))
            elif tag in (f"{W_}footnoteReference", f"{W_}endnoteReference"):
                key = f"{tag.removeprefix(W_)[0]}{each.get(f'{W_}id')}"
                self._add(draft, Stretch(note=key))
                self.called.add(key)
                if each.get(f"{W_}customMarkFollows") in ("1", "true", "on"):
                    custom = key
                    self.marks[key] = ""
            elif tag == f"{W_}commentReference":
                draft.remarks.append(str(each.get(f"{W_}id")))
            elif tag == f"{MC}AlternateContent":
                self._drawn(chosen(each), draft)
            elif tag in (f"{W_}drawing", f"{W_}pict", f"{W_}object"):
                self._drawn(each, draft)
            elif tag == f"{W_}ruby":
                base = each.find(f"{W_}rubyBase")
                self._add(draft, replace(stretch, words=plain("".join(letters(base, "t")))))

    def _add(self, draft: Draft, stretch: Stretch) -> None:
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
        style = None if properties is None else properties.find(f"{W_}rStyle")
        name = "" if style is None else str(style.get(f"{W_}val") or "")
        look = self.looks.get(name, Look((name.lower(),) if name else ()))
        raised = None if properties is None else properties.find(f"{W_}vertAlign")
        is_link = look.is_("hyperlink", "internetlink")
        emphasis = Emphasis.NONE
        if look.is_("emphasis") or is_on(properties, "i") or (look.italic and not is_link):
            emphasis = Emphasis.ITALIC
        elif look.is_("strong") or is_on(properties, "b") or (look.bold and not is_link):
            emphasis = Emphasis.BOLD
        return Stretch(
            emphasis=emphasis,
            raised=(raised is not None and raised.get(f"{W_}val") == "superscript")
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
        code = int(str(element.get(f"{W_}char") or "0"), 16)
        if 0xE000 <= code <= 0xF8FF or code == 0:
            font = element.get(f"{W_}font")
            self.oddities[
                f"A sign of the font {font} (U+{code:04X}) has no letter: it was left out."
            ] = None
            return ""
        return plain(chr(code))

    def _drawn(self, element: etree._Element, draft: Draft) -> None:
        """A picture with its text alternative; words in a frame are kept as words of the line."""
        boxed = " ".join(
            plain("".join(letters(each, "t"))) for each in element.iter(f"{W_}txbxContent")
        ).strip()
        if boxed:
            self.oddities[f"Words stood in a frame of their own: “{boxed[:80]}”."] = None
            self._add(draft, Stretch(f" {boxed} "))
        for blip in element.iter(_BLIP):
            relation = self.relations.get(str(blip.get(f"{R_}embed") or ""))
            said = next(iter(element.iter(_DOCPR)), None)
            alternative = "" if said is None else plain(said.get("descr") or "")
            if relation is not None and relation.target in self.package.names:
                self.pictures[relation.target] = self.package.part(relation.target)
                draft.stretches.append(Stretch(picture=alternative, href=relation.target))
                continue
            self.oddities["A picture of the file is missing in it."] = None
        if not boxed and element.find(f".//{_BLIP}") is None:
            self.oddities["The file holds a drawing or an object, which was left out."] = None
