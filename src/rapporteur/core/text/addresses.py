"""Addresses of pages in plain text that is written from right to left."""

import re

from rapporteur.core.text.languages import has_from_right

_ADDRESS = re.compile(r"(https?://\S*/)(?: (?!\u200e)|(?=\n|\Z))")


def with_whole_addresses(text: str) -> str:
    """The text, with the last slash of each address held to it where some letters are Arabic or
    Hebrew.

    Between an address and such a line's end the slash would be shown at the other end of the
    address. A left-to-right mark behind it keeps it there (UAX #9, N1); the space before the mark
    keeps the mark out of the address for programs that make a link of it.
    """
    return _ADDRESS.sub("\\1 \u200e", text) if has_from_right(text) else text
