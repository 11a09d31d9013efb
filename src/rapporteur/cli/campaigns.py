"""`rapporteur campaigns`: which contributions were written from each other, or from one mould."""

import json
import logging
import os
import resource
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from rapporteur.base.refusals import Refused
from rapporteur.cli._terminal import write_whole
from rapporteur.core.alone import Busy, alone_at

FULL = 1 << 26  # bytes: what is less holds no row group
KNOCKING = 5  # seconds, in which a cluster must answer
HTTP2_SETTINGS = b"\0\0\0\x04\0\0\0\0\0"  # an empty frame: its length, type, flags and stream
MORSEL = 8192  # rows that Daft hands from step to step: more take memory and save no time


@click.command(name="campaigns")
@click.argument("source", metavar="INPUT")
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Where the results go, and the stages, from which a run that was cut off goes on.",
)
@click.option("--ray", "address", metavar="ADDRESS", help="Run on this Ray cluster.")
@click.option(
    "--least",
    type=click.IntRange(2),
    default=10,
    show_default=True,
    help="Describe campaigns of at least so many contributions; members are told of smaller ones.",
)
def command(source: str, folder: Path, address: str | None, least: int) -> None:
    """Find the campaigns among contributions: copies, near-duplicates, composed letters.

    INPUT is a file, a folder or a quoted pattern of files: Parquet, CSV or JSON lines, by ending,
    with the columns id and text and, where known, received_at, sender and group. Nothing is
    deleted; what cannot be read is set aside and counted.

    \b
    Writes into the folder:
      members.parquet   id, campaign, kind (exact, near or composed), addition
      campaigns.json    sizes, templates, examples, what was added, doubts
      summary.md        the same, to be read

    \b
    Examples:
      rapporteur campaigns docket/ --out campaigns
      rapporteur campaigns "comments-*.csv" --out campaigns --ray head:6379
    """
    try:
        from rapporteur.core.campaigns.intake import SetAside, Unreadable, files_of, sources_of
    except ModuleNotFoundError as missing:
        raise _without_extra(missing, "analysis") from None
    begun = time.monotonic()

    def told(what: str) -> None:
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        click.echo(f"{time.monotonic() - begun:8.1f} s  {used:5.1f} GB  {what}", err=True)

    aside = SetAside()
    try:
        files = files_of(source, folder)
        (folder / "stages").mkdir(parents=True, exist_ok=True)
        with alone_at(folder / "stages" / "lock"):
            told(f"{len(files)} files to read")
            _choose_runner(address)
            sources = sources_of(files, folder / "stages" / "0-input", aside)
            from rapporteur.core.campaigns.plan.run import run
            from rapporteur.core.campaigns.summary import summary

            with _room(folder):
                report = run(sources, folder, aside, told, least)
            write_whole(
                folder / "campaigns.json",
                (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode(),
            )
            write_whole(folder / "summary.md", summary(report).encode())
    except Busy:
        raise Refused(
            "Campaigns were not looked for.",
            f"Another run writes into “{folder}”.",
            "Wait until it has ended, or name another folder.",
        ) from None
    except Unreadable as nothing:
        raise click.UsageError(str(nothing)) from None
    for sentence in report["notes"]:
        click.echo(sentence, err=True)
    counts = report["counts"]
    told("done")
    click.echo(
        f"{counts['contributions']} contributions, {counts['distinct_texts']} distinct texts; "
        f"{len(report['campaigns'])} campaigns of at least {least}, described in "
        f"{folder / 'summary.md'}."
    )


@contextmanager
def _room(folder: Path) -> Iterator[None]:
    """Of a full disk Daft says that a channel was closed; what a step of ours raised it names."""
    from daft.exceptions import DaftCoreException

    try:
        yield
    except (DaftCoreException, MemoryError) as problem:
        if isinstance(problem, MemoryError) or MemoryError.__name__ in str(problem):
            raise _ended(
                "Memory did not suffice.", "End other programs, or take a machine with more,"
            ) from None
        if shutil.disk_usage(folder).free > FULL:
            raise
        raise _ended(f"The disk of “{folder}” is full.", "Make room") from None


def _ended(why: str, then: str) -> Refused:
    return Refused(
        "Campaigns were not looked for to the end.",
        why,
        f"{then} and run it again: it goes on from the last stage that was whole.",
    )


def _choose_runner(address: str | None) -> None:
    os.environ.setdefault("DAFT_ANALYTICS_ENABLED", "0")
    os.environ.setdefault("DAFT_PROGRESS_BAR", "0")
    try:
        import daft

        if address is None:
            os.environ["DAFT_RUNNER"] = "native"
        else:
            import ray

            _knock(address)
            # What the nodes print, the bars of each step among it, stays in their own logs.
            ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
            daft.set_runner_ray()
    except ModuleNotFoundError as missing:
        raise _without_extra(missing, "analysis" if address is None else "ray") from None
    except (OSError, RuntimeError, ValueError) as problem:
        raise Refused(
            "Campaigns cannot be looked for.",
            f"No Ray cluster answers at {address} ({problem}).",
            "Start one (ray start --head), or leave --ray out to use this machine alone.",
        ) from None
    daft.set_execution_config(default_morsel_size=MORSEL)


def _knock(address: str) -> None:
    """Raises OSError in seconds where nothing listens, for which Ray itself waits a minute, and
    where something else than Ray does, for which it waits without end.

    Ray speaks gRPC, so HTTP/2: a server first sends its settings (RFC 9113, 3.4 and 6.5).
    """
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not port.isdigit():
        return  # it is "auto", which Ray looks up
    with socket.create_connection((host.strip("[]"), int(port)), KNOCKING) as line:
        if os.environ.get("RAY_USE_TLS", "0").lower() in ("1", "true"):
            return
        line.settimeout(KNOCKING)
        line.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + HTTP2_SETTINGS)
        with line.makefile("rb") as answer:
            header = answer.read(len(HTTP2_SETTINGS))
        if header[3:4] != HTTP2_SETTINGS[3:4]:
            raise OSError("what listens there is not Ray")


def _without_extra(missing: ModuleNotFoundError, extra: str) -> Refused:
    return Refused(
        "Campaigns cannot be looked for.",
        f"The library {missing.name} is not installed.",
        f"Install it with: pip install 'rapporteur[{extra}]'",
    )
