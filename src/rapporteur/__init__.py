"""Rapporteur carries an open consultation from its mandate to its report."""

__version__ = "0.1.0"
