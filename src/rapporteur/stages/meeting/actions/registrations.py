"""Registering for a meeting: a seat or a place on the waiting list, given in one locked step."""

from datetime import date, datetime

from django.core.signing import Signer
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rapporteur.base.addresses import address_of, in_language_of_reader
from rapporteur.base.audit.actions import record
from rapporteur.base.dates import day_in_words
from rapporteur.base.models import Original, User
from rapporteur.base.outbox.actions import post, post_to_stranger
from rapporteur.base.refusals import Refused
from rapporteur.stages.meeting import queries, rules
from rapporteur.stages.meeting.choices import RegisteredBy, RegistrationState
from rapporteur.stages.meeting.models import Meeting, Registration
from rapporteur.stages.representation.models import Designation
from rapporteur.stages.stakeholders.models import Entity, Group

MOST_BY_MAILBOX = 10  # people who are confirmed by the mail of one mailbox
BY_MAIL = "the link in the mail"
_SIGNER = Signer(salt="meeting.registration")


@transaction.atomic
def register_person(
    meeting: Meeting,
    *,
    family_name: str,
    first_name: str,
    by: User | str,
    came_by: RegisteredBy = RegisteredBy.FORM,
    title: str = "",
    category: str = "",
    organization: str = "",
    address: str = "",
    telephone: str = "",
    fax: str = "",
    email: str = "",
    hotel: str = "",
    hotel_telephone: str = "",
    signed_on: date | None = None,
    signature: str = "",
    entity: Entity | None = None,
    group: Group | None = None,
    designation: Designation | None = None,
    registered_at: datetime | None = None,
    submission: str = "",
    returned: Original | None = None,
    by_stranger: bool = False,
) -> Registration:
    """Register a person with the particulars of the form annexed to circular DM-1108 (2004).

    designation: the accepted one for which they come; their seat is guaranteed. registered_at:
    when a returned form arrived, now where not said. submission: sending the same one again gives
    the registration that is there. returned: the file of a form that came back, kept with it.
    Whoever gave an e-mail address is written to. by_stranger: anybody may have filled it in, so it
    is `PENDING`, with no place in the room or in line, until its address answers
    (`confirm_registration`) or an officer confirms it. With a designation it is not: its link is
    private.

    The meeting's row is locked while the seats are counted, so that two who register at once
    never get the same one.

    Raises Refused when the meeting is over or reconstructed, the category is not on its form,
    this person is registered already, or another comes for the same designation.
    """
    meeting = _locked(meeting)
    if submission:
        earlier = Registration.objects.filter(submission=submission, meeting=meeting).first()
        if earlier is not None:
            return earlier
    at = registered_at or timezone.now()
    _check_open(meeting, at, category, came_by)
    _check_not_twice(meeting, family_name, first_name, email, organization)
    pending = by_stranger and designation is None
    if designation is not None:
        _check_designation(meeting, designation)
        group, entity = group or designation.group, entity or designation.entity
    seat = queries.room(meeting).seat_for(category, guaranteed=designation is not None)
    state = RegistrationState.PENDING if pending else seat
    registration = Registration.objects.create(
        meeting=meeting,
        title=title,
        family_name=family_name,
        first_name=first_name,
        category=category,
        organization=organization,
        address=address,
        telephone=telephone,
        fax=fax,
        email=email,
        hotel=hotel,
        hotel_telephone=hotel_telephone,
        signed_on=signed_on,
        signature=signature,
        entity=entity,
        group=group,
        guaranteed_by=designation,
        state=state,
        came_by=came_by,
        returned_form=returned,
        entered_by=by if isinstance(by, User) else None,
        registered_at=at,
        confirmed_at=None if pending else at,
        late=rules.is_late(at, meeting.registration_by),
        language=get_language() or "en",
        submission=submission or None,
    )
    _record("register_person", registration, by, state=state, late=registration.late)
    if pending:
        _ask_to_confirm(registration)
    else:
        _write(registration, "received")
    return registration


@transaction.atomic
def confirm_registration(registration: Registration, *, by: User | str) -> Registration:
    """Give somebody who registered a seat, or a place in line, since their address answered or an
    officer knows of them. Again, and for one that was cancelled, changes nothing.

    by: the officer, or `BY_MAIL` for the link in the mail.

    Raises Refused when the meeting is over, this person is registered already, or as many people
    were confirmed by this mailbox as may be: an officer confirms the others.
    """
    meeting = _locked(registration.meeting)
    registration.refresh_from_db()
    if registration.state != RegistrationState.PENDING:
        return registration
    one = registration
    _check_open(meeting, timezone.now(), "", RegisteredBy.DESK)  # its category was asked for then
    _check_not_twice(meeting, one.family_name, one.first_name, one.email, one.organization)
    if by == BY_MAIL and queries.from_mailbox(meeting, one.email) >= MOST_BY_MAILBOX:
        raise Refused(
            _("The registration was not confirmed."),
            _("%(many)d people are registered with this address already.")
            % {"many": MOST_BY_MAILBOX},
            _("Write to the secretariat: it confirms the others."),
        )
    one.state = queries.room(meeting).seat_for(one.category, guaranteed=False)
    one.confirmed_at = timezone.now()
    one.save(update_fields=["state", "confirmed_at"])
    _record("confirm_registration", one, by, state=one.state)
    _write(one, "received")
    return one


def confirming_code(registration: Registration) -> str:
    """What stands in the link to confirm: known to whoever reads the mailbox, and not to who filled
    in the form and sees its page."""
    return _SIGNER.signature(f"{registration.pk}:{registration.email}")


def is_confirming_code_of(registration: Registration, code: str) -> bool:
    """Whether a link is the one that was sent to the address of a registration."""
    return bool(registration.email) and constant_time_compare(confirming_code(registration), code)


@transaction.atomic
def cancel_registration(registration: Registration, *, by: User | str) -> Registration:
    """Give a seat or a place in line back; the first on the waiting list who fits moves up.

    Cancelling again changes nothing.
    """
    meeting = _locked(registration.meeting)
    registration.refresh_from_db()
    if registration.state == RegistrationState.CANCELLED:
        return registration
    pending = registration.state == RegistrationState.PENDING
    registration.state = RegistrationState.CANCELLED
    registration.cancelled_at = timezone.now()
    registration.save(update_fields=["state", "cancelled_at"])
    _record("cancel_registration", registration, by)
    if not pending:  # or its address never answered
        _write(registration, "cancelled")
        move_up(meeting, by=by)
    return registration


@transaction.atomic
def check_in(registration: Registration, *, by: User | str) -> Registration:
    """Note that a person is there. Noting it again changes nothing.

    Raises Refused for one who has no seat.
    """
    registration = Registration.objects.select_for_update().get(pk=registration.pk)
    if registration.state != RegistrationState.CONFIRMED:
        raise Refused(
            _("The arrival was not noted."),
            _("This registration has no seat."),
            _("Let them in when a seat is free: raise the number of seats, or cancel another."),
        )
    if registration.arrived_at is None:
        registration.arrived_at = timezone.now()
        registration.save(update_fields=["arrived_at"])
        _record("check_in", registration, by)
    return registration


@transaction.atomic
def offer_place(meeting: Meeting, designation: Designation, *, by: User | str) -> None:
    """Write to a group's accepted representative where to register for the seat that is held.

    Raises Refused when the designation has no e-mail address, or the consultation sends nothing.
    """
    _check_designation(meeting, designation)
    consultation = meeting.consultation
    if not designation.email or consultation.reconstructed:
        raise Refused(
            _("Nothing was sent."),
            _("%(entity)s has no e-mail address here.") % {"entity": designation.entity}
            if not designation.email
            else _("This consultation is reconstructed from published documents."),
            _("Type the registration in at the desk."),
        )
    link = address_of("meeting:register_held", consultation.slug, meeting.pk, designation.token)
    with in_language_of_reader(designation.entity.language):
        post(
            f"held-place:{meeting.pk}:{designation.pk}",
            to=designation.email,
            subject=_("A seat is held for you: %(meeting)s") % {"meeting": meeting},
            text=_(
                "%(entity)s speaks for %(group)s, and a seat is held for its speaker at "
                "“%(meeting)s”. Register that person here:\n%(link)s"
            )
            % {
                "entity": designation.entity,
                "group": designation.speaks_for,
                "meeting": meeting,
                "link": link,
            },
            consultation=consultation.slug,
        )
    record("meeting.offer_place", designation, by=by, consultation=consultation.slug)


def move_up(meeting: Meeting, *, by: User | str) -> None:
    """Give what seats are free to those who wait, in their order. The meeting is locked."""
    room = queries.room(meeting)
    for registration in queries.waiting(meeting):
        guaranteed = registration.guaranteed_by_id is not None
        state = room.seat_for(registration.category, guaranteed=guaranteed)
        if state != RegistrationState.CONFIRMED:
            continue
        registration.state = state
        registration.save(update_fields=["state"])
        _record("move_up", registration, by)
        _write(registration, "seat")
        room = queries.room(meeting)


def _locked(meeting: Meeting) -> Meeting:
    return (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("consultation")
        .get(pk=meeting.pk)
    )


def _check_open(meeting: Meeting, at: datetime, category: str, came_by: RegisteredBy) -> None:
    known = queries.category_names(meeting)
    why, then = "", _("Write to the secretariat.")
    if meeting.consultation.reconstructed:
        why = _("This meeting is reconstructed from published documents.")
    elif rules.is_late(at, meeting.ends_on):
        why = _("The meeting is over.")
    elif (category or came_by == RegisteredBy.FORM) and known and category not in known:
        why, then = _("The category is not on the form."), _("Choose one of those that are.")
    if why:
        raise Refused(_("Nobody was registered."), why, then)


def _check_not_twice(
    meeting: Meeting, family_name: str, first_name: str, email: str, organization: str
) -> None:
    """One address may serve several people; one person registers once. Under whose name somebody
    else has registered, and nobody has confirmed it, is not kept from registering."""
    same = meeting.registrations.filter(
        family_name__iexact=family_name,
        first_name__iexact=first_name,
        state__in=[RegistrationState.CONFIRMED, RegistrationState.WAITING],
    )
    if email and same.filter(email__iexact=email).exists():
        found = True
    else:
        found = same.filter(organization__iexact=organization, email__iexact=email).exists()
    if found:
        raise Refused(
            _("%(first)s %(family)s was not registered again.")
            % {"first": first_name, "family": family_name},
            _("A registration with this name and address is here already."),
            _("Use the private link that was given with it, or ask the secretariat."),
        )


def _check_designation(meeting: Meeting, designation: Designation) -> None:
    places = {each.designation.pk: each.registration for each in queries.held_places(meeting)}
    if designation.pk not in places:
        raise Refused(
            _("No seat is held."),
            _("%(entity)s has not accepted to speak for a group here.")
            % {"entity": designation.entity},
            _("Register without it."),
        )
    if places[designation.pk] is not None:
        raise Refused(
            _("The seat was not given again."),
            _("Somebody is registered on behalf of %(entity)s already.")
            % {"entity": designation.entity},
            _("Cancel that registration first, or register without it."),
        )


def _ask_to_confirm(registration: Registration) -> None:
    """Write to the address that somebody typed where it is confirmed, and none of their words."""
    if not registration.email:
        return
    meeting = registration.meeting
    consultation = meeting.consultation
    with in_language_of_reader(registration.language):
        link = address_of(
            "meeting:confirm", consultation.slug, registration.pk, confirming_code(registration)
        )
        post_to_stranger(
            queries.confirming_mail(registration),
            to=registration.email,
            subject=_("Please confirm: registration for %(meeting)s") % {"meeting": meeting},
            text=_(
                "Somebody registered with this address for “%(meeting)s”, %(first)s – %(last)s.\n\n"
                "If it was you, confirm it here. Only then do you have a seat, or a place on the "
                "waiting list:\n%(link)s\n\n"
                "If it was not you, do nothing: no seat is kept."
            )
            % {
                "meeting": meeting,
                "first": day_in_words(meeting.starts_on),
                "last": day_in_words(meeting.ends_on),
                "link": link,
            },
            consultation=consultation.slug,
        )


def _write(registration: Registration, occasion: str) -> None:
    """Tell a person by e-mail what became of their registration."""
    if not registration.email:
        return
    meeting = registration.meeting
    consultation = meeting.consultation
    with in_language_of_reader(registration.language):
        told = {
            ("received", RegistrationState.CONFIRMED): _("You are registered and have a seat."),
            ("received", RegistrationState.WAITING): _(
                "You are registered on the waiting list: all seats are taken. "
                "You will be written to when one becomes free."
            ),
            ("seat", RegistrationState.CONFIRMED): _(
                "A seat became free, and it is yours. Please cancel if you cannot come."
            ),
            ("cancelled", RegistrationState.CANCELLED): _("Your registration is cancelled."),
        }[(occasion, RegistrationState(registration.state))]
        link = address_of("meeting:registration", consultation.slug, registration.token)
        post(
            f"registration:{registration.pk}:{occasion}",
            to=registration.email,
            subject=_("Your registration: %(meeting)s") % {"meeting": meeting},
            text=_(
                "%(told)s\n\nMeeting: %(meeting)s, %(first)s – %(last)s\n\n"
                "See or cancel your registration here; the link is yours alone:\n%(link)s"
            )
            % {
                "told": told,
                "meeting": meeting,
                "first": day_in_words(meeting.starts_on),
                "last": day_in_words(meeting.ends_on),
                "link": link,
            },
            consultation=consultation.slug,
        )


def _record(verb: str, registration: Registration, by: User | str, **particulars: object) -> None:
    record(
        f"meeting.{verb}",
        registration,
        by=by,
        consultation=registration.meeting.consultation.slug,
        **particulars,
    )
