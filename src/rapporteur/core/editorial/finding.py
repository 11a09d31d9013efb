"""What a check hands over."""

from dataclasses import dataclass
from enum import StrEnum

from rapporteur.core.editorial.rules import Rule


class Kind(StrEnum):
    """What the words are in the document."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    NOTE = "note"
    QUOTATION = "quotation"
    CAPTION = "caption"
    CELL = "cell"
    TABLE_NOTE = "table note"
    ALTERNATIVE = "text alternative"
    MASTHEAD = "masthead"
    DOCUMENT = "document"


@dataclass(frozen=True)
class Place:
    """Where words stand: `id` is that of their node, or of the nearest node before them that has
    one ("" where there is none); `number` counts the stretches of words in reading order, from 0.
    """

    number: int
    id: str
    kind: Kind


@dataclass(frozen=True)
class Finding:
    """Something to look at: the words at `start` to `end` of a stretch in `language`, and what to
    write instead (None where a person must find it). The mark of a footnote counts as one
    character.
    """

    rule: Rule
    language: str
    place: Place
    start: int
    end: int
    words: str
    mend: str | None = None

    @property
    def key(self) -> str:
        """Names the finding in its document: the same document gives the same key."""
        return f"{self.rule.code}-{self.place.number}-{self.start}-{self.end}"

    @property
    def section(self) -> str:
        """Where the rule stands, for the language of the words."""
        return self.rule.sources.get(self.language) or next(iter(self.rule.sources.values()))

    @property
    def form(self) -> str:
        """What is right in the language of the words; "" where all languages have it alike."""
        return self.rule.forms.get(self.language, "")

    @property
    def message(self) -> str:
        """The finding as one line: the words, what to write, the rule and its section."""
        mend = "" if self.mend is None else f" → {self._set(self.mend)}"
        rule = f"{self.rule.sentence.rstrip('.')}: {self.form}" if self.form else self.rule.sentence
        return f"{self._set(self.words)}{mend}: {rule} ({self.section})"

    def _set(self, words: str) -> str:
        """Words between marks that are not among them."""
        if not words:
            return "(nothing)"
        has_marks = any(sign in self.words + (self.mend or "") for sign in '“”"«»')
        return f"[{words}]" if has_marks else f"“{words}”"
