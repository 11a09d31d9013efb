"""What a run takes of the processor, by who takes it, and of the disk: all share the same."""

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")  # a second


def spent() -> dict[str, float]:
    """Seconds of processor so far: of the clients (this process), and of the server, of
    `rapporteur work` and of the database, as far as this process began them."""
    found: dict[str, float] = defaultdict(float)
    for pid in [os.getpid(), *_begun_by(os.getpid())]:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:  # it has ended
            continue
        found[_who(pid, words)] += (int(fields[11]) + int(fields[12])) / TICKS
    return found


def written() -> float:
    """Bytes that this process and those that it began have had the disk write, so far."""
    found = 0
    for pid in [os.getpid(), *_begun_by(os.getpid())]:
        try:
            lines = Path(f"/proc/{pid}/io").read_text().splitlines()
        except OSError:  # it has ended, or is another user's
            continue
        found += sum(int(line.split()[1]) for line in lines if line.startswith("write_bytes"))
    return found


def _who(pid: int, words: list[bytes]) -> str:
    if pid == os.getpid():
        return "clients"
    if words[0].startswith(b"postgres") or words[0].endswith(b"/postgres"):
        return "database"
    return "work" if b"work" in words else "server"


def _begun_by(parent: int) -> Iterator[int]:
    """The processes that a process began, and those that these began."""
    children = defaultdict(list)
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children[int(fields[1])].append(int(folder.name))
    waiting = [parent]
    while waiting:
        begun = children[waiting.pop()]
        yield from begun
        waiting += begun
