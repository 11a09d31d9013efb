"""Wrappings of a signature (CMS, RFC 5652), as mail programs make them; nobody signed these."""

NAME = bytes.fromhex("06092a864886f70d0107")  # 1.2.840.113549.1.7


def signed(content: bytes, *, in_pieces: bool = False) -> bytes:
    """`content` within a signature that holds nobody's. in_pieces: as it is made while it is sent:
    lengths unsaid, the content in pieces."""
    if in_pieces:
        half = len(content) // 2
        octets = b"\x24\x80" + _of(4, content[:half]) + _of(4, content[half:]) + b"\0\0"
        inner = b"\x30\x80" + NAME + b"\x01" + b"\xa0\x80" + octets + b"\0\0" * 2
        body = b"\x30\x80" + b"\x02\x01\x01" + b"\x31\x00" + inner + b"\x31\x00" + b"\0\0"
        return b"\x30\x80" + NAME + b"\x02" + b"\xa0\x80" + body + b"\0\0" * 2
    inner = _of(0x30, NAME + b"\x01" + _of(0xA0, _of(4, content)))
    body = _of(0x30, b"\x02\x01\x01" + b"\x31\x00" + inner + b"\x31\x00")
    return _of(0x30, NAME + b"\x02" + _of(0xA0, body))


def _of(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 + len(length))) + length + content
