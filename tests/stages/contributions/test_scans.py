"""Scans: recognised in the background, read beside their picture, typed by whoever may."""

import io

import pikepdf
import pytest
import typst
from django.urls import reverse
from PIL import Image

from rapporteur.base.audit.models import AuditEntry
from rapporteur.core.text.extraction import Extractor, Problem, Recognised
from rapporteur.core.text.extraction.recognition import installed
from rapporteur.stages.contributions.actions import documents, look_at_waiting, scans
from rapporteur.stages.contributions.actions.documents import read_waiting
from rapporteur.stages.contributions.actions.scans import recognise_waiting, type_page
from rapporteur.stages.contributions.choices import PARTLY, ItemChannel
from rapporteur.stages.contributions.models import Reading, Sighting, Typing
from rapporteur.stages.contributions.queries import current_version
from rapporteur.stages.contributions.queries.documents import documents_of
from rapporteur.stages.contributions.views.scans import in_utf16, marked
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


@needs_tesseract
def test_the_queue_knows_of_a_scan_what_was_recognised_in_it():
    item = fax(make_consultation())
    read_waiting()
    look_at_waiting()
    assert Sighting.objects.get(item=item).unreadable
    recognise_waiting()
    look_at_waiting()
    seen = Sighting.objects.get(item=item)
    assert (seen.unreadable, seen.proposed) == (False, "contribution")
    assert seen.opening.startswith("Enhanced cooperation on public policy")
    assert seen.confidence > 80


def recognised(consultation, *confidences):
    """A fax whose pages were recognised with these confidences, and looked at."""
    item = fax(consultation)
    read_waiting()
    Reading.objects.filter(pk=item.original_id).update(
        to_recognise=False,
        pages=[
            {"number": n, "text": f"Words {n} of it.", "picture": True, "confidence": each}
            for n, each in enumerate(confidences, start=1)
        ],
    )
    look_at_waiting()
    return item


def test_what_was_recognised_unsurely_is_shown_as_such_and_nothing_is_proposed(client):
    consultation = make_consultation()
    item = recognised(consultation, 0.95, 0.5)
    user = make_official(consultation, Role.REGISTRAR)
    client.force_login(user)
    queue = reverse("contributions:queue", args=[consultation.slug])
    shown = client.get(queue, {"sign": "unsure"}).content.decode()
    assert "recognised with a confidence of 50 per cent" in shown
    assert 'data-status="warn">recognised unsurely' in shown
    assert client.get(queue, {"sign": "none"}).context["rows"] == []
    own = reverse("contributions:item", args=[consultation.slug, item.number])
    assert "recognised with a confidence of 50 per cent" in client.get(own).content.decode()
    # Whoever types the page answers for it.
    type_page(item, 0, 2, "What stands there.", by=user)
    look_at_waiting()
    assert Sighting.objects.get(item=item).confidence == 95
    assert client.get(queue, {"sign": "unsure"}).context["rows"] == []


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
    assert (document.problem, version.fingerprint != before) == (PARTLY, True)


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


def mixed_pdf():
    """A page that was written, a scan, a page that was written, and an empty one."""
    written = typst.compile(
        b"The first page was written.#pagebreak()The third too.#pagebreak()#v(1em)"
    )
    whole = pikepdf.open(io.BytesIO(written))
    scanned = pikepdf.open(io.BytesIO(saved(scan("fr"), kind="PDF")))
    whole.pages.insert(1, scanned.pages[0])
    file = io.BytesIO()
    whole.save(file)
    return file.getvalue()


def pdf_item(consultation):
    return make_item(
        consultation,
        channel=ItemChannel.POST,
        content=mixed_pdf(),
        claimed={"filename": "mixed.pdf"},
    )


@needs_tesseract
def test_of_a_file_that_is_partly_scanned_the_pictures_alone_are_recognised():
    item = pdf_item(make_consultation())
    read_waiting()
    [before] = documents_of(item)
    assert [page.get("picture", False) for page in before.pages] == [False, True, False, False]
    assert before.problem == PARTLY
    version = current_version(make_contribution(item.consultation, items=[item], documents=None))
    recognise_waiting()
    [after] = documents_of(item)
    assert [page["text"][:5] for page in after.pages] == ["The f", "Coopé", "The t", ""]
    assert [page.get("how", "") for page in after.pages] == ["", "recognised", "", ""]
    assert after.problem == ""
    document = version.documents.get()
    assert (document.pages, document.problem) == (after.pages, "")
    type_page(item, 0, 1, "Mended", by=make_official(item.consultation, Role.REGISTRAR))
    document.refresh_from_db()
    assert document.pages == after.pages  # what was coded lies on a page's own text


def test_a_long_scan_is_read_in_turns_and_keeps_nobody_waiting(monkeypatch):
    read_by = []

    class Slow:
        def __enter__(self):
            return self

        def __exit__(self, *_of):
            return None

        def recognise(self, raw, number, likely, *, as_before):
            read_by.append((len(raw), number, as_before))
            return Recognised(f"Page {number}", 0.9, (), "Test 1", "Latin")

    monkeypatch.setattr(scans, "program", lambda: "there")
    monkeypatch.setattr(scans, "Extractor", Slow)
    monkeypatch.setattr(scans, "TURN", 2)
    consultation = make_consultation()
    small = [scan("en").resize((40, 50)) for _page in range(5)]
    long = make_item(consultation, channel=ItemChannel.FAX, content=saved(*small))
    short = make_item(consultation, channel=ItemChannel.FAX, content=saved(small[0], small[1]))
    read_waiting()
    assert recognise_waiting(most=2) == 2
    sizes = [long.original.size, long.original.size, short.original.size, short.original.size]
    assert [size for size, _page, _before in read_by] in (sizes, sizes[::-1])
    assert [before for _size, _page, before in read_by] == ["", "Latin", "", "Latin"]
    [document] = documents_of(long)
    assert [page["text"] for page in document.pages] == ["Page 1", "Page 2", "", "", ""]
    assert document.problem == PARTLY
    assert (documents_of(short)[0].problem, recognise_waiting(), recognise_waiting()) == ("", 2, 0)
    [document] = documents_of(long)
    assert [page["text"] for page in document.pages] == [f"Page {number}" for number in range(1, 6)]
    assert document.problem == ""


def test_more_pages_than_are_taken_are_said(monkeypatch):
    monkeypatch.setattr(documents, "MOST_PAGES", 1)
    item = fax(make_consultation())
    read_waiting()
    assert documents_of(item)[0].problem == Problem.CUT


@needs_tesseract
def test_a_page_that_reads_as_the_one_before_is_not_asked_for_its_script():
    with Extractor() as extractor:
        raw = saved(scan("en", times=2), scan("ru", times=2))
        assert extractor.recognise(raw, 1, ["en"], as_before="Latin").script == "Latin"
        other = extractor.recognise(raw, 2, ["en", "ru"], as_before="Latin")
    assert (other.script, other.by.endswith("rus")) == ("Cyrillic", True)


def test_unsure_words_are_counted_as_a_browser_counts():
    assert in_utf16("𝒜 one", [[0, 1], [2, 5]]) == [[0, 2], [3, 6]]


@pytest.fixture
def long_scan(client):
    """A hundred pages, of which three have unsure words, and the client of a clerk."""
    item = fax(make_consultation())
    read_waiting()
    pages = [
        {"number": number, "text": f"Page {number}", "confidence": 0.9, "doubtful": []}
        for number in range(1, 101)
    ]
    for number in (2, 50, 99):
        pages[number - 1]["doubtful"] = [[0, 4]]
    Reading.objects.update(pages=pages)
    client.force_login(make_official(item.consultation, Role.REGISTRAR))
    return item


def test_a_clerk_goes_from_page_to_page_and_to_those_with_unsure_words(client, long_scan):
    def shown(page):
        return client.get(place("page", long_scan, page=page)).context

    assert [shown(page)["unsure_next"] for page in (1, 2, 50, 99)] == [2, 50, 99, None]
    assert shown(50)["unsure_here"] == [[0, 4]]
    sent = {"text": "Page L", "following": "1"}
    there = client.post(place("page", long_scan, page=50) + "?zoom=1&turn=3", sent)
    assert there["Location"] == place("page", long_scan, page=51) + "?zoom=1&turn=3#id_text"
    assert shown(2)["unsure"] == [2, 99]  # whoever typed a page went through it
    assert shown(50)["unsure_here"] == []
    last = client.post(place("page", long_scan, page=100), {"text": "x", "following": "1"})
    assert last["Location"].startswith(place("page", long_scan, page=100))


@pytest.mark.parametrize(
    ("asked", "page"), [("77", 77), ("0", 1), ("999999", 100), ("x", None), ("9" * 40, None)]
)
def test_a_clerk_goes_to_a_page_by_its_number(client, long_scan, asked, page):
    answer = client.get(place("page", long_scan), {"go": asked, "zoom": "2"})
    if page is None:
        assert answer.status_code == 200
    else:
        there = place("page", long_scan, page=page) + "?zoom=2&turn=0#id_text"
        assert (answer.status_code, answer["Location"]) == (302, there)


def test_the_picture_is_turned(client, long_scan):
    def size(turn):
        answer = client.get(place("picture", long_scan), {"turn": turn})
        return Image.open(io.BytesIO(answer.content)).size

    upright, turned = size("0"), size("1")
    assert upright[1] > upright[0]
    assert turned[0] > turned[1]
    assert size("7") == size("x") == upright
