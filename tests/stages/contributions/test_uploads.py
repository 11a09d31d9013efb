"""Files of a draft in pieces: they go on where a line broke, and nothing else is believed."""

import hashlib
from base64 import b64encode
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.originals.queries import read
from rapporteur.stages.contributions import actions
from rapporteur.stages.contributions.actions.marks import new_mark
from rapporteur.stages.contributions.actions.uploads import NoRoom, OtherOffset
from rapporteur.stages.contributions.models import Item, Upload
from rapporteur.stages.contributions.queries.drafts import path_of
from rapporteur.stages.contributions.rules import Submission
from tests.factories.mandate import make_consultation

pytestmark = pytest.mark.django_db
TUS = {"Tus-Resumable": "1.0.0"}
PIECE = "application/offset+octet-stream"


def make_draft(consultation=None):
    return actions.begin_draft(consultation or make_consultation(), {}, mark=new_mark())


def place(draft):
    return reverse("contributions:uploads", args=[draft.consultation.slug, draft.token])


def begin(client, draft, size, name="a.txt", **told):
    pairs = ",".join(
        f"{key} {b64encode(value.encode()).decode()}"
        for key, value in {"filename": name, **told}.items()
    )
    headers = {**TUS, "Upload-Length": str(size), "Upload-Metadata": pairs}
    return client.post(place(draft), headers=headers)


def patch(client, at, offset, piece, kind=PIECE):
    headers = {**TUS, "Upload-Offset": str(offset)}
    return client.patch(at, piece, content_type=kind, headers=headers)


def said(**fields):
    return Submission("c", "Amina", "named", text="Access.", **fields)


def test_a_file_comes_in_pieces_and_goes_on_where_it_broke(client):
    draft = make_draft()
    whole = b"0123456789" * 10
    at = begin(client, draft, 100, sha256=hashlib.sha256(whole).hexdigest())["Location"]
    assert patch(client, at, 0, whole[:40]).headers["Upload-Offset"] == "40"
    told = client.head(at)
    assert (told["Upload-Offset"], told["Upload-Length"]) == ("40", "100")
    assert told["Cache-Control"].count("no-store") == 1
    assert patch(client, at, 40, whole[40:]).status_code == 204
    item = actions.send_draft(draft, said())
    (sent,) = item.attachments.all()
    assert (sent.filename, read(sent.original)) == ("a.txt", whole)


@pytest.mark.parametrize("offset", ["0", "39", "41", "100"])
def test_a_piece_that_begins_elsewhere_is_not_taken(client, offset):
    draft = make_draft()
    at = begin(client, draft, 100)["Location"]
    patch(client, at, 0, b"x" * 40)
    answer = patch(client, at, offset, b"y")
    assert answer.status_code == 409
    assert "at byte 40" in answer.content.decode()
    assert path_of(Upload.objects.get()).read_bytes() == b"x" * 40


@pytest.mark.parametrize("offset", ["", "-1", "x", "9" * 40, "1.5"])
def test_an_offset_that_is_no_number_is_a_sentence(client, offset):
    at = begin(client, make_draft(), 100)["Location"]
    assert patch(client, at, offset, b"y").status_code == 400


@pytest.mark.parametrize("size", ["", "-1", "x", "9" * 40])
def test_a_length_that_is_no_number_is_a_sentence(client, size):
    assert begin(client, make_draft(), size).status_code == 400
    assert not Upload.objects.exists()


def test_more_than_was_announced_is_not_taken(client):
    at = begin(client, make_draft(), 3)["Location"]
    assert patch(client, at, 0, b"abcd").status_code == 413
    assert Upload.objects.get().received == 0


def test_a_file_larger_than_is_kept_is_refused_before_it_is_sent(client, settings):
    settings.MAX_ORIGINAL = 1_000_000
    answer = begin(client, make_draft(), 1_000_001, "large.pdf")
    assert answer.status_code == 413
    assert "“large.pdf” was not added. It is larger than 1 MB" in answer.content.decode()


def test_files_together_larger_than_a_draft_may_be_are_refused(client, settings):
    settings.MAX_DRAFT = 1_000_000
    draft = make_draft()
    assert begin(client, draft, 900_000).status_code == 201
    assert "larger than 1 MB" in begin(client, draft, 100_001).content.decode()


def test_another_checksum_sends_it_back_to_the_start(client):
    at = begin(client, make_draft(), 3, sha256="0" * 64)["Location"]
    answer = patch(client, at, 0, b"abc")
    assert answer.status_code == 460
    assert (client.head(at)["Upload-Offset"], Upload.objects.get().completed_at) == ("0", None)
    assert patch(client, at, 0, b"abc").status_code == 460


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\\b\0c.txt", "", "‮fdp.exe", "x" * 5000])
def test_a_name_is_shown_plainly_and_is_no_place_on_the_disk(client, name):
    draft = make_draft()
    at = begin(client, draft, 1, name)["Location"]
    patch(client, at, 0, b"x")
    upload = Upload.objects.get()
    assert path_of(upload).name == str(upload.pk)
    assert not set("/\\\0‮") & set(upload.filename)
    assert 0 < len(upload.filename) <= 300


def test_metadata_that_is_nonsense_is_no_name(client):
    headers = {**TUS, "Upload-Length": "1", "Upload-Metadata": "filename ÿ,, ,sha256 !!,x"}
    assert client.post(place(make_draft()), headers=headers).status_code == 201
    assert Upload.objects.get().filename == "unnamed"


def test_an_empty_file_is_there_at_once(client):
    at = begin(client, make_draft(), 0)["Location"]
    assert Upload.objects.get().completed_at is not None
    headers = {**TUS, "Upload-Offset": "0"}
    answer = client.generic("PATCH", at, b"", PIECE, headers=headers, CONTENT_TYPE=PIECE)
    assert answer.status_code == 204


def test_it_is_taken_out(client):
    draft = make_draft()
    at = begin(client, draft, 3)["Location"]
    patch(client, at, 0, b"abc")
    file = path_of(Upload.objects.get())
    assert client.delete(at).status_code == 204
    assert not file.exists()
    assert client.head(at).status_code == 404
    assert patch(client, at, 0, b"abc").status_code == 404


def test_a_file_of_another_draft_is_not_there(client):
    one, other = make_draft(), make_draft()
    pk = int(begin(client, one, 3)["Location"].split("/")[-2])
    at = reverse("contributions:upload", args=[other.consultation.slug, other.token, pk])
    assert patch(client, at, 0, b"abc").status_code == 404


def test_other_kinds_of_content_and_verbs_are_refused(client):
    draft = make_draft()
    at = begin(client, draft, 3)["Location"]
    assert patch(client, at, 0, b"abc", "text/plain").status_code == 415
    assert client.get(at).status_code == 405
    assert client.put(place(draft)).status_code == 405
    told = client.options(place(draft))
    assert (told["Tus-Version"], told["Tus-Max-Size"]) == ("1.0.0", "100000000")


def test_a_piece_on_the_disk_that_was_never_counted_is_written_over():
    upload = actions.begin_upload(make_draft(), filename="a", size=6)
    path_of(upload).parent.mkdir(parents=True, exist_ok=True)
    path_of(upload).write_bytes(b"garbage of a crash")
    actions.take_piece(upload, offset=0, piece=b"abc")
    actions.take_piece(upload, offset=3, piece=b"def")
    assert path_of(upload).read_bytes() == b"abcdef"


def test_two_that_send_the_same_piece_write_it_once():
    upload = actions.begin_upload(make_draft(), filename="a", size=6)
    again = Upload.objects.get(pk=upload.pk)
    actions.take_piece(upload, offset=0, piece=b"abc")
    with pytest.raises(OtherOffset):
        actions.take_piece(again, offset=0, piece=b"abc")


def test_a_full_disk_is_a_sentence_and_loses_nothing():
    draft = make_draft()
    upload = actions.begin_upload(draft, filename="a.txt", size=6)
    actions.take_piece(upload, offset=0, piece=b"abc")
    kept = path_of(upload).rename(path_of(upload).with_suffix(".aside"))
    path_of(upload).symlink_to("/dev/full")
    with pytest.raises(NoRoom, match="There is no room for it here at the moment"):
        actions.take_piece(upload, offset=3, piece=b"def")
    path_of(upload).unlink()
    kept.rename(path_of(upload))
    actions.take_piece(upload, offset=3, piece=b"def")
    assert path_of(upload).read_bytes() == b"abcdef"


def test_a_file_that_the_disk_would_not_hold_is_refused_before_it_is_sent(client, monkeypatch):
    monkeypatch.setattr("rapporteur.base.disk.RESERVE", 10**18)
    answer = begin(client, make_draft(), 3)
    assert answer.status_code == 507
    assert "There is no room for it" in answer.content.decode()


def test_what_nobody_has_sent_leaves_as_much_room_as_it_takes(client, monkeypatch):
    uploads = "rapporteur.stages.contributions.actions.uploads"
    monkeypatch.setattr("rapporteur.base.disk.RESERVE", 0)
    monkeypatch.setattr(f"{uploads}._room_left", lambda size: 1000 - size)
    at = begin(client, make_draft(), 400)
    assert at.status_code == 201
    assert begin(client, make_draft(), 501).status_code == 507
    patch(client, at["Location"], 0, b"x" * 400)
    assert begin(client, make_draft(), 300).status_code == 201
    assert begin(client, make_draft(), 301).status_code == 507


def test_a_piece_that_would_take_the_last_room_is_not_taken(client, monkeypatch):
    at = begin(client, make_draft(), 400)["Location"]
    assert patch(client, at, 0, b"x" * 100).status_code == 204
    monkeypatch.setattr("rapporteur.base.disk.RESERVE", 10**18)
    assert patch(client, at, 100, b"x" * 100).status_code == 507
    assert client.head(at)["Upload-Offset"] == "100"


def test_a_draft_with_a_file_that_is_not_whole_is_not_sent(client):
    draft = make_draft()
    at = begin(client, draft, 4, "slow.pdf")["Location"]
    patch(client, at, 0, b"ab")
    address = reverse("contributions:draft", args=[draft.consultation.slug, draft.token])
    fields = {"name": "Amina", "consent": "named", "text": "x", "revision": "1"}
    answer = client.post(address, fields)
    assert answer.status_code == 409
    assert "Not whole yet: “slow.pdf”" in answer.content.decode()
    assert not Item.objects.exists()
    patch(client, at, 2, b"cd")
    assert client.post(address, {**fields, "revision": "2"}).status_code == 302


def test_an_upload_begun_before_the_closing_instant_is_in_time(client):
    closing = timezone.now() + timedelta(hours=1)
    with time_machine.travel(closing - timedelta(seconds=1), tick=False) as clock:
        draft = make_draft()
        upload = actions.begin_upload(draft, filename="a", size=6)
        clock.move_to(closing + timedelta(hours=2))
        actions.take_piece(upload, offset=0, piece=b"abcdef")
        clock.move_to(closing + timedelta(hours=2, minutes=14))
        item = actions.send_draft(draft, said())
    assert item.begun_at == closing - timedelta(seconds=1)
    assert item.timing.in_time_for(closing)


def test_an_upload_that_was_over_long_ago_makes_nothing_in_time(client):
    closing = timezone.now() + timedelta(hours=1)
    with time_machine.travel(closing - timedelta(hours=1), tick=False) as clock:
        draft = make_draft()
        upload = actions.begin_upload(draft, filename="a", size=6)
        actions.take_piece(upload, offset=0, piece=b"abcdef")
        clock.move_to(closing + timedelta(minutes=15))
        item = actions.send_draft(draft, said())
    assert item.begun_at is None
    assert not item.timing.in_time_for(closing)
