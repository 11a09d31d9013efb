"""How long a report takes in each form, and as a Word file to come back from an edit.

    python -m benchmarks.documents

A report of 8,500 words with 60 footnotes, and an annex of some 200 pages (a table of 9,000 rows):
rendered in every form, read back from Word and compared with itself, warm; beside pandoc on the
same words (Markdown to DOCX and EPUB), in the same run; and such an annex in Arabic as PDF. A
shared machine is noisy, so processor seconds stand beside the wall clock, and the load of the
machine above both.
"""

import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pypandoc

from rapporteur.core.document.docx.reading import read
from rapporteur.core.document.forms import FORMS, Setting, render
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

RUNS = 3
SETTING = Setting(datetime(2011, 5, 4, tzinfo=UTC))


def main() -> None:
    load = " ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"load over 1, 5 and 15 minutes: {load}; {os.cpu_count()} processors")
    ways: dict[str, Callable[[Document], object]] = {
        **{f"to {form}": partial(render, to=form, setting=SETTING) for form in FORMS},
        "pandoc to docx": partial(pandoc, to="docx"),
        "pandoc to epub": partial(pandoc, to="epub"),
    }
    for name, make in (("report, 8,500 words, 60 notes", report), ("annex, 9,000 rows", annex)):
        # Every run has words of its own, or Typst would answer from what it remembers.
        documents = [make(run) for run in range(RUNS)]
        print(f"\n{name:<30} {'seconds':>8} {'processor':>10}")
        for way, act in ways.items():
            told(way, warm([partial(act, document) for document in documents]))
        files = [render(document, "docx", SETTING) for document in documents]
        told("docx read", warm([partial(read, file) for file in files]))
        pairs = zip(documents, files, strict=True)
        told("docx compared", warm([partial(compare, *pair) for pair in pairs]))
    # Their lines are put in their order of reading in the finished file.
    print(f"\n{'the annex in Arabic':<30} {'seconds':>8} {'processor':>10}")
    arabic = [annex_in_arabic(run) for run in range(RUNS)]
    told("to pdf", warm([partial(render, each, "pdf", SETTING) for each in arabic]))


def told(way: str, spent: tuple[float, float]) -> None:
    print(f"  {way:<28} {spent[0]:8.2f} {spent[1]:10.2f}", flush=True)


def warm(acts: list[Callable[[], object]]) -> tuple[float, float]:
    """Seconds by the clock and by the processors, each the least of the runs after the first."""
    clock, processor = [], []
    for act in acts:
        began, worked = time.perf_counter(), _worked()
        act()
        clock.append(time.perf_counter() - began)
        processor.append(_worked() - worked)
    return min(clock[1:]), min(processor[1:])


def _worked() -> float:
    """Processor seconds of this process and of the programs that it waited for."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def pandoc(document: Document, to: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = [pypandoc.get_pandoc_path(), "--from=markdown", f"--to={to}", "--output"]
        subprocess.run(
            [*command, str(Path(folder, f"x.{to}"))],
            input=markdown(document).encode(),
            check=True,
            capture_output=True,
        )


def report(run: int) -> Document:
    words = ("contributors took the view that cooperation was already under way " * 14).strip()
    paragraphs = tuple(
        Paragraph(
            f"p{n}",
            (Text(f"{words} {run}."), Footnote(f"f{n}", (Text("See A/60/687, paragraph 12."),))),
        )
        for n in range(60)
    )
    sections = (
        Section(f"s{n}", f"Section {n}", paragraphs[n * 12 : n * 12 + 12]) for n in range(5)
    )
    return Document("en", "Report", sections=tuple(sections), contents=True)


def annex(run: int) -> Document:
    rows = tuple((f"Contributor {n}, {run}", n, 2 * n, "Some words about it") for n in range(9000))
    table = Table("t", "All", ("Name", "One", "Two", "What"), rows)
    return Document("en", "Annexed", annexes=(Annex("a", "List", (table,)),))


def annex_in_arabic(run: int) -> Document:
    rows = tuple((f"المساهم {n}، {run}", n, 2 * n, "بعض الكلمات عن ذلك") for n in range(9000))
    table = Table("t", "الكل", ("الاسم", "واحد", "اثنان", "ماذا"), rows)
    return Document("ar", "مرفق", annexes=(Annex("a", "قائمة", (table,)),))


if __name__ == "__main__":
    main()
