"""`rapporteur tally`: the table of contributions."""

import click

from rapporteur.cli._database import with_database
from rapporteur.stages.contributions.exports import tally_csv, tally_json, tally_rows
from rapporteur.stages.contributions.queries import Tally, tally
from rapporteur.stages.mandate.queries import consultation_named

WIDEST = 34  # characters of a heading before it is broken


@click.command(name="tally")
@click.argument("slug")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
)
@with_database
def command(slug: str, *, form: str) -> None:
    """Count the contributions of a consultation: groups down, modes across, totals.

    Every number is computed from the register by the counting rules, which stand below the table.

    \b
    Examples:
      rapporteur tally enhanced-cooperation-2010
      rapporteur tally netmundial-2014 --format csv > counts.csv
    """
    counted = tally(consultation_named(slug))
    if form == "json":
        click.echo(tally_json(counted))
    elif form == "csv":
        click.echo("".join(tally_csv(counted)), nl=False)
    else:
        click.echo("\n".join(_lines(counted)))


def _lines(counted: Tally) -> list[str]:
    head, *body = [[str(cell) for cell in row] for row in tally_rows(counted)]
    headings = [_broken(cell) for cell in head]
    height = max(len(each) for each in headings)
    heads = [
        [each[line - height + len(each)] if line >= height - len(each) else "" for each in headings]
        for line in range(height)
    ]
    widths = [max(len(row[at]) for row in [*heads, *body]) for at in range(len(head))]

    def laid(row: list[str]) -> str:
        first, *rest = (cell.ljust(widths[0]) if at == 0 else cell.rjust(widths[at])
                        for at, cell in enumerate(row))  # fmt: skip
        return "  ".join([first, *rest]).rstrip()

    rule = "-" * len(laid(["-" * width for width in widths]))
    texts, names = (
        "not known" if number is None else str(number)
        for number in (counted.distinct_texts, counted.distinct_contributors)
    )
    return [
        *map(laid, heads),
        rule,
        *map(laid, body[:-1]),
        rule,
        laid(body[-1]),
        "",
        f"Written and oral contributions: {counted.headline}; counted in all: {counted.total}.",
        f"Distinct texts: {texts}; distinct contributors: {names}.",
        *counted.notes,
    ]


def _broken(heading: str) -> list[str]:
    """A heading in lines of at most WIDEST characters."""
    lines = [""]
    for word in heading.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= WIDEST or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
