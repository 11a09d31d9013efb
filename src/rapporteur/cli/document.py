"""`rapporteur document`: formal documents as files, without the site."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from rapporteur.cli._terminal import write_whole
from rapporteur.core.document.forms import FORMS, Setting, render
from rapporteur.core.document.json import from_json, to_json
from rapporteur.core.document.numbering import number
from rapporteur.core.document.pdf import FONT_FOLDERS
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.reading.files import read_file
from rapporteur.core.document.returned import Change, Same, apply, compare
from rapporteur.core.document.structure import Fault, faults
from rapporteur.core.document.tree import LANGUAGES, Document
from rapporteur.core.editorial.checks import findings
from rapporteur.core.editorial.finding import Finding
from rapporteur.core.editorial.length import LIMIT
from rapporteur.core.editorial.telling import lines

LARGEST = 200_000_000  # bytes; pictures are in the JSON
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="Where to write it; - is standard output.",
)


@click.group(name="document")
def command() -> None:
    """Read, print and check formal documents, from files alone.

    A document is kept as JSON (docs/reference/document.schema.json), and is the source of every
    form. Needs no database, no network and no settings.
    """


@command.command(name="read")
@click.argument("file", type=FILE)
@OUTPUT
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="The language of the document; told from its text where not given.",
)
def read_command(file: Path, *, output: Path, language: str | None) -> None:
    """Read the document in FILE and write it as JSON.

    Plain text and Markdown are read by the form of the documents of the United Nations: masthead,
    numbered sections and paragraphs, footnotes, tables; heads and feet of pages, wrapped lines and
    cut words are undone. A Word file (.docx) is read by its headings, its lists and its notes,
    whoever wrote it. What the reader was not sure of is said, a line each.

    \b
    Examples:
      rapporteur document read A-66-77.txt -o report.json
      rapporteur document read letter.md --language fr -o letter.json
      rapporteur document read report.docx -o report.json
    """
    with _sentences():
        reading = read_file(_bytes(file), file.name, language or "")
    for notice in reading.notices:
        where = f"line {notice.line}: " if notice.line else ""
        click.echo(f"{file}: {where}{notice.message}", err=True)
    _write(output, to_json(reading.document).encode())
    numbers = number(reading.document)
    click.echo(
        f"{file}: {len(numbers.headings)} sections and annexes, {len(numbers.paragraphs)} "
        f"paragraphs, {len(numbers.footnotes)} footnotes, {len(numbers.tables)} tables.",
        err=True,
    )


@command.command(name="render")
@click.argument("file", type=FILE)
@click.option(
    "--to",
    "form",
    type=click.Choice(list(FORMS)),
    help="The form; where not given, what the name of the output ends in says it.",
)
@OUTPUT
@click.option(
    "--fonts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    help="A folder of fonts for PDF, once for each; those of Debian's Noto where not given.",
)
@click.option(
    "--created",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]),
    help="The time that stands in the file (UTC); that of FILE where not given.",
)
def render_command(
    file: Path, *, form: str | None, output: Path, fonts: tuple[Path, ...], created: datetime | None
) -> None:
    """Print the document in FILE, the JSON of a document, in another form.

    \b
    Examples:
      rapporteur document render report.json --to pdf -o report.pdf
      rapporteur document render report.json -o report.docx
      rapporteur document render report.json --to txt -o - | less
    """
    form = form or output.suffix.removeprefix(".")
    if form not in FORMS:
        raise click.UsageError(f"Say the form: --to {'|'.join(FORMS)}.")
    written = datetime.fromtimestamp(int(file.stat().st_mtime), UTC)
    moment = created.replace(tzinfo=UTC) if created else written
    with _sentences():
        content = render(_document(file), form, Setting(moment, fonts or FONT_FOLDERS))
    _write(output, content)


@command.command(name="check")
@click.argument("file", type=FILE)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=LIMIT,
    show_default=True,
    help="The most words, footnotes and headings counted; 0 for no limit.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["lines", "json"]),
    default="lines",
    show_default=True,
    help="Lines to read, or JSON with the place and the mend of each.",
)
def check_command(file: Path, *, limit: int, form: str) -> None:
    """Check the document in FILE, the JSON of a document, and say what is not as it should be.

    What cannot be printed is refused. What is askew in its build, and what an editor would say by
    the rules of its language (docs/reference/editorial.md), is one line each: where, what, what to
    write, and where the rule stands. ⍽ is a space that does not break. Exits with 1 where there
    is anything to say.

    \b
    Examples:
      rapporteur document check report.json
      rapporteur document check report.json --limit 10700
      rapporteur document check report.json --format json
    """
    with _sentences():
        document = _document(file)
        number(document)
    askew, remarks = faults(document), findings(document, limit)
    found = len(askew) + len(remarks)
    if form == "json":
        click.echo(json.dumps(_as_json(askew, remarks), ensure_ascii=False, indent=1))
    for fault in askew if form == "lines" else ():
        where = fault.where or "document"
        click.echo(f"{where}: {fault.message} {fault.mend} [{fault.rule}]")
    for line in lines(document, remarks) if form == "lines" else ():
        click.echo(line)
    click.echo(f"{file}: {found} to look at.", err=True)
    sys.exit(1 if found else 0)


@command.command(name="compare")
@click.argument("file", type=FILE)
@click.argument("edited", type=FILE)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Take over what can be taken over, and write the document here; - is standard output.",
)
@click.option(
    "--only", multiple=True, metavar="ID", help="Take over this change alone; once for each."
)
def compare_command(
    file: Path, edited: Path, *, output: Path | None, only: tuple[str, ...]
) -> None:
    """Say what EDITED, a Word file that was made of FILE and edited, proposes to change in it.

    FILE is the JSON of a document. Each change is a line: its id, what it is, where, who made it
    and the words, those taken out as [-…-] and those put in as {+…+}. What cannot be taken over by
    itself is marked with its reason. Exits with 1 where there is any change.

    \b
    Examples:
      rapporteur document compare report.json edited.docx
      rapporteur document compare report.json edited.docx -o report-2.json
      rapporteur document compare report.json edited.docx --only 1-5a3f9c2b10 -o report-2.json
    """
    with _sentences():
        document = _document(file)
        outcome = compare(document, _bytes(edited))
        unknown = set(only) - {change.id for change in outcome.changes}
        if unknown:
            raise DocumentProblem(f"The file proposes no change {', '.join(sorted(unknown))}.")
        for sentence in outcome.oddities:
            click.echo(f"{edited}: {sentence}", err=True)
        for change in outcome.changes:
            click.echo(_told(change))
        if output is not None:
            taken = [
                change
                for change in outcome.changes
                if (change.id in only if only else change.is_applicable)
            ]
            _write(output, to_json(apply(document, taken)).encode())
    many = len(outcome.changes)
    click.echo(f"{edited}: {many} change{'s' if many != 1 else ''}.", err=True)
    sys.exit(1 if outcome.changes else 0)


def _told(change: Change) -> str:
    marks = {Same.SAME: "{}", Same.REMOVED: "[-{}-]", Same.ADDED: "{{+{}+}}"}
    words = "".join(marks[piece.same].format(piece.words) for piece in change.pieces)
    who = ", ".join(sorted({hand.author for hand in change.hands if hand.author}))
    said = [
        change.id,
        change.kind.value,
        change.where or change.key or "-",
        f"({who})" if who else "",
        words,
        *(f"[comment of {remark.author}: {remark.words}]" for remark in change.remarks),
        f"[not by itself: {change.why.value}]" if change.why else "",
    ]
    return " ".join(part for part in said if part)


def _as_json(askew: tuple[Fault, ...], remarks: tuple[Finding, ...]) -> list[dict[str, object]]:
    """All that was found, alike; an offset counts characters of the words of its node."""
    held: list[dict[str, object]] = [
        {"rule": each.rule, "where": each.where, "message": each.message, "mend": each.mend}
        for each in askew
    ]
    held += [
        {
            "rule": each.rule.code,
            "section": each.section,
            "language": each.language,
            "where": each.place.id,
            "kind": each.place.kind.value,
            "start": each.start,
            "end": each.end,
            "words": each.words,
            "message": each.rule.sentence,
            "form": each.form,
            "mend": each.mend,
        }
        for each in remarks
    ]
    return held


@contextmanager
def _sentences() -> Iterator[None]:
    """What is refused inside ends as one sentence on standard error, with exit code 1."""
    try:
        yield
    except DocumentProblem as problem:
        raise click.ClickException(str(problem)) from None


def _document(file: Path) -> Document:
    try:
        text = _bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentProblem(
            f"{file} is not text in UTF-8, as the JSON of a document is. "
            "Read other files with `rapporteur document read` first."
        ) from error
    if text.strip() and not text.lstrip().startswith("{"):
        raise DocumentProblem(
            f"{file} is not the JSON of a document. Read it first: "
            f"`rapporteur document read {file} -o {file.with_suffix('.json')}`."
        )
    return from_json(text)


def _bytes(file: Path) -> bytes:
    if file.stat().st_size > LARGEST:
        raise DocumentProblem(f"{file} is larger than {LARGEST:,} bytes. Part it.")
    return file.read_bytes()


def _write(output: Path, content: bytes) -> None:
    if str(output) == "-":
        sys.stdout.buffer.write(content)
    else:
        write_whole(output, content)
        click.echo(f"{output}: {len(content):,} bytes.", err=True)
