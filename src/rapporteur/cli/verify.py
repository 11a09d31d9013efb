"""`rapporteur verify`: check a receipt without trusting anybody, on the files alone."""

from pathlib import Path

import click

from rapporteur.cli._ledger_files import FILE, bytes_of, end_with, json_of, text_of
from rapporteur.core.ledger.keys import read_public_key
from rapporteur.core.ledger.problem import LedgerProblem
from rapporteur.core.ledger.verification import verify_receipt


@click.command(name="verify")
@click.argument("receipt", type=FILE)
@click.option("--key", type=FILE, required=True, help="The ledger's public key (PEM).")
@click.option("--checkpoint", type=FILE, help="A checkpoint that you got by another way.")
@click.option("--consistency", type=FILE, help="The proof between that one and the receipt's.")
def command(receipt: Path, *, key: Path, checkpoint: Path | None, consistency: Path | None) -> None:
    """Check the receipt RECEIPT (JSON) with the public key of the ledger.

    Needs the files alone: no database, no network, no settings. Says what is proven, what is
    false, and what is not shown: what these files prove neither way. Exits with 0 where nothing
    is false, and with 1 where anything is, where the receipt cannot be read, or where it was not
    shown that a checkpoint that you gave is of the same ledger. A receipt that has no proof of
    inclusion yet, or that has lost its nonce, is not false.

    \b
    Examples:
      rapporteur verify EC-R-7.json --key ledger.pem
      rapporteur verify EC-R-7.json --key ledger.pem --checkpoint from-a-friend.txt
      rapporteur verify EC-R-7.json --key ledger.pem --checkpoint from-a-friend.txt \\
          --consistency 1201-1291.json
    """
    try:
        found = verify_receipt(
            json_of(receipt),
            read_public_key(bytes_of(key)),
            text_of(checkpoint) if checkpoint else None,
            json_of(consistency) if consistency else None,
        )
    except LedgerProblem as problem:
        raise click.ClickException(str(problem)) from None
    end_with(found)
