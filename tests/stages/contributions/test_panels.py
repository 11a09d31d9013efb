"""What other pages are told about the contributions."""

import pytest

from rapporteur.stages.contributions.panels import intake
from tests.factories.contributions import make_contribution, make_item
from tests.factories.mandate import make_consultation

pytestmark = pytest.mark.django_db


def test_the_intake_in_figures():
    consultation = make_consultation()
    first = make_contribution(consultation, published=True).items.get()
    last = make_item(consultation)
    found = intake(consultation)
    assert (found.tally.total, found.public, found.overview.undecided) == (1, 1, 1)
    assert (found.first, found.last) == (first.received_at, last.received_at)


def test_nothing_received_has_no_first_and_last():
    found = intake(make_consultation())
    assert (found.first, found.last, found.reconstructed) == (None, None, False)
