"""A draft of the online form: kept under a private link, sent once, erased in time."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.models import Message
from rapporteur.base.originals.queries import read
from rapporteur.base.outbox.queries import MOST_A_DAY
from rapporteur.stages.contributions import actions
from rapporteur.stages.contributions.actions.marks import new_mark
from rapporteur.stages.contributions.models import Draft, Item, Upload
from rapporteur.stages.contributions.queries.drafts import folder_of, path_of, sent_as
from rapporteur.stages.contributions.queries.items import submission_of
from tests.factories.mandate import make_consultation

pytestmark = pytest.mark.django_db


def page(consultation):
    return reverse("contributions:take_part", args=[consultation.slug])


def link(draft):
    return reverse("contributions:draft", args=[draft.consultation.slug, draft.token])


def typed(**fields):
    return {
        "name": "Amina",
        "text": "Access.",
        "consent": "named",
        "mark": new_mark(),
        **fields,
    }


def begun(client, consultation=None, **fields):
    """A draft that was saved from the form's page."""
    client.post(page(consultation or make_consultation()), typed(do="save", **fields))
    return Draft.objects.latest("pk")


def press(client, draft, do="", **fields):
    """Send the draft's page with what is kept, and what is changed in it."""
    draft.refresh_from_db()
    sent = {**draft.fields, "mark": draft.mark, "revision": draft.revision, "do": do, **fields}
    return client.post(link(draft), sent)


def shown(answer):
    return " ".join(answer.content.decode().split())


def test_a_draft_survives_a_closed_browser_and_is_no_item(client):
    draft = begun(client, name="", text="Half a thou", email="no address yet")
    answer = client.get(link(draft))
    for words in (
        "Half a thou",
        "no address yet",
        "It has not been sent, and nobody has received it.",
        f"http://127.0.0.1:8000{link(draft)}",
    ):
        assert words in shown(answer)
    assert not Item.objects.exists()
    assert not client.cookies


def test_it_is_sent_with_its_files_and_erased(client):
    draft = begun(client, files_1=SimpleUploadedFile("../a.txt", b"one"))
    press(client, draft, "add", files_1=[SimpleUploadedFile("b.txt", b"two")])
    folder = folder_of(draft.pk)
    assert folder.is_dir()
    answer = press(client, draft, text="Access for all.")
    item = Item.objects.get()
    assert answer["Location"] == reverse(
        "contributions:receipt", args=[item.consultation.slug, item.token]
    )
    assert submission_of(item).text == "Access for all."
    assert [(each.filename, read(each.original)) for each in item.attachments.all()] == [
        ("a.txt", b"one"),
        ("b.txt", b"two"),
    ]
    assert not Draft.objects.exists()
    assert not folder.exists()
    assert client.get(link(draft)).status_code == 404


def test_files_alone_are_a_contribution(client):
    draft = begun(client, text="", files_1=SimpleUploadedFile("a.txt", b"one"))
    assert press(client, draft).status_code == 302
    assert Item.objects.count() == 1


def test_what_is_missing_is_said_and_all_is_kept(client):
    draft = begun(client, name="")
    answer = press(client, draft, files_1=SimpleUploadedFile("a.txt", b"one"), title="Typed")
    assert answer.status_code == 422
    assert "a.txt" in shown(answer)
    draft.refresh_from_db()
    assert draft.fields["title"] == "Typed"
    assert [each.filename for each in draft.uploads.all()] == ["a.txt"]


def test_a_file_is_taken_out(client):
    draft = begun(client, files_1=SimpleUploadedFile("a.txt", b"one"))
    upload = draft.uploads.get()
    press(client, draft, f"remove-{upload.pk}")
    assert not draft.uploads.exists()
    assert not path_of(upload).exists()


def test_nobody_takes_out_a_file_of_another_draft(client):
    draft, other = begun(client), begun(client, files_1=SimpleUploadedFile("a.txt", b"one"))
    press(client, draft, f"remove-{other.uploads.get().pk}")
    assert other.uploads.count() == 1


def test_two_browsers_on_one_draft_lose_no_words(client):
    draft = begun(client)
    before = {"revision": draft.revision, "mark": draft.mark}
    press(client, draft, "save", text="From the first.")
    answer = client.post(link(draft), typed(**before, text="From the second.", do="save"))
    assert answer.status_code == 409
    assert "was changed in another window" in shown(answer)
    assert "From the second." in shown(answer)
    draft.refresh_from_db()
    assert draft.fields["text"] == "From the first."
    assert f'name="revision" value="{draft.revision}"' in shown(answer)


def test_saving_the_same_twice_is_no_conflict(client):
    draft = begun(client)
    fields = typed(mark=draft.mark, revision=draft.revision, text="Same.", do="save")
    assert [client.post(link(draft), fields).status_code for _turn in range(2)] == [302, 302]


def test_a_draft_that_was_sent_the_short_way_is_sent(client):
    consultation = make_consultation()
    fields = typed()
    client.post(page(consultation), {**fields, "do": "save"})
    client.post(page(consultation), fields)
    draft, item = Draft.objects.get(), Item.objects.get()
    receipt = reverse("contributions:receipt", args=[consultation.slug, item.token])
    assert client.get(link(draft))["Location"] == receipt
    answer = press(client, draft, text="Other words, from a window that was open.")
    assert answer.status_code == 409
    assert "This draft was sent already" in shown(answer)
    assert "from a window that was open" in shown(answer)
    assert receipt in shown(answer)
    assert Item.objects.count() == 1
    assert actions.purge_drafts(timezone.now()) == 1


def test_the_same_draft_sent_twice_at_once_is_one_item():
    draft = actions.begin_draft(make_consultation(), {}, mark=new_mark())
    from rapporteur.stages.contributions.rules import Submission

    said = Submission("c", "Amina", "named", text="Access.")
    again = Draft.objects.get(pk=draft.pk)
    assert actions.send_draft(draft, said) == actions.send_draft(again, said)


def test_the_link_is_mailed_three_times_and_none_of_the_words(client):
    draft = begun(client, email="amina@example.org", text="A secret.")
    answers = [press(client, draft, "mail") for _turn in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 409]
    assert "It was sent 3 times already." in shown(answers[-1])
    message = Message.objects.first()
    assert (Message.objects.count(), message.to) == (3, "amina@example.org")
    assert link(draft) in message.text
    assert "A secret." not in message.text


def test_nobodys_mailbox_is_filled_with_links(client):
    consultation = make_consultation()
    for number in range(MOST_A_DAY + 2):
        address = "Ana@example.org" if number % 2 else "ana@example.org"
        answer = press(client, begun(client, consultation, text=str(number)), "mail", email=address)
    assert answer.status_code == 409
    assert Message.objects.count() == MOST_A_DAY
    assert (
        press(client, begun(client, consultation), "mail", email="b@example.org").status_code == 302
    )
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        again = press(client, begun(client, consultation), "mail", email="ana@example.org")
    assert again.status_code == 302


def test_that_it_was_sent_is_seen_whatever_the_rules_of_sorting(client):
    """The PostgreSQL of the tests sorts as a language does, SQLite by the numbers of characters."""
    draft = begun(client)
    assert sent_as(draft) is None
    client.post(page(draft.consultation), {**draft.fields, "mark": draft.mark})
    assert sent_as(draft) == Item.objects.get()


def test_no_address_no_mail(client):
    draft = begun(client, email="nobody")
    answer = press(client, draft, "mail")
    assert (answer.status_code, Message.objects.count()) == (409, 0)
    assert "“nobody” is no e-mail address." in shown(answer)


def test_a_draft_is_erased_when_its_time_is_over(client):
    draft = begun(client, files_1=SimpleUploadedFile("a.txt", b"one"))
    end = draft.saved_at + settings.DRAFT_KEPT
    assert actions.purge_drafts(end - timedelta(seconds=1)) == 0
    assert actions.purge_drafts(end) == 1
    assert not folder_of(draft.pk).exists()
    answer = client.get(link(draft))
    assert answer.status_code == 404
    assert "30 days after it was last saved" in shown(answer)


def test_files_that_no_draft_has_are_cleared_away():
    left = Path(settings.DRAFTS) / "999999"
    left.mkdir(parents=True)
    actions.purge_drafts(timezone.now())
    assert not left.exists()


def test_a_guessed_link_and_one_of_another_consultation_lead_nowhere(client):
    draft, other = begun(client), make_consultation()
    for slug, token in ((draft.consultation.slug, "guessed"), (other.slug, draft.token)):
        address = reverse("contributions:draft", args=[slug, token])
        assert client.get(address).status_code == 404
        assert client.post(address, typed()).status_code == 404
        uploads = reverse("contributions:uploads", args=[slug, token])
        assert client.post(uploads, headers={"Upload-Length": "1"}).status_code == 404
    assert not Item.objects.exists()


def test_a_script_is_answered_with_the_address_or_a_sentence(client):
    consultation = make_consultation()
    json = {"Accept": "application/json"}
    told = client.post(page(consultation), typed(do="save"), headers=json).json()
    draft = Draft.objects.get()
    assert told == {
        "address": link(draft),
        "link": f"http://127.0.0.1:8000{link(draft)}",
        "uploads": f"{link(draft)}files/",
        "revision": 1,
    }
    stale = client.post(link(draft), typed(do="save", revision=0, text="x"), headers=json)
    assert (stale.status_code, list(stale.json())) == (409, ["error"])
    draft.delete()
    assert client.post(link(draft), typed(do="save"), headers=json).status_code == 404


@pytest.mark.parametrize(
    "fields", [{"text": "x" * 200_001}, {"do": "remove-" + "9" * 400}, {"revision": "-1"}]
)
def test_odd_fields_are_a_sentence_or_nothing(client, fields):
    draft = begun(client)
    assert press(client, draft, **{"do": "save", **fields}).status_code in (302, 409)
    draft.refresh_from_db()
    assert draft.fields["text"] == "Access."


def test_a_nul_is_kept_visible_in_a_draft_and_refused_when_it_is_sent(client):
    draft = begun(client, name="A\0")
    assert draft.fields["name"] == "A␀"


def test_what_is_over_or_not_announced_has_no_drafts(client):
    consultation = make_consultation(announced=False)
    assert client.post(page(consultation), typed(do="save")).status_code == 404
    past = make_consultation(reconstructed=True)
    client.post(page(past), typed(do="save"))
    assert not Draft.objects.exists()


def test_ten_thousand_parts_are_a_sentence(client):
    fields = {f"field_{number}": "x" for number in range(10_000)}
    answer = client.post(page(make_consultation()), typed(**fields, do="save"))
    assert answer.status_code == 413
    assert "too much for one form" in shown(answer)
    assert not Draft.objects.exists()


def test_more_files_than_are_taken_are_a_sentence(client, settings):
    settings.MAX_FILES = 1
    files = [SimpleUploadedFile("a.txt", b"one"), SimpleUploadedFile("b.txt", b"two")]
    draft = begun(client)
    answer = press(client, draft, "add", files_1=files)
    assert answer.status_code == 409
    assert "There are 1 files already" in shown(answer)
    assert [each.filename for each in draft.uploads.all()] == ["a.txt"]


def test_a_draft_may_be_sent_in_the_time_of_grace_and_what_was_uploaded_counts(client):
    consultation = make_consultation()
    draft = begun(client, consultation)
    closing = timezone.now() + timedelta(hours=1)
    with time_machine.travel(closing + timedelta(minutes=5), tick=False):
        press(client, draft)
    item = Item.objects.get()
    assert item.timing.in_time_for(closing)
    assert not Upload.objects.exists()
