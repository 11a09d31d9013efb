"""`rapporteur`: one thin file per command, each named as the command is."""

import os
import pkgutil
import sys
from importlib import import_module

import click


class Commands(click.Group):
    """Finds its commands as modules of this package, and loads only the one that is called.

    A module `load` holds the command `load`; `original_cat` would be spelled `original-cat`.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        import django

        django.setup()
        module = import_module(f"{__name__}.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rapporteur")
def rapporteur() -> None:
    """Carry an open consultation from its mandate to its report.

    The database and the originals live in one folder, RAPPORTEUR_HOME (./var unless it is set).

    \b
    Exit codes: 0 done; 1 refused, or a check found something; 2 the command was called wrongly.
    """


def main() -> None:
    """Run a command; what a person can cause ends as one sentence on standard error."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapporteur.site.settings")
    from rapporteur.base.refusals import Refused

    try:
        rapporteur()
    except Refused as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(1)
    except BrokenPipeError:  # the reader of a pipe has seen enough
        sys.stderr.close()
