"""What is being written on the online form and has not been sent."""

from django.db import models
from django.db.models import Q

from rapporteur.base.privacy import Personal
from rapporteur.stages.contributions.models.arrivals import new_token
from rapporteur.stages.mandate.models import Consultation


class Draft(models.Model):
    """What somebody has begun to write on the online form and has not sent.

    It is not received: no item stands for it, and it is erased in time, and once it is sent.
    `fields` holds the form's fields by name, as they were typed, good or not. `mark` is that of the
    form that was opened first, so that what it is sent as can be told by its source.
    """

    personal = Personal.CLAIMED

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    token = models.CharField(max_length=32, unique=True, default=new_token)
    fields = models.JSONField(default=dict)
    mark = models.CharField(max_length=200)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(db_index=True)
    links_mailed = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.consultation}, draft {self.pk}"


class Upload(models.Model):
    """A file of a draft, whole or on its way; its bytes stand in a file (`queries.drafts.path_of`).

    `received` of `size` bytes are on the disk for good. `sha256` is what its sender says that the
    whole will have, where they said it.
    """

    personal = Personal.CLAIMED

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="uploads")
    filename = models.CharField(max_length=300)
    size = models.PositiveBigIntegerField(help_text="bytes")
    received = models.PositiveBigIntegerField(default=0, help_text="bytes")
    sha256 = models.CharField(max_length=64, blank=True)
    begun_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True) | Q(received=models.F("size")),
                name="upload_completed_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.filename
