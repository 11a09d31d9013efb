"""The stretches of words in a document: what is read as one, whatever stands out in it.

The tree is gone through by its dataclasses, not node by node: whatever node holds words, in a
tuple of runs or in one of the fields named below, is a stretch, today's nodes and tomorrow's.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, cast

from rapporteur.core.document.tree import Annex, Citation, Document, Footnote, Link, Text
from rapporteur.core.editorial.finding import Kind, Place

MARK = "\ufdd0"
"""Stands in a stretch for a footnote's mark or a reference; no document may hold it."""

_RUNS = frozenset({"Text", "Link", "Footnote", "Citation", "Reference"})
_PROSE = {
    ("Document", "title"): Kind.TITLE,
    ("Document", "subtitle"): Kind.TITLE,
    ("Document", "title_note"): Kind.NOTE,
    ("Section", "title"): Kind.HEADING,
    ("Annex", "title"): Kind.HEADING,
    ("Table", "caption"): Kind.CAPTION,
    ("Table", "header"): Kind.CELL,
    ("Table", "rows"): Kind.CELL,
    ("Table", "total"): Kind.CELL,
    ("Figure", "caption"): Kind.CAPTION,
    ("Figure", "alternative"): Kind.ALTERNATIVE,
    ("Figure", "notes"): Kind.TABLE_NOTE,
    ("TableNote", "content"): Kind.TABLE_NOTE,
    ("Body", "name"): Kind.MASTHEAD,
    ("AgendaItem", "title"): Kind.MASTHEAD,
    ("AgendaItem", "place"): Kind.MASTHEAD,
}


@dataclass(frozen=True)
class Atom:
    """A character, or a mark; `owner` is the run that it is of, `citation` the one around it."""

    sign: str
    owner: Any
    citation: Citation | None = None


@dataclass(frozen=True)
class Stretch:
    """Words with their place and language; `foreign` tells of each character whether it is a
    link's or in another language than the document's (1), and so not to be judged by its rules."""

    place: Place
    language: str
    text: str
    foreign: bytes


Edit = Callable[[tuple[Atom, ...]], tuple[Atom, ...]]
Change = Callable[[Stretch], Edit | None]
"""What is to become of a stretch; None where it stays."""


def stretches(part: Document | Annex, language: str) -> Iterator[Stretch]:
    """Yield every stretch of a document, or of an annex of it, in reading order. `language` is
    that of the document."""
    found: list[Stretch] = []
    _Walk(language, found.append).node(part, "", None)
    return iter(found)


def changed(document: Document, change: Change) -> Document:
    """Return `document` with every stretch as `change` says."""
    return cast(Document, _Walk(document.language, change).node(document, "", None))


class _Walk:
    """One way through a document, in the order of its fields."""

    def __init__(self, language: str, change: Change) -> None:
        self.language = language
        self.change = change
        self.count = 0
        self.nearest = ""

    def node(self, node: Any, language: str, kind: Kind | None) -> Any:
        self.nearest = getattr(node, "id", "") or self.nearest
        name = type(node).__name__
        if name == "Quotation":
            language, kind = node.language or language, Kind.QUOTATION
        new: dict[str, Any] = {}
        for field in fields(node):
            value = getattr(node, field.name)
            prose = _PROSE.get((name, field.name))
            better = self._field(value, language, prose, kind or Kind.TEXT)
            if better is not value:
                new[field.name] = better
        return replace(node, **new) if new else node

    def _field(self, value: Any, language: str, prose: Kind | None, kind: Kind) -> Any:
        if isinstance(value, str):
            return self._words(value, language, prose) if prose and value else value
        if is_dataclass(value):
            return self.node(value, language, prose or kind)
        if not isinstance(value, tuple) or not value:
            return value
        if _are_runs(value):
            return self._runs(value, language, prose or kind)
        better = tuple(self._field(each, language, prose, kind) for each in value)
        same = all(one is other for one, other in zip(value, better, strict=True))
        return value if same else better

    def _words(self, words: str, language: str, kind: Kind) -> str:
        edit = self._offered(words, bytes(len(words)), language, kind)
        if edit is None:
            return words
        return "".join(atom.sign for atom in edit(tuple(Atom(sign, None) for sign in words)))

    def _runs(self, runs: tuple[Any, ...], language: str, kind: Kind) -> tuple[Any, ...]:
        here = self.nearest
        pieces = tuple(_pieces(runs))
        text = "".join(words for words, _, _ in pieces)
        of = language or self.language
        foreign = b"".join(
            (b"\1" if _is_foreign(owner, of) else b"\0") * len(words) for words, owner, _ in pieces
        )
        edit = self._offered(text, foreign, language, kind)
        noted = {
            run: replace(run, runs=better)
            for run in runs
            if isinstance(run, Footnote) and (better := self._note(run, language)) is not run.runs
        }
        self.nearest = here
        if edit is not None:
            runs = tuple(_regrouped(edit(tuple(_atoms(pieces)))))
        return tuple(noted.get(run, run) for run in runs) if noted else runs

    def _note(self, note: Footnote, language: str) -> tuple[Any, ...]:
        self.nearest = note.id
        return self._runs(note.runs, language, Kind.NOTE)

    def _offered(self, text: str, foreign: bytes, language: str, kind: Kind) -> Edit | None:
        place = Place(self.count, self.nearest, kind)
        self.count += 1
        code = (language or self.language).split("-")[0]
        return self.change(Stretch(place, code, text, foreign))


def _are_runs(value: tuple[Any, ...]) -> bool:
    return all(type(each).__name__ in _RUNS for each in value)


def _pieces(
    runs: tuple[Any, ...], citation: Citation | None = None
) -> Iterator[tuple[str, Any, Citation | None]]:
    """The words of each run, or a mark, with the run and the citation around it."""
    for run in runs:
        match run:
            case Text() | Link():
                yield run.content, run, citation
            case Citation():
                yield from _pieces(run.runs, run)
            case _:
                yield MARK, run, citation


def _atoms(pieces: tuple[tuple[str, Any, Citation | None], ...]) -> Iterator[Atom]:
    for words, owner, citation in pieces:
        for sign in words:
            yield Atom(sign, owner, citation)


def _regrouped(atoms: tuple[Atom, ...]) -> Iterator[Any]:
    """The runs that atoms come from, with the words that they have now."""
    position = 0
    while position < len(atoms):
        first = atoms[position]
        end = position
        if first.citation is not None:
            while end < len(atoms) and atoms[end].citation is first.citation:
                end += 1
            inner = tuple(Atom(atom.sign, atom.owner) for atom in atoms[position:end])
            yield replace(first.citation, runs=tuple(_regrouped(inner)))
        elif first.sign == MARK:
            end += 1
            yield first.owner
        else:
            while (
                end < len(atoms)
                and atoms[end].owner is first.owner
                and atoms[end].citation is None
                and atoms[end].sign != MARK
            ):
                end += 1
            words = "".join(atom.sign for atom in atoms[position:end])
            yield replace(first.owner, content=words)
        position = end


def _is_foreign(owner: Any, language: str) -> bool:
    if isinstance(owner, Link):
        return True
    own = getattr(owner, "language", "")
    return bool(own) and own.split("-")[0] != language.split("-")[0]
