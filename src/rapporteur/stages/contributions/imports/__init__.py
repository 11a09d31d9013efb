"""Bringing in contributions that were received elsewhere, from a folder."""

from rapporteur.stages.contributions.imports.manifest import import_manifest
from rapporteur.stages.contributions.imports.netmundial import import_netmundial, numbers_in
from rapporteur.stages.contributions.imports.outcome import ImportOutcome, Problem

__all__ = ["ImportOutcome", "Problem", "import_manifest", "import_netmundial", "numbers_in"]
