"""What officials did, kept for good."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from rapporteur.base.privacy import Personal


class AuditEntry(models.Model):
    """One act. It holds no foreign keys, so it outlives what it is about."""

    personal = Personal.OFFICE

    at = models.DateTimeField(auto_now_add=True)
    actor = models.CharField(max_length=200, help_text="the name of the person or of the rule")
    actor_id = models.BigIntegerField(null=True, help_text="the account, where there is one")
    act = models.CharField(max_length=100, help_text="stage.verb_object")
    consultation = models.SlugField(max_length=80, blank=True, db_index=False)  # see Meta
    about = models.CharField(max_length=100, help_text="model and key")
    label = models.CharField(max_length=300)
    particulars = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["-id"]
        # Keys come as things came: in both, an entry stands beside the one before it.
        indexes = [
            models.Index(fields=["consultation", "-id"]),
            models.Index(fields=["about", "-id"]),
        ]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor}: {self.act} {self.label}"
