"""Bringing in contributions that were received elsewhere, from a folder."""

from rapporteur.stages.contributions.imports.mail_archive import import_mail
from rapporteur.stages.contributions.imports.manifest import import_manifest
from rapporteur.stages.contributions.imports.netmundial import import_netmundial, numbers_in
from rapporteur.stages.contributions.imports.outcome import ImportOutcome, Problem
from rapporteur.stages.contributions.imports.regulations import import_regulations

__all__ = [
    "ImportOutcome",
    "Problem",
    "import_mail",
    "import_manifest",
    "import_netmundial",
    "import_regulations",
    "numbers_in",
]
