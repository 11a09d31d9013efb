"""Scans: recognised in the background, read beside their picture, typed by whoever may."""

import pytest
from django.urls import reverse

from rapporteur.base.audit.models import AuditEntry
from rapporteur.core.text.extraction.recognition import installed
from rapporteur.stages.contributions.actions import scans
from rapporteur.stages.contributions.actions.documents import read_waiting
from rapporteur.stages.contributions.actions.scans import recognise_waiting, type_page
from rapporteur.stages.contributions.choices import ItemChannel
from rapporteur.stages.contributions.models import Reading, Typing
from rapporteur.stages.contributions.queries import current_version
from rapporteur.stages.contributions.queries.documents import documents_of
from rapporteur.stages.contributions.views.scans import marked
from rapporteur.stages.mandate.choices import Role
from tests.factories.contributions import make_contribution, make_item
from tests.factories.mandate import make_consultation, make_official
from tests.factories.scans import saved, scan

pytestmark = pytest.mark.django_db
needs_tesseract = pytest.mark.skipif(
    not {"en", "fr"} <= installed(), reason="Tesseract is not installed."
)
PAGES = saved(scan("en"), scan("fr"))


def fax(consultation):
    return make_item(
        consultation, channel=ItemChannel.FAX, content=PAGES, claimed={"filename": "fax.tif"}
    )


def place(view, item, order=0, page=1):
    slug = item.consultation.slug
    return reverse(f"contributions:{view}", args=[slug, item.number, order, page])


@needs_tesseract
def test_a_fax_is_recognised_page_by_page_and_says_how_sure_that_is():
    item = fax(make_consultation())
    assert (read_waiting(), recognise_waiting(), recognise_waiting()) == (1, 1, 0)
    [document] = documents_of(item)
    first, second = document.pages
    assert first["text"].startswith("Enhanced cooperation on public policy")
    assert second["text"].startswith("Coopération renforcée")
    assert [first["how"], document.problem] == ["recognised", ""]
    assert first["confidence"] > 0.8
    assert Reading.objects.get().recognised_by.startswith("Tesseract ")


def test_without_tesseract_it_waits_and_is_typed(client, monkeypatch):
    monkeypatch.setattr(scans, "program", lambda: None)
    monkeypatch.setattr("rapporteur.stages.contributions.views.scans.program", lambda: None)
    item = fax(make_consultation())
    read_waiting()
    assert recognise_waiting() == 0
    assert Reading.objects.get().to_recognise
    client.force_login(make_official(item.consultation, Role.REGISTRAR))
    shown = client.get(place("page", item)).content.decode()
    assert "Tesseract is not installed" in shown
    assert "Page 1 of 2" in shown


def test_what_is_typed_takes_the_place_of_what_was_recognised_and_both_stay(client):
    item = fax(make_consultation())
    read_waiting()
    Reading.objects.update(
        pages=[{"number": 1, "text": "Enhamced word", "confidence": 0.5, "doubtful": [[0, 8]]}]
    )
    clerk = make_official(item.consultation, Role.REGISTRAR)
    client.force_login(clerk)
    assert "<mark>Enhamced</mark> word" in client.get(place("page", item)).content.decode()
    assert client.post(place("page", item), {"text": "Enhanced word"}).status_code == 302
    client.post(place("page", item), {"text": "Enhanced words"})
    [document] = documents_of(item)
    assert document.pages == [{"number": 1, "text": "Enhanced words", "how": "typed"}]
    assert Reading.objects.get().pages[0]["text"] == "Enhamced word"
    assert [each.text for each in Typing.objects.all()] == ["Enhanced word", "Enhanced words"]
    typed = AuditEntry.objects.filter(act="contributions.type_page")
    assert {each.actor for each in typed} == {str(clerk)}
    item.refresh_from_db()
    assert item.sender.startswith("Sender ")
    version = current_version(make_contribution(item.consultation, items=[item], documents=None))
    assert version.documents.get().pages == document.pages


def test_what_is_typed_after_registering_reaches_the_register():
    item = fax(make_consultation())
    version = current_version(make_contribution(item.consultation, items=[item], documents=None))
    before = version.fingerprint
    assert version.documents.get().problem
    type_page(item, 0, 2, "Typed", by=make_official(item.consultation, Role.REGISTRAR))
    version.refresh_from_db()
    document = version.documents.get()
    assert [page["text"] for page in document.pages] == ["", "Typed"]
    assert (document.problem, version.fingerprint != before) == ("", True)


def test_who_may_see_and_type(client):
    item = fax(make_consultation())
    read_waiting()
    address = place("page", item)
    assert client.get(address).status_code == 302
    client.force_login(make_official(make_consultation(), Role.REGISTRAR))
    assert {client.get(address).status_code, client.post(address).status_code} == {404}
    assert client.get(place("picture", item)).status_code == 404
    client.force_login(make_official(item.consultation, Role.ANALYST))
    assert client.get(address).status_code == 200
    assert client.post(address, {"text": "x"}).status_code == 403
    assert not Typing.objects.exists()
    shown = client.get(place("picture", item, page=2) + "?width=1600")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert client.get(place("picture", item, page=9)).status_code == 404
    assert client.get(place("page", item, order=7)).status_code == 404


def test_the_words_that_are_unsure_are_cut_out_of_the_text():
    assert marked("one two", [[0, 3]]) == [("one", True), (" two", False)]
    assert marked("one two", [[4, 7]]) == [("one ", False), ("two", True)]
    assert marked("", []) == []
