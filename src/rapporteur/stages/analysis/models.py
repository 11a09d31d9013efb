"""What they said, together: the codebook, the passages and what each is about."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rapporteur.base.constraints import one_of, together
from rapporteur.base.fields import Multilingual
from rapporteur.base.languages import said
from rapporteur.base.models import User
from rapporteur.base.privacy import Personal
from rapporteur.stages.analysis.choices import CodingState, SearchEnd, Stance, ThemeKind
from rapporteur.stages.contributions.models import Answer, Contribution, Document, Version
from rapporteur.stages.mandate.models import Consultation


class Codebook(models.Model):
    """A consultation's themes; publishing a version fixes it, and a change makes the next.

    Codings in force are always those of the version published last: publishing the next one
    carries them over, theme by theme.
    """

    personal = Personal.NONE

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    begun_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["version"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by="", published_at__isnull=True)
                | (~Q(published_by="") & Q(published_at__isnull=False)),
                name="codebook_published_by_and_at",
            ),
            models.UniqueConstraint(
                fields=["consultation", "version"], name="codebook_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation} codebook v{self.version}"


class QuantifierPolicy(models.Model):
    """A version of what words of quantity promise in a consultation's report.

    lines: CSV, as `core.evidence.quantifiers.policy` reads it: those in place of the package's;
    empty where none is. Publishing fixes a version; a change makes the next.
    """

    personal = Personal.NONE

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    lines = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    begun_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["version"]
        verbose_name_plural = "quantifier policies"
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by="", published_at__isnull=True)
                | (~Q(published_by="") & ~Q(reason="") & Q(published_at__isnull=False)),
                name="quantifier_policy_published_by_at_and_why",
            ),
            models.UniqueConstraint(
                fields=["consultation", "version"], name="quantifier_policy_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation} quantifier policy v{self.version}"


class Theme(models.Model):
    """Something that contributions may speak of. terms: `{"en": ["spam", "unsolicited mail"]}`."""

    personal = Personal.NONE

    codebook = models.ForeignKey(Codebook, models.CASCADE, related_name="themes")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    key = models.SlugField(_("key"), max_length=80)
    kind = models.CharField(
        _("kind"), max_length=10, choices=ThemeKind.choices, default=ThemeKind.ISSUE
    )
    names = Multilingual(_("name"))
    definitions = Multilingual(_("definition"))
    terms = models.JSONField(_("terms"), default=dict, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            one_of("theme_kind_known", "kind", ThemeKind.values),
            models.UniqueConstraint(fields=["codebook", "key"], name="theme_key_once"),
        ]

    def __str__(self) -> str:
        return said(self.names) or self.key


class Passage(models.Model):
    """A span of what a contribution says: characters `start` to `end` of a page of a document, of
    an answer to a guiding question, or, where both are empty, of the version's own text."""

    personal = Personal.CLAIMED

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="+")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    document = models.ForeignKey(Document, models.CASCADE, null=True, related_name="+")
    page = models.PositiveIntegerField(null=True)
    answer = models.ForeignKey(Answer, models.CASCADE, null=True, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    language = models.CharField(max_length=2, blank=True)

    class Meta:
        ordering = ["contribution", "answer", "document", "page", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="passage_has_length"),
            models.CheckConstraint(
                condition=Q(document__isnull=True, page__isnull=True)
                | Q(document__isnull=False, page__isnull=False),
                name="passage_page_in_document",
            ),
            models.CheckConstraint(
                condition=Q(document__isnull=True) | Q(answer__isnull=True),
                name="passage_in_one_place",
            ),
            models.UniqueConstraint(
                fields=["document", "page", "start", "end"],
                condition=Q(document__isnull=False),
                name="passage_once_in_document",
            ),
            models.UniqueConstraint(
                fields=["answer", "start", "end"],
                condition=Q(answer__isnull=False),
                name="passage_once_in_answer",
            ),
            models.UniqueConstraint(
                fields=["version", "start", "end"],
                condition=Q(document__isnull=True, answer__isnull=True),
                name="passage_once_in_text",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def part(self) -> str:
        """Which part of the contribution it stands in: `text`, `answer 2`, `document 1`. A file's
        own name may tell whose it is, so it is not here."""
        if self.answer is not None:
            return f"answer {self.answer.question.number}"
        return f"document {self.document.order}" if self.document is not None else "text"


class Coding(models.Model):
    """A passage is about a theme, as a method proposes or a person says.

    reason: the words of the passage by which a method found it, parted by semicolons. probability:
    that a person would confirm it, by a learner. like: the passages most like it, by their keys,
    that persons have confirmed. note: what the person who decided said of it. A person's decision
    on a proposal sets `decided_by`; changing it is a new coding that `replaces` the earlier one, so
    that the history stays.
    """

    personal = Personal.OFFICE

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="codings")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="codings")
    stance = models.CharField(_("stance"), max_length=10, choices=Stance.choices, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=CodingState.choices, default=CodingState.PROPOSED
    )
    method = models.CharField(max_length=60, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    probability = models.FloatField(null=True)
    like = models.JSONField(default=list)
    note = models.TextField(_("note"), blank=True)
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("coding_state_known", "state", CodingState.values),
            together("coding_decided_by_and_at", "decided_by", "decided_at"),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(decided_by__isnull=False),
                name="coding_decided_by_a_person",
            ),
            models.UniqueConstraint(
                fields=["passage", "theme"],
                condition=Q(ended_at__isnull=True),
                name="coding_one_in_force",
            ),
        ]
        indexes = [models.Index(fields=["theme", "state"])]

    def __str__(self) -> str:
        return f"{self.theme}: {self.passage}"

    @property
    def percent(self) -> int:
        """The probability in whole hundredths, never quite none or all."""
        return min(max(round((self.probability or 0) * 100), 1), 99)


class Search(models.Model):
    """A search for passages to propose, asked for at the desk and made in the background.

    by_terms, by_learning: the proposals that were new. themes: how many the learner knew enough
    of. A worker that is killed leaves its lease, which runs out; the next begins the search again,
    which changes nothing of what was found, `tries` times at most (`actions.searching`).
    """

    personal = Personal.NONE

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField(auto_now_add=True)
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    by_terms = models.PositiveIntegerField(default=0)
    by_learning = models.PositiveIntegerField(default=0)
    themes = models.PositiveSmallIntegerField(default=0)
    end = models.CharField(max_length=10, choices=SearchEnd.choices, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "searches"
        constraints = [
            models.CheckConstraint(
                condition=Q(end="", ended_at__isnull=True)
                | Q(end__in=SearchEnd.values, ended_at__isnull=False),
                name="search_ended_and_how",
            ),
            models.UniqueConstraint(
                fields=["consultation"],
                condition=Q(ended_at__isnull=True),
                name="search_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation}: {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def found(self) -> int:
        return self.by_terms + self.by_learning


class SecondReading(models.Model):
    """What another person said of a passage and a theme without having seen what was decided.

    coding: the decision as it stood then. With these pairs agreement is measured, and how often a
    coding is right (`queries.agreement`).
    """

    personal = Personal.OFFICE

    coding = models.ForeignKey(Coding, models.CASCADE, related_name="second_readings")
    state = models.CharField(max_length=10, choices=CodingState.choices)
    stance = models.CharField(max_length=10, choices=Stance.choices, blank=True)
    read_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    read_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("second_reading_decides", "state", ["confirmed", "rejected"]),
            models.UniqueConstraint(
                fields=["coding", "read_by"], name="second_reading_once_by_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.coding} ({self.read_by})"


class Carried(models.Model):
    """Whom a statement on behalf of many carries: it is one contribution all the same.

    names: those that are named, one entry each. number: how many it is, where they are not all
    named ("the Group of 77 and China"). source: where that is taken from.
    """

    personal = Personal.CLAIMED

    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="+")
    names = models.JSONField(default=list)
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=200, blank=True)
    entered_by = models.CharField(max_length=200)
    entered_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["contribution"]
        verbose_name_plural = "carried"
        constraints = [
            models.CheckConstraint(condition=Q(number__gt=0), name="carried_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.contribution}: {self.number}"
