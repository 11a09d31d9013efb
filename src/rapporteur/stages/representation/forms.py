"""From what officers, coordinators and contributors type to clean values."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rapporteur.base.formfields import DayInput
from rapporteur.base.languages import said
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.representation import queries
from rapporteur.stages.representation.choices import DesignationAnswer, Stand, Task
from rapporteur.stages.representation.models import Designation, Statement
from rapporteur.stages.stakeholders.models import Constituency, Entity, Group
from rapporteur.stages.stakeholders.queries import find_entity, groups

WORDS = 5000  # characters in an answer, a dissent, an objection


def _words(label: Any, *, required: bool = True, rows: int = 4, help_text: Any = "") -> Any:
    return forms.CharField(
        label=label,
        max_length=WORDS,
        required=required,
        widget=forms.Textarea({"rows": rows}),
        help_text=help_text,
    )


class NominationForm(forms.Form):
    """Whom to ask to speak for whom; for an alternate the group is that of the first."""

    place = forms.ChoiceField(label=_("To speak for"))
    entity = forms.CharField(
        label=_("Whom to ask"),
        max_length=300,
        help_text=_("Its name or acronym, as on the list of stakeholders."),
    )
    tasks = forms.MultipleChoiceField(
        label=_("Asked to"),
        choices=Task.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=Task.values,
    )
    reply_by = forms.DateField(
        label=_("Reply by"),
        required=False,
        widget=DayInput,
        help_text=_("Early enough that there is time to find an alternate."),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        help_text=_(
            "The private link for the answer is sent there. Without one you pass the link on "
            "by letter."
        ),
    )

    def __init__(
        self,
        *args: Any,
        consultation: Consultation,
        alternate_to: Designation | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.alternate_to = alternate_to
        self.places: dict[str, Group | Constituency] = {
            **{f"group-{each.pk}": each for each in groups(consultation)},
            **{
                f"constituency-{each.pk}": each
                for each in Constituency.objects.filter(consultation=consultation)
            },
        }
        if alternate_to is not None:
            del self.fields["place"]
        else:
            field = self.fields["place"]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101
            field.choices = [
                (key, said(each.names) or each.key) for key, each in self.places.items()
            ]

    def clean_entity(self) -> Entity:
        found = find_entity(self.cleaned_data["entity"])
        if found is None:
            raise ValidationError(
                _(
                    "No stakeholder goes by this name, or several do. Write it as it stands on "
                    "the list, or add it there first."
                )
            )
        return found

    def clean_reply_by(self) -> Any:
        day = self.cleaned_data["reply_by"]
        if day is not None and day < timezone.localdate():
            raise ValidationError(_("This day is past. Choose one that is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if self.alternate_to is not None:
            spoken_for: Group | Constituency | None = self.alternate_to.speaks_for
            values["alternate_to"] = self.alternate_to
        else:
            spoken_for = self.places.get(values.pop("place", ""))
        values["group"] = spoken_for if isinstance(spoken_for, Group) else None
        values["constituency"] = spoken_for if isinstance(spoken_for, Constituency) else None
        return values


class AnswerForm(forms.Form):
    """The answer of a nominated entity, or of its letter typed in by an officer."""

    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[
            (DesignationAnswer.ACCEPTED, _("We accept")),
            (DesignationAnswer.DECLINED, _("We decline")),
        ],
        widget=forms.RadioSelect,
    )
    note = _words(
        _("In words"), required=False, help_text=_("Published with the answer on the public page.")
    )


class OutreachForm(forms.Form):
    done_on = forms.DateField(label=_("Date"), widget=DayInput)
    text = _words(
        _("What was done"),
        help_text=_("Whom you wrote to or met, through which list or forum. It is published."),
    )


class ContributionsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Contributions to tick, each by its number and its title or name."""

    def label_from_instance(self, obj: Contribution) -> str:
        return f"{obj.register_number} · {obj.shown_title or queries.name_of(obj)}"


class StatementForm(forms.Form):
    """One statement of a summary, with the contributions that say it."""

    text = _words(_("Statement"), help_text=_("One thing that the group, or part of it, says."))

    contributions = ContributionsField(
        Contribution.objects.none(),
        label=_("Said by"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one contribution that says it.")},
    )

    def __init__(
        self, *args: Any, designation: Designation, statement: Statement | None, **kwargs: Any
    ) -> None:
        if statement is not None:
            kwargs["initial"] = {
                "text": statement.text,
                "contributions": [each.pk for each in statement.contributions.all()],
            }
        super().__init__(*args, **kwargs)
        field = self.fields["contributions"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101
        field.queryset = queries.seen_by_coordinator(designation)


class CirculationForm(forms.Form):
    answer_within = forms.IntegerField(
        label=_("Days to answer an inquiry"),
        min_value=1,
        max_value=60,
        initial=7,
        help_text=_("Whoever asks why something was left out is answered within these days."),
    )


class ResponseForm(forms.Form):
    stand = forms.ChoiceField(
        label=_("What do you say of this summary?"),
        choices=[
            (Stand.ENDORSES, _("I endorse it")),
            (Stand.DISSENTS, _("I dissent from it")),
        ],
        widget=forms.RadioSelect,
    )
    words = _words(
        _("In your words"), required=False, help_text=_("Needed for a dissent. It is published.")
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("stand") == Stand.DISSENTS and not values.get("words"):
            self.add_error("words", _("Say what the summary gets wrong."))
        return values


class InquiryForm(forms.Form):
    text = _words(
        _("Your question"),
        help_text=_("What you miss in the summary. The question and its answer are published."),
    )


class ReplyForm(forms.Form):
    """An answer to an inquiry or to an objection."""

    text = _words(_("Answer"), help_text=_("It is published, and stays as it is."))


class ObjectionForm(forms.Form):
    name = forms.CharField(label=_("Your name or organization"), max_length=200)
    text = _words(_("What you object to, and why"), rows=6)


class SettingAsideForm(forms.Form):
    set_aside_because = _words(
        _("Why it is not shown"),
        rows=2,
        help_text=_("It is kept and counted. Nothing is set aside for its opinion."),
    )
