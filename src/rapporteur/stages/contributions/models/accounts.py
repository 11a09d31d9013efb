"""The account of what was received, as it was drawn up last."""

from django.db import models

from rapporteur.base.privacy import Personal
from rapporteur.stages.mandate.models import Consultation


class Account(models.Model):
    """What the reconciliation of a consultation found, kept for everybody who asks.

    at: when it was drawn up. leaves: of the checkpoint that was signed last before it. upto: the
    last item that it counts. acts: the last act on the audit trail before it, by which it is told
    whether anything happened since. seconds: how long it took. differences: sentences in English.
    """

    personal = Personal.NONE

    consultation = models.OneToOneField(Consultation, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    leaves = models.PositiveBigIntegerField()
    upto = models.PositiveIntegerField()
    acts = models.PositiveBigIntegerField()
    seconds = models.FloatField()
    received = models.PositiveIntegerField()
    registered = models.PositiveIntegerField()
    set_aside = models.PositiveIntegerField()
    undecided = models.PositiveIntegerField()
    counted = models.PositiveIntegerField()
    differences = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.consultation}, {self.at:%Y-%m-%d %H:%M}"
