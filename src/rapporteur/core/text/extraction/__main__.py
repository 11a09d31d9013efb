"""The process behind `extractor.Extractor`."""

from typing import Any

from rapporteur.core.killable import answer_all
from rapporteur.core.text.extraction.kinds import read


def answer(question: tuple[Any, ...]) -> Any:
    """What is asked: a verb, and what it is given."""
    verb, *given = question
    return {"read": read}[verb](*given)


if __name__ == "__main__":
    answer_all(answer)
