"""The words of a letter between its greeting and its close: paragraphs, lists, notes.

What may be written is little on purpose: paragraphs parted by an empty line, lines beginning with
`- ` or `1. ` as lists, `**strong**` and `*emphasis*`, and notes: `[^1]` in the text, `[^1]: …` as
a paragraph of its own. Everything else is text. Merge fields are filled after this is read, so that
a name which holds such signs is printed as it is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby


@dataclass(frozen=True)
class Run:
    """Words that look alike. note: the number of the note that they call, 0 for none."""

    text: str
    strong: bool = False
    emphasis: bool = False
    note: int = 0


@dataclass(frozen=True)
class Block:
    """kind: `paragraph`, `bullet` or `number`, the latter two an item of a list."""

    kind: str
    runs: tuple[Run, ...]

    @property
    def plain(self) -> str:
        """The words, with notes as `[1]`."""
        return "".join(f"[{run.note}]" if run.note else run.text for run in self.runs)


@dataclass(frozen=True)
class Body:
    """notes: in the order of their numbers, which begin with 1."""

    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()

    def groups(self) -> Iterator[tuple[str, tuple[Block, ...]]]:
        """The blocks, with items of one list together."""
        for kind, blocks in groupby(self.blocks, key=lambda block: block.kind):
            if kind == "paragraph":
                yield from ((kind, (block,)) for block in blocks)
            else:
                yield kind, tuple(blocks)

    def mapped(self, change: Callable[[str], str]) -> "Body":
        """The same with every piece of text changed, as when its fields are filled."""

        def changed(run: Run) -> Run:
            text = change(run.text)
            # Most stay as they are, and a letter is made from them ten thousand times.
            return run if text == run.text else Run(text, run.strong, run.emphasis, run.note)

        blocks = (Block(block.kind, tuple(map(changed, block.runs))) for block in self.blocks)
        return Body(tuple(blocks), tuple(map(change, self.notes)))


class BodyProblem(ValueError):
    """A note that is called and not there, there and not called, or called twice.

    note: as it is written between the brackets.
    """

    def __init__(self, message: str, note: str) -> None:
        super().__init__(message)
        self.message, self.note = message, note


_NOTE = re.compile(r"\[\^([^\]\s]{1,20})\]:\s*(.*)", re.DOTALL)
_ITEM = re.compile(r"(?:(-)|\d{1,3}[.)])\s+(.*)", re.DOTALL)
_LIST_LINE = re.compile(r"^\s*(?:-|\d{1,3}[.)])\s", re.MULTILINE)
_SIGNS = re.compile(
    r"\\([*\\\[])|\*\*(?=\S)(.+?)(?<=\S)\*\*|\*(?=[^\s*])(.+?)(?<=[^\s*])\*|\[\^([^\]\s]{1,20})\]"
)


def parse(text: str) -> Body:
    """The body that a text means. Raises BodyProblem for notes that do not match their calls."""
    pieces, notes = [], {}
    for piece in _pieces(text):
        if note := _NOTE.fullmatch(piece):
            if note[1] in notes:
                raise BodyProblem("is given twice", note[1])
            notes[note[1]] = " ".join(note[2].split())
        else:
            pieces.append(piece)
    numbers: dict[str, int] = {}
    blocks = [_block(piece, numbers) for piece in pieces]
    for name in numbers:
        if name not in notes:
            raise BodyProblem("is called and not given", name)
    for name in notes:
        if name not in numbers:
            raise BodyProblem("is given and not called", name)
    return Body(tuple(blocks), tuple(notes[name] for name in numbers))


def _pieces(text: str) -> Iterator[str]:
    """What stands between empty lines; each item of a list and each note apart."""
    lines = [line.strip() for line in text.splitlines()]
    for part in re.split(r"\n{2,}", "\n".join(lines)):
        piece: list[str] = []
        for line in part.split("\n"):
            if piece and ((_LIST_LINE.match(line) and _ITEM.match(piece[0])) or _NOTE.match(line)):
                yield " ".join(piece)
                piece = []
            piece.append(line)
        if joined := " ".join(piece).strip():
            yield joined


def _block(piece: str, numbers: dict[str, int]) -> Block:
    if item := _ITEM.fullmatch(piece):
        return Block("bullet" if item[1] else "number", tuple(_runs(item[2], numbers)))
    return Block("paragraph", tuple(_runs(piece, numbers)))


def _runs(text: str, numbers: dict[str, int], *, strong: bool = False) -> Iterator[Run]:
    at = 0
    plain = ""
    for sign in _SIGNS.finditer(text):
        plain += text[at : sign.start()]
        at = sign.end()
        if sign[1]:
            plain += sign[1]
            continue
        if plain:
            yield Run(plain, strong)
            plain = ""
        if sign[2]:
            yield from _runs(sign[2], numbers, strong=True)
        elif sign[3]:
            yield from (
                replace(run, emphasis=not run.note)
                for run in _runs(sign[3], numbers, strong=strong)
            )
        else:
            if sign[4] in numbers:
                raise BodyProblem("is called twice", sign[4])
            numbers[sign[4]] = len(numbers) + 1
            yield Run("", note=numbers[sign[4]])
    if plain + text[at:]:
        yield Run(plain + text[at:], strong)
