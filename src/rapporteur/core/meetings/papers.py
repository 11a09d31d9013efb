"""Badges, place cards and lists as PDF: tagged, PDF/UA-1 and PDF/A-2a."""

import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import segno
import typst

from rapporteur.core.fonts import fonts_in, in_order, undisplayed
from rapporteur.core.letters.pdf import GlyphProblem
from rapporteur.core.reading_order import in_reading_order
from rapporteur.core.text.languages import direction


@dataclass(frozen=True)
class Person:
    """One who comes. code: what is read at the door, empty where none is needed."""

    name: str
    organization: str = ""
    category: str = ""
    code: str = ""


@dataclass(frozen=True)
class Printer:
    """In which language, when and with which fonts; `title` is of the whole file.

    Every method raises letters' GlyphProblem for a character that no font has.
    """

    title: str
    language: str
    created: datetime
    font_folders: tuple[Path, ...]

    def badges(self, people: Sequence[Person], *, code_label: str) -> bytes:
        """Ten to a page of A4, each of 90 by 54 mm, with its code as a square to be scanned."""
        each = [{**_breakable(person), "qr": _square(person.code)} for person in people]
        return self._print("badges", people=each, labels={"code": code_label})

    def place_cards(self, people: Sequence[Person]) -> bytes:
        """One to a page, to be folded in the middle."""
        return self._print("cards", people=[_breakable(person) for person in people])

    def listing(
        self,
        columns: Mapping[str, int],
        rows: Sequence[Sequence[str]],
        *,
        lines: Sequence[str] = (),
        wide: bool = False,
    ) -> bytes:
        """A table under a heading. columns: heading and share of the width, 0 for as much as its
        words need; an empty cell is room to write. lines: between heading and table."""
        return self._print(
            "listed",
            columns=list(columns),
            widths=list(columns.values()),
            rows=[[_parted(cell) for cell in row] for row in rows],
            lines=list(lines),
            wide=wide,
        )

    def _print(self, kind: str, **content: Any) -> bytes:
        fonts, families = fonts_in(self.font_folders)
        values = {
            "title": self.title,
            "language": self.language,
            "direction": direction(self.language),
            "fonts": in_order(self.language, families),
            **content,
        }
        words = json.dumps(values, ensure_ascii=False)
        source = files(__package__).joinpath("papers.typ").read_text(encoding="utf-8")
        compiler = typst.Compiler(
            f"{source}\n#{kind}(json(bytes(sys.inputs.values)))\n".encode(),
            font_paths=fonts,
            ignore_system_fonts=True,
        )
        try:
            made, warnings = compiler.compile_with_warnings(
                format="pdf",
                sys_inputs={"values": words},
                pdf_standards=["a-2a", "ua-1"],
                timestamp=self.created.replace(microsecond=0),
            )
        except typst.TypstError as error:
            raise _problem(error.message) from error
        if warnings:
            raise _problem(warnings[0].message)
        return in_reading_order(cast(bytes, made), words)


def _breakable(person: Person) -> dict[str, str]:
    return {name: _parted(words) for name, words in asdict(person).items()}


def _parted(words: str) -> str:
    """The same, with places to break in what is longer than any word: it must not run off."""
    return _TOO_LONG.sub(lambda run: "\u200b".join(_PIECE.findall(run[0])), words)


_TOO_LONG, _PIECE = re.compile(r"\S{36,}"), re.compile(r".{1,18}", re.DOTALL)


def _square(code: str) -> str:
    """The code as QR in SVG, black on white with the quiet margin of four modules."""
    written = io.BytesIO()
    segno.make(code, error="m", micro=False).save(written, kind="svg", border=4, light="white")
    return written.getvalue().decode()


def _problem(message: str) -> Exception:
    characters = undisplayed(message)
    return GlyphProblem(characters=characters) if characters else RuntimeError(message)
