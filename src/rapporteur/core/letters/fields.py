"""Merge fields: `{{ name }}` in the words of a letter.

Strict on purpose: no conditions, no filters, no defaults. A letter goes out with every field
filled, or it does not go out; and since what is put in is never read again, a name that itself
holds braces stays as it is.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

_FIELD = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*\}\}")
_BRACES = re.compile(r"\{\{|\}\}")


class Fault(StrEnum):
    """What is wrong with a merge field."""

    UNKNOWN = "unknown"
    EMPTY = "empty"
    MALFORMED = "malformed"


class FieldProblem(Exception):
    """A text cannot be filled. fault: in which way. field: the name, or the words around it."""

    def __init__(self, fault: Fault, field: str) -> None:
        super().__init__(f"{fault}: {field}")
        self.fault, self.field = fault, field


def fields_in(text: str) -> set[str]:
    """The names of the fields of a text. Raises FieldProblem for braces that are no field."""
    rest = _FIELD.sub("", text)
    if stray := _BRACES.search(rest):
        start = max(0, stray.start() - 15)
        raise FieldProblem(Fault.MALFORMED, " ".join(rest[start : stray.end() + 15].split()))
    return set(_FIELD.findall(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with every field replaced by its value, each read once.

    Raises FieldProblem for a field that `values` does not know, for one whose value is empty, and
    for braces that are no field.
    """
    for name in sorted(fields_in(text)):
        if name not in values:
            raise FieldProblem(Fault.UNKNOWN, name)
        if not values[name].strip():
            raise FieldProblem(Fault.EMPTY, name)
    return _FIELD.sub(lambda field: values[field[1]], text)
