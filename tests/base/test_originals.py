import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from rapporteur.base.models import Original
from rapporteur.base.originals.actions import keep
from rapporteur.base.originals.queries import damaged, hash_file, path_of, read
from rapporteur.base.refusals import Refused

pytestmark = pytest.mark.django_db


@hypothesis(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=2000))
def test_what_is_kept_comes_back_byte_for_byte(content: bytes) -> None:
    original = keep(content)
    assert original.sha256 == hashlib.sha256(content).hexdigest()
    assert (read(original), original.size) == (content, len(content))


def test_pieces_are_kept_as_one_and_the_same_bytes_once() -> None:
    first = keep([b"one ", b"", b"two"])
    again = keep(b"one two")
    assert (first.pk, Original.objects.count()) == (again.pk, 1)


def test_nothing_at_all_is_an_original_too() -> None:
    assert read(keep(b"")) == b""


def test_what_is_too_large_is_refused_and_leaves_nothing(settings: Settings) -> None:
    settings.MAX_ORIGINAL = 10
    before = sorted(Path(settings.ORIGINALS).rglob("*"))
    with pytest.raises(Refused, match="The file was not taken"):
        keep([b"12345", b"67890", b"1"])
    assert Original.objects.count() == 0
    assert sorted(Path(settings.ORIGINALS).rglob("*")) == before
    assert keep(b"1234567890").size == 10


def test_an_upload_that_breaks_off_leaves_nothing(settings: Settings) -> None:
    def broken() -> object:
        yield b"first piece"
        raise ConnectionResetError

    before = sorted(Path(settings.ORIGINALS).rglob("*"))
    with pytest.raises(ConnectionResetError):
        keep(broken())
    assert sorted(Path(settings.ORIGINALS).rglob("*")) == before


def test_damage_is_found_and_said() -> None:
    sound, changed, lost = keep(b"sound"), keep(b"changed"), keep(b"lost")
    path_of(changed.sha256).write_bytes(b"Changed")
    path_of(lost.sha256).unlink()
    assert list(damaged([sound, changed, lost])) == [
        (changed, "the bytes no longer match the hash"),
        (lost, "the file is missing"),
    ]
    with pytest.raises(Refused, match="is not in the store"):
        read(lost)


def test_a_file_that_was_lost_is_put_back_when_its_bytes_arrive_again() -> None:
    original = keep(b"came back")
    path_of(original.sha256).unlink()
    assert read(keep(b"came back")) == b"came back"


def test_an_erased_original_is_a_tombstone_with_its_reason() -> None:
    from django.utils import timezone

    original = keep(b"erased")
    original.erased_at, original.erased_because = timezone.now(), "A court ordered it."
    original.save()
    path_of(original.sha256).unlink()
    assert list(damaged([original])) == []
    with pytest.raises(Refused, match="A court ordered it"):
        read(original)


def test_a_large_file_is_hashed_in_pieces(tmp_path: Path) -> None:
    content = os.urandom(3_000_000)
    file = tmp_path / "large"
    file.write_bytes(content)
    assert hash_file(file) == hashlib.sha256(content).hexdigest()
