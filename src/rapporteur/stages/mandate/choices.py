"""The closed lists of the mandate."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class InstrumentKind(TextChoices):
    RESOLUTION = "resolution", _("resolution")
    DECISION = "decision", _("decision")
    OUTCOME = "outcome", _("outcome document")
    REPORT = "report", _("report")
    NOTE = "note", pgettext_lazy("an instrument", "note")
    LETTER = "letter", _("letter")


class RelationKind(TextChoices):
    """How one instrument stands to another; read "source … target"."""

    REQUESTS = "requests", _("requests")
    ENDORSES = "endorses", _("endorses")
    TAKES_NOTE = "takes-note", _("takes note of")
    WELCOMES = "welcomes", _("welcomes")
    RESPONDS = "responds", _("responds to")
    SUPPLEMENTS = "supplements", _("supplements")
    TRANSMITS = "transmits", _("transmits through")


class ConsultationKind(TextChoices):
    OPEN = "open", _("open consultation")
    CALL = "call", _("call for contributions with workshop")
    NAMED = "named", _("reports from named organizations")


class DeadlineKind(TextChoices):
    PREFERRED = "preferred", _("contributions preferably by")
    FINAL = "final", _("contributions no later than")
    REPLY = "reply", _("replies by")
    REGISTRATION = "registration", _("registration by")
    PUBLICATION = "publication", _("contributions published by")
    REPORT = "report", _("report due")


class ChannelKind(TextChoices):
    FORM = "form", _("online form")
    EMAIL = "email", _("e-mail")
    FAX = "fax", _("fax")
    POST = "post", _("post")


class RequirementCheck(TextChoices):
    """What can be computed is shown as met or not; the rest only with its evidence."""

    QUALITATIVE = "qualitative", _("shown with its evidence")
    HELD_BEFORE = "held-before", _("the meeting was held before a date")
    TRANSMITTED = "transmitted", _("the report was transmitted to the bodies named, in order")
    ALL_CONSIDERED = "all-considered", _("every contribution was considered")


class Role(TextChoices):
    REGISTRAR = "registrar", _("registrar")
    ANALYST = "analyst", _("analyst")
    DRAFTER = "drafter", _("drafter")
    CLEARING = "clearing", _("clearing officer")
    CONFERENCE = "conference", _("conference officer")
    ADMINISTRATOR = "administrator", _("administrator")


class Phase(TextChoices):
    """The part of a consultation's state that follows from dates alone."""

    PLANNED = "planned", _("planned")
    OPEN = "open", _("open")
    BETWEEN = "between", _("between the preferred and the final date")
    CLOSED = "closed", _("closed")
