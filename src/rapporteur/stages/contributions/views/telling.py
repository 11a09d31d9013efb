"""Saying what was done with many things at once, and what was left."""

from collections.abc import Sequence

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions.choices import FAILED
from rapporteur.stages.contributions.models import Pending

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


def still_to_come(request: HttpRequest, ordered: QuerySet[Pending]) -> int:
    """How many of those that somebody pressed are still to come. Of which nothing came is said why,
    once."""
    refused = list(
        ordered.exclude(refused="").select_related(
            "item__consultation", "contribution__consultation"
        )
    )
    if refused:
        tell_left(request, [_why(each) for each in refused])
        Pending.objects.filter(pk__in=[each.pk for each in refused]).delete()
    return ordered.filter(refused="").count()


def tell_to_come(request: HttpRequest, many: int) -> None:
    """Say that some of what was pressed follow by themselves."""
    if many:
        told = ngettext(
            "%(many)d more follows in the background: go on with something else.",
            "%(many)d more follow in the background: go on with something else.",
            many,
        )
        messages.info(request, told % {"many": many})


def _why(pending: Pending) -> str:
    if pending.refused == FAILED:
        return str(Refused(_("%(item)s was left.") % {"item": pending}, _(FAILED)))
    return pending.refused
