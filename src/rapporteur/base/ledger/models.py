"""The public ledger: leaves, the tree over them in tiles, and what was signed."""

from django.db import models

from rapporteur.base.constraints import one_of
from rapporteur.base.privacy import Personal
from rapporteur.core.ledger.commitments import LeafKind


class Leaf(models.Model):
    """One commitment. It waits without an index until the sequencer gives it its place.

    commitment, nonce: 64 hexadecimal digits (`core.ledger.commitments.commitment`). The nonce is
    secret: whoever knows it can confirm a guess at what the leaf is about. Empty once destroyed.
    """

    personal = Personal.CLAIMED

    index = models.PositiveBigIntegerField(null=True, unique=True)
    kind = models.CharField(max_length=20)
    commitment = models.CharField(max_length=64)
    nonce = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "leaves"
        constraints = [one_of("leaf_kind_known", "kind", [kind.value for kind in LeafKind])]
        indexes = [
            models.Index(fields=["id"], name="leaf_waiting", condition=models.Q(index__isnull=True))
        ]

    def __str__(self) -> str:
        return self.commitment


class Tile(models.Model):
    """Up to 256 node hashes, 32 bytes each (`core.ledger.tree.Tiles`). Only ever added to."""

    personal = Personal.NONE

    level = models.PositiveSmallIntegerField()
    number = models.PositiveBigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "number"], name="tile_once")]

    def __str__(self) -> str:
        return f"{self.level}/{self.number}"


class Checkpoint(models.Model):
    """What was signed: how many leaves there were, the root over them, and when.

    root: 64 hexadecimal digits. text: as it was published, byte for byte; the signature is in it.
    """

    personal = Personal.NONE

    size = models.PositiveBigIntegerField(unique=True)
    root = models.CharField(max_length=64)
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        ordering = ["-size"]
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="checkpoint_of_something")
        ]

    def __str__(self) -> str:
        return f"{self.size} leaves, {self.at:%Y-%m-%d %H:%M} UTC"
