"""What a record of an act must say."""

from django.db import models
from django.db.models import Q


def named_act(name: str, who: str, when: str) -> models.CheckConstraint:
    """Who did it and when stand together, where the who is a name and not an account."""
    done = ~Q(**{who: ""}) & Q(**{f"{when}__isnull": False})
    not_done = Q(**{who: "", f"{when}__isnull": True})
    return models.CheckConstraint(condition=done | not_done, name=name)
