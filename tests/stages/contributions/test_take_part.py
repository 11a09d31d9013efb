"""Taking part by the online form, and what the receipt's private link does."""

import hashlib
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.models import Message
from rapporteur.base.originals import queries as originals
from rapporteur.stages.contributions.actions import pace, publish
from rapporteur.stages.contributions.actions.marks import new_mark
from rapporteur.stages.contributions.actions.submissions import post_receipts_due
from rapporteur.stages.contributions.models import Contribution, Item
from rapporteur.stages.contributions.queries import current_version, reconciliation, undecided
from rapporteur.stages.contributions.queries.items import submission_of
from rapporteur.stages.mandate import actions as mandate
from rapporteur.stages.mandate.choices import Role
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation, make_official
from tests.factories.stakeholders import make_group

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_sent_before():
    pace._pace._forget()


def page(consultation):
    return reverse("contributions:take_part", args=[consultation.slug])


def filled(**fields):
    return {
        "name": "Amina",
        "text": "Access for all.",
        "consent": "named",
        "mark": new_mark(),
        **fields,
    }


def send(client, consultation, **fields):
    return client.post(page(consultation), filled(**fields))


def closed():
    return make_consultation(preferred=date(2026, 3, 15), final=None)


def test_a_contribution_is_taken_and_the_receipt_says_so(client):
    consultation = make_consultation(prefix="EC", zone="America/New_York")
    mandate.add_question(consultation, texts={"en": "Which issues?"}, by="tests")
    group = make_group(consultation)
    answer = send(
        client,
        consultation,
        organization="Access Now",
        group=group.key,
        language="en",
        title="On access",
        question_1="Cables.",
        files_1=[SimpleUploadedFile("a.txt", b"one"), SimpleUploadedFile("b.txt", b"two")],
        files_3=[SimpleUploadedFile("../c.txt", b"")],
    )
    item = Item.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse(
        "contributions:receipt", args=[consultation.slug, item.token]
    )
    assert [(each.filename, originals.read(each.original)) for each in item.attachments.all()] == [
        ("a.txt", b"one"),
        ("b.txt", b"two"),
        ("c.txt", b""),
    ]
    sent = submission_of(item)
    assert (sent.name, sent.organization, sent.group, sent.answers, sent.text) == (
        "Amina",
        "Access Now",
        group.key,
        {"1": "Cables."},
        "Access for all.",
    )
    assert [part.sha256 for part in sent.parts] == [
        hashlib.sha256(each).hexdigest() for each in (b"one", b"two", b"")
    ]
    shown = client.get(answer["Location"]).content.decode()
    for expected in ("EC/R-1", item.original.sha256, "America/New_York", "Not yet decided"):
        assert expected in shown


def test_the_receipt_for_machines_and_the_record_agree(client):
    consultation = make_consultation()
    send(client, consultation, files_1=SimpleUploadedFile("a.txt", b"one"))
    item = Item.objects.get()
    token = [consultation.slug, item.token]
    told = client.get(reverse("contributions:receipt_json", args=token)).json()
    record = client.get(reverse("contributions:record_sent", args=token))
    assert told["reference"] == item.reference
    assert [part["sha256"] for part in told["parts"]] == [
        hashlib.sha256(record.content).hexdigest(),
        hashlib.sha256(b"one").hexdigest(),
    ]
    assert record["Content-Disposition"].startswith("attachment;")


def test_nobody_else_reads_a_receipt(client):
    consultation, other = make_consultation(), make_consultation()
    send(client, consultation)
    token = Item.objects.get().token
    for slug, tried in ((consultation.slug, "guessed"), (other.slug, token)):
        for view in ("receipt", "receipt_json", "record_sent", "correct", "withdraw"):
            address = reverse(f"contributions:{view}", args=[slug, tried])
            assert client.get(address).status_code == 404


def test_a_receipt_is_posted_where_an_address_is_given(client):
    consultation = make_consultation(prefix="EC")
    send(client, consultation)
    assert not Message.objects.exists()
    send(client, consultation, email="amina@example.org")
    assert not Message.objects.exists()
    assert (post_receipts_due(), post_receipts_due()) == (1, 0)
    message = Message.objects.get()
    item = Item.objects.order_by("number").last()
    assert (message.to, message.subject) == ("amina@example.org", "Receipt EC/R-2")
    assert item.original.sha256 in message.text
    assert f"/consultations/{consultation.slug}/receipt/{item.token}/" in message.text


def test_the_same_form_sent_twice_is_one_item(client):
    consultation = make_consultation()
    fields = filled(email="a@example.org")
    first, second = (
        client.post(page(consultation), {**fields, "files_1": SimpleUploadedFile("a.txt", b"one")})
        for _turn in range(2)
    )
    assert first["Location"] == second["Location"]
    post_receipts_due()
    assert (Item.objects.count(), Message.objects.count()) == (1, 1)
    client.post(page(consultation), {**fields, "text": "Changed after going back"})
    assert Item.objects.count() == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"text": ""},
        {"text": " \n"},
        {"text": "", "files_1": SimpleUploadedFile("empty.txt", b"")},
    ],
)
def test_what_holds_nothing_is_refused_and_what_was_typed_stays(client, fields):
    consultation = make_consultation()
    answer = send(client, consultation, title="A title typed", **fields)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "There is nothing in it yet." in shown
    assert 'value="A title typed"' in shown
    assert not Item.objects.exists()


def test_a_file_that_is_too_large_is_refused_by_name(client, settings):
    settings.MAX_ORIGINAL = 1_000_000
    consultation = make_consultation()
    answer = send(
        client,
        consultation,
        files_1=[
            SimpleUploadedFile("small.txt", b"x"),
            SimpleUploadedFile("large.pdf", b"x" * 1_000_001),
        ],
    )
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Not taken, because larger than 1 MB: “large.pdf”." in shown
    assert "Please choose your files again" in shown
    assert "Access for all." in shown
    assert not Item.objects.exists()


def test_too_many_files_are_refused_with_a_sentence(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 1
    answer = send(
        client,
        make_consultation(),
        files_1=[SimpleUploadedFile("a", b"x"), SimpleUploadedFile("b", b"x")],
    )
    assert answer.status_code == 413
    assert "too much for one form" in answer.content.decode()


def test_a_nul_character_is_refused_and_not_stored(client):
    assert send(client, make_consultation(), name="A\0").status_code == 422
    assert not Item.objects.exists()


@pytest.mark.parametrize(
    ("fields", "doubts"),
    [
        ({"mark": "made up"}, ["no-mark"]),
        ({"website": "http://x"}, ["hidden-field"]),
        ({"mark": None}, ["too-soon"]),
    ],
)
def test_doubt_sorts_and_never_refuses(client, fields, doubts):
    consultation = make_consultation()
    mark = new_mark()
    later = timezone.now() + timedelta(seconds=1 if None in fields.values() else 10)
    with time_machine.travel(later, tick=False):
        answer = send(
            client,
            consultation,
            **{"mark": mark, **{name: value or mark for name, value in fields.items()}},
        )
    assert answer.status_code == 302
    assert Item.objects.get().claimed["doubts"] == doubts


def test_after_the_final_date_it_is_still_taken(client):
    consultation = closed()
    assert "labelled late" in client.get(page(consultation)).content.decode()
    assert send(client, consultation).status_code == 302


def test_a_reconstruction_takes_nothing(client):
    consultation = make_consultation(reconstructed=True)
    assert "took place in the past" in client.get(page(consultation)).content.decode()
    send(client, consultation)
    assert not Item.objects.exists()


def test_before_it_is_announced_only_officials_see_the_page(client):
    consultation = make_consultation(announced=False)
    assert client.get(page(consultation)).status_code == 404
    client.force_login(make_official(consultation, Role.ANALYST))
    assert "It has not been announced yet." in client.get(page(consultation)).content.decode()
    send(client, consultation)
    assert not Item.objects.exists()


def test_closing_instants_are_shown_with_their_zone(client):
    shown = client.get(page(make_consultation(zone="Asia/Tokyo"))).content.decode()
    assert '<time datetime="2030-11-15">' in shown
    assert '<time datetime="2030-11-16T12:00:00+00:00">' in shown
    assert "Asia/Tokyo" in shown


def test_the_page_sets_no_cookie(client):
    consultation = make_consultation()
    client.get(page(consultation))
    send(client, consultation)
    assert not client.cookies


def link(consultation, view, item):
    return reverse(f"contributions:{view}", args=[consultation.slug, item.token])


def test_a_correction_waits_until_what_it_corrects_is_decided(client):
    consultation = make_consultation()
    send(client, consultation, files_1=SimpleUploadedFile("a.txt", b"one"))
    first = Item.objects.get()
    form = client.get(link(consultation, "correct", first)).content.decode()
    assert "Access for all." in form
    (kept,) = first.attachments.all()
    client.post(
        link(consultation, "correct", first),
        filled(
            text="Access for everybody.",
            keep=[kept.original_id],
            files_1=SimpleUploadedFile("b.txt", b"two"),
        ),
    )
    second = Item.objects.get(number=2)
    assert submission_of(second).corrects == 1
    assert [each.filename for each in second.attachments.all()] == ["a.txt", "b.txt"]
    assert list(undecided(consultation)) == [first, second]


def test_a_correction_of_what_is_not_public_yet_is_a_version_at_once(client):
    consultation = make_consultation()
    send(client, consultation)
    first = Item.objects.get()
    entry = make_contribution(consultation, items=[first])
    client.post(link(consultation, "correct", first), filled(text="Better words."))
    assert current_version(entry).text == "Better words."
    assert list(undecided(consultation)) == []
    assert reconciliation(consultation).settled


def test_a_correction_of_what_is_public_is_seen_by_an_official_first(client):
    consultation = make_consultation()
    send(client, consultation)
    first = Item.objects.get()
    entry = make_contribution(consultation, items=[first], text="As read by all")
    publish(entry, by="tests")
    client.post(link(consultation, "correct", first), filled(text="Buy watches."))
    assert current_version(entry).text == "As read by all"
    assert [item.number for item in undecided(consultation)] == [2]


def test_withdrawing_what_stands_in_the_register(client):
    consultation = make_consultation()
    send(client, consultation)
    item = Item.objects.get()
    entry = make_contribution(consultation, items=[item])
    assert client.get(link(consultation, "withdraw", item)).status_code == 200
    assert Contribution.objects.get(pk=entry.pk).withdrawn_at is None
    for _turn in range(2):
        client.post(link(consultation, "withdraw", item))
    assert Contribution.objects.get(pk=entry.pk).withdrawn_at is not None
    assert (
        "You have withdrawn this."
        in client.get(link(consultation, "receipt", item)).content.decode()
    )
    assert client.get(link(consultation, "correct", item)).status_code == 409


def test_withdrawing_what_nobody_has_decided_on(client):
    consultation = make_consultation()
    send(client, consultation)
    item = Item.objects.get()
    client.post(link(consultation, "withdraw", item))
    decision = item.dispositions.get()
    assert (decision.kind, decision.rule) == ("withdrawn", "its sender, by private link")
    assert reconciliation(consultation).settled


def test_after_the_final_date_the_link_changes_nothing(client):
    consultation = closed()
    send(client, consultation)
    item = Item.objects.get()
    assert client.post(link(consultation, "withdraw", item)).status_code == 409
    assert client.post(link(consultation, "correct", item), filled()).status_code == 409
    assert (Item.objects.count(), item.dispositions.count()) == (1, 0)


def test_the_whole_page_is_light(client):
    consultation = make_consultation()
    for _turn in range(2):
        mandate.add_question(consultation, texts={"en": "What should be done? " * 5}, by="tests")
    shown = client.get(page(consultation)).content
    static = re.findall(rb'(?:href|src)="/static/([^"]+)"', shown)
    weights = [Path(finders.find(path.decode())).stat().st_size for path in static]
    assert len(static) > 5
    assert len(shown) + sum(weights) <= 50_000
