"""Edits of a Word file as people make them in Word: on its XML, the way Word leaves it."""

import random
import re
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
WHO = {f"{W}author": "A. Officer", f"{W}date": "2011-05-05T10:00:00Z"}


class Edited:
    """A Word file that is being edited."""

    def __init__(self, file: bytes) -> None:
        with ZipFile(BytesIO(file)) as old:
            self.parts = {name: old.read(name) for name in old.namelist()}
        self.body: Any = etree.fromstring(self.parts["word/document.xml"])
        self.notes: Any = etree.fromstring(self.parts["word/footnotes.xml"])
        self._count = 900

    def saved(self) -> bytes:
        self.parts["word/document.xml"] = etree.tostring(self.body, xml_declaration=True)
        self.parts["word/footnotes.xml"] = etree.tostring(self.notes, xml_declaration=True)
        archive = BytesIO()
        with ZipFile(archive, "w", ZIP_DEFLATED) as new:
            for name, content in self.parts.items():
                new.writestr(name, content)
        return archive.getvalue()

    def paragraph(self, words: str) -> Any:
        """The paragraph that holds these words, in the body or in a note."""
        for root in (self.body, self.notes):
            for paragraph in root.iter(f"{W}p"):
                if words in said(paragraph) and not _in_contents(paragraph):
                    return paragraph
        raise LookupError(words)

    def reword(self, old: str, new: str) -> None:
        """Type over some words, within one run."""
        for root in (self.body, self.notes):
            for text in root.iter(f"{W}t"):
                if old in (text.text or "") and not _in_contents(text):
                    text.text = text.text.replace(old, new, 1)
                    return
        raise LookupError(old)

    def tracked(self, old: str, new: str) -> None:
        """The same with tracked changes."""
        for root in (self.body, self.notes):
            for text in root.iter(f"{W}t"):
                if old in (text.text or ""):
                    run = text.getparent()
                    head, _, tail = text.text.partition(old)
                    gone, came, rest = deepcopy(run), deepcopy(run), deepcopy(run)
                    _set(run, head)
                    _set(gone, old, "delText")
                    _set(came, new)
                    _set(rest, tail)
                    pieces = [self._change("del", gone)] if old else []
                    pieces += [self._change("ins", came)] if new else []
                    for piece in reversed([*pieces, rest]):
                        run.addnext(piece)
                    return
        raise LookupError(old)

    def _change(self, kind: str, run: Any) -> Any:
        self._count += 1
        change = etree.Element(f"{W}{kind}", {f"{W}id": str(self._count), **WHO})
        change.append(run)
        return change

    def behind(self, words: str, new: str, style: str = "NumberedParagraph") -> None:
        """A new paragraph behind the one that holds these words."""
        paragraph = etree.Element(f"{W}p")
        properties = etree.SubElement(paragraph, f"{W}pPr")
        etree.SubElement(properties, f"{W}pStyle", {f"{W}val": style})
        run = etree.SubElement(paragraph, f"{W}r")
        etree.SubElement(run, f"{W}t", {_SPACE: "preserve"}).text = new
        self.paragraph(words).addnext(paragraph)

    def split(self, at: str) -> None:
        """Press Enter before these words, which stand within one run."""
        paragraph = self.paragraph(at)
        second = etree.Element(f"{W}p")
        second.append(deepcopy(paragraph.find(f"{W}pPr")))
        for text in paragraph.iter(f"{W}t"):
            if at in (text.text or ""):
                run = text.getparent()
                head, _, tail = text.text.partition(at)
                rest = deepcopy(run)
                _set(rest, at + tail)
                following = list(run.itersiblings())
                _set(run, head)
                second.append(rest)
                for each in following:
                    second.append(each)
                paragraph.addnext(second)
                return

    def merge(self, words: str) -> None:
        """Take away the end of the paragraph that holds these words."""
        paragraph = self.paragraph(words)
        following = paragraph.getnext()
        for each in list(following):
            if each.tag != f"{W}pPr":
                paragraph.append(each)
        following.getparent().remove(following)

    def remove(self, words: str) -> None:
        paragraph = self.paragraph(words)
        paragraph.getparent().remove(paragraph)

    def move(self, words: str, behind: str) -> None:
        self.paragraph(behind).addnext(self.paragraph(words))

    def remark(self, words: str, said_: str) -> None:
        """A comment on the paragraph that holds these words."""
        paragraph = self.paragraph(words)
        for name in ("commentRangeStart", "commentRangeEnd"):
            etree.SubElement(paragraph, f"{W}{name}", {f"{W}id": "7"})
        run = etree.SubElement(paragraph, f"{W}r")
        etree.SubElement(run, f"{W}commentReference", {f"{W}id": "7"})
        self.parts["word/comments.xml"] = (
            f'<w:comments xmlns:w="{W.strip("{}")}"><w:comment w:id="7" w:author="A. Officer" '
            f'w:date="2011-05-05T10:00:00Z"><w:p><w:r><w:t>{said_}</w:t></w:r></w:p></w:comment>'
            "</w:comments>"
        ).encode()
        relations = self.parts["word/_rels/document.xml.rels"]
        self.parts["word/_rels/document.xml.rels"] = relations.replace(
            b"</Relationships>",
            b'<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/'
            b'2006/relationships/comments" Target="comments.xml"/></Relationships>',
        )

    def as_word_saves(self, seed: int = 1) -> None:
        """Part runs at random by session of editing, and strew marks of the spelling checker."""
        chance = random.Random(seed)
        for root in (self.body, self.notes):
            for text in list(root.iter(f"{W}t")):
                run, words = text.getparent(), text.text or ""
                alone = [each.tag for each in run if each.tag != f"{W}rPr"] == [f"{W}t"]
                if not alone or len(words) < 4 or chance.random() < 0.3:
                    continue
                at = chance.randrange(1, len(words))
                rest = deepcopy(run)
                _set(run, words[:at])
                _set(rest, words[at:])
                rest.set(f"{W}rsidR", f"{chance.randrange(16**8):08X}")
                run.addnext(rest)
                run.addnext(etree.Element(f"{W}proofErr", {f"{W}type": "spellStart"}))

    def everywhere(self, change: Callable[[str], str]) -> None:
        """Change the XML of every part as text."""
        self.parts = {
            name: change(content.decode()).encode() if name.endswith(".xml") else content
            for name, content in self.parts.items()
        }
        self.body = etree.fromstring(change(etree.tostring(self.body).decode()))
        self.notes = etree.fromstring(change(etree.tostring(self.notes).decode()))

    def without_bookmarks(self) -> None:
        self.everywhere(lambda xml: re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", xml))


def said(paragraph: Any) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


def _in_contents(element: Any) -> bool:
    return next(element.iterancestors(f"{W}sdt"), None) is not None


def _set(run: Any, words: str, tag: str = "t") -> None:
    for text in run.findall(f"{W}t"):
        text.tag, text.text = f"{W}{tag}", words
        text.set(_SPACE, "preserve")
