"""Choosing by hand what is cut before publication."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.stages.contributions.actions.redaction import LONGEST_PASSAGE
from rapporteur.stages.contributions.choices import FindingKind

_NOT_OF_WORDS = (FindingKind.UNREAD, FindingKind.AREA)


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
        choices=[each for each in FindingKind.choices if each[0] not in _NOT_OF_WORDS],
        initial=FindingKind.PASSAGE,
        help_text=_("The gap says so."),
    )

    def clean_kind(self) -> Any:
        return FindingKind(self.cleaned_data["kind"])


class Drawing(forms.Form):
    """A part of a page that is to be blacked out, in hundredths of the page."""

    page = forms.IntegerField(label=_("Page"), min_value=1, max_value=1_000_000)
    left = forms.FloatField(label=_("Left edge, in % from the left of the page"))
    top = forms.FloatField(label=_("Upper edge, in % from the top of the page"))
    width = forms.FloatField(label=_("Width, in % of the page"))
    height = forms.FloatField(label=_("Height, in % of the page"))

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        for name in ("left", "top", "width", "height"):
            self.fields[name].widget.attrs |= {"min": 0, "max": 100, "step": "any"}

    @property
    def box(self) -> tuple[float, float, float, float]:
        given = self.cleaned_data
        return given["left"], given["top"], given["width"], given["height"]
