"""The first page of a document: masthead, title, and what asterisks say."""

import re
from dataclasses import dataclass, field

from rapporteur.core.document.reading.lines import SYMBOL, Chunk, bare, unstarred
from rapporteur.core.document.reading.organs import (
    DATE,
    DISTRIBUTION,
    ITEM,
    KIND,
    ORIGINAL,
    SESSION,
    organs_alone,
)
from rapporteur.core.document.tree import AgendaItem, Body, Masthead

_ASTERISKS = re.compile(r"\s*((?:\\?\*)+)\s+(?=\S)(.*)")
_LAST_ASTERISKS = re.compile(r"(?:\\?\*)+\s*$")
_GAP = re.compile(r"(?:^|(?<=\S)) {3,}(?=\S)")
_PARTED = re.compile(r"\s*[-–]\s*(?=[A-Z]{1,6}/)")
_UNITED_NATIONS = re.compile(
    r"United Nations|Nations Unies|Naciones Unidas|Организация Объединенных Наций|联合国|"
    r"الأمم المتحدة"
)


@dataclass
class _Head:
    """A body as it is read: its lines, and how many asterisks its item bears."""

    name: str
    session: list[str] = field(default_factory=list)
    place: str = ""
    title: list[str] = field(default_factory=list)
    asterisks: int = 0


@dataclass
class Front:
    """What the first page says, as far as it is known; `rest` is what nobody knows the place of."""

    heads: list[_Head] = field(default_factory=list)
    organs: list[str] = field(default_factory=list)
    symbols: list[str] = field(default_factory=list)
    distribution: str = ""
    date: str = ""
    original: str = ""
    titles: list[str] = field(default_factory=list)
    title_asterisks: int = 0
    notes: dict[int, str] = field(default_factory=dict)
    rest: list[Chunk] = field(default_factory=list)

    def masthead(self) -> Masthead:
        """Return the masthead; notes go to the items that bear their asterisks."""
        heads = self.heads or [_Head(name) for name in self.organs]
        return Masthead(
            tuple(self._body(head) for head in heads),
            tuple(self.symbols),
            self.distribution,
            self.date,
            self.original,
        )

    def _body(self, head: _Head) -> Body:
        item = None
        if head.place:
            note = self.notes.get(head.asterisks, "") if head.asterisks else ""
            item = AgendaItem(head.place, " ".join(head.title), note)
        return Body(head.name, tuple(head.session), item)

    @property
    def title_note(self) -> str:
        """What the asterisk after the title says."""
        return self.notes.get(self.title_asterisks, "") if self.title_asterisks else ""

    def stray_notes(self) -> list[str]:
        """The words of asterisk notes that nothing bears the asterisks of."""
        borne = {head.asterisks for head in self.heads} | {self.title_asterisks}
        return [words for count, words in self.notes.items() if count not in borne]


def read_front(chunks: list[Chunk]) -> Front:
    """Read the chunks before the text proper begins."""
    front = Front()
    for chunk in (part for whole in chunks for part in _columns(whole)):
        lines = [line for line in chunk.lines if line.strip()]
        if not _take_asterisks(front, lines):
            _take(front, chunk, lines)
    return front


def _columns(chunk: Chunk) -> list[Chunk]:
    """The two columns of a masthead that was laid out by spaces, as pdftotext does.

    The right one begins at the same place in each line that reaches it, after three spaces.
    Organs below one another are parted from one another.
    """
    for at in sorted({found.end() for line in chunk.lines for found in _GAP.finditer(line)}):
        sides = [(line[:at].strip(), line[at:].strip()) for line in chunk.lines]
        if all(
            not line[at - 3 : at].strip() and (len(line) <= at or line[at] != " ")
            for line in chunk.lines
        ) and any(left and right for left, right in sides):
            columns = [[line for line in side if line] for side in zip(*sides, strict=True)]
            return [
                Chunk(chunk.line, tuple(lines))
                for column in columns
                for lines in ([[each] for each in column] if _all_organs(column) else [column])
            ]
    return [chunk]


def _all_organs(lines: list[str]) -> bool:
    return all(len(organs_alone(bare(line))) == 1 for line in lines)


def asterisk_note(chunk: Chunk) -> list[tuple[int, str]] | None:
    """Return (asterisks, words) for each line of `chunk`, where they are notes of the masthead."""
    found = [_ASTERISKS.fullmatch(line) for line in chunk.lines if line.strip()]
    if not all(found):
        return None
    return [(each[1].count("*"), " ".join(each[2].split())) for each in found if each]


def _take_asterisks(front: Front, lines: list[str]) -> bool:
    noted = asterisk_note(Chunk(0, tuple(lines)))
    front.notes.update(noted or [])
    return bool(noted)


def _take(front: Front, chunk: Chunk, lines: list[str]) -> None:
    words = [bare(line) for line in lines]
    unknown = [line for line in words if not _take_slip(front, line)]
    if not unknown:
        return
    organs = organs_alone(unknown[0])
    if organs and len(unknown) == 1 and not front.heads and not front.titles:
        front.organs.extend(organs)
    elif len(organs) == 1 and not front.titles:
        front.heads.append(_head(organs[0], unknown[1:]))
    elif not front.titles and (ITEM.match(unknown[-1]) or any(map(SESSION.match, unknown))):
        name = front.organs[len(front.heads)] if len(front.heads) < len(front.organs) else ""
        front.heads.append(_head(name, unknown))
    elif len(front.titles) < 2:
        _take_titles(front, unknown)
    else:
        front.rest.append(chunk)


def _take_titles(front: Front, lines: list[str]) -> None:
    """Take a title, and the subtitle that may follow it in the next line."""
    kind = next((at for at, line in enumerate(lines) if at and KIND.match(line)), len(lines))
    for part in (lines[:kind], lines[kind:]):
        title = " ".join(part)
        if title and not front.title_asterisks:
            front.title_asterisks = _asterisks(title)
            title = _LAST_ASTERISKS.sub("", title)
        if title:
            front.titles.append(unstarred(title))


def _take_slip(front: Front, line: str) -> bool:
    """Take a line that says symbol, distribution, date or language; whether it was one."""
    if _UNITED_NATIONS.fullmatch(line):
        return True
    if SYMBOL.fullmatch(line) and not front.titles:
        front.symbols.extend(part for part in _PARTED.split(line) if part not in front.symbols)
    elif (found := DISTRIBUTION.fullmatch(line)) and not front.distribution:
        front.distribution = found[1]
    elif (found := ORIGINAL.fullmatch(line)) and not front.original:
        front.original = found[1]
    elif DATE.fullmatch(line) and not front.date:
        front.date = line
    else:
        return False
    return True


def _head(name: str, lines: list[str]) -> _Head:
    head = _Head(name)
    for line in lines:
        if head.place:
            head.title.append(line)
        elif ITEM.match(line):
            head.asterisks = _asterisks(line)
            head.place = _LAST_ASTERISKS.sub("", line).rstrip()
        else:
            head.session.append(line)
    return head


def _asterisks(line: str) -> int:
    found = _LAST_ASTERISKS.search(line)
    return found.group().count("*") if found else 0
