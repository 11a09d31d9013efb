"""Folders that are whole and of the same input, and used again; or made anew."""

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import daft

from rapporteur.core.campaigns.discovery import SAMPLE
from rapporteur.core.campaigns.intake import BrokenOff, SetAside, Source, Unreadable
from rapporteur.core.campaigns.near import NEAR

VERSION = "10"

Told = Callable[[str], None]


@dataclass(frozen=True)
class Stages:
    """Folders that are whole, or made anew."""

    folder: Path
    of: str
    told: Told

    def made(self, name: str, make: Callable[[Path], None]) -> Path:
        place = self.folder / name
        seal = place / "done"
        if seal.is_file() and seal.read_text() == self.of:
            self.told(f"{name}: kept from before")
            return place
        if place.is_dir() and not seal.is_file():
            why = "the last run was ended in it (was there enough memory?)"
            self.told(f"{name}: made anew, since {why}")
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        self.told(name)
        make(place)
        seal.write_text(self.of)
        return place


def fingerprint(sources: Sequence[Source]) -> str:
    facts: list[Any] = [VERSION, daft.__version__, SAMPLE, NEAR]
    for source in sources:
        stat = source.given.stat()
        file = [str(source.given.resolve()), stat.st_size, stat.st_mtime_ns]
        facts.append([*file, source.columns, source.rows])
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def literal(path: Path) -> str:
    """A path as Daft takes it, in which nothing stands for other paths."""
    return re.sub(r"([*?\[\]{}\\])", r"\\\1", str(path))


def whole_of(sources: Sequence[Source], stages: Stages, aside: SetAside) -> list[Source]:
    """The sources without those that break off in the middle. Known from the last run, if any."""
    note = stages.folder / "broken.json"
    known: dict[str, str] = {}
    if note.is_file():
        kept = json.loads(note.read_text())
        known = kept["broken"] if kept["of"] == stages.of else {}
    for name, what in known.items():
        BrokenOff(what).told(Path(name), aside)
    whole = [source for source in sources if str(source.path) not in known]
    if not whole:
        raise Unreadable("No file can be read. " + " ".join(aside.sentences))
    return whole
