"""Passages, codings and a codebook from files, for whoever compares ways of proposing.

- passages: JSON lines with `id` and `text`, and where known `language`, `contribution`, `group`,
  `campaign`;
- codings: CSV or JSON with `passage` (an id) and `theme` (a key), and where wanted `state`: only
  `confirmed` ones count, and a passage whose codings were all rejected is one about no theme;
- a codebook: TOML or JSON with a list `theme`, each with `key`, and `terms`, `names` and
  `definitions` by language, as the codebooks that come along have them.

A line that cannot be used is said in a sentence, and the rest goes on; a file that cannot be read
at all raises `Unreadable`.
"""

import csv
import io
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rapporteur.core.coding.proposals import Candidate, Example
from rapporteur.core.coding.terms import ThemeTerms
from rapporteur.core.text.decoding import decode
from rapporteur.core.text.languages import tell_language

CONFIRMED, REJECTED = "confirmed", "rejected"


class Unreadable(ValueError):
    """A file that holds nothing to work with; the message says which and why."""


@dataclass(frozen=True)
class Theme:
    """A theme of a codebook file, with texts by language."""

    key: str
    names: Mapping[str, str] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def as_terms(self) -> ThemeTerms:
        return ThemeTerms(self.key, self.terms)


@dataclass(frozen=True)
class Coded:
    """examples: every passage that somebody coded. problems: sentences on what was passed over."""

    examples: tuple[Example, ...]
    themes: tuple[Theme, ...]
    problems: tuple[str, ...]


def read(passages: bytes, codings: bytes, codebook: bytes) -> Coded:
    """The three files put together."""
    themes = read_codebook(codebook)
    problems: list[str] = []
    candidates = {each.id: each for each in _candidates(passages, problems)}
    keys = {theme.key for theme in themes}
    confirmed: dict[str, set[str]] = {}
    for where, row in _rows(codings, "codings"):
        passage, theme = _text(row, "passage"), _text(row, "theme")
        state = _text(row, "state") or CONFIRMED
        if passage not in candidates:
            problems.append(f"codings, {where}: there is no passage “{passage[:60]}”.")
        elif theme not in keys:
            problems.append(f"codings, {where}: “{theme[:60]}” is no theme of the codebook.")
        elif state == CONFIRMED:
            confirmed.setdefault(passage, set()).add(theme)
        elif state == REJECTED:
            confirmed.setdefault(passage, set())
    examples = tuple(
        Example(candidates[key], frozenset(found)) for key, found in sorted(confirmed.items())
    )
    if not examples:
        raise Unreadable("None of the codings is of a passage and a theme that the files hold.")
    return Coded(examples, themes, tuple(problems))


def read_codebook(raw: bytes) -> tuple[Theme, ...]:
    """The themes of a codebook file (TOML or JSON)."""
    text = decode(raw).text
    try:
        found = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
        themes = tuple(
            Theme(
                str(theme["key"]),
                dict(theme.get("names", {})),
                dict(theme.get("definitions", {})),
                {code: tuple(map(str, terms)) for code, terms in theme.get("terms", {}).items()},
            )
            for theme in found["theme"]
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise Unreadable(
            "The codebook cannot be read: it is to be TOML or JSON with a list “theme”, "
            "each with a “key”."
        ) from fault
    if not themes:
        raise Unreadable("The codebook has no theme.")
    return themes


def _candidates(raw: bytes, problems: list[str]) -> Iterator[Candidate]:
    seen: set[str] = set()
    for where, row in _json_lines(raw, "passages", problems):
        key, text = _text(row, "id"), _text(row, "text")
        if not key or not text.strip():
            problems.append(f"passages, {where}: there is no id or no text.")
        elif key in seen:
            problems.append(f"passages, {where}: the id “{key[:60]}” stands there twice.")
        else:
            seen.add(key)
            yield Candidate(
                key,
                text,
                _text(row, "language") or tell_language(text),
                _text(row, "contribution"),
                _text(row, "group"),
                _text(row, "campaign"),
            )


def _rows(raw: bytes, name: str) -> Iterable[tuple[str, Mapping[str, object]]]:
    """Rows of CSV or of a JSON list, each with where it stands."""
    text = decode(raw).text
    try:
        if text.lstrip().startswith("["):
            found = json.loads(text)
            return [
                (f"entry {at}", row) for at, row in enumerate(found, 1) if isinstance(row, dict)
            ]
        rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        listed: list[tuple[str, Mapping[str, object]]] = [
            (f"line {rows.line_num}", row) for row in rows
        ]
    except (ValueError, csv.Error, RecursionError) as fault:
        raise Unreadable(f"The {name} cannot be read: {fault}.") from fault
    if not {"passage", "theme"} <= set(rows.fieldnames or ()):
        raise Unreadable(f"The {name} lack a column: there are to be “passage” and “theme”.")
    return listed


def _json_lines(
    raw: bytes, name: str, problems: list[str]
) -> Iterator[tuple[str, Mapping[str, object]]]:
    for number, line in enumerate(decode(raw).text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if isinstance(row, dict):
            yield f"line {number}", row
        else:
            problems.append(f"{name}, line {number}: it is no JSON object.")


def _text(row: Mapping[str, object], key: str) -> str:
    value = row.get(key)
    return str(value).strip() if value is not None else ""
