"""`rapporteur check`: whether this machine has what the site needs."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from django.conf import settings
from django.core.checks import WARNING, run_checks
from django.db import DatabaseError

from rapporteur.base.viruses import daemon
from rapporteur.cli._database import place, steps_missing

Finding = tuple[bool, str]  # whether it is well, and a line that says what is there or lacks


@click.command(name="check")
@click.option("--deploy", is_flag=True, help="Check too what a site on the Internet needs.")
def command(*, deploy: bool) -> None:
    """Say what is there and what is missing, a line each. Exits with 1 where anything is missing.

    Nothing is changed by it.

    \b
    Examples:
      rapporteur check
      RAPPORTEUR_HTTPS=1 rapporteur check --deploy
    """
    missing = 0
    looks: list[Callable[[], Iterator[Finding]]] = [
        _home,
        _database,
        _fonts,
        _mail,
        _viruses,
    ]
    if deploy:
        looks.append(_closed)
    for look in looks:
        for well, said in look():
            click.echo(f"{'ok     ' if well else 'missing'}  {said}")
            missing += not well
    for problem in run_checks(include_deployment_checks=deploy):
        if problem.level >= WARNING:
            hint = f" {problem.hint}" if problem.hint else ""
            click.echo(f"missing  {problem.msg}{hint} ({problem.id})".replace("\n", " "))
            missing += 1
    if missing:
        sys.exit(1)


def _home() -> Iterator[Finding]:
    home = Path(settings.HOME)
    if os.access(home, os.W_OK):
        yield True, f"home folder {home}"
    else:
        yield (
            False,
            f"the home folder {home} cannot be written; set RAPPORTEUR_HOME to one that can",
        )


def _closed() -> Iterator[Finding]:
    """Whether what is not public yet is hidden from the other accounts of this machine."""
    home = Path(settings.HOME)
    if home.stat().st_mode & 0o077:
        yield False, f"others of this machine can look into the home folder; chmod 700 {home}"
    else:
        yield True, "the home folder is closed to others of this machine"


def _database() -> Iterator[Finding]:
    try:
        steps = steps_missing()
    except DatabaseError as problem:
        yield False, f"database {place()}: {str(problem).strip()}; check DATABASE_URL"
        return
    if steps:
        said = f"database {place()}: the next command that uses it takes the {steps} steps it lacks"
        yield True, said
    else:
        yield True, f"database {place()}"


def _fonts() -> Iterator[Finding]:
    for pattern, package, what in (
        ("NotoSans-Regular.*", "fonts-noto-core", "PDF in Latin and Cyrillic letters"),
        ("NotoNaskhArabic-Regular.*", "fonts-noto-core", "PDF in Arabic"),
        ("NotoS*CJK*", "fonts-noto-cjk", "PDF in Chinese"),
    ):
        if any(next(Path(folder).rglob(pattern), None) for folder in settings.FONT_FOLDERS):
            yield True, f"fonts for {what}"
        else:
            yield False, f"{package}: without it there is no {what}; install it"


def _mail() -> Iterator[Finding]:
    if settings.EMAIL_HOST:
        yield True, f"mail goes through {settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    else:
        yield (
            True,
            (
                f"mail is written into {settings.EMAIL_FILE_PATH}; "
                "set RAPPORTEUR_SMTP_HOST for it to be sent"
            ),
        )


def _viruses() -> Iterator[Finding]:
    if not daemon.is_configured():
        yield True, "files are not scanned for viruses; set RAPPORTEUR_CLAMD for them to be"
        return
    try:
        yield True, f"files are scanned for viruses by {daemon.version()}"
    except daemon.NoDaemon as fault:
        yield False, f"the virus scanner does not answer ({fault}); check RAPPORTEUR_CLAMD"
