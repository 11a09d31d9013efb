"""Printing by Typst from pages of the site: the fonts, and what is said where one fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from rapporteur.base.refusals import Refused
from rapporteur.core.letters.pdf import GlyphProblem


def font_folders() -> tuple[Path, ...]:
    """The folders with fonts that the settings name."""
    return tuple(Path(folder) for folder in settings.FONT_FOLDERS)


@contextmanager
def glyphs_refused(what: str = "", then: str = "") -> Iterator[None]:
    """What cannot be printed for want of a font or a glyph is refused in a sentence.

    what: what was not printed. then: what to do about a character; both have words of their own.
    """
    try:
        yield
    except GlyphProblem as problem:
        what = what or _("It cannot be printed.")
        if problem.font:
            raise Refused(
                what,
                _("The font %(font)s is not installed.") % {"font": problem.font},
                _("Ask whoever runs this site to install the package %(package)s.")
                % {"package": problem.package},
            ) from None
        raise Refused(
            what,
            _("No installed font has a glyph for “%(characters)s” (%(codes)s).")
            % {"characters": problem.characters, "codes": problem.codes},
            then or _("Search the names for it, and write it otherwise."),
        ) from None
