"""The rows of JSON: an object a line, or one list of objects."""

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from rapporteur.core.campaigns.intake.aside import SetAside, first_line
from rapporteur.core.campaigns.intake.columns import NEEDED, Lacking, Row, found_in
from rapporteur.core.campaigns.intake.encoding import opened

_CHUNK = 1 << 20  # characters of a list
_BETWEEN = re.compile(r"[\s,]*")


def rows_of(path: Path, aside: SetAside) -> Iterator[Row]:
    """The rows of a file, by the names of their columns. Raises Lacking, or one of NOT_WHOLE."""
    known: dict[tuple[str, ...], dict[str, int]] = {}
    with opened(path, aside) as file:
        for row in _objects(file, path, aside):
            names = tuple(row)
            if names not in known:
                known[names] = found_in(names)
            yield {name: _as_text(row[names[at]]) for name, at in known[names].items()}
    if not set().union(*known.values()).issuperset(NEEDED):
        raise Lacking(list(dict.fromkeys(itertools.chain(*known))))


def _objects(file: TextIO, path: Path, aside: SetAside) -> Iterator[dict[str, object]]:
    before, first = 1, file.read(1)
    while first.isspace():
        before += first == "\n"
        first = file.read(1)
    if first == "[":
        yield from _listed(file, path, aside)
        return
    for number, line in enumerate(itertools.chain([first + file.readline()], file), before):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as problem:
            aside.add_line(path, number, first_line(problem))
            continue
        if isinstance(row, dict):
            yield row
        else:
            aside.add_line(path, number, "it is no object")


def _listed(file: TextIO, path: Path, aside: SetAside) -> Iterator[dict[str, object]]:
    """The objects of a list that has begun, of which no more is held than one needs."""
    decoder = json.JSONDecoder()
    held, at, number, size = "", 0, 1, _CHUNK
    while True:
        between = _BETWEEN.match(held, at)
        at = between.end() if between else at
        if held[at : at + 1] == "]":
            return
        try:
            item, end = decoder.raw_decode(held, at)
        except (ValueError, RecursionError) as problem:
            more = file.read(size)
            if not more:
                what = f"it cannot be read from item {number} of its list on"
                aside.add("broken files", f"“{path}”: {what} ({first_line(problem)}).")
                return
            held, at, size = held[at:] + more, 0, 2 * size
            continue
        if isinstance(item, dict):
            yield item
        else:
            aside.add("items", f"Item {number} of “{path}” was set aside: it is no object.")
        at, number, size = end, number + 1, _CHUNK


def _as_text(value: object) -> str | None:
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text.encode("utf-8", "replace").decode()
