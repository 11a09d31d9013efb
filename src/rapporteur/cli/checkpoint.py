"""`rapporteur checkpoint`: sign what the ledger has become."""

import click
from django.utils import timezone

from rapporteur.base.ledger.actions import sequence_and_sign
from rapporteur.base.ledger.queries import differences, latest
from rapporteur.base.refusals import Refused
from rapporteur.cli._database import with_database


@click.command(name="checkpoint")
@click.option("--audit", is_flag=True, help="Work out every signed root again from the leaves.")
@with_database
def command(*, audit: bool) -> None:
    """Enter what is waiting in the public ledger and sign a checkpoint.

    Every receipt promises it within two days: run it daily, by a timer. The checkpoint is printed
    as it is published at /ledger/; where nothing was waiting, that is the latest one. Keep copies
    elsewhere: they are what an altered ledger is found out by. Exits with 1 where the stored
    ledger is not what was signed last.

    \b
    Examples:
      rapporteur checkpoint
      rapporteur checkpoint --audit > checkpoint.txt
    """
    checkpoint = sequence_and_sign(timezone.now()) or latest()
    if audit and (found := list(differences())):
        raise Refused(
            "The ledger was altered.",
            " ".join(found),
            "Bring the database back from a copy, then compare with the published checkpoints.",
        )
    if checkpoint is None:
        click.echo("The ledger is empty: nothing was received yet.", err=True)
    else:
        click.echo(checkpoint.text, nl=False)
