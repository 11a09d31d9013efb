"""From the text of a file to chunks: lines that belong together, without what pages add."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rapporteur.core.document.characters import FORBIDDEN
from rapporteur.core.document.reading.layout import from_layout, is_laid_out
from rapporteur.core.text.hyphens import dehyphenated

_JOB = r"\d{2}-\d{5}"
_FURNITURE = re.compile(
    rf"\s*(?:\d{{1,4}}\s+)?{_JOB}(?:\s*\([A-Z]\))?(?:\s+\d{{6}})?(?:\s+\d{{1,4}})?\s*"
    r"|\s*\d{1,4}/\d{1,4}\s*|\s*[-–]\s*\d{1,4}\s*[-–]\s*|\s*/…\s*|\s*/\.\.\.\s*"
    r"|\s*\*\d{7}\*\s*"
)
_RULE = re.compile(r"\s*(?:-{3,}|_{3,}|\*(?:\s?\*){2,}|={3,}|—{2,})\s*")
SYMBOL = re.compile(
    r"[A-Z]{1,6}(?:[/.](?:[A-Z0-9][A-Za-z0-9.]*(?:\([IVX]+\))?|\(?[A-Z]+\)?))+"
    r"(?:\s?[-–]\s?[A-Z]{1,6}(?:/[A-Z0-9][A-Za-z0-9.]*)+)?\*?"
)
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_TAG = re.compile(r"</?(?:b|i|em|strong)>")
_STRONG = re.compile(r"(?<!\\)\*\*(?=\S)(.+?)(?<=\S)\*\*")
_SLANTED = re.compile(r"(?<![\\*])\*(?=[^\s*])([^*]*[^\s*])\*(?!\*)")
_ESCAPED = re.compile(r"\\([^\w\s*])")
_BREAK = re.compile(r"(?<!\\)\\$")
"""A line that ends in a backslash ends there in Markdown."""

_BLANK = re.compile(r"[^\S\n]+")


@dataclass(frozen=True)
class Notice:
    """Something that a reader was not sure of, at a line of the file (from 1)."""

    line: int
    message: str


@dataclass(frozen=True)
class Chunk:
    """Lines that stand together, and the number of the first of them."""

    line: int
    lines: tuple[str, ...]

    @property
    def words(self) -> str:
        """The lines as one."""
        return " ".join(line.strip() for line in self.lines if line.strip())


def chunks(text: str, notices: list[Notice]) -> list[Chunk]:
    """Return the chunks of a file, parted by empty lines.

    The number of a page, its running head and foot, and lines that only draw are left out; words
    that a line's end has cut are put together; characters that no document may hold are taken out
    and said.
    """
    lines = dehyphenated(_admitted(text, notices)).text.split("\n")
    numbered = list(enumerate(lines, start=1))
    if is_laid_out(text):
        numbered, repeated = from_layout(lines, SYMBOL)
        notices += [
            Notice(0, f"Every page says “{line}” at its head: it was left out.")
            for line in sorted(repeated)
        ]
    return list(_chunks(_without_furniture(numbered, notices)))


def _admitted(text: str, notices: list[Notice]) -> str:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    kept = []
    for number, line in enumerate(text.split("\n"), start=1):
        held = line.replace("\t", "\ue000").replace("\f", "\ue001")
        clean = FORBIDDEN.sub("", held)
        if clean != held:
            codes = sorted({f"U+{ord(sign):04X}" for sign in FORBIDDEN.findall(held)})
            notices.append(
                Notice(number, f"{', '.join(codes)} cannot be printed and was taken out.")
            )
        kept.append(clean.replace("\ue000", "\t").replace("\ue001", "\f"))
    return "\n".join(kept)


def _without_furniture(
    lines: list[tuple[int, str]], notices: list[Notice]
) -> list[tuple[int, str]]:
    running = _running_heads(lines)
    kept: list[tuple[int, str]] = []
    left_out: Counter[str] = Counter()
    for number, line in lines:
        bare = line.strip("\f \t")
        if _RULE.fullmatch(bare):
            kept.append((number, ""))
        elif bare and (_FURNITURE.fullmatch(bare) or (bare in running and number > running[bare])):
            left_out[bare] += 1
        else:
            kept.append((number, _BREAK.sub("", line.replace("\f", ""))))
    if left_out:
        total = sum(left_out.values())
        notices.append(Notice(0, f"{total} lines that pages repeat (head, foot, number) left out."))
    return kept


def _running_heads(lines: list[tuple[int, str]]) -> dict[str, int]:
    """Symbols that stand alone on a line three times or more, with the line of the first."""
    counted = Counter(
        bare for _number, line in lines if SYMBOL.fullmatch(bare := line.strip("\f \t")) is not None
    )
    first: dict[str, int] = {}
    for number, line in lines:
        bare = line.strip("\f \t")
        if counted[bare] > 2:
            first.setdefault(bare, number)
    return first


def _chunks(lines: list[tuple[int, str]]) -> Iterator[Chunk]:
    held: list[tuple[int, str]] = []
    for number, line in [*lines, (0, "")]:
        if line.strip():
            held.append((number, line))
        elif held:
            yield Chunk(held[0][0], tuple(each for _, each in held))
            held = []


def bare(words: str) -> str:
    """Return `words` on one line, without what marks a heading or emphasis in Markdown.

    Signs that were escaped are themselves, but for stars, which mark notes too.
    """
    words = _HEADING.sub("", words)
    words = _TAG.sub("", words)
    words = _STRONG.sub(r"\1", words)
    words = _SLANTED.sub(r"\1", words)
    words = _ESCAPED.sub(r"\1", words)
    return _BLANK.sub(" ", words).strip()


def unstarred(words: str) -> str:
    """Return `words` with escaped stars as stars."""
    return words.replace("\\*", "*")
