"""From what an official types of a meeting and its agenda to clean values."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from rapporteur.base.formfields import DayInput, MultilingualField
from rapporteur.base.languages import said
from rapporteur.core.text.languages import LANGUAGES
from rapporteur.stages.meeting.choices import OrderRule
from rapporteur.stages.meeting.models import Meeting


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
