"""A process that answers one question after another, and is killed where it takes too long.

Each question and each answer is its length (8 bytes, big-endian) and that many bytes: pickled,
since both ends are this program.
"""

import atexit
import contextlib
import os
import pickle
import select
import signal
import struct
import subprocess
import sys
from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import IO, Any

from rapporteur.core.limits import limit_memory

MEMORY_LIMIT = 2 * 1024**3
LENGTH = struct.Struct(">Q")


class Died(Exception):
    """The process ended while it was asked: what it was asked about took it down."""


class Killable:
    """A module of ours in a process of its own, begun when it is first asked and again after it
    was killed. What it starts itself is killed with it."""

    def __init__(self, module: str, *, memory: int = MEMORY_LIMIT) -> None:
        self.module, self.memory = module, memory
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, question: Any, *, seconds: float) -> Any:
        """The answer. Raises TimeoutError past the time, Died where the process ended."""
        process = self._process or self._begin()
        try:
            return pickle.loads(self._asked(process, pickle.dumps(question), seconds))  # noqa: S301 -- our own process wrote it
        except TimeoutError:
            self.close()
            raise
        except (BrokenPipeError, EOFError):
            self.close()
            raise Died from None

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        for end in (process.stdin, process.stdout):
            with contextlib.suppress(BrokenPipeError):
                if end is not None:
                    end.close()
        process.wait()

    def _begin(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", self.module, str(self.memory)]
        self._process = subprocess.Popen(  # noqa: S603 -- our own module, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,
        )
        for end in (self._process.stdin, self._process.stdout):
            if end is not None:
                os.set_blocking(end.fileno(), False)
        return self._process

    def _asked(self, process: subprocess.Popen[bytes], question: bytes, seconds: float) -> bytes:
        until = monotonic() + seconds
        if process.stdin is None or process.stdout is None:
            raise EOFError
        _write(process.stdin, LENGTH.pack(len(question)) + question, until)
        (size,) = LENGTH.unpack(_read(process.stdout, LENGTH.size, until))
        return _read(process.stdout, size, until)


class Shared:
    """A `Killable` for all threads of a process, which ask it one at a time; a process that forks
    has another."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._by_process: dict[int, Killable] = {}
        self._one_at_a_time = Lock()

    def ask(self, question: Any, *, seconds: float) -> Any:
        """As `Killable.ask`."""
        with self._one_at_a_time:
            ours = self._by_process.get(os.getpid())
            if ours is None:
                ours = self._by_process[os.getpid()] = Killable(self._module)
                atexit.register(ours.close)
            return ours.ask(question, seconds=seconds)


def answer_all(answer: Callable[[Any], Any]) -> None:
    """The other end: answer every question on standard input, until it ends.

    The first argument of the command line is the limit of memory in bytes.
    """
    limit_memory(int(sys.argv[1]))
    while head := sys.stdin.buffer.read(LENGTH.size):
        (size,) = LENGTH.unpack(head)
        content = pickle.dumps(answer(pickle.loads(sys.stdin.buffer.read(size))))  # noqa: S301 -- likewise
        sys.stdout.buffer.write(LENGTH.pack(len(content)) + content)
        sys.stdout.buffer.flush()


def _write(to: IO[bytes], content: bytes, until: float) -> None:
    rest = memoryview(content)
    while rest:
        _wait(until, writing=to)
        with contextlib.suppress(BlockingIOError):
            rest = rest[os.write(to.fileno(), rest) :]


def _read(source: IO[bytes], size: int, until: float) -> bytes:
    content = bytearray()
    while len(content) < size:
        _wait(until, reading=source)
        piece = os.read(source.fileno(), min(size - len(content), 1 << 20))
        if not piece:
            raise EOFError
        content += piece
    return bytes(content)


def _wait(
    until: float, *, reading: IO[bytes] | None = None, writing: IO[bytes] | None = None
) -> None:
    ready = select.select(
        [reading] if reading else [], [writing] if writing else [], [], max(until - monotonic(), 0)
    )
    if not any(ready):
        raise TimeoutError
