"""The process behind `reader.Reader`: messages on standard input, answers on standard output."""

import pickle
import sys
from dataclasses import replace

from rapporteur.core.limits import limit_memory
from rapporteur.core.mail.mail import Mail
from rapporteur.core.mail.reader import LENGTH
from rapporteur.core.mail.reading import head_of, read

TOO_DEEP = "Parts lie in it too deep in one another for it to be read."


def main(memory: int) -> None:
    """Answer every message on standard input, until it ends."""
    limit_memory(memory)
    while head := sys.stdin.buffer.read(LENGTH.size):
        (size,) = LENGTH.unpack(head)
        answer = pickle.dumps(told(sys.stdin.buffer.read(size)))
        sys.stdout.buffer.write(LENGTH.pack(len(answer)) + answer)
        sys.stdout.buffer.flush()


def told(raw: bytes) -> Mail:
    """What a message says, or its head alone and why that is all."""
    try:
        return read(raw)
    except RecursionError:
        return replace(head_of(raw), problem=TOO_DEEP)
    except ValueError as problem:
        return replace(head_of(raw), problem=str(problem))


if __name__ == "__main__":
    main(int(sys.argv[1]))
