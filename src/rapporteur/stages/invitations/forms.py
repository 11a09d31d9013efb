"""From what an officer types to clean values."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rapporteur.base.formfields import DayInput, MultilingualField
from rapporteur.stages.invitations.choices import Answer, Carrier, DispatchState, LetterKind
from rapporteur.stages.invitations.models import Letter
from rapporteur.stages.invitations.rules.drafts import DRAFTS
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders import queries as stakeholders
from rapporteur.stages.stakeholders.models import Entity

PARTS = ("subject", "salutation", "body", "closing")


class KindForm(forms.Form):
    """What a new letter is; its words start with those that are ready for the kind."""

    kind = forms.ChoiceField(label=_("Kind of letter"), choices=LetterKind.choices)


class LetterForm(forms.Form):
    """A letter in one or more languages; a language is there when its body is."""

    subject = MultilingualField(label=_("Subject"), max_length=300, required=False)
    salutation = MultilingualField(
        label=_("Salutation"),
        max_length=200,
        required=False,
        help_text=_("{{ salutation }} greets by the title and language of each recipient."),
    )
    body = MultilingualField(
        label=_("Text"),
        rows=12,
        max_length=20_000,
        help_text=_("Paragraphs are parted by an empty line. Fields: see below the form."),
    )
    closing = MultilingualField(label=_("Closing"), max_length=100, required=False)
    reference = forms.CharField(
        label=_("Reference"),
        max_length=60,
        required=False,
        help_text=_("Empty: the next of the series. Several letters may bear one reference."),
    )
    dated = forms.DateField(label=_("Date"), required=False, widget=DayInput)
    place = forms.CharField(label=_("Place"), max_length=100, required=False)
    letterhead = forms.CharField(
        label=_("Letterhead"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    addressees = forms.CharField(
        label=_("Addressees, as stated"),
        max_length=300,
        required=False,
        help_text=_("For a letter to everybody: “All Member States and Sector Members”."),
    )
    signatory = forms.CharField(label=_("Signatory"), max_length=200, required=False)
    signatory_office = forms.CharField(
        label=_("Office of the signatory"), max_length=200, required=False
    )
    originator = forms.CharField(label=_("Originator"), max_length=60, required=False)
    reply_by = forms.DateField(label=_("Reply by"), required=False, widget=DayInput)
    contact_name = forms.CharField(label=_("Contact"), max_length=200, required=False)
    contact_telephone = forms.CharField(label=_("Telephone"), max_length=60, required=False)
    contact_fax = forms.CharField(label=_("Fax"), max_length=60, required=False)
    contact_email = forms.EmailField(label=_("E-mail address"), required=False)
    enclosures = forms.CharField(
        label=_("Enclosures"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("One a line."),
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        written = set(values.get("body", {}))
        for part in PARTS:
            if strays := sorted(set(values.get(part, {})) - written):
                self.add_error(
                    part,
                    _("There is no text in that language (%(codes)s). Write it, or empty this.")
                    % {"codes": ", ".join(strays)},
                )
        return values

    def letter(self) -> dict[str, Any]:
        """The clean values as `write_letter` takes them: texts by language, and the rest."""
        values = dict(self.cleaned_data)
        parts = {part: values.pop(part) for part in PARTS}
        texts = {
            language: {part: parts[part].get(language, "") for part in PARTS}
            for language in parts["body"]
        }
        return {"texts": texts, **values}

    @staticmethod
    def of(letter: Letter) -> dict[str, Any]:
        """A letter as the form shows it at first."""
        texts = list(letter.texts.all())
        initial: dict[str, Any] = {
            part: {text.language: getattr(text, part) for text in texts} for part in PARTS
        }
        rest = [name for name in LetterForm.base_fields if name not in PARTS]
        return initial | {name: getattr(letter, name) for name in rest}

    @staticmethod
    def ready(kind: str, languages: list[str]) -> dict[str, Any]:
        """The words that are ready for a kind, in those of the languages that there are."""
        drafts = DRAFTS.get(LetterKind(kind), {})
        wanted = {code: drafts[code] for code in languages if code in drafts}
        wanted = wanted or {code: drafts[code] for code in ("en",) if code in drafts}
        return {
            part: {code: getattr(draft, part) for code, draft in wanted.items()} for part in PARTS
        }


class AudienceForm(forms.Form):
    """Whom a letter goes to, and how."""

    categories = forms.MultipleChoiceField(
        label=_("Everybody asked under these lists"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    groups = forms.MultipleChoiceField(
        label=_("Everybody in these groups"), required=False, widget=forms.CheckboxSelectMultiple
    )
    entities = forms.CharField(
        label=_("Single entities"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One a line: the number of the entry, or its whole name or acronym."),
    )
    carriers = forms.MultipleChoiceField(
        label=_("By"),
        choices=Carrier.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[Carrier.EMAIL, Carrier.POST, Carrier.FAX],
        help_text=_("The first of them for which there is an address: e-mail, post, fax."),
    )

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["categories"].choices = [  # type: ignore[attr-defined]
            (row.category.key, str(row.category))
            for row in stakeholders.eligibilities(consultation)
        ]
        self.fields["groups"].choices = [  # type: ignore[attr-defined]
            (group.key, str(group)) for group in stakeholders.groups(consultation)
        ]

    def clean_entities(self) -> list[int]:
        found = []
        for line in filter(None, map(str.strip, self.cleaned_data["entities"].splitlines())):
            named = list(stakeholders.named(line)[:2])
            if len(named) != 1:
                raise ValidationError(
                    _("“%(line)s” names no entry, or several. Write its number.") % {"line": line}
                )
            found.append(named[0].pk)
        return found

    def clean_carriers(self) -> list[str]:
        """In the order of preference: first what arrives soonest and costs least."""
        chosen = self.cleaned_data["carriers"]
        return [each for each in (Carrier.EMAIL, Carrier.POST, Carrier.FAX) if each in chosen]

    def audience(self) -> dict[str, list[Any]]:
        """As `queries.recipients` takes it, without what is empty."""
        kinds = ("categories", "groups", "entities")
        return {kind: self.cleaned_data[kind] for kind in kinds if self.cleaned_data[kind]}


class NoteForm(forms.Form):
    """What became of one letter."""

    state = forms.ChoiceField(
        label=_("What became of it"),
        choices=[
            (state.value, state.label)
            for state in (
                DispatchState.SENT,
                DispatchState.DELIVERED,
                DispatchState.BOUNCED,
                DispatchState.FAILED,
            )
        ],
    )
    reason = forms.CharField(
        label=_("Evidence, or what came back"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("For example: the addressee's stamp on the copy, 8 October 2010."),
    )


class ReplyForm(forms.Form):
    entity = forms.CharField(
        label=_("From"), max_length=300, help_text=_("Number, whole name or acronym.")
    )
    answer = forms.ChoiceField(label=_("Answer"), choices=Answer.choices)
    received_on = forms.DateField(label=_("Received"), widget=DayInput)
    note = forms.CharField(
        label=_("Note"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2})
    )

    def clean_entity(self) -> Entity:
        said: str = self.cleaned_data["entity"].strip()
        found = list(stakeholders.named(said)[:2])
        if len(found) != 1:
            raise ValidationError(_("This names no entry, or several. Write its number."))
        return found[0]


class PileForm(forms.Form):
    """Which pile of letters a button is about; it was written by the page itself."""

    carrier = forms.TypedChoiceField(choices=Carrier.choices, coerce=Carrier)
    first = forms.IntegerField(min_value=1)
    last = forms.IntegerField(min_value=1)
    many = forms.IntegerField(min_value=1)
