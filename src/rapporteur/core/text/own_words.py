"""What somebody wrote themselves in an e-mail, without what they quote and their signature.

A reply quotes the invitation, and every reply the same one: held against others with it, two
letters that have nothing else in common are alike.
"""

import re

_QUOTED = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_SIGNATURE = re.compile(r"^-- ?\n(?:[^\n]*\n){0,14}[^\n]*\Z", re.MULTILINE)  # RFC 3676, 4.3
_FEWEST = 20  # words, or what was left out may be the letter itself: somebody passes it on


def own_words(text: str) -> str:
    """A text without the lines that are quoted (">") and a signature below "-- " at its end; whole
    where fewer than twenty words are left."""
    own = _SIGNATURE.sub("", _QUOTED.sub("", text).rstrip())
    return own if len(own.split()) >= _FEWEST else text
