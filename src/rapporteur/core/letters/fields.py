"""Merge fields: `{{ name }}` in the words of a letter.

Strict on purpose: no conditions, no filters, no defaults. A letter goes out with every field
filled, or it does not go out; and since what is put in is never read again, a name that itself
holds braces stays as it is.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

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
    return set(_parts(text)[1::2])


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with every field replaced by its value, each read once.

    Raises FieldProblem for a field that `values` does not know, for one whose value is empty, and
    for braces that are no field.
    """
    parts = _parts(text)
    if len(parts) == 1:
        return text
    for name in sorted(parts[1::2]):
        if name not in values:
            raise FieldProblem(Fault.UNKNOWN, name)
        if not values[name].strip():
            raise FieldProblem(Fault.EMPTY, name)
    return "".join(values[part] if place % 2 else part for place, part in enumerate(parts))


@lru_cache(maxsize=1_000)  # the texts of a template, each filled for every recipient
def _parts(text: str) -> tuple[str, ...]:
    """Words and names of fields by turns."""
    parts = tuple(_FIELD.split(text))
    rest = "".join(parts[::2])
    if stray := _BRACES.search(rest):
        start = max(0, stray.start() - 15)
        raise FieldProblem(Fault.MALFORMED, " ".join(rest[start : stray.end() + 15].split()))
    return parts
