"""`rapporteur reconcile`: whether anything was lost."""

import sys

import click

from rapporteur.cli._database import with_database
from rapporteur.cli._terminal import progress
from rapporteur.stages.contributions.queries import ItemLine, reconciliation
from rapporteur.stages.mandate.queries import consultation_named


@click.command(name="reconcile")
@click.argument("slug")
@click.option("--settled", is_flag=True, help="Demand too that nothing is undecided.")
@click.option("--quiet", is_flag=True, help="Leave out the line for each item.")
@with_database
def command(slug: str, *, settled: bool, quiet: bool) -> None:
    """Account for all that was received: received = registered + set aside + undecided.

    Item by item; every original is read and compared with its hash, and every entry of the
    register with its origin. Exits with 1, and says what differs, where anything does.

    \b
    Examples:
      rapporteur reconcile sample
      rapporteur reconcile enhanced-cooperation-2010
      rapporteur reconcile sample --settled --quiet
    """
    consultation = consultation_named(slug)
    with progress("Comparing originals") as told:
        account = reconciliation(consultation, progress=told)
    if not quiet:
        for line in account.lines:
            click.echo(_said(line))
    click.echo(account.sentence)
    if account.originals:
        click.echo(f"{account.originals} originals compared with their hashes.")
    for difference in account.differences:
        click.echo(difference, err=True)
    if settled and account.undecided:
        click.echo(f"{account.undecided} still undecided: decide them at the desk.", err=True)
    if not (account.settled if settled else account.clean):
        sys.exit(1)


def _said(line: ItemLine) -> str:
    if line.numbers:
        became = ", ".join(line.numbers)
    elif line.disposition is not None:
        became = str(line.disposition.get_kind_display())
        if line.disposition.duplicate_of is not None:
            became += f" ({line.disposition.duplicate_of})"
    else:
        became = ""
    return f"{line.item.reference:<16}{line.outcome.value:<12}{became}".rstrip()
