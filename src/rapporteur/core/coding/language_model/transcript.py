"""The record of what a language model was asked and answered, as JSON lines, to be replayed.

Each line: `prompt_sha256`, `prompt_version`, `model`, `at`, `passage` (its id) and `answer`, as it
came. With the record at hand the same run gives the same proposals without any model. A passage of
which no answer came has a line with `failed`, why, in place of `answer`; it is asked about again.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Answer:
    """One answer, as it came. at: when, ISO 8601."""

    prompt_sha256: str
    prompt_version: int
    model: str
    at: str
    passage: str
    answer: str


class Transcript:
    """Answers known so far; `write` is called with the line of each new one, `clock` for its time.

    lines: of an earlier record. One that cannot be read is passed over, and counted in `broken`.
    """

    def __init__(
        self,
        lines: Iterable[str] = (),
        *,
        clock: Callable[[], str] = lambda: "",
        write: Callable[[str], object] = lambda line: None,
    ) -> None:
        self._clock, self._write = clock, write
        self._known: dict[tuple[str, str], Answer] = {}
        self.broken = 0
        for line in lines:
            if line.strip():
                self._read(line)

    def __len__(self) -> int:
        return len(self._known)

    def find(self, prompt_sha256: str, model: str) -> str | None:
        """The answer of that model to that prompt, None where it was not asked."""
        found = self._known.get((prompt_sha256, model))
        return found.answer if found else None

    def keep(self, prompt_sha256: str, version: int, model: str, passage: str, answer: str) -> None:
        """Record an answer, before anything is made of it."""
        one = Answer(prompt_sha256, version, model, self._clock(), passage, answer)
        self._known[prompt_sha256, model] = one
        self._write(_line(asdict(one)))

    def fail(self, prompt_sha256: str, version: int, model: str, passage: str, why: str) -> None:
        """Record that no answer came."""
        held = asdict(Answer(prompt_sha256, version, model, self._clock(), passage, ""))
        del held["answer"]
        self._write(_line({**held, "failed": why}))

    def _read(self, line: str) -> None:
        try:
            held = json.loads(line)
            if isinstance(held, dict) and "failed" in held:
                return
            one = Answer(**held)
        except (ValueError, TypeError, RecursionError):
            self.broken += 1
            return
        if not all(isinstance(each, str) for each in (one.prompt_sha256, one.model, one.answer)):
            self.broken += 1
            return
        self._known[one.prompt_sha256, one.model] = one


def _line(held: Mapping[str, object]) -> str:
    """A line of the record; with escapes where an answer has halves of characters, which no file
    can hold."""
    line = json.dumps(held, ensure_ascii=False, sort_keys=True)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(held, sort_keys=True)
    return line
