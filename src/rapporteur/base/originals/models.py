"""The bytes that arrived, named by their hash."""

from django.db import models

from rapporteur.base.privacy import Personal

SMALL = 64 * 1024
"""Up to so many bytes an original is kept in the database, a larger one in a file."""


class Originals(models.Manager["Original"]):
    """Originals without their bytes, which are asked for by name (`originals.queries`)."""

    def get_queryset(self) -> models.QuerySet["Original"]:
        return super().get_queryset().defer("content")


class Original(models.Model):
    """One run of bytes, kept once however often it arrives (`originals.actions.keep`).

    sha256: 64 lower-case hexadecimal digits. content: the bytes of a small one, so that one commit
    makes them durable together with the row that promises them, where a file needs three flushes;
    and in the row itself, since a table of their own is one more index of hashes, of which every
    small thing that arrives writes a page. Empty for a larger one, whose bytes stand in a file
    named by the hash. `erased_at` marks a lawful erasure: the row stays as its tombstone.
    """

    personal = Personal.CLAIMED

    sha256 = models.CharField(primary_key=True, max_length=64)
    size = models.PositiveBigIntegerField(help_text="bytes")
    kept_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True)
    erased_because = models.TextField(blank=True)
    content = models.BinaryField(null=True, help_text="the bytes of a small one")

    objects = Originals()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True) | ~models.Q(erased_because=""),
                name="original_erased_with_reason",
            ),
        ]
        indexes = [
            # The last to arrive are found without the rows, which their bytes make long.
            models.Index(
                fields=["-kept_at", "sha256"],
                name="original_last",
                condition=models.Q(erased_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.sha256
