"""Screening: seconds a megabyte of text, and seconds a page of redacted PDF.

`python -m benchmarks.screening [FOLDER]` searches the text files of a folder, then texts of its
own in the six languages, and makes copies of a PDF of its own: with a cut on every page, and with
none. The seconds are the processor's.
"""

import sys
import tempfile
import time
from pathlib import Path

import typst

from rapporteur.core.screening.copies import PageWords
from rapporteur.core.screening.copies.pdf import copy_pdf
from rapporteur.core.screening.redaction import Cut, redacted
from rapporteur.core.screening.screen import find
from rapporteur.core.text import pdf
from tests.factories.scans import WORDS

PERSONAL = " Call +41 22 730 5111, write to mary@example.org. "
PAGES = 20
FONTS = ["/usr/share/fonts/truetype/noto"]


def searched(name: str, texts: list[str]) -> None:
    size = sum(len(text.encode()) for text in texts)
    begun = time.process_time()
    found = sum(len(find(text)) for text in texts)
    seconds = time.process_time() - begun
    print(f"{name:10} {size / 1e6:6.2f} MB  {seconds * 1e6 / size:.2f} s a MB  {found} found")


def copied(name: str, raw: bytes, *, cut: bool) -> None:
    pages = []
    for number, text in enumerate(pdf.read(raw, 10_000_000).texts, 1):
        cuts = tuple(Cut(each.start, each.end, each.kind) for each in find(text)) if cut else ()
        pages.append(PageWords(number, text, redacted(text, cuts).text, cuts))
    begun = time.process_time()
    made = copy_pdf(raw, pages)
    seconds = time.process_time() - begun
    size = len(made.content) / len(pages) / 1000
    print(
        f"{name:10} {len(pages)} pages  {seconds / len(pages):.3f} s a page  {size:.0f} kB a page"
    )


def main() -> None:
    """Print a line for each measurement."""
    if len(sys.argv) > 1:
        files = sorted(Path(sys.argv[1]).rglob("*.txt"))
        searched("files", [file.read_text("utf-8", "replace") for file in files])
    for language, words in WORDS.items():
        searched(language, [(words + PERSONAL) * 2000])
    words = (WORDS["en"] + PERSONAL.replace("@", "\\@")) * 8
    source = '#set text(font: "Noto Serif")\n' + "\n#pagebreak()\n".join([words] * PAGES)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "pages.typ")
        place.write_text(source)
        raw = typst.compile(str(place), font_paths=FONTS)
    copied("cut", raw, cut=True)
    copied("not cut", raw, cut=False)


if __name__ == "__main__":
    main()
