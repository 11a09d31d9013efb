"""A watched folder: each file once, whole, durable first, never deleted."""

import os
import time
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.utils import timezone

from rapporteur.base.originals import queries as originals
from rapporteur.cli import rapporteur
from rapporteur.stages.contributions.choices import ItemChannel
from rapporteur.stages.contributions.imports import watched
from rapporteur.stages.contributions.models import Item
from tests.factories.mandate import make_consultation

pytestmark = pytest.mark.django_db


def taken(folder, consultation):
    return [*watched.take_new(folder, consultation, ItemChannel.FAX, settled=0.01)]


def test_a_fax_is_kept_then_put_away(tmp_path):
    consultation = make_consultation()
    (tmp_path / "fax 1.tif").write_bytes(b"II*\0 a fax")
    (tmp_path / "empty.tif").write_bytes(b"")
    items = [each.item for each in taken(tmp_path, consultation)]
    assert [(each.channel, originals.read(each.original)) for each in items] == [
        ("fax", b""),
        ("fax", b"II*\0 a fax"),
    ]
    assert items[1].claimed == {"filename": "fax 1.tif"}
    assert sorted(path.name for path in (tmp_path / "taken").iterdir()) == [
        f"R-{items[0].number} empty.tif",
        f"R-{items[1].number} fax 1.tif",
    ]
    assert taken(tmp_path, consultation) == []


def test_one_that_a_crash_left_there_is_the_same_item(tmp_path, monkeypatch):
    consultation = make_consultation()
    (tmp_path / "a.tif").write_bytes(b"a")
    with monkeypatch.context() as crash:
        crash.setattr(watched, "_put_away", lambda *_: "crashed")
        [first] = taken(tmp_path, consultation)
    [second] = taken(tmp_path, consultation)
    assert (first.item, Item.objects.count(), second.problem) == (second.item, 1, "")


def test_the_same_bytes_sent_again_are_a_second_item(tmp_path):
    consultation = make_consultation()
    for _ in range(2):
        (tmp_path / "a.tif").write_bytes(b"a")
        taken(tmp_path, consultation)
        time.sleep(0.01)
    assert Item.objects.count() == 2


def test_one_that_still_grows_waits(tmp_path, monkeypatch):
    consultation = make_consultation()
    path = tmp_path / "a.tif"
    path.write_bytes(b"a")
    with monkeypatch.context() as scanning:
        scanning.setattr(watched.time, "sleep", lambda _: path.write_bytes(b"a longer one"))
        assert taken(tmp_path, consultation) == []
    assert len(taken(tmp_path, consultation)) == 1


def test_names_with_traps(tmp_path):
    consultation = make_consultation()
    outside = tmp_path / "outside"
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "within").mkdir()
    outside.write_bytes(b"secret")
    (folder / "link.tif").symlink_to(outside)
    (folder / ".part").write_bytes(b"x")
    (folder / ("n" * 250)).write_bytes(b"long")
    (folder / os.fsdecode(b"\xff\xe9\n.tif")).write_bytes(b"odd")
    found = taken(folder, consultation)
    assert {originals.read(each.item.original) for each in found if each.item} == {b"long", b"odd"}
    assert [each.problem for each in found if not each.item] == [
        "It is a link and was not followed."
    ]
    assert outside.read_bytes() == b"secret"
    assert (folder / ".part").exists()


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_date_that_cannot_be_is_not_believed(tmp_path, year):
    path = tmp_path / "a.tif"
    path.write_bytes(b"a")
    os.utime(path, ((year - 1970) * 31_557_600,) * 2)
    [found] = taken(tmp_path, make_consultation())
    assert timezone.now() - found.item.received_at < timedelta(minutes=1)


def test_when_it_was_written_is_when_it_was_received(tmp_path):
    path = tmp_path / "a.tif"
    path.write_bytes(b"a")
    at = timezone.now() - timedelta(hours=3)
    os.utime(path, (at.timestamp(),) * 2)
    [found] = taken(tmp_path, make_consultation())
    assert abs(found.item.received_at - at) < timedelta(seconds=1)


def test_on_the_command_line(tmp_path):
    consultation = make_consultation()
    (tmp_path / "a.tif").write_bytes(b"a")
    (tmp_path / "link").symlink_to(tmp_path)
    arguments = ["receive", "folder", str(tmp_path), "--channel", "post"]
    done = CliRunner().invoke(rapporteur, [*arguments, "--consultation", consultation.slug])
    item = Item.objects.get()
    assert (done.exit_code, done.stdout, item.channel) == (1, f"{item.reference}\n", "post")
    assert "link: It is a link and was not followed." in done.stderr
    none = CliRunner().invoke(
        rapporteur,
        ["receive", "folder", "none", "--channel", "fax", "--consultation", consultation.slug],
    )
    assert none.exit_code == 1
