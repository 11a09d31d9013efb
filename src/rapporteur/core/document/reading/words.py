"""The words of a line as runs: emphasis, links, and the calls of notes.

What has a meaning in Markdown or HTML has it here; everything else is words. A mark that does not
fit (a star without its fellow, an address that leads nowhere) is a word too.
"""

import re
from collections.abc import Callable, Iterator

from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree import Emphasis, Link, Run, Runs, Text

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|<sup>\s*(?P<raised>[^<>\s]{1,12})\s*</sup>"
    r"|\[\^(?P<label>[\w.-]{1,80})\]"
    r"|(?P<superscript>[⁰¹²³⁴-⁹]+)"
    r"|<(?P<address>(?:https?://|mailto:)[^<>\s]+)>"
    r"|\[(?P<linked>[^\[\]\n]{1,500})\]\((?P<href>[^()\s]{1,2000})\)"
    r"|\*\*(?P<strong>(?=\S)(?:[^*]|\*(?!\*)){1,2000}?(?<=\S))\*\*"
    r"|<(?P<tag>b|i|strong|em)>(?P<tagged>[^<>]{1,2000}?)</(?P=tag)>"
    r"|(?<![\w*])\*(?P<slanted>(?=[^\s*])[^*\n]{1,2000}?(?<=[^\s*]))\*(?![\w*])"
)

Call = Callable[[str], Run | None]
"""From the label of a call to what stands there: the footnote, a reference to it, or None where no
note has this label."""


def runs(words: str, call: Call, emphasis: Emphasis = Emphasis.NONE) -> Runs:
    """Return `words` as runs, neighbours of one kind put together, tabs as spaces."""
    words = words.replace("\t", " ")
    merged: list[Run] = []
    for run in _runs(words, call, emphasis):
        last = merged[-1] if merged else None
        if isinstance(run, Text) and isinstance(last, Text) and last.emphasis is run.emphasis:
            merged[-1] = Text(last.content + run.content, run.emphasis)
        elif not isinstance(run, Text) or run.content:
            merged.append(run)
    return tuple(merged)


def _runs(words: str, call: Call, emphasis: Emphasis) -> Iterator[Run]:
    position = 0
    for found in _TOKEN.finditer(words):
        yield Text(words[position : found.start()], emphasis)
        yield from _token(found, call, emphasis)
        position = found.end()
    yield Text(words[position:], emphasis)


def _token(found: re.Match[str], call: Call, emphasis: Emphasis) -> Iterator[Run]:
    kind = found.lastgroup
    inner = found[kind] if kind else ""
    match kind:
        case "escaped":
            yield Text(inner, emphasis)
        case "raised" | "label":
            yield call(inner) or Text(inner if kind == "raised" else found[0], emphasis)
        case "superscript":
            yield call(inner.translate(SUPERSCRIPTS)) or Text(inner, emphasis)
        case "address":
            yield from _link(inner.removeprefix("mailto:"), inner, emphasis)
        case "href":
            yield from _link(found["linked"], inner, emphasis, found[0])
        case "strong":
            yield from _runs(inner, call, Emphasis.BOLD)
        case "tagged":
            bold = found["tag"] in ("b", "strong")
            yield from _runs(inner, call, Emphasis.BOLD if bold else Emphasis.ITALIC)
        case _:
            yield from _runs(inner, call, Emphasis.ITALIC)


def _link(words: str, href: str, emphasis: Emphasis, otherwise: str = "") -> Iterator[Run]:
    try:
        yield Link(re.sub(r"\\(.)", r"\1", words), href)
    except DocumentProblem:
        yield Text(otherwise or words, emphasis)
