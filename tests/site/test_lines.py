"""Lines by which next to nothing comes or goes end, and take no thread with them."""

import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Thread
from time import sleep

import pytest

from rapporteur.site.lines import Impatient, Line, end_what_stalls


@pytest.mark.parametrize("limit", ["STALLED", "SLOWEST"])
def test_a_thread_does_not_wait_for_what_never_comes(limit):
    """Of who sends nothing, and of who sends a byte now and then."""
    ours, theirs = socket.socketpair()
    with ours, theirs, pytest.MonkeyPatch.context() as patch:
        patch.setattr("rapporteur.site.lines.STALLED", 1 if limit == "STALLED" else 0)
        end_what_stalls(ours)
        reader = Impatient(ours)
        reader.unread(b"")
        if limit == "SLOWEST":
            theirs.send(b"a")
            assert reader.chunk(1) == b"a"
            patch.setattr("rapporteur.site.lines.SLOWEST", 1e12)
        with pytest.raises(ConnectionResetError):
            reader.chunk(1)


@pytest.mark.parametrize("limit", ["STALLED", "SLOWEST"])
@pytest.mark.parametrize("is_file", [False, True])
def test_a_thread_does_not_wait_for_who_takes_no_answer(limit, is_file, monkeypatch, tmp_path):
    """Of who takes nothing, and of who takes little now and then."""
    place = tmp_path / "a"
    place.write_bytes(bytes(10_000_000))
    monkeypatch.setattr("rapporteur.site.lines.STALLED", 1)
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        socket.create_connection(listener.getsockname()) as theirs,
        Line(listener.accept()[0].detach()) as ours,
        place.open("rb") as file,
    ):
        if limit == "SLOWEST":
            monkeypatch.setattr("rapporteur.site.lines.SLOWEST", 1e12)
            Thread(target=_take_little, args=[theirs]).start()
        with pytest.raises(ConnectionResetError):
            ours.sendfile(file, 0, 10_000_000) if is_file else ours.sendall(file.read())


def _take_little(theirs):
    with suppress(OSError):
        while theirs.recv(200_000):
            sleep(0.3)


def test_an_answer_is_sent_whole(tmp_path):
    place = tmp_path / "a"
    place.write_bytes(bytes(range(256)) * 8000)
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        socket.create_connection(listener.getsockname()) as theirs,
        ThreadPoolExecutor() as pool,
    ):
        with Line(listener.accept()[0].detach()) as ours, place.open("rb") as file:
            come = pool.submit(theirs.makefile("rb").read)
            ours.sendall(b"head")
            assert ours.sendfile(file, 1, 1_000_000) == 1_000_000
            assert ours.sendfile(file, 2_000_000) == 48_000
            ours.sendall(place.read_bytes())
        whole = place.read_bytes()
        assert come.result() == b"head" + whole[1:1_000_001] + whole[2_000_000:] + whole
