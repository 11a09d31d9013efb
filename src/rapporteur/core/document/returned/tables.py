"""What was changed in the tables of a document that came back."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rapporteur.core.document.docx.lines import Grid, Line, Stretch
from rapporteur.core.document.returned.changes import Change, Kind, Piece, Same, Why
from rapporteur.core.document.returned.material import Material
from rapporteur.core.document.returned.units import grids, settled
from rapporteur.core.document.returned.weaving import normal

_Cell = tuple[Line, ...]
_Row = tuple[_Cell, ...]


def table_changes(material: Material) -> Iterator[Change]:
    """Yield the changes of cells, and of rows and columns as such."""
    ours, theirs = grids(material.ours), grids(material.theirs)
    names = [_name(material, before) for _grid, before in ours]
    old = [_said(grid) for grid, _before in ours]
    new = [_said(grid) for grid, _before in theirs]
    left = list(range(len(new)))
    for index, (grid, _before) in enumerate(ours):
        named = [there for there in left if _name(material, theirs[there][1]) == names[index] != ""]
        there = named[0] if named else _likest(old[index], new, left)
        if there is None:
            yield _whole(material, names[index], old[index], Same.REMOVED)
            continue
        left.remove(there)
        yield from _table(material, names[index], grid, theirs[there][0])
    for there in left:
        yield _whole(material, "", new[there], Same.ADDED)


def _name(material: Material, before: Line | None) -> str:
    """The id of the table that follows a line: that of its caption."""
    for name in () if before is None else before.begins:
        key = material.keys.get(name, "")
        if key.startswith("block:"):
            return key.removeprefix("block:")
    return ""


def _said(grid: Grid) -> list[tuple[str, ...]]:
    return [tuple(map(_words, row)) for row in grid.rows]


def _words(cell: _Cell) -> str:
    return " ".join(normal(" ".join(line.words for line in cell)).split())


def _likest(
    old: list[tuple[str, ...]], new: list[list[tuple[str, ...]]], left: list[int]
) -> int | None:
    def shared(there: int) -> float:
        return SequenceMatcher(None, old, new[there], autojunk=False).ratio()

    best = max(left, key=shared, default=None)
    return best if best is not None and shared(best) > 0.3 else None


def _whole(material: Material, name: str, said: list[tuple[str, ...]], same: Same) -> Change:
    words = " ¶ ".join(" | ".join(row) for row in said)
    where = material.where(f"block:{name}") if name else ""
    key = f"block:{name}" if name else ""
    return Change("", Kind.TABLE, key, where, pieces=(Piece(same, words),), why=Why.TABLE)


def _table(material: Material, name: str, ours: Grid, theirs: Grid) -> Iterator[Change]:
    wide = {len(row) for row in ours.rows}
    old, new = _said(ours), _said(theirs)
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    if {len(row) for row in theirs.rows} != wide or _joined_anew(ours, theirs, opcodes):
        yield _whole(material, name, old, Same.REMOVED)
        yield _whole(material, name, new, Same.ADDED)
        return
    for tag, i1, i2, j1, j2 in opcodes:
        if tag == "replace":
            pairs = min(i2 - i1, j2 - j1)
            for step in range(pairs):
                yield from _row(material, name, i1 + step, ours, theirs.rows[j1 + step])
            i1, j1 = i1 + pairs, j1 + pairs
        if tag != "equal":
            for gone in old[i1:i2]:
                yield _whole(material, name, [gone], Same.REMOVED)
            for came in new[j1:j2]:
                yield _whole(material, name, [came], Same.ADDED)
    for row in theirs.rows:
        yield from (each for cell in row for each in _remarks(name, cell))


def _joined_anew(
    ours: Grid, theirs: Grid, opcodes: Sequence[tuple[str, int, int, int, int]]
) -> bool:
    """Whether in rows that stand in both cells were joined or parted."""
    old, new = _joins(ours), _joins(theirs)
    return any(
        old[i1 + step] != new[j1 + step]
        for tag, i1, i2, j1, j2 in opcodes
        if tag in ("equal", "replace")
        for step in range(min(i2 - i1, j2 - j1))
    )


def _joins(grid: Grid) -> list[set[tuple[int, int, bool]]]:
    """By row, the cells that reach over others: where, how wide, whether they come from above.

    How many rows they take up is not told: a row in between is a change of its own.
    """
    found: list[set[tuple[int, int, bool]]] = [set() for _row in grid.rows]
    for each in grid.reaches:
        for step in range(each.rows):
            found[each.row + step].add((each.column, each.columns, step > 0))
    return found


def _row(material: Material, name: str, index: int, ours: Grid, theirs: _Row) -> Iterator[Change]:
    for column, (was, now) in enumerate(zip(ours.rows[index], theirs, strict=True)):
        if _words(was) == _words(now):
            continue
        key = f"cell:{name}:{index}:{column}"
        stretches: list[Stretch] = []
        for line in now:
            settled_ = settled(line, material.printed)
            stretches += [Stretch(" "), *settled_.stretches] if stretches else settled_.stretches
        whole = "".join(line.words for line in was)
        woven = material.woven(key, stretches, whole, looks=False)
        computed = woven.broken or key not in material.source_words
        yield Change(
            "",
            Kind.CELL,
            key,
            material.where(f"block:{name}"),
            before=material.source_words.get(key, ()),
            after=woven.runs,
            pieces=woven.pieces,
            hands=tuple(hand for line in now for hand in line.hands),
            remarks=tuple(remark for line in now for remark in line.remarks),
            why=Why.COMPUTED if computed else None,
        )


def _remarks(name: str, cell: _Cell) -> Iterator[Change]:
    remarks = tuple(remark for line in cell for remark in line.remarks)
    if remarks:
        yield Change("", Kind.REMARK, f"block:{name}", remarks=remarks, why=Why.REMARK)
