"""Groups, accreditation lists, and who of them a consultation asks."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders import queries
from rapporteur.stages.stakeholders.choices import Basis
from rapporteur.stages.stakeholders.models import (
    Category,
    Constituency,
    Eligibility,
    Group,
    StatedFigure,
)
from rapporteur.stages.stakeholders.rules import (
    USUAL_GROUPS,
)


@transaction.atomic
def define_usual_groups(consultation: Consultation, *, by: User | str) -> list[Group]:
    """The four groups of the table in A/66/77: Governments, international organizations, civil
    society, private sector. Those already there stay as they are."""
    return [
        add_group(consultation, key=usual.value, names=names, by=by)
        for usual, names in USUAL_GROUPS.items()
    ]


@transaction.atomic
def add_group(
    consultation: Consultation,
    *,
    key: str,
    names: Mapping[str, str],
    by: User | str,
    order: int | None = None,
) -> Group:
    """A row of the consultation's tables; last in order where no `order` is given.

    The same key again changes nothing and gives the group that is there.
    """
    if order is None:
        last = queries.groups(consultation).aggregate(last=Max("order"))["last"]
        order = 0 if last is None else last + 1
    group, created = Group.objects.get_or_create(
        consultation=consultation, key=key, defaults={"names": dict(names), "order": order}
    )
    if created:
        record("stakeholders.add_group", group, by=by, consultation=consultation.slug, key=key)
    return group


@transaction.atomic
def add_constituency(
    consultation: Consultation, *, key: str, names: Mapping[str, str], by: User | str
) -> Constituency:
    """Those for whom one may speak without being a row of the table; once per key."""
    constituency, created = Constituency.objects.get_or_create(
        consultation=consultation, key=key, defaults={"names": dict(names)}
    )
    if created:
        record("stakeholders.add_constituency", constituency, by=by, consultation=consultation.slug)
    return constituency


@transaction.atomic
def add_category(
    *, key: str, names: Mapping[str, str], by: User | str, suggests: str = ""
) -> Category:
    """An accreditation list, known across consultations; once per key.

    suggests: the key of the group in which those on it are usually counted.
    """
    category, created = Category.objects.get_or_create(
        key=key, defaults={"names": dict(names), "suggests": suggests}
    )
    if created:
        record("stakeholders.add_category", category, by=by, key=key, suggests=suggests)
    return category


@transaction.atomic
def make_eligible(
    consultation: Consultation,
    category: Category,
    *,
    by: User | str,
    precedence: int | None = None,
    basis: Basis | str = Basis.INVITED,
) -> Eligibility:
    """Ask a category to take part. An entity on several lists is asked under the lowest precedence.

    Without `precedence` it comes after those that are there. A category that is asked already
    keeps its row, and takes the precedence and basis given. Raises Refused where another category
    has the precedence.
    """
    asked = queries.eligibilities(consultation)
    row = asked.filter(category=category).first()
    if precedence is None:
        last = asked.aggregate(last=Max("precedence"))["last"] or 0
        precedence = row.precedence if row else last + 1
    if row and (row.precedence, row.basis) == (precedence, basis):
        return row
    other = asked.filter(precedence=precedence).exclude(category=category).first()
    if other:
        raise Refused(
            _("“%(category)s” was not given the precedence %(number)d.")
            % {"category": category, "number": precedence},
            _("“%(other)s” has it, and two lists cannot both come first.")
            % {"other": other.category},
            _("Choose another number."),
        )
    row = row or Eligibility(consultation=consultation, category=category)
    row.precedence, row.basis = precedence, basis
    row.save()
    record(
        "stakeholders.make_eligible",
        row,
        by=by,
        consultation=consultation.slug,
        precedence=precedence,
        basis=basis,
    )
    return row


@transaction.atomic
def state_figure(
    consultation: Consultation,
    *,
    texts: Mapping[str, str],
    stated: int,
    source: str,
    by: User | str,
    approximate: bool = False,
    named: int | None = None,
) -> StatedFigure:
    """Note a number that a source states ("some 3,500 … entities"); once per source and text.

    named: how many the source names, where it is another number; what it does not say is not added.
    """
    figure, created = StatedFigure.objects.get_or_create(
        consultation=consultation,
        source=source,
        texts=dict(texts),
        defaults={"stated": stated, "approximate": approximate, "named": named},
    )
    if created:
        record(
            "stakeholders.state_figure",
            figure,
            by=by,
            consultation=consultation.slug,
            stated=stated,
            named=named,
        )
    return figure
