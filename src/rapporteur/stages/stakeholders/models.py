"""Who is to be asked."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.base.constraints import one_of, together
from rapporteur.base.fields import Multilingual
from rapporteur.base.languages import said
from rapporteur.base.models import Original, User
from rapporteur.base.privacy import Personal
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders.choices import Basis, EntityKind


class Group(models.Model):
    """A stakeholder group of one consultation: a row of its tables."""

    personal = Personal.NONE

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    key = models.SlugField(_("key"), max_length=50)
    names = Multilingual(_("name"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "key"], name="group_key_once")
        ]

    def __str__(self) -> str:
        return said(self.names) or self.key


class Constituency(models.Model):
    """Those for whom one may speak without being a row of the table (the technical community)."""

    personal = Personal.NONE

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    key = models.SlugField(_("key"), max_length=50)
    names = Multilingual(_("name"))

    class Meta:
        verbose_name_plural = "constituencies"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "key"], name="constituency_key_once")
        ]

    def __str__(self) -> str:
        return said(self.names) or self.key


class Category(models.Model):
    """An accreditation list: Member State, NGO in consultative status, ITU Sector Member."""

    personal = Personal.NONE

    key = models.SlugField(_("key"), max_length=60, unique=True)
    names = Multilingual(_("name"))
    suggests = models.SlugField(_("suggests the group"), max_length=50, blank=True)

    class Meta:
        verbose_name_plural = "categories"
        ordering = ["id"]

    def __str__(self) -> str:
        return said(self.names) or self.key


class Eligibility(models.Model):
    """A category asked, or allowed, to take part in a consultation.

    precedence: an entity on several lists is asked under the one with the lowest number.
    """

    personal = Personal.NONE

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    category = models.ForeignKey(Category, models.PROTECT, related_name="eligibilities")
    precedence = models.PositiveSmallIntegerField(_("precedence"))
    basis = models.CharField(
        _("basis"), max_length=10, choices=Basis.choices, default=Basis.INVITED
    )

    class Meta:
        verbose_name_plural = "eligibilities"
        ordering = ["precedence"]
        constraints = [
            one_of("eligibility_basis_known", "basis", Basis.values),
            models.UniqueConstraint(fields=["consultation", "category"], name="eligibility_once"),
            models.UniqueConstraint(
                fields=["consultation", "precedence"], name="eligibility_precedence_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.precedence}. {self.category}"


class StatedFigure(models.Model):
    """A number that a source states and nobody can compute: "some 3,500 … entities".

    named: how many the source names one by one, where that differs ("stated 10, named 9").
    """

    personal = Personal.NONE

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    texts = Multilingual(_("of what"))
    stated = models.PositiveIntegerField(_("stated"))
    approximate = models.BooleanField(_("stated as approximate"), default=False)
    named = models.PositiveIntegerField(_("named"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.stated}: {said(self.texts)}"


class Entity(models.Model):
    """A State, an organization or an individual, known across consultations."""

    personal = Personal.CONTACT

    kind = models.CharField(_("kind"), max_length=20, choices=EntityKind.choices)
    names = Multilingual(_("name"))
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    country = models.CharField(
        _("country"), max_length=3, blank=True, help_text=_("ISO 3166-1, three letters")
    )
    region = models.CharField(_("region"), max_length=100, blank=True)
    language = models.CharField(_("preferred language"), max_length=2, default="en")
    address = models.TextField(_("postal address"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=60, blank=True)
    fax = models.CharField(_("fax"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    own_accord = models.BooleanField(_("joined of its own accord"), default=False)
    source = models.CharField(_("source"), max_length=200, blank=True)
    listed_key = models.CharField(
        max_length=120,
        blank=True,
        help_text="what names it on the list it came from, so that importing twice changes nothing",
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "entities"
        ordering = ["id"]
        constraints = [
            one_of("entity_kind_known", "kind", EntityKind.values),
            models.UniqueConstraint(
                fields=["listed_key"], condition=~Q(listed_key=""), name="entity_listed_once"
            ),
        ]

    def __str__(self) -> str:
        return said(self.names) or self.acronym or f"entity {self.pk}"


class NameKey(models.Model):
    """One way of naming an entity, as it is compared and searched (`rules.name_key`).

    Kept in step with the entity's names by the actions; entities are never compared by a scan.
    """

    personal = Personal.NONE

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="name_keys")
    key = models.CharField(max_length=300, db_index=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["entity", "key"], name="name_key_once")]

    def __str__(self) -> str:
        return self.key


class Contact(models.Model):
    """A person who may be written to for an entity; a focal point confirms what it sends."""

    personal = Personal.CONTACT

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="contacts")
    title = models.CharField(pgettext_lazy("of a person", "title"), max_length=20, blank=True)
    name = models.CharField(_("name"), max_length=200)
    family_name = models.CharField(
        _("family name"), max_length=100, blank=True, help_text=_("as a letter greets")
    )
    office = models.CharField(_("office"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=60, blank=True)
    focal_point = models.BooleanField(_("focal point"), default=False)

    class Meta:
        ordering = ["-focal_point", "id"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """An entity stands on an accreditation list, from one day to another."""

    personal = Personal.NONE

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="memberships")
    category = models.ForeignKey(Category, models.PROTECT, related_name="memberships")
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)
    source = models.CharField(_("source list"), max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "category", "valid_from"], name="membership_once_from"
            ),
            models.UniqueConstraint(
                fields=["entity", "category"],
                condition=Q(valid_from__isnull=True),
                name="membership_once_undated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity}: {self.category}"


class Placement(models.Model):
    """The group in which an entity is counted in one consultation, decided with a reason.

    A later decision ends the earlier one; contributions keep the group they were counted in.
    """

    personal = Personal.OFFICE

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    entity = models.ForeignKey(Entity, models.CASCADE, related_name="placements")
    group = models.ForeignKey(Group, models.PROTECT, related_name="placements")
    category = models.ForeignKey(Category, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(_("reason"))
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "entity"],
                condition=Q(ended_at__isnull=True),
                name="placement_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.entity}: {self.group}"


class Merge(models.Model):
    """Two entities found to be one, by a person, with a reason; it can be undone."""

    personal = Personal.OFFICE

    kept = models.ForeignKey(Entity, models.CASCADE, related_name="merged_here")
    merged = models.ForeignKey(Entity, models.CASCADE, related_name="merged_away")
    reason = models.TextField(_("reason"))
    moved = models.JSONField(
        default=dict, help_text="model → keys of the rows that went over, so that they can go back"
    )
    merged_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    merged_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            together("merge_undone_by_and_at", "undone_by", "undone_at"),
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at__isnull=True), name="merged_once"
            ),
            models.CheckConstraint(condition=~Q(kept=models.F("merged")), name="merge_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"


class RosterImport(models.Model):
    """A list that was brought in: its bytes, how its columns were read, what was taken or not."""

    personal = Personal.CONTACT

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    original = models.ForeignKey(Original, models.PROTECT, related_name="+")
    filename = models.CharField(max_length=200)
    columns = models.JSONField(default=dict, help_text="our field → the list's column")
    category = models.ForeignKey(Category, models.PROTECT, null=True, related_name="+")
    uploaded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict, help_text="counts, and the problems by line")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.filename
