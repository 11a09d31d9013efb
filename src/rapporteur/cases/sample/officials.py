"""Who does what in the sample."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from rapporteur.base.models import User
from rapporteur.stages.mandate.choices import Role


@dataclass(frozen=True)
class Officials:
    """The officials of the demonstration, each by the role in which they act."""

    administrator: User
    registrar: User
    analyst: User
    drafter: User
    clearing: User
    conference: User

    @classmethod
    def of(cls, people: Mapping[Role, User]) -> "Officials":
        return cls(**{role.value: user for role, user in people.items()})

    def by_role(self) -> dict[Role, User]:
        return {role: getattr(self, role.value) for role in Role}


def on(now: datetime, days: float) -> datetime:
    """The instant so many days from now (before, where negative), at ten in the morning UTC."""
    return (now + timedelta(days=days)).replace(hour=10, minute=0, second=0, microsecond=0)
