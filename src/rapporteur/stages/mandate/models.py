"""What was asked, by whom, and by when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from rapporteur.base.constraints import one_of, together
from rapporteur.base.fields import Multilingual
from rapporteur.base.languages import said
from rapporteur.base.models import User
from rapporteur.base.privacy import Personal
from rapporteur.stages.mandate.choices import (
    ChannelKind,
    ConsultationKind,
    DeadlineKind,
    InstrumentKind,
    RelationKind,
    RequirementCheck,
    Role,
)


class Instrument(models.Model):
    """A document of a body: a resolution, a report, a letter. A double symbol is one instrument."""

    personal = Personal.NONE

    symbol = models.CharField(_("symbol"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=InstrumentKind.choices)
    body = models.CharField(_("body"), max_length=200, blank=True)
    session = models.CharField(_("session"), max_length=100, blank=True)
    dated = models.DateField(_("date"), null=True, blank=True)
    stated_date = models.CharField(
        _("date as stated"), max_length=60, blank=True, help_text=_("where no day is given")
    )
    titles = Multilingual(_("title"))

    class Meta:
        ordering = [F("dated").asc(nulls_last=True), "symbol"]
        constraints = [one_of("instrument_kind_known", "kind", InstrumentKind.values)]

    def __str__(self) -> str:
        return self.symbol


class Provision(models.Model):
    """A numbered paragraph of an instrument."""

    personal = Personal.NONE

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="provisions")
    number = models.CharField(_("paragraph"), max_length=20)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        ordering = ["instrument", "id"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "number"], name="provision_number_once")
        ]

    def __str__(self) -> str:
        if not self.number[:1].isdigit():
            return pgettext("between items", ", ").join([self.instrument.symbol, self.number])
        return gettext("%(symbol)s, para. %(number)s") % {
            "symbol": self.instrument.symbol,
            "number": self.number,
        }


class Relation(models.Model):
    """One instrument speaks of another: source *endorses* target. Together they are a graph."""

    personal = Personal.NONE

    source = models.ForeignKey(Instrument, models.CASCADE, related_name="relations")
    kind = models.CharField(_("relation"), max_length=20, choices=RelationKind.choices)
    target = models.ForeignKey(Instrument, models.CASCADE, related_name="relations_to")
    source_provision = models.ForeignKey(
        Provision, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    target_provisions = models.ManyToManyField(Provision, blank=True, related_name="+")
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["source", "id"]
        constraints = [
            one_of("relation_kind_known", "kind", RelationKind.values),
            models.UniqueConstraint(fields=["source", "kind", "target"], name="relation_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="relation_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.source.symbol} {self.get_kind_display()} {self.target.symbol}"


class Consultation(models.Model):
    """One consultation. Its state is derived from dates and facts (`queries.phase_of`)."""

    personal = Personal.NONE

    slug = models.SlugField(_("name in addresses"), max_length=80, unique=True)
    prefix = models.CharField(
        _("prefix of register numbers"), max_length=20, help_text=_("for example EC2010")
    )
    titles = Multilingual(_("title"))
    descriptions = Multilingual(_("what it is about"))
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=ConsultationKind.choices,
        default=ConsultationKind.OPEN,
    )
    convener = models.CharField(_("convener"), max_length=200, blank=True)
    on_behalf_of = models.CharField(_("on behalf of"), max_length=200, blank=True)
    answers = models.ManyToManyField(Provision, blank=True, related_name="+")
    instruments = models.ManyToManyField(Instrument, blank=True, related_name="+")
    languages = models.JSONField(_("languages"), default=list)
    zone = models.CharField(_("time zone"), max_length=50, default="UTC")
    announced_at = models.DateTimeField(_("announced"), null=True, blank=True)
    reconstructed = models.BooleanField(
        _("reconstructed from published documents"),
        default=False,
        help_text=_("nothing was received here and nothing can be sent from here"),
    )
    consent_rule = Multilingual(
        _("publication rule"),
        help_text=_("what the invitation says of publishing contributions by e-mail, fax and post"),
    )

    class Meta:
        ordering = ["-announced_at", "-id"]
        constraints = [one_of("consultation_kind_known", "kind", ConsultationKind.values)]

    def __str__(self) -> str:
        return said(self.titles) or self.slug


class Deadline(models.Model):
    """A date that was announced. An extension is a new row; a deadline is never shortened."""

    personal = Personal.NONE

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="deadlines")
    kind = models.CharField(_("kind"), max_length=20, choices=DeadlineKind.choices)
    at = models.DateTimeField(_("instant"), help_text=_("what arrives before it is in time"))
    stated = models.DateField(
        _("date as announced"), null=True, blank=True, help_text=_("where no hour was given")
    )
    zone = models.CharField(_("time zone"), max_length=50, default="UTC")
    announced_at = models.DateTimeField(_("announced"))
    reason = models.TextField(_("reason"), blank=True)
    source = models.CharField(_("where it is announced"), max_length=200, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [one_of("deadline_kind_known", "kind", DeadlineKind.values)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.stated or self.at:%Y-%m-%d}"


class Channel(models.Model):
    """An address under which contributions are taken, and when it was announced and withdrawn."""

    personal = Personal.NONE

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="channels")
    kind = models.CharField(_("kind"), max_length=10, choices=ChannelKind.choices)
    address = models.TextField(_("address"), blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [one_of("channel_kind_known", "kind", ChannelKind.values)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.address}"


class Question(models.Model):
    """A guiding question."""

    personal = Personal.NONE

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField(_("number"))
    texts = Multilingual(_("question"))
    provisions = models.ManyToManyField(Provision, blank=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="question_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {said(self.texts)}"


class Requirement(models.Model):
    """What the mandate demands of the consultation, in the mandate's own words."""

    personal = Personal.NONE

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="requirements")
    provision = models.ForeignKey(
        Provision, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    texts = Multilingual(_("demand"))
    check_by = models.CharField(
        _("how it is checked"),
        max_length=20,
        choices=RequirementCheck.choices,
        default=RequirementCheck.QUALITATIVE,
    )
    by_date = models.DateField(_("date demanded"), null=True, blank=True)
    bodies = models.JSONField(_("bodies, in order"), default=list, blank=True)
    evidence = Multilingual(_("evidence recorded"))

    class Meta:
        ordering = ["id"]
        constraints = [one_of("requirement_check_known", "check_by", RequirementCheck.values)]

    def __str__(self) -> str:
        return said(self.texts)


class Appointment(models.Model):
    """The role of an official in one consultation, from a day until it is ended."""

    personal = Personal.OFFICE

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="appointments")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    appointed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    appointed_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["role", "id"]
        constraints = [
            one_of("appointment_role_known", "role", Role.values),
            together("appointment_ended_by_and_at", "ended_by", "ended_at"),
            models.UniqueConstraint(
                fields=["consultation", "user", "role"],
                condition=Q(ended_at__isnull=True),
                name="appointment_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
