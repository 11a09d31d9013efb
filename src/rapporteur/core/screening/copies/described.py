"""What a PDF for the public says of itself: its title and its language, both from its own words.

Programs that read aloud ask for them (ISO 14289-1, 7.1 and 7.2). Nothing of what the original said
of itself is taken over.
"""

from collections.abc import Sequence

import pikepdf

from rapporteur.core.screening.copies.copy import PageWords
from rapporteur.core.text.languages import tell_language

_LONGEST = 120  # characters of a title
_ENOUGH = 20_000  # characters, to tell a language


def describe(made: pikepdf.Pdf, pages: Sequence[PageWords]) -> None:
    """Give the copy the first line of its words as title, and the language of most of them."""
    words = "\n".join(page.left for page in pages)[:_ENOUGH]
    if language := tell_language(words):
        made.Root.Lang = pikepdf.String(language)
    title = next((line for line in words.splitlines() if any(map(str.isalnum, line))), "")
    if title:
        made.docinfo["/Title"] = " ".join(title.split())[:_LONGEST]
        made.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
