"""What officials ask of the queue."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.core.text.languages import LANGUAGES
from rapporteur.stages.contributions.choices import DispositionKind, ItemChannel
from rapporteur.stages.contributions.queries.queue import LATE, NEWEST, NO_PROPOSAL


class Looking(forms.Form):
    """The filters of the queue."""

    words = forms.CharField(
        label=gettext_lazy("Name, title, number or first words"), max_length=200, required=False
    )
    proposed = forms.ChoiceField(label=gettext_lazy("Proposed"), required=False)
    channel = forms.ChoiceField(label=gettext_lazy("Channel"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    sign = forms.ChoiceField(
        label=gettext_lazy("Odd about it"),
        choices=[
            ("", gettext_lazy("Any")),
            ("none", gettext_lazy("nothing")),
            ("robot", gettext_lazy("may come from a machine")),
            ("automatic", gettext_lazy("written by a machine in answer")),
            ("unreadable", gettext_lazy("no word could be read")),
            ("unsure", gettext_lazy("recognised unsurely")),
            ("unread", gettext_lazy("not read yet")),
            (LATE, gettext_lazy("came at or after the closing instant")),
        ],
        required=False,
    )
    order = forms.ChoiceField(
        label=gettext_lazy("Order"),
        choices=[
            ("", gettext_lazy("the oldest first")),
            (NEWEST, gettext_lazy("the newest first")),
        ],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[str, Any]]] = {
            "proposed": [
                *(each for each in DispositionKind.choices if each[0] != "withdrawn"),
                (NO_PROPOSAL, _("nothing: a person has to look")),
            ],
            "channel": list(ItemChannel.choices),
            "language": [(each.code, each.name) for each in LANGUAGES.values()],
        }
        for name, offered in choices.items():
            self.fields[name].choices = [("", _("Any")), *offered]  # type: ignore[attr-defined]
