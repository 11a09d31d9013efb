"""Who speaks for a group, what they say for it, and what its members say to that."""

from typing import cast

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rapporteur.base.constraints import one_of, together
from rapporteur.base.models import User
from rapporteur.base.privacy import Personal
from rapporteur.stages.contributions.models import Contribution, new_token
from rapporteur.stages.invitations.models import Letter
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.representation.choices import DesignationAnswer, Stand, Task
from rapporteur.stages.stakeholders.models import Constituency, Entity, Group


class Designation(models.Model):
    """An entity asked to speak for a group or constituency. Its state is derived (`rules.state`).

    `token` is the coordinator's private link; there is no account. `outcome_unknown` marks a
    reconstructed one whose sources do not say what became of it.
    """

    personal = Personal.OFFICE

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+")
    constituency = models.ForeignKey(
        Constituency, models.PROTECT, null=True, blank=True, related_name="+"
    )
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="+")
    tasks = models.JSONField(_("asked to"), default=list)
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    reply_by = models.DateField(_("reply by"), null=True, blank=True)
    alternate_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="alternates"
    )
    answer = models.CharField(
        _("answer"), max_length=10, choices=DesignationAnswer.choices, blank=True
    )
    answered_at = models.DateTimeField(null=True)
    answer_note = models.TextField(_("words of the answer"), blank=True)
    answer_entered_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="the official who typed in an answer that came by letter or telephone",
    )
    outcome_unknown = models.BooleanField(default=False)
    token = models.CharField(max_length=32, unique=True, default=new_token)
    email = models.EmailField(_("e-mail address"), blank=True)
    nominated_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    nominated_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=False, constituency__isnull=True)
                | Q(group__isnull=True, constituency__isnull=False),
                name="designation_for_a_group_or_a_constituency",
            ),
            models.CheckConstraint(
                condition=Q(answer="") | Q(answer__in=DesignationAnswer.values),
                name="designation_answer_known",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""),
                name="designation_answered_with_an_answer",
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(answer="accepted"),
                name="designation_one_speaks_for_a_group",
            ),
            models.UniqueConstraint(
                fields=["constituency"],
                condition=Q(answer="accepted"),
                name="designation_one_speaks_for_a_constituency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity}: {self.group or self.constituency}"

    @property
    def task_labels(self) -> list[str]:
        return [str(Task(task).label) for task in self.tasks if task in Task.values]

    @property
    def speaks_for(self) -> Group | Constituency:
        return cast("Group | Constituency", self.group or self.constituency)


class Objection(models.Model):
    """What somebody says against a designation, in public, and the answer to it.

    An officer sorts it: shown, or set aside with a reason. It is kept either way, and counted.
    """

    personal = Personal.CLAIMED

    designation = models.ForeignKey(Designation, models.CASCADE, related_name="objections")
    name = models.CharField(_("name"), max_length=200)
    text = models.TextField(_("objection"))
    at = models.DateTimeField(auto_now_add=True)
    sorted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sorted_at = models.DateTimeField(null=True)
    set_aside_because = models.TextField(_("why it is not shown"), blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            together("objection_sorted_by_and_at", "sorted_by", "sorted_at"),
            together("objection_answered_by_and_at", "answered_by", "answered_at"),
            models.CheckConstraint(
                condition=Q(set_aside_because="") | Q(sorted_at__isnull=False),
                name="objection_set_aside_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""),
                name="objection_answered_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.designation}: {self.name}"

    @property
    def shown(self) -> bool:
        return self.sorted_at is not None and not self.set_aside_because


class Outreach(models.Model):
    """What a coordinator did to reach the group."""

    personal = Personal.OFFICE

    designation = models.ForeignKey(Designation, models.CASCADE, related_name="outreach")
    done_on = models.DateField(_("date"))
    text = models.TextField(_("what was done"))
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "outreach"
        ordering = ["done_on", "id"]

    def __str__(self) -> str:
        return f"{self.done_on}: {self.text[:60]}"


class Summary(models.Model):
    """A version of a group's summary; circulating it fixes its words.

    answer_within: days in which an inquiry into it must be answered, set when it is circulated.
    """

    personal = Personal.OFFICE

    designation = models.ForeignKey(Designation, models.CASCADE, related_name="summaries")
    number = models.PositiveSmallIntegerField()
    drafted_at = models.DateTimeField(auto_now_add=True)
    circulated_at = models.DateTimeField(null=True)
    answer_within = models.PositiveSmallIntegerField(_("days to answer an inquiry"), default=7)

    class Meta:
        verbose_name_plural = "summaries"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["designation", "number"], name="summary_number_once"),
            models.UniqueConstraint(
                fields=["designation"],
                condition=Q(circulated_at__isnull=True),
                name="summary_one_draft_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.designation} v{self.number}"


class Statement(models.Model):
    """One thing that a summary says, tied to the contributions that said it."""

    personal = Personal.NONE

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="statements")
    order = models.PositiveSmallIntegerField()
    text = models.TextField(_("statement"))
    contributions = models.ManyToManyField(Contribution, related_name="+")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["summary", "order"], name="statement_order_once")
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Response(models.Model):
    """A contributor endorses a circulated summary or dissents from it, with words.

    Whoever changes their mind responds again: the earlier response ends, and stays.
    """

    personal = Personal.CLAIMED

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="responses")
    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="+")
    stand = models.CharField(_("stand"), max_length=10, choices=Stand.choices)
    words = models.TextField(_("words"), blank=True)
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("response_stand_known", "stand", Stand.values),
            models.UniqueConstraint(
                fields=["summary", "contribution"],
                condition=Q(ended_at__isnull=True),
                name="response_one_in_force",
            ),
            models.CheckConstraint(
                condition=~Q(stand="dissents") | ~Q(words=""), name="response_dissent_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contribution} {self.get_stand_display()}"


class Inquiry(models.Model):
    """ "Why was this left out?": it must be answered in public, by a date."""

    personal = Personal.CLAIMED

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="inquiries")
    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="+")
    text = models.TextField(_("question"))
    asked_at = models.DateTimeField(auto_now_add=True)
    answer_by = models.DateTimeField(_("answer due"))
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "inquiries"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""),
                name="inquiry_answered_with_words",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contribution}: {self.text[:60]}"

    @property
    def is_overdue(self) -> bool:
        return self.answered_at is None and self.answer_by < timezone.now()
