"""`rapporteur checkpoint`."""

import pytest
from click.testing import CliRunner
from django.urls import reverse

from rapporteur.base.ledger.actions import append
from rapporteur.base.ledger.models import Checkpoint, Leaf
from rapporteur.cli import rapporteur
from rapporteur.core.ledger.commitments import LeafKind
from tests.factories.contributions import make_item
from tests.factories.mandate import make_consultation

pytestmark = pytest.mark.django_db


def run(*arguments):
    return CliRunner().invoke(rapporteur, ["checkpoint", *arguments])


def test_an_empty_ledger_is_not_signed():
    result = run("--audit")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "The ledger is empty: nothing was received yet.\n"


def test_it_prints_what_was_signed_and_signs_it_once():
    append(LeafKind.ITEM, "ab" * 32)
    first, again = run(), run("--audit")
    checkpoint = Checkpoint.objects.get()
    assert (first.exit_code, first.stdout) == (0, checkpoint.text)
    assert (again.exit_code, again.stdout) == (0, checkpoint.text)


def test_an_altered_ledger_is_said():
    append(LeafKind.ITEM, "ab" * 32)
    run()
    Leaf.objects.update(commitment="00" * 32)
    result = run("--audit")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("The ledger was altered. The leaves no longer have the root")


def test_work_signs_what_waits_and_publishes_it_once(client):
    make_item(make_consultation())
    for _turn in range(2):
        done = CliRunner().invoke(rapporteur, ["work"])
        assert done.exit_code == 0, done.output
    [checkpoint] = Checkpoint.objects.all()
    assert client.get(reverse("ledger_latest")).content.decode() == checkpoint.text
    assert client.get(reverse("ledger_checkpoint", args=[checkpoint.size])).status_code == 200
