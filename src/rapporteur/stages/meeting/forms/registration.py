"""From the registration form, on the web or on paper, to clean values."""

from datetime import UTC, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rapporteur.base.formfields import DayInput
from rapporteur.base.models import Original
from rapporteur.core.forms.form import Field, Kind
from rapporteur.core.forms.reading import LARGEST, read
from rapporteur.core.forms.registration import registration_fields
from rapporteur.core.text.languages import pick
from rapporteur.stages.contributions.models import new_token
from rapporteur.stages.meeting import queries
from rapporteur.stages.meeting.choices import RegisteredBy
from rapporteur.stages.meeting.forms.offering import offer
from rapporteur.stages.meeting.models import Meeting
from rapporteur.stages.representation.models import Designation
from rapporteur.stages.representation.queries import in_force
from rapporteur.stages.stakeholders.models import Group
from rapporteur.stages.stakeholders.queries import groups


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
            "A link to confirm is sent there. Without one the secretariat confirms the "
            "registration; keep the page that follows."
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
        offer(self, "group", groups(meeting.consultation))
        offer(self, "designation", in_force(meeting.consultation))
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
