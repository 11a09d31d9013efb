"""What became of the report."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapporteur.base.models import User
from rapporteur.base.privacy import Personal
from rapporteur.stages.mandate.models import Consultation, Instrument
from rapporteur.stages.report.models import Report


class Transmission(models.Model):
    """The report reaches a body: through the Council, to the Assembly. A row a body, in order."""

    personal = Personal.OFFICE

    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField(_("order"))
    body = models.CharField(_("body"), max_length=200)
    session = models.CharField(_("session"), max_length=200, blank=True)
    agenda_item = models.CharField(_("agenda item"), max_length=200, blank=True)
    transmitted_on = models.DateField(_("date"), null=True, blank=True)
    symbol = models.CharField(_("symbol"), max_length=80, blank=True)
    note = models.TextField(_("note"), blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["report", "order"], name="transmission_order_once")
        ]

    def __str__(self) -> str:
        return f"{self.report} → {self.body}"


class ActionTaken(models.Model):
    """What a body did with it: a resolution that takes note of it."""

    personal = Personal.OFFICE

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_on = models.DateField(_("date"), null=True, blank=True)
    text = models.TextField(_("what was done"))
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "actions taken"
        ordering = ["taken_on", "id"]

    def __str__(self) -> str:
        return self.text[:80]
