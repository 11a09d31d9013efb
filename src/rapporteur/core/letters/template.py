"""A letter's template as a person writes it: one text file, a section for each language.

    +++
    reference = "DESA-10/3078"
    date = 2010-10-07
    letterhead = ["Office of the Under-Secretary-General"]
    signatory = "Sha Zukang"
    +++

    # en
    Subject: Consultations on {{ topic }}
    Closing: Yours sincerely,

    This is an open invitation to {{ organization }} …

Between the lines `+++` stands TOML: what holds in every language. `# en` begins a language; the
lines `Name: value` up to the first empty line are its own particulars; what follows is the body
(see `body`). docs/reference/formats.md has the whole of it.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rapporteur.core.letters.body import Body, BodyProblem, parse
from rapporteur.core.letters.fields import FieldProblem, fields_in
from rapporteur.core.text.languages import LANGUAGES


class TemplateProblem(ValueError):
    """The template cannot be used; `message` is a sentence with the line."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Place:
    """Where a field is called: in which line of the file, in which language's section."""

    field: str
    line: int
    language: str


@dataclass(frozen=True)
class Section:
    """The words of one language. Lists are in their order; what is empty is not printed."""

    language: str
    line: int
    body: Body
    subject: str = ""
    salutation: str = "{{ salutation }}"
    closing: str = ""
    place: str = ""
    originator: str = ""
    signatory: str = ""
    signatory_office: str = ""
    stamp: str = ""
    letterhead: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Template:
    """sections: by language, in the order of the file. fields: by language, the values that every
    recipient shares. columns: by particular of a recipient, the heading under which the list has
    it. places: every call of a field. contact: label's name and value, empty ones left out.
    """

    sections: Mapping[str, Section]
    places: tuple[Place, ...]
    reference: str = ""
    dated: date | None = None
    origin: str = ""
    addressee_at: str = "top"
    contact: tuple[tuple[str, str], ...] = ()
    sender: str = ""
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)


# By what a section calls it, the field of Section and whether it may come more than once.
_HEADS: Mapping[str, tuple[str, bool]] = {
    "subject": ("subject", False),
    "salutation": ("salutation", False),
    "closing": ("closing", False),
    "place": ("place", False),
    "originator": ("originator", False),
    "signatory": ("signatory", False),
    "office": ("signatory_office", False),
    "stamp": ("stamp", False),
    "letterhead": ("letterhead", True),
    "enclosure": ("enclosures", True),
    "copy": ("copies", True),
}
_SHARED_WORDS = ("place", "originator", "signatory", "signatory_office", "stamp", "closing")
_SHARED_LISTS = ("letterhead", "enclosures", "copies")
_OTHERS = ("reference", "date", "origin", "addressee", "contact", "from", "fields", "columns")
_CONTACT = ("contact", "telephone", "fax", "email")
_HEADING = re.compile(r"#\s*([A-Za-z-]+)\s*")
_HEAD = re.compile(r"([A-Za-z]+)\s*:\s*(.*)")


def read(text: str) -> Template:
    """The template that a text means. Raises TemplateProblem, naming the line."""
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    shared, after = _front(lines)
    sections: dict[str, Section] = {}
    places: list[Place] = []
    for language, start, end in _parts(lines, after):
        if language in sections:
            raise TemplateProblem(
                f"Line {start + 1}: the language “{language}” stands there twice."
            )
        sections[language] = _section(language, start, lines[start + 1 : end], shared)
        places += _places(language, start + 2, lines[start + 1 : end])
    if not sections:
        raise TemplateProblem(
            "The template has no section. Begin one with a line “# en” (or ar, zh, fr, ru, es)."
        )
    return _whole(shared, sections, tuple(places))


def _front(lines: list[str]) -> tuple[dict[str, Any], int]:
    """What stands between the lines `+++`, and the index of the line behind it."""
    first = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines) or lines[first].strip() != "+++":
        return {}, first
    rest = range(first + 1, len(lines))
    last = next((index for index in rest if lines[index].strip() == "+++"), None)
    if last is None:
        raise TemplateProblem(f"Line {first + 1}: “+++” is opened and never closed.")
    try:
        found = tomllib.loads("\n" * (first + 1) + "\n".join(lines[first + 1 : last]) + "\n")
    except tomllib.TOMLDecodeError as problem:
        raise TemplateProblem(f"Between the lines “+++”: {problem}.") from None
    known = {*_SHARED_WORDS, *_SHARED_LISTS, *_OTHERS}
    if strange := sorted(found.keys() - known):
        raise TemplateProblem(
            f"Between the lines “+++”: there is no “{strange[0]}”. "
            f"There are: {', '.join(sorted(known))}."
        )
    return found, last + 1


def _parts(lines: list[str], after: int) -> Iterator[tuple[str, int, int]]:
    """Language, first line and the line behind the last, of each section."""
    starts = []
    for index in range(after, len(lines)):
        heading = _HEADING.fullmatch(lines[index])
        if heading and heading[1].lower() in LANGUAGES:
            starts.append((heading[1].lower(), index))
        elif heading:
            raise TemplateProblem(
                f"Line {index + 1}: “{heading[1]}” is no language of letters. "
                f"There are: {', '.join(LANGUAGES)}."
            )
        elif lines[index].strip() and not starts:
            raise TemplateProblem(f"Line {index + 1}: words stand before the first “# language”.")
    ends = [*(index for _language, index in starts[1:]), len(lines)]
    for (language, start), end in zip(starts, ends, strict=False):
        yield language, start, end


def _section(language: str, start: int, lines: list[str], shared: Mapping[str, Any]) -> Section:
    own: dict[str, Any] = {}
    rest = 0
    for rest, line in enumerate(lines):
        head = _HEAD.fullmatch(line.strip())
        known = _HEADS.get(head[1].lower()) if head else None
        if head is None or known is None:
            break
        name, many = known
        if many:
            own.setdefault(name, []).append(head[2].strip())
        elif name in own:
            raise TemplateProblem(f"Line {start + 2 + rest}: “{head[1]}” stands there twice.")
        else:
            own[name] = head[2].strip()
    if rest < len(lines) and lines[rest].strip() and own:
        names = ", ".join(name.capitalize() for name in _HEADS)
        raise TemplateProblem(
            f"Line {start + 2 + rest}: this is none of {names}. "
            "Leave a line empty before the body begins."
        )
    try:
        body = parse("\n".join(lines[rest:]))
    except BodyProblem as problem:
        raise TemplateProblem(
            f"Section “{language}” (line {start + 1}): "
            f"the note “[^{problem.note}]” {problem.message}."
        ) from None
    for name in _SHARED_WORDS:
        own.setdefault(name, str(shared.get(name, "")))
    for name in _SHARED_LISTS:
        own[name] = tuple(own.get(name) or _strings(shared, name))
    if not body.blocks:
        raise TemplateProblem(f"Line {start + 1}: the section “{language}” has no body.")
    if not own["closing"]:
        raise TemplateProblem(
            f"Line {start + 1}: the section “{language}” has no close. "
            "Add a line “Closing: …” below it."
        )
    return Section(language, start + 1, body, **own)


def _strings(found: Mapping[str, Any], name: str) -> list[str]:
    value = found.get(name, [])
    value = [value] if isinstance(value, str) else value
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise TemplateProblem(f"Between the lines “+++”: “{name}” is to be a list of texts.")
    return value


def _places(language: str, first: int, lines: list[str]) -> Iterator[Place]:
    for number, line in enumerate(lines, first):
        try:
            for name in sorted(fields_in(line)):
                yield Place(name, number, language)
        except FieldProblem as problem:
            raise TemplateProblem(
                f"Line {number}: “{problem.field}” is not a field. "
                "A field is a name in double braces: {{ organization }}."
            ) from None


def _whole(
    shared: Mapping[str, Any], sections: dict[str, Section], places: tuple[Place, ...]
) -> Template:
    dated = shared.get("date")
    if dated is not None and not isinstance(dated, date):
        raise TemplateProblem(
            "Between the lines “+++”: “date” is to be a day, without quotation marks: 2010-10-07."
        )
    addressee = shared.get("addressee", "top")
    if addressee not in ("top", "foot"):
        raise TemplateProblem("Between the lines “+++”: “addressee” is to be “top” or “foot”.")
    contact = _table(shared, "contact")
    contact = {"contact": contact.pop("name", ""), **contact}
    if strange := sorted(contact.keys() - {*_CONTACT}):
        raise TemplateProblem(
            f"Between the lines “+++”: a contact has no “{strange[0]}”. "
            "It has: name, telephone, fax, email."
        )
    fields = shared.get("fields", {})
    every = {name: str(value) for name, value in fields.items() if not isinstance(value, dict)}
    own = {
        language: {name: str(value) for name, value in fields.get(language, {}).items()}
        for language in sections
        if isinstance(fields.get(language, {}), dict)
    }
    return Template(
        sections=sections,
        places=places,
        reference=str(shared.get("reference", "")),
        dated=dated,
        origin=str(shared.get("origin", "")),
        addressee_at=addressee,
        contact=tuple((name, contact[name]) for name in _CONTACT if contact.get(name)),
        sender=str(shared.get("from", contact.get("email", ""))),
        fields={language: every | own.get(language, {}) for language in sections},
        columns=_table(shared, "columns"),
    )


def _table(shared: Mapping[str, Any], name: str) -> dict[str, str]:
    found = shared.get(name, {})
    if not isinstance(found, dict):
        raise TemplateProblem(f"Between the lines “+++”: “{name}” is to be a table: [{name}].")
    return {key: str(value) for key, value in found.items()}
