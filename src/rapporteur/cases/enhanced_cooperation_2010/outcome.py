"""The meeting, the report of 4 May 2011, and the two bodies that it was addressed to."""

from datetime import date

from rapporteur.base.models import User
from rapporteur.cases.enhanced_cooperation_2010.chain import ASSEMBLY, COUNCIL
from rapporteur.core.document.tree import AgendaItem, Body, Masthead
from rapporteur.stages.followup.actions import note_transmission
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.meeting.actions import add_agenda_item, arrange
from rapporteur.stages.report.actions import begin_report

ASSEMBLY_SESSION = "Sixty-sixth session"
COUNCIL_SESSION = ("Substantive session of 2011", "Geneva, 4-29 July 2011")
ASSEMBLY_ITEM = AgendaItem(
    "Item 17 of the preliminary list",
    "Information and communications technologies for development",
    "A/66/50.",
)
COUNCIL_ITEM = AgendaItem(
    "Item 13 (b) of the provisional agenda",
    "Economic and environmental questions: science and technology for development",
    "E/2011/100.",
)
MASTHEAD = Masthead(
    bodies=(
        Body(ASSEMBLY, (ASSEMBLY_SESSION,), ASSEMBLY_ITEM),
        Body(COUNCIL, COUNCIL_SESSION, COUNCIL_ITEM),
    ),
    distribution="General",
    original_language="English",
)


def make(consultation: Consultation, by: User | str) -> None:
    """The meeting; the report with its way. Its symbol is empty, as in the source, and its words
    are those of a first draft, with the computed table."""
    meeting = arrange(
        consultation,
        titles={"en": "Face-to-face meeting", "ar": "الاجتماع المباشر"},
        starts_on=date(2010, 12, 14),
        venue="United Nations Headquarters, New York",
        by=by,
    )
    for texts in (
        {"en": "Presentations", "ar": "العروض"},
        {"en": "Open discussion", "ar": "المناقشة المفتوحة"},
    ):
        add_agenda_item(meeting, texts=texts, by=by)
    report = begin_report(
        consultation,
        titles={"en": "Enhanced cooperation on public policy issues pertaining to the Internet"},
        dated=date(2011, 5, 4),
        masthead=MASTHEAD,
        by=by,
    )
    # On which days the two bodies took it up the sources do not say.
    note_transmission(
        report,
        body=COUNCIL,
        session=COUNCIL_SESSION[0],
        agenda_item=COUNCIL_ITEM.place,
        by=by,
    )
    note_transmission(
        report,
        body=ASSEMBLY,
        session=ASSEMBLY_SESSION,
        agenda_item=ASSEMBLY_ITEM.place,
        by=by,
    )
