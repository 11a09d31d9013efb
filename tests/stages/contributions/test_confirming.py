"""Confirming an address by the link in the receipt's mail."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rapporteur.base.models import Message
from rapporteur.base.outbox.queries import MOST_A_DAY
from rapporteur.stages.contributions.actions.confirming import address_code
from rapporteur.stages.contributions.actions.marks import new_mark
from rapporteur.stages.contributions.actions.submissions import post_receipts_due
from rapporteur.stages.contributions.models import ConfirmedAddress, Contribution, Item
from rapporteur.stages.mandate.choices import Role
from tests.factories.contributions import make_contribution, make_item
from tests.factories.mandate import make_consultation, make_official

pytestmark = pytest.mark.django_db


def sent(client, **fields):
    consultation = make_consultation()
    address = reverse("contributions:take_part", args=[consultation.slug])
    words = {"name": "Amina", "text": "Access.", "consent": "named", "mark": new_mark()}
    client.post(address, {**words, "email": "amina@example.org", **fields})
    return Item.objects.latest("pk")


def link(item, code=None):
    place = [item.consultation.slug, item.number, code or address_code(item)]
    return reverse("contributions:confirm_address", args=place)


def test_the_mail_holds_the_link_and_a_button_confirms(client):
    item = sent(client)
    post_receipts_due()
    (path,) = re.findall(
        r"http://127.0.0.1:8000(/consultations/\S+/confirm/\S+)", Message.objects.get().text
    )
    assert path == link(item)
    assert "Yes, I sent it" in client.get(path).content.decode()
    assert client.head(path).status_code == 200
    assert not ConfirmedAddress.objects.exists()
    for _turn in range(2):
        assert client.post(path).status_code == 302
    confirmed = ConfirmedAddress.objects.get()
    assert (confirmed.item, confirmed.address) == (item, "amina@example.org")
    assert "Thank you." in client.get(path).content.decode()


def test_nobodys_mailbox_is_filled_with_receipts_and_the_page_says_what_is_held_back(client):
    item = sent(client)
    consultation = item.consultation
    for number in range(MOST_A_DAY - 1):
        make_item(consultation, receipt_to=f"amina+{number}@example.org")
    post_receipts_due()
    page = reverse("contributions:receipt", args=[consultation.slug, item.token])
    assert "It is not mailed" not in client.get(page).content.decode()
    address = reverse("contributions:take_part", args=[consultation.slug])
    words = {"name": "A. Stranger", "text": "Access, once more.", "consent": "named"}
    client.post(address, {**words, "mark": new_mark(), "email": "amina@example.org"})
    late = Item.objects.latest("pk")
    page = reverse("contributions:receipt", args=[consultation.slug, late.token])
    assert "It is not mailed" in client.get(page).content.decode()  # before its turn and after
    post_receipts_due()
    assert "It is not mailed" in client.get(page).content.decode()
    desk = reverse("contributions:item", args=[consultation.slug, late.number])
    client.force_login(make_official(consultation, Role.REGISTRAR))
    assert "It was not mailed" in client.get(desk).content.decode()
    assert Message.objects.exclude(state="held").count() == MOST_A_DAY


def test_a_stranger_mails_nobody_words_of_their_own(client):
    sent(
        client,
        name="Buy at https://spam.example",
        files=[SimpleUploadedFile("buy-at-spam.example.txt", b"words")],
    )
    post_receipts_due()
    assert "spam.example" not in Message.objects.get().text


def test_officials_see_it_and_nothing_else_follows(client):
    item = sent(client, organization="Government of X")
    entry = make_contribution(item.consultation, items=[item])
    client.force_login(make_official(item.consultation, Role.REGISTRAR))
    page = reverse("contributions:item", args=[item.consultation.slug, item.number])
    assert "has not answered yet" in client.get(page).content.decode()
    client.post(link(item))
    assert "has not answered yet" not in client.get(page).content.decode()
    entry = Contribution.objects.get(pk=entry.pk)
    assert (entry.attribution, entry.published_at) == ("claimed", None)


def test_who_holds_the_receipt_cannot_confirm(client):
    item = sent(client)
    receipt = client.get(
        reverse("contributions:receipt", args=[item.consultation.slug, item.token])
    )
    assert address_code(item) not in receipt.content.decode()
    other = sent(client)
    for code in (item.token, "guessed", address_code(other)):
        assert client.post(link(item, code)).status_code == 404
    assert not ConfirmedAddress.objects.exists()


def test_without_an_address_there_is_nothing_to_confirm(client):
    item = make_item(make_consultation())
    assert client.post(link(item)).status_code == 404
