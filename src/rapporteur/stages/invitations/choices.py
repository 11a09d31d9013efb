"""The closed lists of the invitations."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LetterKind(TextChoices):
    OPEN = "open", _("open letter")
    PERSONAL = "personal", _("personal letter")
    CIRCULAR = "circular", _("circular with form")
    NOTE_VERBALE = "note-verbale", _("note verbale")
    RELAY = "relay", _("relay through another body")
    REPORT_REQUEST = "report-request", _("request for a report")
    REMINDER = "reminder", _("reminder")
    ACKNOWLEDGEMENT = "acknowledgement", _("acknowledgement")
    DESIGNATION = "designation", _("designation")
    THANKS = "thanks", _("thanks")


class DispatchState(TextChoices):
    UNREACHABLE = "unreachable", _("cannot be reached")
    DRAFTED = "drafted", _("drafted")
    APPROVED = "approved", _("approved")
    QUEUED = "queued", _("queued")
    SENT = "sent", _("sent")
    DELIVERED = "delivered", _("delivered")
    BOUNCED = "bounced", _("bounced")
    FAILED = "failed", _("failed")


class Carrier(TextChoices):
    EMAIL = "email", _("e-mail")
    FAX = "fax", _("fax")
    POST = "post", _("post")


class Answer(TextChoices):
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    NOTED = "noted", _("answered otherwise")
