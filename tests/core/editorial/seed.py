"""The report of 4 May 2011 as a tree: its text, as an editor let it pass."""

import os
from pathlib import Path

import pytest

from rapporteur.core.document.reading.files import read_file
from rapporteur.core.document.tree import Document

ROOT = Path(__file__).parents[3]
CORPORA = Path(os.environ.get("RAPPORTEUR_CORPORA", ROOT.parent / "shared"))
FILE = CORPORA / "seeds" / "004_ce505e319e9f0a5a.txt"

needs_seed = pytest.mark.skipif(
    not FILE.exists(), reason=f"{FILE} is not there (set RAPPORTEUR_CORPORA)"
)


def seed_report() -> Document:
    """The report, read from the seed."""
    return read_file(FILE.read_bytes(), FILE.name, "").document
