"""From what an officer types to clean values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.base.formfields import DayInput
from rapporteur.stages.mandate.models import Consultation, Instrument
from rapporteur.stages.report.models import Report


class TransmissionForm(forms.Form):
    report = forms.ModelChoiceField(Report.objects.none(), label=_("Report"))
    body = forms.CharField(
        label=_("Body"), max_length=200, help_text=_("For example: Economic and Social Council.")
    )
    session = forms.CharField(label=_("Session"), max_length=200, required=False)
    agenda_item = forms.CharField(label=_("Agenda item"), max_length=200, required=False)
    transmitted_on = forms.DateField(
        label=_("Date"),
        required=False,
        widget=DayInput,
        help_text=_("Leave it empty until the report has reached the body."),
    )
    symbol = forms.CharField(label=_("Symbol"), max_length=80, required=False)
    note = forms.CharField(
        label=_("Note"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reports = Report.objects.filter(consultation=consultation)
        self.fields["report"].queryset = reports  # type: ignore[attr-defined]
        if len(reports) == 1:
            self.fields["report"].initial = reports[0]


class ActionForm(forms.Form):
    text = forms.CharField(
        label=_("What was done"), max_length=5000, widget=forms.Textarea({"rows": 3})
    )
    taken_on = forms.DateField(label=_("Date"), required=False, widget=DayInput)
    instrument = forms.ModelChoiceField(
        Instrument.objects.all(),
        label=_("Instrument"),
        required=False,
        help_text=_("Recorded under Mandate."),
    )
