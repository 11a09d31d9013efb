"""`rapporteur work`: what is to be done in the background."""

import sys
from collections.abc import Callable
from datetime import timedelta

import click
from django.utils import timezone

from rapporteur.base.leases import others_go_on
from rapporteur.base.ledger.actions import sequence_and_sign
from rapporteur.base.outbox.actions import send_queued
from rapporteur.base.planning import count_what_grew
from rapporteur.base.refusals import Refused
from rapporteur.base.viruses.actions import scan_waiting
from rapporteur.cli._database import with_database
from rapporteur.cli._terminal import turns
from rapporteur.stages.analysis.actions import search_waiting
from rapporteur.stages.contributions.actions.accounting import draw_up_accounts
from rapporteur.stages.contributions.actions.copying import copy_waiting
from rapporteur.stages.contributions.actions.documents import read_waiting
from rapporteur.stages.contributions.actions.drafts import purge_drafts
from rapporteur.stages.contributions.actions.pending import go_on
from rapporteur.stages.contributions.actions.repeats import return_repeats
from rapporteur.stages.contributions.actions.scans import recognise_waiting
from rapporteur.stages.contributions.actions.screening import screen_waiting
from rapporteur.stages.contributions.actions.sighting import look_at_waiting
from rapporteur.stages.contributions.actions.submissions import post_receipts_due
from rapporteur.stages.invitations.actions import send_ordered

PAUSE = timedelta(minutes=10)  # between two checkpoints: else there would be one for every turn


@click.command(name="work")
@click.option(
    "--every",
    type=click.FloatRange(min=1),
    metavar="SECONDS",
    help="Go on until standard input ends or Ctrl-C, with a pause of so many seconds.",
)
@with_database
def command(*, every: float | None) -> None:
    """Go on with what was decided or published by one press, write receipts and letters that are
    due, send what is queued, sign the ledger if it grew, draw up the public account of what was
    received, read the text of the files that arrived, scans by recognition, look at it for the
    queue, scan files for viruses, look contributions through for personal data, make the copies of
    files that the public may have, bring back to the queue what repeats something that was
    withdrawn, search contributions for passages to propose, erase the drafts of the online form
    that were sent or have outlived their time, and have SQLite count the tables that grew, by which
    it chooses its indexes.

    With --every a checkpoint is signed ten minutes after the one before, at the earliest; without,
    at once. All of it can be done by several at once, and none of it is done twice. `rapporteur
    serve` does it beside the site; where the site is served another way, run this by a timer.

    What fails is said on standard error and costs nothing else its turn; without --every the exit
    code is 1 then.

    \b
    Examples:
      rapporteur work
      rapporteur work --every 10
    """
    for _turn in turns(every):
        done = [_is_done(step) for step in _steps(PAUSE if every else timedelta())]
        if every is None and not all(done):
            sys.exit(1)


def _steps(pause: timedelta) -> list[Callable[[], object]]:
    return [
        go_on,
        post_receipts_due,
        send_ordered,
        lambda: purge_drafts(timezone.now()),
        lambda: list(send_queued()),
        lambda: sequence_and_sign(timezone.now(), pause=pause),
        lambda: draw_up_accounts(timezone.now()),
        read_waiting,
        look_at_waiting,
        scan_waiting,
        recognise_waiting,
        return_repeats,
        screen_waiting,
        copy_waiting,
        search_waiting,
        count_what_grew,
    ]


def _is_done(step: Callable[[], object]) -> bool:
    """Whether a step went through; what a person can mend is said in its own words."""
    try:
        with others_go_on("A step of the work"):
            step()
            return True
    except Refused as refusal:
        click.echo(str(refusal), err=True)
    return False
