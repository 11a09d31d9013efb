"""What commands say and write: progress on long work, files that are whole or not there."""

import os
import select
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from click._termui_impl import ProgressBar

from rapporteur.base.refusals import Refused

Told = Callable[[int, int], None]  # done, of how many


@contextmanager
def progress(label: str) -> Iterator[Told]:
    """Show how far long work has come, on standard error, where somebody looks at it."""
    bar: ProgressBar[int] | None = None

    def told(done: int, total: int) -> None:
        nonlocal bar
        if not sys.stderr.isatty():
            return
        if bar is None:
            bar = click.progressbar(length=total, label=label, file=sys.stderr)
            bar.__enter__()
        bar.update(done - bar.pos)

    try:
        yield told
    finally:
        if bar is not None:
            bar.__exit__(None, None, None)


def turns(every: float | None) -> Iterator[None]:
    """Once, or again and again with a pause of so many seconds, until standard input ends."""
    yield
    while every is not None and not input_ends(every):
        yield


def input_ends(within: float) -> bool:
    """Whether standard input ends within so many seconds: whoever started this closed it.

    Where nobody holds it, as under systemd or behind a shell's `&`, it does not end: what was
    started goes on until it is stopped.
    """
    if not _is_held():
        time.sleep(within)
        return False
    readable, _, _ = select.select([sys.stdin], [], [], within)
    return bool(readable) and not sys.stdin.readline()


def _is_held() -> bool:
    """Whether standard input is there and not /dev/null."""
    try:
        return not os.path.samestat(os.fstat(0), Path(os.devnull).stat())
    except OSError:  # it was closed before the start
        return False


def write_whole(place: Path, content: bytes) -> None:
    """Write a file so that it is never there in part: beside its place first, then renamed.

    Raises Refused where it cannot be written; what stood there before then still stands there.
    """
    place = place.resolve()
    temporary: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        if place.is_dir():
            raise IsADirectoryError(21, "Is a directory")
        temporary.chmod(0o644)
        temporary.replace(place)
    except OSError as problem:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise Refused(
            f"“{place}” was not written.",
            f"{problem.strerror or problem}.",
            "Name a file in a folder that is there and that you may write in.",
        ) from None
