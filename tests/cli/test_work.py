"""What is done in the background gives way to those who send the form."""

from datetime import timedelta

import pytest
import time_machine
from click.testing import CliRunner
from django.db import connection
from django.utils import timezone

from rapporteur.base.models import Checkpoint, Message, Scan
from rapporteur.base.originals.actions import keep
from rapporteur.base.outbox.actions import post
from rapporteur.base.outbox.models import MessageState
from rapporteur.cli import rapporteur
from rapporteur.stages.analysis.actions import ask_to_search
from rapporteur.stages.analysis.models import Coding
from rapporteur.stages.contributions.actions.drafts import begin_draft
from rapporteur.stages.contributions.actions.marks import new_mark
from rapporteur.stages.contributions.models import Account, Draft, Item, Sighting
from rapporteur.stages.invitations.actions import order_mailing
from rapporteur.stages.invitations.choices import DispatchState
from rapporteur.stages.invitations.models import Dispatch
from tests.factories.analysis import make_codebook
from tests.factories.clamd import clamd
from tests.factories.contributions import make_contribution, make_item
from tests.factories.invitations import make_letter, make_mailing
from tests.factories.mandate import make_consultation, make_user
from tests.factories.stakeholders import make_entity
from tests.factories.turns import writing_out_of_turn
from tools.system_packages import program


@pytest.mark.django_db(transaction=True)
def test_all_that_is_done_in_the_background_is_written_in_turn(monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has them write side by side")
    monkeypatch.setattr("rapporteur.stages.contributions.actions.accounting.SMALL", 1)
    monkeypatch.setattr("rapporteur.stages.invitations.actions.mailings.AT_ONCE", 0)
    consultation = make_consultation()
    make_codebook(consultation)
    make_contribution(consultation, text="No spam: write to mary@example.org.")
    make_item(consultation, receipt_to="mary@example.org")
    ask_to_search(consultation, by="tests")
    with time_machine.travel(timezone.now() - timedelta(days=100)):
        begin_draft(consultation, {"text": "Words."}, mark=new_mark())
    entities = [
        make_entity(email="an@example.org"),
        make_entity(address="1 Street"),
        make_entity("No\U0010ffff", address="1 Street"),
    ]
    mailing = make_mailing(make_letter(consultation), *entities, approved_by=make_user())
    order_mailing(mailing, by=make_user())
    post("own", to="jo@example.org", subject="Own", text="Own.")
    with writing_out_of_turn() as found:
        CliRunner().invoke(rapporteur, ["work"], catch_exceptions=False)
    assert found == []
    assert set(Message.objects.values_list("state", flat=True)) == {MessageState.SENT}
    assert "U+10FFFF" in Dispatch.objects.get(state=DispatchState.APPROVED).reason
    assert not Item.objects.exclude(receipt_to="").exists()
    for made in (Account, Checkpoint, Coding, Sighting):
        assert made.objects.exists(), made
    assert not Draft.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_files_are_scanned_for_viruses_in_turn(settings, tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has them write side by side")
    if program("clamd") is None:
        pytest.skip("ClamAV's daemon is not installed (Debian: clamav-daemon)")
    file = keep(b"Words.")
    with clamd(tmp_path) as settings.CLAMD, writing_out_of_turn() as found:
        CliRunner().invoke(rapporteur, ["work"], catch_exceptions=False)
    assert found == []
    assert Scan.objects.filter(original=file).exists()
