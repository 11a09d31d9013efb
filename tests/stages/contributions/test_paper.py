"""Receipts and stamped copies on paper: who gets them, in which language, and what is noted."""

import io

import pypdfium2
import pytest
from django.urls import reverse

from rapporteur.base.audit.models import AuditEntry
from rapporteur.stages.contributions.actions import look_at_waiting
from rapporteur.stages.contributions.actions.documents import read_waiting
from rapporteur.stages.contributions.actions.marks import Mark
from rapporteur.stages.contributions.actions.submissions import submit
from rapporteur.stages.contributions.choices import ItemChannel
from rapporteur.stages.contributions.models import PrintedReceipt
from rapporteur.stages.contributions.rules import Submission
from rapporteur.stages.mandate.choices import Role
from tests.core.letters.test_letter import NEEDS_FONTS
from tests.factories.contributions import make_item
from tests.factories.mandate import make_consultation, make_official
from tests.factories.scans import saved, scan

pytestmark = [pytest.mark.django_db, NEEDS_FONTS]


def fax(consultation, **fields):
    return make_item(
        consultation,
        **{
            "channel": ItemChannel.FAX,
            "content": saved(scan("en"), scan("fr")),
            "claimed": {"filename": "fax.tif", "fax": "+41 22 917 00 00"},
            **fields,
        },
    )


def words(response) -> str:
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    with pypdfium2.PdfDocument(io.BytesIO(response.content)) as document:
        return " ".join(page.get_textpage().get_text_bounded() for page in document)


def desk(view, consultation, *further):
    return reverse(f"contributions:{view}", args=[consultation.slug, *further])


def test_whoever_has_the_link_prints_the_receipt_in_any_of_the_languages(client):
    consultation = make_consultation(languages=["fr", "en"])
    item = fax(consultation)
    link = desk("receipt_pdf", consultation, item.token)
    assert "Accusé de réception" in words(client.get(link))
    shown = words(client.get(link + "?in=en"))
    assert item.reference in shown
    assert "+41 22 917 00 00" in shown
    assert "Receipt" in words(client.get(link + "?in=xx&in=en"))
    assert client.get(desk("receipt_pdf", consultation, "no-such-token")).status_code == 404
    page = client.get(desk("receipt", consultation, item.token)).content.decode()
    assert f'href="{link}?in=fr"' in page
    # Nobody has filled in anything, and what arrived is not handed out by a link on paper.
    assert ("As it arrived" in page, "What you filled in" in page) == (True, False)
    assert client.get(desk("record_sent", consultation, item.token)).status_code == 404


def test_the_language_is_the_one_in_which_the_sender_wrote(client):
    consultation = make_consultation(languages=["en", "fr"])
    wrote = make_item(
        consultation,
        content="Nous demandons que les eaux soient à tous et que la consultation dure".encode(),
    )
    read_waiting()
    assert "Accusé de réception" in words(
        client.get(desk("receipt_pdf", consultation, wrote.token))
    )


def test_what_was_filled_in_without_its_language_is_answered_in_the_one_it_is_in(client):
    consultation = make_consultation(languages=["ar", "fr", "en"])
    words_sent = "Nous demandons que les eaux soient à tous et que la consultation dure"
    submission = Submission(
        consultation=consultation.slug, name="Mele Fonua", consent="named", text=words_sent
    )
    item = submit(consultation, submission, mark=Mark("f"))
    look_at_waiting()
    shown = words(client.get(desk("receipt_pdf", consultation, item.token)))
    assert "Accusé de réception" in shown


def test_a_registrar_makes_one_file_of_those_that_wait_and_each_is_noted_once(client):
    consultation = make_consultation()
    faxes = [fax(consultation), fax(consultation, channel=ItemChannel.POST)]
    mail = make_item(consultation)
    read_waiting()
    registrar = make_official(consultation, Role.REGISTRAR)
    client.force_login(registrar)
    page = client.get(desk("receipts", consultation)).content.decode()
    assert [item.reference in page for item in (*faxes, mail)] == [True, True, False]
    for _turn in range(2):
        client.post(desk("receipts", consultation), {"chosen": [item.pk for item in faxes]})
    client.post(desk("receipts", consultation), {"chosen": [mail.pk, "x", "9" * 30]})
    first = PrintedReceipt.objects.order_by("pk").first()
    assert PrintedReceipt.objects.count() == 2
    acts = AuditEntry.objects.filter(act="contributions.print_receipt")
    assert [each.actor for each in acts] == [str(registrar)] * 2
    made = client.get(desk("receipts_pdf", consultation, first.pk))
    assert all(item.reference in words(made) for item in faxes)
    with pypdfium2.PdfDocument(made.content) as document:
        assert len(document) == 2
    both = client.get(desk("receipts_pdf", consultation, first.pk) + "?stamped")
    with pypdfium2.PdfDocument(both.content) as document:
        assert len(document) == 4
    assert "RECEIVED" in words(both)
    assert "waits to be printed" in client.get(desk("receipts", consultation)).content.decode()


def test_a_stamped_copy_is_for_officials_and_of_what_has_pages(client):
    consultation = make_consultation()
    item, typed = fax(consultation), make_item(consultation)
    read_waiting()
    assert client.get(desk("stamped", consultation, item.number)).status_code == 302
    client.force_login(make_official(consultation, Role.ANALYST))
    before = item.original_id
    assert item.reference in words(client.get(desk("stamped", consultation, item.number)))
    item.refresh_from_db()
    assert item.original_id == before
    refused = client.get(desk("stamped", consultation, typed.number))
    assert (refused.status_code, "as a picture" in refused.content.decode()) == (409, True)


def test_a_damaged_scan_keeps_no_receipt_of_its_batch_from_being_printed(client):
    consultation = make_consultation()
    broken = fax(consultation, content=saved(scan("en"))[:2000])
    whole = fax(consultation)
    read_waiting()
    client.force_login(make_official(consultation, Role.REGISTRAR))
    client.post(desk("receipts", consultation), {"chosen": [broken.pk, whole.pk]})
    first = PrintedReceipt.objects.earliest("pk")
    printed = words(client.get(desk("receipts_pdf", consultation, first.pk) + "?stamped"))
    assert (broken.reference in printed, whole.reference in printed) == (True, True)


def test_who_may_print_a_batch(client):
    consultation = make_consultation()
    item = fax(consultation)
    address = desk("receipts", consultation)
    assert client.get(address).status_code == 302
    client.force_login(make_official(make_consultation(), Role.REGISTRAR))
    assert client.get(address).status_code == 404
    client.force_login(make_official(consultation, Role.ANALYST))
    assert client.get(address).status_code == 200
    assert client.post(address, {"chosen": [item.pk]}).status_code == 403
    assert client.get(desk("receipts_pdf", consultation, 1)).status_code == 404
    assert not PrintedReceipt.objects.exists()


def test_the_list_asks_no_more_of_the_database_for_three(client, django_assert_num_queries):
    consultation = make_consultation()
    client.force_login(make_official(consultation, Role.REGISTRAR))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    fax(consultation)
    with CaptureQueriesContext(connection) as asked:
        client.get(desk("receipts", consultation))
    fax(consultation)
    fax(consultation)
    with django_assert_num_queries(len(asked)):
        client.get(desk("receipts", consultation))
