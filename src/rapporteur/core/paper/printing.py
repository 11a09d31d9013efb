"""Setting a page of this package by Typst, whatever strangers have put into its words."""

import json
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import typst

from rapporteur.core.fonts import LATIN, NEEDED, PACKAGES, fonts_in, in_order, undisplayed
from rapporteur.core.letters.pdf import GlyphProblem
from rapporteur.core.reading_order import in_reading_order
from rapporteur.core.text.languages import direction

LONGEST = 600  # characters of one value
MOST_TRIES = 20
_KEPT = {"\u200c", "\u200d"}  # joiners: Persian and many names are wrong without them
_NO_GLYPH = {"Cc", "Cf", "Cn", "Co", "Cs"}
Value = Any  # what JSON holds


def print_page(
    kind: str,
    values: Mapping[str, Value],
    *,
    language: str,
    created: datetime,
    font_folders: tuple[Path, ...],
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """One of the functions of `paper.typ` with its values, as PDF/UA-1 and PDF/A-2a.

    A sender's words never stop a receipt: a character that no font has, or that has no look of its
    own, stands as its number ([U+1F600]). pictures: by the name under which the page has them.
    Raises GlyphProblem where the fonts of the language itself are not installed.
    """
    fonts, families = fonts_in(font_folders)
    for needed in (LATIN, NEEDED.get(language, LATIN)):
        if needed not in families:
            raise GlyphProblem(font=needed, package=PACKAGES[needed])
    told = {
        "language": language,
        "direction": direction(language),
        "fonts": in_order(language, families),
        **values,
    }
    without: frozenset[str] = frozenset()
    for _try in range(MOST_TRIES):
        made, missing = _set(kind, _shown(told, without), created, fonts, pictures or {})
        if not missing:
            return made
        without |= missing
    raise GlyphProblem(characters="".join(sorted(without)))


def _set(
    kind: str,
    values: Value,
    created: datetime,
    fonts: typst.Fonts,
    pictures: Mapping[str, bytes],
) -> tuple[bytes, frozenset[str]]:
    """The file, and the characters that it could not show."""
    drawn = {name: list(raw) for name, raw in pictures.items()}  # JSON knows no bytes
    told = json.dumps({**values, "pictures": drawn}, ensure_ascii=False)
    # JSON has no control characters left; of what remains Typst reads two within quotation marks.
    quoted = told.replace("\\", "\\\\").replace('"', '\\"')
    source = files(__package__).joinpath("paper.typ").read_text(encoding="utf-8")
    source += f'\n#{kind}(json(bytes("{quoted}")))\n'
    compiler = typst.Compiler(source.encode(), font_paths=fonts, ignore_system_fonts=True)
    try:
        made, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=created.replace(microsecond=0)
        )
        told_of = [each.message for each in warnings]
    except typst.TypstError as error:
        made, told_of = b"", [error.message]
    missing = "".join(map(undisplayed, told_of))
    if told_of and not missing:
        raise RuntimeError(told_of[0])
    if missing:
        return b"", frozenset(missing)
    return in_reading_order(cast(bytes, made), told), frozenset()


def _shown(value: Value, without: frozenset[str]) -> Value:
    """The values with every character that would not be seen written as its number."""
    if isinstance(value, str):
        return "".join(_seen(each, without) for each in value[:LONGEST])
    if isinstance(value, Mapping):
        return {key: _shown(each, without) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(each, without) for each in value]
    return value


def _seen(character: str, without: frozenset[str]) -> str:
    if character.isspace():
        return " "
    hidden = unicodedata.category(character) in _NO_GLYPH and character not in _KEPT
    return f"[U+{ord(character):04X}]" if hidden or character in without else character
