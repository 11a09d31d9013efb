"""The open consultations on enhanced cooperation of September to December 2010.

Reconstructed from three public documents: the open letter DESA-10/3078 of 7 October 2010, the
letter to ICANN of 6 October 2010 that bears the same reference, and the Secretary-General's report
of 4 May 2011. What they do not say stays empty: the report's own symbol, what ICANN answered, the
tenth of the organizations that were asked to report, who sent 96 of the 98 contributions and when.
"""

from datetime import datetime

from rapporteur.base.models import User
from rapporteur.cases.enhanced_cooperation_2010 import (
    chain,
    contributions,
    invitations,
    mandate,
    outcome,
    representation,
    stakeholders,
)
from rapporteur.stages.mandate.models import Consultation

SLUG = mandate.SLUG


def make(by: User | str, now: datetime) -> Consultation:
    """The whole of it, stage by stage. now: unused, every date is that of a document."""
    consultation = mandate.make(chain.make(by), by)
    stakeholders.make(consultation, by)
    personal = invitations.make(consultation, by)
    representation.make(consultation, personal, by)
    contributions.make(consultation, by)
    outcome.make(consultation, by)
    return consultation
