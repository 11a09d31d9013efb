"""Letters by the thousand: printed by several processes, into files that are whole or not there."""

import hashlib
import os
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.metadata import version
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from rapporteur.core.letters import email, journal, pdf
from rapporteur.core.letters.letter import Letter

AT_A_TIME = 10  # letters handed to a process
_WAITING = 4  # by process, how many such portions are at work or wait to be taken


@dataclass(frozen=True)
class Order:
    """One letter to be made. key: names it to who ordered it. file: without its ending.

    line, label: of the list, for the journal. to: where it is not empty, the letter is written as
    an e-mail too. before: the `journal.stamp` of what an earlier run made there, else 0.
    """

    key: int
    letter: Letter
    file: str
    to: str = ""
    name: str = ""
    sender: str = ""
    before: int = 0
    line: int = 0
    label: str = ""


@dataclass(frozen=True)
class Made:
    """mark: of everything that decides how the letter looks. fresh: whether it was made just now.

    problem: why there is no letter, a sentence; empty where there is one.
    """

    key: int
    language: str
    mark: str = ""
    size: int = 0
    fresh: bool = False
    problem: str = ""


def make(
    orders: Iterator[Order],
    folder: Path,
    *,
    created: datetime,
    font_folders: tuple[Path, ...],
    jobs: int = 1,
    journaled: bool = False,
) -> Iterator[Made]:
    """Make each order's files in a folder; what became of each comes in the order of the orders.

    A letter whose mark is as before and whose file is there with what it held is not made again.
    jobs: how many processes; 1 works in this one. Orders are taken as they are needed, so that the
    memory does not grow with their number. journaled: whether each letter that is made is noted
    in the folder's journal at once, by the process that made it.
    """
    place = _Place(folder, created, font_folders, journaled)
    if jobs == 1:
        while some := list(islice(orders, AT_A_TIME)):
            yield from _some(place, some)
        return
    # Not forked: a process that has threads, as every one with Typst, may not be.
    context = get_context("spawn")
    with ProcessPoolExecutor(
        jobs, mp_context=context, initializer=leave_with, initargs=(os.getpid(),)
    ) as pool:
        running: deque[Future[list[Made]]] = deque()
        try:
            while True:
                while len(running) < _WAITING * jobs and (some := list(islice(orders, AT_A_TIME))):
                    running.append(pool.submit(_some, place, some))
                if not running:
                    return
                yield from running.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def leave_with(parent: int) -> None:
    """End this process when the one that began it was killed: nobody would take its letters."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@dataclass(frozen=True)
class _Place:
    folder: Path
    created: datetime
    font_folders: tuple[Path, ...]
    journaled: bool


def _some(place: _Place, orders: Sequence[Order]) -> list[Made]:
    return [_one(place, order) for order in orders]


def _one(place: _Place, order: Order) -> Made:
    values, language = pdf.content(order.letter), order.letter.language
    mark = _mark(place, order, values)
    file = place.folder / f"{order.file}.pdf"
    mail = place.folder / f"{order.file}.eml" if order.to else None
    if order.before and (mail is None or mail.is_file()) and file.is_file():
        size = file.stat().st_size
        if journal.stamp(mark, size) == order.before:
            return Made(order.key, language, mark, size)
    try:
        made = pdf.render(
            order.letter, created=place.created, font_folders=place.font_folders, values=values
        )
        if mail is not None:
            message = email.render(
                order.letter,
                to=order.to,
                name=order.name,
                sender=order.sender,
                created=place.created,
            )
            write_whole(mail, message)
    except pdf.GlyphProblem as problem:
        return Made(order.key, language, problem=_unprintable(problem))
    write_whole(file, made)
    if place.journaled:
        names = file.name, mail.name if mail else ""
        row = journal.Made(order.line, order.label, language, *names, len(made), mark)
        journal.add(place.folder, row)
    return Made(order.key, language, mark, len(made), fresh=True)


def _mark(place: _Place, order: Order, values: str) -> str:
    created = place.created.isoformat()
    parts = (values, pdf.template(), _typst(), created, order.to, order.name, order.sender)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


@cache
def _typst() -> str:
    return version("typst")


def _unprintable(problem: pdf.GlyphProblem) -> str:
    if problem.font:
        return f"The font {problem.font} is not installed (package {problem.package})."
    return f"No installed font has a glyph for “{problem.characters}” ({problem.codes})."


def write_whole(place: Path, content: bytes) -> None:
    """Write a file beside its place, then rename it: it is never there in part."""
    descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        temporary.chmod(0o644)
        temporary.replace(place)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
