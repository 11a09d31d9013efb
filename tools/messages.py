"""Keeps the catalogues in step with the texts: `python -m tools.messages update|check`.

`update` gathers every text marked for translation into every .po. `check` says which texts a
catalogue lacks, which it holds in vain and which stand untranslated in it, changes nothing, and
exits 1 where there is any. Both need GNU gettext; without it `check` says so in one line and
exits 0.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tools.catalogues import PACKAGE
from tools.system_packages import program

MAKEMESSAGES = ("makemessages", "--all", "--no-obsolete", "--add-location=file")


def update() -> None:
    """Rewrite every .po of the package with the texts that the package has now."""
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(
            [sys.executable, "-m", "django", *MAKEMESSAGES, "--verbosity=0"],
            cwd=PACKAGE,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "rapporteur.site.settings",
                "RAPPORTEUR_HOME": home,
            },
            check=True,
        )


def faults() -> list[str]:
    """Say what is amiss in the catalogues, a line each."""
    sources = sorted(PACKAGE.rglob("*.po"))
    kept = {source: _read(source) for source in sources}
    with _unchanged(sources):
        update()
        wanted = {source: _texts(_read(source)) for source in sources}
    return [
        f"{source.relative_to(PACKAGE)}: {fault}: {text!r}"
        for source in sources
        for fault, texts in {
            "lacks": wanted[source] - _texts(kept[source]),
            "holds in vain": _texts(kept[source]) - wanted[source],
            "stands untranslated": _texts(kept[source], untranslated=True) & wanted[source],
        }.items()
        for text in sorted(texts)
    ]


@contextmanager
def _unchanged(files: list[Path]) -> Iterator[None]:
    contents = {file: (file.read_bytes(), file.stat()) for file in files}
    try:
        yield
    finally:
        for file, (content, stat) in contents.items():
            file.write_bytes(content)
            os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def _read(source: Path) -> Catalog:
    with source.open("rb") as file:
        return read_po(file)


def _texts(catalogue: Catalog, *, untranslated: bool = False) -> set[str]:
    """The English of every message (singular where there are two), its context before it."""
    return {
        f"{message.context}: {text}" if message.context else text
        for message in catalogue
        if (text := message.id if isinstance(message.id, str) else message.id[0])
        and not (untranslated and all(_forms(message.string)) and not message.fuzzy)
    }


def _forms(translation: str | Sequence[str] | None) -> Sequence[str | None]:
    return [translation] if translation is None or isinstance(translation, str) else translation


def main(verb: str) -> int:
    """Carry out the verb; return the exit code."""
    if not program("xgettext"):
        print("Skipped: no GNU gettext here (Debian: gettext), so the catalogues go unchecked.")
        return 0 if verb == "check" else 1
    if verb == "update":
        update()
        return 0
    for fault in (found := faults()):
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
