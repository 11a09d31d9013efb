"""What one form may bring is known before any of it is on the disk."""

import pytest
from django.core.files import uploadedfile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rapporteur.base import disk
from rapporteur.stages.contributions.models import Item
from rapporteur.stages.mandate.choices import Role
from tests.factories.mandate import make_consultation, make_official

pytestmark = pytest.mark.django_db


@pytest.fixture
def _nothing_on_the_disk(monkeypatch):
    def refuse(*_given, **_named):
        raise AssertionError("A file was begun on the disk.")

    monkeypatch.setattr(uploadedfile.tempfile, "NamedTemporaryFile", refuse)


def send(client, consultation, size):
    file = SimpleUploadedFile("a.bin", b"\1" * size)
    fields = {"name": "Amina", "text": "Access.", "consent": "named", "files_1": file}
    return client.post(reverse("contributions:take_part", args=[consultation.slug]), fields)


@pytest.mark.usefixtures("_nothing_on_the_disk")
def test_more_than_a_form_may_bring_is_refused_in_a_sentence(client, settings):
    settings.MAX_DRAFT, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000, 1000
    answer = send(client, make_consultation(), 2_001_001)
    assert answer.status_code == 413
    assert "nothing of it was taken" in answer.content.decode()
    assert not Item.objects.exists()


@pytest.mark.usefixtures("_nothing_on_the_disk")
def test_where_the_disk_would_not_hold_it_that_is_said(client, monkeypatch):
    monkeypatch.setattr(disk, "RESERVE", 10**18)
    consultation = make_consultation()
    answer = send(client, consultation, 1_500_000)
    assert answer.status_code == 507
    client.raise_request_exception = False
    client.force_login(make_official(consultation, Role.REGISTRAR))
    place = reverse("contributions:take_in", args=[consultation.slug])
    answer = client.post(place, {"arrived": SimpleUploadedFile("a.bin", b"\1" * 1_500_000)})
    assert answer.status_code == 507
    assert not Item.objects.exists()
    assert send(client, consultation, 10).status_code == 302  # it needs no disk on its way


def test_what_a_form_may_bring_is_taken(client):
    assert send(client, make_consultation(), 1_500_000).status_code == 302
