"""The process behind `finder`."""

from typing import Any

from rapporteur.core.killable import answer_all
from rapporteur.core.screening.finding import Finding
from rapporteur.core.screening.screen import find, unseen_in


def told(question: tuple[str, dict[str, Any]]) -> tuple[Finding, ...]:
    """question: a text, and what else `find` takes, or `unseen_in`."""
    text, more = question
    return unseen_in(text, **more) if "read_anew" in more else find(text, **more)


if __name__ == "__main__":
    answer_all(told)
