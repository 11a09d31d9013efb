"""Mail that was received elsewhere comes in whole, once, and what cannot be kept is named."""

import mailbox

import pytest

from rapporteur.base.originals.queries import read
from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions.imports import import_mail, mail_archive
from rapporteur.stages.contributions.models import Item
from tests.core.mail.test_reading import message
from tests.factories.mandate import make_consultation

pytestmark = pytest.mark.django_db


def messages(many):
    return [message(f"Number {number}").as_bytes() for number in range(many)]


def taken(consultation, place):
    outcome = import_mail(consultation, place, by="tests")
    return outcome.taken, outcome.there, [str(problem) for problem in outcome.problems]


@pytest.mark.parametrize("batch", [1, 3])
def test_an_mbox_is_brought_in_once(tmp_path, monkeypatch, batch):
    monkeypatch.setattr(mail_archive, "BATCH", batch)
    place, consultation = tmp_path / "inbox", make_consultation()
    box = mailbox.mbox(place)
    for raw in [*messages(4), messages(1)[0]]:
        box.add(raw)
    box.close()
    assert taken(consultation, place) == (4, 1, [])
    assert taken(consultation, place) == (0, 5, [])
    assert {read(item.original) for item in Item.objects.all()} == set(messages(4))


def test_a_maildir_and_a_folder_of_messages_are_brought_in(tmp_path):
    consultation = make_consultation()
    box = mailbox.Maildir(tmp_path / "Maildir")
    for raw in messages(2):
        box.add(raw)
    folder = tmp_path / "folder"
    folder.mkdir()
    for number, raw in enumerate(messages(3)):
        (folder / f"{number}.eml").write_bytes(raw)
    (folder / "empty").write_bytes(b"")
    assert taken(consultation, tmp_path / "Maildir") == (2, 0, [])
    assert taken(consultation, folder) == (2, 2, [])
    assert taken(consultation, folder / "1.eml") == (0, 1, [])


def test_a_message_that_is_too_large_is_named_and_the_others_are_taken(tmp_path, settings):
    settings.MAX_ORIGINAL = 1000
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, raw in (("1", b"x" * 2000), *(zip("23", messages(2), strict=True))):
        (folder / name).write_bytes(raw)
    many, there, problems = taken(make_consultation(), folder)
    assert (many, there, len(problems)) == (2, 0, 1)
    assert problems[0].startswith("1: “1” has 0 MB, and at most 0 MB are kept")


def test_what_leads_out_of_the_folder_or_cannot_be_read_is_named(tmp_path):
    (tmp_path / "secret").write_bytes(messages(1)[0])
    folder = tmp_path / "folder"
    (folder / "within").mkdir(parents=True)
    (folder / "good").write_bytes(messages(2)[1])
    (folder / "link").symlink_to("../secret")
    (folder / "nowhere").symlink_to("gone")
    many, there, problems = taken(make_consultation(), folder)
    assert (many, there) == (1, 0)
    assert [problem.partition(":")[0] for problem in problems] == ["link", "nowhere", "within"]
    assert "leads out of the folder" in problems[0]


def test_a_message_of_an_mbox_that_is_too_large_is_named_by_its_line(tmp_path, settings):
    settings.MAX_ORIGINAL = 1000
    place = tmp_path / "inbox"
    line = b"From a@example.org Mon Jan  5 10:00:00 2026\n"
    place.write_bytes(line + b"X: " + b"x" * 2000 + b"\n\n" + line + messages(1)[0])
    many, there, problems = taken(make_consultation(), place)
    assert (many, there, len(problems)) == (1, 0, 1)
    assert problems[0].startswith("inbox, line 2: What was sent was not taken")


def test_no_such_place_is_said(tmp_path):
    with pytest.raises(Refused, match="There is no file or folder"):
        import_mail(make_consultation(), tmp_path / "none", by="tests")
