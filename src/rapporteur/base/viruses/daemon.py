"""Asking ClamAV's daemon about bytes, by its own protocol (clamd(8), INSTREAM)."""

import socket
from collections.abc import Iterable
from contextlib import closing

from django.conf import settings

SECONDS = 120  # that the daemon may take to answer
_PIECE = 1 << 18  # bytes sent at once
_LONGEST_ANSWER = 4096


class NoDaemon(Exception):
    """Nobody answers where the daemon should be, or not as a daemon does."""


class TooLarge(Exception):
    """The daemon takes no file of that size (its StreamMaxLength)."""


def is_configured() -> bool:
    """Whether the settings name a daemon."""
    return bool(settings.CLAMD)


def version() -> str:
    """What the daemon says that it is, with its signatures. Raises NoDaemon."""
    with closing(_connected()) as connection:
        return _answer(connection, b"zVERSION\0")


def virus_in(content: Iterable[bytes]) -> str:
    """The name of what the daemon finds in some bytes, given in pieces; empty where it finds
    nothing. Raises NoDaemon and TooLarge.
    """
    with closing(_connected()) as connection:
        said = _asked(connection, content).removeprefix("stream: ")
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    if "size limit exceeded" in said:
        raise TooLarge
    raise NoDaemon(said)


def _asked(connection: socket.socket, content: Iterable[bytes]) -> str:
    try:
        connection.sendall(b"zINSTREAM\0")
        for whole in content:
            for at in range(0, len(whole), _PIECE):
                piece = whole[at : at + _PIECE]
                connection.sendall(len(piece).to_bytes(4, "big") + piece)
        connection.sendall(bytes(4))
    except (BrokenPipeError, ConnectionResetError):
        pass  # it has said why before it hung up: a stream that is too large, for one
    except OSError as fault:
        raise NoDaemon(str(fault)) from fault
    return _answer(connection)


def _answer(connection: socket.socket, question: bytes = b"") -> str:
    answer = bytearray()
    try:
        if question:
            connection.sendall(question)
        while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
            piece = connection.recv(_LONGEST_ANSWER)
            if not piece:
                break
            answer += piece
    except OSError as fault:
        raise NoDaemon(str(fault)) from fault
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def _connected() -> socket.socket:
    """A connection to the daemon that `settings.CLAMD` names: a socket's path, or host:port."""
    place = settings.CLAMD
    if not place:
        raise NoDaemon("none is named in the settings")
    try:
        if place.startswith("/"):
            return _connected_to_path(place)
        host, _colon, port = place.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)
    except (OSError, ValueError) as fault:
        raise NoDaemon(f"{place}: {fault}") from fault


def _connected_to_path(place: str) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(SECONDS)
    try:
        connection.connect(place)
    except OSError:
        connection.close()
        raise
    return connection
