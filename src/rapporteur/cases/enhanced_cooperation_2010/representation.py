"""Who spoke for whom: para. 10 of the report, and the letter to ICANN."""

from datetime import date

from rapporteur.base.models import User
from rapporteur.cases.enhanced_cooperation_2010.mandate import REPORT
from rapporteur.cases.enhanced_cooperation_2010.stakeholders import (
    CONGO,
    ICANN,
    ICC,
    TECHNICAL_COMMUNITY,
    named,
)
from rapporteur.stages.invitations.models import Letter
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.representation.actions import answer_designation, nominate
from rapporteur.stages.representation.choices import DesignationAnswer, Task
from rapporteur.stages.stakeholders.choices import UsualGroup
from rapporteur.stages.stakeholders.models import Constituency
from rapporteur.stages.stakeholders.queries import groups


def make(consultation: Consultation, personal: Letter, by: User | str) -> None:
    """The two that spoke, and ICANN, whose answer is not known."""
    for key, group in ((ICC, UsualGroup.PRIVATE_SECTOR), (CONGO, UsualGroup.CIVIL_SOCIETY)):
        designation = nominate(
            consultation,
            entity=named(key),
            group=groups(consultation).get(key=group),
            tasks=[Task.SPEAK],
            by=by,
        )
        answer_designation(
            designation,
            answer=DesignationAnswer.ACCEPTED,
            note=f"It spoke as a designated representative ({REPORT}, para. 10); when it was "
            "asked and when it accepted is not known.",
            by=by,
        )
    nominate(
        consultation,
        entity=named(ICANN),
        constituency=Constituency.objects.get(consultation=consultation, key=TECHNICAL_COMMUNITY),
        tasks=[Task.COORDINATE, Task.SPEAK],
        asked_on=date(2010, 10, 6),
        reply_by=date(2010, 10, 15),
        letter=personal,
        outcome_unknown=True,
        by=by,
    )
