"""What Outlook wraps into `winmail.dat` (TNEF)."""

from collections.abc import Callable, Iterator

from tnefparse import TNEF
from tnefparse.properties import MAPI_ATTACH_LONG_FILENAME
from tnefparse.tnef import TNEFAttachment

from rapporteur.core.mail.mail import Attached
from rapporteur.core.text.charsets import decoded

_KINDS = ("application/ms-tnef", "application/vnd.ms-tnef")
_DEEPEST = 8  # wrappings within wrappings


def is_winmail(filename: str, media_type: str) -> bool:
    """Whether a part is such a wrapping, by its kind or its name."""
    return media_type in _KINDS or filename.lower() == "winmail.dat"


def unwrapped(content: bytes, filename: str) -> Iterator[Attached]:
    """The files and the words in a wrapping; the wrapping itself where it cannot be opened."""
    inside: list[Attached] = []
    for found in (_words, _files):
        inside += _readable(found, content)
    yield from inside or [Attached(filename, _KINDS[0], content)]


def _readable(
    found: Callable[[TNEF, int], Iterator[Attached]], content: bytes, depth: int = 0
) -> list[Attached]:
    """What is found until the library stumbles: in a broken file it raises whatever it meets."""
    inside: list[Attached] = []
    try:
        inside.extend(found(TNEF(content, do_checksum=False), depth))
    except Exception:  # noqa: BLE001 -- see above
        return inside
    return inside


def _words(wrapping: TNEF, _depth: int) -> Iterator[Attached]:
    if wrapping.htmlbody:
        yield Attached("winmail.html", "text/html", _bytes(wrapping.htmlbody))
    elif wrapping._rtfbody and (rtf := wrapping.rtfbody):
        yield Attached("winmail.rtf", "application/rtf", bytes(rtf))
    elif wrapping.body:
        words = _characters(wrapping.body, wrapping)
        yield Attached("winmail.txt", "text/plain", words.encode("utf-8", "replace"))


def _files(wrapping: TNEF, depth: int) -> Iterator[Attached]:
    for number, each in enumerate(wrapping.attachments, start=1):
        if getattr(each, "embed", None) is not None and depth < _DEEPEST:  # a message
            for found in (_words, _files):
                yield from _readable(found, each.data, depth + 1)
            continue
        name = _name(each, wrapping) or f"winmail {number}.bin"
        yield Attached(name, "application/octet-stream", _bytes(each.data or b""))


def _name(file: TNEFAttachment, wrapping: TNEF) -> str:
    """The long name, or the short one, whose bytes are in the code page that the wrapping states
    (the library takes them for UTF-8)."""
    long = [each.data for each in file.mapi_attrs if each.name == MAPI_ATTACH_LONG_FILENAME]
    return _characters(next(iter(long), file._name), wrapping).strip("\0 ")


def _characters(words: str | bytes, wrapping: TNEF) -> str:
    return words if isinstance(words, str) else decoded(words.rstrip(b"\0"), wrapping.codepage)


def _bytes(words: str | bytes) -> bytes:
    return words.encode("utf-8", "replace") if isinstance(words, str) else bytes(words)
