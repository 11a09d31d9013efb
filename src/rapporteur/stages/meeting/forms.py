"""From the registration form, on the web or on paper, and from the desk, to clean values."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rapporteur.base.formfields import DayInput, MultilingualField
from rapporteur.base.languages import said
from rapporteur.base.models import Original
from rapporteur.core.forms.form import Field, Kind
from rapporteur.core.forms.reading import LARGEST, read
from rapporteur.core.forms.registration import registration_fields
from rapporteur.core.text.languages import LANGUAGES, pick
from rapporteur.stages.contributions.models import new_token
from rapporteur.stages.meeting import queries
from rapporteur.stages.meeting.choices import (
    InterventionKind,
    OrderRule,
    RegisteredBy,
)
from rapporteur.stages.meeting.models import AgendaItem, Meeting
from rapporteur.stages.representation.models import Designation
from rapporteur.stages.representation.queries import in_force
from rapporteur.stages.stakeholders.models import Group
from rapporteur.stages.stakeholders.queries import groups

LANGUAGE_CHOICES = [(each.code, each.name) for each in LANGUAGES.values()]


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class CategoriesField(forms.CharField):
    """Categories typed one a line: `Sector Member | fr: Membre de Secteur | 40`.

    Gives `[{"key", "names", "seats"}]` as `Meeting.categories` holds them; a part of digits is
    the quota, a part with a language code before it that language's name, any other the English.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=5000, required=False, widget=forms.Textarea({"rows": 5}), **kwargs
        )

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).splitlines()]
        found = [self._category(number, line) for number, line in enumerate(lines, start=1) if line]
        keys = [each["key"] for each in found]
        if twice := next((key for key in keys if keys.count(key) > 1), None):
            raise ValidationError(_("Two lines mean the same category: %s.") % twice)
        return found

    @staticmethod
    def _category(number: int, line: str) -> dict[str, Any]:
        names: dict[str, str] = {}
        seats: int | None = None
        for part in filter(None, (piece.strip() for piece in line.split("|"))):
            code, colon, name = part.partition(":")
            if part.isdecimal():
                seats = int(part)
            elif colon and code.strip() in LANGUAGES:
                names[code.strip()] = name.strip()
            else:
                names["en"] = part
        if not names:
            raise ValidationError(_("Line %d has a number and no name.") % number)
        first = said(names)
        return {
            "key": slugify(first, allow_unicode=True)[:60] or f"category-{number}",
            "names": names,
            "seats": seats,
        }

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return "\n".join(map(self._line, value))

    @staticmethod
    def _line(category: Mapping[str, Any]) -> str:
        names = dict(category["names"])
        parts = [names.pop("en")] if "en" in names else []
        parts += [f"{code}: {name}" for code, name in names.items()]
        if category.get("seats") is not None:
            parts.append(str(category["seats"]))
        return " | ".join(parts)


class MeetingForm(forms.Form):
    titles = MultilingualField(label=_("Title"), max_length=300)
    starts_on = forms.DateField(label=_("First day"), widget=DayInput)
    ends_on = forms.DateField(
        label=_("Last day"), widget=DayInput, required=False, help_text=_("Where it is another.")
    )
    begins = forms.TimeField(label=_("Begins at"), widget=HourInput, required=False)
    ends = forms.TimeField(label=_("Ends at"), widget=HourInput, required=False)
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=lambda: [(zone, zone) for zone in sorted(available_timezones())],
    )
    venue = forms.CharField(label=_("Venue"), max_length=300, required=False)
    room = forms.CharField(label=_("Room"), max_length=100, required=False)
    seats = forms.IntegerField(
        label=_("Seats"),
        min_value=1,
        max_value=100_000,
        required=False,
        help_text=_("Without a number everybody who registers has a seat."),
    )
    registration_by = forms.DateField(
        label=_("Registration by"),
        widget=DayInput,
        required=False,
        help_text=_("What comes later is taken, and labelled late."),
    )
    categories = CategoriesField(
        label=_("Categories on the registration form"),
        help_text=_(
            "One a line; then, if you want, its name in other languages and its number of seats: "
            "“Sector Member | fr: Membre de Secteur | 40”."
        ),
    )
    asks_hotel = forms.BooleanField(label=_("The form asks for the hotel"), required=False)
    return_to = forms.CharField(
        label=_("Forms on paper are returned to"),
        max_length=200,
        required=False,
        help_text=_("A fax number or an address, printed on the form."),
    )
    order_rule = forms.ChoiceField(label=_("Order of speakers"), choices=OrderRule.choices)
    minutes_presentation = forms.IntegerField(
        label=_("Minutes for a presentation"), min_value=1, max_value=600, initial=5
    )
    minutes_informal = forms.IntegerField(
        label=_("Minutes for an informal intervention"), min_value=1, max_value=600, initial=2
    )

    @classmethod
    def initial_of(cls, meeting: Meeting) -> dict[str, Any]:
        """What the form shows for a meeting that is there."""
        zone = ZoneInfo(meeting.zone)
        own = {name: getattr(meeting, name, None) for name in cls.base_fields}
        begins, ends = meeting.starts_at, meeting.ends_at
        return {
            **own,
            "begins": begins.astimezone(zone).time() if begins else None,
            "ends": ends.astimezone(zone).time() if ends else None,
        }

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        first = values.get("starts_on")
        values["ends_on"] = values.get("ends_on") or first
        begins, ends = values.pop("begins", None), values.pop("ends", None)
        zone = values.get("zone") or "UTC"
        values["starts_at"] = _instant(first, begins, zone)
        values["ends_at"] = _instant(values["ends_on"], ends, zone) if begins else None
        if first and values["ends_on"] < first:
            self.add_error("ends_on", _("This is before the first day. Check the two dates."))
        if ends and not begins:
            self.add_error("begins", _("Say when it begins too."))
        elif values["ends_at"] and values["ends_at"] <= values["starts_at"]:
            self.add_error("ends", _("This is before it begins. Check the two hours."))
        return values


def _instant(day: date | None, hour: time | None, zone: str) -> datetime | None:
    if day is None or hour is None:
        return None
    return datetime.combine(day, hour, ZoneInfo(zone))


class AgendaItemForm(forms.Form):
    texts = MultilingualField(label=_("Item of the agenda"), max_length=500)


class RegistrationForm(forms.Form):
    """The form annexed to circular DM-1108 of 14 January 2004, in its order.

    Which categories there are, and whether the hotel is asked for, is the meeting's. Its fields are
    those of the form that is printed (`exports.registration_pdf`): both have one definition.
    """

    submission = forms.CharField(widget=forms.HiddenInput, max_length=32, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        names = queries.category_names(meeting)
        asked = registration_fields(
            language,
            categories=[(key, pick(name, language)[1]) for key, name in names.items()],
            asks_hotel=meeting.asks_hotel,
        )
        self.fields = {each.name: _as_field(each) for each in asked} | self.fields
        self.order_fields(self.field_order)
        self.fields["submission"].initial = new_token
        self.fields["signed_on"].initial = timezone.localdate
        self.fields["signature"].help_text = _("Your name, typed, stands for it.")
        self.fields["email"].help_text = _(
            "The confirmation is sent there. Without one, keep the page that follows."
        )


_AUTOCOMPLETE = {
    "family_name": "family-name",
    "first_name": "given-name",
    "organization": "organization",
    "address": "street-address",
    "telephone": "tel",
    "email": "email",
}


def _as_field(asked: Field) -> forms.Field:
    """A field of the form's definition as one of a page."""
    shared: dict[str, Any] = {"label": asked.label, "required": asked.required}
    attributes = {"autocomplete": _AUTOCOMPLETE[asked.name]} if asked.name in _AUTOCOMPLETE else {}
    if asked.kind == Kind.CHOICE:
        none = [] if asked.required else [("", _("none"))]
        return forms.ChoiceField(
            choices=[*asked.options, *none], widget=forms.RadioSelect, **shared
        )
    if asked.kind == Kind.DAY:
        return forms.DateField(widget=DayInput, **shared)
    if asked.kind == Kind.EMAIL:
        widget: forms.Widget = forms.EmailInput(attributes)
        return forms.EmailField(max_length=asked.longest, widget=widget, **shared)
    if asked.kind == Kind.LINES:
        widget = forms.Textarea({"rows": asked.rows, **attributes})
    else:
        kind = {"type": "tel"} if asked.kind == Kind.TELEPHONE else {}
        widget = forms.TextInput(kind | attributes)
    return forms.CharField(max_length=asked.longest, widget=widget, **shared)


class ReturnedPdfForm(forms.Form):
    """A form that came back as PDF: what is on it is put into the form to be typed in."""

    returned = forms.FileField(
        label=_("The PDF that came back"),
        help_text=_("Its fields fill the form below. Look at them before you register."),
    )

    def clean_returned(self) -> bytes:
        return bytes(self.cleaned_data["returned"].read(LARGEST + 1))

    def values(self) -> dict[str, str]:
        """What was filled in, by field. Raises the reading's own problem."""
        return read(self.cleaned_data["returned"]).values


class TypedRegistrationForm(RegistrationForm):
    """The same form as it came back on paper, typed in by an officer."""

    came_by = forms.ChoiceField(
        label=_("It came as"),
        choices=[
            (RegisteredBy.FAX, RegisteredBy.FAX.label),
            (RegisteredBy.DESK, RegisteredBy.DESK.label),
        ],
    )
    received_on = forms.DateField(
        label=_("Day on which it arrived"),
        widget=DayInput,
        required=False,
        help_text=_("Today, where it is not said. A form that arrived in time is not late."),
    )
    group = forms.ModelChoiceField(Group.objects.none(), label=_("Group"), required=False)
    designation = forms.ModelChoiceField(
        Designation.objects.none(),
        label=_("Comes as the representative of a group"),
        required=False,
        help_text=_("The seat that is held for it is then given."),
    )

    returned = forms.CharField(widget=forms.HiddenInput, required=False)

    field_order = ("came_by", "received_on")

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, meeting=meeting, **kwargs)
        self.seal = Signer(salt=f"meeting.returned.{meeting.pk}")
        _offer(self, "group", groups(meeting.consultation))
        _offer(self, "designation", in_force(meeting.consultation))
        self.fields["signed_on"].initial = None
        self.fields["signature"].help_text = _("As it stands on the form.")
        self.fields["email"].help_text = _("A confirmation is sent there.")
        if "category" in self.fields:
            self.fields["category"].required = False

    def hold(self, original: Original) -> None:
        """Carry the file that the values were read from, sealed: no other can be named."""
        self.initial["returned"] = self.seal.sign(original.pk)

    def clean_returned(self) -> Original | None:
        sealed = self.cleaned_data["returned"]
        if not sealed:
            return None
        try:
            return Original.objects.get(pk=self.seal.unsign(sealed))
        except BadSignature:
            raise ValidationError(
                _("The file that was read is not known. Read it again.")
            ) from None

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        arrived = values.pop("received_on", None)
        if arrived and arrived > timezone.localdate():
            self.add_error("received_on", _("This day is still to come."))
        elif arrived:
            # An hour within that day everywhere: it is in time if the day is.
            values["registered_at"] = datetime.combine(arrived, time(12), UTC)
        return values


def _offer(form: forms.Form, name: str, rows: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
    field.queryset = rows


class SpeakerForm(forms.Form):
    """Somebody asks for the floor."""

    name = forms.CharField(
        label=_("Who asks for the floor"),
        max_length=300,
        help_text=_("As they are to be announced: the delegation, or the person's name."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=InterventionKind.choices)
    group = forms.ModelChoiceField(Group.objects.none(), label=_("Group"), required=False)
    designation = forms.ModelChoiceField(
        Designation.objects.none(), label=_("As the representative of"), required=False
    )
    speaks_for = forms.CharField(
        label=_("On behalf of others"),
        max_length=300,
        required=False,
        help_text=_("As stated: for example the Group of 77 and China."),
    )
    agenda_item = forms.ModelChoiceField(
        AgendaItem.objects.none(), label=_("Item of the agenda"), required=False
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "group", groups(meeting.consultation))
        _offer(self, "designation", in_force(meeting.consultation))
        _offer(self, "agenda_item", meeting.agenda.all())


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__({"step": "1"}, format="%Y-%m-%dT%H:%M:%S")


class InterventionForm(SpeakerForm):
    """What somebody said. The times are in the meeting's zone."""

    started_at = forms.DateTimeField(label=_("Began"), widget=MomentInput, required=False)
    ended_at = forms.DateTimeField(label=_("Ended"), widget=MomentInput, required=False)
    title = forms.CharField(label=_("Title"), max_length=500, required=False)
    text = forms.CharField(
        label=_("What was said"),
        max_length=200_000,
        required=False,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("The words or a summary of them, where no statement was handed in."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Spoken in"),
        choices=LANGUAGE_CHOICES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    statement = forms.FileField(
        label=_("Statement handed in"),
        required=False,
        help_text=_("The file is kept as it is. It is not counted as a written comment too."),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, meeting=meeting, **kwargs)
        self.fields["name"].label = _("Who spoke")
        self.zone = ZoneInfo(meeting.zone)
        for name in ("started_at", "ended_at"):
            self.fields[name].help_text = _("In the time zone %s.") % meeting.zone

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        for name in ("started_at", "ended_at"):
            if values.get(name):
                # What is typed is the clock on the wall of the room.
                values[name] = values[name].replace(tzinfo=self.zone)
        began, ended = values.get("started_at"), values.get("ended_at")
        if ended and not began:
            self.add_error("started_at", _("Say when it began too."))
        elif ended and ended < began:
            self.add_error("ended_at", _("This is before it began. Check the two times."))
        values["contributor"] = values.pop("name", "")
        upload = values.pop("statement", None)
        values["statement"] = (upload.name, upload.chunks()) if upload else None
        return values
