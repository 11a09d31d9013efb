"""The process behind `reader.Reader`."""

from dataclasses import replace

from rapporteur.core.killable import answer_all
from rapporteur.core.mail.mail import Mail
from rapporteur.core.mail.reading import head_of, read

TOO_DEEP = "Parts lie in it too deep in one another for it to be read."


def told(raw: bytes) -> Mail:
    """What a message says, or its head alone and why that is all."""
    try:
        return read(raw)
    except RecursionError:
        return replace(head_of(raw), problem=TOO_DEEP)
    except ValueError as problem:
        return replace(head_of(raw), problem=str(problem))


if __name__ == "__main__":
    answer_all(told)
