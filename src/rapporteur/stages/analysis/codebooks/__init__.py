"""Codebooks that come along, one TOML file each, for an analysis to begin from."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rapporteur.stages.analysis.choices import ThemeKind
from rapporteur.stages.analysis.rules import ThemeDraft


@dataclass(frozen=True)
class BundledCodebook:
    """name: that of its file; titles: by language; source: what its themes are taken from."""

    name: str
    titles: Mapping[str, str]
    source: str
    themes: tuple[ThemeDraft, ...]


def bundled() -> tuple[BundledCodebook, ...]:
    """Every codebook that comes along, by name."""
    files = resources.files(__package__).iterdir()
    names = sorted(file.name for file in files if file.name.endswith(".toml"))
    return tuple(_read(name.removesuffix(".toml")) for name in names)


def bundled_named(name: str) -> BundledCodebook | None:
    """The one of that name; None where there is none."""
    return next((codebook for codebook in bundled() if codebook.name == name), None)


@cache
def _read(name: str) -> BundledCodebook:
    with (resources.files(__package__) / f"{name}.toml").open("rb") as file:
        found = tomllib.load(file)
    themes = tuple(
        ThemeDraft(
            key=theme["key"],
            names=theme["names"],
            kind=ThemeKind(theme["kind"]),
            definitions=theme["definitions"],
            terms=theme["terms"],
            source=theme["source"],
            parent=theme.get("parent", ""),
        )
        for theme in found["theme"]
    )
    return BundledCodebook(name, found["title"], found["source"], themes)
