"""The merge fields that a letter may hold, and what each is filled with."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIELDS: Mapping[str, str | Promise] = {
    "name": _("the recipient's name, in the letter's language where it is known"),
    "acronym": _("the recipient's acronym"),
    "title": _("the title of the person written to"),
    "person": _("the name of the person written to"),
    "office": _("the office of the person written to"),
    "salutation": _("the greeting, by the person's title and the language"),
    "consultation": _("the title of the consultation"),
    "convener": _("who convenes it"),
    "reference": _("the reference of this letter"),
    "date": _("the date of this letter"),
    "reply_by": _("the day by which a reply is asked for"),
    "deadline_preferred": _("the day by which contributions are preferred"),
    "deadline_final": _("the last day for contributions"),
    "deadline_registration": _("the last day to register"),
    "deadline_publication": _("the day by which contributions are published"),
    "page": _("the address of the consultation's public page"),
    "email": _("the e-mail address for contributions"),
    "fax": _("the fax number for contributions"),
    "post": _("the postal address for contributions, on one line"),
}
# Those of one recipient; a letter that anybody may read cannot have them.
OF_RECIPIENT = frozenset({"name", "acronym", "title", "person", "office"})
