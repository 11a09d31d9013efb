"""A mail merge: a template and a list in, a folder of letters out, and two lists of what was done.

`made.csv` says where each letter is; `not-made.csv` names who has none, and why. A second run makes
only what is missing or has changed: each letter's row holds a mark of everything that decides how
it looks, and is written as soon as the letter is.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from rapporteur.core.letters.batch import Order, make, write_whole
from rapporteur.core.letters.names import FileNames
from rapporteur.core.letters.printer import join
from rapporteur.core.letters.recipients import NotMade, Recipient, recipients, write
from rapporteur.core.letters.template import Template

MADE, NOT_MADE, TOGETHER = "made.csv", "not-made.csv", "letters.pdf"
VOLUME = 500  # letters joined into one file: 3,650 in one would need more than a gigabyte
MADE_COLUMNS = ("line", "recipient", "language", "file", "email", "bytes", "mark")
NOT_MADE_COLUMNS = ("line", "recipient", "reason")
# A spreadsheet would run a cell that begins so; whose names these are is not ours to know.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Wishes:
    """language: of whom the list names none. emails: whether each is written as e-mail too.
    together: whether all are joined for the printer. now: for a template without a date."""

    language: str
    font_folders: tuple[Path, ...]
    now: datetime
    emails: bool = False
    together: bool = False
    jobs: int = 1


@dataclass(frozen=True)
class Outcome:
    """How many letters are there, how many of them were made by this run; who has none, and why.

    left_over: files of an earlier run that no letter of this one stands for.
    """

    there: int
    fresh: int
    without_email: int
    not_made: tuple[tuple[int, str, str], ...]
    left_over: tuple[str, ...]


def run(
    template: Template,
    records: Callable[[], Iterable[tuple[int, Mapping[str, str]]]],
    folder: Path,
    wishes: Wishes,
    told: Callable[[int, int], None],
) -> Outcome:
    """Make the letters. records: gives line and cells by heading, as tables have them, each time
    that it is called: of a long list nothing is kept twice. told: called with how many of how many
    are done.

    Every field of every letter is checked before the first is made.
    Raises OSError where the folder cannot be written.
    """
    for part in folder.glob(".*.part"):  # of a run that was killed
        part.unlink(missing_ok=True)
    names = FileNames()
    files: list[str] = []
    refused: dict[int, tuple[int, str, str]] = {}
    for index, person in enumerate(recipients(template, records())):
        files.append(_file(names, person))
        if reason := _reason(person, template, wishes.language):
            refused[index] = (person.line, person.label, reason)
    earlier = _read(folder / MADE)
    wanted = len(files) - len(refused)
    ordered: dict[int, tuple[int, str, str]] = {}  # line, recipient, file of its e-mail

    def orders() -> Iterator[Order]:
        for index, person in enumerate(recipients(template, records())):
            if index in refused:
                continue
            file = files[index]
            to = person.values.get("email", "").strip() if wishes.emails else ""
            ordered[index] = (person.line, person.label, f"{file}.eml" if to else "")
            yield Order(
                index,
                write(person, template, default=wishes.language),
                file,
                to=to,
                name=person.person or person.label,
                sender=template.sender,
                before=earlier.get(f"{file}.pdf", {}).get("mark", ""),
            )

    created = datetime.combine(template.dated or wishes.now.date(), time(0), UTC)
    rows: dict[int, tuple[object, ...]] = {}
    fresh = done = 0
    with (folder / MADE).open("a", encoding="utf-8", newline="") as journal:
        writer = csv.writer(journal)
        if not journal.tell():
            writer.writerow(MADE_COLUMNS)
        for made in make(
            orders(),
            folder,
            created=created,
            font_folders=wishes.font_folders,
            jobs=wishes.jobs,
        ):
            done += 1
            told(done, wanted)
            line, label, mail = ordered.pop(made.key)
            if made.problem:
                refused[made.key] = (line, label, made.problem)
                continue
            file = f"{files[made.key]}.pdf"
            rows[made.key] = (line, label, made.language, file, mail, made.size, made.mark)
            fresh += made.fresh
            if made.fresh:
                writer.writerow(rows[made.key])
                journal.flush()
    _write(folder / MADE, MADE_COLUMNS, [rows[index] for index in sorted(rows)])
    not_made = tuple(refused[index] for index in sorted(refused))
    _write(folder / NOT_MADE, NOT_MADE_COLUMNS, not_made)
    if wishes.together:
        paths = [folder / f"{files[index]}.pdf" for index in sorted(rows)]
        _join(paths, folder, template.reference or "Letters")
    present = {str(row[3]) for row in rows.values()}
    return Outcome(
        there=len(rows),
        fresh=fresh,
        without_email=sum(not row[4] for row in rows.values()) if wishes.emails else 0,
        not_made=not_made,
        left_over=tuple(
            sorted(name for name in earlier.keys() - present if (folder / name).is_file())
        ),
    )


def _join(paths: Sequence[Path], folder: Path, title: str) -> None:
    """Join the letters for the printer: into `letters.pdf`, or volumes where they are many."""
    volumes = [paths[start : start + VOLUME] for start in range(0, len(paths), VOLUME)]
    for number, volume in enumerate(volumes, 1):
        name = TOGETHER if len(volumes) == 1 else f"{Path(TOGETHER).stem}-{number}.pdf"
        join(volume, folder / name, title=title)


def _file(names: FileNames, person: Recipient) -> str:
    own = person.values
    return names.name(
        own.get("file", ""), own.get("reference", ""), own.get("organization", ""), person.person
    )


def _reason(person: Recipient, template: Template, language: str) -> str:
    try:
        write(person, template, default=language)
    except NotMade as problem:
        return problem.reason
    return ""


def _read(place: Path) -> dict[str, dict[str, str]]:
    """The rows of an earlier run by file; a row that was cut off counts for nothing."""
    if not place.is_file():
        return {}
    with place.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = [row for row in csv.reader(file) if len(row) == len(MADE_COLUMNS)]
    found = (dict(zip(MADE_COLUMNS, row, strict=True)) for row in rows)
    return {row["file"]: row for row in found if len(row["mark"]) == 32}


def _write(place: Path, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_safe(value) for value in row])
    write_whole(place, f"\ufeff{written.getvalue()}".encode())


def _safe(value: object) -> object:
    formula = isinstance(value, str) and value.startswith(_STARTS_A_FORMULA)
    return f"'{value}" if formula else value
