"""What the public search looks through."""

from django.db import models

from rapporteur.base.privacy import Personal
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.mandate.models import Consultation


class SearchEntry(models.Model):
    """The search tokens of one published contribution, made by `core.text.tokens`.

    The tokens are ours (stems, Chinese bigrams, normalised Arabic), parted by spaces; the database
    only indexes them. An entry exists exactly while its contribution is public.
    """

    personal = Personal.CLAIMED

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="+")
    tokens = models.TextField()

    class Meta:
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return str(self.contribution)
