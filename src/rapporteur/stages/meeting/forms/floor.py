"""From what is typed in the room, who asks for the floor and what was said, to clean values."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.core.text.languages import LANGUAGES
from rapporteur.stages.meeting.choices import InterventionKind
from rapporteur.stages.meeting.forms.offering import offer
from rapporteur.stages.meeting.models import AgendaItem, Meeting
from rapporteur.stages.representation.models import Designation
from rapporteur.stages.representation.queries import in_force
from rapporteur.stages.stakeholders.models import Group
from rapporteur.stages.stakeholders.queries import groups

LANGUAGE_CHOICES = [(each.code, each.name) for each in LANGUAGES.values()]


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
        offer(self, "group", groups(meeting.consultation))
        offer(self, "designation", in_force(meeting.consultation))
        offer(self, "agenda_item", meeting.agenda.all())


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
