"""A text on which a step in the background fails is set aside with its reason; the rest goes on."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.leases import TRIES
from rapporteur.cli import rapporteur
from rapporteur.core.killable import Killable
from rapporteur.core.screening import finder
from rapporteur.core.screening.finding import Finding, Ground, Kind
from rapporteur.core.text.extraction import Problem
from rapporteur.stages.contributions.actions import documents, scans, screen_waiting, sighting
from rapporteur.stages.contributions.choices import SET_ASIDE, ItemChannel
from rapporteur.stages.contributions.models import Reading, Sighting
from rapporteur.stages.contributions.queries import current_version
from rapporteur.stages.mandate.choices import Role
from tests.factories.contributions import make_contribution, make_item
from tests.factories.mandate import make_consultation, make_official

pytestmark = pytest.mark.django_db
WORDS = "We ask that access be open to everybody, number {}."
FATAL = "FATAL"


def fails_on_fatal(told):
    """`told`, which our program cannot do with one of the texts."""

    def failing(text, *given, **named):
        if FATAL in str(text):
            raise ValueError("stumbled")
        return told(text, *given, **named)

    return failing


def leases_run_out(model):
    model.objects.filter(leased_until__isnull=False).update(
        leased_until=timezone.now() - timedelta(seconds=1)
    )


def three_mails(consultation):
    texts = [WORDS.format(1), f"{FATAL} {WORDS.format(2)}", WORDS.format(3)]
    return [
        make_item(
            consultation, channel=ItemChannel.EMAIL, content=f"From: a@b.example\n\n{text}".encode()
        )
        for text in texts
    ]


def test_the_others_are_looked_at_and_the_queue_says_why_one_is_not(client, monkeypatch):
    consultation = make_consultation()
    first, fatal, third = three_mails(consultation)
    documents.read_waiting()
    monkeypatch.setattr(sighting, "fingerprint", fails_on_fatal(sighting.fingerprint))
    assert sighting.look_at_waiting() == 2
    for _again in range(TRIES):
        leases_run_out(Sighting)
        assert sighting.look_at_waiting() == 0
    seen = {each.pk: each for each in Sighting.objects.all()}
    assert (seen[first.pk].unreadable, seen[third.pk].unreadable) == (False, False)
    assert (seen[fatal.pk].unreadable, seen[fatal.pk].tries) == (True, TRIES)
    client.force_login(make_official(consultation, Role.REGISTRAR))
    page = client.get(reverse("contributions:queue", args=[consultation.slug])).content.decode()
    assert SET_ASIDE in page


def test_what_was_set_aside_is_looked_at_anew_when_its_text_is_another(monkeypatch):
    _first, fatal, _third = three_mails(make_consultation())
    documents.read_waiting()
    Sighting.objects.all().delete()
    sighting.sight_new()
    Sighting.objects.filter(pk=fatal.pk).update(tries=TRIES)
    assert sighting.look_at_waiting() == 2
    sighting.look_again(fatal.original)
    assert sighting.look_at_waiting() == 1
    assert not Sighting.objects.get(pk=fatal.pk).unreadable


def test_the_others_are_read_and_a_file_on_which_reading_fails_says_so(monkeypatch):
    three_mails(make_consultation())
    monkeypatch.setattr(documents, "storable", fails_on_fatal(documents.storable))
    documents.read_waiting()
    assert Reading.objects.filter(read_at__isnull=True).count() == 1
    for _again in range(TRIES):
        leases_run_out(Reading)
        documents.read_waiting()
    problems = list(Reading.objects.values_list("problem", "tries"))
    assert sorted(problems) == sorted([("", 0), ("", 0), (str(Problem.DIED), 0)])


def test_pages_on_which_recognition_fails_are_left_to_be_typed(monkeypatch):
    monkeypatch.setattr(scans, "program", lambda: "tesseract")
    [item, _second, _third] = three_mails(make_consultation())
    documents.read_waiting()
    page = {"number": 1, "text": "", "picture": True}
    Reading.objects.filter(pk=item.original_id).update(pages=[page], to_recognise=True, tries=TRIES)
    assert scans.recognise_waiting() == 0
    [reading] = Reading.objects.filter(pk=item.original_id)
    assert (reading.pages[0]["confidence"], reading.to_recognise) == (0.0, False)


def test_a_text_that_takes_whoever_looks_through_it_down_is_for_a_person(monkeypatch):
    consultation = make_consultation()
    texts = ["Write to a@b.example.", "x" * 300, "Write to c@d.example."]
    entries = [make_contribution(consultation, text=text) for text in texts]
    asked = Killable.ask

    def ask(self, question, *, seconds):
        if question[0] == "x" * 300:
            self._process.kill()
            self._process.wait()
        return asked(self, question, seconds=seconds)

    monkeypatch.setattr(Killable, "ask", ask)
    assert screen_waiting() == 3
    found = [list(current_version(each).findings.all()) for each in entries]
    assert [[each.kind for each in of] for of in found] == [["email"], ["passage"], ["email"]]
    assert (found[1][0].start, found[1][0].end, found[1][0].ground) == (0, 300, Ground.FAILED)


def test_looking_through_in_its_own_process_finds_what_looking_through_finds():
    found = finder.find_killably("Zoë of Rivers, a@b.example", persons=["Zoë"])
    assert [str(each.kind) for each in found] == ["name", "email"]
    unseen = finder.unseen_killably("Seen. Not seen.", "Seen. [[Hidden: Not seen.]]")
    assert [(each.start, each.end, str(each.kind)) for each in unseen] == [(6, 14, "hidden")]


def test_words_that_are_looked_for_too_long_in_an_older_text_leave_it_to_a_person(
    monkeypatch,
):
    monkeypatch.setattr(finder, "CHARACTERS", 10**9)
    text, word = "a" * 80_000, "a" * 40_000 + "b"  # looked for from each place anew
    found = finder.unseen_killably(text, f"{text} [[Hidden: a {word}]]", seconds=0.2)
    assert found == (Finding(0, len(text), Kind.PASSAGE, Ground.FAILED),)


def test_a_step_that_fails_costs_the_others_nothing(monkeypatch):
    contribution = make_contribution(make_consultation(), text="Write to a@b.example.")

    def stumble():
        raise ValueError("stumbled")

    monkeypatch.setattr("rapporteur.cli.work.read_waiting", stumble)
    done = CliRunner().invoke(rapporteur, ["work"])
    assert done.exit_code == 1
    assert current_version(contribution).findings.count() == 1
