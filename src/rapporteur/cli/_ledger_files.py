"""The files that `verify` and `consistency` are given, and saying what was found in them."""

import json
import sys
from pathlib import Path
from typing import NoReturn

import click

from rapporteur.core.ledger.problem import LedgerProblem
from rapporteur.core.ledger.verification import Verification

LARGEST = 1_000_000  # bytes; a receipt has some 3,000
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def end_with(found: Verification) -> NoReturn:
    """Say what was found, and end with 0 where nothing is false and all that was asked is shown."""
    for heading, sentences in (
        ("Proven", found.proven),
        ("FALSE", found.failed),
        ("Not shown, neither proven nor false", found.unproven),
    ):
        if sentences:
            click.echo(f"{heading}:")
        for sentence in sentences:
            click.echo(f"  {sentence}")
    sys.exit(0 if found.holds else 1)


def bytes_of(file: Path) -> bytes:
    """A file's bytes. Raises LedgerProblem for one that is far too large to be what it should."""
    with file.open("rb") as opened:
        raw = opened.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise LedgerProblem(f"{file} is far too large: it cannot be what it is given for.")
    return raw


def text_of(file: Path) -> str:
    """A file's text, with its line ends as they were signed. Raises LedgerProblem."""
    try:
        return bytes_of(file).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        raise LedgerProblem(f"{file} is not text in UTF-8.") from problem


def json_of(file: Path) -> object:
    """What JSON a file holds. Raises LedgerProblem."""
    try:
        return json.loads(text_of(file))
    except (ValueError, RecursionError) as problem:
        if isinstance(problem, LedgerProblem):
            raise
        raise LedgerProblem(f"{file} is not JSON. Download it again from its address.") from problem
