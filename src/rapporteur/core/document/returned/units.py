"""The lines of a Word file as units that are compared, each with the key of its place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rapporteur.core.document.docx.lines import SEQUENCE, Grid, Line, Stretch, WordFile
from rapporteur.core.document.returned.weaving import normal


@dataclass(frozen=True)
class Unit:
    """A line, the keys of the places that begin in it ("" for lines of the document's own words),
    and how it is counted and set ("numbered", "part 1", "heading 2", "plain", …)."""

    line: Line
    keys: tuple[str, ...]
    shape: str

    @property
    def words(self) -> str:
        """Its words as they are compared."""
        return " ".join(normal(self.line.words).split())


def units(file: WordFile, keys: Mapping[str, str], printed: Mapping[str, str]) -> list[Unit]:
    """The lines of the body outside of tables, without the contents and empty lines.

    `keys` tell what a bookmark stands for; `printed` what a field shows by the bookmark that it
    leads to: what Word computed anew is nobody's edit.
    """
    return list(_units(file.blocks, keys, printed))


def grids(file: WordFile) -> list[tuple[Grid, Line | None]]:
    """The tables, each with the line before it."""
    found: list[tuple[Grid, Line | None]] = []
    before: Line | None = None
    for block in file.blocks:
        if isinstance(block, Grid):
            found.append((block, before))
        elif block.words.strip():
            before = block
    return found


def _units(
    blocks: Iterable[Line | Grid], keys: Mapping[str, str], printed: Mapping[str, str]
) -> Iterator[Unit]:
    for block in blocks:
        if isinstance(block, Grid):
            continue
        if block.contents:
            continue
        begun = tuple(keys[name] for name in block.begins if name in keys)
        begun = tuple(key for key in begun if not key.startswith("number:"))
        line = settled(block, printed)
        if begun or line.words.strip() or any(each.note for each in line.stretches):
            yield Unit(line, begun, shape_of(block))


def settled(line: Line, printed: Mapping[str, str]) -> Line:
    """The line with what its fields showed when it was written, and no numbers of headings."""
    stretches: list[Stretch] = []
    for each in line.stretches:
        if each.names_number:
            continue
        known = printed.get(each.field)
        if known is not None and stretches and stretches[-1].field == each.field:
            continue  # one field in two looks
        stretches.append(each if known is None else replace(each, words=known))
    return replace(line, stretches=tuple(stretches))


def printed_fields(file: WordFile) -> dict[str, str]:
    """What each field shows, by the bookmark that it leads to."""
    lines = [*file.lines, *(line for note in file.notes.values() for line in note.lines)]
    fields = {each.field: each.words for line in lines for each in line.stretches if each.field}
    fields.pop(SEQUENCE, None)
    return fields


def recounted(line: Line, was: Line) -> Line:
    """The line with the number that its caption bore, whatever it was counted to since."""
    bore = next((each.words for each in was.stretches if each.field == SEQUENCE), None)
    if bore is None:
        return line
    stretches = (
        replace(each, words=bore) if each.field == SEQUENCE else each for each in line.stretches
    )
    return replace(line, stretches=tuple(stretches))


def shape_of(line: Line) -> str:
    """How a line is counted and set, "" where its style tells nothing."""
    look = line.look
    if look.is_("numberedparagraph"):
        return "numbered"
    for depth, name in enumerate(
        ("subparagraph", "subparagraph2", "subparagraph3", "subparagraph4"), start=1
    ):
        if look.is_(name):
            return f"part {depth}"
    if look.is_("annexheading"):
        return "annex"
    if look.outline is not None:
        return f"heading {look.outline + 1}"
    for shape, names in _SHAPES.items():
        if look.is_(*names):
            return shape
    return ""


_SHAPES = {
    "quotation": ("blocktext", "quotations", "quote"),
    "item": ("listitem", "listparagraph"),
    "caption": ("caption",),
    "note": ("tablenote",),
    "summary": ("summary",),
    "plain": ("bodytext", "textbody"),
}
