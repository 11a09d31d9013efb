"""A site with something on every page: the worked sample, and a consultation that is over."""

from datetime import date

from django.utils import timezone

from rapporteur.base.ledger.actions import sequence_and_sign
from rapporteur.cases import load
from rapporteur.stages.analysis.actions import begin_codebook
from rapporteur.stages.followup.actions import note_action, note_transmission
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.representation.actions import draft_summary, write_statement
from rapporteur.stages.representation.queries import in_force, seen_by_coordinator
from rapporteur.stages.stakeholders import imports
from rapporteur.stages.stakeholders.actions import merge_entities
from rapporteur.stages.stakeholders.models import Category
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation, make_user
from tests.factories.report import make_issued_report
from tests.factories.stakeholders import make_entity

ROSTER = "Name,Country,E-mail\nHarbour Choir,Switzerland,choir@example.org\n,France,\n"


def make_sample() -> Consultation:
    """The sample, with what it lacks.

    A roster with a bad line, entries made one, a summary that is still being written, a new
    version of the codebook, and a signed checkpoint.
    """
    load("sample", by="tests")
    sample = Consultation.objects.get(slug="sample")
    roster = imports.receive_roster(
        sample,
        ROSTER.encode(),
        filename="roster.csv",
        category=Category.objects.earliest("pk"),
        by=make_user(),
    )
    imports.take_roster(roster, by=make_user())
    merge_entities(
        make_entity("Reef Watch"), make_entity("Reef-Watch"), reason="The same.", by=make_user()
    )
    chamber = in_force(sample).get(email="chamber@example.org")
    write_statement(
        draft_summary(chamber, by="tests"),
        text="Licences are to run for fifteen years.",
        contributions=[seen_by_coordinator(chamber)[0]],
        by="tests",
    )
    begin_codebook(sample, by="tests")
    sequence_and_sign(timezone.now())
    return sample


def make_finished() -> Consultation:
    """A consultation whose report is issued and transmitted, and was acted on."""
    finished = make_consultation()
    make_contribution(finished, published=True)
    report = make_issued_report(finished, f"So it is. [[{finished.prefix}/W-001]]")
    note_transmission(
        report, body="Trusteeship Council", transmitted_on=date(2030, 6, 1), by="tests"
    )
    note_action(finished, text="Took note of it.", taken_on=date(2030, 7, 1), by="tests")
    return finished
