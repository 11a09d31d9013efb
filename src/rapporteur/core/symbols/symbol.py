"""A symbol as data: `parse` reads it, `str` writes it, symbols sort as their numbers count.

A/66/77-E/2011/103 is one symbol of two designations, since it is one document.
"""

import re
from dataclasses import dataclass
from functools import cached_property, total_ordering

from rapporteur.core.symbols.mending import mended
from rapporteur.core.symbols.parts import (
    BODIES,
    CHANGES,
    FIRST_COUNTED_SESSION,
    FIRST_COUNTED_YEAR,
    KINDS,
    NAMED,
    ORGANS,
    Role,
    organ_of,
)
from rapporteur.core.symbols.problem import SymbolProblem

LONGEST = 200
"""Characters; the longest symbols that are in use have some 60."""

_ORGAN = "|".join(sorted(ORGANS, key=len, reverse=True))
_DOUBLE = re.compile(rf"-(?=(?:{_ORGAN})/)")
_COMPONENT = re.compile(
    r"(?P<head>[A-Z][A-Za-z]*(?:[.-][A-Z0-9][A-Za-z0-9]*)*|\d+(?:\s?[A-Z])?(?:-[ACEFRS])?)"
    r"(?:\s?\((?P<suffix>[A-Z0-9][A-Za-z0-9. /-]*)\))?(?:\s?(?P<letter>[A-Z]))?(?P<star>\*?)"
)
_SLASH = re.compile(r"/(?![^()/]*(?:/[^()]*)?\))")  # not one between brackets
_SPECIAL_SESSION = re.compile(r"(?:E?S)-\d+")
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Component:
    """What stands between two slashes: what it says (`role`) and what that means, in English.

    `number` is the one that it bears, of "CN.16" 16, of "2011" 2011; None where it bears none.
    """

    text: str
    role: Role
    meaning: str
    number: int | None = None


@dataclass(frozen=True)
class Designation:
    """One series of components that begins with an organ: E/CN.16/2011/CRP.2."""

    components: tuple[Component, ...]

    def __str__(self) -> str:
        return "/".join(component.text for component in self.components)

    @property
    def organ(self) -> str:
        """The first component: "A", "E", "WSIS-05"."""
        return self.components[0].text

    @property
    def session(self) -> str | None:
        """The session that the symbol says: "66", "S-26"."""
        return self._text(Role.SESSION)

    @property
    def year(self) -> int | None:
        """The year that the symbol says."""
        found = self._text(Role.YEAR)
        return int(found) if found else None

    @property
    def kind(self) -> str | None:
        """The prefix of the kind of document: "L", "CRP", "RES"."""
        found = self._text(Role.KIND)
        return re.split(r"[.\d]", found)[0] if found else None

    @property
    def changes(self) -> tuple[str, ...]:
        """What it changes of an earlier text, in order: ("Rev.1", "Corr.2")."""
        return tuple(each.text for each in self.components if each.role is Role.CHANGE)

    @property
    def base(self) -> "Designation":
        """The document that is changed: A/66/77 of A/66/77/Corr.1, and of A/66/77 itself."""
        kept = tuple(each for each in self.components if each.role is not Role.CHANGE)
        return Designation(kept)

    @property
    def body(self) -> str:
        """The name of the body, as near as it is known: "Commission on Science and …"."""
        for length in range(len(self.components), 1, -1):
            name = NAMED.get("/".join(each.text for each in self.components[:length]))
            if name:
                return name
        return ORGANS.get(organ_of(self.organ) or "", self.organ)

    def _text(self, role: Role) -> str | None:
        return next((each.text for each in self.components if each.role is role), None)


@total_ordering
@dataclass(frozen=True)
class Symbol:
    """The symbol of a document: one designation, or two for a document of two organs."""

    designations: tuple[Designation, ...]

    def __str__(self) -> str:
        return "-".join(map(str, self.designations))

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Symbol):
            return NotImplemented
        return self._order < other._order

    @cached_property
    def _order(self) -> tuple[tuple[tuple[int, int, str], ...], ...]:
        """Letters after numbers, numbers by their size: L.5 before L.12, A/66/77 before its Add."""
        return tuple(
            tuple(
                (0, int(piece), "") if piece.isdigit() else (1, 0, piece)
                for component in each.components
                for piece in _DIGITS.split(component.text)
                if piece
            )
            for each in self.designations
        )

    @property
    def first(self) -> Designation:
        """The designation of the organ that is named first."""
        return self.designations[0]

    @property
    def is_double(self) -> bool:
        """Whether the document is one of two organs."""
        return len(self.designations) == 2

    @property
    def changes(self) -> tuple[str, ...]:
        """What it changes of an earlier text; written once, behind the second of two."""
        return self.designations[-1].changes

    @property
    def base(self) -> "Symbol":
        """The symbol of the document that is changed."""
        return Symbol(tuple(each.base for each in self.designations))


def parse(text: str) -> Symbol:
    """Read a symbol.

    Raises SymbolProblem, with the symbol that was probably meant where one can tell.
    """
    if len(text) > LONGEST:
        raise SymbolProblem(f"A symbol has at most {LONGEST} characters; this has {len(text)}.")
    better, slips = mended(text)
    if slips:
        said = f"“{_shown(text)}” is no symbol as it stands. {' '.join(slips)}"
        try:
            meant = str(_strictly(better))
        except SymbolProblem:
            raise SymbolProblem(said) from None
        raise SymbolProblem(f"{said} Write {meant}.", meant)
    return _strictly(text)


def _shown(text: str) -> str:
    """Text from anywhere, as a sentence may repeat it."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:60])


def _strictly(text: str) -> Symbol:
    parts = _DOUBLE.split(text)
    if len(parts) > 2:
        raise SymbolProblem(f"“{_shown(text)}” joins more than two symbols. Cite them one by one.")
    symbol = Symbol(tuple(_designation(part, text) for part in parts))
    if symbol.is_double and len({_body_of(each) for each in symbol.designations}) == 1:
        raise SymbolProblem(
            f"“{_shown(text)}” joins two symbols of one organ. A double symbol is of two organs."
        )
    return symbol


def _body_of(designation: Designation) -> tuple[str, ...]:
    """The organ with its subsidiary bodies: E/CN.4 and E/CN.4/Sub.2 have documents in common."""
    return tuple(
        each.text for each in designation.components if each.role in (Role.ORGAN, Role.BODY)
    )


def _designation(text: str, whole: str) -> Designation:
    pieces = _SLASH.split(text)
    if len(pieces) < 2:
        raise SymbolProblem(
            f"“{_shown(whole)}” is no symbol: it has one part alone. Write it as it is printed on "
            "the document, such as E/2011/103."
        )
    for piece in pieces:
        if not _COMPONENT.fullmatch(piece):
            raise SymbolProblem(
                f"“{_shown(piece)}” is no part of a symbol (in “{_shown(whole)}”). Write it as it "
                "is printed on the document, such as E/CN.16/2011/CRP.2."
            )
    components = tuple(_component(pieces, place) for place in range(len(pieces)))
    designation = Designation(components)
    _check(designation)
    return designation


def _component(pieces: list[str], place: int) -> Component:
    piece = pieces[place]
    found = _COMPONENT.fullmatch(piece)
    head = found["head"] if found else piece
    prefix, _, counted = head.partition(".")
    number = int(counted) if counted.isdigit() else int(head) if head.isdigit() else None
    if place == 0:
        organ = organ_of(head)
        role = Role.ORGAN if organ else Role.SERIES
        return Component(piece, role, ORGANS[organ] if organ else "a series of its own")
    if prefix in CHANGES:
        return Component(piece, Role.CHANGE, _counted(CHANGES[prefix], counted), number)
    if prefix in KINDS:
        return Component(piece, Role.KIND, _counted(KINDS[prefix], counted), number)
    if prefix in BODIES:
        name = NAMED.get("/".join(pieces[: place + 1])) or _counted(BODIES[prefix], counted)
        return Component(piece, Role.BODY, name, number)
    if named := NAMED.get("/".join(pieces[: place + 1])):
        return Component(piece, Role.BODY, named)
    if _SPECIAL_SESSION.fullmatch(head):
        sort = "emergency special" if head.startswith("E") else "special"
        return Component(piece, Role.SESSION, f"{sort} session {head.split('-')[1]}")
    if head.isdigit():
        return _numeral(pieces, place, int(head))
    return Component(piece, Role.SERIES, "a part of the series", number)


def _numeral(pieces: list[str], place: int, number: int) -> Component:
    """A number that more follows is a session or a year; the last one counts the documents."""
    piece = pieces[place]
    following = pieces[place + 1] if place + 1 < len(pieces) else ""
    last = not following or following.split(".")[0] in CHANGES
    if last:
        return Component(piece, Role.NUMBER, f"number {number}", number)
    if 1946 <= number < 2100 and piece.isdigit():
        return Component(piece, Role.YEAR, f"the year {number}", number)
    return Component(piece, Role.SESSION, f"session {number}", number)


def _counted(name: str, counted: str) -> str:
    return f"{name} {counted}" if counted else name


def _check(designation: Designation) -> None:
    text, components = str(designation), designation.components
    for each in components:
        if each.role is Role.CHANGE and each.text != "Summary" and "." not in each.text:
            raise SymbolProblem(f"{text} does not say which {each.meaning} it is.")
    adopted = designation.kind in ("RES", "DEC")
    if components[-1].role is Role.SESSION or _stops_short(designation):
        raise SymbolProblem(f"{text} ends before the number of the document.")
    counted = components[2 if adopted and components[1].role is Role.KIND else 1]
    if designation.organ == "A" and counted.role is Role.SESSION:
        session = counted.number
        if session is not None and session < FIRST_COUNTED_SESSION:
            raise SymbolProblem(
                f"{text} says session {session}. The General Assembly has its session in the "
                f"symbol since the {FIRST_COUNTED_SESSION}st, in 1976."
            )
    first_year = FIRST_COUNTED_YEAR.get(designation.organ)
    if first_year and counted.role is Role.YEAR and (counted.number or 0) < first_year:
        raise SymbolProblem(
            f"{text} says {counted.text}. The {designation.body} has the year in the symbol "
            f"since {first_year}."
        )
    if (
        text.startswith("S/RES/")
        and len(components) == 3
        and not re.search(r"\(\d{4}\)$", components[2].text)
    ):
        raise SymbolProblem(
            f"{text} lacks its year: a resolution of the Security Council is S/RES/1325 (2000)."
        )


def _stops_short(designation: Designation) -> bool:
    """Whether a resolution says its session or year alone: A/RES/65, E/RES/2010."""
    *before, last = designation.components
    if last.text in ("RES", "DEC"):
        return True
    return before[-1].text in ("RES", "DEC") and re.fullmatch(r"\d\d|20\d\d", last.text) is not None
