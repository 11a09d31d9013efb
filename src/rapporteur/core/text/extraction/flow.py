"""Words as a document gives them one after another, laid into pages.

Paragraphs are parted by a blank line, the cells of a row by a tab. A note stands at the foot of the
page that refers to it, and the words of a text box behind the paragraph that it hangs on.
"""

import re
from dataclasses import dataclass

from rapporteur.core.text.beside import Unseen, joined
from rapporteur.core.text.extraction.extracted import TEXT_LIMIT

_GAP = "\n\n"
_BLANKS = " \t\n"
_WIDER = re.compile(r"\n[ \n]*\n")
_BEFORE_END = re.compile(r"(?<![ \t])[ \t]+\n")


Place = tuple[int, int]
"""How many pages are full, and how many pieces stand on this one or in the box."""


class Full(Exception):
    """More words than are taken of a file."""


@dataclass
class _Row:
    """cell: which of them is open. breaker: the one whose page breaks count, since a row that goes
    over to the next page does so in each of its cells."""

    cell: int = 0
    breaker: int | None = None


class Flow:
    """What is written so far. `finish` gives the pages."""

    def __init__(self) -> None:
        self.notes = 0
        self._pages: list[str] = []
        self._written: list[list[str]] = [[]]  # of the page, and of each box that is open within
        self._is_new = True  # whether nothing but blanks stands on the page
        self._boxes: list[str] = []  # whose paragraph goes on
        self._foot: list[str] = []  # of the page
        self._end: list[str] = []  # of the document
        self._rows: list[_Row] = []  # that are open, the outermost first
        self._room = TEXT_LIMIT

    def write(self, words: str, *, unseen: bool = False) -> None:
        """unseen: a reader of the document does not see them. Raises Full where there is no more
        room."""
        self._room -= len(words)
        if self._room < 0:
            raise Full
        self._written[-1].append(Unseen(words) if unseen else words)
        if self._is_new and len(self._written) == 1:
            self._is_new = not words.strip(_BLANKS)

    def mark(self) -> int:
        """How much was written: greater than before where anything was."""
        return TEXT_LIMIT - self._room

    def end_paragraph(self) -> None:
        self.write(_GAP)
        if len(self._written) == 1 and self._boxes:
            boxes, self._boxes, self._is_new = self._boxes, [], False
            for box in boxes:
                self._written[-1] += [box, _GAP]

    def start_row(self) -> None:
        self._rows.append(_Row())

    def end_cell(self) -> None:
        self._back("\n")
        self.write("\t")
        if self._rows:
            self._rows[-1].cell += 1

    def end_row(self) -> None:
        self._back("\n\t")
        self.write(_GAP)
        if self._rows:
            self._rows.pop()

    def _back(self, signs: str) -> None:
        written = self._written[-1]
        while written and not (last := written[-1].rstrip(signs)):
            written.pop()
        if written:
            written[-1] = type(written[-1])(last)

    def here(self) -> Place:
        return len(self._pages), len(self._written[-1])

    def hide(self, since: Place) -> None:
        """What was written on this page, or in this box, since then is not seen after all."""
        page, at = since
        written, start = self._written[-1], at if page == len(self._pages) else 0
        written[start:] = map(Unseen, written[start:])

    def open_box(self) -> None:
        self._written.append([])

    def close_box(self) -> None:
        if words := self.take_box():
            self._boxes.append(words)

    def take_box(self) -> str:
        """End a box; its words are not written but returned."""
        return _tidy(self._written.pop()) if len(self._written) > 1 else ""

    def number(self) -> str:
        """Refer to the next note: its mark is written, and returned to stand before its words."""
        self.notes += 1
        mark = f"[{self.notes}]"
        self.write(mark)
        return mark

    def note(self, words: str, *, at_end: bool = False) -> None:
        """at_end: of the document, not at the foot of the page. Raises Full as `write` does."""
        if words.strip():
            self._room -= len(words)
            if self._room < 0:
                raise Full
            (self._end if at_end else self._foot).append(words.strip())

    def new_page(self, *, unless_new: bool = False) -> None:
        """unless_new: not where nothing stands on this one yet. Never within a box."""
        if len(self._written) > 1 or (unless_new and self._is_new):
            return
        self._is_new = True
        page, self._written[0] = _tidy(self._written[0]), []
        self._pages.append(_GAP.join(filter(None, [page, *self._foot])))
        self._foot = []

    def drawn_page(self) -> None:
        """A new page because the one before was full."""
        if self._rows:
            row = self._rows[0]
            row.breaker = row.cell if row.breaker is None else row.breaker
            if row.breaker != row.cell:
                return
        self.new_page(unless_new=True)

    def finish(self) -> list[str]:
        while len(self._written) > 1:
            self.close_box()
        self._written[0] += [_GAP + box for box in self._boxes]
        self._foot += self._end
        if self._foot or _tidy(self._written[0]) or not self._pages:
            self.new_page()
        return self._pages


def _tidy(written: list[str]) -> str:
    return _WIDER.sub(_GAP, _BEFORE_END.sub("\n", joined(written))).rstrip(_BLANKS).lstrip("\n")
