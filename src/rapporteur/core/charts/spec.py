"""What a chart shows. A specification that exists can be drawn: what could not is refused here."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rapporteur.core.charts.problem import ChartProblem
from rapporteur.core.document.characters import admit
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree import LANGUAGES

MOST_CATEGORIES = 60
"""Bars that one page has room for."""
MOST_POINTS = 400
"""Points of a line."""
MOST_SERIES = 8
"""As many patterns can be told apart without colour."""
LONGEST_NAME = 200
LARGEST = 1e15

Value = float | int | None
"""None where there is no figure; that is not 0."""


class Kind(StrEnum):
    """How figures are drawn."""

    BAR = "bar"
    GROUPED = "grouped"
    STACKED = "stacked"
    LINE = "line"
    DOT = "dot"


@dataclass(frozen=True)
class Series:
    """A name, and a value for each category."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Chart:
    """A chart: `categories` down the side (along the bottom for a line), `series` by pattern.

    `unit` is what the numbers count ("contributions"). Raises ChartProblem where it cannot be
    drawn or would mislead.
    """

    kind: Kind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    language: str = "en"

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise ChartProblem(
                f"A chart cannot be written in {self.language!r}. "
                f"Choose one of {', '.join(LANGUAGES)}."
            )
        _check_name(self.title, "the title", required=True)
        _check_name(self.unit, "the unit")
        _check_names(self.categories, "category")
        _check_names(tuple(each.name for each in self.series), "series")
        most = MOST_POINTS if self.kind is Kind.LINE else MOST_CATEGORIES
        if len(self.categories) > most:
            raise ChartProblem(
                f"There are {len(self.categories):,} categories; a {self.kind} chart shows {most} "
                "at most. Gather the small ones, or give a table instead."
            )
        if len(self.series) > MOST_SERIES:
            raise ChartProblem(
                f"There are {len(self.series):,} series; {MOST_SERIES} can be told apart. "
                "Make more charts of it."
            )
        if self.kind is Kind.BAR and len(self.series) > 1:
            raise ChartProblem(
                f"A bar chart has one series; there are {len(self.series)}. "
                "Make it grouped or stacked."
            )
        for each in self.series:
            self._check_values(each)

    def _check_values(self, series: Series) -> None:
        if len(series.values) != len(self.categories):
            raise ChartProblem(
                f"Series {series.name!r} has {len(series.values)} values for "
                f"{len(self.categories)} categories. Give one each, null where there is none."
            )
        for category, value in zip(self.categories, series.values, strict=True):
            if value is None:
                continue
            where = f"the value of {category!r} in series {series.name!r}"
            if not math.isfinite(value) or abs(value) > LARGEST:
                raise ChartProblem(f"{where.capitalize()} is {value}, which cannot be drawn.")
            if value < 0 and self.kind is Kind.STACKED:
                raise ChartProblem(
                    f"{where.capitalize()} is {value}. Parts of a whole cannot be negative; "
                    "make the chart grouped."
                )
        if all(value is None for value in series.values):
            raise ChartProblem(f"Series {series.name!r} has no figure at all. Leave it out.")


def from_json(text: str) -> Chart:
    """Read a specification.

    An object with `kind`, `title`, `categories` (names), `series` (a list of objects with `name`
    and `values`), and where wanted `unit` and `language`. Raises ChartProblem.
    """
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ChartProblem(f"This is not JSON: {error}.") from error
    if not isinstance(held, dict):
        raise ChartProblem("This JSON is no chart. It should be an object with kind, title, …")
    strange = held.keys() - {"kind", "title", "categories", "series", "unit", "language"}
    missing = {"kind", "title", "categories", "series"} - held.keys()
    for names, said in ((missing, "lacks"), (strange, "has the unknown field")):
        if names:
            raise ChartProblem(f"The chart {said} {', '.join(sorted(names))!r}.")
    kinds = [kind.value for kind in Kind]
    if held["kind"] not in kinds:
        raise ChartProblem(f"The kind {held['kind']!r} is none of {', '.join(kinds)}.")
    return Chart(
        Kind(held["kind"]),
        _text(held["title"], "title"),
        tuple(_text(each, "a category") for each in _list(held["categories"], "categories")),
        tuple(_series(each) for each in _list(held["series"], "series")),
        _text(held.get("unit", ""), "unit"),
        _text(held.get("language", "en"), "language"),
    )


def _series(held: Any) -> Series:
    if not isinstance(held, Mapping) or held.keys() != {"name", "values"}:
        raise ChartProblem("A series is an object with 'name' and 'values', and nothing else.")
    name = _text(held["name"], "the name of a series")
    values = _list(held["values"], f"the values of series {name!r}")
    return Series(name, tuple(_value(each, name) for each in values))


def _value(held: Any, series: str) -> Value:
    if held is None or (isinstance(held, int | float) and not isinstance(held, bool)):
        return held
    raise ChartProblem(f"Series {series!r} holds {str(held)[:40]!r}, which is no number.")


def _text(held: Any, what: str) -> str:
    if not isinstance(held, str):
        raise ChartProblem(f"In the chart, {what} should be a text.")
    return held


def _list(held: Any, what: str) -> list[Any]:
    if not isinstance(held, list):
        raise ChartProblem(f"In the chart, {what} should be a list.")
    return held


def _check_names(names: tuple[str, ...], what: str) -> None:
    if not names:
        raise ChartProblem(f"The chart has no {what}. Give it one.")
    seen: set[str] = set()
    for name in names:
        _check_name(name, f"the name of a {what}", required=True)
        if name in seen:
            raise ChartProblem(f"The {what} {name!r} is there twice. Rename one of the two.")
        seen.add(name)


def _check_name(name: str, what: str, *, required: bool = False) -> None:
    if required and not name.strip():
        raise ChartProblem(f"In the chart, {what} is empty.")
    if len(name) > LONGEST_NAME:
        raise ChartProblem(f"In the chart, {what} has {len(name):,} characters, beyond "
                           f"{LONGEST_NAME}: {name[:30]!r} … Shorten it.")  # fmt: skip
    try:
        admit(name, what)
    except DocumentProblem as problem:
        raise ChartProblem(str(problem)) from problem
