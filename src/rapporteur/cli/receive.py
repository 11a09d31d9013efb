"""`rapporteur receive`: take in what arrives."""

import sys
import time
from collections.abc import Iterable
from pathlib import Path

import click

from rapporteur.base.refusals import Refused
from rapporteur.cli import said_by_the_system
from rapporteur.cli._database import with_database
from rapporteur.cli._terminal import input_ends, turns
from rapporteur.core.mail import Reader
from rapporteur.stages.contributions.actions.mail import receive_mail
from rapporteur.stages.contributions.choices import ItemChannel
from rapporteur.stages.contributions.imports import lmtp as lmtp_receiver
from rapporteur.stages.contributions.imports import mailbox as imap
from rapporteur.stages.contributions.imports.folder import open_folder
from rapporteur.stages.contributions.imports.watched import take_new
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.mandate.queries import consultation_named

TRY_AGAIN = 75  # EX_TEMPFAIL of sysexits.h: a mail server keeps the message and comes again


GATEWAY = click.option(
    "--channel",
    type=click.Choice(["email", "fax"]),
    default="email",
    show_default=True,
    help="fax: what comes here are the messages of a fax gateway, each with a fax in it.",
)


@click.group(name="receive")
def command() -> None:
    """Take in what arrives, as a mail server or a person hands it over."""


@command.command(name="email")
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@click.option("--consultation", "slug", required=True, metavar="SLUG")
@GATEWAY
def email(files: tuple[Path, ...], *, slug: str, channel: str) -> None:
    """Take in messages, each whole, from files or from standard input.

    Exits with 0 once all of them are kept for good, and with 75 for any fault, so that a mail
    server that calls this keeps the message and tries again. The same message again is one item.

    \b
    Examples:
      rapporteur receive email --consultation sample < message.eml
      rapporteur receive email --consultation sample inbox/*.eml
      rapporteur receive email --channel fax --consultation sample < from-gateway.eml
    """
    try:
        _email(files, slug, ItemChannel(channel))
    except Exception as problem:  # noqa: BLE001 -- whatever it is, the message must not be lost
        said = said_by_the_system(problem) if isinstance(problem, OSError) else str(problem)
        click.echo(said, err=True)
        sys.exit(TRY_AGAIN)


@with_database
def _email(files: Iterable[Path], slug: str, channel: ItemChannel) -> None:
    consultation = consultation_named(slug)
    messages = [file.read_bytes() for file in files] or [sys.stdin.buffer.read()]
    with Reader() as reader:
        for item in receive_mail(consultation, messages, reader=reader, channel=channel):
            click.echo(item.reference)


@command.command(name="lmtp")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=2424, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--consultation",
    "slug",
    metavar="SLUG",
    help="Where mail goes whose address leads to no consultation; without it, that is refused.",
)
@GATEWAY
@with_database
def lmtp(*, host: str, port: int, slug: str | None, channel: str) -> None:
    """Receive from a mail server by LMTP, until standard input ends or Ctrl-C.

    A message is said to be taken once it is kept for good; any fault is said to be a passing one,
    so that the server tries again. An address leads to a consultation by being one of its
    channels, or by a tag: mail+SLUG@example.org.

    \b
    Example:
      rapporteur receive lmtp --port 2424 --consultation sample
    """
    default = consultation_named(slug) if slug else None
    server = lmtp_receiver.Server(
        lmtp_receiver.Receiver(default, ItemChannel(channel)), hostname=host, port=port
    )
    try:
        server.start()
    except OSError as problem:
        raise Refused(
            "No mail is received.",
            f"{host}:{port} cannot be listened on ({problem.strerror or problem}).",
            "Name another: --port PORT.",
        ) from None
    try:
        click.echo(f"Receiving on {host}:{port}. Stop with Ctrl-C.")
        while not input_ends(3600):
            pass
    finally:
        server.stop()


@command.command(name="mailbox")
@click.option("--consultation", "slug", required=True, metavar="SLUG")
@click.option(
    "--every",
    type=click.FloatRange(min=1),
    metavar="SECONDS",
    help="Go on until standard input ends or Ctrl-C, and look again after so long, or at once "
    "where the server tells of news.",
)
@GATEWAY
@with_database
def mailbox(*, slug: str, every: float | None, channel: str) -> None:
    """Take in what is new in the mailbox that the settings name (RAPPORTEUR_IMAP_HOST and others).

    The mailbox is only looked at: nothing in it is marked, moved or removed. Mail goes to the
    consultation that its addresses lead to, or else to the one named here.

    \b
    Examples:
      rapporteur receive mailbox --consultation sample
      rapporteur receive mailbox --consultation sample --every 60
    """
    consultation = consultation_named(slug)
    with Reader() as reader:
        while True:
            problems = _look(consultation, reader, every, ItemChannel(channel))
            if every is None:
                sys.exit(1 if problems else 0)
            if input_ends(0):
                return


def _look(
    consultation: Consultation, reader: Reader, every: float | None, channel: ItemChannel
) -> bool:
    """Take what is new and, where one goes on, wait. A server that is away is tried again."""
    try:
        with imap.open_mailbox() as box:
            taken = imap.take_new(box, consultation, reader=reader, channel=channel)
            for item in taken.items:
                click.echo(item.reference)
            for problem in taken.problems:
                click.echo(problem, err=True)
            if every is not None and imap.can_wait(box):
                imap.wait_for_news(box, every)
                return bool(taken.problems)
    except Refused as refusal:
        if every is None:
            raise
        click.echo(str(refusal), err=True)
        taken = imap.Taken()
    if every is not None:
        time.sleep(every)
    return bool(taken.problems)


@command.command(name="folder")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--channel", required=True, type=click.Choice(["fax", "post"]))
@click.option("--consultation", "slug", required=True, metavar="SLUG")
@click.option(
    "--every",
    type=click.FloatRange(min=1),
    metavar="SECONDS",
    help="Go on until standard input ends or Ctrl-C, and look again after so long.",
)
@with_database
def folder(folder: Path, *, channel: str, slug: str, every: float | None) -> None:
    """Take in what a scanner or a fax gateway puts into a folder, once it has stopped growing.

    Each file is one item. Once it is kept for good it is put away into the folder “taken” in that
    folder; nothing is deleted. Exits with 1 where a file was not taken or not put away.

    \b
    Examples:
      rapporteur receive folder /srv/fax --channel fax --consultation sample
      rapporteur receive folder /srv/scans --channel post --consultation sample --every 30
    """
    consultation = consultation_named(slug)
    watched_folder = open_folder(folder)
    problems = False
    for _turn in turns(every):
        for found in take_new(watched_folder, consultation, ItemChannel(channel)):
            if found.item is not None:
                click.echo(found.item.reference)
            if found.problem:
                problems = True
                click.echo(f"{found.name}: {found.problem}", err=True)
    if every is None and problems:
        sys.exit(1)
