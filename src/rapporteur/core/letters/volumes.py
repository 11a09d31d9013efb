"""All letters for the printer: one file, or volumes of so many, and a list of what is in which.

`volumes.csv` says from which line of the recipients' list to which each volume goes. A volume that
is there and holds the same letters is not joined again, and one that an earlier, longer list left
is taken away: the printer would print it.
"""

import csv
import hashlib
import os
import shutil
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from rapporteur.core.letters import journal
from rapporteur.core.letters.batch import leave_with, write_whole
from rapporteur.core.letters.printer import join
from rapporteur.core.text.formulas import cell_sent_back

NAME = "volumes.csv"
COLUMNS = ("file", "letters", "from line", "to line", "bytes", "mark")
TOGETHER = "letters.pdf"
VOLUME = 400  # letters joined into one file: 3,650 in one would need more than a gigabyte


@dataclass(frozen=True)
class Volume:
    """Letters that follow one another in the list, in one file. names: of whom they are for.
    mark: of what is in it."""

    file: str
    letters: tuple[str, ...]
    names: tuple[str, ...]
    lines: tuple[int, int]
    mark: str

    def row(self, size: int) -> tuple[object, ...]:
        """Its cells, by COLUMNS."""
        return (self.file, len(self.letters), *self.lines, size, self.mark)


def bind(
    folder: Path, letters: int, *, title: str, jobs: int, told: Callable[[int, int], None]
) -> None:
    """Join the letters that `made.csv` names. letters: how many they are, one at least.

    told: called with how many of how many volumes are done.
    """
    for part in folder.glob(".join-*"):  # of a run that was killed
        shutil.rmtree(part, ignore_errors=True)
    earlier = _earlier(folder)
    rows = []
    total = -(-letters // VOLUME)
    with (folder / NAME).open("ab") as journaled:
        for volume in _joined(
            folder, _volumes(folder, total, title), earlier, title, min(jobs, total)
        ):
            rows.append(volume.row((folder / volume.file).stat().st_size))
            journaled.write(journal.line(rows[-1]))
            journaled.flush()
            told(len(rows), total)
    for name in earlier.keys() - {str(row[0]) for row in rows}:
        (folder / name).unlink(missing_ok=True)
    lines = (journal.line(row) for row in (COLUMNS, *rows))
    write_whole(folder / NAME, b"".join(("\ufeff".encode(), *lines)))


def _volumes(folder: Path, total: int, title: str) -> Iterator[Volume]:
    made = journal.read(folder)
    number = 0
    while some := list(islice(made, VOLUME)):
        number += 1
        name = f"{Path(TOGETHER).stem}-{number}.pdf" if total > 1 else TOGETHER
        names = tuple(cell_sent_back(each.recipient) or each.file for each in some)
        told = "\0".join((title, *names, *(f"{each.file}\0{each.mark}" for each in some)))
        yield Volume(
            name,
            tuple(each.file for each in some),
            names,
            (some[0].line, some[-1].line),
            hashlib.sha256(told.encode()).hexdigest()[:32],
        )


def _joined(
    folder: Path,
    volumes: Iterator[Volume],
    earlier: dict[str, tuple[str, int]],
    title: str,
    jobs: int,
) -> Iterator[Volume]:
    """The volumes in their order, each when it is there."""
    # Not forked: a process that has threads, as every one with Typst, may not be.
    with ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=leave_with, initargs=(os.getpid(),)
    ) as pool:
        running: deque[tuple[Volume, Future[None] | None]] = deque()
        try:
            while True:
                for volume in islice(volumes, 2 * jobs - len(running)):
                    place = folder / volume.file
                    there = place.stat().st_size if place.is_file() else -1
                    due = earlier.get(volume.file) != (volume.mark, there)
                    running.append(
                        (volume, pool.submit(_join, folder, volume, title) if due else None)
                    )
                if not running:
                    return
                volume, future = running.popleft()
                if future is not None:
                    future.result()
                yield volume
        finally:
            pool.shutdown(cancel_futures=True)


def _join(folder: Path, volume: Volume, title: str) -> None:
    files = [folder / each for each in volume.letters]
    join(files, folder / volume.file, title=title, names=volume.names)


def _earlier(folder: Path) -> dict[str, tuple[str, int]]:
    """Mark and size of each volume that an earlier run noted, by the name of its file."""
    place = folder / NAME
    if not place.is_file():
        return {}
    with place.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = [row for row in csv.reader(file) if len(row) == len(COLUMNS)]
    return {
        row[0]: (row[5], int(row[4]))
        for row in rows
        if row[4].isdecimal() and Path(row[0]).name == row[0]
    }
