"""The bytes that arrived, named by their hash."""

from django.db import models

from rapporteur.base.privacy import Personal

SMALL = 64 * 1024
"""Up to so many bytes an original is kept in the database, a larger one in a file."""


class Original(models.Model):
    """One run of bytes, kept once however often it arrives (`originals.actions.keep`).

    The bytes of a small one stand in its `Content`, those of a larger one in a file named by
    `sha256` (64 lower-case hexadecimal digits); this row says that they are there. `erased_at`
    marks a lawful erasure: the row stays as its tombstone.
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


class Content(models.Model):
    """The bytes of a small original, in a table of their own: lists of originals never load them.

    One commit makes them durable together with the row that promises them, where a file needs
    three flushes.
    """

    personal = Personal.CLAIMED

    original = models.OneToOneField(Original, models.PROTECT, primary_key=True)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.original_id
