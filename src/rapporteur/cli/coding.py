"""`rapporteur coding`: ways of proposing codings, on files alone."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rapporteur.core.coding import files
from rapporteur.core.coding.blocks import parted
from rapporteur.core.coding.language_model import LanguageModelProposer, Transcript
from rapporteur.core.coding.proposals import Candidate, Example, Proposer, Silence
from rapporteur.core.coding.terms import TermsProposer

if TYPE_CHECKING:
    from rapporteur.core.coding.comparison import Compared, Score

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
Likely = Callable[[Sequence[Candidate]], Sequence[Mapping[str, float]]]


@click.group(name="coding")
def command() -> None:
    """Compare ways of proposing codings, on passages that persons have coded."""


@command.command(name="compare")
@click.argument("passages", type=FILE)
@click.argument("codings", type=FILE)
@click.argument("codebook", type=FILE)
@click.option("--share", default=0.3, type=click.FloatRange(0.05, 0.95), help="Judged by.")
@click.option("--seed", default=0, help="Of the parting into what is learned from and judged by.")
@click.option("--draws", default=1000, type=click.IntRange(10, 100_000), help="For the intervals.")
@click.option("--campaigns", type=FILE, help="members.parquet of `rapporteur campaigns`.")
@click.option("--embeddings", is_flag=True, help="Learn from a sentence model’s vectors as well.")
@click.option("--model", default="", help="A language model, by its name: off unless it is named.")
@click.option("--address", default="", help="Where it is, up to /v1; without, only --answers.")
@click.option("--key-file", type=FILE, help="A file that holds nothing but the key for it.")
@click.option(
    "--answers",
    type=click.Path(dir_okay=False, path_type=Path),
    help="JSON lines: its answers are taken from there, and new ones added.",
)
@click.option("--format", "to", type=click.Choice(["text", "json"]), default="text")
def compare(
    passages: Path,
    codings: Path,
    codebook: Path,
    *,
    share: float,
    seed: int,
    draws: int,
    campaigns: Path | None,
    embeddings: bool,
    model: str,
    address: str,
    key_file: Path | None,
    answers: Path | None,
    to: str,
) -> None:
    """Compare ways of proposing by F1, with intervals, by theme, language and group.

    PASSAGES: JSON lines (id, text, contribution, group, language, campaign). CODINGS: CSV or JSON
    (passage, theme, state). CODEBOOK: TOML or JSON (a list theme: key, terms). The learner learns
    from some of the passages, and all ways are judged by the others; the passages of one
    contribution or campaign stay on one side: --campaigns names those that were found, by the
    ids of contributions (or of passages). Nothing leaves this machine unless --address says so.

    \b
    Examples:
      rapporteur coding compare passages.jsonl codings.csv codebook.toml
      rapporteur coding compare passages.jsonl codings.csv codebook.toml --format json
      rapporteur coding compare passages.jsonl codings.csv codebook.toml \\
          --model MODEL --address https://models.example.org/v1 --answers answers.jsonl
    """
    try:
        from rapporteur.core.coding import comparison, learner
    except ImportError:
        raise click.ClickException(
            "The learner needs scikit-learn: install Rapporteur with its extra “analysis”."
        ) from None
    if address and not model:
        raise click.UsageError("--address needs --model, the name of the model there.")
    try:
        coded = files.read(passages.read_bytes(), codings.read_bytes(), codebook.read_bytes())
    except files.Unreadable as problem:
        raise click.ClickException(str(problem)) from None
    for sentence in coded.problems:
        click.echo(sentence, err=True)
    examples = _with_campaigns(coded.examples, campaigns) if campaigns else coded.examples
    learned, judged = parted(examples, share, seed)
    candidates = [example.candidate for example in judged]
    terms = [theme.as_terms for theme in coded.themes]
    ways: list[tuple[Proposer, Likely | None]] = [(TermsProposer(terms), None)]
    for vectors in (False, True)[: 1 + embeddings]:
        try:
            encode = _encoder() if vectors else None
            made = learner.learn(learned, terms=terms, seed=seed, encode=encode)
        except learner.TooFew as problem:
            raise click.ClickException(str(problem)) from None
        ways.append((made, made.probabilities))
    found = []
    with _language_model(coded.themes, model, address, key_file, answers) as asked:
        ways += [(asked, None)] if asked else []
        for way, likely in ways:
            proposed = way.propose(candidates)
            if way is asked:
                _say_failures(way.method, proposed.silences)
            found.append(
                comparison.compare(
                    way.method,
                    judged,
                    proposed,
                    themes=[theme.key for theme in coded.themes],
                    probabilities=likely(candidates) if likely else None,
                    draws=draws,
                    seed=seed,
                )
            )
    if to == "json":
        click.echo(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1))
    else:
        _show(found, learned, judged)


def _say_failures(method: str, silences: Sequence[Silence]) -> None:
    """Each sentence that says why a model proposed nothing, and of how many passages."""
    for why, times in Counter(silence.why for silence in silences).most_common():
        passages = "passage" if times == 1 else "passages"
        click.echo(f"{method}, {times} {passages}: {why}", err=True)


def _with_campaigns(examples: Sequence[Example], members: Path) -> Sequence[Example]:
    """The examples, each with the campaign that its contribution, or itself, was found in."""
    from pyarrow import ArrowException
    from pyarrow.parquet import read_table

    try:
        table = read_table(members, columns=["id", "campaign"]).to_pydict()
    except (ArrowException, OSError) as problem:
        raise click.ClickException(
            f"{members} cannot be read: {str(problem).rstrip('.')}."
        ) from None
    found = dict(zip(map(str, table["id"]), table["campaign"], strict=True))

    def campaign(one: Candidate) -> str:
        return found.get(one.contribution) or found.get(one.id) or one.campaign

    return [
        replace(each, candidate=replace(each.candidate, campaign=campaign(each.candidate)))
        for each in examples
    ]


def _encoder() -> Callable[[Sequence[str]], object]:
    from rapporteur.core.coding import embeddings

    try:
        return embeddings.minilm()
    except embeddings.NotInstalled as problem:
        raise click.ClickException(str(problem)) from None


@contextmanager
def _language_model(
    themes: Sequence[files.Theme],
    model: str,
    address: str,
    key_file: Path | None,
    answers: Path | None,
) -> Iterator[LanguageModelProposer | None]:
    """The language model that was named, its answers recorded as they come; None for none."""
    if not model:
        yield None
        return
    ask = None
    if address:
        from rapporteur.cli._language_model import BadAddress, ChatClient

        try:
            key = key_file.read_text(errors="replace").strip() if key_file else ""
            ask = ChatClient(address, model, key=key)
        except BadAddress as problem:
            raise click.ClickException(str(problem)) from None
    if not answers:
        yield LanguageModelProposer(themes, model=model, transcript=Transcript(), ask=ask)
        return
    held = answers.read_text(encoding="utf-8", errors="replace") if answers.exists() else ""
    with answers.open("a", encoding="utf-8") as record:

        def write(line: str) -> None:
            record.write(f"{line}\n")
            record.flush()

        transcript = Transcript(held.split("\n"), clock=_now, write=write)
        if transcript.broken:
            click.echo(f"{answers}: {transcript.broken} lines are no answers.", err=True)
        yield LanguageModelProposer(themes, model=model, transcript=transcript, ask=ask)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")  # noqa: TID251 (no settings are read)


def _show(
    found: Sequence["Compared"], learned: Sequence[Example], judged: Sequence[Example]
) -> None:
    click.echo(
        f"{len(learned)} passages learned from, {len(judged)} judged by; F1 with its interval of "
        "95 per cent over contributions."
    )
    width = max(len(each.method) for each in found)
    for each in found:
        trust = (
            f"; Brier {each.brier:.3f}, calibration error {each.calibration:.3f}"
            if each.brier is not None
            else ""
        )
        click.echo(
            f"{each.method:{width}}  micro {_f1(each.micro)}  macro {_f1(each.macro)}  "
            f"{each.proposals} proposals, silent on {each.silent}{trust}"
        )
    for each in found:
        if each.sure:
            told = (f"{one.likely:.0%}: {one.right} of {one.proposals}" for one in each.sure)
            click.echo(f"{each.method}: right, of what is at least so likely: {', '.join(told)}")
    for heading, part in (("Theme", "themes"), ("Language", "languages"), ("Group", "groups")):
        keys = list(dict.fromkeys(key for each in found for key in getattr(each, part)))
        click.echo(f"\n{heading}")
        for key in keys:
            click.echo(f"  {key or 'not known'}")
            for each in found:
                score = getattr(each, part).get(key)
                if score is not None:
                    click.echo(f"    {each.method:{width}}  {_f1(score)}  of {score.codings}")
    sys.stdout.flush()


def _f1(score: "Score") -> str:
    return f"{score.f1:.2f} ({score.low:.2f}–{score.high:.2f})"
