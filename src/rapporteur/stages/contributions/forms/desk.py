"""What officials type: registering, deciding, taking in by hand."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from rapporteur.base.formfields import DayInput
from rapporteur.base.languages import said
from rapporteur.core.text.languages import LANGUAGES, pick
from rapporteur.stages.contributions.actions.marks import new_mark
from rapporteur.stages.contributions.choices import (
    Capacity,
    Consent,
    DispositionKind,
    ItemChannel,
    Mode,
    Timeliness,
)
from rapporteur.stages.contributions.forms.uploads import ManyFilesField
from rapporteur.stages.contributions.models import Item
from rapporteur.stages.contributions.rules import EARLIEST_YEAR, LONGEST_TEXT
from rapporteur.stages.mandate.models import Consultation, Question
from rapporteur.stages.stakeholders.choices import EntityKind
from rapporteur.stages.stakeholders.models import Entity, Group
from rapporteur.stages.stakeholders.queries import groups

LAST = ("text", "reason", "further")  # of the registering form
NEW = "new-"  # before the kind of an entity that is to be added


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


if TYPE_CHECKING:
    _GroupChoice = forms.ModelChoiceField[Group]
else:
    _GroupChoice = forms.ModelChoiceField


class GroupField(_GroupChoice):
    """A group of the consultation, by its name in the language of the page."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Group.objects.none(), to_field_name="key", label=gettext_lazy("Group"), **kwargs
        )

    def label_from_instance(self, obj: Group) -> str:
        return said(obj.names) or obj.key


class TypingIn(forms.Form):
    """The text of a page, typed from its picture or mended."""

    text = forms.CharField(
        label=gettext_lazy("Text of the page"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea({"rows": 24, "dir": "auto"}),
    )


class Registering(forms.Form):
    """What enters the register, filled in beforehand from what the sender claims."""

    mode = forms.ChoiceField(label=gettext_lazy("Mode"), choices=Mode.choices, initial=Mode.WRITTEN)
    contributor = forms.CharField(
        label=gettext_lazy("Contributor, as stated"), max_length=300, required=False
    )
    organization = forms.CharField(
        label=gettext_lazy("Organization, as stated"), max_length=300, required=False
    )
    entity = forms.ChoiceField(
        label=gettext_lazy("Who that is in the list of stakeholders"),
        required=False,
        help_text=gettext_lazy("The name is only claimed until you confirm it, here or later."),
    )
    confirmed_because = forms.CharField(
        label=gettext_lazy("The name is confirmed, because"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy(
            "For example: sent by the known focal point; signed letter. Leave it empty if it is "
            "not confirmed."
        ),
    )
    group = GroupField(
        required=False,
        empty_label=gettext_lazy("The one in which the stakeholder was placed, or none yet"),
        help_text=gettext_lazy("The group in which the contribution is counted."),
    )
    capacity = forms.ChoiceField(
        label=gettext_lazy("Capacity"), choices=Capacity.choices, initial=Capacity.OWN
    )
    speaks_for = forms.CharField(label=gettext_lazy("On behalf of"), max_length=300, required=False)
    signatories = forms.CharField(
        label=gettext_lazy("Signed jointly by"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("One name a line, the lead first: its group is the one counted."),
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=500, required=False)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        choices=[(each.code, each.name) for each in LANGUAGES.values()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    authored_on = forms.DateField(
        label=gettext_lazy("Dated by its author"), required=False, widget=DayInput
    )
    consent = forms.ChoiceField(label=gettext_lazy("Publication"), choices=Consent.choices)
    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea({"rows": 8, "dir": "auto"}),
        help_text=gettext_lazy(
            "What no file says: the words of the form, or what you typed from a scan. The text of "
            "the files is added by itself."
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        initial=gettext_lazy("Speaks to the subject of the consultation."),
    )
    further = forms.BooleanField(
        label=gettext_lazy("This is a further contribution out of the same item"), required=False
    )

    def __init__(
        self,
        consultation: Consultation,
        *args: Any,
        candidates: list[Entity],
        registered: bool = False,
        **kwargs: Any,
    ) -> None:
        """candidates: the stakeholders that it may be. registered: whether it stands in the
        register already."""
        super().__init__(*args, **kwargs)
        self.candidates = {str(entity.pk): entity for entity in candidates}
        self.fields["entity"].choices = [  # type: ignore[attr-defined]
            ("", _("Nobody on the list, or not known")),
            *((key, str(entity)) for key, entity in self.candidates.items()),
            *(
                (f"{NEW}{kind.value}", _("Add to the list: %(kind)s") % {"kind": kind.label})
                for kind in EntityKind
            ),
        ]
        self.fields["group"].queryset = groups(consultation)  # type: ignore[attr-defined]
        if not registered:
            del self.fields["further"]
        self.questions: list[Question] = list(consultation.questions.all())
        for question in self.questions:
            self.fields[f"question_{question.number}"] = forms.CharField(
                label=_("Answer to question %(number)d") % {"number": question.number},
                max_length=LONGEST_TEXT,
                required=False,
                widget=forms.Textarea({"rows": 3, "dir": "auto"}),
            )

        answers = [f"question_{question.number}" for question in self.questions]
        self.order_fields(
            [name for name in self.fields if name not in LAST and name not in answers]
            + answers
            + list(LAST)
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        adding = str(cleaned.get("entity", "")).startswith(NEW)
        if adding and not (cleaned.get("organization") or cleaned.get("contributor")):
            self.add_error("entity", _("Write the name of whoever is to be added."))
        return cleaned

    def entry(self) -> dict[str, Any]:
        """What `actions.register` takes of it."""
        cleaned = self.cleaned_data
        taken = (
            "mode contributor organization group capacity speaks_for title languages authored_on "
            "consent text reason"
        )
        return {
            **{name: cleaned[name] for name in taken.split()},
            "further": cleaned.get("further", False),
            "signatories": [
                line.strip()[:300] for line in cleaned["signatories"].splitlines() if line.strip()
            ],
            "answers": {
                question: cleaned[f"question_{question.number}"] for question in self.questions
            },
        }


class Setting(forms.Form):
    """Deciding that an item is something else than a contribution."""

    kind = forms.ChoiceField(
        label=gettext_lazy("It is"),
        choices=[
            choice
            for choice in DispositionKind.choices
            if choice[0] not in ("contribution", "withdrawn")
        ],
    )
    duplicate_of = forms.ModelChoiceField(
        Item.objects.none(),
        to_field_name="number",
        label=gettext_lazy("A duplicate of item number"),
        required=False,
        widget=forms.NumberInput({"min": 1}),
        help_text=gettext_lazy("The number after R-; only for a duplicate."),
        error_messages={"invalid_choice": gettext_lazy("There is no item of that number.")},
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=2000)

    def __init__(self, items: Any, *args: Any, **kwargs: Any) -> None:
        """items: those of the consultation."""
        super().__init__(*args, **kwargs)
        self.fields["duplicate_of"].queryset = items  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") != DispositionKind.DUPLICATE:
            cleaned["duplicate_of"] = None
        return cleaned


class TakingIn(forms.Form):
    """What came by e-mail, fax or post, or was handed over, brought in by a clerk."""

    channel = forms.ChoiceField(
        label=gettext_lazy("It came by"),
        choices=[
            (each.value, each.label)
            for each in (
                ItemChannel.EMAIL,
                ItemChannel.FAX,
                ItemChannel.POST,
                ItemChannel.MEETING,
            )
        ],
        widget=forms.RadioSelect,
    )
    received_at = forms.DateTimeField(
        label=gettext_lazy("Received"),
        widget=MomentInput,
        help_text=gettext_lazy("When it reached the office, in the consultation's time zone."),
    )
    name = forms.CharField(
        label=gettext_lazy("Who sent it, as they say"),
        max_length=300,
        help_text=gettext_lazy("The sender, not you: whoever takes it in is never its author."),
    )
    organization = forms.CharField(
        label=gettext_lazy("Organization, as they say"), max_length=300, required=False
    )
    sender = forms.CharField(
        label=gettext_lazy("Sender's address or number"), max_length=300, required=False
    )
    arrived = ManyFilesField(
        label=gettext_lazy("The message or scan, and what came with it"),
        required=False,
        help_text=gettext_lazy("The first file is the message or scan itself."),
    )
    words = forms.CharField(
        label=gettext_lazy("Or its words, typed in"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea({"rows": 6, "dir": "auto"}),
    )
    mark = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mark"].initial = new_mark

    def clean_received_at(self) -> Any:
        stated = self.cleaned_data["received_at"]
        if stated > timezone.now():
            raise ValidationError(_("That is still to come."))
        if stated.year < EARLIEST_YEAR:
            raise ValidationError(_("That is too long ago to be meant."))
        return stated

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "arrived" not in self.errors and not cleaned.get("arrived") and not cleaned.get("words"):
            raise ValidationError(_("Add the file that came, or type in its words."))
        return cleaned


class WithReason(forms.Form):
    """A decision that needs nothing but its reason."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=2000)


class Confirming(WithReason):
    entity = forms.ChoiceField(
        label=gettext_lazy("Who that is in the list of stakeholders"), required=False
    )

    def __init__(self, *args: Any, candidates: list[Entity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = {str(entity.pk): entity for entity in candidates}
        self.fields["entity"].choices = [  # type: ignore[attr-defined]
            ("", _("As stated, nobody on the list")),
            *((key, str(entity)) for key, entity in self.candidates.items()),
        ]

    def clean_entity(self) -> Entity | None:
        return self.candidates.get(self.cleaned_data["entity"])


class Reclassifying(WithReason):
    group = GroupField()

    def __init__(self, consultation: Consultation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups(consultation)  # type: ignore[attr-defined]


class Consenting(WithReason):
    consent = forms.ChoiceField(
        label=gettext_lazy("The contributor now says"), choices=Consent.choices
    )


class Finding(forms.Form):
    """The filters of the register."""

    words = forms.CharField(label=gettext_lazy("Name or title"), max_length=200, required=False)
    mode = forms.ChoiceField(
        label=gettext_lazy("Mode"),
        choices=[("", gettext_lazy("Any")), *Mode.choices],
        required=False,
    )
    group = forms.ChoiceField(label=gettext_lazy("Group"), required=False)
    timeliness = forms.ChoiceField(
        label=gettext_lazy("Timeliness"),
        choices=[("", gettext_lazy("Any")), *Timeliness.choices],
        required=False,
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[
            ("", gettext_lazy("Any")),
            ("counted", gettext_lazy("counted")),
            ("published", gettext_lazy("published")),
            ("unpublished", gettext_lazy("may be published")),
            ("unconfirmed", gettext_lazy("name not confirmed")),
            ("late", gettext_lazy("late, not admitted")),
            ("withdrawn", gettext_lazy("withdrawn")),
            ("voided", gettext_lazy("voided")),
        ],
        required=False,
    )

    def __init__(self, consultation: Consultation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = get_language() or "en"
        self.fields["group"].choices = [  # type: ignore[attr-defined]
            ("", _("Any")),
            *((group.key, pick(group.names, shown)[1]) for group in groups(consultation)),
        ]
