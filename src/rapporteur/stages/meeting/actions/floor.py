"""The speakers' list: asking for the floor, the chair's order, and the clock."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.stages.meeting import queries
from rapporteur.stages.meeting.choices import InterventionKind
from rapporteur.stages.meeting.models import AgendaItem, Meeting, Registration, Speaker
from rapporteur.stages.representation.models import Designation
from rapporteur.stages.stakeholders.models import Entity, Group


@transaction.atomic
def ask_for_floor(
    meeting: Meeting,
    *,
    name: str,
    by: User | str,
    kind: InterventionKind = InterventionKind.INFORMAL,
    group: Group | None = None,
    entity: Entity | None = None,
    designation: Designation | None = None,
    speaks_for: str = "",
    registration: Registration | None = None,
    agenda_item: AgendaItem | None = None,
) -> Speaker:
    """Put somebody on the speakers' list, at its end.

    name: as they are announced. designation: they speak as a group's representative; group and
    entity are then those of it, where not said. Asking again while they wait changes nothing.
    """
    _lock(meeting)
    if designation is not None:
        group, entity = group or designation.group, entity or designation.entity
    waiting = queries.yet_to_speak(meeting).filter(name=name, agenda_item=agenda_item, kind=kind)
    if (earlier := waiting.first()) is not None:
        return earlier
    speaker = Speaker.objects.create(
        meeting=meeting,
        name=name,
        kind=kind,
        group=group,
        entity=entity,
        designation=designation,
        speaks_for=speaks_for,
        registration=registration,
        agenda_item=agenda_item,
    )
    _record("ask_for_floor", speaker, by)
    return speaker


@transaction.atomic
def withdraw_request(speaker: Speaker, *, by: User | str) -> Speaker:
    """Take somebody off the list who has not begun to speak. Again changes nothing.

    Raises Refused when they have begun.
    """
    _lock(speaker.meeting)
    speaker.refresh_from_db()
    if speaker.began_at is not None:
        raise Refused(
            _("%(name)s stays on the list.") % {"name": speaker.name},
            _("They have begun to speak."),
            _("End their time and record what they said."),
        )
    if speaker.withdrawn_at is None:
        speaker.withdrawn_at = timezone.now()
        speaker.save(update_fields=["withdrawn_at"])
        _record("withdraw_request", speaker, by)
    return speaker


@transaction.atomic
def order_speakers(meeting: Meeting, speakers: Sequence[Speaker], *, by: User | str) -> None:
    """Decide on the order of those who have yet to speak: the chair's decision.

    speakers: in the order wanted. Whoever is not among them stands after them, by inscription.
    Those who have spoken or withdrawn in the meantime are passed over.
    """
    _lock(meeting)
    waiting = {each.pk: each for each in queries.yet_to_speak(meeting).order_by("id")}
    wanted = [waiting.pop(each.pk) for each in speakers if each.pk in waiting]
    for order, speaker in enumerate([*wanted, *waiting.values()], start=1):
        Speaker.objects.filter(pk=speaker.pk).update(order=order)
    record(
        "meeting.order_speakers",
        meeting,
        by=by,
        consultation=meeting.consultation.slug,
        order=[each.name for each in wanted],
    )


@transaction.atomic
def move_speaker(speaker: Speaker, *, places: int, by: User | str) -> None:
    """Move a speaker on the list: -1 is one place up, 1 one place down. The ends are the ends."""
    _lock(speaker.meeting)
    row = list(queries.yet_to_speak(speaker.meeting))
    if speaker not in row:
        return
    at = row.index(speaker)
    row.insert(max(0, min(len(row) - 1, at + places)), row.pop(at))
    order_speakers(speaker.meeting, row, by=by)


@transaction.atomic
def begin_speaking(speaker: Speaker, *, by: User | str) -> Speaker:
    """Stamp the moment at which somebody takes the floor. Again changes nothing.

    Raises Refused while another has it, or when they withdrew.
    """
    _lock(speaker.meeting)
    speaker.refresh_from_db()
    if speaker.began_at is not None:
        return speaker
    other = queries.has_the_floor(speaker.meeting)
    if other is not None or speaker.withdrawn_at is not None:
        raise Refused(
            _("%(name)s does not have the floor.") % {"name": speaker.name},
            _("%(name)s is still speaking.") % {"name": other.name}
            if other
            else _("They withdrew from the list."),
            _("End the one who speaks first.") if other else _("Put them on the list again."),
        )
    speaker.began_at = timezone.now()
    speaker.save(update_fields=["began_at"])
    _record("begin_speaking", speaker, by)
    return speaker


@transaction.atomic
def end_speaking(speaker: Speaker, *, by: User | str) -> Speaker:
    """Stamp the moment at which somebody ends. Again changes nothing.

    Raises Refused when they have not begun.
    """
    _lock(speaker.meeting)
    speaker.refresh_from_db()
    if speaker.began_at is None:
        raise Refused(
            _("%(name)s has not ended.") % {"name": speaker.name},
            _("They have not begun to speak."),
            _("Start their time first."),
        )
    if speaker.ended_at is None:
        speaker.ended_at = timezone.now()
        speaker.save(update_fields=["ended_at"])
        _record("end_speaking", speaker, by)
    return speaker


def _lock(meeting: Meeting) -> None:
    Meeting.objects.select_for_update().get(pk=meeting.pk)


def _record(verb: str, speaker: Speaker, by: User | str) -> None:
    record(f"meeting.{verb}", speaker, by=by, consultation=speaker.meeting.consultation.slug)
