"""Recording what was said as a contribution of its mode."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.originals.actions import keep
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions import actions as contributions
from rapporteur.stages.contributions.choices import Capacity, Consent, Mode, Origin
from rapporteur.stages.meeting.choices import InterventionKind
from rapporteur.stages.meeting.models import AgendaItem, Intervention, Meeting, Speaker
from rapporteur.stages.representation.models import Designation
from rapporteur.stages.stakeholders.models import Entity, Group

MODES = {
    InterventionKind.PRESENTATION: Mode.PRESENTATION,
    InterventionKind.INFORMAL: Mode.INFORMAL,
}


def record_intervention(
    meeting: Meeting,
    *,
    contributor: str,
    kind: InterventionKind,
    by: User | str,
    group: Group | None = None,
    entity: Entity | None = None,
    designation: Designation | None = None,
    speaks_for: str = "",
    speaker: Speaker | None = None,
    agenda_item: AgendaItem | None = None,
    started_at: datetime | None = None,
    ended_at: datetime | None = None,
    title: str = "",
    text: str = "",
    languages: Sequence[str] = (),
    statement: tuple[str, bytes | Iterable[bytes]] | None = None,
) -> Intervention:
    """Enter what somebody said at a meeting into the register, under the next number of its mode.

    contributor: who spoke, as announced. designation, or speaks_for as stated: on whose behalf.
    statement: the file that was handed in, its name and bytes: it belongs to this intervention
    and is not counted as a written comment too. speaker: their place on the list; recording the
    same one again gives the intervention that is there.

    The room heard who spoke, so the name stands confirmed; what was said in the open is published
    with that name once the registrar publishes it.

    Raises Refused when it ended before it began, or the register takes nothing.
    """
    # Kept before the transaction: a large file holds nobody up.
    kept = (statement[0], keep(statement[1])) if statement else None
    with transaction.atomic():
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        if speaker is not None:
            earlier = Intervention.objects.filter(speaker=speaker).first()
            if earlier is not None:
                return earlier
        if ended_at and not (started_at and ended_at >= started_at):
            raise Refused(
                _("The intervention was not recorded."),
                _("It ended before it began."),
                _("Mend the two times."),
            )
        if designation is not None:
            group, entity = group or designation.group, entity or designation.entity
        contribution = contributions.register(
            meeting.consultation,
            mode=MODES[kind],
            origin=Origin.INTERVENTION,
            by=by,
            contributor=contributor,
            entity=entity,
            group=group,
            capacity=Capacity.GROUP if designation or speaks_for else Capacity.OWN,
            speaks_for_group=designation.group if designation else None,
            speaks_for_constituency=designation.constituency if designation else None,
            speaks_for=speaks_for,
            title=title,
            languages=languages,
            received_at=started_at or timezone.now(),
            consent=Consent.NAMED,
            text=text,
            documents=[kept] if kept else (),
        )
        contributions.confirm_attribution(
            contribution,
            reason=_("Spoke at the meeting “%(meeting)s”.") % {"meeting": meeting},
            by=by,
        )
        intervention = Intervention.objects.create(
            meeting=meeting,
            speaker=speaker,
            agenda_item=agenda_item,
            kind=kind,
            started_at=started_at,
            ended_at=ended_at,
            statement=kept[1] if kept else None,
            statement_filename=kept[0][:300] if kept else "",
            contribution=contribution,
            recorded_by=by if isinstance(by, User) else None,
        )
        record(
            "meeting.record_intervention",
            intervention,
            by=by,
            consultation=meeting.consultation.slug,
            kind=kind,
            statement=kept[1].sha256 if kept else "",
        )
    return intervention
