"""Compiles the gettext catalogues: each .po gets its .mo beside it, which git does not keep.

`python -m tools.catalogues` does it in the checkout; hatchling does it before it packs the wheel.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = Path(__file__).parent.parent / "src" / "rapporteur"


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """Lets hatchling compile what is older than its source before it collects the files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_stale(PACKAGE)


def compile_stale(package: Path) -> list[Path]:
    """Compile every catalogue below `package` that is newer than its .mo; return those."""
    stale = list(_stale(package))
    for source in stale:
        compile_catalogue(source)
    return stale


def compile_catalogue(source: Path) -> None:
    """Write the .mo beside a .po; messages marked fuzzy are left out, as msgfmt does."""
    with source.open("rb") as file:
        catalogue = read_po(file)
    with source.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)


def _stale(package: Path) -> Iterator[Path]:
    for source in sorted(package.rglob("*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            yield source


if __name__ == "__main__":
    for catalogue in compile_stale(PACKAGE):
        print(f"Compiled {catalogue.relative_to(PACKAGE)}.")
