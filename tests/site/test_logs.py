"""No private link stands in a log."""

import io
import logging

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.module_loading import import_string

from rapporteur.site.settings import LOGGING
from rapporteur.stages.contributions.actions import begin_draft
from rapporteur.stages.contributions.actions.confirming import address_code
from rapporteur.stages.contributions.actions.marks import new_mark
from tests.factories.contributions import make_item
from tests.factories.mandate import make_consultation

pytestmark = pytest.mark.django_db


@pytest.fixture
def log():
    """What the terminal is shown, by the handler that the settings describe."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    for name in LOGGING["handlers"]["terminal"]["filters"]:
        handler.addFilter(import_string(LOGGING["filters"][name]["()"])())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def test_a_refused_form_says_its_page_and_not_its_link(log):
    consultation = make_consultation()
    draft = begin_draft(consultation, {}, mark=new_mark())
    item = make_item(consultation, claimed={"email": "ana@example.org", "name": "Ana"})
    slug, code = consultation.slug, address_code(item)
    for name, given in (
        ("contributions:draft", [draft.token]),
        ("contributions:correct", [item.token]),
    ):
        Client().post(reverse(name, args=[slug, *given]), {"do": ""})
    wrong = reverse("contributions:confirm_address", args=[slug, 99, code])
    Client().get(wrong)
    Client().get(reverse("contributions:receipt_json", args=["elsewhere", item.token]))
    lines = log.getvalue()
    assert lines.count("/consultations/") == 4, lines
    assert not [each for each in (draft.token, item.token, code) if each in lines]
