"""The closed lists of the analysis."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ThemeKind(TextChoices):
    ISSUE = "issue", _("issue")
    MECHANISM = "mechanism", _("mechanism")
    ROLE = "role", _("role")
    POSITION = "position", _("position")


class Stance(TextChoices):
    SUPPORTS = "supports", _("supports")
    OPPOSES = "opposes", _("opposes")
    PROPOSES = "proposes", _("proposes")
    REPORTS = "reports", _("reports")


class CodingState(TextChoices):
    PROPOSED = "proposed", _("proposed")
    CONFIRMED = "confirmed", _("confirmed")
    REJECTED = "rejected", _("rejected")


class SearchEnd(TextChoices):
    """How a search for passages ended, as far as the learner goes."""

    DONE = "done"
    TOO_FEW = "too-few"
    NO_LIBRARY = "no-library"
    BROKEN_OFF = "broken-off"
