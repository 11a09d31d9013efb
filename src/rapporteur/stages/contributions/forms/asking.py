"""To whom the guiding questions are sent."""

from django import forms
from django.utils.translation import gettext_lazy


class Asking(forms.Form):
    addresses = forms.CharField(
        label=gettext_lazy("E-mail addresses"),
        max_length=60_000,
        widget=forms.Textarea({"rows": 4, "dir": "ltr"}),
        help_text=gettext_lazy("One a line, at most 200. Each gets the message once a language."),
    )
