"""What a fax gateway sends by e-mail is a fax: its pages are what was said, its message is kept."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.originals.queries import read
from rapporteur.core.mail import Reader
from rapporteur.stages.contributions.actions.documents import read_waiting
from rapporteur.stages.contributions.actions.mail import receive_mail
from rapporteur.stages.contributions.choices import ItemChannel
from rapporteur.stages.contributions.imports.watched import take_new
from rapporteur.stages.contributions.models import Item, Reading
from rapporteur.stages.contributions.queries.documents import documents_of
from rapporteur.stages.mandate.choices import Role
from tests.core.mail.test_reading import message
from tests.factories.mandate import make_consultation, make_official
from tests.factories.scans import saved, scan

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def reader():
    with Reader() as one:
        yield one


def from_gateway(attached=None, subject="Fax from +41 22 917 00 00"):
    made = message("You have received a fax of 1 page.", Subject=subject)
    content = saved(scan("en")) if attached is None else attached
    if content:
        # Some gateways give no kind but bytes: what it is, is told by its content.
        made.add_attachment(
            content, maintype="application", subtype="octet-stream", filename="fax00042.tif"
        )
    return made.as_bytes()


def test_the_attachment_is_the_fax_and_the_message_is_kept_whole(reader, client):
    consultation, raw = make_consultation(), from_gateway()
    [item] = receive_mail(consultation, [raw], reader=reader, channel=ItemChannel.FAX)
    assert (item.channel, item.sender, item.receipt_to) == ("fax", "+41 22 917 00 00", "")
    assert read(item.original) == raw
    read_waiting()
    [document] = documents_of(item)
    assert (document.filename, document.media_type) == ("fax00042.tif", "image/tiff")
    assert Reading.objects.count() == 1  # the gateway's words are nobody's contribution
    client.force_login(make_official(consultation, Role.REGISTRAR))
    page = client.get(reverse("contributions:item", args=[consultation.slug, item.number]))
    assert "+41 22 917 00 00" in page.content.decode()
    assert "zoe@example.org" in page.content.decode()


def test_the_same_message_again_is_the_same_fax(reader):
    consultation, raw = make_consultation(), from_gateway()
    for _turn in range(2):
        receive_mail(consultation, [raw, raw], reader=reader, channel=ItemChannel.FAX)
    assert Item.objects.count() == 1


def test_what_brings_no_page_is_an_e_mail_all_the_same(reader):
    for raw in (from_gateway(b""), from_gateway(b"no picture"), b"", b"\xff"):
        [item] = receive_mail(make_consultation(), [raw], reader=reader, channel=ItemChannel.FAX)
        assert item.channel == "email"
        assert "carried_by" not in item.claimed


def test_without_a_number_it_is_a_fax_from_nobody_known(reader):
    raw = from_gateway(subject="Fax from anonymous")
    [item] = receive_mail(make_consultation(), [raw], reader=reader, channel=ItemChannel.FAX)
    assert (item.channel, item.sender, "fax" in item.claimed) == ("fax", "", False)


def test_a_fax_of_many_pages_keeps_what_else_came_with_it(reader):
    made = message("x", Subject="Fax from 12345")
    for name in ("one.pdf", "two.tif"):
        kind = "PDF" if name.endswith("pdf") else "TIFF"
        made.add_attachment(
            saved(scan("en"), kind=kind), maintype="image", subtype="tiff", filename=name
        )
    [item] = receive_mail(
        make_consultation(), [made.as_bytes()], reader=reader, channel=ItemChannel.FAX
    )
    assert [each.filename for each in item.attachments.all()] == ["one.pdf", "two.tif"]


def test_a_gateways_message_in_the_watched_folder_is_the_fax_that_it_carries(tmp_path):
    consultation = make_consultation()
    (tmp_path / "1.eml").write_bytes(from_gateway())
    (tmp_path / "2.tif").write_bytes(saved(scan("fr")))
    found = list(take_new(tmp_path, consultation, ItemChannel.FAX, settled=0))
    assert [each.problem for each in found] == ["", ""]
    assert [each.item.sender for each in found] == ["+41 22 917 00 00", ""]
    assert [each.item.channel for each in found] == ["fax", "fax"]
    assert not [each for each in tmp_path.iterdir() if each.is_file()]


def test_it_was_received_when_the_mail_server_received_it(reader):
    at = timezone.now() - timedelta(hours=3)
    [item] = receive_mail(make_consultation(), [from_gateway()], reader=reader, received_at=at)
    assert item.received_at == at
