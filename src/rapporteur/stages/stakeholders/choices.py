"""The closed lists of the stakeholders."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EntityKind(TextChoices):
    STATE = "state", _("State")
    ORGANIZATION = "organization", _("organization")
    INDIVIDUAL = "individual", _("individual")


class UsualGroup(TextChoices):
    """The groups that a consultation starts with; it may define others."""

    GOVERNMENTS = "governments", _("Governments")
    INTERNATIONAL = "international-organizations", _("International organizations")
    CIVIL_SOCIETY = "civil-society", _("Civil society")
    PRIVATE_SECTOR = "private-sector", _("Private sector")


class Basis(TextChoices):
    """Three counts that are never one: whom the letters went to, who may take part, and more."""

    INVITED = "invited", _("invited")
    ELIGIBLE = "eligible", _("eligible to take part")
