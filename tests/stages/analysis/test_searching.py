"""The search for passages, which is asked for at the desk and made in the background."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.audit.models import AuditEntry
from rapporteur.base.refusals import Refused
from rapporteur.stages.analysis import actions, queries
from rapporteur.stages.analysis.actions import searching
from rapporteur.stages.analysis.choices import CodingState, SearchEnd
from rapporteur.stages.analysis.models import Coding, Search
from rapporteur.stages.mandate.choices import Role
from tests.factories.analysis import make_codebook
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation, make_official

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation():
    consultation = make_consultation()
    make_codebook(consultation)
    make_contribution(consultation, text="No spam. More privacy.")
    make_contribution(consultation, text="Spam again.")
    return consultation


def desk(client, consultation):
    client.force_login(make_official(consultation, Role.ANALYST))
    return client.get(reverse("analysis:desk", args=[consultation.slug])).content.decode()


def test_asking_searches_nothing_yet_and_a_worker_does(client, consultation):
    search = actions.ask_to_search(consultation, by="tests")
    assert not Coding.objects.exists()
    assert "It begins within half a minute." in desk(client, consultation)
    assert actions.search_waiting() == 1
    search.refresh_from_db()
    assert (search.read, search.total) == (2, 2)
    assert (search.by_terms, search.by_learning) == (3, 0)
    assert (search.end, search.leased_until) == (SearchEnd.TOO_FEW, None)
    assert Coding.objects.filter(state=CodingState.PROPOSED).count() == 3
    shown = desk(client, consultation)
    assert "3 proposals were new:" in shown
    assert "Too little is confirmed yet" in shown
    assert actions.search_waiting() == 0


def test_it_goes_on_once_however_often_it_is_asked_for(consultation):
    first = actions.ask_to_search(consultation, by="tests")
    assert actions.ask_to_search(consultation, by="tests") == first
    assert AuditEntry.objects.filter(act="analysis.ask_to_search").count() == 1
    actions.search_waiting()
    assert actions.ask_to_search(consultation, by="tests") != first
    assert queries.last_search(consultation) != first


def test_without_a_codebook_it_is_refused():
    with pytest.raises(Refused, match="No codebook is published"):
        actions.ask_to_search(make_consultation(), by="tests")


def test_what_another_worker_makes_is_left_to_it(consultation):
    search = actions.ask_to_search(consultation, by="tests")
    Search.objects.update(leased_until=timezone.now() + timedelta(minutes=1), tries=1)
    assert actions.search_waiting() == 0
    search.refresh_from_db()
    assert search.ended_at is None


def test_what_a_killed_worker_left_is_made_again_and_nothing_twice(consultation, monkeypatch):
    actions.ask_to_search(consultation, by="tests")

    def killed(*args, **fields):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(searching, "propose_by_learning", killed)
        with pytest.raises(KeyboardInterrupt):
            actions.search_waiting()
    search = Search.objects.get()
    assert (search.tries, search.by_terms, search.ended_at) == (1, 3, None)
    Search.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert actions.search_waiting() == 1
    search.refresh_from_db()
    assert (search.tries, search.by_terms, search.end) == (2, 3, SearchEnd.TOO_FEW)
    assert Coding.objects.count() == 3


def test_after_three_tries_it_ends_and_says_so(client, consultation):
    actions.ask_to_search(consultation, by="tests")
    Search.objects.update(leased_until=timezone.now() - timedelta(seconds=1), tries=3)
    assert actions.search_waiting() == 0
    assert Search.objects.get().end == SearchEnd.BROKEN_OFF
    assert "It was broken off three times" in desk(client, consultation)
