"""`rapporteur`: one thin file per command, each named as the command is."""

import os
import pkgutil
import sys
from importlib import import_module
from typing import Any

import click

# Who checks a receipt or a sentence, or prints letters, needs no home folder and no settings.
OFFLINE = {
    "campaigns",
    "coding",
    "consistency",
    "document",
    "form",
    "letters",
    "quantifiers",
    "verify",
}
# A mail server that calls this keeps the message where it ends with 75 (EX_TEMPFAIL of sysexits.h).
FAULTS = {"receive": 75}
# Cut off by a reader that has seen enough, a check has found nothing: as the shell says it.
CUT_OFF = 141


class Commands(click.Group):
    """Finds its commands as modules of this package, and loads only the one that is called.

    A module `load` holds the command `load`; `import_`, which Python could not name otherwise,
    holds `import`. What begins with an underscore is what commands share.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = (module.name for module in pkgutil.iter_modules(__path__))
        return sorted(_command_of(name) for name in names if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        modules = {
            _command_of(module.name): module.name for module in pkgutil.iter_modules(__path__)
        }
        if cmd_name not in self.list_commands(ctx):
            return None
        if cmd_name not in OFFLINE:
            _set_up(FAULTS.get(cmd_name, 1))
        command: click.Command = import_module(f"{__name__}.{modules[cmd_name]}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what a person can cause ends as one sentence on standard error."""
        try:
            return super().invoke(ctx)
        except click.ClickException:
            raise
        except BrokenPipeError:
            _let_the_pipe_close()
            sys.exit(CUT_OFF)
        except OSError as problem:
            raise _Sentence(said_by_the_system(problem)) from None
        except UnicodeEncodeError as problem:
            if not _is_half_a_character(problem):
                raise
            raise _Sentence(
                "Nothing was done. What was typed is not text in UTF-8. Type it again."
            ) from None
        except Exception as problem:
            from rapporteur.base.refusals import Refused

            if isinstance(problem, Refused):
                raise _Sentence(str(problem)) from None
            raise


class _Sentence(click.ClickException):
    """A refusal, as it is read on a terminal: the sentence alone."""

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # click has it as the class's

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True)


def said_by_the_system(problem: OSError) -> str:
    """A full disk, a file that may not be read: what the system says, and where."""
    where = f" ({problem.filename})" if problem.filename else ""
    return (
        f"It was not done to its end. The system says: {problem.strerror or problem}{where}. "
        "Put that right and run it again."
    )


def _is_half_a_character(problem: UnicodeEncodeError) -> bool:
    """Whether it is a byte that the terminal handed over and Python could not read as text."""
    return "\ud800" <= problem.object[problem.start] <= "\udfff"


def _command_of(module: str) -> str:
    return module.rstrip("_").replace("_", "-")


def _set_up(exit_code: int) -> None:
    """Read the settings. One that cannot be used is said in a sentence, with this exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapporteur.site.settings")
    import django

    try:
        django.setup()
    except OSError as problem:
        home = os.environ.get("RAPPORTEUR_HOME", "var")
        raise _Sentence(
            f"The home folder “{home}” cannot be used: {problem.strerror} ({problem.filename}). "
            "Name one that you may write in: RAPPORTEUR_HOME=FOLDER rapporteur …",
            exit_code,
        ) from None
    except ValueError as problem:
        raise _Sentence(
            f"A setting in the environment cannot be read: {str(problem).rstrip('.')}. "
            "Check DATABASE_URL and the variables whose names begin with RAPPORTEUR_.",
            exit_code,
        ) from None


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rapporteur")
def rapporteur() -> None:
    """Carry an open consultation from its mandate to its report.

    The database and the originals live in one folder, RAPPORTEUR_HOME (./var unless it is set).
    The database is made, and brought up to date, by whichever command needs it first.

    \b
    To look around:
      rapporteur demo

    \b
    Exit codes: 0 done; 1 refused, or a check found something; 2 the command was called wrongly;
    75 mail could not be taken in now; 141 whoever read what it said had seen enough.
    """


def main() -> None:
    """The program."""
    try:
        rapporteur(standalone_mode=True)
    finally:
        _let_the_pipe_close()


def _let_the_pipe_close() -> None:
    """A reader that has seen enough (`rapporteur tally … | head -1`) is no error, and a full disk
    has been said: what is still in hand must not be tried again when Python ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
