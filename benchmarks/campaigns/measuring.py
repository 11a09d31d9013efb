"""Runs a command as a whole process and says what it took: time, processor, memory."""

import resource
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
EVERY = 0.5  # seconds between two looks at the memory


@dataclass(frozen=True)
class Spent:
    """What a command took; memory is the greatest sum over its processes at one moment."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int

    def __str__(self) -> str:
        return (
            f"{self.seconds:.1f} s, {self.cpu_seconds:.1f} s of processor,"
            f" {self.peak_bytes / 1e9:.2f} GB"
        )


def measured(command: list[str], *, environment: dict[str, str] | None = None) -> Spent:
    """Run a command to its end; its errors stay visible. Exits as it does where it fails.

    Memory shared between its processes is counted once (proportional set sizes), so that a pool of
    workers is not made to look worse than it is.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    peak = _Peak(process.pid)
    peak.start()
    code = process.wait()
    seconds = time.perf_counter() - begun
    peak.is_over.set()
    peak.join()
    if code:
        sys.exit(f"{' '.join(command)} ended with {code} after {seconds:.0f} s.")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(seconds, cpu, peak.bytes)


class _Peak(threading.Thread):
    """Looks again and again at what a process and its descendants hold."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process = process
        self.bytes = 0
        self.is_over = threading.Event()

    def run(self) -> None:
        while not self.is_over.wait(EVERY):
            self.bytes = max(self.bytes, sum(map(_held, _family(self.process))))


def _family(process: int) -> list[int]:
    """A process and all its descendants, by number."""
    children: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it has ended meanwhile
                continue
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    family = [process]
    for member in family:
        family += children.get(member, [])
    return family


def _held(process: int) -> int:
    """The bytes that a process holds, its part of what it shares included."""
    try:
        lines = (PROC / str(process) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
