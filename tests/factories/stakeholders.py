"""Groups, lists and entities for tests, made the way the product makes them."""

from itertools import count
from typing import Any

from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders import actions
from rapporteur.stages.stakeholders.choices import EntityKind
from rapporteur.stages.stakeholders.models import Category, Entity, Group

_numbers = count(1)


def make_group(consultation: Consultation, key: str = "", **fields: Any) -> Group:
    """A group of a consultation."""
    key = key or f"group-{next(_numbers)}"
    return actions.add_group(
        consultation, **{"key": key, "names": {"en": key.title()}, "by": "tests", **fields}
    )


def make_category(
    key: str = "", *, asked_by: Consultation | None = None, **fields: Any
) -> Category:
    """An accreditation list; with `asked_by` that consultation asks it, after those it asks."""
    key = key or f"list-{next(_numbers)}"
    category = actions.add_category(
        **{"key": key, "names": {"en": f"The list {key}"}, "by": "tests", **fields}
    )
    if asked_by:
        actions.make_eligible(asked_by, category, by="tests")
    return category


def make_entity(name: str = "", *lists: Category, **fields: Any) -> Entity:
    """An organization, on these lists without dates."""
    name = name or f"Organization {next(_numbers)}"
    entity = actions.add_entity(
        **{"kind": EntityKind.ORGANIZATION, "names": {"en": name}, "by": "tests", **fields}
    )
    for category in lists:
        actions.enrol(entity, category, by="tests")
    return entity
