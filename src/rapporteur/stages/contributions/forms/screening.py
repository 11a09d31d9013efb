"""Choosing by hand what is cut before publication."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.stages.contributions.actions.redaction import LONGEST_PASSAGE
from rapporteur.stages.contributions.choices import FindingKind


class Cutting(forms.Form):
    """Words that are to be cut wherever they stand in a contribution."""

    words = forms.CharField(
        label=_("Words to be cut"),
        max_length=LONGEST_PASSAGE,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_(
            "Copy them from the text below. They are cut wherever they stand in the contribution."
        ),
    )
    kind = forms.ChoiceField(
        label=_("What they are"),
        choices=[each for each in FindingKind.choices if each[0] != FindingKind.UNREAD],
        initial=FindingKind.PASSAGE,
        help_text=_("The gap says so."),
    )

    def clean_kind(self) -> Any:
        return FindingKind(self.cleaned_data["kind"])
