"""The formal document."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from rapporteur.base.constraints import together
from rapporteur.base.fields import Multilingual
from rapporteur.base.languages import said
from rapporteur.base.models import User
from rapporteur.base.originals.models import Original
from rapporteur.base.privacy import Personal
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.mandate.models import Consultation


class Report(models.Model):
    """A report of a consultation. What it says is in its revisions; its state is derived.

    masthead: bodies, distribution and original language, as `rules.kept_masthead` writes them and
    `rules.masthead` reads them. A symbol or date that is not yet assigned stays
    empty. cut_off: what is registered from then on is listed as received too late for it.
    snapshot: what it was when issued (`queries.frozen`).
    """

    personal = Personal.OFFICE

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    language = models.CharField(_("language"), max_length=2, default="en")
    titles = Multilingual(_("title"))
    symbol = models.CharField(_("symbol"), max_length=80, blank=True)
    dated = models.DateField(_("date"), null=True, blank=True)
    masthead = models.JSONField(default=dict)
    cut_off = models.DateTimeField(_("cut-off"), null=True, blank=True)
    begun_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)
    snapshot = models.JSONField(
        null=True,
        encoder=DjangoJSONEncoder,
        help_text="the register and every computed figure, frozen when the report was issued",
    )

    class Meta:
        ordering = ["id"]
        constraints = [together("report_issued_by_and_at", "issued_by", "issued_at")]

    def __str__(self) -> str:
        return self.symbol or said(self.titles)


class Revision(models.Model):
    """The words of a report at one moment. Saving adds a revision; none is ever changed.

    tree: `core.document.json` of a tree in which computed figures and tables are still questions
    (`core.document.placeholders`), without masthead, which the report holds.
    """

    personal = Personal.NONE

    report = models.ForeignKey(Report, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    tree = models.JSONField()
    drafted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField(auto_now_add=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    cleared_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    cleared_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)
    returned_because = models.TextField(_("why it was sent back"), blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            together("revision_submitted_by_and_at", "submitted_by", "submitted_at"),
            together("revision_cleared_by_and_at", "cleared_by", "cleared_at"),
            together("revision_returned_by_and_at", "returned_by", "returned_at"),
            models.CheckConstraint(
                condition=models.Q(returned_at__isnull=True) | ~models.Q(returned_because=""),
                name="revision_returned_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(cleared_at__isnull=True) | models.Q(returned_at__isnull=True),
                name="revision_cleared_or_returned",
            ),
            models.UniqueConstraint(fields=["report", "number"], name="revision_number_once"),
            models.CheckConstraint(
                condition=models.Q(cleared_by__isnull=True)
                | ~models.Q(cleared_by=models.F("drafted_by")),
                name="revision_cleared_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}, revision {self.number}"


class Consideration(models.Model):
    """A named person has considered a contribution that the report does not cite, and says why."""

    personal = Personal.OFFICE

    report = models.ForeignKey(Report, models.CASCADE, related_name="considerations")
    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    considered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    considered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "contribution"], name="considered_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="considered_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.contribution}: {self.reason[:60]}"


class EditedFile(models.Model):
    """A Word file of a revision that came back from an edit, with what was decided about it.

    accepted: the ids of the changes that were taken over (`core.document.returned`); what is not
    among them was not. The file itself is kept, so that nothing of the edit is ever lost.
    """

    personal = Personal.OFFICE

    report = models.ForeignKey(Report, models.CASCADE, related_name="edited_files")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    original = models.ForeignKey(Original, models.PROTECT, related_name="+")
    filename = models.CharField(max_length=200)
    brought_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(auto_now_add=True)
    accepted = models.JSONField(default=list)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    saved_as = models.ForeignKey(Revision, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [together("edited_file_decided_by_and_at", "decided_by", "decided_at")]

    def __str__(self) -> str:
        return self.filename
