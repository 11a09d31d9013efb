"""The closed lists of the report."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReportState(TextChoices):
    """Derived from what was done: drafted, sent to be cleared, cleared, issued."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("with the clearing officer")
    CLEARED = "cleared", _("cleared")
    ISSUED = "issued", _("issued")


class Standing(TextChoices):
    """How a contribution stands to a report; while one is open the report cannot be issued."""

    CITED = "cited", _("cited")
    CONSIDERED = "considered", _("considered")
    OPEN = "open", pgettext_lazy("a contribution to be considered", "open")
    TOO_LATE = "too-late", _("received too late for this report")
