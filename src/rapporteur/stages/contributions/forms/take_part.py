"""The online form: without an account, without a script."""

import re
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
from rapporteur.stages.contributions.actions.marks import Mark, new_mark, read_mark
from rapporteur.stages.contributions.choices import Capacity, Consent
from rapporteur.stages.contributions.forms.uploads import ManyFilesField, Upload, named
from rapporteur.stages.contributions.models import Draft
from rapporteur.stages.contributions.rules import LONGEST_TEXT, OTHER, Submission
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders.queries import groups

_FILES = ("files_1", "files_2", "files_3")
_NOT_KEPT = (*_FILES, "keep", "website", "mark")


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
        draft: Draft | None = None,
        **kwargs: Any,
    ) -> None:
        """sent_before: of a correction, the files that came with what it corrects. draft: the one
        that it is written in, whose files belong to it."""
        super().__init__(*args, **kwargs)
        self.consultation = consultation
        self.draft = draft
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
        if "mark" not in self.initial:
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
        drafted = self.draft.uploads.filter(size__gt=0).exists() if self.draft else False
        holds = any(file.size for file in files) or cleaned.get("keep") or drafted
        if not asked and not any(words) and not holds:
            raise ValidationError(
                _("There is nothing in it yet. Write something, or add a file that is not empty.")
            )
        return cleaned

    @property
    def files_to_choose_again(self) -> bool:
        """Whether files were chosen that a browser will not send again by itself."""
        return bool(self.errors and self.files and self.draft is None)

    @property
    def wanted(self) -> str:
        """What the button that was pressed asks for: `save`, `add`, `mail`, `remove-` and a
        number; empty where it sends the contribution."""
        return str(self.data.get("do", ""))

    @property
    def to_remove(self) -> int:
        """The file of the draft that is to be taken out; 0 for none."""
        number = self.wanted.removeprefix("remove-")
        return int(number) if re.fullmatch(r"[0-9]{1,15}", number) else 0

    @property
    def revision(self) -> int:
        """That of the draft over which this was typed; -1 where it is not said."""
        number = str(self.data.get("revision", ""))
        return int(number) if re.fullmatch(r"[0-9]{1,9}", number) else -1

    def typed(self) -> dict[str, str]:
        """The fields as they were typed, good or not, for a draft."""
        return {name: str(self.data.get(name, "")) for name in self.fields if name not in _NOT_KEPT}

    def files_sent(self) -> list[Upload]:
        """The files that came with the form, good or not, save the inputs that were left empty."""
        return [each for name in _FILES for each in self.files.getlist(name) if each.name]

    def submission(self, corrects: int | None = None) -> Submission:
        """What was filled in; the files stand beside it."""
        return Submission.filled_in(
            self.consultation.slug, self.cleaned_data, self._answers(), corrects=corrects
        )

    def attached(self) -> tuple[list[tuple[str, Original]], list[Named]]:
        """The files kept from before, and those sent now."""
        kept = [self.sent_before[sha256] for sha256 in self.cleaned_data.get("keep", [])]
        return kept, list(named(self._uploads()))

    @property
    def opening(self) -> Mark:
        """Which opening of the form was filled in, and when that was, whatever else it holds."""
        return read_mark(str(self.data.get("mark", "")).strip())

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
