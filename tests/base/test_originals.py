import hashlib
import os
from pathlib import Path

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from rapporteur.base.models import Original
from rapporteur.base.originals.actions import keep
from rapporteur.base.originals.models import SMALL
from rapporteur.base.originals.queries import damaged, path_of, read
from rapporteur.base.refusals import Refused

pytestmark = pytest.mark.django_db
LARGE = SMALL + 1  # bytes: so many stand in a file


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
        yield b"first piece" * SMALL
        raise ConnectionResetError

    before = sorted(Path(settings.ORIGINALS).rglob("*"))
    with pytest.raises(ConnectionResetError):
        keep(broken())
    assert sorted(Path(settings.ORIGINALS).rglob("*")) == before


def test_damage_is_found_and_said() -> None:
    sound, changed, lost = keep(b"sound"), keep(b"changed"), keep(b"lost")
    Original.objects.filter(pk=changed.pk).update(content=b"Changed")
    Original.objects.filter(pk=lost.pk).update(content=None)
    assert list(damaged([sound, changed, lost])) == [
        (changed, "the bytes no longer match the hash"),
        (lost, "the bytes are missing"),
    ]
    with pytest.raises(Refused, match="is not in the store"):
        read(lost)


def test_damage_to_files_is_found_and_said() -> None:
    sound, changed, lost = (keep(letter * LARGE) for letter in (b"a", b"b", b"c"))
    path_of(changed.sha256).write_bytes(b"Changed")
    path_of(lost.sha256).unlink()
    assert list(damaged([sound, changed, lost])) == [
        (changed, "the bytes no longer match the hash"),
        (lost, "the bytes are missing"),
    ]


@pytest.mark.parametrize("size", [SMALL - 1, SMALL, SMALL + 1, 3_000_000])
def test_small_and_large_come_back_alike(size: int) -> None:
    content = os.urandom(size)
    pieces = [content[: size // 3], content[size // 3 :]]
    original = keep(pieces)
    assert (read(original), original.size) == (content, size)
    assert path_of(original.sha256).exists() == (size > SMALL)
    assert list(damaged([original])) == []


@pytest.mark.parametrize("content", [b"came back", b"came back" * SMALL])
def test_bytes_that_were_lost_are_put_back_when_they_arrive_again(content: bytes) -> None:
    original = keep(content)
    Original.objects.filter(pk=original.pk).update(content=None)
    path_of(original.sha256).unlink(missing_ok=True)
    assert read(keep(content)) == content


def test_a_small_one_that_stands_in_a_file_is_read_from_there() -> None:
    original = keep(b"kept when the limit was lower")
    place = path_of(original.sha256)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(read(original))
    Original.objects.filter(pk=original.pk).update(content=None)
    assert read(original) == b"kept when the limit was lower"
    assert list(damaged([original])) == []


def test_an_erased_original_is_a_tombstone_with_its_reason() -> None:
    original = keep(b"erased")
    original.erased_at, original.erased_because = timezone.now(), "A court ordered it."
    original.save()
    Original.objects.filter(pk=original.pk).update(content=None)
    assert list(damaged([original])) == []
    with pytest.raises(Refused, match="A court ordered it"):
        read(original)


def test_the_queries_that_compare_do_not_grow_with_the_originals(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    originals = [keep(bytes([number])) for number in range(3)]
    for some in (originals[:1], originals):
        with django_assert_num_queries(1):
            assert list(damaged(some)) == []
