"""The text that was taken out of what arrived, by a machine or by hand."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from rapporteur.base.models import Original, User
from rapporteur.base.privacy import Personal
from rapporteur.stages.contributions.models.acts import named_act
from rapporteur.stages.contributions.models.arrivals import Item


class Reading(models.Model):
    """The text that a machine took out of an original: once for all, and kept. It is done in the
    background: `read_at` is empty until then.

    filename: as its first sender called it. languages: in which it is likely to be written. pages:
    `[{"number": 1, "text": "…"}]`, of a file in several languages with "languages" (stretches of
    the text, `[0, 120, "fr"]`; null: none of the six), with "picture" where the words are in a
    picture, of a page that was recognised with "confidence" (0 to 1) and "doubtful" (spans of the
    text whose words are unsure). problem: as of a `Document`. to_recognise: whether pages wait.
    reader: the `READER` that read it, 0 for one of before there were any.
    """

    personal = Personal.CLAIMED

    original = models.OneToOneField(Original, models.PROTECT, primary_key=True, related_name="+")
    filename = models.CharField(max_length=300, blank=True)
    languages = models.JSONField(default=list)
    media_type = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=2, blank=True)
    pages = models.JSONField(default=list)
    problem = models.TextField(blank=True)
    read_at = models.DateTimeField(null=True)
    reader = models.PositiveSmallIntegerField(default=0)
    to_recognise = models.BooleanField(default=False)
    recognised_by = models.CharField(max_length=100, blank=True, help_text="the program")
    recognised_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0, help_text="that nothing came of")

    class Meta:
        constraints = [
            named_act("reading_recognised_by_and_at", "recognised_by", "recognised_at"),
        ]
        indexes = [
            models.Index(
                fields=["leased_until"], name="reading_waits", condition=Q(read_at__isnull=True)
            ),
            models.Index(
                fields=["leased_until"], name="reading_is_picture", condition=Q(to_recognise=True)
            ),
        ]

    def __str__(self) -> str:
        return self.original_id


class Typing(models.Model):
    """What an official typed from the picture of a page. A later one takes its place; both stay.

    order: of the file in its item, 0 for what arrived as the item itself. The official is never
    the author of it.
    """

    personal = Personal.CLAIMED

    item = models.ForeignKey(Item, models.PROTECT, related_name="typings")
    order = models.PositiveSmallIntegerField()
    page = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    typed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    typed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["item", "order", "page"], name="typing_of_page")]

    def __str__(self) -> str:
        return f"{self.item}, file {self.order}, page {self.page}"
