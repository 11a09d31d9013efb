"""`rapporteur letters`: a template and a list of recipients in, letters out."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from rapporteur.cli._terminal import progress
from rapporteur.core.fonts import USUAL_FOLDERS
from rapporteur.core.letters import merge
from rapporteur.core.letters.recipients import unknown_fields
from rapporteur.core.letters.template import Template, TemplateProblem, read
from rapporteur.core.text.languages import LANGUAGES
from rapporteur.core.text.tables import Table, Unreadable, read_table

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LARGEST_TEMPLATE = 1_000_000  # bytes
SHOWN = 20  # of those not made; all of them stand in the file


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
    help="Join all into letters.pdf too, for the printer; beyond 500, into volumes of so many.",
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
    Run again, it makes only what is missing or has changed. Exits with 1 where a letter was not
    made.

    \b
    Examples:
      rapporteur letters invitation.txt recipients.csv --out letters
      rapporteur letters invitation.txt recipients.xlsx --out letters --email --one-file
    """
    read_template, table = _template(template), _table(recipients)
    for place in unknown_fields(read_template, table.columns):
        click.echo(
            f"{template}, line {place.line}: neither the list nor the template has a field "
            f"“{place.field}”.",
            err=True,
        )
    for problem in table.problems:
        where = f"line {problem.line}: " if problem.line else ""
        click.echo(f"{recipients}, {where}{problem.message}", err=True)
    fonts = os.environ.get("RAPPORTEUR_FONTS", USUAL_FOLDERS)
    out.mkdir(parents=True, exist_ok=True)
    wishes = merge.Wishes(
        language=language or next(iter(read_template.sections)),
        font_folders=tuple(map(Path, fonts.split(os.pathsep))),
        # Not the clock's: a second run would find every letter changed.
        now=datetime.fromtimestamp(template.stat().st_mtime, UTC),
        emails=email,
        together=one_file,
        # Below some letters a process is dearer than what it does.
        jobs=min(jobs, max(1, len(table.rows) // 50)),
    )
    with progress("Making letters") as told:
        outcome = merge.run(read_template, table.records, out, wishes, told)
    _say(outcome, out)
    sys.exit(1 if outcome.not_made else 0)


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


def _table(place: Path) -> Table:
    try:
        return read_table(place.read_bytes(), place.name)
    except Unreadable as problem:
        raise click.ClickException(problem.message) from None


def _say(outcome: merge.Outcome, out: Path) -> None:
    made = f"{outcome.there:,} letters are in {out}, {outcome.fresh:,} of them made now."
    click.echo(made, err=True)
    if outcome.without_email:
        click.echo(f"{outcome.without_email:,} have no e-mail address: PDF alone.", err=True)
    for line, label, reason in outcome.not_made[:SHOWN]:
        click.echo(f"Not made: line {line} ({label}): {reason}", err=True)
    if outcome.not_made:
        click.echo(f"{len(outcome.not_made):,} not made: {out / merge.NOT_MADE}", err=True)
    if outcome.left_over:
        click.echo(
            f"{len(outcome.left_over):,} files of an earlier run stand for nobody now, "
            f"among them {outcome.left_over[0]}: delete them or mend the list.",
            err=True,
        )
