"""`rapporteur serve`: the site."""

import click

from rapporteur.cli import _server
from rapporteur.cli._database import with_database


@click.command(name="serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@with_database
def command(*, host: str, port: int, workers: int) -> None:
    """Serve the site, to this machine alone unless --host says otherwise.

    Where the port is taken, the next one that is free is used, and said. Stop with Ctrl-C.

    \b
    Examples:
      rapporteur serve
      rapporteur serve --port 8080
    """
    at = _server.bound(host, port)
    _server.say_where(at, wished=port)
    _server.serve(at, workers=workers)
