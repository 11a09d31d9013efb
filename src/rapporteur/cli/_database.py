"""Seeing to it that the database is there and up to date, before a command uses it."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from rapporteur.base.refusals import Refused

Given = ParamSpec("Given")
Result = TypeVar("Result")


def with_database(command: Callable[Given, Result]) -> Callable[Given, Result]:
    """For a command that reads or writes the database: `prepare`, then the command."""

    @wraps(command)
    def prepared(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        prepare()
        return command(*args, **kwargs)

    return prepared


def prepare() -> None:
    """Apply what the database lacks, and say so on standard error.

    Raises Refused where the database cannot be reached or written.
    """
    try:
        missing = steps_missing()
        if not missing:
            return
        new = not connection.introspection.table_names()
        words = "Making the database" if new else "Bringing the database up to date"
        click.echo(f"{words}: {place()}", err=True)
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as problem:
        raise Refused(
            "The database cannot be used.",
            f"{place()}: {str(problem).strip()}.",
            "Check RAPPORTEUR_HOME and DATABASE_URL, and that you may write there.",
        ) from None


def steps_missing() -> int:
    """How many migrations the database lacks."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def place() -> str:
    """Where the database is, without its password."""
    of = settings.DATABASES["default"]
    host = f"{of['HOST']}/" if of.get("HOST") else ""
    return f"{connection.vendor} {host}{of['NAME']}"
