"""The bulk download of comments from regulations.gov: a CSV, a comment a line.

Columns: `Document ID` and `Comment` have to be there; the names of the submitter and the
organization, `Title`, `Received Date` or `Posted Date`, `Restrict Reason Type`, and the addresses
in `Attachment Files` and `Content Files` are used where they are. What the addresses lead to has
to lie in a folder beside the list, as `DOCUMENT-ID/attachment_1.pdf` or
`DOCUMENT-ID_attachment_1.pdf`: a third of all comments have their substance in their attachments.
"""

import csv
import json
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.core.text.decoding import decode
from rapporteur.core.text.open_quotes import Fault, records
from rapporteur.stages.contributions import actions
from rapporteur.stages.contributions.choices import Consent, ItemChannel, Mode, Origin
from rapporteur.stages.contributions.imports.folder import why_not
from rapporteur.stages.contributions.imports.outcome import ImportOutcome, Problem, Progress
from rapporteur.stages.contributions.rules import plain_filename
from rapporteur.stages.mandate.models import Consultation

REQUIRED = ("Document ID", "Comment")
ADDRESSES = ("Content Files", "Attachment Files")
_BEYOND = "\0"  # where the cells are beyond the last column; no heading is that
_PROBLEMS = {
    Fault.UNCLOSED: gettext_lazy(
        "a quotation mark is opened and never closed, as far as line %(last)d, so the comment was "
        "not taken; what is behind that line is read."
    ),
    Fault.UNREADABLE: gettext_lazy(
        "is no row of a table, or has a cell that is too long, as far as line %(last)d, so the "
        "comment was not taken; what is behind that line is read."
    ),
}
Row = dict[str, str]


def import_regulations(
    consultation: Consultation,
    place: Path,
    *,
    attachments: Path | None = None,
    by: User | str,
    progress: Progress | None = None,
) -> ImportOutcome:
    """Take in and register the comments of a list, line by line, each whole or not at all.

    place: the CSV. attachments: the folder of the files, that of the list where not given. A
    comment one of whose files is not there is named and left for the next run; one that an earlier
    run took stays as it is. A quotation mark that is opened in a comment and never closed costs
    that comment, which is named by its lines, and none of those behind it. Nothing is published and
    no name is confirmed by an import.

    Raises Refused, and takes nothing, where there is no such list or a column is missing.
    """
    folder = (attachments or place.parent).resolve()
    many = sum(1 for _row in _rows(place))
    taken, there, files = 0, 0, 0
    problems: list[Problem] = []
    for done, (line, row) in enumerate(_rows(place), start=1):
        named, missing = ([], "") if isinstance(row, Problem) else _files(row, folder)
        if isinstance(row, Problem):
            problems.append(row)
        elif _BEYOND in row:
            problems.append(
                Problem(
                    place.name,
                    _("has more cells than there are columns, so the comment was not taken."),
                    line,
                )
            )
        elif missing or len(row.get("Document ID", "").split()) != 1:
            what = missing or _("names no document.")
            column = "Attachment Files" if missing else "Document ID"
            problems.append(Problem(place.name, what, line, column))
        else:
            try:
                new = _take(consultation, row, folder, named, by)
            except Refused as refusal:
                problems.append(Problem(place.name, str(refusal), line))
            else:
                taken, there, files = taken + new, there + (not new), files + 1 + len(named)
        if progress is not None:
            progress(done, many)
    return ImportOutcome(
        taken=taken, there=there, registered=taken, files=files, problems=tuple(problems)
    )


def _rows(place: Path) -> Iterator[tuple[int, Row | Problem]]:
    """The rows of the list, each with the line on which it ends; only the cells that hold
    something. Of lines that are no row, the problem with them."""
    if not place.is_file():
        raise Refused(
            _("Nothing was imported."),
            _("There is no list “%(place)s”.") % {"place": place},
            _("Check the path."),
        )
    with place.open(encoding=_encoding(place), errors="surrogateescape", newline="") as file:
        # A NUL is no part of any text, and the reader takes none.
        lines = (line.replace("\0", "") for line in file)
        head = csv.reader(lines)
        try:
            columns = next(head, [])
        except csv.Error:  # a cell longer than may be, as where a quotation mark stays open
            columns = []
        missing = [column for column in REQUIRED if column not in columns]
        if missing:
            raise Refused(
                _("Nothing was imported."),
                _("%(file)s, line 1: there is no column %(missing)s. Its columns are: %(columns)s.")
                % {
                    "file": place.name,
                    "missing": ", ".join(f"“{column}”" for column in missing),
                    "columns": ", ".join(f"“{each}”" for each in columns),
                },
                _("Name the columns so and import again."),
            )
        needed = [columns.index(column) for column in REQUIRED]
        for read in records(lines, after=head.line_num, document=needed[0], reaches=max(needed)):
            if read.why:
                what = _PROBLEMS[read.why] % {"last": read.last}
                yield read.last, Problem(place.name, what, read.first)
            elif read.cells:
                named = dict(zip(columns, read.cells, strict=False))
                if len(read.cells) > len(columns):
                    named[_BEYOND] = "".join(read.cells[len(columns) :])
                yield read.last, {name: _right(cell) for name, cell in named.items() if cell}


def _encoding(place: Path) -> str:
    with place.open("rb") as file:
        return "utf-16" if file.read(2) in (BOM_UTF16_LE, BOM_UTF16_BE) else "utf-8-sig"


def _right(cell: str) -> str:
    """The cell's characters, where its bytes were not UTF-8."""
    try:
        cell.encode()
    except UnicodeEncodeError:
        return decode(cell.encode("utf-8", "surrogateescape")).text
    return cell


def _files(row: Row, folder: Path) -> tuple[list[Path], str]:
    """The files of a comment, relative to the folder; and why one is missing, or nothing."""
    found = []
    for column in ADDRESSES:
        for address in filter(None, (each.strip() for each in row.get(column, "").split(","))):
            name = plain_filename(urlsplit(address).path)
            document = plain_filename(row["Document ID"]) if row.get("Document ID") else ""
            places = (Path(document) / name, Path(f"{document}_{name}"))
            there = next((each for each in places if not why_not(folder, str(each))), None)
            if there is None:
                return [], _("“%(file)s” is not in the folder, so the comment was not taken.") % {
                    "file": places[0]
                }
            found.append(there)
    return found, ""


@transaction.atomic
def _take(
    consultation: Consultation, row: Row, folder: Path, files: list[Path], by: User | str
) -> bool:
    """Whether the comment is new."""
    document = row["Document ID"]
    person = " ".join(filter(None, (row.get("First Name"), row.get("Last Name"))))
    name = person or row.get("Submitter Name", "") or row.get("Organization Name", "")
    received = _day(row.get("Received Date", "")) or _day(row.get("Posted Date", ""))
    item = actions.receive(
        consultation,
        channel=ItemChannel.IMPORT,
        content=json.dumps(row, ensure_ascii=False, sort_keys=True, indent=0).encode(),
        attachments=[(each.name, (folder / each).read_bytes()) for each in files],
        sender=name,
        claimed={
            "name": name,
            "organization": row.get("Organization Name", ""),
            "title": row.get("Title", ""),
            "region": row.get("State/Province") or row.get("Country", ""),
            "filename": f"{plain_filename(document)}.json",
        },
        received_at=received,
        sent_at=received,
        source=f"regulations.gov:{document}"[:300],
        by=by,
    )
    if item.contributions.exists():
        return False
    restricted = row.get("Restrict Reason Type") or row.get("Is Withdrawn?", "").lower() == "true"
    actions.register(
        consultation,
        mode=Mode.WRITTEN,
        origin=Origin.ITEMS,
        items=[item],
        contributor=name[:300],
        organization=row.get("Organization Name", "")[:300],
        region=item.claimed["region"][:200],
        title=row.get("Title", "")[:500],
        text=row.get("Comment", ""),
        documents=[(each.filename, each.original) for each in item.attachments.all()],
        consent=Consent.WITHHELD if restricted else Consent.NAMED,
        reason=_("Posted at regulations.gov as %(document)s.") % {"document": document},
        by=by,
    )
    return True


def _day(cell: str) -> datetime | None:
    """The beginning of a day, as the list writes it: 2017-05-24T00:00Z, or a day alone."""
    try:
        return datetime.combine(date.fromisoformat(cell[:10]), time(), UTC)
    except ValueError:
        return None
