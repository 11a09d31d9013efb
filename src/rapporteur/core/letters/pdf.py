"""The letter as PDF: one A4 page or more, tagged, PDF/A-2a and PDF/UA-1.

`letter.typ` never changes; the letter reaches it as JSON in a string, so its words are values and
can never be markup. It comes in the source and not as `sys.inputs`: those are part of what Typst
keys its cache by, and with them every letter is set anew from the first word
(docs/decisions/letters.md). A character without a glyph is refused: an empty box in a letter is
noticed by its recipient alone.
"""

import json
import threading
from dataclasses import asdict
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import cast

import typst

from rapporteur.core.fonts import LATIN, NEEDED, PACKAGES, fonts_in, in_order, undisplayed
from rapporteur.core.letters.letter import Letter
from rapporteur.core.reading_order import in_reading_order


class GlyphProblem(Exception):
    """The letter cannot be printed with the fonts there are.

    characters: those that no font has. font, package: what to install, where a font is missing.
    """

    def __init__(self, *, characters: str = "", font: str = "", package: str = "") -> None:
        super().__init__(f"no glyph for {characters!r}" if characters else f"no font {font}")
        self.characters, self.font, self.package = characters, font, package

    @property
    def codes(self) -> str:
        """The characters by number: "U+E000, U+0378"."""
        return ", ".join(f"U+{ord(each):04X}" for each in self.characters)


def render(letter: Letter, *, created: datetime, font_folders: tuple[Path, ...]) -> bytes:
    """The letter as the bytes of a PDF file; the same letter and time give the same bytes.

    created: with a time zone. font_folders: where the fonts are looked for, subfolders included.
    Raises GlyphProblem.
    """
    presses: dict[tuple[Path, ...], Press] = _OF_THREAD.__dict__.setdefault("presses", {})
    if font_folders not in presses:
        presses[font_folders] = Press(font_folders)
    return presses[font_folders].render(letter, created=created)


class Press:
    """Prints one letter after another, at the price of what differs between them.

    One of Typst's compilers is kept: each that is made leaves some 0.2 MB behind. It serves one
    thread.
    """

    def __init__(self, font_folders: tuple[Path, ...]) -> None:
        fonts, self._families = fonts_in(font_folders)
        self._compiler = typst.Compiler(b"", font_paths=fonts, ignore_system_fonts=True)

    def render(self, letter: Letter, *, created: datetime) -> bytes:
        """As the function `render`."""
        values = content(letter, fonts=_order(letter.language, self._families))
        try:
            made, warnings = self._compiler.compile_with_warnings(
                input=_source(values),
                format="pdf",
                pdf_standards=["a-2a", "ua-1"],
                timestamp=created.replace(microsecond=0),
            )
        except typst.TypstError as error:  # a character for private use is an error
            raise _problem(error.message) from error
        if warnings:
            raise _problem(warnings[0].message)
        return in_reading_order(cast(bytes, made), values)


_OF_THREAD = threading.local()


def content(letter: Letter, *, fonts: list[str]) -> str:
    """What `letter.typ` reads, as JSON; two letters that would look alike have the same."""
    contact = list(letter.contact)
    if letter.originator:
        contact.insert(0, (letter.labels.originator, letter.originator))
    groups = [
        (kind, [{"runs": [asdict(run) for run in block.runs]} for block in blocks])
        for kind, blocks in letter.body.groups()
    ]
    return json.dumps(
        {
            "language": letter.language,
            "direction": letter.direction,
            "fonts": fonts,
            "labels": asdict(letter.labels),
            "colon": letter.colon,
            "letterhead": letter.letterhead,
            "stamp": letter.stamp,
            "reference": letter.reference,
            "place": letter.place,
            "comma": letter.comma,
            "dated": letter.day,
            "addressee": letter.addressee,
            "addressee_at": letter.addressee_at,
            "contact": contact,
            "subject": letter.subject,
            "salutation": letter.salutation,
            "groups": groups,
            "notes": letter.body.notes,
            "closing": letter.closing,
            "signatory": letter.signatory,
            "signatory_office": letter.signatory_office,
            "enclosures": letter.enclosures,
            "copies": letter.copies,
        },
        ensure_ascii=False,
    )


@cache
def template() -> str:
    """The source of `letter.typ`."""
    return files(__package__).joinpath("letter.typ").read_text(encoding="utf-8")


def _source(values: str) -> bytes:
    # JSON has no control characters left; of what remains Typst reads two within quotation marks.
    quoted = values.replace("\\", "\\\\").replace('"', '\\"')
    return f'{template()}\n#letter(json(bytes("{quoted}")))\n'.encode()


def _order(language: str, families: frozenset[str]) -> list[str]:
    """The families for a language, best first. Raises GlyphProblem where its own is missing."""
    for needed in (LATIN, NEEDED.get(language, LATIN)):
        if needed not in families:
            raise GlyphProblem(font=needed, package=PACKAGES[needed])
    return in_order(language, families)


def _problem(message: str) -> Exception:
    characters = undisplayed(message)
    return GlyphProblem(characters=characters) if characters else RuntimeError(message)
