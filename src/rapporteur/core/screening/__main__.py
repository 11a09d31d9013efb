"""The process behind `finder.find_killably`."""

from typing import Any

from rapporteur.core.killable import answer_all
from rapporteur.core.screening.finding import Finding
from rapporteur.core.screening.screen import find


def told(question: tuple[str, dict[str, Any]]) -> tuple[Finding, ...]:
    """question: a text, and what else `find` takes."""
    text, names = question
    return find(text, **names)


if __name__ == "__main__":
    answer_all(told)
