"""`rapporteur quantifiers`: words of quantity in a report, against what was counted."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import click

from rapporteur.core.evidence.quantifiers import checking, constituencies, counted, policy, wording
from rapporteur.core.evidence.quantifiers.finding import LONGEST, Found, find
from rapporteur.core.evidence.quantifiers.problem import QuantifierProblem
from rapporteur.core.text.languages import LANGUAGES, tell_language

LARGEST = 50_000_000  # bytes of a file: a thousand reports
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_KEYED = re.compile(r"\s*\[([^\[\]]{1,120})\]\s*(.*)", re.DOTALL)
LANGUAGE = click.option(
    "--language",
    type=click.Choice(list(LANGUAGES)),
    help="Of the sentences; told from each of them unless it is given.",
)


@click.group(name="quantifiers")
def command() -> None:
    """Check "most", "several", "it was noted" and their like against what was counted."""


@command.command(name="check")
@click.argument("sentences", type=FILE)
@click.option("--counts", type=FILE, help="What was counted (JSON); without it they are listed.")
@click.option("--policy", "own", type=FILE, help="Lines (CSV) in place of the policy's own.")
@click.option("--constituencies", "names", type=FILE, help="More names of groups (CSV).")
@click.option(
    "--right",
    type=click.FloatRange(0, 100),
    help="How often a coding is right, in per cent; gives the chance that the promise fails.",
)
@LANGUAGE
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def check(
    sentences: Path,
    *,
    counts: Path | None,
    own: Path | None,
    names: Path | None,
    right: float | None,
    language: str | None,
    form: str,
) -> None:
    """Read SENTENCES, one a line, and say of each quantifier whether the counts bear it out.

    A line may begin with the name of its counts in brackets: [forum] Most participants agreed.
    Needs the files alone: no database, no network, no settings. Exits with 1 where a quantifier
    is too strong or too weak or does not say of whom it speaks, or where counts are given and its
    sentence has none.

    \b
    Examples:
      rapporteur quantifiers check sentences.txt
      rapporteur quantifiers check sentences.txt --counts counts.json
      rapporteur quantifiers check sentences.txt --counts counts.json --right 80 --policy own.csv
    """
    try:
        rules = policy.read_policy(_text(own)) if own else policy.default_policy()
        groups = constituencies.default_constituencies()
        if names:
            groups = groups.and_also(constituencies.read_constituencies(_text(names)).lines)
        held = counted.read_counts(_text(counts)) if counts else {}
        lines = _text(sentences).splitlines()
    except QuantifierProblem as problem:
        raise click.ClickException(str(problem)) from None
    coder = None if right is None else checking.Coder(right / 100, right / 100)
    records = []
    for number, line in enumerate(lines, start=1):
        key, sentence = _parted(line)
        if len(sentence) > LONGEST:
            click.echo(f"Line {number}: only {LONGEST:,} characters are looked at.", err=True)
        of_line = held.get(key or counted.ANY, held.get(counted.ANY, {}))
        if counts and key and key not in held and of_line == {}:
            click.echo(f"Line {number}: there are no counts named “{key}”.", err=True)
        code = language or tell_language(sentence) or "en"
        for found in find(sentence, code, policy=rules, constituencies=groups):
            answer = checking.answer(found, of_line, coder=coder) if counts else None
            records.append(_record(number, key, code, found, answer))
    _say(records, form, bool(counts))
    if any(each.get("verdict", "supported") != "supported" for each in records):
        sys.exit(1)


@command.command(name="table")
@click.option("--policy", "own", type=FILE, help="Lines (CSV) in place of the policy's own.")
@LANGUAGE
def table(*, own: Path | None, language: str | None) -> None:
    """Write the policy as CSV: what each word promises. Change it and hand it to `check`.

    \b
    Examples:
      rapporteur quantifiers table > policy.csv
      rapporteur quantifiers table --language fr
    """
    try:
        rules = policy.read_policy(_text(own)) if own else policy.default_policy()
    except QuantifierProblem as problem:
        raise click.ClickException(str(problem)) from None
    lines = (each for each in rules.quantifiers if language in (None, each.language))
    click.echo(policy.written(lines), nl=False)


def _parted(line: str) -> tuple[str, str]:
    keyed = _KEYED.fullmatch(line)
    return (keyed[1].strip(), keyed[2]) if keyed else ("", line)


def _record(
    number: int, key: str, language: str, found: Found, answer: checking.Answer | None
) -> dict[str, Any]:
    record = {
        "line": number,
        "counts": key,
        "language": language,
        "start": found.start,
        "end": found.end,
        "words": found.words,
        "quantifier": found.key,
        "whom": list(found.whom),
        "whom_words": found.whom_words,
        "unit": found.unit,
    }
    if answer is not None:
        record |= {
            "verdict": answer.verdict.value,
            "said": answer.said,
            "addressed": answer.addressed,
            "low": answer.low,
            "high": answer.high,
            "fails": answer.fails,
            "sentence": wording.said(answer, language),
        }
    return record


def _say(records: list[dict[str, Any]], form: str, checked: bool) -> None:
    if form == "json":
        click.echo(json.dumps(records, ensure_ascii=False, indent=1))
        return
    for each in records:
        whom = each["whom_words"] or "—"
        said = each.get("sentence") or f"“{each['words']}” ({each['quantifier']}), of: {whom}"
        click.echo(f"{each['line']}: {said}")
    if not records:
        click.echo("No quantifier was found.")
    elif checked:
        click.echo(wording.not_a_sample())


def _text(file: Path) -> str:
    """A file's text. Raises QuantifierProblem where it is none, or far too large."""
    with file.open("rb") as opened:
        raw = opened.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise QuantifierProblem(f"{file} is larger than {LARGEST:,} bytes.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        raise QuantifierProblem(
            f"{file} is not text in UTF-8: line {line}. Save it as UTF-8."
        ) from None
