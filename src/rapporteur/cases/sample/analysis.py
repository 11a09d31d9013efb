"""What the contributions speak of: proposed by the codebook's terms, decided by the analyst."""

from rapporteur.cases.sample.officials import Officials
from rapporteur.stages.analysis.actions import (
    begin_codebook_from,
    decide_many,
    propose_codings,
    publish_codebook,
)
from rapporteur.stages.analysis.choices import CodingState
from rapporteur.stages.analysis.queries import proposals
from rapporteur.stages.mandate.models import Consultation

CODEBOOK = "internet-governance"
REJECTED = ("united-nations-bodies", "secretary-general")  # it is an Assembly of islands
LEFT = 8  # proposals that wait at the desk


def make(consultation: Consultation, officials: Officials) -> None:
    """A codebook in force; most of what its terms propose confirmed, some rejected, some left."""
    by = officials.analyst
    publish_codebook(begin_codebook_from(consultation, CODEBOOK, by=by), by=by)
    propose_codings(consultation, by=by)
    found = list(proposals(consultation))
    wrong = [each for each in found if each.theme.key in REJECTED]
    right = [each for each in found if each.theme.key not in REJECTED]
    decide_many(wrong, state=CodingState.REJECTED, by=by)
    decide_many(right[:-LEFT], state=CodingState.CONFIRMED, by=by)
