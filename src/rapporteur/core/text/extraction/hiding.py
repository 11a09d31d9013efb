"""What of a text is hidden: by what stands around it, by its styles, and by what it says itself."""

import re
from dataclasses import dataclass

from rapporteur.core.text.extraction.streamed import Attributes, Reader

_DEEPEST = 100  # styles that one goes back to
OFF = ("0", "false", "off")
_NOT_VISIBLE = re.compile(r"(?:^|;)\s*visibility\s*:\s*hidden", re.IGNORECASE)  # to VML


@dataclass
class _Level:
    """around: hidden, whatever is said within. styled: where nothing is said within. said: of
    itself."""

    around: bool = False
    styled: bool = False
    said: bool | None = None

    @property
    def hidden(self) -> bool:
        return self.around or (self.styled if self.said is None else self.said)


class Levels:
    """What is open, the outermost first."""

    def __init__(self) -> None:
        self._open = [_Level()]

    @property
    def hidden(self) -> bool:
        """Whether words that come now are."""
        return self._open[-1].hidden

    def open_around(self, *, hidden: bool = False, styled: bool = False) -> None:
        """Something of its own, which is hidden where what it stands in is."""
        self._open.append(_Level(self.hidden or hidden, styled))

    def open_within(self) -> None:
        """A part of what is open, which may say otherwise."""
        self._open.append(_Level(self._open[-1].around, self._open[-1].styled))

    def by_style(self, hidden: bool) -> None:
        self._open[-1].styled |= hidden

    def say(self, hidden: bool) -> None:
        """Of what is open; of the whole nothing can be said."""
        if len(self._open) > 1:
            self._open[-1].said = hidden

    def close(self) -> None:
        if len(self._open) > 1:
            self._open.pop()


class WordStyles(Reader):
    """Which styles of a Word document hide what is in them (ECMA-376, 17.3.2.41)."""

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[str, bool] = {}
        self._bases: dict[str, str] = {}
        self._style = ""
        self._defaults: dict[str, str] = {}  # of paragraphs, and others
        self._all = False  # whether all is hidden that does not say otherwise

    def start_style(self, given: Attributes) -> None:
        self._style = given.get("styleId", "")
        if given.get("default") not in (None, *OFF):
            self._defaults[given.get("type", "")] = self._style

    def end_style(self) -> None:
        self._style = ""

    def start_based_on(self, given: Attributes) -> None:
        self._bases[self._style] = given.get("val", "")

    def start_vanish(self, given: Attributes) -> None:
        hidden = given.get("val") not in OFF
        if self._style:  # of a table, it may say otherwise of some rows: which, is not told here
            self._said[self._style] = hidden or self._said.get(self._style, False)
        else:
            self._all = hidden

    def hide(self, name: str) -> bool:
        """Whether a style hides what is in it. Where several apply, whoever asks takes it for
        hidden where one does, though two may cancel each other out (17.7.3)."""
        for _step in range(_DEEPEST):
            if name in self._said:
                return self._said[name]
            if name not in self._bases:
                break
            name = self._bases[name]
        return self._all

    def hide_plain(self) -> bool:
        """Whether a paragraph is hidden that names no style."""
        return self.hide(self._defaults.get("paragraph", ""))


class Shapes(Reader):
    """Of what is drawn, whether the shape that is open is hidden: it says so, or a group around it.

    hidden_links: to the parts that hold the words of diagrams and charts that are.
    """

    def __init__(self) -> None:
        super().__init__()
        self.levels = Levels()
        self.hidden_links: set[str] = set()

    def start_sp(self, given: Attributes) -> None:
        self.levels.open_around(hidden=bool(_NOT_VISIBLE.search(given.get("style", ""))))

    start_grp_sp = start_graphic_frame = start_pic = start_cxn_sp = start_sp
    start_drawing = start_wgp = start_wsp = start_sp  # in Word
    start_pict = start_object = start_group = start_sp  # and before 2010
    start_shape = start_rect = start_roundrect = start_oval = start_sp

    def start_c_nv_pr(self, given: Attributes) -> None:
        """What a shape is called, and whether it is hidden."""
        if given.get("hidden", "0") not in OFF:
            self.levels.say(True)

    start_doc_pr = start_c_nv_pr

    def start_chart(self, given: Attributes) -> None:
        if self.levels.hidden:
            self.hidden_links.add(given.get("id", ""))

    def start_rel_ids(self, given: Attributes) -> None:
        """Those of a diagram."""
        if self.levels.hidden:
            self.hidden_links.add(given.get("dm", ""))

    def end_sp(self) -> None:
        self.levels.close()

    end_grp_sp = end_graphic_frame = end_pic = end_cxn_sp = end_sp
    end_drawing = end_wgp = end_wsp = end_sp
    end_pict = end_object = end_group = end_sp
    end_shape = end_rect = end_roundrect = end_oval = end_sp


class Runs(Shapes):
    """Of a Word document, whether the run that is open is hidden: it says so, or a style does, or
    what it hangs on is."""

    def __init__(self, styles: WordStyles) -> None:
        super().__init__()
        self._styles = styles
        self._tables = [False]  # of each that is open, whether its style hides what is in it

    def start_tbl(self, _given: Attributes) -> None:
        self._tables.append(self._tables[-1])

    def start_tbl_style(self, given: Attributes) -> None:
        self._tables[-1] |= self._styles.hide(given.get("val", ""))

    def end_tbl(self) -> None:
        self._tables.pop()

    def start_p(self, _given: Attributes) -> None:
        self.levels.open_around(styled=self._styles.hide_plain() or self._tables[-1])

    def start_p_style(self, given: Attributes) -> None:
        self.levels.by_style(self._styles.hide(given.get("val", "")))

    def start_r(self, _given: Attributes) -> None:
        self.levels.open_within()

    start_r_style = start_p_style

    def start_vanish(self, given: Attributes) -> None:
        self.levels.say(given.get("val") not in OFF)

    def end_r(self) -> None:
        self.levels.close()

    def end_p(self) -> None:
        self.levels.close()
