"""`rapporteur verify`: check a receipt without trusting anybody, on the files alone."""

import json
import sys
from pathlib import Path

import click

from rapporteur.core.ledger.keys import read_public_key
from rapporteur.core.ledger.problem import LedgerProblem
from rapporteur.core.ledger.verification import Verification, verify_receipt

LARGEST = 1_000_000  # bytes; a receipt has some 3,000
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(name="verify")
@click.argument("receipt", type=FILE)
@click.option("--key", type=FILE, required=True, help="The ledger's public key (PEM).")
@click.option("--checkpoint", type=FILE, help="A checkpoint that you got by another way.")
@click.option("--consistency", type=FILE, help="The proof between that one and the receipt's.")
def command(receipt: Path, *, key: Path, checkpoint: Path | None, consistency: Path | None) -> None:
    """Check the receipt RECEIPT (JSON) with the public key of the ledger.

    Needs the files alone: no database, no network, no settings. Says what is proven, what is
    false, and what nobody can tell from these files. Exits with 0 where nothing is false; a
    receipt that has no proof of inclusion yet is not false, unless a checkpoint is given.

    \b
    Examples:
      rapporteur verify EC-R-7.json --key ledger.pem
      rapporteur verify EC-R-7.json --key ledger.pem --checkpoint from-a-friend.txt
      rapporteur verify EC-R-7.json --key ledger.pem --checkpoint from-a-friend.txt \\
          --consistency 1201-1291.json
    """
    try:
        found = verify_receipt(
            _json(receipt),
            read_public_key(_bytes(key)),
            _text(checkpoint) if checkpoint else None,
            _json(consistency) if consistency else None,
        )
    except LedgerProblem as problem:
        raise click.ClickException(str(problem)) from None
    _say(found)
    sys.exit(0 if found.holds else 1)


def _say(found: Verification) -> None:
    for heading, sentences in (
        ("Proven", found.proven),
        ("FALSE", found.failed),
        ("Not proven", found.unproven),
    ):
        if sentences:
            click.echo(f"{heading}:")
        for sentence in sentences:
            click.echo(f"  {sentence}")


def _bytes(file: Path) -> bytes:
    """A file's bytes. Raises LedgerProblem for one that is far too large to be what it should."""
    with file.open("rb") as opened:
        raw = opened.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise LedgerProblem(f"{file} is far too large: it cannot be what it is given for.")
    return raw


def _text(file: Path) -> str:
    try:
        return _bytes(file).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        raise LedgerProblem(f"{file} is not text in UTF-8.") from problem


def _json(file: Path) -> object:
    try:
        return json.loads(_text(file))
    except (ValueError, RecursionError) as problem:
        if isinstance(problem, LedgerProblem):
            raise
        raise LedgerProblem(f"{file} is not JSON. Download it again from its address.") from problem
