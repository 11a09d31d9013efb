"""Specimens of every piece of the design, for the style guide (DEBUG only)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator

# Specimens, not texts of the site: they are left untranslated.


class SpecimenForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Family name", help_text="As it stands on your passport.")
    email = forms.EmailField(label="E-mail", help_text="Where the receipt goes. Never published.")
    capacity = forms.ChoiceField(
        label="In which capacity do you write?",
        widget=forms.RadioSelect,
        choices=[("own", "On my own behalf"), ("group", "On behalf of an organization")],
        help_text="It stands beside your name in the register.",
    )
    languages = forms.MultipleChoiceField(
        label="Languages you read",
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("Africa and Asia", [("ar", "العربية"), ("zh", "中文")]),
            ("Europe", [("en", "English"), ("fr", "Français"), ("ru", "Русский")]),
        ],
        required=False,
    )
    group = forms.ChoiceField(
        label="Group", choices=[("", "Choose one"), ("gov", "Governments"), ("cs", "Civil society")]
    )
    reply_by = forms.DateField(
        label="Reply by", widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    words = forms.CharField(label="Your contribution", widget=forms.Textarea)
    papers = forms.FileField(label="Documents", required=False, help_text="Any kind, 100 MB each.")
    consent = forms.BooleanField(
        label="Publish it with my name", help_text="Otherwise it is published without."
    )


@dataclass(frozen=True)
class Specimen:
    """Stands in for what the parts are given: sections, bars and events."""

    label: str
    url: str = "#"
    current: bool = False
    stage: str = ""
    value: str = ""
    share: float = 0
    when: date | None = None
    text: str = ""
    state: str = ""


STAGES = (
    "Mandate",
    "Stakeholders",
    "Invitations",
    "Contributions",
    "Representation",
    "Meeting",
    "Analysis",
    "Report",
    "Follow-up",
    "Record",
)


def specimens() -> dict[str, Any]:
    """What the page is rendered with; the form is shown as sent with mistakes."""
    sent = {"email": "nobody", "capacity": "", "languages": ["ar"], "group": "gov", "words": ""}
    return {
        "specimen": SpecimenForm(sent, auto_id="id_%s"),
        "page": Paginator(range(240), 20).page(5),
        "stages": [Specimen(label, current=label == "Contributions") for label in STAGES],
        "bars": [
            Specimen("Governments", value="32 of 98", share=32.7),
            Specimen("International organizations", value="8 of 98", share=8.2),
            Specimen("Civil society", value="42 of 98", share=42.9),
            Specimen("Private sector", value="16 of 98", share=16.3),
        ],
        "events": [
            Specimen("Letters sent", when=date(2010, 9, 28), state="past"),
            Specimen(
                "Preferred date for comments",
                when=date(2010, 11, 15),
                text="What comes later is labelled late, and kept.",
                state="past",
            ),
            Specimen("Open consultation meeting", when=date(2010, 12, 14), state="now"),
            Specimen("Final date for comments", when=date(2010, 12, 31), state="future"),
            Specimen("Report due", when=date(2011, 7, 1), state="future"),
        ],
        "columns": ["Group", "Written", "Presentations", "Informal interventions", "Total"],
        "rows": [
            ["Governments", 11, 13, 8, 32],
            ["International organizations", 7, 1, 0, 8],
            ["Civil society", 32, 7, 3, 42],
            ["Private sector", 9, 5, 2, 16],
        ],
        "totals": ["Total", 59, 26, 13, 98],
        "crumbs": [("Consultations", "#"), ("Enhanced cooperation", "#"), ("Register", "#")],
        "facts": [
            ("Register number", "EC2010/W-042"),
            ("Received", "15 November 2010, 23:58 UTC"),
            ("Capacity", "On its own behalf"),
        ],
    }
