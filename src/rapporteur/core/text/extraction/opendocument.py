"""The text of OpenDocument (OASIS ODF 1.3): a text in pages as they were last laid out, a
presentation or a drawing in its own pages.

What was struck out with changes tracked is left out; notes and comments stand at the foot of the
page that they belong to, numbers of lists before their paragraphs. Words that are hidden are
marked, and comments are. Headers and footers are left out.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field

from rapporteur.core.text.beside import marked
from rapporteur.core.text.extraction import archives
from rapporteur.core.text.extraction.counting import LATIN, lettered, roman
from rapporteur.core.text.extraction.extracted import Extracted, Problem, finished
from rapporteur.core.text.extraction.flow import Flow, Full, Place
from rapporteur.core.text.extraction.hiding import Levels
from rapporteur.core.text.extraction.streamed import Attributes, Broken, Reader, whole_number

_BLANK = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 1000
_DEEPEST = 100  # styles that one goes back to
_LONGEST = 1_000  # characters that stand before or behind a number
_BULLET = "•"
_SKIPPED = (
    "tracked-changes note-citation title desc ruby-text creator date creator-initials date-string "
    "header footer header-left footer-left header-first footer-first master-styles page-thumbnail"
)


def read_opendocument(raw: bytes, kind: str) -> Extracted:
    """raw: an archive, or the one XML file of a flat document."""
    flow, problem = Flow(), None
    try:
        reader = _Document(flow)
        for part in _parts(raw):
            reader.read(part)
    except Broken:
        problem = Problem.BROKEN_OFF
    except Full:
        problem = Problem.CUT
    except (*archives.FAULTS, KeyError):
        return Extracted((), kind, Problem.DAMAGED)
    told = finished(kind, flow.finish(), problem)
    if told.problem is Problem.BROKEN_OFF and not told.text.strip():
        return Extracted((), kind, Problem.DAMAGED)
    return told


def _parts(raw: bytes) -> list[bytes]:
    if not raw.startswith(b"PK"):
        return [raw]
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        styles = ["styles.xml"] if "styles.xml" in archive.namelist() else []
        return [archive.read(name) for name in (*styles, "content.xml")]


@dataclass
class _Style:
    """before, behind: whether a page breaks there."""

    parent: str = ""
    before: bool | None = None
    behind: bool | None = None
    hidden: bool | None = None  # what is in it


@dataclass
class _Paragraph:
    """boxed: whether it has a box of its own. behind: whether a page ends with it. since: where it
    began in what is written."""

    boxed: bool
    behind: bool
    since: Place
    hidden: bool = False


@dataclass(frozen=True)
class _Level:
    form: str = ""
    before: str = ""
    behind: str = ""
    start: int = 1
    levels: int = 1  # whose numbers are written
    bullet: bool = False


@dataclass
class _List:
    style: str
    counts: dict[int, int] = field(default_factory=dict)
    waits: bool = False  # for the first paragraph of an item, before which its number stands


class _Document(Reader):
    skipped = frozenset(_SKIPPED.split())

    def __init__(self, flow: Flow) -> None:
        super().__init__()
        self._flow = flow
        self._open = [0]  # paragraphs, in the text and in each box that is open
        self._paragraphs: list[_Paragraph] = []  # that are open
        self._blank = True  # whether what was written ends with one
        self._marks: list[tuple[str, bool]] = []
        self._in_notes = False
        self._unshown = ""  # of a text that has another where a condition holds
        self._hiding = Levels()
        self._styles: dict[tuple[str, str], _Style] = {}  # by their family and name
        self._style = _Style()
        self._kinds: dict[str, dict[int, _Level]] = {}
        self._levels: dict[int, _Level] = {}
        self._lists: list[_List] = []
        self._last: dict[str, dict[int, int]] = {}  # the counts of the list before, by style

    # Words

    def words(self, words: str) -> None:
        if self._open[-1]:
            words = _BLANK.sub(" ", words)
            self._write(words.removeprefix(" ") if self._blank else words)

    def _write(self, words: str) -> None:
        if words:
            self._flow.write(words, unseen=self._hiding.hidden)
            self._blank = words.endswith(" ")

    def start_s(self, given: Attributes) -> None:
        self._write(" " * min(whole_number(given.get("c")) or 1, _MOST_SPACES))
        self._blank = False

    def start_tab(self, _given: Attributes) -> None:
        self._write("\t")

    def start_line_break(self, _given: Attributes) -> None:
        self._write("\n")
        self._blank = True

    # Paragraphs

    def start_p(self, given: Attributes) -> None:
        boxed = bool(self._open[-1])
        if boxed:
            self._open_box()
        style = self._of("paragraph", given)
        self._hiding.open_around(styled=bool(style.hidden))
        if style.before:
            self._flow.new_page(unless_new=True)
        self._paragraphs.append(_Paragraph(boxed, bool(style.behind), self._flow.here()))
        self._open[-1] += 1
        self._blank = True
        if self._lists and self._lists[-1].waits:
            self._lists[-1].waits = False
            if label := self._label():
                self._write(f"{label} ")

    start_h = start_p

    def end_p(self) -> None:
        if not self._paragraphs:
            return
        ended = self._paragraphs.pop()
        self._hiding.close()
        if ended.hidden:
            self._flow.hide(ended.since)
        self._flow.end_paragraph()
        self._open[-1] -= 1
        if ended.boxed:
            self._close_box()
        elif ended.behind:
            self._flow.new_page()

    end_h = end_p

    def start_span(self, given: Attributes) -> None:
        self._hiding.open_within()
        hidden = self._of("text", given).hidden
        if hidden is not None:
            self._hiding.say(hidden)

    def end_span(self) -> None:
        self._hiding.close()

    start_a, end_a = start_span, end_span

    def start_soft_page_break(self, _given: Attributes) -> None:
        self._flow.drawn_page()

    def start_table(self, given: Attributes) -> None:
        if self._of("table", given).before:
            self._flow.new_page(unless_new=True)

    def start_table_row(self, _given: Attributes) -> None:
        self._flow.start_row()

    def end_table_cell(self) -> None:
        self._flow.end_cell()

    def end_table_row(self) -> None:
        self._flow.end_row()

    def start_page(self, given: Attributes) -> None:
        self._hiding.open_around(hidden=bool(self._of("drawing-page", given).hidden))

    def end_page(self) -> None:
        self._flow.new_page()
        self._hiding.close()

    # What is hidden besides, by itself or by a condition that did not hold when the file was saved

    def start_section(self, given: Attributes) -> None:
        held = given.get("is-hidden") != "false"
        hidden = given.get("display") == "none" or (given.get("display") == "condition" and held)
        self._hiding.open_around(hidden=hidden)

    def end_section(self) -> None:
        self._hiding.close()

    def start_frame(self, given: Attributes) -> None:
        """A shape; that it is not shown, LibreOffice says as OpenDocument does of a layer."""
        self._hiding.open_around(hidden=given.get("display") in ("none", "printer"))

    start_g = start_custom_shape = start_rect = start_ellipse = start_frame

    def end_frame(self) -> None:
        self._hiding.close()

    end_g = end_custom_shape = end_rect = end_ellipse = end_frame

    def start_hidden_text(self, given: Attributes) -> None:
        self._hiding.open_around(hidden=given.get("is-hidden") != "false")
        if self._hiding.hidden:
            self._write(given.get("string-value", ""))

    def end_hidden_text(self) -> None:
        self._hiding.close()

    def start_hidden_paragraph(self, given: Attributes) -> None:
        if given.get("is-hidden") != "false" and self._paragraphs:
            self._paragraphs[-1].hidden = True
            self._flow.hide(self._paragraphs[-1].since)  # what a page may end before it does

    def start_conditional_text(self, given: Attributes) -> None:
        """It stands there with one of its two texts."""
        held = given.get("current-value") == "true"
        self._unshown = given.get(f"string-value-if-{str(not held).lower()}", "")

    def end_conditional_text(self) -> None:
        self._hiding.open_around(hidden=True)
        self._write(self._unshown)
        self._hiding.close()

    # What hangs on a paragraph

    def _open_box(self) -> None:
        self._flow.open_box()
        self._open.append(0)

    def _close_box(self) -> None:
        self._open.pop()
        self._flow.close_box()
        self._blank = False

    def start_text_box(self, _given: Attributes) -> None:
        self._open_box()

    def start_notes(self, _given: Attributes) -> None:
        self._in_notes = True

    def end_notes(self) -> None:
        self._in_notes = False

    def end_text_box(self) -> None:
        if self._in_notes:  # to a slide
            self.end_annotation()
            return
        self._close_box()
        if not self._open[-1]:
            self._flow.end_paragraph()

    def start_note(self, given: Attributes) -> None:
        self._marks.append((self._flow.number(), given.get("note-class") == "endnote"))
        self._open_box()

    def end_note(self) -> None:
        mark, at_end = self._marks.pop()
        self._open.pop()
        self._flow.note(f"{mark} {self._flow.take_box()}", at_end=at_end)
        self._blank = False

    def start_annotation(self, _given: Attributes) -> None:
        self._open_box()

    def end_annotation(self) -> None:
        self._open.pop()
        self._flow.note(marked(self._flow.take_box()))
        self._blank = False

    # Styles

    def _of(self, family: str, given: Attributes) -> _Style:
        """What a style that is named says, or those that it goes back to."""
        told, name = _Style(), given.get("style-name", "")
        for _step in range(_DEEPEST):
            style = self._styles.get((family, name))
            if style is None:
                break
            told.before = style.before if told.before is None else told.before
            told.behind = style.behind if told.behind is None else told.behind
            told.hidden = style.hidden if told.hidden is None else told.hidden
            if not name:  # what its family has in common
                break
            name = style.parent
        return told

    def start_style(self, given: Attributes) -> None:
        self._style = _Style(given.get("parent-style-name", ""))
        self._styles[given.get("family", ""), given.get("name", "")] = self._style
        if given.get("master-page-name"):
            self._style.before = True

    def start_default_style(self, given: Attributes) -> None:
        """Of what names no style of its family, and of styles that go back to none."""
        self._style = self._styles[given.get("family", ""), ""] = _Style()

    def end_style(self) -> None:
        """Others than styles have properties of text too, as the numbers of a list do."""
        self._style = _Style()

    end_default_style = end_style

    def start_paragraph_properties(self, given: Attributes) -> None:
        if "break-before" in given:
            self._style.before = given["break-before"] == "page"
        if "break-after" in given:
            self._style.behind = given["break-after"] == "page"

    start_table_properties = start_paragraph_properties

    def start_text_properties(self, given: Attributes) -> None:
        self._hides(given.get("display"), "none")

    def start_drawing_page_properties(self, given: Attributes) -> None:
        self._hides(given.get("visibility"), "hidden")

    def _hides(self, said: str | None, hidden: str) -> None:
        if said is not None:
            self._style.hidden = said == hidden

    # Lists

    def start_list_style(self, given: Attributes) -> None:
        self._levels = self._kinds[given.get("name", "")] = {}

    def start_list_level_style_number(self, given: Attributes) -> None:
        start = whole_number(given.get("start-value"))
        self._levels[whole_number(given.get("level")) or 1] = _Level(
            form=given.get("num-format", ""),
            before=given.get("num-prefix", "")[:_LONGEST],
            behind=given.get("num-suffix", "")[:_LONGEST],
            start=1 if start is None else start,
            levels=whole_number(given.get("display-levels")) or 1,
        )

    def start_list_level_style_bullet(self, given: Attributes) -> None:
        self._levels[whole_number(given.get("level")) or 1] = _Level(bullet=True)

    def start_list(self, given: Attributes) -> None:
        style = given.get("style-name", self._lists[-1].style if self._lists else "")
        counts = dict(self._lists[-1].counts) if self._lists else {}
        goes_on = given.get("continue-numbering") == "true" or "continue-list" in given
        if not self._lists and goes_on:
            counts = self._last.get(style, {})
        self._lists.append(_List(style, counts))

    def end_list(self) -> None:
        if self._lists:
            ended = self._lists.pop()
            self._last[ended.style] = ended.counts

    def start_list_item(self, given: Attributes) -> None:
        if self._lists:
            at, its = len(self._lists), self._lists[-1]
            level = self._kinds.get(its.style, {}).get(at, _Level())
            start = whole_number(given.get("start-value"))
            its.counts[at] = its.counts.get(at, level.start - 1) + 1 if start is None else start
            its.counts = {each: count for each, count in its.counts.items() if each <= at}
            its.waits = True

    def _label(self) -> str:
        at, its = len(self._lists), self._lists[-1]
        levels = self._kinds.get(its.style, {})
        level = levels.get(at, _Level())
        if level.bullet:
            return _BULLET
        if not level.form:
            return ""
        numbers = [
            _written(its.counts.get(each, 1), levels.get(each, level).form)
            for each in range(max(at - level.levels + 1, 1), at + 1)
        ]
        return f"{level.before}{'.'.join(filter(None, numbers))}{level.behind}".strip()


def _written(number: int, form: str) -> str:
    match form:
        case "":
            return ""
        case "a":
            return lettered(number, LATIN)
        case "A":
            return lettered(number, LATIN).upper()
        case "i":
            return roman(number)
        case "I":
            return roman(number).upper()
        case _:
            return str(number)
