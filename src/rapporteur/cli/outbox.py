"""`rapporteur outbox`: send what is to be sent."""

import sys

import click
from django.conf import settings

from rapporteur.base.outbox.actions import send_queued
from rapporteur.base.outbox.models import MessageState
from rapporteur.cli._database import with_database


@click.command(name="outbox")
@click.option("--most", default=1000, show_default=True, help="How many at one go.")
@with_database
def command(*, most: int) -> None:
    """Send the messages that are queued: receipts, letters, invitations to answer.

    Without a mail server (RAPPORTEUR_SMTP_HOST) each is written as a file into the folder
    `outbox` of the home folder. What fails is tried again the next time; exits with 1 then. Run
    it every minute or so, by a timer.

    \b
    Example:
      rapporteur outbox
    """
    attempted = list(send_queued(most=most))
    sent = [message for message in attempted if message.state == MessageState.SENT]
    where = settings.EMAIL_HOST or settings.EMAIL_FILE_PATH
    click.echo(f"{len(sent)} sent to {where}.")
    for message in attempted:
        if message not in sent:
            click.echo(f"Not sent to {message.to}: {message.failure}", err=True)
    if len(sent) < len(attempted):
        sys.exit(1)
