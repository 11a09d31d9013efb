"""`rapporteur chart`: a chart from a specification, without database or network."""

from pathlib import Path

import click
from django.conf import settings

from rapporteur.cli._terminal import write_whole
from rapporteur.core.charts.drawing import png, svg
from rapporteur.core.charts.problem import ChartProblem
from rapporteur.core.charts.spec import from_json
from rapporteur.core.charts.words import alternative

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LARGEST = 5_000_000  # bytes; a specification has some hundred


@click.command(name="chart")
@click.argument("spec", type=FILE)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE.svg|png",
    help="Where to write it; what the name ends in says the form.",
)
def command(spec: Path, *, output: Path) -> None:
    """Draw the chart that SPEC (JSON) describes, and say it in words.

    SPEC is an object: `kind` (bar, grouped, stacked, line, dot), `title`, `categories`, `series`
    (each with `name` and `values`, null where there is no figure), `unit` and `language`. The words
    are for whoever cannot see the chart: put them beside it.

    \b
    Examples:
      rapporteur chart tally.json -o tally.svg
      rapporteur chart tally.json -o tally.png
    """
    form = output.suffix.lower()
    if form not in (".svg", ".png"):
        raise click.UsageError("Name the file FILE.svg or FILE.png.")
    try:
        chart = from_json(_text(spec))
        folders = tuple(map(Path, settings.FONT_FOLDERS))
        content = svg(chart, folders).encode() if form == ".svg" else png(chart, folders)
    except ChartProblem as problem:
        raise click.ClickException(str(problem)) from None
    write_whole(output, content)
    click.echo(alternative(chart))


def _text(spec: Path) -> str:
    if spec.stat().st_size > LARGEST:
        raise ChartProblem(
            f"{spec} is far too large to be a chart ({spec.stat().st_size:,} bytes)."
        )
    try:
        return spec.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ChartProblem(f"{spec} is not text in UTF-8.") from None
