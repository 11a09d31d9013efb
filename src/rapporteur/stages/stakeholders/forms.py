"""From what an officer types or sends to clean values."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.base.formfields import DayInput, MultilingualField
from rapporteur.base.languages import said
from rapporteur.core.text.languages import LANGUAGES
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders import queries
from rapporteur.stages.stakeholders.choices import Basis, EntityKind
from rapporteur.stages.stakeholders.models import Category, Entity, Group
from rapporteur.stages.stakeholders.rules import ROSTER_FIELDS

LANGUAGE_CHOICES = [(language.code, language.name) for language in LANGUAGES.values()]
TITLES = [("", "—"), *((title, title) for title in ("Mr.", "Mrs.", "Ms.", "Miss", "Dr.", "H.E."))]


class GroupForm(forms.Form):
    names = MultilingualField(label=_("Name"), max_length=200)
    key = forms.SlugField(
        label=_("Short name"), max_length=50, help_text=_("For exports: civil-society.")
    )


class CategoryForm(forms.Form):
    """A list that no consultation knows yet; this one asks it at once."""

    names = MultilingualField(label=_("Name"), max_length=200)
    key = forms.SlugField(
        label=_("Short name"), max_length=60, help_text=_("For rosters: itu-sector-member.")
    )
    suggests = forms.ChoiceField(
        label=_("Suggests the group"),
        required=False,
        help_text=_("Where those on it usually belong; the group is decided for each entity."),
    )

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["suggests"].choices = [  # type: ignore[attr-defined]
            ("", _("none")),
            *((group.key, str(group)) for group in queries.groups(consultation)),
        ]

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if Category.objects.filter(key=key).exists():
            raise ValidationError(_("There is a list of this name. Ask that one, or rename this."))
        return key


class AskForm(forms.Form):
    """A list that is known already is asked by this consultation."""

    category = forms.ModelChoiceField(Category.objects.all(), label=_("List"))
    precedence = forms.IntegerField(
        label=_("Precedence"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=_("Who is on several lists is asked under the lowest. Empty: after the rest."),
    )
    basis = forms.ChoiceField(label=_("Basis"), choices=Basis.choices)


class FigureForm(forms.Form):
    texts = MultilingualField(
        label=_("Of what"), max_length=300, help_text=_("As the source says it.")
    )
    stated = forms.IntegerField(label=_("Number stated"), min_value=0, max_value=2_000_000_000)
    approximate = forms.BooleanField(label=_("Stated as approximate"), required=False)
    named = forms.IntegerField(
        label=_("How many it names one by one"),
        required=False,
        min_value=0,
        max_value=2_000_000_000,
        help_text=_("Where that is another number. What the source does not say stays unsaid."),
    )
    source = forms.CharField(label=_("Source"), max_length=200)


class EntityForm(forms.Form):
    names = MultilingualField(label=_("Name"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=EntityKind.choices, initial="organization")
    acronym = forms.CharField(label=_("Acronym"), max_length=40, required=False)
    country = forms.RegexField(
        r"^[A-Z]{3}$",
        label=_("Country"),
        required=False,
        help_text=_("ISO 3166-1, three capitals: CHE."),
        error_messages={"invalid": _("Write three capitals, like CHE.")},
    )
    region = forms.CharField(label=_("Region"), max_length=100, required=False)
    language = forms.ChoiceField(
        label=_("Preferred language"), choices=LANGUAGE_CHOICES, initial="en"
    )
    address = forms.CharField(
        label=_("Postal address"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    telephone = forms.CharField(label=_("Telephone"), max_length=60, required=False)
    fax = forms.CharField(label=_("Fax"), max_length=60, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    own_accord = forms.BooleanField(label=_("Joined of its own accord"), required=False)
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        required=False,
        help_text=_("Where this is known from."),
    )


class EnrolForm(forms.Form):
    category = forms.ModelChoiceField(Category.objects.all(), label=_("List"))
    valid_from = forms.DateField(label=_("From"), required=False, widget=DayInput)
    valid_to = forms.DateField(label=_("To"), required=False, widget=DayInput)
    source = forms.CharField(label=_("Source list"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("valid_from"), values.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("This is before the first day. Check the two dates."))
        return values


class PlaceForm(forms.Form):
    group = forms.ModelChoiceField(Group.objects.none(), label=_("Group"))
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = queries.groups(consultation)  # type: ignore[attr-defined]


class ContactForm(forms.Form):
    title = forms.ChoiceField(
        label=pgettext_lazy("of a person", "Title"), choices=TITLES, required=False
    )
    name = forms.CharField(label=_("Name"), max_length=200)
    family_name = forms.CharField(
        label=_("Family name"),
        max_length=100,
        required=False,
        help_text=_("As a letter greets: Dear Ms. …"),
    )
    office = forms.CharField(label=_("Office"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    telephone = forms.CharField(label=_("Telephone"), max_length=60, required=False)
    focal_point = forms.BooleanField(
        label=_("Focal point"),
        required=False,
        help_text=_("Is written to first, and confirms what the entity sends."),
    )


class MergeForm(forms.Form):
    other = forms.CharField(
        label=_("The entry that goes"),
        max_length=300,
        help_text=_("Its number, or its whole name or acronym."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, kept: Entity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept

    def clean_other(self) -> Entity:
        said: str = self.cleaned_data["other"].strip()
        found = queries.named(said).exclude(pk=self.kept.pk)
        number = len(found[:2])
        if number != 1:
            raise ValidationError(
                _("More than one entry is called so. Write its number.")
                if number
                else _("There is no such entry. Look for it in the list of entities.")
            )
        return found[0]


class UploadForm(forms.Form):
    list_file = forms.FileField(
        label=_("List"),
        max_length=200,
        help_text=_("CSV or a spreadsheet, with a line of headings; up to 50 MB."),
    )
    category = forms.ModelChoiceField(
        Category.objects.all(),
        label=_("The list that it is"),
        required=False,
        empty_label=_("a column says it"),
    )


class ColumnsForm(forms.Form):
    """Which column of a list is what."""

    def __init__(
        self, *args: Any, headings: tuple[str, ...], columns: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "—"), *((each, each) for each in dict.fromkeys(headings) if each)]
        for field, (label, _names) in ROSTER_FIELDS.items():
            language = LANGUAGES.get(field.removeprefix("name_"))
            self.fields[field] = forms.ChoiceField(
                label=f"{label} · {language.name}" if language else label,
                choices=choices,
                required=False,
                initial=columns.get(field, ""),
            )

    def columns(self) -> dict[str, str]:
        """Our field → the list's heading, for those that were chosen."""
        return {field: heading for field, heading in self.cleaned_data.items() if heading}


class FilterForm(forms.Form):
    """What the list of entities is narrowed to; what makes no sense narrows nothing."""

    words = forms.CharField(label=_("Name or acronym"), max_length=200, required=False)
    category = forms.ModelChoiceField(
        Category.objects.all(), label=_("List"), required=False, empty_label=_("every list")
    )
    group = forms.ChoiceField(label=_("Group"), required=False)
    scope = forms.ChoiceField(
        label=_("Of"),
        required=False,
        choices=[("", _("this consultation")), ("all", _("all that are known"))],
    )

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [  # type: ignore[attr-defined]
            ("", _("every group")),
            ("none", _("not yet decided")),
            *((str(group.pk), said(group.names)) for group in queries.groups(consultation)),
        ]
