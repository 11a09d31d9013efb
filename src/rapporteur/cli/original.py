"""`rapporteur original`: the bytes as they came."""

import sys

import click

from rapporteur.base.originals.models import Original
from rapporteur.base.originals.queries import read
from rapporteur.base.refusals import Refused
from rapporteur.cli._database import with_database


@click.group(name="original")
def command() -> None:
    """Look at originals: the bytes as they came, named by their hash (SHA-256)."""


@command.command(name="cat")
@click.argument("sha256", metavar="HASH")
@with_database
def cat(sha256: str) -> None:
    """Write the bytes of an original to standard output.

    \b
    Examples:
      rapporteur original cat 9f86d081… > letter.pdf
      rapporteur original cat 9f86d081… | sha256sum
    """
    original = Original.objects.filter(sha256=sha256.strip().lower()).first()
    if original is None:
        raise Refused(
            f"There is no original {sha256}.",
            "A hash has 64 digits (0 to 9, a to f), and each receipt names its own.",
            "Check it, or that RAPPORTEUR_HOME is the folder that you mean.",
        )
    sys.stdout.buffer.write(read(original))
