"""Copies of files for the public, from which what is not public is really gone."""

from rapporteur.core.screening.copies.copy import REDACTED, STRIPPED, FileCopy, PageWords
from rapporteur.core.screening.copies.maker import copy_file

__all__ = ["REDACTED", "STRIPPED", "FileCopy", "PageWords", "copy_file"]
