"""The online form: without an account, without a script."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from rapporteur.base.models import Original
from rapporteur.core.text.languages import LANGUAGES, pick
from rapporteur.stages.contributions.actions.intake import Named
from rapporteur.stages.contributions.actions.marks import new_mark, read_mark
from rapporteur.stages.contributions.choices import Capacity, Consent, Doubt
from rapporteur.stages.contributions.forms.uploads import ManyFilesField, named
from rapporteur.stages.contributions.rules import LONGEST_TEXT, OTHER, Submission
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders.queries import groups


class TakePart(forms.Form):
    """What is asked of a contributor, in the order of the page."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=300,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    organization = forms.CharField(
        label=gettext_lazy("Organization"),
        max_length=300,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization"}),
        help_text=gettext_lazy(
            "If you write for one. It is shown as not confirmed until an official has checked it."
        ),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=gettext_lazy("Only for the receipt. It is never published."),
    )
    group = forms.ChoiceField(
        label=gettext_lazy("Which group do you belong to?"),
        required=False,
        help_text=gettext_lazy("An official decides in which group your contribution is counted."),
    )
    capacity = forms.ChoiceField(
        label=gettext_lazy("For whom do you speak?"),
        choices=[
            (Capacity.OWN, gettext_lazy("For myself or my organization")),
            (Capacity.GROUP, gettext_lazy("On behalf of others")),
        ],
        initial=Capacity.OWN,
        required=False,
        widget=forms.RadioSelect,
    )
    speaks_for = forms.CharField(
        label=gettext_lazy("On behalf of whom?"), max_length=300, required=False
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of your contribution"), required=False
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=500, required=False)
    text = forms.CharField(
        label=gettext_lazy("Your contribution"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea({"rows": 10, "dir": "auto"}),
        help_text=gettext_lazy("In any form and any language; or send it as a file."),
    )
    files_1 = ManyFilesField(label=gettext_lazy("Files"), required=False)
    files_2 = ManyFilesField(label=gettext_lazy("More files"), required=False)
    files_3 = ManyFilesField(label=gettext_lazy("Yet more files"), required=False)
    keep = forms.MultipleChoiceField(
        label=gettext_lazy("Files that you sent before"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Those that are ticked stay part of your contribution."),
    )
    consent = forms.ChoiceField(
        label=gettext_lazy("May we publish it?"),
        choices=[
            (Consent.NAMED, gettext_lazy("Yes, with my name and organization")),
            (Consent.UNNAMED, gettext_lazy("Yes, without my name and organization")),
            (Consent.WITHHELD, gettext_lazy("No; officials read and consider it all the same")),
        ],
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Contributions are published as they were sent. Files are published whole: they may "
            "hold your name inside."
        ),
    )
    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        max_length=300,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )
    mark = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        consultation: Consultation,
        *args: Any,
        sent_before: list[tuple[str, Original]] | None = None,
        **kwargs: Any,
    ) -> None:
        """sent_before: of a correction, the files that came with what it corrects."""
        super().__init__(*args, **kwargs)
        self.consultation = consultation
        self.sent_before = {
            original.sha256: (name, original) for name, original in sent_before or []
        }
        shown = get_language() or "en"
        self.fields["group"].choices = [  # type: ignore[attr-defined]
            ("", _("I do not know")),
            *((group.key, pick(group.names, shown)[1]) for group in groups(consultation)),
        ]
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            ("", _("Not said")),
            *((each.code, each.name) for each in LANGUAGES.values()),
            (OTHER, _("Another language")),
        ]
        if self.sent_before:
            choices = [(sha256, name) for sha256, (name, _original) in self.sent_before.items()]
            self.fields["keep"].choices = choices  # type: ignore[attr-defined]
            self.fields["keep"].initial = list(self.sent_before)
        else:
            del self.fields["keep"]
        self.fields["mark"].initial = new_mark
        self.questions = list(consultation.questions.all())
        for question in self.questions:
            self.fields[f"question_{question.number}"] = forms.CharField(
                label=f"{question.number}. {pick(question.texts, shown)[1]}",
                max_length=LONGEST_TEXT,
                required=False,
                widget=forms.Textarea({"rows": 4, "dir": "auto"}),
            )

    def answers(self) -> Iterator[BoundField]:
        """The fields of the guiding questions, for the page."""
        for question in self.questions:
            yield self[f"question_{question.number}"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        files = self._uploads()
        asked = any(f"files_{number}" in self.errors for number in (1, 2, 3))
        words = [cleaned.get("text", ""), *self._answers().values()]
        holds = any(file.size for file in files) or cleaned.get("keep")
        if not asked and not any(words) and not holds:
            raise ValidationError(
                _("There is nothing in it yet. Write something, or add a file that is not empty.")
            )
        return cleaned

    @property
    def files_to_choose_again(self) -> bool:
        """Whether files were chosen that a browser will not send again by itself."""
        return bool(self.errors and self.files)

    def submission(self, corrects: int | None = None) -> Submission:
        """What was filled in; the files stand beside it."""
        return Submission.filled_in(
            self.consultation.slug, self.cleaned_data, self._answers(), corrects=corrects
        )

    def attached(self) -> tuple[list[tuple[str, Original]], list[Named]]:
        """The files kept from before, and those sent now."""
        kept = [self.sent_before[sha256] for sha256 in self.cleaned_data.get("keep", [])]
        return kept, list(named(self._uploads()))

    def mark_and_doubts(self) -> tuple[str, list[Doubt]]:
        """The name of this opening of the form, and why it may come from a machine."""
        name, doubts = read_mark(self.cleaned_data["mark"])
        if self.cleaned_data["website"]:
            doubts.append(Doubt.HIDDEN_FIELD)
        return name, doubts

    def _uploads(self) -> list[Any]:
        return [
            file for number in (1, 2, 3) for file in self.cleaned_data.get(f"files_{number}") or []
        ]

    def _answers(self) -> dict[str, str]:
        given = {
            str(question.number): self.cleaned_data.get(f"question_{question.number}", "")
            for question in self.questions
        }
        return {number: text for number, text in given.items() if text}
