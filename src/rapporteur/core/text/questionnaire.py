"""Guiding questions as a plain e-mail, and the answers out of the reply to it.

Each question begins with its number in a mark, `[#1]`, which mail programs quote as it stands. Some
put a sign before each line that they quote, some only draw a line above all of it, and of HTML no
sign is left; so our own message is told by its words. What is found is a proposal: a person reads
the whole reply beside it.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile

_QUOTED = re.compile(r"^\s*(?:[>|]\s?)+")
_MARK = re.compile(r"^\s*\[\s*#\s*(\d{1,4})\s*\]\s*(.*)$", re.DOTALL)
# Marks of direction, which right-to-left mail is full of, and the mark of a file's beginning.
_UNSEEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_NUMBERED = re.compile(
    r"^\s*(?:(?:question|answer|q|réponse|pregunta|respuesta|вопрос|ответ|问题|答|السؤال|الجواب)\s*)?"
    r"(\d{1,4})\s*(?:[.):：、．]|[-–—]\s)\s*(.*)$",
    re.IGNORECASE | re.DOTALL,
)
# What a mail program writes above what it quotes: "From: …" and its like, a rule, "… wrote:".
_HEADER = re.compile(r"^\s*\*?[^\W\d_][^:：]{0,24}[:：]\*?\s*\S")
_RULE = re.compile(r"^\s*(?:[-_]{8,}|-{2,}.*[^\s-].*-{2,})\s*$")
_WROTE = re.compile(r"[:：]\s*$")
# How people close, and what a telephone adds by itself.
_CLOSING = re.compile(
    r"^\s*(?:(?:(?:with\s+)?(?:(?:best|kind|warm|many)\s+)?(?:regards|wishes|thanks)|best|sincerely|"
    r"yours(?:\s+\w+)?|thank you|(?:bien\s+)?cordialement|bien à vous|saludos(?:\s+cordiales)?|"
    r"atentamente|с уважением|مع (?:خالص )?(?:التحية|التقدير)|此致|谨上)[\s,.!،，]*"
    r"|(?:sent from my|envoyé de(?:puis)? mon|enviado desde mi|отправлено с|发自我的|"
    r"أُ?رسلت? من|مرسل من).*)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"<?https?://\S+")
_WORD = re.compile(r"\w+")
LONGEST_RULE = 300  # characters; to match a longer line takes time by the square of its length
LEAST = 8  # letters by which the beginning of a line of ours is known anywhere


@dataclass(frozen=True)
class Reply:
    """What was found in a reply. answers: by the number of the question. rest: what its writer
    said besides: above our message, and below it. met: letters of our message that stand in it, by
    which it is told in which language somebody was asked."""

    answers: Mapping[int, str]
    rest: str
    met: int = 0


def as_text(questions: Mapping[int, str]) -> str:
    """The questions, each with its mark and room beneath it, in order."""
    return "\n\n\n".join(
        f"[#{number}] {' '.join(text.split())}" for number, text in questions.items()
    )


def answers_in(text: str, questions: Mapping[int, str], ours: str = "") -> Reply:
    """The answers in the text of a reply: beneath each question as it was quoted, with `>` or
    without; or, where none is, in paragraphs numbered like the questions, above our message or
    below it.

    questions: as they were asked, by number. ours: the whole message in which they were asked, by
    which it is told where it ends. What follows a signature's `-- ` belongs to no answer.
    """
    read = _Reading(questions, _Ours(ours or as_text(questions), questions))
    for line in _UNSEEN.sub("", text).splitlines():
        read.line(line)
    answers = {number: said for number, lines in read.found.items() if (said := _closed(lines))}
    above, below = _joined(read.above), _joined(read.below)
    rest = "\n\n".join(filter(None, (above, below)))
    if answers.keys() <= {max(questions, default=0)}:
        # Below the last question there may also be all that somebody wrote below our message.
        for said in (above, below, *answers.values()):
            if (numbered := _numbered(said, questions)).answers:
                return replace(numbered, met=read.ours.letters)
    return Reply(answers, rest, read.ours.letters)


class _Ours:
    """Our own message, and how far it has been met again in a reply, however that was wrapped."""

    def __init__(self, message: str, questions: Mapping[int, str]) -> None:
        self._message = message
        self.letters = 0  # that were met
        lines = [_plain(_ADDRESS.sub(" ", line)) for line in message.splitlines()]
        self._starts = [0]
        for line in lines:
            self._starts.append(self._starts[-1] + len(line))
        self._words = "".join(lines)
        self._at = 0
        self._ends: dict[int, int] = {}
        for number, question in questions.items():
            words = f"{number}{_plain(_ADDRESS.sub(' ', question))}"
            start = next((at for at in self._starts if self._words.startswith(words, at)), -1)
            if start >= 0:
                self._ends[number] = start + len(words)
        self._questions = {number: _plain(question) for number, question in questions.items()}

    def question(self, number: int, words: str) -> str | None:
        """What stands on the line of a mark besides the question: an answer, or nothing. None
        where it is not the question that we asked: somebody wrote the mark."""
        asked, said = self._questions[number], _plain(words)
        if not said and words.strip():
            return words
        begins = self._ends.get(number, 0) - len(asked)
        if asked.startswith(said):
            return self._go(begins, len(said))
        if asked and said.startswith(asked):
            return self._go(begins, len(asked)) or _after(words, len(asked))
        return None

    def met(self, words: str, within: int | None) -> str | None:
        """What is left of a line that goes on where our message was left, or begins one of its
        lines; None where it is not ours.

        within: the question that is being met, whose last line may have an answer behind it.
        """
        said = _plain(_ADDRESS.sub(" ", words))
        if not said:
            return "" if (address := words.strip(" \t<>")) and address in self._message else None
        # An answer may be a few letters with which one of our lines happens to begin.
        begins = self._at in self._starts and len(said) < LEAST
        if not begins and self._words.startswith(said, self._at):
            return self._go(self._at, len(said))
        missing = self._words[self._at : self._ends.get(within or 0, 0)]
        if missing and said.startswith(missing):
            return self._go(self._at, len(missing)) or _after(words, len(missing))
        for start in self._starts:
            if len(said) >= LEAST and self._words.startswith(said, start):
                return self._go(start, len(said))
        return None

    def take_back(self, lines: list[str]) -> None:
        """Take away what stands at the end of lines above the first that was met, and is ours too,
        though too short to be known by itself: a title, say."""
        start = self._at - self.letters
        while lines:
            said = _plain(lines[-1])
            if lines[-1].strip():
                start -= len(said)
                ours = start in self._starts and self._words.startswith(said, start)
                if not said or not ours:
                    return
            lines.pop()

    def _go(self, start: int, letters: int) -> str:
        self._at = start + letters
        self.letters += letters
        return ""

    @property
    def in_question(self) -> bool:
        """Whether what was met last belongs to a question, and not to what stands around them."""
        return any(
            end - len(f"{number}{self._questions[number]}") < self._at <= end
            for number, end in self._ends.items()
        )


@dataclass
class _Reading:
    """A reply, line by line: what its writer says above our message, beneath each question, and
    below."""

    questions: Mapping[int, str]
    ours: _Ours
    found: dict[int, list[str]] = field(default_factory=dict)
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    current: int | None = None
    came: bool = False  # whether any of our message has
    signed: bool = False  # whether a signature goes on

    def line(self, line: str) -> None:
        quoted = _QUOTED.match(line)
        words = line[quoted.end() :] if quoted else line
        mark = _MARK.match(words)
        if mark and int(mark[1]) in self.questions:
            left = self.ours.question(int(mark[1]), mark[2])
            if left is not None:
                self._meet()
            self.current, self.signed = int(mark[1]), False
            self._say(mark[2] if left is None else left)
        elif (left := self.ours.met(words, self.current)) is not None:
            self._meet()
            if not self.ours.in_question:
                self.current = None
            self._say(left)
        elif quoted:  # our own words in another form, or those of whom they answer
            if words.strip():
                self._meet()
        elif words.rstrip() == "--":
            self.signed = True
        elif not self.signed:
            self._place.append(words)

    def _meet(self) -> None:
        """Our message begins, or goes on."""
        if not self.came:
            self.ours.take_back(self._place)
            _without_introduction(self._place)
        self.came, self.signed = True, False

    def _say(self, words: str) -> None:
        if words:
            self._place.append(words)

    @property
    def _place(self) -> list[str]:
        if self.current is not None:
            return self.found.setdefault(self.current, [])
        return self.below if self.came else self.above


def _without_introduction(lines: list[str]) -> None:
    """Take away what a mail program wrote above what it quotes."""
    _without_blank_end(lines)
    last = [*takewhile(str.strip, reversed(lines))]
    if last and _WROTE.search(last[0]):
        del lines[-len(last) if len(last) <= 3 else -1 :]
    elif len(headers := [*takewhile(_HEADER.match, last)]) >= 2:
        del lines[-len(headers) :]
    _without_blank_end(lines)
    if lines and len(lines[-1]) <= LONGEST_RULE and _RULE.match(lines[-1]):
        lines.pop()


def _without_blank_end(lines: list[str]) -> None:
    while lines and not lines[-1].strip():
        lines.pop()


def _closed(lines: list[str]) -> str:
    """The lines as a text, without how its writer closed."""
    said = _joined(lines).split("\n")
    for at in range(max(len(said) - 5, 1), len(said)):
        if _CLOSING.match(said[at]):
            return _joined(said[:at])
    return "\n".join(said)


def _after(words: str, letters: int) -> str:
    """What stands in a text behind so many of its letters and figures, as `_plain` counts them."""
    counted = 0
    for at, character in enumerate(words):
        if counted >= letters:
            return words[at:].lstrip(" \t?？؟!.:：")
        counted += len(_plain(character))
    return ""


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
    answers = {number: said for number, lines in found.items() if (said := _closed(lines))}
    return Reply(answers, _joined(rest))


def _joined(lines: list[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).strip()


def _plain(words: str) -> str:
    """The letters and figures of some words, without case, which wrapping leaves as they are."""
    return "".join(_WORD.findall(unicodedata.normalize("NFKC", words).casefold()))
