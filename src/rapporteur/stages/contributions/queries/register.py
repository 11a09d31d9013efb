"""Reading the register, and what the public may see of it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from rapporteur.base.languages import said
from rapporteur.stages.contributions.choices import (
    Attribution,
    Consent,
    Origin,
    Reckoning,
    Timeliness,
)
from rapporteur.stages.contributions.models import Contribution, Item, Version
from rapporteur.stages.contributions.rules import Standing, Timing
from rapporteur.stages.mandate.choices import DeadlineKind
from rapporteur.stages.mandate.models import Consultation, Deadline
from rapporteur.stages.mandate.queries import deadlines_in_force

STANDING = {  # rules.standing, as the database asks it; a test holds the two together
    Standing.VOIDED: Q(voided_at__isnull=False),
    Standing.WITHDRAWN: Q(voided_at__isnull=True, withdrawn_at__isnull=False),
    Standing.LATE: Q(
        voided_at__isnull=True,
        withdrawn_at__isnull=True,
        timeliness=Timeliness.LATE,
        admitted_at__isnull=True,
    ),
    Standing.COUNTED: Q(voided_at__isnull=True, withdrawn_at__isnull=True)
    & (~Q(timeliness=Timeliness.LATE) | Q(admitted_at__isnull=False)),
}


def entries(consultation: Consultation) -> QuerySet[Contribution]:
    """Every entry of the register, whatever became of it, with what its line shows."""
    return Contribution.objects.filter(consultation=consultation).select_related(
        "consultation", "group", "entity"
    )


def registered(found: QuerySet[Contribution], numbers: Iterable[str]) -> dict[str, Contribution]:
    """Of these entries those with these register numbers, each by its number as it is given, in
    small letters or capitals."""
    asked: dict[str, list[str]] = defaultdict(list)
    for number in numbers:
        asked[number.upper()].append(number)
    places = {place for each in asked if (place := _last_number(each)) is not None}
    return {
        number: entry
        for entry in found.filter(number__in=places)
        for number in asked.get(entry.register_number.upper(), ())
    }


def _last_number(register_number: str) -> int | None:
    """42 of `EC2010/W-042`."""
    digits = register_number.rpartition("-")[2]
    # A longer one is a number that no database holds.
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else None


def counted(
    consultation: Consultation, *, before: datetime | None = None
) -> QuerySet[Contribution]:
    """The entries that enter the table: not voided, not withdrawn, not late unless admitted.

    before: leave out what was registered from that instant on (the cut-off of a report).
    """
    found = entries(consultation).filter(STANDING[Standing.COUNTED])
    return found if before is None else found.filter(registered_at__lt=before)


def public(consultation: Consultation) -> QuerySet[Contribution]:
    """The contributions that anyone may read: published, consented to, neither voided nor
    withdrawn. Nothing that the public sees comes by another way; and of its words, those of `shown`
    alone, the copy without what was cut."""
    found = entries(consultation).select_related("shown").defer("shown__text", "shown__abstract")
    return found.filter(
        published_at__isnull=False,
        voided_at__isnull=True,
        withdrawn_at__isnull=True,
        consent__in=[Consent.NAMED, Consent.UNNAMED],
    )


def current_version(contribution: Contribution) -> Version:
    """What a contribution says now: its last version. Every entry has one from the first."""
    return contribution.versions.latest("number")


def may_still_change(consultation: Consultation, timing: Timing) -> bool:
    """Whether a contributor may correct or withdraw by what arrives so: until the last date
    announced for contributions; always where none was."""
    last = last_date(consultation)
    return last is None or timing.in_time_for(last.at)


def last_date(consultation: Consultation) -> Deadline | None:
    """The closing date of a consultation for contributions, where one was announced."""
    held = deadlines_in_force(consultation)
    return held.get(DeadlineKind.FINAL) or held.get(DeadlineKind.PREFERRED)


def reckoned(item: Item) -> tuple[Reckoning, Deadline] | None:
    """Why an item that was received after a date for contributions is taken as in time for it,
    and for which; None where it came before all of them, or is late by all."""
    held = deadlines_in_force(item.consultation)
    for kind in (DeadlineKind.PREFERRED, DeadlineKind.FINAL):
        deadline = held.get(kind)
        why = item.timing.reckoned(deadline.at) if deadline else None
        if deadline and why:
            return why, deadline
    return None


def current_versions(contributions: QuerySet[Contribution]) -> QuerySet[Version]:
    """The last version of each of these contributions, with its contribution."""
    last = Version.objects.filter(contribution=OuterRef("contribution")).order_by("-number")
    return Version.objects.filter(
        contribution__in=contributions.values("pk"), pk=Subquery(last.values("pk")[:1])
    ).select_related("contribution")


def shown_name(contribution: Contribution) -> str:
    """The name under which the public reads a contribution, in the active language.

    Whoever sends in a name is claimed to be its bearer: an entity's name stands alone only once
    somebody confirmed it, and no name is shown without consent.
    """
    if contribution.consent != Consent.NAMED:
        return _("Name withheld")
    stated = ", ".join(filter(None, [contribution.contributor, contribution.organization]))
    name = stated
    if contribution.entity is not None:
        name = said(contribution.entity.names) or stated
    if not name:
        if contribution.origin == Origin.RECONSTRUCTION:
            return _("Not named in the source")
        return _("No name stated")
    if contribution.attribution == Attribution.CONFIRMED:
        return name
    return _("in the name of %(name)s (not confirmed)") % {"name": stated or name}


def shown_signatories(contribution: Contribution) -> list[str]:
    """The names of those who signed a joint contribution, the lead first; none without consent
    or before the attribution is confirmed."""
    if (contribution.consent, contribution.attribution) != (Consent.NAMED, Attribution.CONFIRMED):
        return []
    return [signatory.name for signatory in contribution.signatories.all()]
