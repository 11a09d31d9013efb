"""Passages of long documents, and of texts that mean no good: megabytes a second, at two sizes.

    python -m benchmarks.passages [--megabytes 1]

Each text is read twice, the second four times as long; the last column is how many times as long
that took, so 4 is linear. Megabytes are those of UTF-8, seconds those of the processor.
"""

import argparse
import time
from collections.abc import Callable

from rapporteur.core.text.parts import label
from rapporteur.core.text.passages import passages

PARAGRAPHS = (
    "The delegation said that access was costly (see para. 12). It was noted that much is open.",
    "La délégation a dit que l’accès était coûteux. Il a été noté que tout restait ouvert.",
    "La delegación dijo que el acceso era costoso. Se señaló que mucho seguía abierto.",
    "Делегация заявила, что доступ дорогостоящий. Было отмечено, что вопрос остается открытым.",
    "قال الوفد إن الوصول إلى الإنترنت مكلف. ولوحظ أن مسائل كثيرة لا تزال معلقة.",
    "代表团说，上网费用很高。据指出，许多问题仍未解决，各国政府应采取行动。",
)
PAGE = 3000  # characters
HOSTILE = {
    "one line of sentences": PARAGRAPHS[0] + " ",
    "one line without a stop": "word ",
    "line breaks": "\n",
    "initials": "A. B. C. ",
    "full stops": ".",
    "bullets": "- a\n",
    "marks that combine": "\u0301",
    "halves of characters": "\ud800 x. ",
    "directions": "\u202eabc \u2067שלום. \u202c",
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--megabytes", type=float, default=1, help="of the first of the two")
    size = int(options.parse_args().megabytes * 1_000_000)
    print(f"{'':32} {'passages':>10} {'MB/s':>7} {'4 times as much':>16}")
    documents = [document(size), document(4 * size)]
    row("document, passages", documents, lambda pages: len(list(passages(pages))))
    row("document, heads and feet", documents, lambda pages: len(label(pages)))
    for name, part in HOSTILE.items():
        whole = [[(1, part * (times * size // len(part)))] for times in (1, 4)]
        row(name, whole, lambda pages: len(list(passages(pages))))


def document(size: int) -> list[tuple[int, str]]:
    """Pages with a head, numbered paragraphs in the six languages, and a number."""
    pages: list[tuple[int, str]] = []
    number = written = 0
    while written < size:
        text = "A/66/77\n\n"
        while len(text) < PAGE:
            number += 1
            text += f"{number}. {PARAGRAPHS[number % len(PARAGRAPHS)]}\n\n"
        text += str(len(pages) + 1)
        pages.append((len(pages) + 1, text))
        written += len(text)
    return pages


def row(
    name: str,
    texts: list[list[tuple[int, str]]],
    do: Callable[[list[tuple[int, str]]], int],
) -> None:
    taken, found = [], 0
    for pages in texts:
        begun = time.process_time()
        found = do(pages)
        taken.append(max(time.process_time() - begun, 1e-4))
    large = sum(len(text.encode("utf-8", "surrogatepass")) for _, text in texts[1]) / 1e6
    print(f"{name:32} {found:10,} {large / taken[1]:7.1f} {taken[1] / taken[0]:16.1f}", flush=True)


if __name__ == "__main__":
    main()
