"""`rapporteur import`: bring in contributions that were received elsewhere."""

import sys
from pathlib import Path

import click

from rapporteur.cases import netmundial_2014
from rapporteur.cli._database import with_database
from rapporteur.cli._terminal import progress
from rapporteur.stages.analysis.queries import codebook_in_force
from rapporteur.stages.contributions.imports import (
    ImportOutcome,
    import_mail,
    import_manifest,
    import_netmundial,
    import_regulations,
    numbers_in,
)
from rapporteur.stages.mandate.queries import consultation_named

BY = "rapporteur import"


@click.group(name="import")
def command() -> None:
    """Bring in contributions that were received elsewhere.

    What was brought in before stays as it is: running it again takes only what is missing.
    """


@command.command(name="netmundial")
@click.argument("folder", type=click.Path(path_type=Path))
@with_database
def netmundial(folder: Path) -> None:
    """Bring in the contributions to NETmundial (2014) into the consultation netmundial-2014.

    FOLDER holds two files for each, 001A.txt (its particulars) and 001B.txt (its text). They
    enter the register, published under the names under which the organizers published them;
    passages are proposed by the codebook of Internet governance, for an analyst to decide on.

    \b
    Example:
      rapporteur import netmundial ../shared/netmundial/contributions
    """
    numbers_in(folder)  # refuses before anything is made
    consultation = netmundial_2014.make(by=BY)
    with progress("Contributions") as told:
        outcome = import_netmundial(consultation, folder, by=BY, progress=told)
    _say(outcome)
    if outcome.taken or codebook_in_force(consultation) is None:
        with progress("Proposing passages") as told:
            proposed = netmundial_2014.propose(consultation, by=BY, progress=told)
        click.echo(
            f"{proposed.codings} codings of {proposed.passages} passages proposed "
            f"in {proposed.contributions} contributions."
        )
    _leave(outcome)


@command.command(name="manifest")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--consultation", "slug", required=True, metavar="SLUG")
@click.option(
    "--manifest",
    type=click.Path(path_type=Path),
    help="The list, where it is not manifest.csv in the folder.",
)
@with_database
def manifest(folder: Path, *, slug: str, manifest: Path | None) -> None:
    """Bring in any folder with a table that lists its files, one contribution a line.

    The columns file and contributor have to be there; organization, title, group, language,
    region, email, received_at and consent may be. CSV in any encoding, or a spreadsheet. A line
    that cannot be taken is named with its column; the others are taken.

    \b
    Examples:
      rapporteur import manifest letters --consultation sample
      rapporteur import manifest scans --consultation sample --manifest list.xlsx
    """
    with progress("Contributions") as told:
        outcome = import_manifest(
            consultation_named(slug), folder, by=BY, manifest=manifest, progress=told
        )
    _say(outcome)
    _leave(outcome)


@command.command(name="mail")
@click.argument("place", metavar="PLACE", type=click.Path(path_type=Path))
@click.option("--consultation", "slug", required=True, metavar="SLUG")
@with_database
def mail(place: Path, *, slug: str) -> None:
    """Bring in messages that were received elsewhere, each whole, into the queue.

    PLACE is an mbox file, a Maildir, or a folder whose files are messages.

    \b
    Examples:
      rapporteur import mail inbox.mbox --consultation sample
      rapporteur import mail Maildir/.Archive --consultation sample
    """
    with progress("Messages") as told:
        outcome = import_mail(consultation_named(slug), place, by=BY, progress=told)
    _say(outcome)
    _leave(outcome)


@command.command(name="regulations")
@click.argument("list_", metavar="CSV", type=click.Path(path_type=Path))
@click.option("--consultation", "slug", required=True, metavar="SLUG")
@click.option(
    "--attachments",
    type=click.Path(path_type=Path),
    help="The folder of the attached files, where it is not that of the list.",
)
@with_database
def regulations(list_: Path, *, slug: str, attachments: Path | None) -> None:
    """Bring in the bulk download of comments from regulations.gov, one comment a line.

    The files that the columns “Attachment Files” and “Content Files” name have to lie in the
    folder, as DOCUMENT-ID/attachment_1.pdf or DOCUMENT-ID_attachment_1.pdf. A comment one of whose
    files is missing is named and left for the next run.

    \b
    Example:
      rapporteur import regulations comments.csv --consultation sample
    """
    with progress("Comments") as told:
        outcome = import_regulations(
            consultation_named(slug), list_, attachments=attachments, by=BY, progress=told
        )
    _say(outcome)
    _leave(outcome)


def _say(outcome: ImportOutcome) -> None:
    widest = max((len(group) for group in outcome.by_group), default=0)
    for group, number in outcome.by_group.items():
        click.echo(f"{group.ljust(widest)}  {number:>6}")
    click.echo(outcome.sentence)
    for name in outcome.unlisted:
        click.echo(f"{name}: in the folder, and not on the list.", err=True)
    for problem in outcome.problems:
        click.echo(str(problem), err=True)


def _leave(outcome: ImportOutcome) -> None:
    """A script learns by the exit code that something has to be mended."""
    if outcome.problems:
        sys.exit(1)
