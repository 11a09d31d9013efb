"""How long a report takes in each form, and as a Word file to come back from an edit.

    python -m benchmarks.documents [LANGUAGE …]

A report of 8,500 words with 60 footnotes, and an annex of some 200 pages (a table of 9,000 rows):
rendered in every form, read back from Word and compared with itself, warm; beside pandoc on the
same words (Markdown to DOCX and EPUB), in the same run. Then the report in the five other
languages, and the annex in Arabic, in every form; or in the languages that are named, "en" for the
first two. A shared machine is noisy, so processor seconds stand beside the wall clock, and the load
of the machine above both.
"""

import os
import subprocess
import sys
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


SENTENCES = {
    "en": "contributors took the view that cooperation was already under way ",
    "ar": "رأى المساهمون أن التعاون جار بالفعل وأنه ينبغي أن يستمر ",
    "zh": "各方认为 合作 已经 在 进行 并且 应当 继续 得到 加强 ",
    "fr": "les contributeurs ont estimé que la coopération était déjà engagée ",
    "ru": "участники сочли что сотрудничество уже ведётся и должно быть продолжено ",
    "es": "los participantes opinaron que la cooperación ya estaba en marcha ",
}
"""Of ten words each."""

CELLS = {
    "en": ("Contributor {}, {}", "Some words about it"),
    "ar": ("المساهم {}، {}", "بعض الكلمات عن ذلك"),
}


def main(languages: list[str]) -> None:
    load = " ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"load over 1, 5 and 15 minutes: {load}; {os.cpu_count()} processors")
    for language in languages or SENTENCES:
        measure(f"report in {language}, 8,500 words", partial(report, language=language))
        if language in CELLS:
            measure(f"annex in {language}, 9,000 rows", partial(annex, language=language))


def measure(name: str, make: Callable[[int], Document]) -> None:
    # Every run has words of its own, or Typst would answer from what it remembers.
    documents = [make(run) for run in range(RUNS)]
    ways: dict[str, Callable[[Document], object]] = {
        f"to {form}": partial(render, to=form, setting=SETTING) for form in FORMS
    }
    english = documents[0].language == "en"
    if english:
        ways |= {f"pandoc to {form}": partial(pandoc, to=form) for form in ("docx", "epub")}
    print(f"\n{name:<30} {'seconds':>8} {'processor':>10}")
    for way, act in ways.items():
        told(way, warm([partial(act, document) for document in documents]))
    if english:
        files = [render(document, "docx", SETTING) for document in documents]
        told("docx read", warm([partial(read, file) for file in files]))
        pairs = zip(documents, files, strict=True)
        told("docx compared", warm([partial(compare, *pair) for pair in pairs]))


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


def report(run: int, language: str) -> Document:
    words = (SENTENCES[language] * 14).strip()
    paragraphs = tuple(
        Paragraph(
            f"p{n}",
            (Text(f"{words} {run}."), Footnote(f"f{n}", (Text("See A/60/687, paragraph 12."),))),
        )
        for n in range(60)
    )
    sections = (Section(f"s{n}", f"{n + 1}", paragraphs[n * 12 : n * 12 + 12]) for n in range(5))
    return Document(language, words[:40], sections=tuple(sections), contents=True)


def annex(run: int, language: str) -> Document:
    name, words = CELLS[language]
    rows = tuple((name.format(n, run), n, 2 * n, words) for n in range(9000))
    table = Table("t", words, ("1", "2", "3", "4"), rows)
    return Document(language, words, annexes=(Annex("a", words, (table,)),))


if __name__ == "__main__":
    main(sys.argv[1:])
