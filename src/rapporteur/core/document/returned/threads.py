"""The words of a document as threads: what belongs together when an edit is laid over it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapporteur.core.document.placeholders import PLACEHOLDER
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree import Citation, Footnote, Link, Reference, Run, Runs, Text

_CALLS = 0x10F000
"""Where the letters begin that stand for the calls of notes; nobody writes in that plane."""

_RAISED = str.maketrans("+0123456789", "⁺⁰¹²³⁴⁵⁶⁷⁸⁹")

PARTING = "\U0010fff0"
"""Stands between the paragraphs that one was split into."""


class Calls:
    """A letter for each note that is called, so that a call is a word among words.

    marks: what calls each note in print, by its id.
    """

    def __init__(self, marks: Mapping[str, str]) -> None:
        self._marks = marks
        self._letters: dict[str, str] = {}
        self._notes: dict[str, str] = {}

    def letter(self, note: str) -> str:
        """The letter that stands for the call of a note."""
        if note not in self._letters:
            letter = chr(_CALLS + len(self._letters) % 0xF00)
            self._letters[note], self._notes[letter] = letter, note
        return self._letters[note]

    def note(self, letter: str) -> str:
        """The note that a letter stands for, "" where it stands for itself."""
        return self._notes.get(letter, "")

    def shown(self, words: str) -> str:
        """Words with every call as in print, and ¶ where a paragraph was parted."""
        said = (self._raised(self.note(sign)) if self.note(sign) else sign for sign in words)
        return "".join(said).replace(PARTING, "¶")

    def _raised(self, note: str) -> str:
        """A raised figure; asterisks; a letter in brackets; a raised plus where the note is new and
        bears no number yet."""
        mark = self._marks.get(note, "+")
        if mark[-1] == "*":
            return mark
        return mark.translate(_RAISED) if mark[-1] in "+0123456789" else f"[{mark}]"


@dataclass(frozen=True)
class Thread:
    """Words of the document that belong together: `run` they are of, the citation around them.

    A `whole` thread (a reference, a computed figure, the call of a note) stands or falls as one;
    `question` is the text of the placeholder where the words are its answer.
    """

    words: str
    run: Run
    citation: Citation | None = None
    whole: bool = False
    question: str = ""


def threads(
    source: Runs,
    shown: Runs,
    calls: Calls,
    said: Callable[[Reference], str],
    in_cell: Callable[[Footnote], str] | None = None,
) -> tuple[Thread, ...]:
    """The words of runs as they print. `source` are the runs that the document keeps, `shown` the
    same with computed figures filled in; `said` prints a reference, `in_cell` the mark of a note
    that a cell calls."""
    return tuple(_threads(source, shown, calls, said, in_cell, None))


def _threads(
    source: Iterable[Run],
    shown: Iterable[Run],
    calls: Calls,
    said: Callable[[Reference], str],
    in_cell: Callable[[Footnote], str] | None,
    citation: Citation | None,
) -> Iterator[Thread]:
    for run, printed in zip(source, shown, strict=True):
        match run, printed:
            case Text(), Text():
                yield from _answers(run, printed, citation)
            case Link(), Link():
                yield Thread(printed.content, run, citation)
            case Footnote(), _:
                call = in_cell(run) if in_cell else calls.letter(run.id)
                yield Thread(call, run, citation, whole=True)
            case Reference(), _:
                yield Thread(said(run), run, citation, whole=True)
            case Citation(), Citation():
                yield from _threads(run.runs, printed.runs, calls, said, in_cell, run)


def _answers(run: Text, shown: Text, citation: Citation | None) -> Iterator[Thread]:
    """Part the words of a run at its placeholders, each with the words that answer it."""
    if run.content == shown.content:
        yield Thread(shown.content, run, citation)
        return
    parts = PLACEHOLDER.split(run.content)[0::2]
    asked = [found.group() for found in PLACEHOLDER.finditer(run.content)]
    pattern = "(.*?)".join(re.escape(part) for part in parts)
    found = re.fullmatch(pattern, shown.content, re.DOTALL)
    if found is None:
        raise DocumentProblem("The printed words are not those of the document that is compared.")
    for index, part in enumerate(parts):
        if part:
            yield Thread(part, run, citation)
        if index < len(asked):
            yield Thread(found.group(index + 1), run, citation, whole=True, question=asked[index])
