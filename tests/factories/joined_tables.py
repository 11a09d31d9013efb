"""Tables whose cells reach over others, any of them."""

from hypothesis import assume
from hypothesis import strategies as st

from rapporteur.core.document.tree import Row, Span, Table


@st.composite
def joined_tables(draw, words: st.SearchStrategy[str], identifier: str = "joined") -> Table:
    """A table of up to three heading rows, four rows and a total, up to four columns wide; no
    places are taken up twice, and in every row and column some cell begins."""
    heads, rows = draw(st.integers(1, 3)), draw(st.integers(0, 4))
    columns, total = draw(st.integers(1, 4)), draw(st.booleans())
    parts = [(0, heads), (heads, heads + rows), *([(heads + rows, heads + rows + 1)] * total)]
    spans: list[tuple[int, int, int, int]] = []
    taken: set[tuple[int, int]] = set()
    for top, bottom in parts:
        for _ in range(draw(st.integers(0, 3)) if bottom > top else 0):
            line, column = draw(st.integers(top, bottom - 1)), draw(st.integers(0, columns - 1))
            wide, deep = draw(st.integers(1, columns - column)), draw(st.integers(1, bottom - line))
            places = {(line + y, column + x) for y in range(deep) for x in range(wide)}
            if len(places) > 1 and not places & taken:
                spans.append((line, column, wide, deep))
                taken |= places
    assume(_all_begun(spans, heads + rows + total, columns))
    own = {(line, column) for line, column, _wide, _deep in spans}
    lines: list[Row] = [
        tuple(
            draw(words) if (line, column) in own or (line, column) not in taken else ""
            for column in range(columns)
        )
        for line in range(heads + rows + total)
    ]

    def row(line: int) -> int | None:
        told = line - heads + 1
        return told - 1 if told > 0 else told or None

    *above, header = (tuple(map(str, line)) for line in lines[:heads])
    return Table(
        identifier,
        "Caption",
        header,
        tuple(lines[heads : heads + rows]),
        lines[-1] if total else None,
        above=tuple(above),
        spans=tuple(Span(row(line), *reach) for line, *reach in spans),
    )


def _all_begun(spans: list[tuple[int, int, int, int]], lines: int, columns: int) -> bool:
    from_above = {
        (top + y, left + x)
        for top, left, wide, deep in spans
        for y in range(1, deep)
        for x in range(wide)
    }
    from_beside = {
        (top + y, left + x)
        for top, left, wide, deep in spans
        for y in range(deep)
        for x in range(1, wide)
    }
    return all(
        any((line, column) not in from_above for column in range(columns)) for line in range(lines)
    ) and all(
        any((line, column) not in from_beside for line in range(lines)) for column in range(columns)
    )
