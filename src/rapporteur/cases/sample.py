"""A worked sample."""

from datetime import datetime

from rapporteur.base.models import User
from rapporteur.stages.mandate.actions import open_consultation
from rapporteur.stages.mandate.models import Consultation

SLUG = "sample"


def make(by: User | str, now: datetime) -> Consultation:
    return open_consultation(slug=SLUG, prefix="SAMPLE", titles={"en": "Sample"}, by=by)
