"""Makes a docket with its truth.

    python -m benchmarks.dockets --size 1000000 --out /tmp/docket
    python -m benchmarks.dockets --size 50000 --out /tmp/docket --copies 0 \\
        --campaign mail-merge=0.02 --campaign made:7@water=0.02 --campaign made:8@water=0.02

A campaign is the name of a grammar (`mail-merge`, from the corpora; one of the files beside this;
the path of another) or `made:SEED@TOPIC`, which makes one up; after `=` stands its share of all
rows. OUT gets `docket/part-*.parquet` (id, text, received_at, sender, group), `truth.parquet` (id,
campaign, kind, addition, changed) and `grammars.json`.
"""

import argparse
import os
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks.dockets import plan as plans
from benchmarks.dockets.grammar import Grammar, read_grammar
from benchmarks.dockets.invention import TOPICS, made_up_grammar, made_up_sentences
from benchmarks.dockets.voices import Chain, real_sentences
from benchmarks.dockets.writing import write_docket

CORPORA = Path(os.environ.get("RAPPORTEUR_CORPORA", "../shared"))
REAL = CORPORA / "dockets" / "mail-merge-grammar.json"
SENTENCES = CORPORA / "dockets" / "sentences-2014.tsv"
USUAL = ("mail-merge=0.0627", "made:1@health=0.003", "made:2@health=0.003")
MADE_UP = 8_000  # sentences


def main() -> None:
    asked = arguments().parse_args()
    begun = time.perf_counter()
    try:
        named = [campaign.rpartition("=") for campaign in asked.campaign or USUAL]
        grammars = [grammar(name, asked.seed) for name, _, _ in named]
        planned = plans.plan(
            asked.size,
            [float(share) for _, _, share in named],
            copies=asked.copies,
            near=asked.near,
            additions=asked.additions,
            parts=asked.parts,
        )
        write_docket(
            planned,
            grammars,
            chain(asked.voices, asked.seed, planned.unrelated),
            asked.out,
            seed=asked.seed,
            processes=asked.processes,
        )
    except ValueError as problem:
        sys.exit(str(problem))
    print(
        f"{planned.size:,} rows in {planned.parts} parts: {len(planned.copies):,} letters copied"
        f" {sum(planned.copies):,} times, {sum(planned.composed):,} composed, {planned.near:,}"
        f" altered, {planned.unrelated:,} unrelated; {time.perf_counter() - begun:.1f} s"
    )


def arguments() -> argparse.ArgumentParser:
    """What can be asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_AsWritten)
    parser.add_argument("--size", type=int, required=True, help="rows in all")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write into")
    parser.add_argument("--campaign", action="append", help="GRAMMAR=SHARE; several may be named")
    parser.add_argument("--copies", type=float, default=plans.COPIES, help="share of exact copies")
    parser.add_argument("--near", type=float, default=plans.NEAR, help="share of altered letters")
    parser.add_argument(
        "--additions", type=float, default=plans.ADDITIONS, help="share of letters added to"
    )
    parser.add_argument(
        "--voices", default="real", help="who else writes: `real`, `made`, or a file of sentences"
    )
    parser.add_argument("--parts", type=int, help=f"files; {plans.ROWS_PER_PART:,} rows in each")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=1)
    return parser


class _AsWritten(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of the text above."""


def grammar(name: str, seed: int) -> Grammar:
    """The grammar of a name. Raises `ValueError` where there is none."""
    if name.startswith("made:"):
        own, _, topic = name.removeprefix("made:").partition("@")
        topic = topic or sorted(TOPICS)[int(own) % len(TOPICS)]
        if topic not in TOPICS:
            raise ValueError(f"No topic {topic}: there are {', '.join(TOPICS)}.")
        return made_up_grammar(f"made-{own}-{topic}", topic, np.random.default_rng(int(own)))
    for file in (Path(name), Path(__file__).parent / "grammars" / f"{name}.json"):
        if file.is_file():
            return read_grammar(file)
    if name == "mail-merge":
        return read_grammar(REAL) if REAL.is_file() else grammar("made:0", seed)
    raise ValueError(f"There is no grammar {name}: name a file, or made:SEED@TOPIC.")


def chain(voices: str, seed: int, comments: int) -> Chain:
    """The people who write for themselves; where real sentences are not at hand, made-up ones."""
    file = SENTENCES if voices == "real" else Path(voices)
    if voices == "made" or (voices == "real" and not file.is_file()):
        return Chain(made_up_sentences(MADE_UP, np.random.default_rng([seed, 4])), comments)
    if not file.is_file():
        raise ValueError(f"There is no file of sentences {file}.")
    return Chain(real_sentences(file), comments)


if __name__ == "__main__":
    main()
