"""Recognising scans: the error in characters and the seconds a page, in each of the six languages.

`python -m benchmarks.scans` makes its own scans (200 dots an inch, one degree askew, with dust).
"""

import time

from rapporteur.core.text.extraction import Extractor
from tests.factories.scans import WORDS, saved, scan

PARAGRAPHS = 8  # a full page


def edits(told: str, true: str) -> int:
    """How many characters have to be put in, taken out or changed (Levenshtein)."""
    before = list(range(len(true) + 1))
    for row, one in enumerate(told, 1):
        now = [row]
        for column, other in enumerate(true, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (one != other)))
        before = now
    return before[-1]


def main() -> None:
    """Print a line for each language, with the language told and not told."""
    with Extractor() as extractor:
        for told in (True, False):
            for language in WORDS:
                page = saved(scan(language, times=PARAGRAPHS, askew=1, dust=0.0005))
                begun = time.perf_counter()
                found = extractor.recognise(page, 1, [language] if told else [])
                seconds = time.perf_counter() - begun
                begun = time.perf_counter()
                extractor.recognise(
                    page, 1, [language] if told else [], as_before=found.script if found else ""
                )
                following = time.perf_counter() - begun
                if found is None:
                    print(f"{language}: not recognised")
                    continue
                joiner = "" if language == "zh" else " "
                true = joiner.join(WORDS[language].split()) + joiner
                true = (true * PARAGRAPHS).strip()
                words = joiner.join(found.text.split())
                print(
                    f"{language} {'told' if told else 'not told':8} "
                    f"error {edits(words, true) / len(true):.4f}  "
                    f"confidence {found.confidence:.3f}  {seconds:.2f} s, "
                    f"as a following page {following:.2f} s  {found.by}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
