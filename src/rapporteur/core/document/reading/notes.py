"""The footnotes of a text: their words, taken out of it, and where they are called."""

import re
from dataclasses import dataclass, field

from rapporteur.core.document.reading.lines import Chunk, Notice
from rapporteur.core.document.reading.tables import CAPTION_BELOW, is_note, marks_in, rows_in
from rapporteur.core.document.reading.words import SUPERSCRIPTS, runs
from rapporteur.core.document.tree import Footnote, Link, Reference, Run, Text

_RAISED = re.compile(r"\s*<sup>\s*(\w{1,4})\s*</sup>\s*(.*)", re.DOTALL)
_SUPERSCRIPT = re.compile(r"\s*([⁰¹²³⁴-⁹]+)\s*(.*)", re.DOTALL)
_MARKDOWN = re.compile(r"\s*\[\^([\w.-]+)\]:\s*(.*)", re.DOTALL)
_BRACKETED = re.compile(r"\s*\[(\d{1,3}|[a-z])\]\s+(.*)", re.DOTALL)
_PLAIN = re.compile(r"\s*(\d{1,3})\s+(?=[^\W\d_a-z]|[\"“«(])(.*)", re.DOTALL)
_STARTS = re.compile(
    r"(?=^\s*(?:<sup>\w{1,4}</sup>|[⁰¹²³⁴-⁹]+\s|\[\^[\w.-]+\]:|\[(?:\d{1,3}|[a-z])\]\s))", re.M
)


@dataclass
class Notes:
    """The notes that a text defines, by label; `call` gives the run where one is called."""

    words: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)

    def call(self, label: str) -> Run | None:
        """A footnote at its first call, a reference to it at a later one."""
        if label not in self.words:
            return None
        if label in self.called:
            return Reference(self.called[label])
        identifier = self.called[label] = f"n{len(self.called) + 1}"
        return self.footnote(label, identifier)

    def footnote(self, label: str, identifier: str) -> Footnote:
        """The note with this label. A note in a note is words."""
        held = runs(self.words[label], lambda _label: None)
        return Footnote(identifier, tuple(run for run in held if isinstance(run, Text | Link)))

    def uncalled(self) -> list[str]:
        """The labels of the notes that nothing has called."""
        return [label for label in self.words if label not in self.called]


def take_notes(chunks: list[Chunk], notices: list[Notice]) -> tuple[list[Chunk], Notes]:
    """Part the notes from the other chunks.

    Marked notes (`<sup>1</sup> …`, `[^1]: …`, `[1] …`, `¹ …`) are told by their mark. Notes of a
    page that was printed without marks ("1 See A/60/687.") are told by their number being the next.
    """
    notes = Notes()
    kept: list[Chunk] = []
    plain: list[tuple[str, int]] = []
    of_table: frozenset[str] = frozenset()
    for chunk in chunks:
        if read := rows_in(chunk):
            of_table = marks_in(read.rows)
        elif of_table and all(is_note(line, of_table) for line in chunk.lines):
            kept.append(chunk)  # a note of the table above it
            continue
        elif not CAPTION_BELOW.fullmatch(chunk.words):
            of_table = frozenset()
        pieces = [piece for piece in _STARTS.split("\n".join(chunk.lines)) if piece.strip()]
        rest: list[str] = []
        line = chunk.line
        for piece in pieces:
            label, words = _definition(piece, str(len(notes.words) + 1), chunk, rest)
            if label and label not in notes.words:
                notes.words[label] = " ".join(words.split())
                notes.lines[label] = line
                if _PLAIN.fullmatch(piece):
                    plain.append((label, len(kept)))
            elif notes.words and rest == [] and pieces.index(piece) > 0:
                last = next(reversed(notes.words))
                notes.words[last] += f" {' '.join(piece.split())}"
            else:
                if label:
                    notices.append(Notice(line, f"A second note {label} was kept as words."))
                rest.append(piece.rstrip("\n"))
            line += piece.count("\n")
        if rest:
            kept.append(Chunk(chunk.line, tuple("\n".join(rest).split("\n"))))
    return _marked(kept, plain), notes


def _definition(piece: str, due: str, chunk: Chunk, rest: list[str]) -> tuple[str, str]:
    for form in (_MARKDOWN, _RAISED, _SUPERSCRIPT, _BRACKETED):
        if found := form.fullmatch(piece):
            return found[1].translate(SUPERSCRIPTS), found[2]
    found = _PLAIN.fullmatch(piece)
    if found and found[1] == due and not rest and "\t" not in piece:
        return found[1], found[2]
    return "", ""


def _marked(chunks: list[Chunk], plain: list[tuple[str, int]]) -> list[Chunk]:
    """Mark the calls of notes that were printed without marks: "Society,1 endorsed"."""
    marked = list(chunks)
    start = 0
    for label, before in plain:
        call = re.compile(rf"(?<=[^\W\d_]|[.,;:!?)\]”\"’»]){label}(?=[\s.,;:)]|$)")
        for index in range(start, before):
            text, count = call.subn(f"[^{label}]", "\n".join(marked[index].lines), count=1)
            if count:
                marked[index] = Chunk(marked[index].line, tuple(text.split("\n")))
                start = index
                break
    return marked
