"""From what an analyst types to clean values."""

import csv
import io
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapporteur.base.formfields import MultilingualField
from rapporteur.base.languages import said
from rapporteur.core.evidence.quantifiers.policy import (
    COLUMNS,
    LARGEST,
    Form,
    Quantifier,
    Sense,
    Whom,
    read_lines,
    written,
)
from rapporteur.core.evidence.quantifiers.problem import QuantifierProblem
from rapporteur.core.text.decoding import decode
from rapporteur.core.text.languages import LANGUAGES
from rapporteur.stages.analysis.choices import CodingState, Stance, ThemeKind
from rapporteur.stages.analysis.models import Codebook, Theme
from rapporteur.stages.analysis.queries import Reading, branches
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders.queries import groups

Choices = list[tuple[str, str | Promise]]

STANCES: Choices = [("", _("no stance")), *Stance.choices]
SHOWN: Choices = [(state.value, state.label) for state in CodingState]
LONGEST_NOTE = 2000  # characters


def themes_to_choose(codebook: Codebook | None) -> list[tuple[str, str]]:
    """The themes of a codebook as they are offered, each set in by its depth in the tree."""
    return [
        (str(branch.theme.pk), "\u2003" * branch.depth + said(branch.theme.names))
        for branch in branches(codebook)
    ]


class ThemeForm(forms.Form):
    """A theme: what it is called, what it means, and by which words it is found."""

    names = MultilingualField(label=_("Name"), max_length=200)
    definitions = MultilingualField(
        label=_("Definition"),
        rows=2,
        max_length=1000,
        required=False,
        help_text=_("One sentence that tells somebody else when a passage is about this."),
    )
    terms = MultilingualField(
        label=_("Terms"),
        rows=5,
        max_length=4000,
        required=False,
        help_text=_(
            "Words that such a passage would hold, one to a line. Endings make no difference."
        ),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=ThemeKind.choices)
    parent = forms.ModelChoiceField(
        label=_("Belongs under"), queryset=Theme.objects.none(), required=False
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        required=False,
        help_text=_("Where the theme is taken from, for example a report and its paragraph."),
    )

    def __init__(
        self, *args: Any, codebook: Codebook, theme: Theme | None = None, **kwargs: Any
    ) -> None:
        if theme is not None:
            kwargs["initial"] = {
                "names": theme.names,
                "definitions": theme.definitions,
                "terms": {code: "\n".join(terms) for code, terms in theme.terms.items()},
                "kind": theme.kind,
                "parent": theme.parent,
                "source": theme.source,
            }
        super().__init__(*args, **kwargs)
        others = codebook.themes.all()
        _offer(
            self,
            "parent",
            queryset=others.exclude(pk=theme.pk) if theme else others,
            label_from_instance=lambda other: said(other.names),
        )

    def clean_terms(self) -> dict[str, list[str]]:
        texts: dict[str, str] = self.cleaned_data["terms"]
        return {code: text.splitlines() for code, text in texts.items()}


class QuantifierForm(forms.Form):
    """A line of the quantifier policy; `cleaned_data["line"]` is that line."""

    key = forms.SlugField(
        label=_("Key"),
        max_length=40,
        help_text=_("The meaning, in Latin letters: the same in every language."),
    )
    words = forms.CharField(
        label=_("Words"),
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_(
            "One to a line. A * at the end of a word is any ending; each … is up to two words "
            "between, so … … is up to four."
        ),
    )
    form = forms.ChoiceField(
        label=_("How they stand"),
        choices=[
            (Form.NOUN.value, _("before people: “a number of participants”")),
            (Form.EITHER.value, _("before people, or alone with a verb of saying: “some argued”")),
            (Form.SUBJECT.value, _("only with a verb of saying: “all participants agreed”")),
            (Form.ADVERB.value, _("beside a verb of saying: “generally agreed”")),
            (Form.PREDICATE.value, _("behind people: “respondents were divided”")),
            (Form.PHRASE.value, _("by themselves: “it was noted”")),
        ],
    )
    whom = forms.ChoiceField(
        label=_("Of whom"),
        choices=[
            (Whom.NAMED.value, _("the sentence must say of whom it speaks")),
            (Whom.FREE.value, _("the sentence need not say of whom it speaks")),
        ],
    )
    sense = forms.ChoiceField(
        label=_("Outside of the range"),
        choices=[
            (Sense.MORE.value, _("with too few it is too strong: “most”")),
            (Sense.FEWER.value, _("with too many it is too strong: “few”")),
            (Sense.BOTH.value, _("it is too strong on either side: “views differed”")),
        ],
    )
    count_from = forms.IntegerField(label=_("At least so many"), min_value=0, required=False)
    count_to = forms.IntegerField(label=_("At most so many"), min_value=0, required=False)
    share_from = forms.CharField(
        label=_("At least per cent"),
        max_length=9,
        required=False,
        help_text=_("Of those who address the theme. With > before it: more than that."),
    )
    share_to = forms.CharField(
        label=_("At most per cent"),
        max_length=9,
        required=False,
        help_text=_("With < before it: less than that."),
    )
    each_group = forms.CharField(
        label=_("At least per cent in every group"), max_length=9, required=False
    )

    def __init__(
        self, *args: Any, language: str, line: Quantifier | None = None, **kwargs: Any
    ) -> None:
        self.language = language
        if line is not None:
            row = next(csv.DictReader(io.StringIO(written([line]))))
            kwargs["initial"] = {**row, "words": "\n".join(line.words)}
        super().__init__(*args, **kwargs)
        if line is not None:
            self.fields["key"].disabled = True
        for name in ("key", "share_from", "share_to", "each_group"):
            self.fields[name].widget.attrs["dir"] = "ltr"
        self.fields["words"].widget.attrs.update(
            {"lang": language, "dir": LANGUAGES[language].direction}
        )

    def clean_share_from(self) -> str:
        return self._share("share_from", ">")

    def clean_share_to(self) -> str:
        return self._share("share_to", "<")

    def clean_each_group(self) -> str:
        return self._share("each_group", ">")

    def _share(self, field: str, sign: str) -> str:
        held = "".join(self.cleaned_data[field].removesuffix("%").replace(",", ".").split())
        if held and not re.fullmatch(rf"{sign}?(?:100(?:\.0+)?|\d{{1,2}}(?:\.\d{{1,3}})?)", held):
            raise ValidationError(
                _("Write a share from 0 to 100, such as 50, 66.5 or %(sign)s50."),
                params={"sign": sign},
            )
        return held

    def clean(self) -> dict[str, Any]:
        """Give the `line`."""
        cleaned = self.cleaned_data
        if self.errors:
            return cleaned
        if not any(cleaned.get(each) not in (None, "") for each in COLUMNS[6:]):
            raise ValidationError(_("It promises nothing: give it a number or a share."))
        words = [each for line in cleaned["words"].splitlines() if (each := line.strip())]
        row = [cleaned.get(column, "") for column in COLUMNS]
        row[0], row[2] = self.language, " | ".join(each.replace("|", " ") for each in words)
        table = io.StringIO()
        csv.writer(table).writerows([COLUMNS, row])
        try:
            (cleaned["line"],) = read_lines(table.getvalue())
        except QuantifierProblem as problem:
            raise ValidationError(str(problem)) from None
        return cleaned


class PolicyTableForm(forms.Form):
    """A whole policy as a CSV file."""

    table = forms.FileField(label=_("Table (CSV)"))

    def clean_table(self) -> str:
        return decode(self.cleaned_data["table"].read(LARGEST + 1)).text


class PassageForm(forms.Form):
    """A passage of a person's own choice, by the numbers of its first and last sentence."""

    first = forms.IntegerField(label=_("From sentence"), min_value=1)
    last = forms.IntegerField(
        label=_("To sentence"),
        min_value=1,
        required=False,
        help_text=_("Leave it empty for one sentence."),
    )
    theme = forms.ChoiceField(label=_("Theme"))
    stance = forms.ChoiceField(label=_("Stance"), choices=STANCES, required=False)
    reason = forms.CharField(
        label=_("Note"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(
        self, *args: Any, codebook: Codebook | None, reading: Reading, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.reading = reading
        self.themes = {str(each.theme.pk): each.theme for each in branches(codebook)}
        _offer(self, "theme", choices=[("", "—"), *themes_to_choose(codebook)])

    def clean_theme(self) -> Theme:
        return self.themes[self.cleaned_data["theme"]]

    def clean(self) -> dict[str, Any]:
        """Give `place`, `start` and `end` in place of the numbers of the sentences."""
        cleaned = self.cleaned_data
        first, last = cleaned.pop("first", None), cleaned.pop("last", None)
        if first is None or self.errors:
            return cleaned
        sentences = {sentence.number: sentence for sentence in self.reading.sentences}
        begin, finish = sentences.get(first), sentences.get(last or first)
        if begin is None or finish is None:
            raise ValidationError(
                _("The sentences are numbered from 1 to %(last)d."),
                params={"last": len(sentences)},
            )
        if begin.place != finish.place or begin.number > finish.number:
            raise ValidationError(
                _("A passage runs from one sentence to a later one of the same text.")
            )
        cleaned["place"] = begin.place
        cleaned["start"], cleaned["end"] = begin.span.start, finish.span.end
        return cleaned


class Filters(forms.Form):
    """Which codings to look at."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)
    group = forms.ChoiceField(label=_("Group"), required=False)
    state = forms.ChoiceField(
        label=_("State"), choices=SHOWN, required=False, initial=CodingState.PROPOSED
    )
    contribution = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, consultation: Consultation, codebook: Codebook | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, list[tuple[str, str]]] = {
            "theme": themes_to_choose(codebook),
            "group": [(str(group.pk), said(group.names)) for group in groups(consultation)],
        }
        for name, choices in offered.items():
            _offer(self, name, choices=[("", _("all")), *choices])

    def chosen(self) -> dict[str, Any]:
        """What was chosen, ready to filter codings by; what makes no sense is passed over."""
        self.is_valid()
        held = self.cleaned_data
        state = held.get("state") or CodingState.PROPOSED
        by = {
            "theme": held.get("theme"),
            "passage__contribution__group": held.get("group"),
            "passage__contribution": held.get("contribution"),
        }
        return {"state": state, **{field: value for field, value in by.items() if value}}


class Decision(forms.Form):
    """What one row of the queue says: a decision on the proposal that stands in it."""

    theme = forms.ChoiceField(label=_("Theme"))
    stance = forms.ChoiceField(label=_("Stance"), choices=STANCES, required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "theme", choices=choices)


class SecondForm(forms.Form):
    """What a second person says of a passage; nothing where they leave it."""

    state = forms.ChoiceField(
        label=_("Does it speak of the theme?"),
        choices=[
            ("", _("skip it")),
            (CodingState.CONFIRMED.value, _("yes")),
            (CodingState.REJECTED.value, _("no")),
        ],
        required=False,
    )
    stance = forms.ChoiceField(label=_("Stance"), choices=STANCES, required=False)


class CarriedForm(forms.Form):
    """Whom a statement on behalf of many carries."""

    names = forms.CharField(
        label=_("Whom it carries"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("States or others besides whoever makes it, one to a line."),
    )
    number = forms.IntegerField(
        label=_("How many"),
        min_value=0,
        max_value=100_000,
        required=False,
        help_text=_("Where they are not all named."),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        required=False,
        help_text=_("Where that is said, for example the first paragraph of the statement."),
    )

    def clean_names(self) -> list[str]:
        held: str = self.cleaned_data["names"]
        return held.splitlines()

    def clean_number(self) -> int:
        return self.cleaned_data["number"] or 0


def _offer(form: forms.Form, name: str, **what: Any) -> None:
    """Set what a field offers to choose from, which depends on the consultation."""
    for attribute, value in what.items():
        setattr(form.fields[name], attribute, value)
