"""What a scan for viruses said of an original."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from rapporteur.base.constraints import one_of
from rapporteur.base.originals.models import Original
from rapporteur.base.privacy import Personal


class Verdict(models.TextChoices):
    CLEAN = "clean"
    INFECTED = "infected"
    TOO_LARGE = "too-large"


class Scan(models.Model):
    """The verdict on an original. One that has none was not scanned, which is not clean."""

    personal = Personal.NONE

    original = models.OneToOneField(Original, models.CASCADE, primary_key=True, related_name="scan")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    virus = models.CharField(max_length=300, blank=True)
    engine = models.CharField(max_length=200, help_text="the program and its signatures")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            one_of("scan_verdict_known", "verdict", Verdict.values),
            models.CheckConstraint(
                condition=~Q(verdict="infected") | ~Q(virus=""), name="scan_infected_with_what"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.original_id}: {self.verdict}"
