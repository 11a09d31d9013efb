"""What arrived, exactly as it came, and what became of it."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rapporteur.base.constraints import one_of
from rapporteur.base.models import Leaf, Original, User
from rapporteur.base.privacy import Personal
from rapporteur.base.tokens import ordered_token
from rapporteur.stages.contributions.choices import (
    DispositionKind,
    ItemChannel,
)
from rapporteur.stages.contributions.rules import Timing
from rapporteur.stages.mandate.models import Consultation


def new_token() -> str:
    """A private link's secret: 128 bits, safe in an address."""
    return ordered_token(16)


class Item(models.Model):
    """The raw thing, exactly as it came: a web submission, a message, a scan. Never altered.

    `original` is what arrived as one run of bytes: the message, the fax, or a web submission's
    fields with the names and hashes of its attachments. `claimed` is what the sender says of
    themselves: name, organization, e-mail, group, consent … as received.
    """

    personal = Personal.CLAIMED

    consultation = models.ForeignKey(
        Consultation,
        models.PROTECT,
        related_name="+",
        db_index=False,  # `item_number_once` is one
    )
    number = models.PositiveIntegerField(help_text="its reference is PREFIX/R-number")
    channel = models.CharField(_("channel"), max_length=10, choices=ItemChannel.choices)
    received_at = models.DateTimeField(_("received"))
    sent_at = models.DateTimeField(_("sent, as the sender says"), null=True)
    sender = models.CharField(_("sender, as stated"), max_length=300, blank=True)
    claimed = models.JSONField(default=dict)
    original = models.ForeignKey(
        Original,
        models.PROTECT,
        related_name="+",
        db_index=False,  # items are found by their bytes through what was seen of them, `Sighting`
    )
    source = models.CharField(
        max_length=300,
        blank=True,
        help_text="what names it where it came from, so that importing twice takes it once",
    )
    # NULL where there is none: both databases then use the index of the others for a search.
    message_id = models.CharField(  # noqa: DJ001
        max_length=300, null=True, help_text="of the message that it is, by which replies name it"
    )
    token = models.CharField(max_length=32, unique=True, default=new_token)
    receipt_to = models.EmailField(
        blank=True, help_text="where a receipt is due; emptied when it was posted"
    )
    opened_at = models.DateTimeField(null=True, help_text="when the form that it is was opened")
    begun_at = models.DateTimeField(null=True, help_text="when it began to arrive")
    grace = models.DurationField(
        default=timedelta, help_text="how long after closing such a form could be sent"
    )
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    leaf = models.OneToOneField(Leaf, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [
            one_of("item_channel_known", "channel", ItemChannel.values),
            models.UniqueConstraint(fields=["consultation", "number"], name="item_number_once"),
            models.UniqueConstraint(
                fields=["consultation", "source"], condition=~Q(source=""), name="item_source_once"
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="item_awaiting_receipt", condition=~Q(receipt_to="")),
            # Not by the consultation, whose items SQLite would look through instead of this.
            models.Index(
                fields=["message_id"],
                name="item_of_message",
                condition=Q(message_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return f"{self.consultation.prefix}/R-{self.number}"

    @property
    def timing(self) -> Timing:
        """When it arrived, for the rules of what is in time."""
        return Timing(self.received_at, self.opened_at, self.begun_at, self.grace)


class Attachment(models.Model):
    """A file that came with an item, under the name that its sender gave it."""

    personal = Personal.CLAIMED

    item = models.ForeignKey(Item, models.PROTECT, related_name="attachments")
    order = models.PositiveSmallIntegerField()
    original = models.ForeignKey(Original, models.PROTECT, related_name="+")
    filename = models.CharField(max_length=300)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["item", "order"], name="attachment_order_once")
        ]

    def __str__(self) -> str:
        return self.filename


class Disposition(models.Model):
    """What became of an item, by whom, when and why. Deciding anew ends the earlier decision."""

    personal = Personal.OFFICE

    item = models.ForeignKey(Item, models.PROTECT, related_name="dispositions")
    kind = models.CharField(_("disposition"), max_length=20, choices=DispositionKind.choices)
    reason = models.TextField(_("reason"))
    duplicate_of = models.ForeignKey(
        Item,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,  # `disposition_of_first` is one, of those alone that have one
    )
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    rule = models.CharField(max_length=100, blank=True, help_text="the rule, where no person")
    decided_at = models.DateTimeField(default=timezone.now)
    leaf = models.OneToOneField(Leaf, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("disposition_kind_known", "kind", DispositionKind.values),
            models.UniqueConstraint(
                fields=["item"], condition=Q(ended_at__isnull=True), name="disposition_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=False) | ~Q(rule=""), name="disposition_has_a_name"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="disposition_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(kind="duplicate") | Q(duplicate_of__isnull=False),
                name="disposition_duplicate_of_what",
            ),
        ]
        indexes = [
            models.Index(
                fields=["duplicate_of"],
                name="disposition_of_first",
                condition=Q(duplicate_of__isnull=False),
            ),
            models.Index(
                fields=["item"],
                name="disposition_withdrawn",
                condition=Q(kind="withdrawn", ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_kind_display()}"


class ConfirmedAddress(models.Model):
    """The e-mail address that an item states answered: its link was followed and a button pressed.

    It shows that somebody who reads that mailbox meant it, and no more: no name is confirmed by it.
    """

    personal = Personal.CONTACT

    item = models.OneToOneField(Item, models.CASCADE, related_name="confirmed_address")
    address = models.EmailField()
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "confirmed addresses"

    def __str__(self) -> str:
        return self.address


class PrintedReceipt(models.Model):
    """The receipt of a fax or a letter was printed, to go back by the way it came."""

    personal = Personal.OFFICE

    item = models.OneToOneField(Item, models.PROTECT, related_name="printed_receipt")
    printed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    printed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-printed_at", "-id"]

    def __str__(self) -> str:
        return f"{self.item}, {self.printed_at:%Y-%m-%d}"


class Mailbox(models.Model):
    """How far a mailbox has been read. The mailbox itself is only looked at, never changed.

    validity, last: the UIDVALIDITY of the folder, and the highest UID that was taken (RFC 9051).
    """

    personal = Personal.OFFICE

    host = models.CharField(max_length=255)
    user = models.CharField(max_length=255)
    folder = models.CharField(max_length=255)
    validity = models.PositiveBigIntegerField(default=0)
    last = models.PositiveBigIntegerField(default=0)
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "mailboxes"
        constraints = [
            models.UniqueConstraint(fields=["host", "user", "folder"], name="mailbox_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.folder}"
