"""Finding words in what is public."""

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from rapporteur.core.text.tokens import query_tokens
from rapporteur.stages.contributions.models import Contribution
from rapporteur.stages.record.models import SearchEntry

_POSTGRESQL = (
    "SELECT id FROM record_searchentry "
    "WHERE to_tsvector('simple', tokens) @@ to_tsquery('simple', %s)"
)
_SQLITE = "SELECT rowid FROM record_search WHERE record_search MATCH %s"


def search(found: QuerySet[Contribution], words: str) -> QuerySet[Contribution]:
    """Of these contributions those in which all the words stand, inflected or not, in any of the
    six languages. Words in which there is nothing to look for find nothing."""
    wanted = query_tokens(words[:500])
    if not wanted:
        return found.none()
    if connection.vendor == "postgresql":
        sql, quote, either, both = _POSTGRESQL, "'", " | ", " & "
    else:
        sql, quote, either, both = _SQLITE, '"', " OR ", " AND "
    # Tokens are letters and digits only (core.text.tokens), so a quoted one cannot end its quotes.
    query = both.join(
        "(" + either.join(f"{quote}{token}{quote}" for token in ways) + ")" for ways in wanted
    )
    entries = SearchEntry.objects.filter(pk__in=RawSQL(sql, [query]))  # noqa: S611
    return found.filter(pk__in=entries.values("contribution"))
