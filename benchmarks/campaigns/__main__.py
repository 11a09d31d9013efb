"""What `rapporteur campaigns` finds on dockets whose truth is known, and what that takes.

    python -m benchmarks.campaigns run FOLDER [--out RESULT] [--ray ADDRESS]
    python -m benchmarks.campaigns score FOLDER RESULT [--missed]
    python -m benchmarks.campaigns matrix [--only NAME …] [--list]
    python -m benchmarks.campaigns alone [--letters 800] GRAMMAR …

FOLDER is what `python -m benchmarks.dockets` has written. `matrix` makes its own dockets: campaigns
from a thousandth to six tenths of the rows, one to four at once, on 10,000 to 300,000 distinct
texts; it ends with 1 where one of the floors that the project has set itself is missed. `alone`
looks for the template of letters of one grammar, with nothing else around them.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.campaigns.alone import recover
from benchmarks.campaigns.matrix import CASES, Case, make
from benchmarks.campaigns.measuring import Spent, measured
from benchmarks.campaigns.scoring import Score, score

RECALL, PRECISION, PHRASES = 0.99, 0.999, 0.95


def main() -> None:
    asked = arguments().parse_args()
    if asked.what == "run":
        print(run(asked.folder, asked.out or asked.folder / "result", asked.python, asked.ray))
        show(score(asked.folder, asked.out or asked.folder / "result"))
    elif asked.what == "score":
        show(score(asked.folder, asked.result), with_missed=asked.missed)
    elif asked.what == "alone":
        for name in asked.grammar:
            print(recover(name, asked.letters, asked.seed), flush=True)
    elif asked.list:
        print("\n".join(f"{case.name:24} {case}" for case in CASES))
    else:
        chosen = [case for case in CASES if not asked.only or case.name in asked.only]
        missed = [case.name for case in chosen if not passes(case, asked.python, asked.folder)]
        if missed:
            sys.exit(f"Below a floor: {', '.join(missed)}.")


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--python", default=sys.executable, help="of the installation to measure")
    what = parser.add_subparsers(dest="what", required=True)
    one = what.add_parser("run")
    one.add_argument("folder", type=Path)
    one.add_argument("--out", type=Path)
    one.add_argument("--ray")
    two = what.add_parser("score")
    two.add_argument("folder", type=Path)
    two.add_argument("result", type=Path)
    two.add_argument("--missed", action="store_true", help="list the phrases not recovered")
    three = what.add_parser("matrix")
    three.add_argument("--only", action="append", help="one case; several may be named")
    three.add_argument("--list", action="store_true", help="say what the cases are")
    three.add_argument("--folder", type=Path, help="where dockets and results stay")
    four = what.add_parser("alone")
    four.add_argument("grammar", nargs="+")
    four.add_argument("--letters", type=int, default=800)
    four.add_argument("--seed", type=int, default=1)
    return parser


def run(docket: Path, result: Path, python: str, ray: str | None = None) -> Spent:
    """Find the campaigns of a docket with the command, as anybody would."""
    command = [
        python,
        "-m",
        "rapporteur",
        "campaigns",
        str(docket / "docket"),
        "--out",
        str(result),
    ]
    return measured([*command, "--ray", ray] if ray else command)


def passes(case: Case, python: str, folder: Path | None) -> bool:
    """Make, run and score one case; says whether it keeps to every floor."""
    with tempfile.TemporaryDirectory() as scratch:
        place = (folder or Path(scratch)) / case.name
        make(case, place)
        print(f"\n{case.name}: {case}", flush=True)
        print(run(place, place / "result", python))
        scored = score(place, place / "result")
    show(scored)
    return all(
        found.recall >= RECALL
        and found.precision >= PRECISION
        and found.phrases_recovered >= PHRASES * found.phrases
        for found in scored.composed
    )


def show(scored: Score, *, with_missed: bool = False) -> None:
    print("\n".join(scored.lines()), flush=True)
    for found in scored.composed if with_missed else []:
        print(f"\nPhrases of {found.name} that no slot has, after what stands before theirs:")
        print("\n".join(" ".join(words) for words in found.missed))


if __name__ == "__main__":
    main()
