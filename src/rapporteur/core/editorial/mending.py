"""Taking a mend: the document with the words of a finding replaced."""

from functools import partial

from rapporteur.core.document.tree import Document
from rapporteur.core.editorial.finding import Finding
from rapporteur.core.editorial.stretches import MARK, Atom, Edit, Stretch, changed


def mended(document: Document, finding: Finding) -> Document:
    """Return `document` with the mend of `finding` in place of its words.

    Emphasis, links, citations and footnotes around and inside of them stay. Raises ValueError
    where the finding has no mend, or is not of this document as it stands.
    """
    taken = False

    def change(stretch: Stretch) -> Edit | None:
        nonlocal taken
        if stretch.place != finding.place:
            return None
        if stretch.text[finding.start : finding.end] != finding.words:
            raise ValueError("the finding is of another text")
        taken = True
        return partial(_replaced, finding=finding)

    if finding.mend is None:
        raise ValueError("the finding has no mend")
    better = changed(document, change)
    if not taken:
        raise ValueError("the finding is of another document")
    return better


def _replaced(atoms: tuple[Atom, ...], finding: Finding) -> tuple[Atom, ...]:
    old = atoms[finding.start : finding.end]
    marks = iter([atom for atom in old if atom.sign == MARK])
    written = [atom for atom in old if atom.sign != MARK]
    if not written:  # the words go in beside a mark
        written = [atom for atom in atoms if atom.sign != MARK][-1:]
    new = tuple(
        next(marks) if sign == MARK else Atom(sign, model.owner, model.citation)
        for sign, model in zip(
            finding.mend or "", _models(written, len(finding.mend or "")), strict=True
        )
    )
    return (*atoms[: finding.start], *new, *atoms[finding.end :])


def _models(written: list[Atom], length: int) -> list[Atom]:
    """Whose emphasis each new character takes: the one at its place, at last the last one."""
    return [written[min(place, len(written) - 1)] for place in range(length)]
