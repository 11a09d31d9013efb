"""The report of 4 May 2011 as a tree, read from the seed: its text, as an editor let it pass."""

import os
import re
from pathlib import Path

import pytest

from rapporteur.core.document.tree import Document, Footnote, Paragraph, Run, Section, Table, Text

ROOT = Path(__file__).parents[3]
CORPORA = Path(os.environ.get("RAPPORTEUR_CORPORA", ROOT.parent / "shared"))
FILE = CORPORA / "seeds" / "004_ce505e319e9f0a5a.txt"

_NOTE = re.compile(r"^<sup>(\d)</sup> (.*)$", re.MULTILINE)
_HEADING = re.compile(r"[#* ]*([IV]+)\. (.*?)\**")
_SIGNS = re.compile(r"</?(?:i|b|sup)>|[*\\<>]|\[|\]\(.*?\)|^---$", re.MULTILINE)

needs_seed = pytest.mark.skipif(
    not FILE.exists(), reason=f"{FILE} is not there (set RAPPORTEUR_CORPORA)"
)


def seed_report() -> Document:
    """The whole text: summary, five sections, paragraphs 1 to 39, four notes, the table."""
    text = FILE.read_text()
    notes = dict(_NOTE.findall(text))
    body = _NOTE.sub("", text).partition("#### *Summary*")[2]
    blocks = list(filter(None, (re.sub(r"^---$", "", each).strip() for each in body.split("\n\n"))))
    summary: list[Paragraph] = []
    titles: list[str] = []
    sections: list[list[Paragraph | Table]] = []
    for block in filter(None, blocks):
        heading, numbered = _HEADING.fullmatch(block), re.match(r"(\d+)\. ", block)
        if heading:
            titles.append(_plain(heading[2]))
            sections.append([])
        elif "\t" in block:
            sections[-1].append(_table(block))
        elif numbered:
            sections[-1].append(Paragraph(f"p{numbered[1]}", _runs(block[numbered.end() :], notes)))
        elif not sections and not block.startswith("\\"):
            summary.append(Paragraph(f"s{len(summary)}", _runs(block, notes), numbered=False))
        elif sections and not block.startswith("**"):  # what a page break parted
            last = next(each for each in reversed(sections[-1]) if isinstance(each, Paragraph))
            place = sections[-1].index(last)
            runs = (*last.runs, Text(" "), *_runs(block, notes))
            sections[-1][place] = Paragraph(last.id, runs)
    return Document(
        "en",
        "Enhanced cooperation on public policy issues pertaining to the Internet",
        subtitle="Report of the Secretary-General",
        summary=tuple(summary),
        sections=tuple(
            Section(f"s-{title[:4]}", title, tuple(held))
            for title, held in zip(titles, sections, strict=True)
        ),
    )


def _plain(words: str) -> str:
    return _SIGNS.sub("", words)


def _runs(words: str, notes: dict[str, str]) -> tuple[Run, ...]:
    pieces = re.split(r"<sup>(\d)</sup>", " ".join(words.split("\n")))
    return tuple(
        Footnote(f"note-{piece}", (Text(_plain(notes[piece])),))
        if place % 2
        else Text(_plain(piece))
        for place, piece in enumerate(pieces)
        if piece
    )


def _table(block: str) -> Table:
    head, *rows, total = (
        tuple(int(cell) if cell.isdigit() else cell for cell in _plain(line).split("\t"))
        for line in block.splitlines()
    )
    caption = "Number of contributions to the open consultations"
    return Table("tally", caption, tuple(map(str, head)), tuple(rows), total)
