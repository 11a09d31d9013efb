"""What the queue knows of the items, and what was decided on together."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.base.constraints import one_of
from rapporteur.base.models import Original, User
from rapporteur.base.privacy import Personal
from rapporteur.stages.contributions.choices import (
    DispositionKind,
    Ground,
    ItemChannel,
    QueueDecision,
    StepKind,
)
from rapporteur.stages.contributions.models.acts import named_act
from rapporteur.stages.contributions.models.arrivals import Disposition, Item
from rapporteur.stages.contributions.models.register import Contribution, Version
from rapporteur.stages.mandate.models import Consultation


class Sighting(models.Model):
    """What was seen of an item when it was looked at, so that a page of the queue need not look.

    It can be made anew from the item and its readings at any time. consultation, received_at,
    channel: the item's own, in the order of which the queue is read. original: the item's own, by
    which those with the same bytes are found: here, where it is written in the background, since
    hashes come in no order and each falls on a page of its own. sought: what a search looks
    in. sender_key: what two items of one sender have in common. sketch: `core.text.sketches`.
    looked_at: when its text was looked at; empty where that waits. leased_until: until when
    somebody is at it. tries: how often somebody was and nothing came of it; after `leases.TRIES` it
    is set aside, for a person.
    """

    personal = Personal.CLAIMED

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="sighting")
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    received_at = models.DateTimeField(_("received"))
    channel = models.CharField(max_length=10, choices=ItemChannel.choices)
    original = models.ForeignKey(Original, models.PROTECT, related_name="+")
    doubtful = models.BooleanField(default=False, help_text="it may come from a machine")
    automatic = models.BooleanField(default=False, help_text="a machine wrote it in answer")
    unreadable = models.BooleanField(default=False, help_text="no word could be read in it")
    confidence = models.PositiveSmallIntegerField(
        null=True, help_text="in per cent, of the page that was recognised least surely"
    )
    proposed = models.CharField(max_length=20, choices=DispositionKind.choices, blank=True)
    language = models.CharField(max_length=2, blank=True)
    words = models.PositiveIntegerField(default=0)
    opening = models.CharField(max_length=300, blank=True, help_text="how its text begins")
    sought = models.TextField(blank=True)
    sender_key = models.CharField(max_length=320, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    sketch = models.JSONField(default=list)
    twin = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="+")
    same_words = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="+")
    other_name = models.BooleanField(
        default=False, help_text="the same words came under another name"
    )
    looked_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0, help_text="that nothing came of")

    class Meta:
        indexes = [
            models.Index(
                fields=["consultation", "doubtful", "received_at", "item"], name="sighting_oldest"
            ),
            models.Index(
                fields=["consultation", "doubtful", "-received_at", "-item"], name="sighting_newest"
            ),
            models.Index(fields=["consultation", "fingerprint"], name="sighting_words"),
            models.Index(fields=["consultation", "sender_key"], name="sighting_sender"),
            models.Index(
                fields=["item"], name="sighting_waits", condition=Q(looked_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)


class Shingle(models.Model):
    """One of the smallest numbers of an item's sketch, by which near texts find it.

    Only of items that are near to none that came before, so that a form letter which was sent a
    hundred thousand times stands here once.
    """

    personal = Personal.NONE

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    value = models.BigIntegerField()
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "value"], name="shingle_once")]
        indexes = [models.Index(fields=["consultation", "value", "item"], name="shingle_finds")]

    def __str__(self) -> str:
        return f"{self.value:x}"


class Resemblance(models.Model):
    """That an item resembles one which came before it, and on what ground.

    likeness: of a hundred runs of words, how many both have; empty where they were not compared.
    settled_…: who said that both stand.
    """

    personal = Personal.OFFICE

    later = models.ForeignKey(Item, models.CASCADE, related_name="resemblances")
    earlier = models.ForeignKey(Item, models.CASCADE, related_name="+")
    ground = models.CharField(max_length=10, choices=Ground.choices)
    likeness = models.PositiveSmallIntegerField(null=True)
    settled_by = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["later_id", "id"]
        constraints = [
            one_of("resemblance_ground_known", "ground", Ground.values),
            models.UniqueConstraint(fields=["later", "earlier"], name="resemblance_once"),
            models.CheckConstraint(
                condition=~Q(later=models.F("earlier")), name="resemblance_of_two"
            ),
            named_act("resemblance_settled_by_and_at", "settled_by", "settled_at"),
        ]

    def __str__(self) -> str:
        return f"{self.later}, {self.earlier}"


class Batch(models.Model):
    """Decisions that one person took by one press, on one item or on many; undone as one act.

    reason: the one written for all of them.
    """

    personal = Personal.OFFICE

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=20, choices=QueueDecision.choices)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    reason = models.TextField(blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "batches"
        ordering = ["id"]
        constraints = [one_of("batch_decision_known", "decision", QueueDecision.values)]
        indexes = [
            models.Index(
                fields=["consultation", "decided_by", "-id"],
                name="batch_to_undo",
                condition=Q(undone_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()} {self.decided_at:%Y-%m-%d %H:%M}"


class Step(models.Model):
    """One of the decisions of a batch, and what has to be known to take it back.

    before: what stood in the place of what it changed.
    """

    personal = Personal.OFFICE

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind.choices)
    disposition = models.ForeignKey(Disposition, models.PROTECT, null=True, related_name="+")
    contribution = models.ForeignKey(Contribution, models.PROTECT, null=True, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    resemblance = models.ForeignKey(Resemblance, models.PROTECT, null=True, related_name="+")
    before = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        constraints = [one_of("step_kind_known", "kind", StepKind.values)]

    def __str__(self) -> str:
        return f"{self.batch}: {self.get_kind_display()}"


class Pending(models.Model):
    """One of many that a person decided on, or published, by one press, and whose turn is still to
    come in the background.

    batch: the press, where it decided; empty where it published. language: the person's. refused:
    why nothing came of it, until they are told. leased_until, tries: as of a `Sighting`.
    """

    personal = Personal.OFFICE

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    ordered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, models.CASCADE, null=True, related_name="pending")
    item = models.ForeignKey(Item, models.CASCADE, null=True, related_name="+")
    contribution = models.ForeignKey(Contribution, models.CASCADE, null=True, related_name="+")
    language = models.CharField(max_length=10)
    refused = models.TextField(blank=True)
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0, help_text="that nothing came of")

    class Meta:
        verbose_name_plural = "pending"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=True) ^ Q(contribution__isnull=True),
                name="pending_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return str(self.item or self.contribution)
