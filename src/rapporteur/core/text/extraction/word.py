"""The text of a Word document (ECMA-376, WordprocessingML): pages as Word last laid them out.

Where Word did not say how its pages fell, they are parted by the breaks that somebody made. What
was struck out with changes tracked is left out, what was put in is read; notes and comments stand
at the foot of the page that they belong to, numbers of lists before their paragraphs. Words that
are hidden are marked, and comments are. Headers and footers are left out.
"""

import io
import re
import zipfile
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapporteur.core.text import media
from rapporteur.core.text.beside import Beside, marked
from rapporteur.core.text.extraction import archives
from rapporteur.core.text.extraction.extracted import Extracted, Problem, finished
from rapporteur.core.text.extraction.flow import Flow, Full
from rapporteur.core.text.extraction.hiding import OFF, Runs, WordStyles
from rapporteur.core.text.extraction.numbered import Numbering
from rapporteur.core.text.extraction.package import Package, as_far_as_it_goes
from rapporteur.core.text.extraction.streamed import Attributes, Broken, Reader, whole_number
from rapporteur.core.text.extraction.symbols import of_font

_MAIN = "word/document.xml"
_SECTION = re.compile(rb"<\w+:sectPr(?:\s[^>]{0,500})?(?:/>|>.{0,5000}?</\w+:sectPr>)", re.DOTALL)
_SKIPPED = (
    "del moveFrom pPrChange rPrChange sectPrChange tblPrChange tcPrChange trPrChange tblGridChange "
    "numberingChange tabs rt"
)
Read = Callable[[bytes, str], Extracted]


def read_word(raw: bytes, read: Read) -> Extracted:
    """read: reads another file that stands in the document in place of words of its own, given its
    bytes and its name."""
    flow, problem = Flow(), None
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = _Parts(Package(archive))
            main, styles = parts.main(), parts.styles()
            reader = _Document(
                flow,
                styles,
                parts.notes(styles),
                parts.numbering(),
                parts.foreign(read),
                [b"continuous" in section for section in _SECTION.findall(main)],
            )
            reader.read(main)
            for words in parts.drawn(reader.hidden_links):
                flow.note(words, at_end=True)
    except Broken:
        problem = Problem.BROKEN_OFF
    except Full:
        problem = Problem.CUT
    except (*archives.FAULTS, KeyError):
        return Extracted((), media.DOCX, Problem.DAMAGED)
    told = finished(media.DOCX, flow.finish(), problem)
    if told.problem is Problem.BROKEN_OFF and not told.text.strip():
        return Extracted((), media.DOCX, Problem.DAMAGED)
    return told


class _Parts:
    """The parts of the file, by what the main one says that they are."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = package.main(_MAIN)
        self._linked = package.links(self._main)
        self._places = dict(self._linked.values())

    def main(self) -> bytes:
        return self._package.read(self._main)

    def styles(self) -> WordStyles:
        styles = WordStyles()
        self._read(styles, "styles")
        return styles

    def notes(self, styles: WordStyles) -> dict[tuple[str, str], str]:
        """By kind ("footnote", "endnote", "comment") and id."""
        notes = _Notes(styles)
        self._read(notes, "footnotes", "endnotes", "comments")
        return notes.found

    def numbering(self) -> Numbering:
        numbering = Numbering()
        self._read(numbering, "styles", "numbering")
        return numbering

    def _read(self, reader: Reader, *kinds: str) -> None:
        for kind in kinds:
            if kind in self._places:
                as_far_as_it_goes(reader, self._package.read(self._places[kind]))

    def foreign(self, read: Read) -> Callable[[str], str]:
        """What gives the words of a file that was put in (`altChunk`), by the id of its link."""

        @cache
        def words(key: str) -> str:
            _kind, to = self._linked.get(key, ("", ""))
            return read(self._package.read(to), to).text if to else ""

        return words

    def drawn(self, hidden: Container[str]) -> list[str]:
        """The words of diagrams and charts."""
        return self._package.words_beside(self._main, "diagramData", "chart", hidden=hidden)


class _Words(Runs):
    """Runs and paragraphs, wherever they stand."""

    skipped = frozenset(_SKIPPED.split())

    def __init__(self, flow: Flow, styles: WordStyles) -> None:
        super().__init__(styles)
        self.flow = flow
        self.fields: list[bool] = []  # of each field that is open, whether its result has begun
        self._in_words = False
        self._alternatives: list[int] = []  # what was written when each began
        self._begins = False  # whether a field does where a sign of it is
        self._checked = ""  # what a box of a form says of itself
        self._choices: list[str] = []  # of a list in a form, and which of them is chosen
        self._chosen = 0

    def words(self, words: str) -> None:
        if self._in_words:
            self.write(words)

    def write(self, words: str) -> None:
        """Not where a field says what it is; what it gives stands behind that."""
        if all(self.fields):
            self.flow.write(words, unseen=self.levels.hidden)

    def start_web_hidden(self, given: Attributes) -> None:
        """Not the number of a page in a list of contents, which is hidden so in each of them."""
        if not self.fields and given.get("val") not in OFF:
            self.levels.say(True)

    def start_t(self, _given: Attributes) -> None:
        self._in_words = True

    def end_t(self) -> None:
        self._in_words = False

    def end_p(self) -> None:
        self.flow.end_paragraph()
        super().end_p()

    def start_tab(self, _given: Attributes) -> None:
        self.write("\t")

    start_ptab = start_tab

    def start_br(self, given: Attributes) -> None:
        if given.get("type") == "page":
            self.flow.new_page()
        else:
            self.write("\n")

    def start_cr(self, _given: Attributes) -> None:
        self.write("\n")

    def start_no_break_hyphen(self, _given: Attributes) -> None:
        self.write("\N{NON-BREAKING HYPHEN}")

    def start_soft_hyphen(self, _given: Attributes) -> None:
        self.write("\N{SOFT HYPHEN}")

    def start_sym(self, given: Attributes) -> None:
        self.write(of_font(given.get("font", ""), given.get("char", "")))

    # Fields (17.16): what they say they are, then what they give.

    def start_fld_char(self, given: Attributes) -> None:
        kind = given.get("fldCharType")
        if kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()
        self._begins = kind == "begin"

    def end_fld_char(self) -> None:
        if self._begins:  # behind what it holds, the boxes and lists of a form
            self.fields.append(False)

    def start_check_box(self, _given: Attributes) -> None:
        self._checked = ""

    def start_default(self, given: Attributes) -> None:
        self._checked = self._checked or given.get("val", "1")

    def start_checked(self, given: Attributes) -> None:
        self._checked = given.get("val", "1")

    def end_check_box(self) -> None:
        self.write("☐" if self._checked in ("", *OFF) else "☒")

    def start_dd_list(self, _given: Attributes) -> None:
        self._chosen, self._choices = 0, []

    def start_result(self, given: Attributes) -> None:
        self._chosen = whole_number(given.get("val")) or 0

    def start_list_entry(self, given: Attributes) -> None:
        self._choices.append(given.get("val", ""))

    def end_dd_list(self) -> None:
        self.write("".join(self._choices[self._chosen : self._chosen + 1]))

    # What is drawn in a new way and, for older programs, in an old way too is read once.

    def start_alternate_content(self, _given: Attributes) -> None:
        self._alternatives.append(self.flow.mark())

    def start_fallback(self, _given: Attributes) -> None:
        if self._alternatives and self.flow.mark() > self._alternatives[-1]:
            self.silent += 1

    def end_alternate_content(self) -> None:
        if self._alternatives:
            self._alternatives.pop()

    # Formulas

    def end_num(self) -> None:
        self.write("/")

    def start_sup(self, _given: Attributes) -> None:
        self.write("^")


class _Notes(_Words):
    """Notes and comments, each by itself."""

    def __init__(self, styles: WordStyles) -> None:
        super().__init__(Flow(), styles)
        self._id = ""
        self.found: dict[tuple[str, str], str] = {}

    def _begin(self, given: Attributes) -> None:
        self.flow, self._id = Flow(), given.get("id", "")

    start_footnote = start_endnote = start_comment = _begin

    def end_footnote(self) -> None:
        self._keep("footnote")

    def end_endnote(self) -> None:
        self._keep("endnote")

    def end_comment(self) -> None:
        self._keep("comment")

    def _keep(self, kind: str) -> None:
        self.found[kind, self._id] = "\n\n".join(filter(None, self.flow.finish()))


@dataclass
class _Properties:
    """What a paragraph says of itself before its words."""

    style: str = ""
    list: str | None = None
    level: int | None = None
    on_new_page: bool = False


class _Document(_Words):
    """The main text. flows_on: of each section, whether it begins on the page of the one before."""

    def __init__(
        self,
        flow: Flow,
        styles: WordStyles,
        notes: Mapping[tuple[str, str], str],
        numbering: Numbering,
        foreign: Callable[[str], str],
        flows_on: Sequence[bool],
    ) -> None:
        super().__init__(flow, styles)
        self._notes, self._numbering, self._foreign = notes, numbering, foreign
        self._flows_on, self._section, self._section_ends = flows_on, 0, False
        self._rows = 0  # that are open
        self._around: list[list[bool]] = []  # the fields around each box that is open
        self._properties: _Properties | None = None

    def start_p_pr(self, _given: Attributes) -> None:
        self._properties = _Properties()

    def end_p_pr(self) -> None:
        of, self._properties = self._properties, None
        if of is None:
            return
        if of.on_new_page and not self._rows:
            self.flow.new_page(unless_new=True)
        if label := self._numbering.label(of.style, of.list, of.level):
            self.write(f"{label} ")

    def start_p_style(self, given: Attributes) -> None:
        super().start_p_style(given)
        if self._properties:
            self._properties.style = given.get("val", "")

    def start_num_id(self, given: Attributes) -> None:
        if self._properties:
            self._properties.list = given.get("val", "")

    def start_ilvl(self, given: Attributes) -> None:
        if self._properties:
            self._properties.level = whole_number(given.get("val"))

    def start_page_break_before(self, given: Attributes) -> None:
        if self._properties:
            self._properties.on_new_page = given.get("val") not in OFF

    def start_sect_pr(self, _given: Attributes) -> None:
        self._section += 1
        self._section_ends = self._properties is not None

    def end_p(self) -> None:
        super().end_p()
        if self._section_ends and not self._around:
            self._section_ends = False
            if not any(self._flows_on[self._section : self._section + 1]):
                self.flow.new_page(unless_new=True)

    def start_last_rendered_page_break(self, _given: Attributes) -> None:
        self.flow.drawn_page()

    def start_tr(self, _given: Attributes) -> None:
        self._rows += 1
        self.flow.start_row()

    def end_tc(self) -> None:
        self.flow.end_cell()

    def end_tr(self) -> None:
        self._rows -= 1
        self.flow.end_row()

    def start_txbx_content(self, _given: Attributes) -> None:
        self.flow.open_box()
        self._around.append(self.fields)
        self.fields = []

    def end_txbx_content(self) -> None:
        self.flow.close_box()
        if self._around:
            self.fields = self._around.pop()

    def start_footnote_reference(self, given: Attributes) -> None:
        self._refer("footnote", given)

    def start_endnote_reference(self, given: Attributes) -> None:
        self._refer("endnote", given)

    def _refer(self, kind: str, given: Attributes) -> None:
        words = self._notes.get((kind, given.get("id", "")), "")
        note = f"{self.flow.number()} {words.strip()}"
        if self.levels.hidden:
            note = marked(note, Beside.HIDDEN)
        self.flow.note(note, at_end=kind == "endnote")

    def start_comment_reference(self, given: Attributes) -> None:
        self.flow.note(marked(self._notes.get(("comment", given.get("id", "")), "")))

    def start_alt_chunk(self, given: Attributes) -> None:
        self.write(self._foreign(given.get("id", "")))
        self.flow.end_paragraph()
