"""From what an officer types to clean values."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from rapporteur.base.formfields import DayInput, MultilingualField, symbols_as_printed
from rapporteur.base.models import User
from rapporteur.core.text.languages import LANGUAGES
from rapporteur.stages.mandate.choices import (
    ChannelKind,
    ConsultationKind,
    DeadlineKind,
    InstrumentKind,
    RelationKind,
    RequirementCheck,
    Role,
)
from rapporteur.stages.mandate.models import Consultation, Instrument, Provision

LANGUAGE_CHOICES = [(language.code, language.name) for language in LANGUAGES.values()]


class Presentation(forms.Form):
    """The words in which a consultation presents itself."""

    titles = MultilingualField(label=_("Title"), max_length=300)
    descriptions = MultilingualField(
        label=_("What it is about"), rows=5, max_length=10_000, required=False
    )
    convener = forms.CharField(
        label=_("Convener"),
        max_length=200,
        required=False,
        help_text=_("For example: Under-Secretary-General for Economic and Social Affairs."),
    )
    on_behalf_of = forms.CharField(label=_("On behalf of"), max_length=200, required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages in which it is announced"),
        choices=LANGUAGE_CHOICES,
        widget=forms.CheckboxSelectMultiple,
        initial=["en"],
        help_text=_("Contributions are taken in every language."),
    )
    consent_rule = MultilingualField(
        label=_("Publication rule"),
        rows=3,
        required=False,
        help_text=_(
            "What the invitation says of publishing what comes by e-mail, fax and post, "
            "where nobody can tick a box."
        ),
    )


class Opening(Presentation):
    """A new consultation."""

    slug = forms.SlugField(
        label=_("Name in addresses"),
        max_length=80,
        help_text=_("Small letters, digits and hyphens: enhanced-cooperation-2010."),
    )
    prefix = forms.RegexField(  # type: ignore[assignment]
        r"^[A-Z][A-Z0-9]{1,19}$",
        label=_("Prefix of register numbers"),
        help_text=_("Capitals and digits: EC2010 gives EC2010/W-001."),
        error_messages={"invalid": _("Write two to twenty capitals and digits, like EC2010.")},
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=ConsultationKind.choices)
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=lambda: [(zone, zone) for zone in sorted(available_timezones())],
        initial="UTC",
    )
    field_order = ("titles", "slug", "prefix", "kind", "zone")


class DeadlineForm(forms.Form):
    kind = forms.ChoiceField(label=_("Which date"), choices=DeadlineKind.choices)
    stated = forms.DateField(label=_("Date"), widget=DayInput)
    at = forms.TimeField(
        label=_("Hour"),
        required=False,
        widget=forms.TimeInput({"type": "time"}),
        help_text=_(
            "In the consultation's time zone. Without an hour the date runs until that day has "
            "ended everywhere on Earth (UTC−12)."
        ),
    )
    reason = forms.CharField(
        label=_("Reason, if it extends an earlier date"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )


class ChannelForm(forms.Form):
    kind = forms.ChoiceField(label=_("Channel"), choices=ChannelKind.choices)
    address = forms.CharField(
        label=_("Address"), max_length=500, required=False, widget=forms.Textarea({"rows": 3})
    )
    valid_from = forms.DateField(label=_("Valid from"), required=False, widget=DayInput)
    valid_to = forms.DateField(label=_("Valid to"), required=False, widget=DayInput)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("valid_from"), values.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("This is before the first day. Check the two dates."))
        if values.get("kind") != ChannelKind.FORM and not values.get("address"):
            self.add_error("address", _("Write the address: only the online form has none."))
        return values


class QuestionForm(forms.Form):
    texts = MultilingualField(label=_("Question"), rows=3)


class RequirementForm(forms.Form):
    texts = MultilingualField(
        label=_("What the mandate demands"), rows=2, help_text=_("In the mandate's own words.")
    )
    provision = forms.ModelChoiceField(
        Provision.objects.select_related("instrument"), label=_("Provision"), required=False
    )
    check_by = forms.ChoiceField(label=_("How it is checked"), choices=RequirementCheck.choices)
    by_date = forms.DateField(
        label=_("Date demanded"),
        required=False,
        widget=DayInput,
        help_text=_("For a meeting that must be held before a date."),
    )
    bodies = forms.CharField(
        label=_("Bodies, in order"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("For a chain of transmission: one body a line."),
    )
    evidence = MultilingualField(label=_("Evidence"), rows=2, required=False)

    def clean_bodies(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["bodies"].splitlines() if line.strip()]


class InstrumentForm(forms.Form):
    symbol = forms.CharField(
        label=_("Symbol"),
        max_length=80,
        validators=[symbols_as_printed],
        help_text=_("As printed: E/RES/2010/2. A double symbol is one instrument."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=InstrumentKind.choices)
    titles = MultilingualField(label=_("Title"), max_length=500, required=False)
    body = forms.CharField(label=_("Body"), max_length=200, required=False)
    session = forms.CharField(label=_("Session"), max_length=100, required=False)
    dated = forms.DateField(label=_("Date"), required=False, widget=DayInput)
    provisions = forms.CharField(
        label=_("Paragraphs that matter here"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("One a line, its number first: “35. We reaffirm that …”"),
    )
    answered = forms.BooleanField(
        label=_("The consultation answers these paragraphs"), required=False
    )

    def clean_provisions(self) -> dict[str, str]:
        found = {}
        for line in filter(None, map(str.strip, self.cleaned_data["provisions"].splitlines())):
            number, _dot, text = line.partition(" ")
            found[number.rstrip(".")[:20]] = text.strip()
        return found


class RelationForm(forms.Form):
    source = forms.ModelChoiceField(Instrument.objects.all(), label=_("Instrument"))
    kind = forms.ChoiceField(label=_("Relation"), choices=RelationKind.choices)
    target = forms.ModelChoiceField(Instrument.objects.all(), label=_("To which instrument"))
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in ("source", "target"):
            self.fields[field].queryset = consultation.instruments.all()  # type: ignore[attr-defined]


class Officials(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Accounts to choose from, by name; namesakes are told apart by their addresses."""

    def label_from_instance(self, obj: User) -> str:
        return f"{obj} ({obj.email})" if obj.namesakes else str(obj)  # type: ignore[attr-defined]


class AppointmentForm(forms.Form):
    user = Officials(
        User.objects.filter(is_active=True).annotate(
            namesakes=Exists(User.objects.filter(name=OuterRef("name")).exclude(pk=OuterRef("pk")))
        ),
        label=_("Official"),
        to_field_name="email",
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
