"""`rapporteur screen`: what in a file may be personal data, without database or network."""

import json
from pathlib import Path

import click

from rapporteur.core.screening.screen import find
from rapporteur.core.text.extraction import Extracted, extract

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(name="screen")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--name", "names", multiple=True, help="Look for this person's name too; repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Print an object for each finding.")
def command(files: tuple[Path, ...], *, names: tuple[str, ...], as_json: bool) -> None:
    """Say what in FILES may be personal data: e-mail addresses, telephone numbers, numbers of
    accounts, cards and identity papers, postal and network addresses.

    A line each: file, page, first and last character of the page, kind, the words, and why. Nothing
    is changed: a person decides. A file whose text cannot be read is named on standard error, and
    the exit status is then 1.

    \b
    Examples:
      rapporteur screen letter.pdf
      rapporteur screen --name "Mary Smith" --json letter.docx
    """
    unread = 0
    for file in files:
        extracted = extract(file.read_bytes(), file.name)
        if extracted.problem is not None:
            click.echo(f"{file}: {extracted.problem}", err=True)
            unread += 1
        _say(file, extracted, names, as_json)
    if unread:
        raise SystemExit(1)


def _say(file: Path, extracted: Extracted, names: tuple[str, ...], as_json: bool) -> None:
    for page in extracted.pages:
        for found in find(page.text, persons=names):
            words = " ".join(page.text[found.start : found.end].split())
            record = {
                "file": str(file),
                "page": page.number,
                "start": found.start,
                "end": found.end,
                "kind": found.kind,
                "words": words,
                "why": found.ground,
            }
            line = "\t".join(str(value) for value in record.values())
            click.echo(json.dumps(record, ensure_ascii=False) if as_json else line)
