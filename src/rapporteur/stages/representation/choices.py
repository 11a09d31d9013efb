"""The closed lists of the representation."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Task(TextChoices):
    COORDINATE = "coordinate", _("coordinate")
    SUMMARIZE = "summarize", _("summarize")
    SPEAK = "speak", _("speak")


class DesignationState(TextChoices):
    """Derived: nominated until an answer is given or the reply-by date passes."""

    NOMINATED = "nominated", _("nominated")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    LAPSED = "lapsed", _("lapsed")
    UNKNOWN = "unknown", _("outcome not known")


class DesignationAnswer(TextChoices):
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")


class Stand(TextChoices):
    ENDORSES = "endorses", _("endorses")
    DISSENTS = "dissents", _("dissents")
