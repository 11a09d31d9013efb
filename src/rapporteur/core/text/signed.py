"""What stands within a signature that wraps it (CMS, RFC 5652: S/MIME of Outlook, `.p7m` files).

The signature is not checked: what arrived is kept whole, and who wrote it is a claim like any
other.
"""

from collections.abc import Iterator
from dataclasses import dataclass

_SIGNED = bytes.fromhex("2a864886f70d010702")  # 1.2.840.113549.1.7.2, id-signedData
_SEQUENCE, _NAME, _OCTETS, _OCTETS_IN_PIECES, _WRAPPED = 0x30, 0x06, 0x04, 0x24, 0xA0
_END = b"\0\0"  # of what does not say how long it is
_DEEPEST = 50


class _Broken(ValueError):
    """The bytes are no such structure."""


@dataclass(frozen=True)
class _Element:
    """tag: what it is. start, end: where its content lies. after: where the next begins."""

    tag: int
    start: int
    end: int
    after: int


def signed_content(raw: bytes) -> bytes | None:
    """The bytes that were signed; None where `raw` is no such wrapping, or the signature alone."""
    try:
        outer = _element(raw, 0)
        name, wrapped = _parts(raw, outer, 2)
        if outer.tag != _SEQUENCE or raw[name.start : name.end] != _SIGNED:
            return None
        (signed,) = _parts(raw, wrapped, 1)
        _version, _digests, inner = _parts(raw, signed, 3)
        _kind, content = _parts(raw, inner, 2)
        (octets,) = _parts(raw, content, 1)
        return b"".join(_octets(raw, octets)) if content.tag == _WRAPPED else None
    except _Broken:
        return None


def _parts(raw: bytes, element: _Element, many: int) -> list[_Element]:
    """The first parts of one that is made of such; raises where there are fewer."""
    parts: list[_Element] = []
    at = element.start
    while len(parts) < many:
        if at >= element.end:
            raise _Broken
        parts.append(_element(raw, at))
        at = parts[-1].after
    return parts


def _octets(raw: bytes, element: _Element) -> Iterator[bytes]:
    if element.tag == _OCTETS:
        yield raw[element.start : element.end]
        return
    if element.tag != _OCTETS_IN_PIECES:
        raise _Broken
    at = element.start
    while at < element.end:
        piece = _element(raw, at)
        yield from _octets(raw, piece)
        at = piece.after


def _element(raw: bytes, at: int, depth: int = 0) -> _Element:
    """The element that begins at a place (X.690, 8.1); tags of more than one byte are not used."""
    if at + 2 > len(raw) or depth > _DEEPEST:
        raise _Broken
    tag, size = raw[at], raw[at + 1]
    start = at + 2
    if size == 0x80:  # its end is marked
        end = start
        while raw[end : end + 2] != _END:
            end = _element(raw, end, depth + 1).after
        return _Element(tag, start, end, end + 2)
    if size > 0x80:
        start += size - 0x80
        size = int.from_bytes(raw[at + 2 : start])
    end = start + size
    if end > len(raw):
        raise _Broken
    return _Element(tag, start, end, end)
