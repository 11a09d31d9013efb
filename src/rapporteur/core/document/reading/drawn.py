"""A table that is drawn with signs (`drawn_tables` draws so, and pandoc's grid tables are so).

A cell is found by its frame: from each upper left corner the smallest frame whose four sides are
whole. Letters stand where a screen shows them: Chinese ones take two places, marks none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapporteur.core.document.docx.lines import Reach
from rapporteur.core.document.drawn_tables import places

_RULE = re.compile(r"\s*\+[-=:+]+\+\s*")
_LINE = re.compile(r"\s*[+|].*[+|]\s*")
_MOST = 2_000
"""Lines of a drawing; more is left as words."""


@dataclass(frozen=True)
class Drawing:
    """The rows of a drawn table, each with a cell for every column, "" where another takes up the
    place; how many of them head it, whether the last is a total, and what reaches over others."""

    rows: list[list[str]]
    heads: int
    total: bool
    reaches: tuple[Reach, ...]


def drawing_at(lines: Sequence[str]) -> tuple[int, int] | None:
    """The first line of a drawing among `lines` and the one after its last, None without one."""
    first = next((at for at, line in enumerate(lines) if _RULE.fullmatch(line)), None)
    if first is None:
        return None
    end = first
    while end < len(lines) and _LINE.fullmatch(lines[end]):
        end += 1
    return (first, end) if _RULE.fullmatch(lines[end - 1]) and 2 < end - first <= _MOST else None


def drawing(lines: Sequence[str]) -> Drawing | None:
    """What a drawing says; None where its frames do not close or leave a gap."""
    signs = [list(_placed(line.strip())) for line in lines]
    wide = max(map(len, signs))
    frames = list(_frames([row + [" "] * (wide - len(row)) for row in signs]))
    downs = sorted({each for top, _left, bottom, _right in frames for each in (top, bottom)})
    acrosses = sorted({each for _top, left, _bottom, right in frames for each in (left, right)})
    rows = [[""] * (len(acrosses) - 1) for _line in downs[1:]]
    reaches, taken = [], 0
    for top, left, bottom, right in frames:
        reach = Reach(
            downs.index(top),
            acrosses.index(left),
            acrosses.index(right) - acrosses.index(left),
            downs.index(bottom) - downs.index(top),
        )
        taken += reach.columns * reach.rows
        inside = ("".join(row[left + 1 : right]).strip() for row in signs[top + 1 : bottom])
        rows[reach.row][reach.column] = " ".join(filter(None, inside))
        if reach.columns * reach.rows > 1:
            reaches.append(reach)
    if not frames or taken != len(rows) * (len(acrosses) - 1):
        return None
    # A double line over all of it heads nothing.
    double = [index for index, down in enumerate(downs) if index and "=" in signs[down]]
    total = len(double) > 1 and double[-2:] == [len(rows) - 1, len(rows)]
    return Drawing(rows, double[0] if double else 1, total, tuple(reaches))


def _placed(line: str) -> Iterator[str]:
    """What stands in each place of a line: a letter with its marks, "" behind a wide letter."""
    held, room = "", 0
    for sign in line:
        taken = places(sign)
        if not taken:
            held += sign
            continue
        if held:
            yield held
            if room == 2:
                yield ""
        held, room = sign, taken
    if held:
        yield held


def _frames(signs: list[list[str]]) -> Iterator[tuple[int, int, int, int]]:
    """Top, left, bottom and right of each cell, in reading order."""
    corners = [
        [across for across, sign in enumerate(row) if sign == "+"]
        if any(sign in "-=" for sign in row if sign)
        else []
        for row in signs
    ]
    for top, row in enumerate(corners):
        for left in row:
            found = _frame(signs, corners, top, left)
            if found:
                yield top, left, *found


def _frame(
    signs: list[list[str]], corners: list[list[int]], top: int, left: int
) -> tuple[int, int] | None:
    for right in corners[top]:
        if right <= left:
            continue
        if not _is_rule(signs[top][left + 1 : right]):
            return None
        for bottom in range(top + 1, len(signs)):
            if signs[bottom][left] not in ("|", "+") or signs[bottom][right] not in ("|", "+"):
                break
            stands = signs[bottom][left] == "+" == signs[bottom][right]
            if stands and _is_rule(signs[bottom][left + 1 : right]):
                return bottom, right
    return None


def _is_rule(stroke: list[str]) -> bool:
    return bool(stroke) and all(sign in ("-", "=", ":", "+") for sign in stroke)
