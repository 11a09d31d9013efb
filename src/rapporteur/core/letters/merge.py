"""A mail merge: a template and a list in, a folder of letters out, and two lists of what was done.

`made.csv` says where each letter is (see `journal`); `not-made.csv` names who has none, or no
e-mail, and why. A second run makes only what is missing or has changed, also after one that was
killed. What there is to know of each recipient stands on disk: of 100,000 as little is held in
memory as of a hundred, save the names of the files, each once or twice.
"""

import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import BinaryIO

from rapporteur.core.alone import alone_at
from rapporteur.core.letters import email, journal
from rapporteur.core.letters.batch import Made, Order, make
from rapporteur.core.letters.names import FileNames
from rapporteur.core.letters.recipients import NotMade, recipients, write
from rapporteur.core.letters.roll import Entry, Roll
from rapporteur.core.letters.template import Template

NOT_MADE = "not-made.csv"
NOT_MADE_COLUMNS = ("line", "recipient", "reason")
SHOWN = 20  # of those not made, or left over; all of the former stand in the file
ENOUGH = 50  # letters: for fewer a process is dearer than what it does


@dataclass(frozen=True)
class Wishes:
    """language: of whom the list names none. emails: whether each is written as e-mail too.
    now: for a template without a date. jobs: how many processes may work."""

    language: str
    font_folders: tuple[Path, ...]
    now: datetime
    emails: bool = False
    jobs: int = 1


@dataclass
class Named:
    """How many there are, and the first of them."""

    count: int = 0
    first: tuple[tuple[int, str, str], ...] = ()

    def add(self, row: tuple[int, str, str]) -> None:
        """One more; row: line, recipient and reason."""
        self.count += 1
        if self.count <= SHOWN:
            self.first = (*self.first, row)


@dataclass(frozen=True)
class Outcome:
    """How many letters are there, how many of them were made by this run; who has none, and why.

    without_email: of those with a letter, whose list has no address. unsent: likewise, whose
    address is none. left_over: files of an earlier run that no letter of this one stands for.
    """

    there: int
    fresh: int
    without_email: int
    not_made: Named
    unsent: Named
    left_over: int
    left_over_first: str


def run(
    template: Template,
    records: Iterable[tuple[int, Mapping[str, str]]],
    folder: Path,
    wishes: Wishes,
    told: Callable[[int, int], None],
) -> Outcome:
    """Make the letters. records: line and cells by heading, as tables have them; they are read
    once. told: called with how many of how many are done.

    Every field of every letter is checked before the first is made.
    Raises Busy, OSError where the folder cannot be written, and what reading the records raises.
    """
    with ExitStack() as held:
        held.enter_context(alone_at(folder))
        for part in folder.glob(".*.part"):  # of a run that was killed
            part.unlink(missing_ok=True)
        # It has no name, and is gone with the process.
        roll = Roll(held.enter_context(tempfile.TemporaryFile("w+", dir=folder, encoding="ascii")))
        _check(template, records, wishes, roll)
        earlier = journal.marks(folder)
        journal.begin(folder)
        waiting: deque[Entry] = deque()
        with _Lists(folder) as lists:
            for made in make(
                _orders(template, roll, wishes, earlier, waiting),
                folder,
                created=datetime.combine(template.dated or wishes.now.date(), time(0), UTC),
                font_folders=wishes.font_folders,
                jobs=min(wishes.jobs, max(1, roll.wanted // ENOUGH)),
                journaled=True,
            ):
                while waiting[0].refused:
                    lists.refused(waiting.popleft())
                lists.made(waiting.popleft(), made, earlier)
                told(lists.done, roll.wanted)
            for entry in waiting:
                lists.refused(entry)
            left_over, first = _left_over(folder, earlier)
            return lists.outcome(left_over, first, emails=wishes.emails)


def _check(
    template: Template,
    records: Iterable[tuple[int, Mapping[str, str]]],
    wishes: Wishes,
    roll: Roll,
) -> None:
    names = FileNames()
    for person in recipients(template, records):
        own = person.values
        file = names.name(
            own.get("file", ""),
            own.get("reference", ""),
            own.get("organization", ""),
            person.person,
        )
        refused = unsent = ""
        to = own.get("email", "").strip() if wishes.emails else ""
        try:
            write(person, template, default=wishes.language)
        except NotMade as problem:
            refused = problem.reason
        if to and not email.is_address(to):
            to, unsent = "", f"“{_shortened(to)}” is no e-mail address; the letter is there as PDF."
        roll.put(Entry(person, file, to, refused, unsent))


def _orders(
    template: Template, roll: Roll, wishes: Wishes, earlier: dict[str, int], waiting: deque[Entry]
) -> Iterator[Order]:
    """What is to be made; every entry of the roll joins those that wait for what becomes of it."""
    for index, entry in enumerate(roll.entries()):
        waiting.append(entry)
        if entry.refused:
            continue
        person = entry.person
        yield Order(
            index,
            write(person, template, default=wishes.language),
            entry.file,
            to=entry.to,
            name=person.person or person.label,
            sender=template.sender,
            before=earlier.get(f"{entry.file}.pdf", 0),
            line=person.line,
            label=person.label,
        )


class _Lists:
    """Writes both lists in order as what becomes of each letter is known; they are there when
    they are whole, and the earlier ones until then."""

    def __init__(self, folder: Path) -> None:
        self.done = 0
        self._folder = folder
        self._there = self._fresh = self._with_email = 0
        self._not_made, self._unsent = Named(), Named()
        self._opened = ExitStack()

    def __enter__(self) -> "_Lists":
        self._made_file = self._begun(journal.NAME, journal.COLUMNS)
        self._refused_file = self._begun(NOT_MADE, NOT_MADE_COLUMNS)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        self._opened.close()
        for name in (journal.NAME, NOT_MADE):
            part = self._folder / f".{name}.part"
            if kind is None:
                part.replace(self._folder / name)
            else:
                part.unlink(missing_ok=True)

    def _begun(self, name: str, columns: Sequence[str]) -> BinaryIO:
        file = self._opened.enter_context((self._folder / f".{name}.part").open("wb"))
        file.write("\ufeff".encode() + journal.line(columns))
        return file

    def made(self, entry: Entry, made: Made, earlier: dict[str, int]) -> None:
        """Note what became of a letter, and that what an earlier run made there stands for it."""
        self.done += 1
        if made.problem:
            self._note(self._not_made, entry, made.problem)
            return
        person, file = entry.person, f"{entry.file}.pdf"
        mail = f"{entry.file}.eml" if entry.to else ""
        row = journal.Made(
            person.line, person.label, made.language, file, mail, made.size, made.mark
        )
        self._made_file.write(journal.line(row.row))
        self._there += 1
        self._fresh += made.fresh
        self._with_email += bool(mail)
        if file in earlier:
            earlier[file] = 0
        if entry.unsent:
            self._note(self._unsent, entry, entry.unsent)

    def refused(self, entry: Entry) -> None:
        """Note a letter that was never ordered."""
        self._note(self._not_made, entry, entry.refused)

    def _note(self, among: Named, entry: Entry, reason: str) -> None:
        row = entry.person.line, entry.person.label, reason
        self._refused_file.write(journal.line(row))
        among.add(row)

    def outcome(self, left_over: int, first: str, *, emails: bool) -> Outcome:
        """What is to be said of all."""
        return Outcome(
            there=self._there,
            fresh=self._fresh,
            without_email=self._there - self._with_email - self._unsent.count if emails else 0,
            not_made=self._not_made,
            unsent=self._unsent,
            left_over=left_over,
            left_over_first=first,
        )


def _left_over(folder: Path, earlier: dict[str, int]) -> tuple[int, str]:
    """How many files of an earlier run stand for nobody, and the name of the first."""
    count, first = 0, ""
    for made in journal.read(folder):
        if earlier.get(made.file):
            earlier[made.file] = 0  # it may have two rows
            if (folder / made.file).is_file():
                count += 1
                first = first or made.file
    return count, first


def _shortened(words: str) -> str:
    plain = "".join(each if each.isprintable() else "\ufffd" for each in words)
    return plain if len(plain) <= 80 else f"{plain[:79]}…"
