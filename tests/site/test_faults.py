"""A database that cannot be written is answered with a sentence, whatever page was asked for."""

from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from rapporteur.stages.contributions.actions.marks import new_mark
from rapporteur.stages.contributions.models import Draft, Item
from tests.factories.mandate import make_consultation

pytestmark = pytest.mark.django_db(transaction=True)  # what failed is rolled back by itself


@contextmanager
def writes_failing(problem):
    """Every statement that writes fails, as on a disk without room; reading goes on."""

    def fail(execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            raise problem
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        yield


def send(consultation, **more):
    fields = {"name": "Amina", "text": "Access.", "consent": "named", "mark": new_mark(), **more}
    client = Client(raise_request_exception=False)
    return client.post(reverse("contributions:take_part", args=[consultation.slug]), fields)


@pytest.mark.parametrize(
    ("problem", "status", "words"),
    [
        (OperationalError("database or disk is full"), 507, "There is no room here"),
        (OperationalError("could not extend file: No space left on device"), 507, "no room here"),
        (OperationalError("database is locked"), 503, "could not be written down"),
        (OperationalError("connection refused"), 503, "could not be written down"),
    ],
)
def test_what_is_not_kept_has_a_sentence_and_no_receipt(problem, status, words):
    consultation = make_consultation()
    with writes_failing(problem):
        answer = send(consultation)
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert "Traceback" not in answer.content.decode()
    assert not Item.objects.exists()
    assert send(consultation).status_code == 302  # when there is room again


def test_a_draft_that_is_not_kept_has_a_sentence_too():
    consultation = make_consultation()
    with writes_failing(OperationalError("database or disk is full")):
        answer = send(consultation, do="save")
    assert answer.status_code == 507
    assert not Draft.objects.exists()
    assert "try again in a few minutes" in answer.content.decode()


def test_any_other_fault_is_a_fault(settings):
    consultation = make_consultation()
    with writes_failing(ZeroDivisionError()):
        answer = send(consultation)
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()


def test_what_cannot_be_read_has_a_sentence_in_both_languages():
    broken = Client().post(reverse("sign_in"), b"x", content_type="multipart/form-data")
    elsewhere = Client(headers={"host": "elsewhere.example"}).get("/")
    for answer in (broken, elsewhere):
        assert answer.status_code == 400
        assert "It could not be read" in answer.content.decode()
        assert "تعذّرت قراءته" in answer.content.decode()


def test_what_is_too_much_at_once_has_a_sentence(settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    answer = Client().post(reverse("sign_in"), {"a": "", "b": "", "c": ""})
    assert answer.status_code == 413
    assert "It was too much at once" in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "words"), [("en", "The form was not taken."), ("ar", "لم تُستلم الاستمارة.")]
)
def test_a_form_without_its_mark_has_a_sentence_in_the_language_of_its_page(language, words):
    with override(language):
        answer = Client(enforce_csrf_checks=True).post(reverse("sign_in"), {"username": "a"})
    assert answer.status_code == 403
    assert words in answer.content.decode()
