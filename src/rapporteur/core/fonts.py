"""The fonts with which letters and documents are printed, and what Typst says where one fails."""

import re
from functools import cache
from pathlib import Path
from unicodedata import category

import typst

LATIN, ARABIC, CHINESE = "Noto Serif", "Noto Naskh Arabic", "Noto Serif CJK SC"
PACKAGES = {LATIN: "fonts-noto-core", ARABIC: "fonts-noto-core", CHINESE: "fonts-noto-cjk"}
"""By font, the package of Debian and Ubuntu that brings it."""
NEEDED = {"ar": ARABIC, "zh": CHINESE}
"""By language, the font without which it cannot be printed; LATIN for every other."""

USUAL_FOLDERS = "/usr/share/fonts/truetype/noto:/usr/share/fonts/opentype/noto"
"""Where Debian puts them. Only Noto's: of others a fall-back would be a face that does not fit."""

_UNDISPLAYED = re.compile(r'the (?:text|PDF contains the codepoint) `"(.*?)"`', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


@cache
def fonts_in(
    folders: tuple[Path, ...], *, embedded: bool = False
) -> tuple[typst.Fonts, frozenset[str]]:
    """The fonts in some folders, subfolders included, and the names of their families.

    embedded: with those that Typst brings along. Folders that are not there hold none.
    """
    there = [str(folder) for folder in folders if folder.is_dir()]
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=embedded, font_paths=there
    )
    return fonts, frozenset(fonts.families())


def in_order(language: str, families: frozenset[str], *, latin: str = LATIN) -> list[str]:
    """The families to print a language with, best first, all of them present.

    latin: the face of Latin letters.
    """
    # Chinese quotation marks are the Latin ones: only the first font decides their width.
    order = (CHINESE, latin, ARABIC) if language == "zh" else (latin, ARABIC, CHINESE)
    return [family for family in order if family in families]


def private(words: str) -> str:
    """The characters for private use in some words, of which each font has a look of its own.

    As PDF/A Typst refuses them itself; what is no PDF/A is to refuse them all the same.
    """
    return "".join(sorted({sign for sign in words if category(sign) == "Co"}))


def undisplayed(message: str) -> str:
    """The characters for which Typst says that no font has a glyph; empty where it says else."""
    found = _UNDISPLAYED.search(message)
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1]) if found else ""
