"""The names that an issued report lists and that nobody may read any more.

An issued report prints as it was issued, with this exception: whoever withdrew what they had sent,
or took back the consent to their name, is named in it no longer, in none of its forms. That line of
the list of contributors then says so; no figure changes.
"""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from rapporteur.stages.contributions.choices import Consent
from rapporteur.stages.contributions.queries import public
from rapporteur.stages.report.models import Report

_HOW_OFTEN = re.compile(r" \([^()]*\d[^()]*\)$")  # behind a name that is listed more than once


def as_it_may_be_read(report: Report) -> Any:
    """The document of an issued report, as JSON holds it, without the names that are withheld."""
    snapshot = report.snapshot or {}
    listed: dict[str, list[int]] = snapshot.get("named", {})
    still = set(
        public(report.consultation).filter(consent=Consent.NAMED).values_list("pk", flat=True)
    )
    gone = {name for name, bearers in listed.items() if not still & {*bearers}}
    if not gone:
        return snapshot["document"]
    with override(report.language):
        return _without(snapshot["document"], gone, _("Name withheld since this was issued"))


def _without(node: Any, gone: set[str], said: str) -> Any:
    if isinstance(node, dict):
        return {key: _without(value, gone, said) for key, value in node.items()}
    if not isinstance(node, list):
        return node
    left, is_names = [], False
    for each in node:
        kind = each.get("kind") if isinstance(each, dict) else None
        if is_names and kind == "ListBlock":
            items = [_line(item, gone, said) for item in each["items"]]
            left.append({**each, "items": items})
        else:
            left.append(_without(each, gone, said))
        is_names = kind == "Paragraph" and each["id"].startswith("contributors-")
    return left


def _line(item: dict[str, Any], gone: set[str], said: str) -> dict[str, Any]:
    words = item["runs"][0].get("content", "")
    is_gone = words in gone or _HOW_OFTEN.sub("", words) in gone
    return {**item, "runs": [{**item["runs"][0], "content": said}]} if is_gone else item
