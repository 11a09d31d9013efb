"""Saying how a mode is counted."""

from collections.abc import Mapping

from django.db import transaction

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.stages.contributions.choices import Mode
from rapporteur.stages.contributions.models import CountingRule
from rapporteur.stages.mandate.models import Consultation


@transaction.atomic
def set_counting_rule(
    consultation: Consultation,
    *,
    mode: Mode,
    columns: Mapping[str, str],
    texts: Mapping[str, str],
    in_headline: bool,
    by: User | str,
) -> CountingRule:
    """Say how a mode is counted here, in place of the usual rule (`queries.tally.USUAL_RULES`).

    columns: the heading of its column; texts: the rule, printed under the table; both by language.
    in_headline: whether the mode enters the headline count. Saying the same again changes nothing.
    """
    wanted = {"columns": dict(columns), "texts": dict(texts), "in_headline": in_headline}
    rule, created = CountingRule.objects.get_or_create(
        consultation=consultation, mode=mode, defaults=wanted
    )
    changed = [name for name, value in wanted.items() if getattr(rule, name) != value]
    for name in changed:
        setattr(rule, name, wanted[name])
    if changed:
        rule.save(update_fields=changed)
    if created or changed:
        record(
            "contributions.set_counting_rule",
            rule,
            by=by,
            consultation=consultation.slug,
            mode=mode,
            in_headline=in_headline,
        )
    return rule
