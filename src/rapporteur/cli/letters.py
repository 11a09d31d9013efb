"""`rapporteur letters`: a template and a list of recipients in, letters out."""

import os
import sys
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from rapporteur.cli._terminal import progress
from rapporteur.core.alone import Busy
from rapporteur.core.fonts import USUAL_FOLDERS
from rapporteur.core.letters import merge, volumes
from rapporteur.core.letters.email import is_address
from rapporteur.core.letters.recipients import unknown_fields
from rapporteur.core.letters.template import Template, TemplateProblem, read
from rapporteur.core.text.languages import LANGUAGES
from rapporteur.core.text.tables import Problem, Stream, Unreadable, stream_table

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LARGEST_TEMPLATE = 1_000_000  # bytes
SHOWN = 20  # of what is amiss in the list


@click.command(name="letters")
@click.argument("template", type=FILE)
@click.argument("recipients", type=FILE)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="FOLDER",
    help="Where the letters go; the folder is made.",
)
@click.option(
    "--language",
    type=click.Choice(list(LANGUAGES)),
    help="The language of those for whom the list names none; else the template's first.",
)
@click.option("--email", is_flag=True, help="Write each as an e-mail (.eml) too.")
@click.option(
    "--one-file",
    is_flag=True,
    help="Join all into letters.pdf too, for the printer; beyond 400, into volumes of so many.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=lambda: len(os.sched_getaffinity(0)),
    show_default="one a core",
    help="How many processes work at once.",
)
def command(
    template: Path,
    recipients: Path,
    *,
    out: Path,
    language: str | None,
    email: bool,
    one_file: bool,
    jobs: int,
) -> None:
    """Make a letter for each row of RECIPIENTS (CSV or XLSX) from TEMPLATE, as PDF.

    Needs no database and no settings. Every field is checked before the first letter is made;
    whoever cannot have a letter is listed in not-made.csv with the reason, and the others are made.
    Run again, also after it was killed, it makes only what is missing or has changed. Exits with 1
    where a letter or an e-mail was not made.

    \b
    Examples:
      rapporteur letters invitation.txt recipients.csv --out letters
      rapporteur letters invitation.txt recipients.xlsx --out letters --email --one-file
    """
    read_template = _template(template)
    if email and read_template.sender and not is_address(read_template.sender):
        raise click.ClickException(
            f"{template}: “{read_template.sender}”, from whom the e-mails are to be, is no e-mail "
            "address. Mend “from” between the lines “+++”."
        )
    remarks = _Remarks(recipients)
    table = _table(recipients, remarks)
    for place in unknown_fields(read_template, table.columns):
        click.echo(
            f"{template}, line {place.line}: neither the list nor the template has a field "
            f"“{place.field}”.",
            err=True,
        )
    fonts = os.environ.get("RAPPORTEUR_FONTS", USUAL_FOLDERS)
    out.mkdir(parents=True, exist_ok=True)
    wishes = merge.Wishes(
        language=language or next(iter(read_template.sections)),
        font_folders=tuple(map(Path, fonts.split(os.pathsep))),
        # Not the clock's: a second run would find every letter changed.
        now=datetime.fromtimestamp(template.stat().st_mtime, UTC),
        emails=email,
        jobs=jobs,
    )
    with _said(out):
        try:
            with progress("Making letters") as told:
                outcome = merge.run(read_template, table.records, out, wishes, told)
        finally:
            remarks.end()
        if one_file and outcome.there:
            title = read_template.reference or "Letters"
            with progress("Joining them") as told:
                volumes.bind(out, outcome.there, title=title, jobs=jobs, told=told)
    _say(outcome, out)
    sys.exit(1 if outcome.not_made.count or outcome.unsent.count else 0)


@contextmanager
def _said(out: Path) -> Iterator[None]:
    """What may stop the work, as a sentence; what is made by then stays."""
    try:
        yield
    except Unreadable as problem:
        raise click.ClickException(problem.message) from None
    except Busy:
        raise click.ClickException(
            f"{out}: another run is making letters there. Wait for its end, or name another folder."
        ) from None
    except BrokenProcessPool:
        raise click.ClickException(
            "A process that makes letters was ended from outside, as by a lack of memory. "
            "Run the command again: it goes on from what is made."
        ) from None
    except OSError as problem:
        raise click.ClickException(
            f"{problem.filename or out}: {problem.strerror}. "
            "Run the command again when that is mended: it goes on from what is made."
        ) from None


class _Remarks:
    """Says what is amiss in the list as it is read: the first of many, and then how many."""

    def __init__(self, place: Path) -> None:
        self._place, self._count = place, 0

    def told(self, problem: Problem) -> None:
        self._count += 1
        if self._count <= SHOWN:
            where = f"line {problem.line}: " if problem.line else ""
            click.echo(f"{self._place}, {where}{problem.message}", err=True)

    def end(self) -> None:
        if self._count > SHOWN:
            click.echo(f"{self._place}: {self._count - SHOWN:,} more such lines.", err=True)


def _template(place: Path) -> Template:
    try:
        raw = place.read_bytes()
        if len(raw) > LARGEST_TEMPLATE:
            raise TemplateProblem("It is larger than a megabyte: no letter is so long.")
        return read(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        raise click.ClickException(f"{place}: line {line} is not text in UTF-8.") from None
    except TemplateProblem as problem:
        raise click.ClickException(f"{place}: {problem.message}") from None


def _table(place: Path, remarks: _Remarks) -> Stream:
    try:
        return stream_table(place, remarks.told)
    except Unreadable as problem:
        raise click.ClickException(problem.message) from None


def _say(outcome: merge.Outcome, out: Path) -> None:
    made = f"{outcome.there:,} letters are in {out}, {outcome.fresh:,} of them made now."
    click.echo(made, err=True)
    if outcome.without_email:
        click.echo(f"{outcome.without_email:,} have no e-mail address: PDF alone.", err=True)
    for line, label, reason in outcome.unsent.first:
        click.echo(f"No e-mail: line {line} ({label}): {reason}", err=True)
    for line, label, reason in outcome.not_made.first:
        click.echo(f"Not made: line {line} ({label}): {reason}", err=True)
    counts = (
        f"{outcome.not_made.count:,} not made" if outcome.not_made.count else "",
        f"{outcome.unsent.count:,} made without the e-mail" if outcome.unsent.count else "",
    )
    if listed := ", ".join(filter(None, counts)):
        click.echo(f"{listed}: {out / merge.NOT_MADE}", err=True)
    if outcome.left_over:
        click.echo(
            f"{outcome.left_over:,} files of an earlier run stand for nobody now, "
            f"among them {outcome.left_over_first}: delete them or mend the list.",
            err=True,
        )
