"""What `rapporteur load` knows: two consultations of the past, and a worked sample.

A reconstruction holds what its sources say and nothing else; what they leave out stays empty.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.cases.enhanced_cooperation_2010 import make as make_2010
from rapporteur.cases.internet_governance_2004 import make as make_2004
from rapporteur.cases.sample import make as make_sample
from rapporteur.stages.mandate.models import Consultation

Loader = Callable[[User | str, datetime], Consultation]


@dataclass(frozen=True)
class Case:
    """description: one line of what it is. make: makes the consultation whose slug is its name."""

    description: str
    make: Loader


CASES: Mapping[str, Case] = {
    "sample": Case(
        "a worked sample: a fictional consultation, open now, with something on every page",
        make_sample,
    ),
    "enhanced-cooperation-2010": Case(
        "the consultations on enhanced cooperation of 2010, reconstructed from their documents",
        make_2010,
    ),
    "internet-governance-2004": Case(
        "the call and workshop of ITU circular DM-1108 of 2004, reconstructed from it",
        make_2004,
    ),
}


@dataclass(frozen=True)
class Loaded:
    """new: False where it had been loaded before, and nothing was changed."""

    consultation: Consultation
    new: bool


def load(name: str, *, by: User | str, now: datetime | None = None) -> Loaded:
    """Make a case's consultation, whole or not at all; one that is there stays as it is.

    now: the moment around which the sample's dates are laid; the reconstructions keep their own.

    Raises Refused for a name that is not in `CASES`.
    """
    case = CASES.get(name)
    if case is None:
        raise Refused(
            _("Nothing was loaded."),
            _("There is no case called “%(name)s”.") % {"name": name},
            _("Choose from: %(names)s.") % {"names": ", ".join(CASES)},
        )
    with transaction.atomic():
        there = Consultation.objects.filter(slug=name).first()
        if there is not None:
            return Loaded(there, new=False)
        return Loaded(case.make(by, now or timezone.now()), new=True)
