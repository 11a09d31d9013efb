"""The web server, in this process: gunicorn on an address that was bound beforehand."""

import errno
import os
import socket
import subprocess
import sys
import time
from threading import Thread
from typing import Any

import click
from django.conf import settings
from django.db import connections
from gunicorn.app.base import BaseApplication

from rapporteur.base.refusals import Refused

PAUSE = 10  # seconds before a worker is begun again
TRIED = 20  # ports, from the one wished for


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn without its own command line."""

    def __init__(self, **options: Any) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from django.core.servers.basehttp import get_internal_wsgi_application

        settings.STATIC_ROOT.mkdir(exist_ok=True)  # empty: files are served from the package
        return get_internal_wsgi_application()


def bound(host: str, port: int) -> socket.socket:
    """A socket at the first free port from the one wished for, kept until it is served.

    Raises Refused where none of the next ports is free, or the address is not this machine's.
    """
    for wished in range(port, min(port + TRIED, 65536)):
        taken = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((host, wished))
        except OSError as problem:
            taken.close()
            if problem.errno in (errno.EADDRINUSE, errno.EACCES):
                continue
            raise Refused(
                "The site was not served.",
                f"{host} is not an address of this machine ({problem.strerror}).",
                "Leave out --host for this machine alone.",
            ) from None
        taken.listen()  # whoever comes before the server is ready waits for it
        return taken
    raise Refused(
        "The site was not served.",
        f"The ports {port} to {port + TRIED - 1} are taken, or not for you to use.",
        "Name another: rapporteur serve --port PORT.",
    )


def serve(at: socket.socket, *, workers: int) -> None:
    """Serve the site until it is interrupted, with `rapporteur work` beside it.

    The worker in the background ends when its standard input does: with this process, however
    this one ends. One that ends before is begun again.
    """
    work = [
        sys.executable,
        "-c",
        "from rapporteur.cli import main; main()",
        "work",
        "--every",
        "30",
    ]
    Thread(target=_keep_up, args=[work], daemon=True).start()
    connections.close_all()  # the workers have each their own
    Server(
        bind=f"fd://{at.fileno()}",
        workers=workers,
        worker_class="rapporteur.site.worker.Worker",
        threads=32,
        preload_app=True,  # read once, and shared by all workers
        loglevel="warning",
        graceful_timeout=5,
        control_socket_disable=True,
    ).run()


def _keep_up(work: list[str]) -> None:
    while True:
        with subprocess.Popen(work, stdin=subprocess.PIPE) as worker:  # noqa: S603 -- our own
            worker.wait()
        time.sleep(PAUSE)


def address(at: socket.socket) -> str:
    """What to open in a browser."""
    host, port = at.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def say_where(at: socket.socket, *, wished: int) -> None:
    """Say what to open, and that another port was taken where that is so.

    Links in mail lead there too, where no other address is set.
    """
    if not os.environ.get("RAPPORTEUR_URL"):
        settings.SITE_URL = address(at)
    given = at.getsockname()[1]
    if wished not in (0, given):
        click.echo(f"Port {wished} is taken; using {given}.", err=True)
    click.echo(f"Open {address(at)} in a browser. Stop with Ctrl-C.")
