"""From the registration form, on the web or on paper, and from the desk, to clean values."""

from rapporteur.stages.meeting.forms.floor import InterventionForm, SpeakerForm
from rapporteur.stages.meeting.forms.registration import (
    RegistrationForm,
    ReturnedPdfForm,
    TypedRegistrationForm,
)
from rapporteur.stages.meeting.forms.setting_up import AgendaItemForm, MeetingForm

__all__ = [
    "AgendaItemForm",
    "InterventionForm",
    "MeetingForm",
    "RegistrationForm",
    "ReturnedPdfForm",
    "SpeakerForm",
    "TypedRegistrationForm",
]
