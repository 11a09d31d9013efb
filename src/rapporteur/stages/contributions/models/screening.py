"""What was found before publication and how it was decided, and the copy that the public reads."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rapporteur.base.constraints import one_of
from rapporteur.base.models import Original
from rapporteur.base.privacy import Personal
from rapporteur.stages.contributions.choices import (
    Consent,
    CopyForm,
    FindingDecision,
    FindingKind,
    Part,
)
from rapporteur.stages.contributions.models.acts import named_act
from rapporteur.stages.contributions.models.register import (
    Answer,
    Contribution,
    Document,
    Version,
)
from rapporteur.stages.mandate.models import Question


class Finding(models.Model):
    """What in a version may be personal data, found by a rule or chosen by hand; a person decides.

    start, end: characters of the part that it stands in. box: of a part of the picture of a page
    instead, left, top, width and height in hundredths of the page as it is shown. ground: why, as
    `core.screening.finding.Ground` says it.
    """

    personal = Personal.CLAIMED

    version = models.ForeignKey(Version, models.CASCADE, related_name="findings")
    part = models.CharField(max_length=10, choices=Part.choices)
    answer = models.ForeignKey(Answer, models.CASCADE, null=True, related_name="+")
    document = models.ForeignKey(Document, models.CASCADE, null=True, related_name="+")
    page = models.PositiveIntegerField(null=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    box = models.JSONField(null=True)
    kind = models.CharField(_("kind"), max_length=10, choices=FindingKind.choices)
    ground = models.CharField(max_length=200)
    language = models.CharField(max_length=2, default="en", help_text="that of the gap it leaves")
    decision = models.CharField(
        _("decision"), max_length=4, choices=FindingDecision.choices, blank=True
    )
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["part", "answer", "document", "page", "start", "id"]
        constraints = [
            one_of("finding_part_known", "part", Part.values),
            one_of("finding_kind_known", "kind", FindingKind.values),
            models.CheckConstraint(condition=Q(end__gte=models.F("start")), name="finding_forward"),
            models.CheckConstraint(
                condition=Q(part=Part.AREA, box__isnull=False)
                | (~Q(part=Part.AREA) & Q(box__isnull=True)),
                name="finding_has_its_box",
            ),
            named_act("finding_decided_by_and_at", "decided_by", "decided_at"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True)
                | (Q(decision__in=FindingDecision.values) & Q(decided_at__isnull=False)),
                name="finding_decided_when_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_kind_display()}"

    @property
    def spot(self) -> tuple[str, int | None, int | None, int | None]:
        """What tells the texts of a version apart."""
        return self.part, self.answer_id, self.document_id, self.page

    @property
    def place(self) -> tuple[object, ...]:
        """What tells the findings of a version apart."""
        return *self.spot, self.start, self.end, *(self.box or ())


class PublicCopy(models.Model):
    """What the public reads of a version: its words without what was cut. Nothing else is public.

    sha256: of its words, as `rules.digest_of_copy` says. removed: `{"telephone": 2}`. consent: the
    one for which it was made; for another it is made anew.
    """

    personal = Personal.CLAIMED

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="copies")
    version = models.OneToOneField(Version, models.CASCADE, related_name="copy")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=200)
    consent = models.CharField(max_length=10, choices=Consent.choices)
    sha256 = models.CharField(max_length=64)
    title = models.TextField(blank=True)
    abstract = models.TextField(blank=True)
    keywords = models.TextField(blank=True)
    region = models.TextField(blank=True)
    speaks_for = models.TextField(blank=True)
    text = models.TextField(blank=True)
    removed = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "public copies"
        ordering = ["version"]

    def __str__(self) -> str:
        return str(self.version)


class PublicAnswer(models.Model):
    """An answer to a guiding question, without what was cut."""

    personal = Personal.CLAIMED

    copy = models.ForeignKey(PublicCopy, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        ordering = ["question"]

    def __str__(self) -> str:
        return f"{self.copy}, question {self.question.number}"


class PublicDocument(models.Model):
    """A document without what was cut: its text by page, and its file where a copy can be given.

    original: the copy of the file, made for publication, with its own hash; the file as it was
    received is never public. note: why there is no file, as a sentence, the key of translations.
    to_copy: the copy is made in the background; until then the text stands alone. A worker that is
    killed leaves its lease, which runs out; after `tries` times there is no file.
    """

    personal = Personal.CLAIMED

    copy = models.ForeignKey(PublicCopy, models.CASCADE, related_name="documents")
    document = models.ForeignKey(Document, models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField()
    filename = models.CharField(max_length=300, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=2, blank=True)
    pages = models.JSONField(default=list)
    problem = models.TextField(blank=True)
    form = models.CharField(max_length=10, choices=CopyForm.choices)
    original = models.ForeignKey(Original, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    to_copy = models.BooleanField(default=False)
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        indexes = [
            models.Index(
                fields=["leased_until"], name="public_file_to_copy", condition=Q(to_copy=True)
            )
        ]
        constraints = [
            one_of("public_document_form_known", "form", CopyForm.values),
            models.CheckConstraint(
                condition=Q(form="text", original__isnull=True)
                | (~Q(form="text") & Q(original__isnull=False)),
                name="public_document_has_its_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.copy}, document {self.order}"
