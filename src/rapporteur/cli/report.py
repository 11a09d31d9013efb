"""`rapporteur report`: the report as a file."""

import time
from pathlib import Path

import click
from django.utils import timezone

from rapporteur.cli._database import with_database
from rapporteur.cli._terminal import write_whole
from rapporteur.stages.mandate.queries import consultation_named
from rapporteur.stages.report.exports import CONTENT_TYPES, render


@click.command(name="report")
@click.argument("slug")
@click.option(
    "--to",
    "form",
    type=click.Choice(list(CONTENT_TYPES)),
    help="The form; where not given, what the file's name ends in says it.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="Where to write it; - is standard output.",
)
@with_database
def command(slug: str, *, form: str | None, output: Path) -> None:
    """Write the report of a consultation as a file.

    Its figures and tables are computed from the register. While it is not issued, every page says
    that it is a draft; where nobody has begun one, it is the first draft from the record.

    \b
    Examples:
      rapporteur report netmundial-2014 --to pdf -o netmundial.pdf
      rapporteur report enhanced-cooperation-2010 -o report.docx
      rapporteur report sample --to txt -o - | less
    """
    form = form or output.suffix.removeprefix(".")
    if form not in CONTENT_TYPES:
        raise click.UsageError(f"Say the form: --to {'|'.join(CONTENT_TYPES)}.")
    began = time.perf_counter()
    content = render(consultation_named(slug), form, now=timezone.now())
    if str(output) == "-":
        click.echo(content, nl=False)
        return
    write_whole(output, content)
    seconds = time.perf_counter() - began
    click.echo(f"{output}: {len(content):,} bytes, {seconds:.1f} s.", err=True)
