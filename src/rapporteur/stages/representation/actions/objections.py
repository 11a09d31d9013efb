"""What is said against a designation, and the answers to that."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.stages.representation.models import Designation, Objection


@transaction.atomic
def object_to(designation: Designation, *, name: str, text: str, by: User | str = "") -> Objection:
    """File an objection to a designation. Anybody may; an officer sorts it before it is shown.

    Filing the same again changes nothing. Raises Refused in a reconstructed consultation.
    """
    if designation.consultation.reconstructed:
        raise Refused(
            _("The objection was not filed."),
            _("This consultation is reconstructed from published documents."),
            _("Nothing is decided in it any more."),
        )
    earlier = designation.objections.filter(name=name, text=text).first()
    if earlier is not None:
        return earlier
    objection = Objection.objects.create(designation=designation, name=name, text=text)
    record(
        "representation.object_to_designation",
        objection,
        by=by or "public page",
        consultation=designation.consultation.slug,
    )
    return objection


@transaction.atomic
def sort_objection(objection: Objection, *, by: User, set_aside_because: str = "") -> Objection:
    """Show an objection in public, or set it aside with a reason. It can be sorted anew."""
    objection.sorted_by, objection.sorted_at = by, timezone.now()
    objection.set_aside_because = set_aside_because.strip()
    objection.save(update_fields=["sorted_by", "sorted_at", "set_aside_because"])
    record(
        "representation.sort_objection",
        objection,
        by=by,
        consultation=objection.designation.consultation.slug,
        set_aside_because=objection.set_aside_because,
    )
    return objection


@transaction.atomic
def answer_objection(objection: Objection, *, text: str, by: User) -> Objection:
    """Answer an objection, and show both.

    Raises Refused when it was answered already, or the answer says nothing.
    """
    objection = Objection.objects.select_for_update().get(pk=objection.pk)
    if objection.answered_at is not None or not text.strip():
        raise Refused(
            _("The answer was not taken."),
            _("It was answered already, and answers stay as they were given.")
            if objection.answered_at
            else _("It says nothing."),
            _("Read what stands there."),
        )
    sort_objection(objection, by=by)
    objection.answer = text
    objection.answered_by, objection.answered_at = by, timezone.now()
    objection.save(update_fields=["answer", "answered_by", "answered_at"])
    record(
        "representation.answer_objection",
        objection,
        by=by,
        consultation=objection.designation.consultation.slug,
    )
    return objection
