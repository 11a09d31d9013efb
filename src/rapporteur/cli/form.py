"""`rapporteur form`: a registration form that came back as PDF."""

import json
from pathlib import Path

import click

from rapporteur.core.forms.reading import LARGEST, FormProblem, read


@click.group(name="form")
def command() -> None:
    """Read forms that came back as PDF."""


@command.command(name="read")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def read_file(file: Path) -> None:
    """Write the values of the form FILE as JSON, by the name of the field.

    Needs no database and no settings. Exits with 1 for a file that is damaged or protected, and for
    one that has no fields any more because it was printed to PDF or scanned.

    \b
    Examples:
      rapporteur form read returned.pdf
      rapporteur form read returned.pdf | jq .family_name
    """
    try:
        with file.open("rb") as opened:
            returned = read(opened.read(LARGEST + 1))
    except FormProblem as problem:
        raise click.ClickException(f"{file}: {problem}") from None
    click.echo(json.dumps(returned.values, ensure_ascii=False, indent=2))
    for name in returned.cut:
        click.echo(f"{file}: the field “{name}” is too long and was cut.", err=True)
