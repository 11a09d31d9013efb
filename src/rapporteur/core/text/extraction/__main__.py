"""The process behind `extractor.Extractor`."""

from collections.abc import Callable
from typing import Any

from rapporteur.core.killable import answer_all
from rapporteur.core.text.extraction.kinds import read
from rapporteur.core.text.extraction.pictures import as_jpeg, count_pages
from rapporteur.core.text.extraction.recognition import recognise
from rapporteur.core.text.passages import languages_of


def answer(question: tuple[Any, ...]) -> Any:
    """What is asked: a verb, and what it is given."""
    verb, *given = question
    verbs: dict[str, Callable[..., Any]] = {
        "read": read,
        "count": count_pages,
        "picture": as_jpeg,
        "recognise": recognise,
        "languages": languages_of,
    }
    return verbs[verb](*given)


if __name__ == "__main__":
    answer_all(answer)
