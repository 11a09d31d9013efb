"""Saying what was done with many things at once, and what was left."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MOST_TOLD = 10  # of those that were left, each with its reason


def tell_left(request: HttpRequest, left: Sequence[str]) -> None:
    """Say how many were left, and why: a sentence each, of which the first are shown."""
    if not left:
        return
    many = len(left)
    head = ngettext("%(many)d was left:", "%(many)d were left:", many) % {"many": many}
    lines = [head, *left[:MOST_TOLD]]
    if many > MOST_TOLD:
        lines.append(_("and %(many)d more, for reasons like these.") % {"many": many - MOST_TOLD})
    messages.warning(request, format_html_join(mark_safe("<br>"), "{}", ([x] for x in lines)))
