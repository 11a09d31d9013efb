"""`rapporteur load`: bring in what comes along."""

import click

from rapporteur.base.refusals import Refused
from rapporteur.cases import CASES, load
from rapporteur.cli._database import with_database

BY = "rapporteur load"


@click.command(name="load")
@click.argument("names", nargs=-1, metavar="NAME...")
@click.option("--list", "listing", is_flag=True, help="List what can be loaded.")
def command(names: tuple[str, ...], *, listing: bool) -> None:
    """Load consultations that come along: two of the past, and a worked sample.

    What is there already stays as it is, so loading again changes nothing.

    \b
    Examples:
      rapporteur load --list
      rapporteur load sample
      rapporteur load enhanced-cooperation-2010 internet-governance-2004
    """
    if listing or not names:
        for name, case in CASES.items():
            click.echo(f"{name:<28}{case.description}")
        if not listing:
            click.echo("Name one or more of these: rapporteur load NAME...", err=True)
        return
    if unknown := [name for name in names if name not in CASES]:
        raise Refused(
            "Nothing was loaded.",
            f"There is no case called “{unknown[0]}”.",
            f"Choose from: {', '.join(CASES)}.",
        )
    _load(names)


@with_database
def _load(names: tuple[str, ...]) -> None:
    for name in names:
        loaded = load(name, by=BY)
        done = "loaded" if loaded.new else "was there already; nothing was changed"
        click.echo(f"{loaded.consultation.slug}: {done}.")
