"""Face to face: the room, who comes, who asks for the floor and who spoke."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.base.constraints import one_of
from rapporteur.base.fields import Multilingual
from rapporteur.base.languages import said
from rapporteur.base.models import Original, User
from rapporteur.base.privacy import Personal
from rapporteur.stages.contributions.models import Contribution, new_token
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.meeting.choices import (
    InterventionKind,
    OrderRule,
    RegisteredBy,
    RegistrationState,
    Salutation,
)
from rapporteur.stages.representation.models import Designation
from rapporteur.stages.stakeholders.models import Entity, Group


class Meeting(models.Model):
    """A meeting of a consultation.

    categories: what a person registers as, `[{"key", "names": {language: text}, "seats": number
    or null}]`; seats is the category's quota. registration_by: a date alone runs to the end of
    that day at UTC−12; a registration after it is taken and labelled late.
    """

    personal = Personal.NONE

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    titles = Multilingual(_("title"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    starts_at = models.DateTimeField(_("begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=50, default="UTC")
    venue = models.CharField(_("venue"), max_length=300, blank=True)
    room = models.CharField(_("room"), max_length=100, blank=True)
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    registration_by = models.DateField(_("registration by"), null=True, blank=True)
    categories = models.JSONField(
        _("categories on the registration form"),
        default=list,
        blank=True,
    )
    asks_hotel = models.BooleanField(_("the form asks for the hotel"), default=False)
    return_to = models.CharField(_("forms are returned to"), max_length=200, blank=True)
    order_rule = models.CharField(
        _("order of speakers"),
        max_length=20,
        choices=OrderRule.choices,
        default=OrderRule.INSCRIPTION,
    )
    minutes_presentation = models.PositiveSmallIntegerField(
        _("minutes for a presentation"), default=5
    )
    minutes_informal = models.PositiveSmallIntegerField(
        _("minutes for an informal intervention"), default=2
    )

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="meeting_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_later_than_it_begins",
            ),
            one_of("meeting_order_rule_known", "order_rule", OrderRule.values),
        ]

    def __str__(self) -> str:
        return said(self.titles) or str(self.starts_on)


class AgendaItem(models.Model):
    personal = Personal.NONE

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    number = models.PositiveSmallIntegerField(_("number"))
    texts = Multilingual(_("item"))

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="agenda_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {said(self.texts)}"


class Registration(models.Model):
    """One person's registration: the fields of the form annexed to circular DM-1108 (2004).

    token: the private link to see and cancel it. confirmed_at: when its address answered, or an
    officer confirmed it: until then it holds no place in the room and none in line. submission:
    what the page of the form carried, so that sending it twice registers once. group: for the
    count of seats and the floor.
    guaranteed_by: the accepted designation whose speaker this is; their place is kept.
    returned_form: the file that it was read from, as it came.
    """

    personal = Personal.CONTACT

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="registrations")
    title = models.CharField(
        pgettext_lazy("of a person", "title"), max_length=5, choices=Salutation.choices, blank=True
    )
    family_name = models.CharField(_("family name"), max_length=150)
    first_name = models.CharField(_("first name"), max_length=150)
    category = models.CharField(_("category"), max_length=60, blank=True)
    organization = models.CharField(
        _("name of the administration or organization"), max_length=300, blank=True
    )
    address = models.TextField(_("complete address"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=60, blank=True)
    fax = models.CharField(_("fax"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    hotel = models.CharField(_("hotel"), max_length=200, blank=True)
    hotel_telephone = models.CharField(_("telephone of the hotel"), max_length=60, blank=True)
    signed_on = models.DateField(_("date"), null=True, blank=True)
    signature = models.CharField(_("signature"), max_length=200, blank=True)
    entity = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+")
    guaranteed_by = models.ForeignKey(
        Designation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=RegistrationState.choices,
        default=RegistrationState.CONFIRMED,
    )
    came_by = models.CharField(max_length=5, choices=RegisteredBy.choices)
    returned_form = models.ForeignKey(Original, models.PROTECT, null=True, related_name="+")
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    late = models.BooleanField(_("after the registration date"), default=False)
    cancelled_at = models.DateTimeField(null=True)
    language = models.CharField(_("language to write in"), max_length=2, default="en")
    token = models.CharField(max_length=32, unique=True, default=new_token)
    submission = models.CharField(max_length=32, unique=True, null=True)  # noqa: DJ001
    arrived_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["registered_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_at__isnull=True)),
                name="registration_cancelled_at_when_cancelled",
            ),
            models.UniqueConstraint(
                fields=["meeting", "guaranteed_by"],
                condition=~Q(state="cancelled"),
                name="registration_one_place_a_designation",
            ),
            one_of("registration_state_known", "state", RegistrationState.values),
            one_of("registration_came_by_known", "came_by", RegisteredBy.values),
        ]

    def __str__(self) -> str:
        # No name: this stands on the audit trail, which outlives an erasure.
        return f"{self.meeting}: registration {self.pk}"

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.family_name}"


class Speaker(models.Model):
    """A place on the speakers' list: asked for the floor, in the order that the chair decided.

    Those without an order stand after those with one. designation, or speaks_for as stated: on
    whose behalf. began_at and ended_at are stamped while they speak; the intervention is recorded
    from them.
    """

    personal = Personal.OFFICE

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="speakers")
    agenda_item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    registration = models.ForeignKey(
        Registration, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=300)
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+")
    designation = models.ForeignKey(
        Designation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    entity = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="+")
    speaks_for = models.CharField(_("on behalf of, as stated"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=InterventionKind.choices)
    asked_at = models.DateTimeField(auto_now_add=True)
    order = models.PositiveSmallIntegerField(null=True)
    began_at = models.DateTimeField(_("began"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = [F("order").asc(nulls_last=True), "id"]
        constraints = [
            one_of("speaker_kind_known", "kind", InterventionKind.values),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")),
                name="speaker_ends_after_they_begin",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(began_at__isnull=False, ended_at__isnull=True),
                name="speaker_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Intervention(models.Model):
    """Somebody spoke: it becomes a contribution of its mode."""

    personal = Personal.OFFICE

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="interventions")
    speaker = models.OneToOneField(
        Speaker, models.PROTECT, null=True, blank=True, related_name="intervention"
    )
    agenda_item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=InterventionKind.choices)
    started_at = models.DateTimeField(_("began"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    statement = models.ForeignKey(Original, models.PROTECT, null=True, related_name="+")
    statement_filename = models.CharField(max_length=300, blank=True)
    contribution = models.OneToOneField(Contribution, models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["started_at", "id"]
        constraints = [
            one_of("intervention_kind_known", "kind", InterventionKind.values),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="intervention_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return str(self.contribution)
