"""The closed lists of the meeting."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Salutation(TextChoices):
    """The titles on the registration form of 14 January 2004 (DM-1108), or none."""

    MR = "mr", _("Mr.")
    MRS = "mrs", _("Mrs.")
    MS = "ms", _("Ms.")
    MISS = "miss", _("Miss")


class RegistrationState(TextChoices):
    PENDING = "pending", _("not confirmed yet")
    CONFIRMED = "confirmed", _("has a seat")
    WAITING = "waiting", _("on the waiting list")
    CANCELLED = "cancelled", _("cancelled")


class RegisteredBy(TextChoices):
    FORM = "form", _("online form")
    FAX = "fax", _("returned form, typed in")
    DESK = "desk", _("entered by an officer")


class InterventionKind(TextChoices):
    PRESENTATION = "presentation", _("presentation")
    INFORMAL = "informal", _("informal intervention")


class OrderRule(TextChoices):
    INSCRIPTION = "inscription", _("States' groups first, then in order of inscription")
    ALTERNATING = "alternating", _("alternating groups")


class OrderReason(TextChoices):
    """Why a speaker stands where the rule proposes."""

    STATES = "states", _("speaks for a group of States")
    REPRESENTATIVE = "representative", _("the designated representative of a group")
    INSCRIPTION = "inscription", _("in order of inscription")
    LEAST_TIME = "least-time", _("its group has used the least time")
