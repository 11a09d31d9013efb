"""Numbers without gaps."""

from django.db import models

from rapporteur.base.privacy import Personal


class Series(models.Model):
    """A run of numbers: 1, 2, 3 … One row is locked while its next number is taken."""

    personal = Personal.NONE

    key = models.CharField(primary_key=True, max_length=150)
    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return f"{self.key}: {self.last}"
