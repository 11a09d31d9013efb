"""What officials do at the desk: the right person, the wrong role, a stranger and nobody."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.originals import queries as originals
from rapporteur.stages.contributions.actions import dispose, look_at_waiting
from rapporteur.stages.contributions.actions.documents import read_waiting
from rapporteur.stages.contributions.actions.marks import new_mark
from rapporteur.stages.contributions.choices import Consent, DispositionKind
from rapporteur.stages.contributions.models import Contribution, Item, Resemblance
from rapporteur.stages.contributions.queries import current_version, public, shown_name, undecided
from rapporteur.stages.mandate import actions as mandate
from rapporteur.stages.mandate.choices import Role
from rapporteur.stages.stakeholders.models import Entity
from tests.factories.contributions import make_contribution, make_item
from tests.factories.mandate import make_consultation, make_official
from tests.factories.stakeholders import make_entity, make_group

pytestmark = pytest.mark.django_db


def url(consultation, view, *rest):
    return reverse(f"contributions:{view}", args=[consultation.slug, *rest])


@pytest.fixture
def registrar(client):
    def sign_in(consultation):
        client.force_login(make_official(consultation, Role.REGISTRAR))
        return client

    return sign_in


def pages(consultation):
    """Every page of the desk, and what may be sent to it."""
    entry = make_contribution(consultation)
    item = make_item(consultation)
    pair = Resemblance.objects.create(later=item, earlier=entry.items.get(), ground="sender")
    reading = [
        url(consultation, "desk"),
        url(consultation, "queue"),
        url(consultation, "pairs"),
        url(consultation, "pair", pair.pk),
        url(consultation, "late"),
        url(consultation, "items"),
        url(consultation, "item", item.number),
        url(consultation, "file", item.number, 0),
        url(consultation, "register"),
        url(consultation, "entry", "W", entry.number),
        url(consultation, "publish_many"),
        url(consultation, "take_in"),
        *(
            url(consultation, "export", name)
            for name in ("register.csv", "register.json", "tally.csv", "tally.json")
        ),
    ]
    writing = [
        url(consultation, "queue"),
        url(consultation, "undo"),
        url(consultation, "pair", pair.pk),
        url(consultation, "late"),
        url(consultation, "item", item.number),
        url(consultation, "set_aside", item.number),
        url(consultation, "reopen", item.number),
        url(consultation, "apply", item.number),
        url(consultation, "take_in"),
        url(consultation, "publish_many"),
        *(
            url(consultation, "act", "W", entry.number, verb)
            for verb in ("publish", "confirm", "admit", "reclassify", "consent", "void")
        ),
    ]
    return reading, writing


def answered(client, addresses, method="get"):
    return {getattr(client, method)(address).status_code for address in addresses}


def test_every_official_reads_and_only_the_registrar_writes(client):
    consultation = make_consultation()
    reading, writing = pages(consultation)
    client.force_login(make_official(consultation, Role.ANALYST))
    assert answered(client, reading) == {200}
    assert answered(client, writing, "post") == {403}
    assert not Contribution.objects.filter(published_at__isnull=False).exists()


def test_a_stranger_finds_nothing_and_nobody_is_asked_to_sign_in(client):
    consultation = make_consultation()
    reading, writing = pages(consultation)
    for address in reading + writing:
        assert client.get(address)["Location"].startswith("/sign-in/")
    client.force_login(make_official(make_consultation(), Role.REGISTRAR))
    assert answered(client, reading) == {404}
    assert answered(client, writing, "post") == {404}


@pytest.mark.parametrize("view", ["desk", "items", "register", "publish_many"])
def test_pages_do_not_ask_more_for_more_rows(registrar, view):
    consultation = make_consultation()
    client = registrar(consultation)

    def grow():
        make_contribution(consultation, group=make_group(consultation))
        make_item(consultation, attachments=[("a", b"a")])

    grow()
    client.get(url(consultation, view))
    with CaptureQueriesContext(connection) as one:
        client.get(url(consultation, view))
    grow()
    grow()
    with CaptureQueriesContext(connection) as three:
        client.get(url(consultation, view))
    assert len(three) == len(one)


def test_the_front_page_says_what_to_do_next(registrar):
    consultation = make_consultation()
    make_item(consultation, received_at=timezone.now() - timedelta(days=3))
    make_contribution(consultation)
    dispose(make_item(consultation), kind=DispositionKind.SPAM, reason="r", by="tests")
    page = registrar(consultation).get(url(consultation, "desk"))
    found = page.context["overview"]
    assert (found.received, found.registered, found.set_aside, found.undecided) == (3, 1, 1, 1)
    shown = page.content.decode()
    for expected in (
        "Decide what becomes of 1 item",
        "the oldest for 3 days",
        "Find the group of 1 contribution",
        "Confirm who sent 1 contribution",
        "Publish 1 contribution",
    ):
        assert expected in shown


def test_empty_pages_say_what_to_do(registrar):
    consultation = make_consultation()
    client = registrar(consultation)
    for view, words in (
        ("desk", "Nothing has arrived yet"),
        ("queue", "Nothing is undecided"),
        ("pairs", "Nothing that waits resembles another"),
        ("late", "Nothing came late"),
        ("items", "Nothing has arrived yet"),
        ("register", "The register is empty"),
        ("publish_many", "Nothing waits to be published"),
    ):
        assert words in client.get(url(consultation, view)).content.decode()


def send_form(client, consultation, **fields):
    client.post(
        url(consultation, "take_part"),
        {"name": "Amina", "consent": "named", "mark": new_mark(), **fields},
    )
    return Item.objects.order_by("number").last()


def sent_by(page):
    """What a browser would send back: the registering form as it was filled in beforehand."""
    form = page.context["registering"]
    return {
        name: value
        for name, field in form.fields.items()
        if (value := form.get_initial_for_field(field, name)) not in (None, "")
    }


def test_registering_from_the_form_that_was_filled_in_beforehand(registrar):
    consultation = make_consultation()
    question = mandate.add_question(consultation, texts={"en": "What?"}, by="tests")
    group = make_group(consultation, "civil-society")
    client = registrar(consultation)
    item = send_form(
        client,
        consultation,
        organization="Access Now",
        title="On access",
        text="Words.",
        question_1="This.",
        group=group.key,
        language="fr",
    )
    page = client.get(url(consultation, "item", item.number))
    answer = client.post(url(consultation, "item", item.number), sent_by(page))
    entry = Contribution.objects.get()
    assert answer["Location"] == url(consultation, "entry", "W", 1)
    assert (entry.contributor, entry.organization, entry.title, entry.group) == (
        "Amina",
        "Access Now",
        "On access",
        group,
    )
    assert (entry.languages, entry.consent, entry.attribution) == (["fr"], "named", "claimed")
    version = current_version(entry)
    assert (version.text, version.answers.get().question) == ("Words.", question)


def test_a_known_stakeholder_is_offered_and_confirmed_with_its_reason(registrar):
    consultation = make_consultation()
    entity = make_entity("Access Now")
    client = registrar(consultation)
    item = send_form(client, consultation, organization="ACCESS NOW", text="Words.")
    page = client.get(url(consultation, "item", item.number))
    sent = sent_by(page)
    assert sent["entity"] == str(entity.pk)
    client.post(
        url(consultation, "item", item.number), {**sent, "confirmed_because": "Signed letter"}
    )
    entry = Contribution.objects.get()
    assert (entry.entity, shown_name(entry), entry.attribution_reason) == (
        entity,
        "Access Now",
        "Signed letter",
    )


def test_a_new_stakeholder_is_added_of_its_own_accord(registrar):
    consultation = make_consultation()
    client = registrar(consultation)
    item = send_form(client, consultation, organization="Réseau neuf", text="Words.", language="fr")
    page = client.get(url(consultation, "item", item.number))
    client.post(
        url(consultation, "item", item.number), {**sent_by(page), "entity": "new-organization"}
    )
    entity = Entity.objects.get()
    assert (entity.names, entity.own_accord) == ({"fr": "Réseau neuf"}, True)
    assert Contribution.objects.get().entity == entity


def test_registering_twice_by_mistake_is_refused(registrar):
    consultation = make_consultation()
    client = registrar(consultation)
    item = send_form(client, consultation, text="Words.")
    sent = sent_by(client.get(url(consultation, "item", item.number)))
    client.post(url(consultation, "item", item.number), sent)
    again = client.post(url(consultation, "item", item.number), sent)
    assert again.status_code == 422
    assert "stands in the register as" in again.content.decode()
    assert Contribution.objects.count() == 1


def test_setting_aside_and_reopening(registrar):
    consultation = make_consultation()
    first, second = make_item(consultation, content=b"x"), make_item(consultation, content=b"x")
    client = registrar(consultation)
    client.get(url(consultation, "queue"))  # from where an item is opened
    shown = client.get(url(consultation, "item", 2)).content.decode()
    assert f"Byte for byte the same as {first}." in shown
    client.post(
        url(consultation, "set_aside", 2),
        {"aside-kind": "duplicate", "aside-duplicate_of": 1, "aside-reason": "The same"},
    )
    assert second.dispositions.get().duplicate_of == first
    client.post(url(consultation, "reopen", 2), {"reopen-reason": "It differs on page 2"})
    assert list(undecided(consultation)) == [first, second]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"aside-kind": "spam"}, "This field is required."),
        ({"aside-kind": "duplicate", "aside-reason": "r"}, "a duplicate of another item"),
        (
            {"aside-kind": "duplicate", "aside-reason": "r", "aside-duplicate_of": 99},
            "There is no item of that number.",
        ),
        ({"aside-kind": "contribution", "aside-reason": "r"}, "Select a valid choice."),
    ],
)
def test_a_decision_that_cannot_be_taken_says_why(registrar, sent, words):
    consultation = make_consultation()
    make_item(consultation)
    answer = registrar(consultation).post(url(consultation, "set_aside", 1), sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_the_queue_proposes_and_puts_doubtful_items_last(registrar):
    consultation = make_consultation(prefix="P")
    client = registrar(consultation)
    send_form(client, consultation, text="Buy.", website="x")
    make_item(consultation, content=b"same")
    make_item(consultation, content=b"same")
    read_waiting()
    look_at_waiting()
    rows = client.get(url(consultation, "queue")).context["rows"]
    assert [(str(each.item), each.proposal.kind) for each in rows] == [
        ("P/R-2", DispositionKind.CONTRIBUTION),
        ("P/R-3", DispositionKind.DUPLICATE),
        ("P/R-1", None),
    ]


def test_the_same_words_by_another_channel_are_noticed(registrar):
    consultation = make_consultation()
    entry = make_contribution(consultation, text="The very same words.")
    client = registrar(consultation)
    for content, name, words in (
        (b"the VERY same words", entry.contributor, f"Word for word the same as {entry}."),
        (b"The very SAME words", "Ben", f"Word for word the same as {entry}, but under another"),
    ):
        item = make_item(consultation, content=content, claimed={"name": name})
        read_waiting()
        shown = client.get(url(consultation, "item", item.number)).content.decode()
        assert words in shown


def test_a_correction_by_link_is_applied_by_an_official(registrar):
    consultation = make_consultation()
    client = registrar(consultation)
    first = send_form(client, consultation, text="Before.")
    entry = make_contribution(consultation, items=[first], published=True)
    client.post(
        url(consultation, "correct", first.token),
        {"name": "Amina", "consent": "named", "text": "After.", "mark": new_mark()},
    )
    shown = client.get(url(consultation, "item", 2)).content.decode()
    assert f"Make it the next version of {entry}" in shown
    client.post(url(consultation, "apply", 2))
    assert current_version(entry).text == "After."
    assert client.post(url(consultation, "apply", 2)).status_code == 404


def test_a_clerk_takes_in_a_letter_and_is_not_its_author(registrar):
    consultation = make_consultation(zone="America/New_York")
    client = registrar(consultation)
    sent = {
        "channel": "post",
        "received_at": "2026-03-02T09:30",
        "name": "Ministry of Posts",
        "arrived": [SimpleUploadedFile("scan.txt", b"scan"), SimpleUploadedFile("b.txt", b"b")],
        "mark": new_mark(),
    }
    client.post(url(consultation, "take_in"), sent)
    for file in sent["arrived"]:
        file.seek(0)
    client.post(url(consultation, "take_in"), sent)
    item = Item.objects.get()
    assert (item.channel, item.sender, item.taken_by.is_staff) == (
        "post",
        "Ministry of Posts",
        False,
    )
    assert item.received_at.isoformat() == "2026-03-02T14:30:00+00:00"
    assert originals.read(item.original) == b"scan"
    assert [each.filename for each in item.attachments.all()] == ["b.txt"]


def test_taking_in_needs_a_file_or_words_and_a_time_that_has_been(registrar):
    consultation = make_consultation()
    client = registrar(consultation)
    answer = client.post(
        url(consultation, "take_in"),
        {"channel": "fax", "received_at": "2999-01-01T00:00", "name": "X"},
    )
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Add the file that came, or type in its words." in shown
    assert "That is still to come." in shown
    answer = client.post(
        url(consultation, "take_in"),
        {"channel": "fax", "received_at": "0001-01-01T00:00", "name": "X", "words": "Yes."},
    )
    assert answer.status_code == 422
    assert "That is too long ago to be meant." in answer.content.decode()


def test_what_arrived_is_handed_out_as_a_file_and_never_shown(registrar):
    consultation = make_consultation()
    item = make_item(
        consultation,
        content=b"<!doctype html><script>alert(1)</script>",
        claimed={"filename": 'a".html'},
    )
    answer = registrar(consultation).get(url(consultation, "file", item.number, 0))
    assert b"".join(answer.streaming_content) == b"<!doctype html><script>alert(1)</script>"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_scripts_in_what_was_sent_are_text(registrar):
    consultation = make_consultation()
    client = registrar(consultation)
    item = send_form(client, consultation, text="<script>alert(1)</script>", title="<b>x</b>")
    shown = client.get(url(consultation, "item", item.number)).content.decode()
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown
    assert "<b>x</b>" not in shown


def test_the_decisions_on_an_entry(registrar):
    consultation = make_consultation()
    group = make_group(consultation)
    entry = make_contribution(consultation, contributor="Ada", consent=Consent.WITHHELD)
    client = registrar(consultation)

    def act(verb, **sent):
        answer = client.post(
            url(consultation, "act", "W", 1, verb),
            {f"{verb}-{name}": value for name, value in sent.items()},
        )
        entry.refresh_from_db()
        return answer.status_code

    assert act("publish") == 409
    assert act("consent", consent="named", reason="By telephone") == 302
    assert act("publish") == 302
    assert act("confirm", reason="") == 422
    assert act("confirm", reason="Signed letter") == 302
    assert act("reclassify", group=group.key, reason="It says so") == 302
    assert act("admit", reason="r") == 409
    assert (entry.consent, entry.attribution, entry.group) == ("named", "confirmed", group)
    assert list(public(consultation)) == [entry]
    assert act("void", reason="A test") == 302
    assert list(public(consultation)) == []
    assert act("nonsense") == 404


def test_publishing_those_that_are_ticked(registrar):
    consultation, other = make_consultation(), make_consultation()
    first, second = make_contribution(consultation), make_contribution(consultation)
    foreign = make_contribution(other)
    make_contribution(consultation, consent=Consent.WITHHELD)
    client = registrar(consultation)
    page = client.get(url(consultation, "publish_many"))
    assert [entry for entry, _shown in page.context["waiting"]] == [first, second]
    client.post(
        url(consultation, "publish_many"), {"chosen": [first.pk, foreign.pk, "x", "9" * 30]}
    )
    assert list(Contribution.objects.filter(published_at__isnull=False)) == [first]


def test_the_register_is_filtered(registrar):
    consultation = make_consultation()
    group = make_group(consultation)
    make_contribution(consultation, contributor="Ada", group=group)
    make_contribution(consultation, contributor="Bob", title="On access", published=True)
    client = registrar(consultation)

    def found(**asked):
        page = client.get(url(consultation, "register"), asked).context["page"]
        return [entry.contributor for entry in page]

    assert found() == ["Ada", "Bob"]
    assert found(words="access") == ["Bob"]
    assert found(group=group.key) == ["Ada"]
    assert found(state="published") == ["Bob"]
    assert found(mode="presentation") == []


def test_documents_of_another_consultation_are_not_handed_out(registrar):
    consultation, other = make_consultation(), make_consultation()
    entry = make_contribution(other, documents=None)
    document = current_version(entry).documents.get()
    client = registrar(consultation)
    assert client.get(url(consultation, "document", document.pk)).status_code == 404


def test_an_item_that_was_set_aside_shows_its_history(registrar):
    consultation = make_consultation()
    item = make_item(consultation)
    dispose(item, kind=DispositionKind.MISDIRECTED, reason="For another office", by="tests")
    shown = registrar(consultation).get(url(consultation, "item", 1)).content.decode()
    assert "For another office" in shown
    assert "Enter it into the register" not in shown
