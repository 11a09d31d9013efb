"""The register of what was said, version by version, and how it is counted."""

from collections import Counter

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.base.constraints import one_of
from rapporteur.base.fields import Multilingual
from rapporteur.base.models import Original
from rapporteur.base.privacy import Personal
from rapporteur.core.text.media import is_picture
from rapporteur.stages.contributions.choices import (
    Attribution,
    Capacity,
    Consent,
    ItemChannel,
    Mode,
    Origin,
    Timeliness,
    VersionKind,
)
from rapporteur.stages.contributions.models.acts import named_act
from rapporteur.stages.contributions.models.arrivals import Item
from rapporteur.stages.mandate.models import Consultation, Question
from rapporteur.stages.stakeholders.models import Category, Constituency, Entity, Group


class Contribution(models.Model):
    """One entry of the register. Its number is never reused; a voided one stays with its reason.

    Each `…_by` is the name of the official, or of the rule, that acted; which account it was
    stands on the audit trail.
    """

    personal = Personal.CLAIMED

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    mode = models.CharField(_("mode"), max_length=20, choices=Mode.choices)
    number = models.PositiveIntegerField(_("number"))
    origin = models.CharField(_("origin"), max_length=20, choices=Origin.choices)
    contributor = models.CharField(_("contributor, as stated"), max_length=300, blank=True)
    organization = models.CharField(_("organization, as stated"), max_length=300, blank=True)
    entity = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="+")
    attribution = models.CharField(
        max_length=10, choices=Attribution.choices, default=Attribution.CLAIMED
    )
    attribution_reason = models.TextField(_("why the name is confirmed"), blank=True)
    confirmed_by = models.CharField(max_length=200, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="+")
    category = models.ForeignKey(Category, models.PROTECT, null=True, blank=True, related_name="+")
    region = models.CharField(_("region, as stated"), max_length=200, blank=True)
    capacity = models.CharField(
        _("capacity"), max_length=10, choices=Capacity.choices, default=Capacity.OWN
    )
    speaks_for_group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="+"
    )
    speaks_for_constituency = models.ForeignKey(
        Constituency, models.PROTECT, null=True, blank=True, related_name="+"
    )
    speaks_for = models.CharField(_("on behalf of, as stated"), max_length=300, blank=True)
    title = models.CharField(_("title"), max_length=500, blank=True)
    abstract = models.TextField(_("abstract"), blank=True)
    keywords = models.JSONField(_("keywords"), default=list)
    languages = models.JSONField(_("languages"), default=list)
    channel = models.CharField(_("channel"), max_length=10, choices=ItemChannel.choices, blank=True)
    received_at = models.DateTimeField(_("received"), null=True)
    authored_on = models.DateField(_("dated"), null=True, blank=True)
    timeliness = models.CharField(
        _("timeliness"), max_length=10, choices=Timeliness.choices, default=Timeliness.UNKNOWN
    )
    admitted_by = models.CharField(max_length=200, blank=True)
    admitted_at = models.DateTimeField(null=True)
    consent = models.CharField(
        _("consent"), max_length=10, choices=Consent.choices, default=Consent.WITHHELD
    )
    registered_by = models.CharField(max_length=200)
    registered_at = models.DateTimeField(auto_now_add=True)
    published_by = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True)
    voided_by = models.CharField(max_length=200, blank=True)
    voided_at = models.DateTimeField(null=True)
    voided_because = models.TextField(_("reason of voiding"), blank=True)
    shown = models.OneToOneField(
        "contributions.PublicCopy",
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="the copy that the public reads",
    )
    withdrawn_at = models.DateTimeField(null=True)
    items = models.ManyToManyField(Item, related_name="contributions")

    class Meta:
        ordering = ["mode", "number"]
        constraints = [
            one_of("contribution_mode_known", "mode", Mode.values),
            one_of("contribution_origin_known", "origin", Origin.values),
            one_of("contribution_consent_known", "consent", Consent.values),
            one_of("contribution_timeliness_known", "timeliness", Timeliness.values),
            one_of("contribution_capacity_known", "capacity", Capacity.values),
            models.UniqueConstraint(
                fields=["consultation", "mode", "number"], name="contribution_number_once"
            ),
            named_act("contribution_confirmed_by_and_at", "confirmed_by", "confirmed_at"),
            named_act("contribution_admitted_by_and_at", "admitted_by", "admitted_at"),
            named_act("contribution_published_by_and_at", "published_by", "published_at"),
            named_act("contribution_voided_by_and_at", "voided_by", "voided_at"),
            models.CheckConstraint(
                condition=Q(attribution="claimed")
                | (Q(confirmed_at__isnull=False) & ~Q(attribution_reason="")),
                name="contribution_confirmed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True) | ~Q(voided_because=""),
                name="contribution_voided_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, shown__isnull=True)
                | Q(published_at__isnull=False, shown__isnull=False),
                name="contribution_published_as_a_copy",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | ~Q(consent="withheld"),
                name="contribution_published_with_consent",
            ),
            models.CheckConstraint(
                condition=~Q(origin="reconstruction") | Q(received_at__isnull=True),
                name="contribution_reconstructed_has_no_arrival",
            ),
        ]
        indexes = [
            models.Index(fields=["consultation", "published_at"]),
            models.Index(
                fields=["id"],
                name="contribution_withdrawn",
                condition=Q(withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.register_number

    @property
    def shown_title(self) -> str:
        """The title as the public reads it; empty where it is not public."""
        return self.shown.title if self.shown is not None else ""

    @property
    def register_number(self) -> str:
        """`EC2010/W-042`: prefix, the mode's letter, the number."""
        return f"{self.consultation.prefix}/{self.mode[0].upper()}-{self.number:03}"


class Signatory(models.Model):
    """One of those who signed a joint contribution; the lead's group is the one that counts."""

    personal = Personal.CLAIMED

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="signatories")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=300)
    entity = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="+")
    lead = models.BooleanField(_("lead signatory"), default=False)

    class Meta:
        verbose_name_plural = "signatories"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["contribution", "order"], name="signatory_order_once"),
            models.UniqueConstraint(
                fields=["contribution"], condition=Q(lead=True), name="signatory_one_lead"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    """A contribution as it stood from one moment on; a correction adds one, none is replaced."""

    personal = Personal.CLAIMED

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=VersionKind.choices)
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(_("text"), blank=True)
    fingerprint = models.CharField(
        max_length=64,
        blank=True,
        db_index=True,
        help_text="SHA-256 of all its words, normalised: equal where the texts are the same",
    )
    note = models.TextField(_("note"), blank=True)
    screened_at = models.DateTimeField(null=True)
    screened_for = models.CharField(
        max_length=10, blank=True, help_text="the consent for which it was looked through"
    )
    to_screen = models.BooleanField(default=False, help_text="it waits in the background")
    leased_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            one_of("version_kind_known", "kind", VersionKind.values),
            models.UniqueConstraint(fields=["contribution", "number"], name="version_number_once"),
        ]
        indexes = [
            models.Index(
                fields=["leased_until"], name="version_to_screen", condition=Q(to_screen=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.contribution} v{self.number}"


class Answer(models.Model):
    """What a version says to one guiding question."""

    personal = Personal.CLAIMED

    version = models.ForeignKey(Version, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        ordering = ["question"]
        constraints = [models.UniqueConstraint(fields=["version", "question"], name="answer_once")]

    def __str__(self) -> str:
        return f"{self.version}, question {self.question.number}"


class Document(models.Model):
    """A file that belongs to a version, and the text that was read out of it.

    pages: `[{"number": 1, "text": "…"}]`, with "how": "recognised" (with "confidence", "doubtful",
    as of a `Reading`) or "typed" where it is not the file's own text. problem: why no text could be
    read, as a sentence. reader: as of a `Reading`, or by which it was looked through since.
    """

    personal = Personal.CLAIMED

    version = models.ForeignKey(Version, models.CASCADE, related_name="documents")
    order = models.PositiveSmallIntegerField()
    original = models.ForeignKey(Original, models.PROTECT, related_name="+")
    filename = models.CharField(max_length=300)
    media_type = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=2, blank=True)
    pages = models.JSONField(default=list)
    problem = models.TextField(blank=True)
    reader = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="document_order_once")
        ]

    place = 0
    """Of the file in its item; of one that is not saved yet."""

    def __str__(self) -> str:
        return self.filename

    @property
    def languages(self) -> list[str]:
        """The languages of its passages, that of most of its letters first."""
        letters: Counter[str] = Counter()
        for page in self.pages:
            for start, end, language in page.get("languages", ()):
                letters[language or ""] += end - start
        del letters[""]
        return [language for language, _many in letters.most_common()] or [self.language]

    @property
    def is_picture(self) -> bool:
        """Whether its pages can be shown as pictures."""
        return is_picture(self.media_type)


class Reclassification(models.Model):
    """A contribution is counted in another group from now on; what was counted stays written."""

    personal = Personal.OFFICE

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="reclassifications")
    from_group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="+")
    to_group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    decided_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.contribution}: {self.from_group} → {self.to_group}"


class CountingRule(models.Model):
    """How a mode is counted in one consultation; printed under the table."""

    personal = Personal.NONE

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    mode = models.CharField(max_length=20, choices=Mode.choices)
    columns = Multilingual(_("heading of the column"))
    texts = Multilingual(_("rule"))
    in_headline = models.BooleanField(_("enters the headline"))

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("counting_rule_mode_known", "mode", Mode.values),
            models.UniqueConstraint(fields=["consultation", "mode"], name="counting_rule_once"),
        ]

    def __str__(self) -> str:
        return f"{self.consultation}: {self.get_mode_display()}"
