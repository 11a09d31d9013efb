"""The quantifier policy: what each word promises, as a table that anybody may read and change.

`quantifiers.csv` has a line for each language and meaning:

- `language`, `key` (the meaning, the same in every language), `words` (parted by `|`; see
  `phrases` for `*` and `…`);
- `form`: how the words stand. `noun`: before people ("a number of participants"); `either`: so, or
  alone before a verb of saying ("some argued"); `subject`: in both cases only with such a verb
  ("all participants agreed", not "involving all participants"); `adverb`: beside such a verb
  ("generally agreed"); `predicate`: with people as their subject ("respondents were divided");
  `phrase`: by themselves ("it was noted");
- `whom`: `named` where the sentence must say of whom it speaks, `free` where it need not;
- `sense`: `more` ("most": with too few it is too strong), `fewer` ("few": with too many it is too
  strong), `both` ("views differed": outside of the range on either side it is too strong);
- `count_from`, `count_to`, `share_from`, `share_to`: the range, as a number of those who said it
  and as their share, in per cent, of those who addressed the theme; `>50` and `<50` leave 50 out,
  empty is no limit;
- `each_group`: the share that every group that addressed the theme must reach as well.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain
from typing import TypeVar

from rapporteur.core.evidence.quantifiers.phrases import Element, Phrases, phrase
from rapporteur.core.evidence.quantifiers.problem import QuantifierProblem
from rapporteur.core.text.languages import LANGUAGES

Choice = TypeVar("Choice", bound=StrEnum)

COLUMNS = (
    "language", "key", "words", "form", "whom", "sense",
    "count_from", "count_to", "share_from", "share_to", "each_group",
)  # fmt: skip
LARGEST = 1_000_000
"""Characters of a policy: a hundred times ours."""


class Form(StrEnum):
    NOUN = "noun"
    EITHER = "either"
    SUBJECT = "subject"
    ADVERB = "adverb"
    PREDICATE = "predicate"
    PHRASE = "phrase"


class Whom(StrEnum):
    NAMED = "named"
    FREE = "free"


class Sense(StrEnum):
    MORE = "more"
    FEWER = "fewer"
    BOTH = "both"


@dataclass(frozen=True)
class Limit:
    """A number, or a share in per cent; strict: the limit itself is not in the range."""

    value: Fraction
    strict: bool = False

    def reached(self, said: int, addressed: int) -> bool:
        """Whether a share is at least that, or above it where the limit is strict."""
        share = Fraction(100 * said, addressed)
        return share > self.value or (share == self.value and not self.strict)

    def __str__(self) -> str:
        """As the policy has it, without the sign of a strict limit: 50, 66.5."""
        whole = self.value.denominator == 1
        return str(self.value.numerator) if whole else f"{float(self.value):g}"


@dataclass(frozen=True)
class Range:
    """What a quantifier promises. None is no limit. all_but: how many have to be missing ("all but
    two")."""

    count_from: int | None = None
    count_to: int | None = None
    share_from: Limit | None = None
    share_to: Limit | None = None
    each_group: Limit | None = None
    all_but: int | None = None

    def numbers(self, addressed: int) -> tuple[int, int]:
        """The lowest and the highest number, of `addressed`, that keep the promise; where the
        lowest is above the highest, none does."""
        if self.all_but is not None:
            missing = addressed - self.all_but
            return max(missing, 1), missing
        low, high = self.count_from or 0, addressed
        if self.count_to is not None:
            high = min(high, self.count_to)
        if self.share_from is not None:
            low = max(low, _lowest(self.share_from, addressed))
        if self.share_to is not None:
            high = min(high, _highest(self.share_to, addressed))
        return low, high


def _lowest(limit: Limit, addressed: int) -> int:
    part = limit.value * addressed / 100
    return part.__floor__() + 1 if limit.strict else part.__ceil__()


def _highest(limit: Limit, addressed: int) -> int:
    part = limit.value * addressed / 100
    return part.__ceil__() - 1 if limit.strict else part.__floor__()


@dataclass(frozen=True)
class Quantifier:
    """A line of the policy."""

    language: str
    key: str
    words: tuple[str, ...]
    form: Form
    whom: Whom
    sense: Sense
    range: Range


@dataclass(frozen=True)
class Policy:
    """Every line, in the order of the table."""

    quantifiers: tuple[Quantifier, ...]

    @cached_property
    def _phrases(self) -> Mapping[str, Phrases[Quantifier]]:
        held: dict[str, list[tuple[tuple[Element, ...], Quantifier]]] = {}
        for each in self.quantifiers:
            of_language = held.setdefault(each.language, [])
            of_language += [(phrase(words), each) for words in each.words]
        return {language: Phrases(lines) for language, lines in held.items()}

    def phrases(self, language: str) -> Phrases[Quantifier]:
        """The phrases of a language; none of one that the policy does not have."""
        return self._phrases.get(language) or Phrases(())

    def line(self, language: str, key: str) -> Quantifier | None:
        """The first line of a language with a meaning; None where there is none."""
        lines = (each for each in self.quantifiers if each.language == language)
        return next((each for each in lines if each.key == key), None)

    def with_lines(self, others: Iterable[Quantifier]) -> "Policy":
        """This policy with others in place of its own lines of the same language and key; what
        it has no line for comes at the end."""
        held = by_meaning(self.quantifiers) | by_meaning(others)
        return Policy(tuple(chain.from_iterable(held.values())))


def by_meaning(lines: Iterable[Quantifier]) -> dict[tuple[str, str], list[Quantifier]]:
    """The lines of each language and key, in the order in which these first come."""
    found: dict[tuple[str, str], list[Quantifier]] = {}
    for each in lines:
        found.setdefault((each.language, each.key), []).append(each)
    return found


@cache
def default_policy() -> Policy:
    """The policy that comes with the package."""
    return Policy(tuple(read_lines(table())))


def table() -> str:
    """The table of the package, to be read or to begin one's own from."""
    return files(__package__).joinpath("quantifiers.csv").read_text(encoding="utf-8")


def written(quantifiers: Iterable[Quantifier]) -> str:
    """Lines of a policy as `read_lines` reads them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in quantifiers:
        own = each.range
        writer.writerow(
            (
                each.language,
                each.key,
                " | ".join(each.words),
                each.form,
                each.whom,
                each.sense,
                own.count_from,
                own.count_to,
                _written(own.share_from, ">"),
                _written(own.share_to, "<"),
                _written(own.each_group, ">"),
            )
        )
    return out.getvalue()


def _written(limit: Limit | None, sign: str) -> str:
    return "" if limit is None else f"{sign if limit.strict else ''}{limit}"


def read_policy(text: str) -> Policy:
    """One's own policy: lines that take the place of the package's for the same language and key;
    all others stay. Raises QuantifierProblem with the line and the field that is wrong."""
    return default_policy().with_lines(read_lines(text))


def read_lines(text: str) -> Iterator[Quantifier]:
    """The lines of a table. Raises QuantifierProblem."""
    for line, row in rows(text, COLUMNS, optional=COLUMNS[3:]):
        yield _Line(line, row).quantifier()


def rows(
    text: str, columns: tuple[str, ...], optional: tuple[str, ...] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with their line numbers; a byte-order mark, `;` or a tab between the
    fields, blank lines and lines that begin with # do not matter. Raises QuantifierProblem."""
    if len(text) > LARGEST:
        raise QuantifierProblem(f"The table has more than {LARGEST:,} characters; no policy has.")
    text = text.removeprefix("\ufeff")
    lines = (line.strip() for line in text.splitlines())
    head = next((line for line in lines if line and not line.startswith("#")), "")
    between = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=between, strict=True)
    names: list[str] | None = None
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells) or cells[0].lstrip().startswith("#"):
                continue
            if names is None:
                names = [cell.strip().lower() for cell in cells]
                _check_names(names, columns, optional)
            elif len(cells) > len(names):
                raise QuantifierProblem(
                    f"Line {reader.line_num} has {len(cells)} fields where the heading has "
                    f"{len(names)}. Put a field that holds “{between}” in quotation marks."
                )
            else:
                held = dict.fromkeys(columns, "")
                held.update(zip(names, (cell.strip() for cell in cells), strict=False))
                yield reader.line_num, held
    except csv.Error as problem:
        raise QuantifierProblem(
            f"Line {reader.line_num} cannot be read as CSV ({problem}). Close its quotation marks."
        ) from None
    if names is None:
        raise QuantifierProblem("The table is empty. Begin with a line of headings.")


def _check_names(names: list[str], columns: tuple[str, ...], optional: tuple[str, ...]) -> None:
    for name in names:
        if name not in columns:
            raise QuantifierProblem(
                f"The heading “{name[:40]}” is not known. Headings are: {', '.join(columns)}."
            )
    for name in columns:
        if name not in names and name not in optional:
            raise QuantifierProblem(f"The heading “{name}” is missing.")


@dataclass(frozen=True)
class _Line:
    number: int
    row: Mapping[str, str]

    def quantifier(self) -> Quantifier:
        language, key = self.row["language"], self.row["key"]
        if language not in LANGUAGES:
            raise self._problem("language", f"is not one of {', '.join(LANGUAGES)}")
        if not key:
            raise self._problem("key", "is empty")
        words = tuple(part for each in self.row["words"].split("|") if (part := each.strip()))
        if not words:
            raise self._problem("words", "is empty")
        for each in words:
            try:
                phrase(each)
            except ValueError as problem:
                raise self._problem("words", f"cannot be matched: {problem}") from None
        own = Range(
            self._count("count_from"),
            self._count("count_to"),
            self._share("share_from"),
            self._share("share_to"),
            self._share("each_group"),
        )
        self._check(own)
        return Quantifier(
            language,
            key,
            words,
            self._one_of("form", Form, Form.EITHER),
            self._one_of("whom", Whom, Whom.FREE),
            self._one_of("sense", Sense, Sense.MORE),
            own,
        )

    def _one_of(self, field: str, choices: type[Choice], usual: Choice) -> Choice:
        held = self.row[field].lower()
        if not held:
            return usual
        if held not in set(choices):
            raise self._problem(field, f"is not one of {', '.join(choices)}")
        return choices(held)

    def _count(self, field: str) -> int | None:
        held = self.row[field]
        if not held:
            return None
        if not (held.isascii() and held.isdigit() and len(held) < 10):
            raise self._problem(field, "is no whole number")
        return int(held)

    def _share(self, field: str) -> Limit | None:
        held = self.row[field].removesuffix("%").strip()
        if not held:
            return None
        sign = ">" if field != "share_to" else "<"
        strict = held[0] in "<>"
        number = held[1:].strip() if strict else held
        if strict and held[0] != sign:
            raise self._problem(field, f"takes “{sign}” before its number, or nothing")
        if not number.replace(".", "", 1).isascii() or not number.replace(".", "", 1).isdigit():
            raise self._problem(field, "is no share in per cent, such as 50, >50 or 66.5")
        value = Fraction(number) if len(number) < 10 else Fraction(101)
        if value > 100:
            raise self._problem(field, "is more than 100 per cent")
        return Limit(value, strict)

    def _check(self, own: Range) -> None:
        if own.count_to is not None and (own.count_from or 0) > own.count_to:
            raise self._problem("count_to", f"is less than count_from ({own.count_from})")
        low, high = own.share_from, own.share_to
        if low is not None and high is not None and low.value > high.value:
            raise self._problem("share_to", f"is less than share_from ({low})")
        if own == Range():
            raise self._problem("count_from", "and every other limit is empty: it promises nothing")

    def _problem(self, field: str, why: str) -> QuantifierProblem:
        held = self.row[field][:60]
        return QuantifierProblem(
            f"Line {self.number}, field {field}: “{held}” {why}."
            if held
            else f"Line {self.number}, field {field} {why}."
        )
