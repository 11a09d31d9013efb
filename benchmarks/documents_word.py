"""How long a report takes as a Word file and as a book, and to come back from an edit.

    python -m benchmarks.documents_word

A report of 8,500 words with 60 footnotes, and an annex of some 200 pages (a table of 9,000 rows):
written, read, and compared with itself, warm; beside pandoc on the same words (Markdown to DOCX
and EPUB), in the same run.
"""

import subprocess
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pypandoc

from rapporteur.core.document import docx, epub
from rapporteur.core.document.docx.reading import read
from rapporteur.core.document.markdown import render as markdown
from rapporteur.core.document.returned import compare
from rapporteur.core.document.tree import (
    Annex,
    Document,
    Footnote,
    Paragraph,
    Section,
    Table,
    Text,
)

CREATED = datetime(2011, 5, 4, tzinfo=UTC)


def main() -> None:
    for name, document in (("report, 8,500 words, 60 notes", report()), ("annex", annex())):
        print(f"\n{name}")
        file = docx.render(document, created=CREATED)
        ways: dict[str, Callable[[], object]] = {
            "DOCX written": partial(docx.render, document, created=CREATED),
            "EPUB written": partial(epub.render, document, created=CREATED),
            "DOCX read": partial(read, file),
            "DOCX compared": partial(compare, document, file),
            "pandoc to DOCX": partial(pandoc, document, "docx"),
            "pandoc to EPUB": partial(pandoc, document, "epub"),
        }
        for way, act in ways.items():
            print(f"  {way:<16} {warm(act):6.2f} s")


def warm(act: Callable[[], object]) -> float:
    """Seconds of the faster of two runs after one that warms up."""
    act()
    taken = []
    for _run in range(2):
        began = time.perf_counter()
        act()
        taken.append(time.perf_counter() - began)
    return min(taken)


def pandoc(document: Document, to: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = [pypandoc.get_pandoc_path(), "--from=markdown", f"--to={to}", "--output"]
        subprocess.run(
            [*command, str(Path(folder, f"x.{to}"))],
            input=markdown(document).encode(),
            check=True,
            capture_output=True,
        )


def report() -> Document:
    words = ("contributors took the view that cooperation was already under way " * 14).strip()
    paragraphs = tuple(
        Paragraph(
            f"p{n}",
            (Text(f"{words}."), Footnote(f"f{n}", (Text("See A/60/687, paragraph 12."),))),
        )
        for n in range(60)
    )
    sections = (
        Section(f"s{n}", f"Section {n}", paragraphs[n * 12 : n * 12 + 12]) for n in range(5)
    )
    return Document("en", "Report", sections=tuple(sections), contents=True)


def annex() -> Document:
    rows = tuple((f"Contributor {n}", n, 2 * n, "Some words about it") for n in range(9000))
    table = Table("t", "All", ("Name", "One", "Two", "What"), rows)
    return Document("en", "Annexed", annexes=(Annex("a", "List", (table,)),))


if __name__ == "__main__":
    main()
