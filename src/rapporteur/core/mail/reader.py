"""Reading strangers' mail in a process that can be killed, and is begun again after it.

`python -m rapporteur.core.mail MEMORY` takes messages on standard input and answers on
standard output, each as its length (8 bytes, big-endian) and that many bytes: pickled, since both
ends are this program, and what is pickled is what this program made of the message.
"""

import contextlib
import os
import pickle
import select
import struct
import subprocess
import sys
from time import monotonic
from types import TracebackType
from typing import IO

from rapporteur.core.mail.mail import Mail

SECONDS_LIMIT = 20
MEMORY_LIMIT = 2 * 1024**3
LENGTH = struct.Struct(">Q")
_TOO_SLOW = "Reading the message took too long and was given up."
_DIED = "The message cannot be read: it took its reader down."


class Reader:
    """Reads one message after another. One that takes its reader down costs no other."""

    def __init__(self, *, seconds: float = SECONDS_LIMIT, memory: int = MEMORY_LIMIT) -> None:
        self.seconds, self.memory = seconds, memory
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Reader":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self, raw: bytes) -> Mail:
        """What a message says of itself; never raises for what is in it (`Mail.problem`)."""
        process = self._process or self._begin()
        try:
            answer = self._asked(process, raw)
        except TimeoutError:
            self.close()
            return Mail(problem=_TOO_SLOW)
        except (BrokenPipeError, EOFError):
            self.close()
            return Mail(problem=_DIED)
        mail: Mail = pickle.loads(answer)  # noqa: S301 -- our own process wrote it
        return mail

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            for end in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(BrokenPipeError):
                    if end is not None:
                        end.close()
            self._process.wait()
            self._process = None

    def _begin(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "rapporteur.core.mail", str(self.memory)]
        self._process = subprocess.Popen(  # noqa: S603 -- our own module, no shell
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        for end in (self._process.stdin, self._process.stdout):
            if end is not None:
                os.set_blocking(end.fileno(), False)
        return self._process

    def _asked(self, process: subprocess.Popen[bytes], raw: bytes) -> bytes:
        until = monotonic() + self.seconds
        if process.stdin is None or process.stdout is None:
            raise EOFError
        _write(process.stdin, LENGTH.pack(len(raw)) + raw, until)
        (size,) = LENGTH.unpack(_read(process.stdout, LENGTH.size, until))
        return _read(process.stdout, size, until)


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
