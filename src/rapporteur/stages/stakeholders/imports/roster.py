"""A roster comes in: a CSV or a spreadsheet that lists entities, one a line.

First it is kept and shown as it would be read; a person sets the columns right; then it is taken.
A line that cannot be read is kept aside with the reason and can be downloaded, mended and sent
again: what was taken before is known by its key and stays as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.originals.actions import keep
from rapporteur.base.originals.queries import read
from rapporteur.base.refusals import Refused
from rapporteur.base.spreadsheets import as_csv
from rapporteur.core.text.formulas import cell_sent_back
from rapporteur.core.text.tables import BYTES_LIMIT, Table, Unreadable, read_table
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders import queries
from rapporteur.stages.stakeholders.actions import Listed, take_listed
from rapporteur.stages.stakeholders.imports.lines import BadLine, LineReader, guessed
from rapporteur.stages.stakeholders.models import Category, RosterImport
from rapporteur.stages.stakeholders.rules import ROSTER_FIELDS


@dataclass(frozen=True)
class Fault:
    """Why a line is not taken. line: as a person counts. column: its heading, or empty."""

    line: int
    column: str
    message: str


@dataclass(frozen=True)
class Preview:
    """A roster as it would be read. columns: our field → the list's heading.

    rows: what would be taken, known ones included. known: how many are there already. faults: the
    lines kept aside, the first reason of each. notes: what may be wrong with the file as a whole.
    """

    headings: tuple[str, ...]
    columns: Mapping[str, str]
    rows: tuple[Listed, ...]
    known: int
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]

    @property
    def new(self) -> int:
        """How many would be added."""
        return len(self.rows) - self.known


def receive_roster(
    consultation: Consultation,
    content: bytes,
    *,
    filename: str,
    by: User | str,
    category: Category | None = None,
) -> RosterImport:
    """Keep a list as it came. Nothing is taken from it yet.

    category: the list on which its entities stand, where no column says it.
    Raises Refused for what is no table, naming the file and the line.
    """
    table = _table(content, filename)
    with transaction.atomic():
        roster = RosterImport.objects.create(
            consultation=consultation,
            original=keep(content),
            filename=filename[:200],
            columns=guessed(table.columns),
            category=category,
            uploaded_by=by if isinstance(by, User) else None,
        )
        record("stakeholders.receive_roster", roster, by=by, consultation=consultation.slug)
    return roster


def headings(roster: RosterImport) -> tuple[str, ...]:
    """The headings of a list, as they stand in its first line."""
    return _table(read(roster.original), roster.filename).columns


def preview_roster(roster: RosterImport, columns: Mapping[str, str] | None = None) -> Preview:
    """How a list would be read with these columns; with those guessed or chosen before if None.

    Raises Refused where no column gives the name, or neither a column nor the import gives the
    category.
    """
    table = _table(read(roster.original), roster.filename)
    chosen = {
        field: heading
        for field, heading in (roster.columns if columns is None else columns).items()
        if field in ROSTER_FIELDS and heading in table.columns
    }
    _check_columns(roster, chosen)
    rows: list[Listed] = []
    faults: list[Fault] = []
    lines: dict[str, int] = {}
    reader = LineReader(roster, chosen, {each.key: each for each in Category.objects.all()})
    for row in table.rows:
        try:
            listed = reader.read(row, table)
            if first := lines.get(listed.listed_key):
                raise BadLine(
                    "name", _("It is the same entity as in line %(line)d.") % {"line": first}
                )
        except BadLine as bad:
            faults.append(Fault(row.line, chosen.get(bad.field, ""), bad.message))
        else:
            lines[listed.listed_key] = row.line
            rows.append(listed)
    return Preview(
        headings=table.columns,
        columns=chosen,
        rows=tuple(rows),
        known=queries.known_keys(lines),
        faults=tuple(faults),
        notes=tuple(Fault(each.line, each.column, each.message) for each in table.problems),
    )


@transaction.atomic
def take_roster(
    roster: RosterImport, *, by: User | str, columns: Mapping[str, str] | None = None
) -> RosterImport:
    """Take the entities of a list, with their memberships and contacts.

    What is there already stays as it is, so taking a list twice changes nothing. `outcome` says
    how many were added and known, and which lines were kept aside. Raises Refused as the preview.
    """
    preview = preview_roster(roster, columns)
    added = take_listed(preview.rows, source=roster.filename, by=by)
    roster.columns = dict(preview.columns)
    roster.taken_at = timezone.now()
    roster.outcome = {
        "added": added,
        "known": len(preview.rows) - added,
        "faults": [[fault.line, fault.column, fault.message] for fault in preview.faults],
    }
    roster.save(update_fields=["columns", "taken_at", "outcome"])
    record(
        "stakeholders.take_roster",
        roster,
        by=by,
        consultation=roster.consultation.slug,
        added=added,
        known=len(preview.rows) - added,
        kept_aside=len(preview.faults),
    )
    return roster


def kept_aside(roster: RosterImport) -> str:
    """The lines that were not taken, as CSV: line, column and reason before what stood there."""
    table = _table(read(roster.original), roster.filename)
    faults = {line: (column, message) for line, column, message in roster.outcome["faults"]}
    return as_csv(
        [_("line"), _("column"), _("problem"), *table.columns],
        ([row.line, *faults[row.line], *row.cells] for row in table.rows if row.line in faults),
    )


def _table(content: bytes, filename: str) -> Table:
    """The table in a file, which may be one of ours that was mended (`kept_aside`)."""
    try:
        table = read_table(content, filename)
    except Unreadable as unreadable:
        raise Refused(
            _("The list was not read."), unreadable.message, _("Nothing was taken from it.")
        ) from None
    rows = (replace(row, cells=tuple(map(cell_sent_back, row.cells))) for row in table.rows)
    return replace(table, columns=tuple(map(cell_sent_back, table.columns)), rows=tuple(rows))


def refuse_too_large(filename: str, size: int) -> None:
    """Raises Refused for a file that would not be read, before its bytes (`size`) are in memory."""
    if size > BYTES_LIMIT:
        raise Refused(
            _("The list was not read."),
            _("“%(file)s” is larger than %(limit)d MB.")
            % {"file": filename, "limit": BYTES_LIMIT // 1024**2},
            _("Split it into smaller files."),
        )


def _check_columns(roster: RosterImport, chosen: Mapping[str, str]) -> None:
    missing = [field for field in ("name", "category") if field not in chosen]
    if roster.category_id is not None:
        missing = [field for field in missing if field != "category"]
    if missing:
        label = ROSTER_FIELDS[missing[0]][0]
        raise Refused(
            _("“%(file)s” cannot be taken yet.") % {"file": roster.filename},
            _("Line 1: no column is known to be “%(column)s”, and it is needed.")
            % {"column": label},
            _("Say below which column it is, or add one to the file and send it again."),
        )
