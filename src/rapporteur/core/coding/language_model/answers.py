"""What of a model's answer may become a proposal: known themes, words that stand in the passage."""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass

from rapporteur.core.text.normalising import normalised
from rapporteur.core.text.spans import Span

_LONGEST_WHY = 200  # characters
_MOST = 20  # codings of one passage
_LONGEST = 100_000  # characters of an answer that are read
_FENCED = re.compile(r"^\s*```(?:json)?\s*(.*?)\s*```\s*$", re.DOTALL)


@dataclass(frozen=True)
class Said:
    """theme: a key of the codebook. span: the words quoted, in the passage. why: the model's."""

    theme: str
    span: Span
    why: str


def read(answer: str, text: str, themes: Collection[str]) -> tuple[list[Said], list[str]]:
    """What an answer says of the passage `text`, and why the rest of it was passed over."""
    fenced = _FENCED.match(answer[:_LONGEST])
    try:
        found = json.loads(fenced[1] if fenced else answer[:_LONGEST])
    except (ValueError, RecursionError):
        return [], ["The answer is not JSON."]
    rows = found.get("codings") if isinstance(found, dict) else None
    if not isinstance(rows, list):
        return [], ["The answer has no list of codings."]
    said: dict[str, Said] = {}
    passed_over = []
    for row in rows[:_MOST]:
        one = _said(row, text, themes)
        if isinstance(one, str):
            passed_over.append(one)
        else:
            said.setdefault(one.theme, one)
    if len(rows) > _MOST:
        passed_over.append(f"It names {len(rows)} codings; {_MOST} are read.")
    return list(said.values()), list(dict.fromkeys(passed_over))


def _said(row: object, text: str, themes: Collection[str]) -> Said | str:
    """One coding of an answer, or why it is none."""
    if not isinstance(row, dict):
        return "A coding is not a JSON object."
    theme, quote, why = row.get("theme"), row.get("quote"), row.get("why")
    if not isinstance(theme, str) or theme not in themes:
        return "It names a theme that the codebook does not have."
    if not isinstance(quote, str) or (span := _place(quote, text)) is None:
        return f"The words it quotes for “{theme}” do not stand in the passage."
    shown = normalised(why).text if isinstance(why, str) else ""
    return Said(theme, span, " ".join(shown.split())[:_LONGEST_WHY])


def _place(quote: str, text: str) -> Span | None:
    """Where a quotation stands, spaces and unseen characters aside."""
    made = normalised(text)
    words = normalised(quote).text.split()
    if not words:
        return None
    found = re.search(r"\s+".join(map(re.escape, words)), made.text)
    return made.to_original(Span(*found.span())) if found else None
