"""Guiding questions as a plain e-mail, and the answers out of the reply to it.

Each question begins with its number in a mark, `[#1]`, which mail programs quote as it stands. What
is found is a proposal: a person reads the whole reply beside it.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

_QUOTED = re.compile(r"^\s*(?:[>|]\s?)+")
_MARK = re.compile(r"^\s*\[\s*#\s*(\d{1,4})\s*\]\s*(.*)$", re.DOTALL)
# Marks of direction, which right-to-left mail is full of, and the mark of a file's beginning.
_UNSEEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_NUMBERED = re.compile(
    r"^\s*(?:(?:question|answer|q|réponse|pregunta|respuesta|вопрос|ответ|问题|答|السؤال|الجواب)\s*)?"
    r"(\d{1,4})\s*(?:[.):：、．]|[-–—]\s)\s*(.*)$",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Reply:
    """What was found in a reply. answers: by the number of the question. rest: what its writer
    said besides, before the first question."""

    answers: Mapping[int, str]
    rest: str


def as_text(questions: Mapping[int, str]) -> str:
    """The questions, each with its mark and room beneath it, in order."""
    return "\n\n\n".join(
        f"[#{number}] {' '.join(text.split())}" for number, text in questions.items()
    )


def answers_in(text: str, questions: Mapping[int, str]) -> Reply:
    """The answers in the text of a reply: beneath each question as it was quoted, with `>` or
    without; or, where none is, in paragraphs numbered like the questions.

    questions: as they were asked, by number. What follows a signature's `-- ` belongs to no answer.
    """
    rest, found, asked = [], {number: list[str]() for number in questions}, ""
    current: int | None = None
    for line in _UNSEEN.sub("", text).splitlines():
        quoted = _QUOTED.match(line)
        words = line[quoted.end() :] if quoted else line
        mark = _MARK.match(words)
        if mark and int(mark[1]) in questions:
            current, words = int(mark[1]), mark[2]
            asked = _plain(questions[current])
        elif quoted:
            continue  # our own words, or those of whom they answer
        elif words.rstrip() == "--":
            current, asked = None, ""
            continue
        if current is None:
            if not any(found.values()):
                rest.append(words)
            continue
        said = _plain(words)
        if said and asked.startswith(said):  # the question, or the next line of it
            asked = asked[len(said) :]
            continue
        found[current].append(words)
    answers = {number: said for number, lines in found.items() if (said := _joined(lines))}
    before = _joined(rest)
    return Reply(answers, before) if answers else _numbered(before, questions)


def _numbered(text: str, questions: Mapping[int, str]) -> Reply:
    """Answers in paragraphs that bear the questions' numbers, in order; none where in doubt."""
    rest, found = list[str](), dict[int, list[str]]()
    for line in text.splitlines():
        mark = _NUMBERED.match(line)
        number = int(mark[1]) if mark else 0
        if mark and number in questions and number > max(found, default=0):
            found[number] = [mark[2]]
        elif found:
            found[max(found)].append(line)
        else:
            rest.append(line)
    if len(found) < min(2, len(questions)):
        return Reply({}, text)
    answers = {number: said for number, lines in found.items() if (said := _joined(lines))}
    return Reply(answers, _joined(rest))


def _joined(lines: list[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).strip()


def _plain(words: str) -> str:
    """The letters and figures of some words, without case, which wrapping leaves as they are."""
    return "".join(_WORD.findall(unicodedata.normalize("NFKC", words).casefold()))
