"""The worked sample: a consultation of a country that does not exist, with something on each page.

The Assembly of the Meridian Islands asks how the Internet is to reach its outer islands. All of it
is made by the same actions that an officer's pages call, by the officials of the demonstration.
"""

from datetime import datetime

from rapporteur.base.models import User
from rapporteur.cases.accounts import make_accounts
from rapporteur.cases.sample import (
    analysis,
    contributions,
    invitations,
    mandate,
    meeting,
    report,
    representation,
    stakeholders,
)
from rapporteur.cases.sample.officials import Officials
from rapporteur.stages.mandate.models import Consultation


def make(by: User | str, now: datetime) -> Consultation:
    """The whole of it, stage by stage, its dates laid around `now`."""
    officials = Officials.of(make_accounts(by=by))
    consultation = mandate.make(officials, now)
    stakeholders.make(consultation, officials)
    invitations.make(consultation, officials, now)
    entries = contributions.make(consultation, officials, now)
    representation.make(consultation, entries, officials, now)
    meeting.make(consultation, officials, now)
    contributions.extend(consultation, officials, now)
    analysis.make(consultation, officials)
    report.make(consultation, entries, officials)
    return consultation
