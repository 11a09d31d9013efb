"""Taking the next number of a series."""

from django.db import transaction
from django.db.models import F

from rapporteur.base.numbering.models import Series


def next_number(key: str, *, many: int = 1) -> int:
    """The next number of the series `key`, from 1 on; with `many`, the first of that many.

    Call it inside the transaction that uses the number: the series' row stays locked until that
    commits, and a rollback gives the number back, so there are no gaps and no doubles.
    (A sequence of the database would leave gaps; SQLite has none.)
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a number is taken inside the transaction that uses it")
    series = Series.objects.filter(key=key)
    if not series.update(last=F("last") + many):
        Series.objects.get_or_create(key=key)
        series.update(last=F("last") + many)
    return series.values_list("last", flat=True).get() - many + 1
