"""`rapporteur consistency`: check that one checkpoint continues another, on the files alone."""

from pathlib import Path

import click

from rapporteur.cli._ledger_files import FILE, bytes_of, end_with, json_of, text_of
from rapporteur.core.ledger.keys import read_public_key
from rapporteur.core.ledger.problem import LedgerProblem
from rapporteur.core.ledger.verification import verify_checkpoints


@click.command(name="consistency")
@click.argument("one", type=FILE)
@click.argument("other", type=FILE)
@click.option("--key", type=FILE, required=True, help="The ledger's public key (PEM).")
@click.option("--proof", type=FILE, help="The proof between the two, where they differ in size.")
def command(one: Path, other: Path, *, key: Path, proof: Path | None) -> None:
    """Check that of the checkpoints ONE and OTHER the later continues the earlier.

    Needs the files alone: no database, no network, no settings. Both must be signed with the key.
    Where they differ in size, the proof that /ledger/ gives shows that the ledger was only added
    to. Says what is proven, what is false, and what is not shown, as without that proof. Exits
    with 0 where it is proven, and with 1 where anything is false or not shown.

    \b
    Examples:
      rapporteur consistency 1201.txt 1291.txt --key ledger.pem --proof 1201-1291.json
    """
    try:
        found = verify_checkpoints(
            text_of(one),
            text_of(other),
            read_public_key(bytes_of(key)),
            json_of(proof) if proof else None,
        )
    except LedgerProblem as problem:
        raise click.ClickException(str(problem)) from None
    end_with(found)
