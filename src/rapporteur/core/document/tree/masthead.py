"""The head of the first page."""

import re
from dataclasses import dataclass

from rapporteur.core.document.characters import admit

_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


@dataclass(frozen=True)
class AgendaItem:
    """Where a body takes the document up.

    `place`: "Item 17 of the preliminary list"; `note`: what the asterisk says ("A/66/50.").
    """

    place: str
    title: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        for each in (self.place, self.title, self.note):
            admit(each, "an agenda item")


@dataclass(frozen=True)
class Body:
    """An organ to which the document is addressed, its session line by line, its agenda item."""

    name: str
    session: tuple[str, ...] = ()
    agenda_item: AgendaItem | None = None

    def __post_init__(self) -> None:
        for each in (self.name, *self.session):
            admit(each, "the masthead")

    @property
    def session_lines(self) -> tuple[tuple[str, bool], ...]:
        """Each line of the session, and whether it says where and when that is held.

        "Substantive session of 2011" names it and prints bold, as the first line always does;
        "Geneva, 4-29 July 2011", with a day and a year, prints light.
        """
        return tuple(
            (line, bool(index and _DAY.search(line) and _YEAR.search(line)))
            for index, line in enumerate(self.session)
        )


@dataclass(frozen=True)
class Masthead:
    """The head of the first page. What is not yet assigned stays empty and prints nothing.

    `symbols`: one or two ("A/66/77", "E/2011/103"); `distribution`, `date` and
    `original_language` are written out in the document's language.
    """

    bodies: tuple[Body, ...] = ()
    symbols: tuple[str, ...] = ()
    distribution: str = ""
    date: str = ""
    original_language: str = ""

    def __post_init__(self) -> None:
        for each in (*self.symbols, self.distribution, self.date, self.original_language):
            admit(each, "the masthead")

    @property
    def symbol(self) -> str:
        """The symbols as one, as a double symbol is cited: "A/66/77-E/2011/103"."""
        return "-".join(self.symbols)
