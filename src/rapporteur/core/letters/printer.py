"""Many letters as one PDF for the printer, in their order, with their tags.

The structure trees are put side by side under one root, so that what is PDF/UA and PDF/A in each
remains so in the whole; each letter says its own language, and has a bookmark. Files are joined a
hundred at a time: qpdf leaves pages and fonts in the files until it writes, and no system lets a
process hold thousands open.
"""

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import accumulate
from pathlib import Path

import pikepdf

AT_A_TIME = 100


def join(letters: Sequence[Path], output: Path, *, title: str, names: Sequence[str]) -> None:
    """Join the PDF files of letters, as `pdf.render` makes them, into one.

    title: of the whole. names: of their bookmarks, one for each. `output` is there when it is
    whole, and not before. Raises ValueError for no letters and for as many names as there are no
    letters, pikepdf.PdfError for a file that is damaged.
    """
    if not letters:
        raise ValueError("no letters to join")
    if len(names) != len(letters):
        raise ValueError(f"{len(names)} names for {len(letters)} letters")
    with tempfile.TemporaryDirectory(dir=output.parent, prefix=".join-") as folder:
        level, files = 0, list(letters)
        pages: list[int] = []  # of each letter
        while len(files) > AT_A_TIME:
            level += 1
            starts = range(0, len(files), AT_A_TIME)
            joined = [Path(folder, f"{level}-{start}.pdf") for start in starts]
            for start, place in zip(starts, joined, strict=True):
                counted = _join(files[start : start + AT_A_TIME], place, title)
                pages += counted if level == 1 else []
            files = joined
        whole = Path(folder, "whole.pdf")
        _join(files, whole, title, bookmarks=names, pages=pages)
        whole.replace(output)


def _join(
    files: Sequence[Path],
    output: Path,
    title: str,
    *,
    bookmarks: Sequence[str] = (),
    pages: Sequence[int] = (),
) -> list[int]:
    """Join files, and say how many pages each has.

    pages: how many there are behind each bookmark, where the files are not theirs.
    """
    with ExitStack() as opened:
        first = opened.enter_context(pikepdf.open(files[0]))
        counted = [len(first.pages)]
        root = first.Root.StructTreeRoot
        whole = first.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=root)
        )
        parts = _parts(root, first.Root.get("/Lang"), whole)
        parents: list[pikepdf.Object | int] = list(root.ParentTree.Nums)
        names = _names(root, 0)
        following = int(root.ParentTreeNextKey)
        for count, file in enumerate(files[1:], 1):
            letter = opened.enter_context(pikepdf.open(file))
            for page in letter.pages:
                if "/StructParents" in page:
                    page.StructParents = int(page.StructParents) + following
                for note in page.get("/Annots", []):
                    if "/StructParent" in note:
                        note.StructParent = int(note.StructParent) + following
            counted.append(len(letter.pages))
            # Pages first: what refers to them is then copied as referring to those there already.
            first.pages.extend(letter.pages)
            own = first.copy_foreign(letter.make_indirect(letter.Root.StructTreeRoot))
            parts += _parts(own, letter.Root.get("/Lang"), whole)
            parents += [
                each if place % 2 else int(each) + following
                for place, each in enumerate(list(own.ParentTree.Nums))
            ]
            names += _names(own, count)
            for role, meaning in own.get("/RoleMap", {}).items():
                root.RoleMap[role] = meaning
            following += int(own.ParentTreeNextKey)
        whole.K = pikepdf.Array(parts)
        root.K = pikepdf.Array([whole])
        root.ParentTree.Nums = pikepdf.Array(parents)
        root.ParentTreeNextKey = following
        if names:
            root.IDTree = first.make_indirect(pikepdf.Dictionary(Names=pikepdf.Array(names)))
        if "/Outlines" in first.Root:
            del first.Root.Outlines
        if bookmarks:
            with first.open_outline() as outline:
                begins = accumulate(pages or counted, initial=0)
                outline.root += map(pikepdf.OutlineItem, bookmarks, begins)
        with first.open_metadata(set_pikepdf_as_editor=False) as about:
            about["dc:title"] = title
        first.save(output, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return counted


def _parts(
    root: pikepdf.Object, language: pikepdf.Object | None, whole: pikepdf.Object
) -> list[pikepdf.Object]:
    """The letters under a root as parts of the whole: a letter alone, or those joined before."""
    (document,) = root.K
    joined = all(each.get("/S") == "/Part" and "/Lang" in each for each in _elements(document))
    parts = list(document.K) if joined else [document]
    for part in parts:
        part.P = whole
        if not joined:
            part.S = pikepdf.Name.Part
            part.Lang = language or pikepdf.String("en")
    return parts


def _elements(document: pikepdf.Object) -> list[pikepdf.Object]:
    return [each for each in document.K if isinstance(each, pikepdf.Dictionary)]


def _names(root: pikepdf.Object, count: int) -> list[pikepdf.Object]:
    """The notes of a file, by names that no other file uses: prefixed, in order."""
    names = list(root.IDTree.Names) if "/IDTree" in root else []
    for place in range(0, len(names), 2):
        name = pikepdf.String(f"{count:03}.{names[place]}")
        names[place] = name
        names[place + 1].ID = name
    return names
