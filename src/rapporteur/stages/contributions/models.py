"""What arrived, what became of it, and the register of what was said."""

import secrets
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rapporteur.base.constraints import one_of
from rapporteur.base.fields import Multilingual
from rapporteur.base.models import Leaf, Original, User
from rapporteur.base.privacy import Personal
from rapporteur.core.text.media import is_picture
from rapporteur.stages.contributions.choices import (
    Attribution,
    Capacity,
    Consent,
    DispositionKind,
    ItemChannel,
    Mode,
    Origin,
    Timeliness,
    VersionKind,
)
from rapporteur.stages.contributions.rules import Timing
from rapporteur.stages.mandate.models import Consultation, Question
from rapporteur.stages.stakeholders.models import Category, Constituency, Entity, Group


def _named_act(name: str, who: str, when: str) -> models.CheckConstraint:
    """Who did it and when stand together, where the who is a name and not an account."""
    done = ~Q(**{who: ""}) & Q(**{f"{when}__isnull": False})
    not_done = Q(**{who: "", f"{when}__isnull": True})
    return models.CheckConstraint(condition=done | not_done, name=name)


def new_token() -> str:
    """A private link's secret: 128 bits, safe in an address."""
    return secrets.token_urlsafe(16)


class Item(models.Model):
    """The raw thing, exactly as it came: a web submission, a message, a scan. Never altered.

    `original` is what arrived as one run of bytes: the message, the fax, or a web submission's
    fields with the names and hashes of its attachments. `claimed` is what the sender says of
    themselves: name, organization, e-mail, group, consent … as received.
    """

    personal = Personal.CLAIMED

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="its reference is PREFIX/R-number")
    channel = models.CharField(_("channel"), max_length=10, choices=ItemChannel.choices)
    received_at = models.DateTimeField(_("received"))
    sent_at = models.DateTimeField(_("sent, as the sender says"), null=True)
    sender = models.CharField(_("sender, as stated"), max_length=300, blank=True)
    claimed = models.JSONField(default=dict)
    original = models.ForeignKey(Original, models.PROTECT, related_name="+")
    source = models.CharField(
        max_length=300,
        blank=True,
        help_text="what names it where it came from, so that importing twice takes it once",
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
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
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
            models.Index(fields=["id"], name="item_awaiting_receipt", condition=~Q(receipt_to=""))
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


class Reading(models.Model):
    """The text that a machine took out of an original: once for all, and kept. It is done in the
    background: `read_at` is empty until then.

    filename: as its first sender called it. languages: in which it is likely to be written. pages:
    `[{"number": 1, "text": "…"}]`, of a page that was recognised with "confidence" (0 to 1) and
    "doubtful" (spans of the text whose words are unsure). problem: as of a `Document`.
    to_recognise: whether it has pages that are pictures, to be recognised as text.
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
    to_recognise = models.BooleanField(default=False)
    recognised_by = models.CharField(max_length=100, blank=True, help_text="the program")
    recognised_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            _named_act("reading_recognised_by_and_at", "recognised_by", "recognised_at"),
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
            _named_act("contribution_confirmed_by_and_at", "confirmed_by", "confirmed_at"),
            _named_act("contribution_admitted_by_and_at", "admitted_by", "admitted_at"),
            _named_act("contribution_published_by_and_at", "published_by", "published_at"),
            _named_act("contribution_voided_by_and_at", "voided_by", "voided_at"),
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
                condition=Q(published_at__isnull=True) | ~Q(consent="withheld"),
                name="contribution_published_with_consent",
            ),
            models.CheckConstraint(
                condition=~Q(origin="reconstruction") | Q(received_at__isnull=True),
                name="contribution_reconstructed_has_no_arrival",
            ),
        ]
        indexes = [models.Index(fields=["consultation", "published_at"])]

    def __str__(self) -> str:
        return self.register_number

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

    class Meta:
        ordering = ["number"]
        constraints = [
            one_of("version_kind_known", "kind", VersionKind.values),
            models.UniqueConstraint(fields=["contribution", "number"], name="version_number_once"),
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
    read, as a sentence.
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
    def is_picture(self) -> bool:
        """Whether its pages can be shown as pictures."""
        return is_picture(self.media_type)


class Disposition(models.Model):
    """What became of an item, by whom, when and why. Deciding anew ends the earlier decision."""

    personal = Personal.OFFICE

    item = models.ForeignKey(Item, models.PROTECT, related_name="dispositions")
    kind = models.CharField(_("disposition"), max_length=20, choices=DispositionKind.choices)
    reason = models.TextField(_("reason"))
    duplicate_of = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+")
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

    def __str__(self) -> str:
        return f"{self.item}: {self.get_kind_display()}"


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
