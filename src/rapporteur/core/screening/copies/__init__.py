"""Copies of files for the public, from which what is not public is really gone."""

from rapporteur.core.screening.copies.copy import (
    REDACTED,
    STRIPPED,
    Area,
    FileCopy,
    PageWords,
    Under,
)
from rapporteur.core.screening.copies.maker import copy_file, words_under

__all__ = [
    "REDACTED",
    "STRIPPED",
    "Area",
    "FileCopy",
    "PageWords",
    "Under",
    "copy_file",
    "words_under",
]
