"""From what an officer types to clean values."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.base.formfields import DayInput, MultilingualField, symbols_as_printed
from rapporteur.core.document.characters import admit
from rapporteur.core.document.draft import LONGEST, DraftProblems, Fault, Problem
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree import Masthead
from rapporteur.core.text.languages import LANGUAGES
from rapporteur.stages.mandate.rules import instant
from rapporteur.stages.report import rules

FAULTS: dict[Fault, Promise] = {
    Fault.HEADING_EMPTY: gettext_lazy("A heading has no words. Give it a title."),
    Fault.HEADING_DEEP: gettext_lazy("The heading “%(about)s” is deeper than five levels."),
    Fault.HEADING_JUMPS: gettext_lazy(
        "The heading “%(about)s” skips a level. Take a # away, or put a section around it."
    ),
    Fault.NOTE_MISSING: gettext_lazy(
        "Note “%(about)s” is called and has no words. Add a line “[^%(about)s]: …”."
    ),
    Fault.NOTE_TWICE: gettext_lazy(
        "Note “%(about)s” stands twice. Give each note its own label, and call it once."
    ),
    Fault.NOTE_UNCALLED: gettext_lazy(
        "Note “%(about)s” is called nowhere. Write [^%(about)s] where it belongs, or take it out."
    ),
    Fault.NOTE_LABEL: gettext_lazy(
        "“%(about)s” is no label for a note. Take letters, digits, “.”, “_” and “-”."
    ),
    Fault.NOTE_INSIDE: gettext_lazy(
        "Note “%(about)s” holds a citation or another note. Move it into the paragraph."
    ),
    Fault.CITES_NOTHING: gettext_lazy(
        "%(about)s stands behind no words. Put it behind the words that rest on it."
    ),
    Fault.EVIDENCE_UNKNOWN: gettext_lazy(
        "“%(about)s” is no contribution that stands in the register, and no passage of one. "
        "Write the whole number, such as EC2010/W-042, or p and the passage's number."
    ),
    Fault.FIGURE_UNKNOWN: gettext_lazy(
        "There is no figure “%(about)s”. The figures are listed under the draft."
    ),
    Fault.FIGURE_OPEN: gettext_lazy("“%(about)s” opens a figure that does not end with }}."),
    Fault.TABLE_INSIDE: gettext_lazy(
        "“%(about)s” is a table. Let it stand alone, with an empty line before and after."
    ),
    Fault.TOO_LONG: gettext_lazy("The draft has %(about)s characters, more than a report can."),
    Fault.TREE: gettext_lazy("%(about)s"),
}


def words_of(problem: Problem) -> str:
    """What is wrong with a draft, where, and what to do: a line for the officer."""
    where = _("Line %(line)d") % {"line": problem.line}
    if problem.paragraph is not None:
        where = _("Line %(line)d, paragraph %(paragraph)d") % {
            "line": problem.line,
            "paragraph": problem.paragraph,
        }
    words = str(FAULTS[problem.fault]) % {"about": problem.about}
    if not problem.sentence:
        return f"{where}: {words}"
    sentence = problem.sentence if len(problem.sentence) < 200 else f"{problem.sentence[:200]}…"
    return f"{where}: {words} " + _("In: “%(sentence)s”") % {"sentence": sentence}


class BeginForm(forms.Form):
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the report"),
        choices=[(code, LANGUAGES[code].name) for code in ("en", "ar", "es", "fr", "ru", "zh")],
        initial="en",
    )


class DraftForm(forms.Form):
    """The whole draft in one field, and the revision that was before the drafter's eyes."""

    text = forms.CharField(
        label=gettext_lazy("Draft"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea({"rows": 36, "class": "draft", "spellcheck": "true"}),
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        direction = LANGUAGES[language].direction
        self.fields["text"].widget.attrs |= {"lang": language, "dir": direction}

    def refuse(self, problems: DraftProblems) -> None:
        """Say everything that is wrong with the draft beside it."""
        for problem in problems.problems:
            self.add_error("text", words_of(problem))


class MendForm(forms.Form):
    """Which finding's mend is taken, and the revision that it was found in."""

    finding = forms.CharField(max_length=120)
    based_on = forms.IntegerField(min_value=1)


class MastheadForm(forms.Form):
    titles = MultilingualField(label=gettext_lazy("Title"), max_length=500)
    symbol = forms.CharField(
        label=gettext_lazy("Symbol"),
        max_length=80,
        validators=[symbols_as_printed],
        required=False,
        help_text=gettext_lazy(
            "Leave it empty until it is assigned. Part two symbols by a space: A/66/77 E/2011/103."
        ),
    )
    dated = forms.DateField(
        label=gettext_lazy("Date of the report"), required=False, widget=DayInput
    )
    bodies = forms.CharField(
        label=gettext_lazy("Addressed to"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 8}),
        help_text=gettext_lazy(
            "Each body as some lines, parted by an empty line: its name, its session, and after "
            "a * the agenda item as place | title | note, such as "
            "* Item 17 of the preliminary list | Information and communications | A/66/50."
        ),
    )
    distribution = forms.CharField(
        label=gettext_lazy("Distribution"), max_length=60, required=False
    )
    original_language = forms.CharField(
        label=gettext_lazy("Original language"), max_length=60, required=False
    )

    def clean(self) -> dict[str, Any]:
        held = super().clean() or {}
        try:
            for title in (held.get("titles") or {}).values():
                admit(title, _("the title"))
            held["masthead"] = Masthead(
                bodies=rules.bodies(held.pop("bodies", "")),
                symbols=rules.symbols(held.get("symbol", "")),
                distribution=held.pop("distribution", ""),
                original_language=held.pop("original_language", ""),
            )
        except DocumentProblem as problem:
            raise forms.ValidationError(str(problem)) from problem
        return held


class CutOffForm(forms.Form):
    stated = forms.DateField(label=gettext_lazy("Day"), widget=DayInput)
    at = forms.TimeField(
        label=gettext_lazy("Time"),
        required=False,
        widget=forms.TimeInput({"type": "time"}),
        help_text=gettext_lazy(
            "In the time zone of the consultation. Without a time it is the end of that day at "
            "UTC−12, when it has ended everywhere."
        ),
    )

    def instant(self, zone: str) -> datetime:
        """The moment that was meant, in UTC."""
        return instant(self.cleaned_data["stated"], self.cleaned_data["at"], zone)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=5000, widget=forms.Textarea({"rows": 3})
    )


class EditedFileForm(forms.Form):
    word_file = forms.FileField(
        label=gettext_lazy("Edited Word file"),
        max_length=200,
        widget=forms.FileInput({"accept": ".docx"}),
        help_text=gettext_lazy(
            "The report as it was downloaded here as DOCX, edited in Word or LibreOffice, with or "
            "without tracked changes. Nothing is changed until somebody accepts it."
        ),
    )
    number = forms.TypedChoiceField(
        label=gettext_lazy("It was made of revision"), coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, numbers: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["number"]
        assert isinstance(choice, forms.TypedChoiceField)  # noqa: S101
        choice.choices = [(number, str(number)) for number in numbers]
