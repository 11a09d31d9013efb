"""The text of the files in an archive (ZIP), each below its name, within bounds for them all."""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from rapporteur.core.text import media
from rapporteur.core.text.decoding import decode
from rapporteur.core.text.extraction import archives
from rapporteur.core.text.extraction.extracted import Extracted, Problem, finished

FILES_LIMIT = 500
DEEPEST = 3  # archives within archives
ALL_LIMIT = 200 * 1024 * 1024  # bytes that all files together unpack to
LONGEST_NAME = 200  # characters
_UTF8 = 0x800  # the flag of a name that says its encoding
_APPLE = ("Index.zip", "index.apxl", "index.xml")
_NONE = "\n[{}]"
Read = Callable[[bytes, str], Extracted]


@dataclass
class _Bounds:
    """What is left of what may be read: in the archive and all archives in it."""

    unpacked: int
    files: int = FILES_LIMIT
    reached: bool = False


def read_zip(raw: bytes, read: Read, *, most: int = ALL_LIMIT) -> Extracted:
    """The texts of its files; what has none is named, with the reason.

    read: reads a file that is no archive, given its bytes and its name. most: bytes that all
    together may unpack to.
    """
    problem = archives.problem_of(raw)
    if problem:
        return Extracted((), media.ZIP, problem)
    preview = _preview(raw)
    if preview is not None:
        within = read(preview, "") if preview else Extracted((), media.ZIP, Problem.UNSUPPORTED)
        return replace(within, media_type=media.ZIP, pictures=())
    bounds = _Bounds(unpacked=most)
    pages = list(_pages(raw, read, bounds, depth=1))
    found = finished(media.ZIP, pages)
    cut = bounds.reached and found.problem is None
    return Extracted(found.pages, media.ZIP, Problem.CUT) if cut else found


def _preview(raw: bytes) -> bytes | None:
    """The PDF in a document of Apple's Pages, Numbers or Keynote, empty where there is none; None
    where `raw` is no such document."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = archive.namelist()
        if not any(name in _APPLE or name.startswith("Index/") for name in names):
            return None
        pdf = next((name for name in names if name.lower() == "quicklook/preview.pdf"), None)
        return archive.read(pdf) if pdf else b""


def _pages(raw: bytes, read: Read, bounds: _Bounds, *, depth: int) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            name = _name(entry)
            bounds.files -= 1
            content = _content(archive, entry, bounds) if bounds.files >= 0 else None
            if content is None:
                bounds.reached = True
                return
            if media.media_type(content) == media.ZIP:
                yield from _archive_within(content, name, read, bounds, depth=depth)
                continue
            yield from below_name(name, read(content, name))


def below_name(name: str, told: Extracted) -> Iterator[str]:
    """The pages of a file within another: its name above them, and why there are none."""
    texts = [page.text for page in told.pages]
    why = _NONE.format(told.problem) if told.problem else ""
    yield "\n".join([name + why, "", *texts[:1]]).rstrip("\n")
    yield from texts[1:]


def _archive_within(
    content: bytes, name: str, read: Read, bounds: _Bounds, *, depth: int
) -> Iterator[str]:
    problem = (
        Problem.TOO_LARGE
        if depth == DEEPEST
        else archives.problem_of(content, most=bounds.unpacked)
    )
    if problem:
        yield name + _NONE.format(problem)
        return
    yield name
    yield from _pages(content, read, bounds, depth=depth + 1)


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, bounds: _Bounds) -> bytes | None:
    """The bytes of a file; none where it is broken, and None where there is no room for it."""
    try:
        with archive.open(entry) as file:
            content = file.read(bounds.unpacked + 1)
    except archives.FAULTS:
        return b""
    bounds.unpacked -= len(content)
    return content if bounds.unpacked >= 0 else None


def _name(entry: zipfile.ZipInfo) -> str:
    """As its sender called it, without its folders; names that do not say their encoding are in
    that of the system that packed it, which the library takes for the first PC's."""
    name = entry.filename
    if not entry.flag_bits & _UTF8 and not name.isascii():
        name = decode(name.encode("cp437", "replace")).text
    return name.replace("\\", "/").rpartition("/")[2][:LONGEST_NAME]
