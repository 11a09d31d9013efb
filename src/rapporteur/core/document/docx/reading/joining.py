"""Lines and stretches that belong together: joined as Word joins them."""

from collections.abc import Iterator
from dataclasses import replace

from rapporteur.core.document.docx.lines import Grid, Line, Stretch


def merged(blocks: list[tuple[Line | Grid, bool]]) -> Iterator[Line | Grid]:
    """Join each line whose end was deleted with the one that follows, as accepting does."""
    held: Line | None = None
    for block, open_ended in blocks:
        if isinstance(block, Grid):
            if held is not None:
                yield held
            held = None
            yield block
            continue
        if held is not None:
            block = _after(held, block)
        held = block if open_ended else None
        if not open_ended:
            yield block
    if held is not None:
        yield held


def _after(first: Line, second: Line) -> Line:
    return replace(
        second,
        stretches=tuple(joined([*first.stretches, *second.stretches])),
        begins=first.begins + second.begins,
        ends=first.ends + second.ends,
        hands=tuple(dict.fromkeys(first.hands + second.hands)),
        remarks=tuple(dict.fromkeys(first.remarks + second.remarks)),
    )


def joined(stretches: list[Stretch]) -> Iterator[Stretch]:
    """Join neighbours that only Word parts: by session of editing, by its checks."""
    held: Stretch | None = None
    for each in stretches:
        if each.note or each.picture is not None:
            if held is not None:
                yield held
            held = None
            yield each
        elif held is not None and replace(held, words="") == replace(each, words=""):
            held = replace(held, words=held.words + each.words)
        elif each.words:
            if held is not None:
                yield held
            held = each
    if held is not None:
        yield held


def unmarked(lines: list[Line], mark: str) -> Iterator[Line]:
    """The lines of a note without the sign of the note at its head."""
    for index, line in enumerate(lines):
        stretches = list(line.stretches)
        if index == 0:
            while stretches and stretches[0].raised and not stretches[0].note:
                stretches.pop(0)
            if mark and stretches and stretches[0].words.lstrip().startswith(mark):
                first = stretches[0]
                stretches[0] = replace(first, words=first.words.lstrip()[len(mark) :])
            if stretches:
                stretches[0] = replace(stretches[0], words=stretches[0].words.lstrip(" "))
        yield replace(line, stretches=tuple(each for each in stretches if each != Stretch()))
