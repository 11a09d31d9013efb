"""Asking them: letters, the mailings that carry them, and the replies."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.base.constraints import one_of, together
from rapporteur.base.models import Message, Original, User
from rapporteur.base.privacy import Personal
from rapporteur.stages.invitations.choices import Answer, Carrier, DispatchState, LetterKind
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders.models import Contact, Entity


class Letter(models.Model):
    """A letter in one or more languages. Several letters may bear one reference."""

    personal = Personal.OFFICE

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=LetterKind.choices)
    reference = models.CharField(_("reference"), max_length=60, blank=True)
    dated = models.DateField(_("date"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    letterhead = models.TextField(_("letterhead"), blank=True)
    signatory = models.CharField(_("signatory"), max_length=200, blank=True)
    signatory_office = models.CharField(_("office of the signatory"), max_length=200, blank=True)
    originator = models.CharField(_("originator"), max_length=60, blank=True)
    addressees = models.CharField(_("addressees, as stated"), max_length=300, blank=True)
    contact_name = models.CharField(_("contact"), max_length=200, blank=True)
    contact_telephone = models.CharField(_("telephone"), max_length=60, blank=True)
    contact_fax = models.CharField(_("fax"), max_length=60, blank=True)
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    enclosures = models.TextField(_("enclosures"), blank=True)
    reply_by = models.DateField(_("reply by"), null=True, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    class Meta:
        ordering = ["dated", "id"]
        constraints = [one_of("letter_kind_known", "kind", LetterKind.values)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reference}".strip()


class LetterText(models.Model):
    """The words of a letter in one language. The body may hold merge fields: `{{ name }}`."""

    personal = Personal.NONE

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=2)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    salutation = models.CharField(_("salutation"), max_length=200)
    body = models.TextField(_("body"), help_text=_("paragraphs are parted by an empty line"))
    closing = models.CharField(_("closing"), max_length=100)

    class Meta:
        ordering = ["letter", "id"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "language"], name="letter_language_once")
        ]

    def __str__(self) -> str:
        return f"{self.letter} ({self.language})"


class Mailing(models.Model):
    """A letter going out to an audience, once a second person has approved it.

    audience: `{"categories": [keys], "groups": [keys], "entities": [ids]}`; the list that it gave
    is fixed as dispatches when the mailing is drafted, and shown before anything is sent.
    """

    personal = Personal.OFFICE

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="mailings")
    audience = models.JSONField(default=dict)
    carriers = models.JSONField(default=list, help_text="in the order of preference")
    drafted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    ordered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ordered_at = models.DateTimeField(null=True, help_text="since when it is being sent")

    class Meta:
        ordering = ["-id"]
        constraints = [
            together("mailing_approved_by_and_at", "approved_by", "approved_at"),
            together("mailing_ordered_by_and_at", "ordered_by", "ordered_at"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=models.F("drafted_by")),
                name="mailing_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter} #{self.pk}"


class Dispatch(models.Model):
    """One letter to one recipient, and how far it has come."""

    personal = Personal.CONTACT

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="dispatches")
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, related_name="+")
    language = models.CharField(_("language"), max_length=2)
    carrier = models.CharField(_("carrier"), max_length=10, choices=Carrier.choices)
    address = models.TextField(_("address"), blank=True)
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=DispatchState.choices,
        default=DispatchState.DRAFTED,
    )
    changed_at = models.DateTimeField(auto_now=True)
    reason = models.TextField(_("reason"), blank=True)
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey(Original, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "dispatches"
        ordering = ["id"]
        constraints = [
            one_of("dispatch_state_known", "state", DispatchState.values),
            one_of("dispatch_carrier_known", "carrier", Carrier.values),
            models.UniqueConstraint(fields=["mailing", "entity"], name="dispatch_once"),
        ]

    def __str__(self) -> str:
        return f"{self.entity}: {self.get_state_display()}"


class Reply(models.Model):
    """What an addressee answered. No row means no reply."""

    personal = Personal.OFFICE

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="replies")
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="+")
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices)
    received_on = models.DateField(_("received"))
    note = models.TextField(_("note"), blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "replies"
        ordering = ["id"]
        constraints = [one_of("reply_answer_known", "answer", Answer.values)]

    def __str__(self) -> str:
        return f"{self.entity}: {self.get_answer_display()}"
