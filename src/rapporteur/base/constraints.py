"""Constraints that several stages need, so that a rule is the database's and not a hope."""

from django.db.models import CheckConstraint, Q


def together(name: str, *fields: str) -> CheckConstraint:
    """All of the fields are set, or none of them: a who never stands without its when."""
    none = Q(**{f"{field}__isnull": True for field in fields})
    every = Q(**{f"{field}__isnull": False for field in fields})
    return CheckConstraint(condition=none | every, name=name)


def one_of(name: str, field: str, values: list[str]) -> CheckConstraint:
    """The field holds one of the values: a choice that the database refuses to widen."""
    return CheckConstraint(condition=Q(**{f"{field}__in": values}), name=name)
