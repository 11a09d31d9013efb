"""One line of a roster: what its columns mean, and what is wrong with it."""

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from rapporteur.core.text.languages import LANGUAGES
from rapporteur.core.text.tables import Row, Table
from rapporteur.stages.stakeholders import queries
from rapporteur.stages.stakeholders.actions import Listed
from rapporteur.stages.stakeholders.choices import EntityKind, UsualGroup
from rapporteur.stages.stakeholders.models import Category, RosterImport
from rapporteur.stages.stakeholders.rules import ROSTER_FIELDS, name_key
from rapporteur.stages.stakeholders.states.lookup import find_state

# The most characters that a cell may have: as much as the models hold.
_LENGTHS = {
    "name": 300,
    "acronym": 40,
    "identifier": 100,
    "region": 100,
    "address": 2000,
    "telephone": 60,
    "fax": 60,
    "email": 254,
    "contact": 200,
    "title": 20,
}


def guessed(headings: tuple[str, ...]) -> dict[str, str]:
    """The columns that the headings of a list suggest: our field → heading."""
    found = {}
    for field, (_label, names) in ROSTER_FIELDS.items():
        heading = next((each for each in headings if name_key(each) in names), None)
        if heading:
            found[field] = heading
    return found


class BadLine(Exception):
    """A line is not taken: because of which of our fields, and why."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field, self.message = field, message


class LineReader:
    """Reads lines of a table with the columns chosen."""

    def __init__(
        self, roster: RosterImport, columns: Mapping[str, str], categories: Mapping[str, Category]
    ) -> None:
        self.roster, self.columns, self.categories = roster, columns, categories
        self.by_name = {
            name_key(name): category
            for category in categories.values()
            for name in (category.key, *category.names.values())
        }

    def read(self, row: Row, table: Table) -> Listed:
        """What a line says. Raises BadLine for the first thing that cannot be understood."""
        if len(row.cells) > len(table.columns):
            raise BadLine("", _("The line has more cells than there are columns."))
        by_heading = dict(zip(reversed(table.columns), reversed(row.cells), strict=False))
        cells = {field: by_heading[heading] for field, heading in self.columns.items()}
        name = name_key(cells["name"])
        if not name:
            raise BadLine("name", _("There is no name."))
        for field, longest in _LENGTHS.items():
            if len(cells.get(field, "")) > longest:
                raise BadLine(
                    field, _("It is longer than %(most)d characters.") % {"most": longest}
                )
        category = self._category(cells)
        kind = self._kind(cells, category)
        state = find_state(cells["name"]) if kind == EntityKind.STATE else None
        language = self._language(cells)
        names = {"en": cells["name"]} | {
            code: cells[f"name_{code}"] for code in LANGUAGES if cells.get(f"name_{code}")
        }
        country = self._country(cells)
        if state:
            key, country = queries.state_key(state.iso3), state.iso3
            names = dict(state.names)
        else:
            key = _listed_key(category, cells.get("identifier", "") or name)
        return Listed(
            line=row.line,
            listed_key=key,
            category=category,
            kind=kind,
            names=names,
            acronym=cells.get("acronym", ""),
            country=country,
            region=cells.get("region", "") or (state.region if state else ""),
            language=language,
            address=cells.get("address", ""),
            telephone=cells.get("telephone", ""),
            fax=cells.get("fax", ""),
            email=self._email(cells),
            contact=cells.get("contact", ""),
            title=cells.get("title", ""),
            valid_from=self._day(cells, "valid_from"),
            valid_to=self._day(cells, "valid_to"),
        )

    def _category(self, cells: Mapping[str, str]) -> Category:
        said = cells.get("category", "")
        if said:
            found = self.by_name.get(name_key(said))
            if found is None:
                known = ", ".join(self.categories)
                raise BadLine(
                    "category",
                    _("There is no category “%(said)s”. There are: %(known)s.")
                    % {"said": said, "known": known},
                )
            return found
        if self.roster.category is None:
            raise BadLine("category", _("There is no category."))
        return self.roster.category

    @staticmethod
    def _kind(cells: Mapping[str, str], category: Category) -> EntityKind:
        said = cells.get("kind", "").casefold()
        if not said:
            if category.suggests == UsualGroup.GOVERNMENTS and find_state(cells["name"]):
                return EntityKind.STATE
            return EntityKind.ORGANIZATION
        for kind in EntityKind:
            if said in (kind.value, str(kind.label).casefold()):
                return kind
        raise BadLine(
            "kind",
            _("“%(said)s” is no kind. There are: %(known)s.")
            % {"said": said, "known": ", ".join(EntityKind.values)},
        )

    @staticmethod
    def _country(cells: Mapping[str, str]) -> str:
        said = cells.get("country", "")
        if code := _country_code(said):
            return code
        if said and not (len(said) == 3 and said.isascii() and said.isalpha() and said.isupper()):
            raise BadLine(
                "country",
                _("“%(said)s” is neither a Member State nor a code of three letters (ISO 3166-1).")
                % {"said": said},
            )
        return said

    @staticmethod
    def _language(cells: Mapping[str, str]) -> str:
        said = cells.get("language", "").casefold()
        for language in LANGUAGES.values():
            if said in (language.code, language.name.casefold()):
                return language.code
        if said:
            raise BadLine(
                "language",
                _("“%(said)s” is none of: %(known)s.")
                % {"said": said, "known": ", ".join(LANGUAGES)},
            )
        return "en"

    @staticmethod
    def _email(cells: Mapping[str, str]) -> str:
        said = cells.get("email", "")
        if said:
            try:
                validate_email(said)
            except ValidationError:
                raise BadLine(
                    "email", _("“%(said)s” is not an e-mail address.") % {"said": said[:100]}
                ) from None
        return said

    @staticmethod
    def _day(cells: Mapping[str, str], field: str) -> date | None:
        said = cells.get(field, "")
        if not said:
            return None
        try:
            return date.fromisoformat(said)
        except ValueError:
            raise BadLine(
                field,
                _("“%(said)s” is not a date as 2010-12-31.") % {"said": said[:40]},
            ) from None


@lru_cache(maxsize=1000)
def _country_code(said: str) -> str:
    """The code of a Member State by any of its names; a roster says the same ones over and over."""
    state = find_state(said) if said else None
    return state.iso3 if state else ""


def _listed_key(category: Category, name: str) -> str:
    key = f"{category.key}:{name}"
    if len(key) > 120:
        key = f"{category.key[:40]}:{hashlib.sha256(name.encode()).hexdigest()}"
    return key
