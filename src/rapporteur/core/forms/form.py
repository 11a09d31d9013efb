"""What a form asks, with every word decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is filled in: a line, several lines, a day, or one of some choices."""

    LINE = "line"
    LINES = "lines"
    EMAIL = "email"
    TELEPHONE = "telephone"
    DAY = "day"
    CHOICE = "choice"


@dataclass(frozen=True)
class Field:
    """name: as its value is called. longest: characters. options: key and label of each choice.

    place: column (0, 1, or None for both), row, and how many rows it takes, on paper.
    """

    name: str
    label: str
    kind: Kind = Kind.LINE
    required: bool = False
    longest: int = 200
    options: tuple[tuple[str, str], ...] = ()
    column: int | None = None
    rows: int = 1


@dataclass(frozen=True)
class Form:
    """heading: what it is. lines: what it is for, where and until when. required: the word that a
    field which must be filled in is marked with."""

    language: str
    heading: str
    lines: tuple[str, ...]
    fields: tuple[Field, ...]
    required: str

    def labels(self) -> Mapping[str, str]:
        """The label of each field by its name."""
        return {field.name: field.label for field in self.fields}
