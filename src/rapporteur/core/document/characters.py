"""Which characters a formal document may hold.

A document is words. Whatever is no letter, mark, sign or space (a control character, an override
of the direction of writing that makes words read otherwise than they are written, half a
character) is refused when the tree is built, so that no renderer meets it.
"""

import re
import unicodedata

from rapporteur.core.document.problem import DocumentProblem

# Embeddings and overrides (UAX #9) reorder what a reader sees; isolates only fence it off, but an
# isolate that is never closed reaches past its own words. Direction comes from `Text.language`.
FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""What no document may hold."""

_SPACES = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")


def admit(text: str, place: str) -> None:
    """Let `text` pass, or raise `DocumentProblem` that names its first forbidden character.

    `place` says where the text stands ("paragraph p3"), for the reader of the refusal.
    """
    found = FORBIDDEN.search(text)
    if found is None:
        return
    character = found.group()
    name = unicodedata.name(character, "a control character")
    raise DocumentProblem(
        f"The text of {place} holds U+{ord(character):04X} ({name}) at position {found.start()}, "
        "which cannot be printed. Take it out, or start a new paragraph where it stands."
    )


def plain(text: str) -> str:
    """Return `text` as a document may hold it: composed (NFC), one line, nothing forbidden.

    Line breaks and tabs become one space; other forbidden characters disappear. It is for text
    that comes from elsewhere (a name on a list, a form field), never for the words of a quotation.
    """
    return unicodedata.normalize("NFC", FORBIDDEN.sub("", _SPACES.sub(" ", text)))
