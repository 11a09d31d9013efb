"""What arrived is read once, in the background, and what was read is kept."""

import os
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.models import Original
from rapporteur.core.text.extraction import extractor
from rapporteur.stages.contributions import actions
from rapporteur.stages.contributions.actions.documents import LEASE, read_waiting, tell_languages
from rapporteur.stages.contributions.choices import GONE, NOT_READ
from rapporteur.stages.contributions.models import Reading
from rapporteur.stages.contributions.queries import current_version
from rapporteur.stages.contributions.queries.desk import proposal_for
from rapporteur.stages.contributions.queries.documents import documents_of
from rapporteur.stages.mandate.choices import Role
from tests.factories.contributions import make_contribution, make_item
from tests.factories.mandate import make_consultation, make_official

pytestmark = pytest.mark.django_db


def told(item):
    return [(each.filename, each.problem, [*each.pages]) for each in documents_of(item)]


def test_a_page_reads_nothing_and_says_so(client):
    consultation = make_consultation()
    item = make_item(consultation, content=b"Words", attachments=[("a.html", b"<p>More</p>")])
    client.force_login(make_official(consultation, Role.REGISTRAR))
    shown = client.get(reverse("contributions:item", args=[consultation.slug, item.number]))
    assert shown.content.decode().count(NOT_READ) == 3  # of each file, and in the proposal
    name = item.claimed["filename"]
    assert told(item) == [(name, NOT_READ, []), ("a.html", NOT_READ, [])]
    assert proposal_for(item, None, documents_of(item)).reason == NOT_READ
    assert read_waiting() == 2
    assert told(item) == [
        (name, "", [{"number": 1, "text": "Words"}]),
        ("a.html", "", [{"number": 1, "text": "More"}]),
    ]
    assert read_waiting() == 0


def test_what_arrives_twice_is_read_once():
    consultation = make_consultation()
    first, second = (make_item(consultation, content=b"Same") for _ in range(2))
    assert read_waiting() == 1
    assert told(first)[0][2] == told(second)[0][2] == [{"number": 1, "text": "Same"}]


def test_what_another_worker_reads_is_left_to_it_until_its_lease_runs_out():
    make_item(make_consultation(), content=b"Words")
    Reading.objects.update(leased_until=timezone.now() + LEASE)
    assert read_waiting() == 0
    Reading.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert read_waiting() == 1


def test_what_was_erased_is_said_and_the_others_are_read():
    consultation = make_consultation()
    item = make_item(consultation, content=b"Words")
    other = make_item(consultation, content=b"Others")
    Original.objects.filter(pk=item.original_id).update(
        erased_at=timezone.now(), erased_because="A court asked for it."
    )
    assert read_waiting() == 2
    assert [told(item)[0][1], told(other)[0][1]] == [GONE, ""]


def test_registering_reads_what_nobody_has_read_yet():
    consultation = make_consultation()
    item = make_item(consultation, content=b"Words\0" + b"." * 60)
    version = current_version(make_contribution(consultation, items=[item], documents=None))
    assert version.documents.get().pages == [{"number": 1, "text": "Words␀" + "." * 60}]
    assert Reading.objects.get(pk=item.original_id).read_at is not None
    assert actions.read_document("again.txt", item.original).pages == version.documents.get().pages


def test_the_languages_of_a_file_are_told_by_its_passages():
    french = "Nous demandons que la consultation soit ouverte à tous les États."
    english = "We ask that the consultation be open to all of the States and that it be long."
    item = make_item(make_consultation(), content=f"{french}\n\n{english}\n\n{english}".encode())
    read_waiting()
    [document] = documents_of(item)
    assert [each[2] for each in document.pages[0]["languages"]] == ["fr", "en"]
    assert document.languages == ["en", "fr"]


def test_a_text_whose_passages_cannot_be_told_has_a_language_all_the_same(monkeypatch):
    french = "Nous demandons que la consultation soit ouverte à tous les États. " * 20_000
    english = "We ask that the consultation be open to all of the States."
    reading = Reading(pages=[{"number": 1, "text": f"{french}\n\n{english}"}])
    with extractor.Extractor(memory=1) as dies:
        monkeypatch.setitem(extractor._ours, os.getpid(), dies)
        tell_languages(reading)
    assert reading.language == "fr"
    assert "languages" not in reading.pages[0]
