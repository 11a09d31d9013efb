"""Of whom a sentence may speak: participants, Governments, civil society, …

`constituencies.csv` has a line for each language, constituency and kind: `words` (parted by `|`,
`*` for any ending), `key` (of the counts; `all` is everybody who addressed the theme), `kind`
(`people`: those who take part, whom a quantifier before the word is about; `weak`: words that
also mean others, so that a verb of saying must follow; `modifier`: words beside one of these, as
in "civil society actors"), and `unit` (`contributions` for what is counted by the piece).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from rapporteur.core.evidence.quantifiers.phrases import Element, Phrases, phrase
from rapporteur.core.evidence.quantifiers.policy import rows
from rapporteur.core.evidence.quantifiers.problem import QuantifierProblem
from rapporteur.core.text.languages import LANGUAGES

EVERYBODY = "all"
KINDS = ("people", "weak", "modifier")
UNITS = ("contributors", "contributions")
COLUMNS = ("language", "key", "words", "kind", "unit")


@dataclass(frozen=True)
class Constituency:
    """A line of the vocabulary."""

    language: str
    key: str
    words: tuple[str, ...]
    kind: str = "weak"
    unit: str = "contributors"


@dataclass(frozen=True)
class Constituencies:
    """Every line, in the order of the table."""

    lines: tuple[Constituency, ...]

    @cached_property
    def _phrases(self) -> Mapping[str, Phrases[Constituency]]:
        held: dict[str, list[tuple[tuple[Element, ...], Constituency]]] = {}
        for each in self.lines:
            of_language = held.setdefault(each.language, [])
            of_language += [(phrase(words), each) for words in each.words]
        return {language: Phrases(lines) for language, lines in held.items()}

    def phrases(self, language: str) -> Phrases[Constituency]:
        """The words of a language; none of one that the vocabulary does not have."""
        return self._phrases.get(language) or Phrases(())

    def and_also(self, others: Iterable[Constituency]) -> "Constituencies":
        """This vocabulary and more words, such as the names of a consultation's own groups."""
        return Constituencies((*self.lines, *others))


@cache
def default_constituencies() -> Constituencies:
    """The vocabulary that comes with the package."""
    text = files(__package__).joinpath("constituencies.csv").read_text(encoding="utf-8")
    return read_constituencies(text)


def read_constituencies(text: str) -> Constituencies:
    """Read a vocabulary. Raises QuantifierProblem with the line and the field that is wrong."""
    found = []
    for number, row in rows(text, COLUMNS, optional=COLUMNS[3:]):

        def wrong(field: str, why: str, row: Mapping[str, str] = row, at: int = number) -> str:
            return f"Line {at}, field {field}: “{row[field][:60]}” {why}."

        words = tuple(part for each in row["words"].split("|") if (part := each.strip()))
        if row["language"] not in LANGUAGES:
            raise QuantifierProblem(wrong("language", f"is not one of {', '.join(LANGUAGES)}"))
        if not row["key"]:
            raise QuantifierProblem(wrong("key", "is empty"))
        if not words:
            raise QuantifierProblem(wrong("words", "is empty"))
        for each in words:
            try:
                phrase(each)
            except ValueError as problem:
                raise QuantifierProblem(wrong("words", f"cannot be matched: {problem}")) from None
        kind, unit = row["kind"] or KINDS[1], row["unit"] or UNITS[0]
        if kind not in KINDS:
            raise QuantifierProblem(wrong("kind", f"is not one of {', '.join(KINDS)}"))
        if unit not in UNITS:
            raise QuantifierProblem(wrong("unit", f"is not one of {', '.join(UNITS)}"))
        found.append(Constituency(row["language"], row["key"], words, kind, unit))
    return Constituencies(tuple(found))
