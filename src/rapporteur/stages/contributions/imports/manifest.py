"""Any folder with a table that lists its files: one contribution a line.

Columns: `file` (several names parted by semicolons) and `contributor` have to be there;
`organization`, `title`, `group` (its key or name), `language` (ISO 639-1), `region`, `email`,
`received_at` (ISO 8601), `consent` (named, unnamed, withheld) may be. Any encoding, delimiter or
spreadsheet that `core.text.tables` reads will do.
"""

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.core.text.tables import Table, Unreadable, read_table
from rapporteur.stages.contributions import actions
from rapporteur.stages.contributions.choices import Consent, ItemChannel, Mode, Origin
from rapporteur.stages.contributions.imports.folder import open_folder, why_not
from rapporteur.stages.contributions.imports.outcome import ImportOutcome, Problem, Progress
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.contributions.rules import EARLIEST_YEAR, name_key
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders.models import Group
from rapporteur.stages.stakeholders.queries import groups

MANIFEST = "manifest.csv"
REQUIRED = ("file", "contributor")
_ALSO_CALLED = {"files": "file", "organisation": "organization", "name": "contributor"}
Read = TypeVar("Read")


@dataclass(frozen=True)
class Line:
    """A line of the list, understood."""

    number: int
    files: tuple[str, ...]
    contributor: str
    organization: str
    title: str
    group: Group | None
    language: str
    region: str
    email: str
    received_at: datetime | None
    consent: Consent

    @property
    def source(self) -> str:
        """Names the line by its files, so that a mended list takes only what is missing."""
        names = ";".join(self.files)
        if len(names) > 250:
            names = hashlib.sha256(names.encode()).hexdigest()
        return f"manifest:{names}"


class _Bad(ValueError):
    """A cell that cannot be taken: in which column, and why."""

    def __init__(self, column: str, why: str) -> None:
        super().__init__(column, why)
        self.column, self.why = column, why


def import_manifest(
    consultation: Consultation,
    folder: Path,
    *,
    by: User | str,
    manifest: Path | None = None,
    progress: Progress | None = None,
) -> ImportOutcome:
    """Take in and register what a list names, line by line; a line is taken whole or not at all.

    manifest: the list, `manifest.csv` in the folder where not given. A line that cannot be taken
    is kept aside with its line and column; the others are taken all the same. A line that an
    earlier run took stays as it is. Nothing is published and no name is confirmed by an import.

    Raises Refused, and takes nothing, where the folder or the list is not there, the list is not
    a table, or a column that it must have is missing.
    """
    folder = open_folder(folder)
    place = manifest or folder / MANIFEST
    table, records = _read(place)
    known = list(groups(consultation))
    problems = [
        Problem(place.name, each.message, each.line or None, each.column) for each in table.problems
    ]
    counts: Counter[int] = Counter()
    seen: dict[tuple[Path, ...], int] = {}
    taken, there, files = 0, 0, 0
    for done, (number, record) in enumerate(records, start=1):
        try:
            line = _understand(number, record, folder, known, consultation)
            places = _places(folder, line.files)
            if place.resolve() in places:
                raise _Bad("file", _("is this list itself."))
            earlier = seen.setdefault(places, number)
            if earlier != number:
                raise _Bad("file", _("is listed on line %(line)d too.") % {"line": earlier})
            contribution, new = _take(consultation, folder, line, place.name, by)
        except _Bad as bad:
            problems.append(Problem(place.name, bad.why, number, bad.column))
        except Refused as refusal:
            problems.append(Problem(place.name, str(refusal), number))
        else:
            taken, there, files = taken + new, there + (not new), files + len(line.files)
            if contribution.group_id is not None:
                counts[contribution.group_id] += 1
        if progress is not None:
            progress(done, len(records))
    named = {name for _number, record in records for name in _names(record.get("file", ""))}
    return ImportOutcome(
        taken=taken,
        there=there,
        registered=taken,
        files=files,
        by_group={str(group): counts[group.pk] for group in known},
        problems=tuple(sorted(problems, key=lambda problem: problem.line or 0)),
        unlisted=_unlisted(folder, place, named),
    )


def _read(place: Path) -> tuple[Table, list[tuple[int, dict[str, str]]]]:
    if not place.is_file():
        raise Refused(
            _("Nothing was imported."),
            _("There is no list “%(place)s”.") % {"place": place},
            _("Write a CSV with the columns “file” and “contributor”, a line for each."),
        )
    try:
        table = read_table(place.read_bytes(), place.name)
    except Unreadable as problem:
        raise Refused(_("Nothing was imported."), problem.message) from None
    firsts: dict[str, str] = {}
    for column in table.columns:
        first = firsts.setdefault(_heading(column), column)
        if first != column:
            raise Refused(
                _("Nothing was imported."),
                _("%(file)s, line 1: the columns “%(one)s” and “%(other)s” mean the same.")
                % {"file": place.name, "one": first, "other": column},
                _("Leave one of them and import again."),
            )
    missing = [column for column in REQUIRED if column not in firsts]
    if missing:
        raise Refused(
            _("Nothing was imported."),
            _("%(file)s, line 1: there is no column %(missing)s. Its columns are: %(columns)s.")
            % {
                "file": place.name,
                "missing": ", ".join(f"“{column}”" for column in missing),
                "columns": ", ".join(f"“{column}”" for column in table.columns),
            },
            _("Name the columns so and import again."),
        )
    headings = {column: heading for heading, column in firsts.items()}
    return table, [
        (number, {headings[column]: cell for column, cell in record.items()})
        for number, record in table.records()
    ]


def _heading(column: str) -> str:
    plain = column.strip().lower().replace(" ", "_")
    return _ALSO_CALLED.get(plain, plain)


def _understand(
    number: int,
    record: Mapping[str, str],
    folder: Path,
    known: list[Group],
    consultation: Consultation,
) -> Line:
    """The line's cells as values. Raises `_Bad` for the first that cannot be one."""
    files = _names(record.get("file", ""))
    if not files:
        raise _Bad("file", _("no file is named."))
    for name in files:
        if why := why_not(folder, name):
            raise _Bad("file", why)
    if len(set(_places(folder, files))) < len(files):
        raise _Bad("file", _("names the same file twice."))
    if not record.get("contributor", ""):
        raise _Bad("contributor", _("is empty."))
    return Line(
        number=number,
        files=files,
        contributor=record["contributor"],
        organization=record.get("organization", ""),
        title=record.get("title", ""),
        group=_cell(record, "group", lambda cell: _group(cell, known)),
        language=_cell(record, "language", _language) or "",
        region=record.get("region", ""),
        email=record.get("email", ""),
        received_at=_cell(record, "received_at", lambda cell: _instant(cell, consultation.zone)),
        consent=_cell(record, "consent", _consent) or Consent.WITHHELD,
    )


def _cell(record: Mapping[str, str], column: str, read: Callable[[str], Read]) -> Read | None:
    cell = record.get(column, "")
    if not cell:
        return None
    try:
        return read(cell)
    except ValueError as problem:
        raise _Bad(column, str(problem)) from None


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split(";") if name.strip())


def _places(folder: Path, names: tuple[str, ...]) -> tuple[Path, ...]:
    """Where files that can be read lie, however their names are written."""
    return tuple((folder / name).resolve() for name in names)


def _group(cell: str, known: list[Group]) -> Group:
    for group in known:
        if name_key(cell) in {name_key(name) for name in (group.key, *group.names.values())}:
            return group
    raise ValueError(
        _("“%(cell)s” is no group of this consultation; its groups are: %(groups)s.")
        % {"cell": cell, "groups": ", ".join(group.key for group in known) or _("none yet")}
    )


def _language(cell: str) -> str:
    code = cell.lower()
    if len(code) != 2 or not code.isascii() or not code.isalpha():
        raise ValueError(
            _("“%(cell)s” is no language code; write two letters, as in “en”.") % {"cell": cell}
        )
    return code


def _consent(cell: str) -> Consent:
    if cell.lower() not in Consent.values:
        raise ValueError(
            _("“%(cell)s” is not known; write one of: %(known)s.")
            % {"cell": cell, "known": ", ".join(Consent.values)}
        )
    return Consent(cell.lower())


def _instant(cell: str, zone: str) -> datetime:
    """A moment; in the consultation's zone where it names none; a day alone from its start."""
    try:
        if len(cell) <= 10:
            stated = datetime.combine(date.fromisoformat(cell), time())
        else:
            stated = datetime.fromisoformat(cell)
    except ValueError:
        raise ValueError(
            _("“%(cell)s” is no date; write it as in 2026-03-15 or 2026-03-15T14:30+01:00.")
            % {"cell": cell}
        ) from None
    if stated.tzinfo is None:
        stated = stated.replace(tzinfo=ZoneInfo(zone))
    if stated.year < EARLIEST_YEAR:
        raise ValueError(_("“%(cell)s” is too long ago to be meant.") % {"cell": cell})
    if stated > timezone.now():
        raise ValueError(_("“%(cell)s” is still to come.") % {"cell": cell})
    return stated


@transaction.atomic
def _take(
    consultation: Consultation, folder: Path, line: Line, list_name: str, by: User | str
) -> tuple[Contribution, bool]:
    """The contribution of a line, and whether it is new."""
    first, *others = [(Path(name).name, (folder / name).read_bytes()) for name in line.files]
    item = actions.receive(
        consultation,
        channel=ItemChannel.IMPORT,
        content=first[1],
        attachments=others,
        sender=line.contributor,
        claimed={
            "name": line.contributor,
            "organization": line.organization,
            "email": line.email,
            "title": line.title,
            "language": line.language,
            "region": line.region,
            "filename": first[0],
        },
        received_at=line.received_at,
        sent_at=line.received_at,
        source=line.source,
        by=by,
    )
    before = item.contributions.select_related("group").order_by("pk").last()
    if before is not None:
        return before, False
    contribution = actions.register(
        consultation,
        mode=Mode.WRITTEN,
        origin=Origin.ITEMS,
        items=[item],
        contributor=line.contributor,
        organization=line.organization,
        group=line.group,
        region=line.region,
        title=line.title,
        languages=[line.language] if line.language else [],
        consent=line.consent,
        reason=_("Listed in %(list)s, line %(line)d.") % {"list": list_name, "line": line.number},
        by=by,
    )
    return contribution, True


def _unlisted(folder: Path, place: Path, named: set[str]) -> tuple[str, ...]:
    listed = {place.resolve()}
    for name in named:
        with suppress(OSError, RuntimeError):  # no name of a file, or a link that leads to itself
            listed.add((folder / name).resolve())
    unlisted = (
        path.relative_to(folder)
        for path in folder.rglob("*")
        if path.is_file() and path.resolve() not in listed
    )
    return tuple(sorted(os.fsencode(path).decode(errors="replace") for path in unlisted))
