"""A part of a page that an officer draws is black in what the public gets, and nothing else is."""

import io

import pypdfium2
import pytest
from django.urls import reverse

from rapporteur.base.models import AuditEntry
from rapporteur.base.originals.actions import keep
from rapporteur.base.originals.queries import read
from rapporteur.base.refusals import Refused
from rapporteur.core.screening.finding import Kind
from rapporteur.core.screening.redaction import gap
from rapporteur.stages.contributions.actions import (
    copy_waiting,
    correct,
    cut_area,
    decide_findings,
    decide_kind,
    publish,
    screen,
)
from rapporteur.stages.contributions.choices import FindingDecision, FindingKind
from rapporteur.stages.contributions.models import PublicDocument
from rapporteur.stages.contributions.queries import current_version
from rapporteur.stages.mandate.choices import Role
from tests.core.screening.test_pdf_copies import lettered, words_of
from tests.core.screening.test_pdf_copies import saved as pdf
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation, make_official
from tests.factories.scans import scan

pytestmark = pytest.mark.django_db
# The line "Zebedee Smith", 14 points high on a page of 595 by 842.
BOX = (7.5, 8.0, 18.5, 1.8)
CUT, KEPT = FindingDecision.CUT, FindingDecision.KEPT


def made(**fields):
    raw = pdf(lettered(["Sincerely yours,", "Zebedee Smith", "Annex."], ["Second."]))
    contribution = make_contribution(
        make_consultation(), **{"text": "", "documents": [("letter.pdf", keep(raw))], **fields}
    )
    version = current_version(contribution)
    return contribution, version, version.documents.first()


def brightness(raw, page=1, box=BOX):
    """The darkest and the brightest dot of a part of a page."""
    with pypdfium2.PdfDocument(raw) as document:
        picture = document[page - 1].render(scale=2, grayscale=True).to_pil()
    left, top, width, height = (each / 100 for each in box)
    inside = (left + 0.005, top + 0.004, left + width - 0.005, top + height - 0.004)
    across, down = picture.size
    corners = [round(each * (down if at % 2 else across)) for at, each in enumerate(inside)]
    return picture.crop(corners).getextrema()


def test_what_is_drawn_is_black_and_the_words_under_it_are_gone():
    contribution, version, document = made()
    assert cut_area(document, page=1, box=BOX, by="an officer") == 1
    publish(contribution, by="tests")
    public = contribution.shown.documents.get()
    assert (public.form, public.media_type) == ("redacted", "application/pdf")
    assert brightness(read(public.original))[1] <= 8
    assert brightness(read(document.original))[1] == 255
    assert "Zebedee" not in public.pages[0]["text"]
    assert gap(Kind.PASSAGE) in public.pages[0]["text"]
    assert "Zebedee" not in " ".join(words_of(read(public.original)))
    assert contribution.shown.removed == {"area": 1, "passage": 1}
    finding = version.findings.get(kind=FindingKind.AREA)
    assert (finding.page, finding.box, finding.decision) == (1, list(BOX), "cut")
    assert (finding.decided_by, finding.decided_at is not None) == ("an officer", True)
    entry = AuditEntry.objects.get(act="contributions.cut_area")
    assert entry.particulars["box"] == list(BOX)
    assert "Zebedee" not in str(entry.particulars)


def test_a_picture_that_nobody_could_read_is_published_with_the_signature_black():
    file = io.BytesIO()
    scan("en").save(file, "PNG")
    contribution, version, document = made(documents=[("scan.png", keep(file.getvalue()))])
    screen(version, by="tests")
    decide_kind(version, None, KEPT, by="an officer")
    box = (50, 80, 25, 10)
    assert cut_area(document, page=1, box=box, by="an officer") == 0
    public = publish(contribution, by="tests").shown.documents.get()
    assert (public.form, public.note) == ("redacted", "")
    assert brightness(read(public.original), box=box)[1] <= 8


def test_it_can_be_taken_back_before_publication_and_put_again():
    contribution, version, document = made()
    cut_area(document, page=1, box=BOX, by="an officer")
    decide_findings(version, [(each, KEPT) for each in version.findings.all()], by="another")
    public = publish(contribution, by="tests").shown.documents.get()
    assert (public.form, brightness(read(public.original))[1]) == ("stripped", 255)
    cut_area(document, page=1, box=BOX, by="an officer")
    cut_area(document, page=1, box=BOX, by="an officer")
    assert version.findings.count() == 2
    public = PublicDocument.objects.get()
    assert (public.original, public.to_copy) == (None, True)  # gone at once
    copy_waiting(contribution.consultation)
    assert brightness(read(PublicDocument.objects.get().original))[1] <= 8


def test_the_same_file_in_an_earlier_version_that_is_public_is_black_too():
    contribution, _version, document = made()
    publish(contribution, by="tests")
    correct(
        contribution,
        text="More.",
        documents=[("again.pdf", document.original)],
        by="tests",
    )
    cut_area(current_version(contribution).documents.get(), page=1, box=BOX, by="an officer")
    [public] = PublicDocument.objects.all()
    assert public.document == document
    assert "Zebedee" not in public.pages[0]["text"]
    copy_waiting(contribution.consultation)
    public.refresh_from_db()
    assert brightness(read(public.original))[1] <= 8


@pytest.mark.parametrize(
    ("page", "box", "why"),
    [
        (1, (10, 10, 0, 5), "no size"),
        (1, (10, 10, 5, -1), "no size"),
        (1, (-1, 10, 5, 5), "not on the page"),
        (1, (96, 10, 5, 5), "not on the page"),
        (1, (10, 99, 5, 1.5), "not on the page"),
        (3, BOX, "This file has 2 pages."),
        (0, BOX, "This file has 2 pages."),
    ],
)
def test_what_cannot_be_blacked_out_is_refused_in_a_sentence(page, box, why):
    _contribution, version, document = made()
    with pytest.raises(Refused, match=f"Nothing was blacked out.*{why}"):
        cut_area(document, page=page, box=box, by="tests")
    assert not version.findings.exists()


def test_a_file_without_pages_as_pictures_is_refused(client):
    contribution, _version, document = made(documents=[("a.txt", keep(b"Words."))])
    with pytest.raises(Refused, match="no pages that can be shown as pictures"):
        cut_area(document, page=1, box=BOX, by="tests")
    client.force_login(make_official(contribution.consultation, Role.REGISTRAR))
    assert "Black out a part" not in client.get(address(contribution)).content.decode()


# The page


def address(contribution):
    place = [contribution.consultation.slug, "W", contribution.number]
    return reverse("contributions:screening", args=place)


def form_of(document, **fields):
    left, top, width, height = BOX
    box = {"left": left, "top": top, "width": width, "height": height}
    return {"act": "area", "file": document.pk, "page": 1, **box, **fields}


def test_the_form_blacks_out_without_a_script_and_shows_what_is_black(client):
    contribution, version, document = made()
    client.force_login(make_official(contribution.consultation, Role.REGISTRAR))
    place = address(contribution)
    page = client.get(f"{place}?file={document.pk}&sheet=2").content.decode()
    picture = reverse(
        "contributions:document_picture", args=[contribution.consultation.slug, document.pk, 2]
    )
    assert picture in page
    assert client.get(picture)["Content-Type"] == "image/jpeg"
    answer = client.post(place, form_of(document), follow=True)
    page = answer.content.decode()
    assert "That part of the page is black. 1 passage stood under it and is cut too." in page
    assert '<rect x="7.5" y="8.0" width="18.5" height="1.8"/>' in page
    assert "7.5 % from the left, 8 % from the top, 18.5 × 1.8 %" in page
    assert version.findings.filter(decision="cut").count() == 2


@pytest.mark.parametrize(
    "wrong",
    [{"width": "0"}, {"left": "99"}, {"page": "3"}, {"page": ""}, {"top": "nan"}, {"left": "x\0"}],
)
def test_the_form_says_what_is_wrong(client, wrong):
    contribution, version, document = made()
    client.force_login(make_official(contribution.consultation, Role.REGISTRAR))
    answer = client.post(address(contribution), form_of(document, **wrong))
    assert answer.status_code == 422
    assert 'class="error-summary"' in answer.content.decode()
    assert not version.findings.exists()


def test_only_the_registrar_and_the_administrator_draw_and_no_stranger_sees_the_page(client):
    contribution, version, document = made()
    place = address(contribution)
    picture = reverse(
        "contributions:document_picture", args=[contribution.consultation.slug, document.pk, 1]
    )
    for shown in (place, picture):
        assert client.get(shown).status_code == 302  # to sign in
    client.force_login(make_official(make_consultation(), Role.REGISTRAR))
    for shown in (place, picture):
        assert client.get(shown).status_code == 404
    assert client.post(place, form_of(document)).status_code == 404
    client.force_login(make_official(contribution.consultation, Role.ANALYST))
    assert client.get(picture).status_code == 200
    assert 'id="area"' not in client.get(place).content.decode()
    assert client.post(place, form_of(document)).status_code == 403
    _other, _version, foreign = made()
    client.force_login(make_official(contribution.consultation, Role.REGISTRAR))
    assert client.post(place, form_of(foreign)).status_code == 404
    assert not version.findings.exists()
    assert not foreign.version.findings.exists()
