"""The bytes that arrived, named by their hash."""

from django.db import models

from rapporteur.base.privacy import Personal


class Original(models.Model):
    """One run of bytes, kept once however often it arrives (`originals.actions.keep`).

    The bytes stand in a file named by `sha256` (64 lower-case hexadecimal digits); this row says
    that they are there. `erased_at` marks a lawful erasure: the row stays as its tombstone.
    """

    personal = Personal.CLAIMED

    sha256 = models.CharField(primary_key=True, max_length=64)
    size = models.PositiveBigIntegerField(help_text="bytes")
    kept_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True)
    erased_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True) | ~models.Q(erased_because=""),
                name="original_erased_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.sha256
