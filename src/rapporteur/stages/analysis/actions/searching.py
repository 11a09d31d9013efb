"""Searching for passages to propose: asked for at the desk, made in the background.

The row of the search is what is leased, and its state is what the page shows.
"""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from rapporteur.base.audit.actions import record
from rapporteur.base.leases import is_free
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.base.together import giving_way
from rapporteur.stages.analysis.actions.learning import propose_by_learning
from rapporteur.stages.analysis.actions.proposing import codebook_to_propose_by, propose_codings
from rapporteur.stages.analysis.choices import SearchEnd
from rapporteur.stages.analysis.models import Search
from rapporteur.stages.analysis.queries import search_going_on
from rapporteur.stages.mandate.models import Consultation

LEASE = timedelta(minutes=30)  # beyond the longest that the learner learns without a word
TRIES = 3


@transaction.atomic
def ask_to_search(consultation: Consultation, *, by: User | str) -> Search:
    """Let the next worker search all contributions for passages to propose; the one that goes on
    already is returned where there is one. Raises Refused when no codebook is published."""
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    codebook_to_propose_by(consultation)
    held = search_going_on(consultation)
    if held is not None:
        return held
    search = Search.objects.create(consultation=consultation, asked_by=str(by)[:200])
    record("analysis.ask_to_search", search, by=by, consultation=consultation.slug)
    return search


def search_waiting(*, most: int = 100) -> int:
    """Make the searches that wait, and say how many were made."""
    for done in range(most):
        search = _lease()
        if search is None:
            return done
        _make(search)
    return most


def _lease() -> Search | None:
    """The search that waits longest and that nobody else makes; what was broken off too often
    ends."""
    now = timezone.now()
    free = Search.objects.filter(is_free(now), ended_at__isnull=True)
    if not free.exists():  # as a rule, and then nobody need give way
        return None
    with giving_way():
        free.filter(tries__gte=TRIES).update(
            end=SearchEnd.BROKEN_OFF, ended_at=now, leased_until=None
        )
        search = free.select_for_update(skip_locked=True).first()
        if search is not None:
            search.tries += 1
            search.leased_until = now + LEASE
            search.save(update_fields=["tries", "leased_until"])
    return search


def _make(search: Search) -> None:
    consultation = search.consultation
    try:
        by_terms = propose_codings(
            consultation, by=search.asked_by, progress=_telling(search)
        ).codings
        _keep(search, by_terms=F("by_terms") + by_terms)
        learned = propose_by_learning(consultation, by=search.asked_by, progress=_telling(search))
    except Refused:  # the codebook was withdrawn meanwhile: nothing is left to search for
        _keep(search, end=SearchEnd.DONE, ended_at=timezone.now(), leased_until=None)
        return
    _keep(
        search,
        by_learning=F("by_learning") + learned.proposed.codings,
        themes=learned.themes,
        end=learned.end,
        ended_at=timezone.now(),
        leased_until=None,
    )


def _telling(search: Search) -> Callable[[int, int], None]:
    """What notes on the row how far reading has come, and holds the lease meanwhile."""

    def tell(read: int, total: int) -> None:
        _keep(search, read=read, total=total, leased_until=timezone.now() + LEASE)

    return tell


def _keep(search: Search, **fields: object) -> None:
    with giving_way():
        Search.objects.filter(pk=search.pk).update(**fields)
