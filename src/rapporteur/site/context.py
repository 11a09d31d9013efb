"""What every page's template knows besides its own."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.functional import Promise
from django.utils.http import escape_leading_slashes
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """An entry of a navigation: the stage that it belongs to, its words, its address."""

    stage: str
    label: str | Promise
    url: str
    current: bool


DESK = [
    ("mandate", _("Mandate"), "mandate:desk"),
    ("stakeholders", _("Stakeholders"), "stakeholders:desk"),
    ("invitations", _("Invitations"), "invitations:desk"),
    ("contributions", _("Contributions"), "contributions:desk"),
    ("representation", _("Representation"), "representation:desk"),
    ("meeting", _("Meeting"), "meeting:desk"),
    ("analysis", _("Analysis"), "analysis:desk"),
    ("report", _("Report"), "report:desk"),
    ("followup", _("Follow-up"), "followup:desk"),
    ("record", _("Record"), "record:desk"),
]
PUBLIC = [
    ("record", _("Overview"), "record:overview"),
    ("mandate", _("Mandate"), "mandate:public"),
    ("contributions", _("Take part"), "contributions:take_part"),
    ("record", _("Contributions"), "record:register"),
    ("record", _("Statistics"), "record:statistics"),
    ("analysis", _("Themes"), "analysis:public"),
    ("representation", _("Representation"), "representation:public"),
    ("meeting", _("Meeting"), "meeting:public"),
    ("report", _("Report"), "report:public"),
    ("followup", _("Follow-up"), "followup:public"),
]


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """The consultation of the page, its navigation, and the page's address in other languages."""
    consultation = getattr(request, "consultation", None)
    return {
        "site_name": settings.SITE_NAME,
        "consultation": consultation,
        "desk_sections": _sections(DESK, consultation, request),
        "public_sections": _sections(PUBLIC, consultation, request),
        "language_links": [
            {
                "code": code,
                "name": name,
                # Two slashes at its beginning would lead to another site.
                "url": escape_leading_slashes(translate_url(request.get_full_path(), code)),
                "current": code == get_language(),
            }
            for code, name in settings.LANGUAGES
        ],
    }


def _sections(
    entries: list[tuple[str, Any, str]], consultation: Any, request: HttpRequest
) -> list[Section]:
    if consultation is None:
        return []
    match = request.resolver_match
    name = match.view_name if match else ""
    stage = match.namespace if match else ""
    found = []
    if consultation.reconstructed:  # nothing can be sent to what is past
        entries = [entry for entry in entries if entry[2] != "contributions:take_part"]
    for own, label, target in entries:
        try:
            url = reverse(target, args=[consultation.slug])
        except NoReverseMatch:
            continue
        alone = sum(other[0] == own for other in entries) == 1
        found.append(Section(own, label, url, name == target or (alone and stage == own)))
    return found
