"""The letter as PDF: one A4 page or more, tagged, PDF/A-2a and PDF/UA-1.

`letter.typ` never changes, and is read once. The letter reaches it as JSON in a string, so that its
words are values and can never be markup. It comes in the source and not as `sys.inputs`: those are
part of what Typst keys its cache by, and with them every letter is set anew from the first word
(docs/decisions/letters.md). A character without a glyph is refused: an empty box in a letter is
noticed by its recipient alone.
"""

import json
import threading
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst

from rapporteur.core.fonts import LATIN, NEEDED, PACKAGES, fonts_in, in_order, undisplayed
from rapporteur.core.letters.body import Run
from rapporteur.core.letters.letter import Letter
from rapporteur.core.reading_order import in_reading_order
from rapporteur.core.symbols.unbroken import stretches

_TEMPLATE = Path(__file__).with_name("letter.typ")


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


def render(
    letter: Letter, *, created: datetime, font_folders: tuple[Path, ...], values: str = ""
) -> bytes:
    """The letter as the bytes of a PDF file; the same letter and time give the same bytes.

    created: with a time zone. font_folders: where the fonts are looked for, subfolders included.
    values: what `content` makes of the letter, where that is at hand. Raises GlyphProblem.
    """
    presses: dict[tuple[Path, ...], Press] = _OF_THREAD.__dict__.setdefault("presses", {})
    if font_folders not in presses:
        presses[font_folders] = Press(font_folders)
    return presses[font_folders].render(letter.language, values or content(letter), created)


class Press:
    """Prints one letter after another, at the price of what differs between them.

    One of Typst's compilers is kept: each that is made leaves some 0.2 MB behind. It serves one
    thread.
    """

    def __init__(self, font_folders: tuple[Path, ...]) -> None:
        fonts, self._families = fonts_in(font_folders)
        self._compiler = typst.Compiler(
            b"", root=_TEMPLATE.parent, font_paths=fonts, ignore_system_fonts=True
        )

    def render(self, language: str, values: str, created: datetime) -> bytes:
        """Values, as `content` makes them of a letter in `language`, as the bytes of a PDF file.

        Raises GlyphProblem.
        """
        try:
            made, warnings = self._compiler.compile_with_warnings(
                input=_source(values, _order(language, self._families)),
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


def content(letter: Letter) -> str:
    """What `letter.typ` reads, as JSON; two letters that would look alike have the same."""
    contact = list(letter.contact)
    if letter.originator:
        contact.insert(0, (letter.labels.originator, letter.originator))
    groups = [
        (kind, [{"runs": list(_pieces(block.runs))} for block in blocks])
        for kind, blocks in letter.body.groups()
    ]
    return json.dumps(
        {
            "language": letter.language,
            "direction": letter.direction,
            "labels": vars(letter.labels),
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
    return _TEMPLATE.read_text(encoding="utf-8")


def _pieces(runs: Iterable[Run]) -> Iterator[dict[str, Any]]:
    """The runs as the template reads them; a symbol, which no line parts, is one of its own."""
    for run in runs:
        for words, whole in stretches(run.text) if "/" in run.text else ((run.text, False),):
            yield {**vars(run), "text": words, "whole": whole}


def _source(values: str, fonts: list[str]) -> bytes:
    # JSON has no control characters left; of what remains Typst reads two within quotation marks.
    quoted = values.replace("\\", "\\\\").replace('"', '\\"')
    families = "".join(f'"{family}",' for family in fonts)
    return f"""#import "/letter.typ": letter
#letter(json(bytes("{quoted}")), ({families}))
""".encode()


def _order(language: str, families: frozenset[str]) -> list[str]:
    """The families for a language, best first. Raises GlyphProblem where its own is missing."""
    for needed in (LATIN, NEEDED.get(language, LATIN)):
        if needed not in families:
            raise GlyphProblem(font=needed, package=PACKAGES[needed])
    return in_order(language, families)


def _problem(message: str) -> Exception:
    characters = undisplayed(message)
    return GlyphProblem(characters=characters) if characters else RuntimeError(message)
