"""What the public search looks through."""

from django.db import models

from rapporteur.base.privacy import Personal
from rapporteur.stages.contributions.models import Contribution, Version
from rapporteur.stages.mandate.models import Consultation


class SearchEntry(models.Model):
    """The search tokens of one published contribution, as the copy of its version then said it.

    The tokens are ours (core.text.tokens), parted by spaces; the database only indexes them: a
    full-text table on SQLite, an index over `tsvector` on PostgreSQL (migration 0002). What may be
    seen is asked of `contributions.queries.public` at every search, never of this table.
    copied_at: when the name over it was confirmed, where that was later: it is a token too.
    """

    personal = Personal.CLAIMED

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="+")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    copied_at = models.DateTimeField(null=True, help_text="when the copy was made that it is of")
    tokens = models.TextField()

    class Meta:
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return str(self.contribution)
