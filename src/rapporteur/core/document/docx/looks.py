"""The styles of a Word file, by what they are rather than by what somebody named them.

A style keeps its id when Word shows it under the name of another language, and its built-in name
when its id is another; so a paragraph is known by either, or by those of the style it builds on.
"""

from dataclasses import dataclass

from lxml import etree

from rapporteur.core.document.docx.markup import W

_W = f"{{{W}}}"
_DEEPEST = 12


@dataclass(frozen=True)
class Look:
    """A style: its names from itself to the one that all build on, in small letters without
    spaces; the list that counts its paragraphs; its level in the outline (0 the first)."""

    names: tuple[str, ...] = ()
    list_: str = ""
    level: int | None = None
    outline: int | None = None
    bold: bool = False
    italic: bool = False

    def is_(self, *names: str) -> bool:
        """Whether it is one of these styles or builds on one."""
        return any(name in self.names for name in names)


def looks(root: etree._Element | None) -> dict[str, Look]:
    """Read `styles.xml`: each style by its id."""
    found = {} if root is None else {_id(each): each for each in root.iter(f"{_W}style")}
    return {id_: _look(id_, found) for id_ in found}


def _look(id_: str, found: dict[str, etree._Element]) -> Look:
    names: list[str] = []
    list_, level, outline = "", None, None
    bold = italic = False
    for _step in range(_DEEPEST):
        element = found.get(id_)
        if element is None:
            break
        names += [_plain(id_), _plain(_value(element, "name"))]
        properties = element.find(f"{_W}pPr")
        if properties is not None:
            list_ = list_ or _value(properties, "numPr", "numId")
            level = _number(_value(properties, "numPr", "ilvl")) if level is None else level
            outline = _number(_value(properties, "outlineLvl")) if outline is None else outline
        run = element.find(f"{_W}rPr")
        bold, italic = bold or is_on(run, "b"), italic or is_on(run, "i")
        id_ = _value(element, "basedOn")
    return Look(tuple(dict.fromkeys(filter(None, names))), list_, level, outline, bold, italic)


def is_on(properties: etree._Element | None, name: str) -> bool:
    """Whether a property that is on or off is on."""
    found = None if properties is None else properties.find(f"{_W}{name}")
    return found is not None and found.get(f"{_W}val", "1") not in ("0", "false", "off")


def _value(element: etree._Element, *path: str) -> str:
    found = element.find("/".join(f"{_W}{name}" for name in path))
    return "" if found is None else str(found.get(f"{_W}val") or "")


def _number(value: str) -> int | None:
    return int(value) if value.isdigit() else None


def _id(element: etree._Element) -> str:
    return str(element.get(f"{_W}styleId") or "")


def _plain(name: str) -> str:
    return "".join(name.lower().split())
