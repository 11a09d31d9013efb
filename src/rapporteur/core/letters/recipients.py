"""From a row of a list to a letter: whom it is for, in which language, with every field filled."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import combining, normalize

from rapporteur.core.letters import addresses
from rapporteur.core.letters.fields import FieldProblem, fill
from rapporteur.core.letters.letter import LABELS, Letter
from rapporteur.core.letters.salutations import salutation, titled
from rapporteur.core.letters.template import Place, Template
from rapporteur.core.letters.values import (
    LONGEST,
    LONGEST_LINE,
    ValueProblem,
    check,
    held_together,
    one_line,
)
from rapporteur.core.text.dates import written_day
from rapporteur.core.text.languages import LANGUAGES

PARTICULARS: Mapping[str, str] = {
    "language": "its language: ar, zh, en, fr, ru or es",
    "title": "Mr., Ms., H.E., Dr. or an equivalent in another language",
    "name": "the whole name of the person",
    "first_name": "where `name` is not given",
    "family_name": "as the letter greets",
    "office": "of the person",
    "organization": "the entity that is written to",
    "address": "the whole address, ready, in lines; else the parts that follow",
    "street": "one line or more",
    "district": "of the town",
    "city": "the town",
    "region": "state, province",
    "postcode": "as the country writes it",
    "country": "its code of two or three letters, or its name in one of the six languages",
    "email": "for the letter as e-mail",
    "reference": "of this one letter, in place of the template's",
    "file": "what the file is to be called, in place of the recipient",
}
BUILT_IN = frozenset({"salutation", "date", "reference"})


class NotMade(Exception):
    """One recipient's letter cannot be made; `reason` is a sentence that names what is wrong."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Recipient:
    """One row: `line` as a person counts; values by the name of the field."""

    line: int
    values: Mapping[str, str]

    @property
    def person(self) -> str:
        """The name of the person, or nothing."""
        whole = self.values.get("name", "")
        parts = (self.values.get("first_name", ""), self.values.get("family_name", ""))
        return one_line(whole or " ".join(parts))

    @property
    def label(self) -> str:
        """What a message calls the recipient: short, whatever stands there."""
        found = self.values.get("organization", "") or self.person
        found = "".join(each if each.isprintable() else "\ufffd" for each in one_line(found))
        return found if len(found) <= 80 else f"{found[:79]}…"


def field_name(heading: str) -> str:
    """A column's heading as the name of a field: "Family name" is `family_name`."""
    plain = "".join(each for each in normalize("NFKD", heading.casefold()) if not combining(each))
    name = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return "email" if name == "e_mail" else name


def recipients(
    template: Template, records: Iterable[tuple[int, Mapping[str, str]]]
) -> Iterator[Recipient]:
    """The rows with their columns named as fields; `template.columns` says what is what."""
    called = {heading: particular for particular, heading in template.columns.items()}
    for line, record in records:
        values: dict[str, str] = {}
        for heading, cell in record.items():
            values.setdefault(called.get(heading) or field_name(heading), cell)
        yield Recipient(line, values)


def unknown_fields(template: Template, columns: Sequence[str]) -> tuple[Place, ...]:
    """The places where a field is called that neither the list nor the template has."""
    listed = {field_name(column) for column in columns} | {*template.columns}
    return tuple(
        place
        for place in template.places
        if place.field not in listed | BUILT_IN | template.fields[place.language].keys()
    )


def language_of(recipient: Recipient, template: Template, default: str) -> str:
    """The language of one letter. Raises NotMade where the template does not have it."""
    wanted = recipient.values.get("language", "").strip().lower() or default
    by_name = {each.name.casefold(): code for code, each in LANGUAGES.items()}
    by_name |= {each.english.casefold(): code for code, each in LANGUAGES.items()}
    wanted = by_name.get(wanted.casefold(), wanted.partition("-")[0].partition("_")[0])
    if wanted not in template.sections:
        raise NotMade(
            f"The template has no section “{wanted}”; it has {', '.join(template.sections)}."
        )
    return wanted


def write(recipient: Recipient, template: Template, *, default: str) -> Letter:
    """The letter to one recipient. default: the language where the list names none.

    Raises NotMade, naming the field: one that is unknown or empty, and a value that no letter
    may hold.
    """
    language = language_of(recipient, template, default)
    section = template.sections[language]
    values = _values(recipient, template, language)

    def filled(words: str) -> str:
        try:
            return fill(words, values)
        except FieldProblem as problem:
            raise _unfilled(problem, template, language) from None

    def line(words: str) -> str:
        return one_line(filled(words))

    labels = LABELS[language]
    return Letter(
        language=language,
        letterhead=_each(line, section.letterhead),
        reference=values["reference"],
        place=line(section.place),
        dated=template.dated,
        addressee=_addressee(recipient, template, language),
        addressee_at=template.addressee_at,
        contact=tuple((getattr(labels, name), value) for name, value in template.contact),
        subject=line(section.subject),
        salutation=line(section.salutation),
        body=section.body.mapped(filled),
        closing=line(section.closing),
        signatory=line(section.signatory),
        signatory_office=line(section.signatory_office),
        enclosures=_each(line, section.enclosures),
        copies=_each(line, section.copies),
        originator=line(section.originator),
        stamp=line(section.stamp),
    )


def _each(line: Callable[[str], str], lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line(each) for each in lines)


def _values(recipient: Recipient, template: Template, language: str) -> dict[str, str]:
    """What the fields of one letter stand for, every value checked."""
    used = {place.field for place in template.places if place.language == language}
    values = dict(template.fields[language])
    for name, value in recipient.values.items():
        if name in used or name in PARTICULARS:
            values[name] = _checked(name, value)
    values["date"] = written_day(template.dated, language) if template.dated else ""
    values["reference"] = one_line(values.get("reference", "")) or template.reference
    values.setdefault("name", recipient.person)
    greeted = one_line(values.get("family_name", "")) or recipient.person
    together = {name: held_together(value, language) for name, value in values.items()}
    together["salutation"] = salutation(
        language,
        title=one_line(values.get("title", "")),
        name=held_together(greeted, language),
    )
    return together


def _checked(name: str, value: str) -> str:
    lines = name in ("address", "street")
    longest = LONGEST_LINE if name in PARTICULARS and not lines else LONGEST
    try:
        for line in value.splitlines() if lines else ():
            check(line, longest=LONGEST_LINE)
        return check(value, longest=longest)
    except ValueProblem as problem:
        raise NotMade(f"The field “{name}” {problem.message}.") from None


def _addressee(recipient: Recipient, template: Template, language: str) -> tuple[str, ...]:
    own = {name: recipient.values.get(name, "") for name in PARTICULARS}
    person = held_together(recipient.person, language)
    person = person and titled(one_line(own["title"]), person, language)
    named = (person, one_line(own["office"]), one_line(own["organization"]))
    people = tuple(part for part in named if part)
    if own["address"].strip():
        return (
            *people,
            *(part for each in own["address"].splitlines() if (part := one_line(each))),
        )
    words = one_line(own["country"])
    try:
        code = addresses.country_code(words)
        origin = addresses.country_code(template.origin)
    except KeyError as problem:
        raise NotMade(
            f"“{problem.args[0]}” in the field “country” is no country that is known. "
            "Give its code of two letters, or the whole address in a column “address”."
        ) from None
    place = addresses.Address(
        street=tuple(part for each in own["street"].splitlines() if (part := one_line(each))),
        city=one_line(own["city"]),
        district=one_line(own["district"]),
        region=one_line(own["region"]),
        postcode=one_line(own["postcode"]),
        country=code,
        named=addresses.country_name(code, language, given=words),
    )
    return addresses.lines(place, person=people, language=language, origin=origin)


def _unfilled(problem: FieldProblem, template: Template, language: str) -> NotMade:
    at = [each for each in template.places if each.language == language]
    where = ", ".join(str(each.line) for each in at if each.field == problem.field)
    where = f" (template, line {where})" if where else ""
    if problem.fault == "unknown":
        return NotMade(f"There is no field “{problem.field}”{where}.")
    return NotMade(f"The field “{problem.field}” is empty{where}.")
