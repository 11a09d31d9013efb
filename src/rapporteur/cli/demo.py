"""`rapporteur demo`: everything to look at, served."""

import click
from django.utils import timezone

from rapporteur.base.ledger.actions import sequence_and_sign
from rapporteur.base.outbox.actions import send_queued
from rapporteur.cases import CASES, load
from rapporteur.cases.accounts import ACCOUNTS, PASSWORD, appoint_everywhere
from rapporteur.cli import _server
from rapporteur.cli._database import with_database

BY = "rapporteur demo"


@click.command(name="demo")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--no-serve", is_flag=True, help="Load and say what there is, without serving it.")
@with_database
def command(*, port: int, no_serve: bool) -> None:
    """Load the demonstration and serve it to this machine.

    A fictional consultation that is open now, with an account for each role; and two of the past,
    reconstructed from their documents. Quick the second time: what is there stays as it is.

    \b
    Examples:
      rapporteur demo
      RAPPORTEUR_HOME=/tmp/trial rapporteur demo --port 8080
    """
    for name in CASES:
        loaded = load(name, by=BY)
        click.echo(f"{loaded.consultation}: {'loaded' if loaded.new else 'is there'}.")
    appoint_everywhere(by=BY)
    for _message in send_queued():
        pass
    sequence_and_sign(timezone.now())
    _say_accounts()
    if no_serve:
        return
    at = _server.bound("127.0.0.1", port)
    _server.say_where(at, wished=port)
    _server.serve(at, workers=2)


def _say_accounts() -> None:
    click.echo("\nAccounts to sign in with, at the foot of each page:")
    for account in ACCOUNTS:
        click.echo(f"  {account.email:<28}{account.name}, {account.role.label}")
    click.echo(f"The password of each: {PASSWORD}\n")
