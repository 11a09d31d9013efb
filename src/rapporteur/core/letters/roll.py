"""The list as it was checked, on disk: whoever is written to, and under which name of a file.

A list is read once, whatever it is kept in; between checking all and making the first letter it
stands here, a line for each recipient.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from rapporteur.core.letters.recipients import Recipient


@dataclass(frozen=True)
class Entry:
    """file: without its ending. to: the address of its e-mail, where one is to be written.

    refused: why there is to be no letter. unsent: why there is to be no e-mail of it.
    """

    person: Recipient
    file: str
    to: str = ""
    refused: str = ""
    unsent: str = ""


class Roll:
    """Entries in the order in which they were put down, in a file that is read and written."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.wanted = 0
        """How many are to have a letter."""

    def put(self, entry: Entry) -> None:
        """Put an entry down behind the others."""
        person = (entry.person.line, dict(entry.person.values))
        cells = (*person, entry.file, entry.to, entry.refused, entry.unsent)
        self._file.write(f"{json.dumps(cells)}\n")
        self.wanted += not entry.refused

    def entries(self) -> Iterator[Entry]:
        """All of them, once all are put down."""
        self._file.seek(0)
        for each in self._file:
            line, values, *others = json.loads(each)
            yield Entry(Recipient(line, values), *others)
