"""Messages that leave, written down before they are sent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapporteur.base.constraints import one_of
from rapporteur.base.privacy import Personal


class MessageState(models.TextChoices):
    QUEUED = "queued", _("queued")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    HELD = "held", _("held back")


class Message(models.Model):
    """One e-mail. `key` makes posting idempotent: the same key is never posted twice.

    mailbox: where it goes to, to count by, where anybody may have typed the address
    (`actions.post_to_stranger`).
    """

    personal = Personal.CONTACT

    key = models.CharField(max_length=150, unique=True)
    consultation = models.SlugField(max_length=80, blank=True, db_index=True)
    to = models.EmailField()
    mailbox = models.CharField(max_length=300, blank=True)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    attachments = models.JSONField(default=list, help_text='[{"sha256", "filename", "type"}]')
    reply_to = models.EmailField(blank=True)
    state = models.CharField(
        max_length=10, choices=MessageState.choices, default=MessageState.QUEUED
    )
    posted_at = models.DateTimeField(auto_now_add=True)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("message_state_known", "state", MessageState.values),
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at__isnull=True)),
                name="message_sent_at_when_sent",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "leased_until"]),
            models.Index(
                fields=["mailbox", "posted_at"],
                name="message_to_stranger",
                condition=~models.Q(mailbox=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
