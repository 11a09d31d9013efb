"""Leasing rows to workers: of several each has others, and none is lost with whoever had it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import F, Model, Q, QuerySet
from django.utils import timezone

from rapporteur.base.refusals import Refused
from rapporteur.base.together import giving_way

Row = TypeVar("Row", bound=Model)
TRIES = 3  # after which a row is set aside, for a person


def is_free(now: datetime) -> Q:
    """Whether nobody works on a row: its `leased_until` is empty, or a worker that had it ended."""
    return Q(leased_until__isnull=True) | Q(leased_until__lt=now)


def lease(wanted: QuerySet[Row], time: timedelta, *then: str, **also: object) -> Row | None:
    """One of some rows that nobody else works on, for so long; None where there is none.

    Those first that nobody had yet, in the order of the fields `then`. also: what is written with
    the lease, and not set on the row that is returned.
    """
    now = timezone.now()
    waiting = wanted.filter(is_free(now)).order_by(F("leased_until").asc(nulls_first=True), *then)
    if not waiting.exists():  # as a rule, and then nobody need give way
        return None
    with giving_way():
        row = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        if row is not None:
            wanted.model._base_manager.filter(pk=row.pk).update(leased_until=now + time, **also)
    return row


def give_up(waiting: QuerySet[Row], **found: object) -> None:
    """End those of some rows that were leased `TRIES` times and of which nothing came. found: what
    is written of each instead."""
    spent = waiting.filter(is_free(timezone.now()), tries__gte=TRIES)
    if spent.exists():  # as for a lease
        with giving_way():
            spent.update(leased_until=None, **found)


@contextmanager
def others_go_on(what: str) -> Iterator[None]:
    """What our program stumbles on in the background is logged, whatever it is, and the next has
    its turn; what a person can mend (`Refused`) rises. A row that was leased is tried again when
    its lease runs out, `TRIES` times in all.

    what: for the log.
    """
    try:
        yield
    except Refused:
        raise
    except Exception:
        logging.getLogger(__name__).exception("%s was not done.", what)
