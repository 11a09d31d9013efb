"""The letter as PDF: one A4 page or more, tagged, PDF/A-2a and PDF/UA-1.

`letter.typ` never changes; the letter reaches it as JSON, so its words are values and can never
be markup. A character without a glyph is refused: an empty box in a letter is noticed by its
recipient alone.
"""

import json
from dataclasses import asdict
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import cast

import typst

from rapporteur.core.fonts import LATIN, NEEDED, PACKAGES, fonts_in, in_order, undisplayed
from rapporteur.core.letters.letter import LABELS, Letter, colon


class GlyphProblem(Exception):
    """The letter cannot be printed with the fonts there are.

    characters: those that no font has. font, package: what to install, where a font is missing.
    """

    def __init__(self, *, characters: str = "", font: str = "", package: str = "") -> None:
        super().__init__(f"no glyph for {characters!r}" if characters else f"no font {font}")
        self.characters, self.font, self.package = characters, font, package


def render(letter: Letter, *, created: datetime, font_folders: tuple[Path, ...]) -> bytes:
    """The letter as the bytes of a PDF file; the same letter and time give the same bytes.

    created: with a time zone. font_folders: where the fonts are looked for, subfolders included.
    Raises GlyphProblem.
    """
    fonts, families = fonts_in(font_folders)
    content = {
        **asdict(letter),
        "dated": letter.day,
        "comma": letter.comma,
        "direction": letter.direction,
        "labels": asdict(LABELS[letter.language]),
        "colon": colon(letter.language),
        "fonts": _order(letter.language, families),
    }
    compiler = typst.Compiler(
        files(__package__).joinpath("letter.typ").read_bytes(),
        font_paths=fonts,
        ignore_system_fonts=True,
    )
    try:
        made, warnings = compiler.compile_with_warnings(
            format="pdf",
            sys_inputs={"letter": json.dumps(content, ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=created.replace(microsecond=0),
        )
    except typst.TypstError as error:  # a character for private use is an error, not a warning
        raise _problem(error.message) from error
    if warnings:
        raise _problem(warnings[0].message)
    return cast(bytes, made)


def _order(language: str, families: frozenset[str]) -> list[str]:
    """The families for a language, best first. Raises GlyphProblem where its own is missing."""
    for needed in (LATIN, NEEDED.get(language, LATIN)):
        if needed not in families:
            raise GlyphProblem(font=needed, package=PACKAGES[needed])
    return in_order(language, families)


def _problem(message: str) -> Exception:
    characters = undisplayed(message)
    return GlyphProblem(characters=characters) if characters else RuntimeError(message)
