"""Screening and copying in the background, and what the public has meanwhile."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.leases import TRIES
from rapporteur.base.originals.actions import keep
from rapporteur.base.originals.queries import read
from rapporteur.cli import rapporteur
from rapporteur.core.screening.finding import Kind
from rapporteur.core.screening.redaction import gap
from rapporteur.stages.contributions.actions import (
    copy_waiting,
    correct,
    cut_passage,
    decide_kind,
    publish,
    record_consent,
    screen_waiting,
    withdraw,
)
from rapporteur.stages.contributions.actions.screening import RULE
from rapporteur.stages.contributions.choices import FILE_NOTES, Consent, FindingDecision
from rapporteur.stages.contributions.models import Finding, PublicDocument, Version
from rapporteur.stages.contributions.queries import current_version, public
from rapporteur.stages.mandate.choices import Role
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation, make_official

pytestmark = pytest.mark.django_db
CUT, KEPT = FindingDecision.CUT, FindingDecision.KEPT
MAIL = "mary@example.org"


def with_file(text=f"Write to {MAIL}.", **fields):
    consultation = fields.pop("consultation", None) or make_consultation()
    file = keep(text.encode())
    return make_contribution(consultation, text="", documents=[("a.txt", file)], **fields)


def shown_file(contribution):
    return PublicDocument.objects.get(copy__contribution=contribution)


# Screening


def test_what_is_registered_is_looked_through_by_the_worker():
    contribution = make_contribution(make_consultation(), text=f"Write to {MAIL}.")
    assert current_version(contribution).to_screen
    CliRunner().invoke(rapporteur, ["work"], catch_exceptions=False)
    version = current_version(contribution)
    assert (version.to_screen, version.screened_at is not None) == (False, True)
    assert [each.kind for each in version.findings.all()] == ["email"]
    assert screen_waiting() == 0


def test_what_may_not_be_published_is_not_looked_through_until_it_may():
    contribution = make_contribution(make_consultation(), consent=Consent.WITHHELD, text=MAIL)
    assert screen_waiting() == 0
    record_consent(contribution, consent=Consent.NAMED, reason="By letter.", by="tests")
    assert screen_waiting() == 1
    assert Finding.objects.count() == 1


def test_a_correction_is_looked_through_anew():
    contribution = make_contribution(make_consultation(), text="First.")
    screen_waiting()
    correct(contribution, text=MAIL, by="tests")
    assert screen_waiting() == 1
    assert current_version(contribution).findings.count() == 1


def test_of_two_workers_each_looks_through_another():
    for _each in range(2):
        make_contribution(make_consultation(), text=MAIL)
    first, second = Version.objects.order_by("pk")
    first.leased_until = timezone.now() + timedelta(minutes=1)
    first.save()
    assert screen_waiting() == 1
    second.refresh_from_db()
    assert second.screened_at is not None
    Version.objects.filter(pk=first.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
    assert screen_waiting() == 1  # whoever had it is gone


def test_publishing_first_leaves_nothing_for_the_worker():
    publish(make_contribution(make_consultation()), by="tests")
    assert screen_waiting() == 0
    assert not Finding.objects.filter(decided_by=RULE).exists()


# Copies


def test_words_are_public_at_once_and_the_file_follows():
    contribution = with_file()
    screen_waiting()
    decide_kind(current_version(contribution), None, CUT, by="an officer")
    publish(contribution, by="an officer", later=True)
    assert shown_file(contribution).pages[0]["text"] == f"Write to {gap(Kind.EMAIL)}."
    assert (shown_file(contribution).original, shown_file(contribution).note) == (
        None,
        FILE_NOTES["waits"],
    )
    assert copy_waiting() == 1
    made = shown_file(contribution)
    assert (made.to_copy, made.note, made.form) == (False, "", "redacted")
    assert read(made.original).decode() == f"Write to {gap(Kind.EMAIL)}."
    assert copy_waiting() == 0


def test_a_file_is_not_given_from_the_moment_that_something_in_it_is_cut():
    contribution = with_file("Call Mary.")
    publish(contribution, by="tests")
    given = shown_file(contribution).original
    cut_passage(current_version(contribution), words="Mary", by="an officer")
    assert shown_file(contribution).original is None
    copy_waiting()
    assert shown_file(contribution).original_id not in (None, given.pk)
    assert b"Mary" not in read(shown_file(contribution).original)


def test_a_copy_made_by_other_decisions_is_not_taken(monkeypatch):
    contribution = with_file("Call Mary.")
    publish(contribution, by="tests", later=True)
    from rapporteur.stages.contributions.actions import copying

    def while_copied(*asked):
        monkeypatch.undo()
        cut_passage(current_version(contribution), words="Mary", by="an officer")
        return copying.copy_file(*asked)

    monkeypatch.setattr(copying, "copy_file", while_copied)
    assert copy_waiting() == 2  # that of the first decisions, then that of the second
    assert read(shown_file(contribution).original).decode() == f"Call {gap(Kind.PASSAGE)}."


def test_a_file_that_takes_its_worker_down_is_given_as_text_in_the_end():
    contribution = with_file("Words.")
    publish(contribution, by="tests", later=True)
    PublicDocument.objects.update(tries=TRIES, leased_until=timezone.now() - timedelta(seconds=1))
    assert copy_waiting() == 0
    assert (shown_file(contribution).to_copy, shown_file(contribution).note) == (
        False,
        FILE_NOTES["kind"],
    )


def test_five_hundred_are_published_at_one_press_and_the_page_says_what_follows(client):
    consultation = make_consultation()
    many = [make_contribution(consultation, text=f"Words {number}.") for number in range(3)]
    filed = with_file("Words.", consultation=consultation)
    client.force_login(make_official(consultation, Role.REGISTRAR))
    place = reverse("contributions:publish_many", args=[consultation.slug])
    assert "not looked through yet" in client.get(place).content.decode()
    sent = {"chosen": [each.pk for each in [*many, filed]]}
    page = client.post(place, sent, follow=True).content.decode()
    assert "4 contributions are public." in page
    assert "1 file of what is public waits for its copy; its text is public already." in page
    entry = reverse("contributions:entry", args=[consultation.slug, "W", filed.number])
    assert "copies of its files are being made" in client.get(entry).content.decode()
    reads = reverse("record:contribution", args=[consultation.slug, "W", filed.number])
    assert FILE_NOTES["waits"] in client.get(reads).content.decode()
    page = client.post(place, {"act": "copy"}, follow=True).content.decode()
    assert "1 file was copied." in page
    assert FILE_NOTES["waits"] not in client.get(reads).content.decode()


def test_only_the_registrar_and_the_administrator_have_copies_made(client):
    consultation = make_consultation()
    publish(with_file("Words.", consultation=consultation), by="tests", later=True)
    place = reverse("contributions:publish_many", args=[consultation.slug])
    client.force_login(make_official(consultation, Role.ANALYST))
    assert client.post(place, {"act": "copy"}).status_code == 403
    client.force_login(make_official(make_consultation(), Role.REGISTRAR))
    assert client.post(place, {"act": "copy"}).status_code == 404
    assert PublicDocument.objects.filter(to_copy=True).count() == 1


# What is public when what it was made from changes


def test_consent_to_the_name_too_is_followed_when_it_is_published_again(client):
    contribution = with_file("Words.", consent=Consent.UNNAMED)
    publish(contribution, by="tests")
    assert shown_file(contribution).note == FILE_NOTES["unnamed"]
    record_consent(contribution, consent=Consent.NAMED, reason="By letter.", by="tests")
    assert list(public(contribution.consultation)) == [contribution]
    client.force_login(make_official(contribution.consultation, Role.REGISTRAR))
    args = [contribution.consultation.slug]
    waits = client.get(reverse("contributions:publish_many", args=args)).content.decode()
    assert contribution.register_number in waits
    publish(contribution, by="tests")
    assert shown_file(contribution).form == "stripped"
    waits = client.get(reverse("contributions:publish_many", args=args)).content.decode()
    assert contribution.register_number not in waits


def test_words_cut_later_are_cut_from_the_earlier_versions_that_are_public_too():
    consultation = make_consultation()
    contribution = make_contribution(consultation, text="Call Mary Ann.", title="Of Mary Ann")
    publish(contribution, by="tests")
    correct(contribution, text="Mary  Ann says more.", title="Secret title", by="tests")
    contribution.refresh_from_db()
    cut_passage(current_version(contribution), words="Mary Ann", by="an officer")
    earlier = contribution.copies.get()
    assert (earlier.text, earlier.title) == (
        f"Call {gap(Kind.PASSAGE)}.",
        f"Of {gap(Kind.PASSAGE)}",
    )
    publish(contribution, by="tests")
    assert [each.title for each in contribution.copies.all()] == [earlier.title, "Secret title"]
    assert contribution.shown.text == f"{gap(Kind.PASSAGE)} says more."


def test_an_earlier_version_that_is_public_has_its_page_of_screening(client):
    consultation = make_consultation()
    contribution = make_contribution(consultation, text="Call Mary.")
    publish(contribution, by="tests")
    correct(contribution, text="Second words.", by="tests")
    publish(contribution, by="tests")
    client.force_login(make_official(consultation, Role.REGISTRAR))
    place = reverse("contributions:screening", args=[consultation.slug, "W", contribution.number])
    assert "?version=1" in client.get(place).content.decode()
    page = client.get(f"{place}?version=1").content.decode()
    assert "Call Mary." in page
    assert "This is version 1" in page
    client.post(f"{place}?version=1", {"act": "passage", "words": "Mary", "kind": "name"})
    assert [each.text for each in contribution.copies.all()] == [
        f"Call {gap(Kind.NAME)}.",
        "Second words.",
    ]
    for wrong in ("2", "9", "x", ""):
        assert "Second words." in client.get(f"{place}?version={wrong}").content.decode()


def test_who_is_told_apart_later_is_looked_for_in_what_is_public_without_a_name():
    from rapporteur.stages.contributions.actions import confirm_attribution
    from tests.factories.stakeholders import make_entity

    entity = make_entity(names={"en": "Analytical Society"})
    contribution = make_contribution(
        make_consultation(), text="We of the Analytical Society.", consent=Consent.UNNAMED
    )
    publish(contribution, by="tests")
    confirm_attribution(contribution, reason="A letter.", entity=entity, by="tests")
    assert not public(contribution.consultation).exists()
    assert not contribution.copies.exists()
    screen_waiting()
    assert [each.kind for each in current_version(contribution).findings.all()] == ["name"]


def test_what_is_withdrawn_is_given_by_no_address(client):
    contribution = with_file("Words.")
    publish(contribution, by="tests")
    args = [contribution.consultation.slug, "W", contribution.number]
    file = reverse("record:document", args=[*args, shown_file(contribution).pk])
    assert client.get(file).status_code == 200
    withdraw(contribution, by="tests")
    assert client.get(file).status_code == 404
    page = client.get(reverse("record:contribution", args=args))
    assert page.status_code == 410
    assert b"Words." not in page.content
