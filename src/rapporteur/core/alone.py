"""A folder into which one run writes at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Busy(Exception):
    """Another run writes into the folder."""


@contextmanager
def alone_at(place: Path) -> Iterator[None]:
    """While this holds, no other run has the place; the system lets go when the program ends.

    place: a folder, so that nothing is left in it; or a file, which is made, where a cluster may
    share the folder: network file systems lock no folders. Raises Busy where another run has it,
    OSError where the folder is not there.
    """
    descriptor = os.open(place, os.O_RDONLY if place.is_dir() else os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(place) from None
        yield
    finally:
        os.close(descriptor)
