"""What Outlook wraps into `winmail.dat` (TNEF)."""

from collections.abc import Iterator

from tnefparse import TNEF

from rapporteur.core.mail.mail import Attached

_KINDS = ("application/ms-tnef", "application/vnd.ms-tnef")


def is_winmail(filename: str, media_type: str) -> bool:
    """Whether a part is such a wrapping, by its kind or its name."""
    return media_type in _KINDS or filename.lower() == "winmail.dat"


def unwrapped(content: bytes, filename: str) -> Iterator[Attached]:
    """The files and the words in a wrapping; the wrapping itself where it cannot be opened."""
    try:
        wrapping = TNEF(content, do_checksum=False)
        inside = [*_words(wrapping), *_files(wrapping)]
    except Exception:  # noqa: BLE001 -- the library raises whatever a broken file makes it stumble on
        inside = []
    yield from inside or [Attached(filename, _KINDS[0], content)]


def _words(wrapping: TNEF) -> Iterator[Attached]:
    if wrapping.htmlbody:
        html = wrapping.htmlbody
        raw = html if isinstance(html, bytes) else html.encode("utf-8", "replace")
        yield Attached("winmail.html", "text/html", raw)
    elif rtf := wrapping.rtfbody:
        yield Attached("winmail.rtf", "application/rtf", bytes(rtf))
    elif wrapping.body:
        body = wrapping.body
        raw = body if isinstance(body, bytes) else body.encode("utf-8", "replace")
        yield Attached("winmail.txt", "text/plain", raw)


def _files(wrapping: TNEF) -> Iterator[Attached]:
    for number, each in enumerate(wrapping.attachments, start=1):
        name = (each.long_filename() or each.name or f"winmail {number}.bin").strip("\0 ")
        yield Attached(name, "application/octet-stream", bytes(each.data or b""))
