"""The words inside a paragraph of a draft (`draft`): emphasis, links, notes, citations.

`*italic*`, `**bold**`, `[words](https://…)`, `[^label]` calls a note, `[[EC2010/W-042, p7]]`
says what the words before it rest on, from the beginning of their sentence. A backslash takes
the meaning from the sign that follows it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree import (
    Citation,
    Emphasis,
    Footnote,
    Link,
    Reference,
    Run,
    Runs,
    Text,
    Words,
)
from rapporteur.core.text.passages import sentences

NOTE_PREFIX = "note-"
"""What stands before a note's label in its id."""

_PLAIN = r"(?:\\.|[^\\*])+?"
_TOKEN = re.compile(
    r"\\(?P<escaped>[\\*\[\]#>~()-])"
    rf"|\*\*(?P<bold>{_PLAIN})\*\*"
    rf"|\*(?P<italic>{_PLAIN})\*"
    r"|\[\[(?P<cited>[^\[\]]*)\]\]"
    r"|\[\^(?P<note>[^\]\s]+)\]"
    r"|\[(?P<words>(?:\\.|[^\[\]\\])+)\]\((?P<address>[^()\s]+)\)"
)
_REFERENCE = re.compile(r"\[\[([^\[\]]*)\]\]")
_ESCAPED = re.compile(r"\\([\\*\[\]#>~()-])")
_SIGNS = re.compile(r"[\\*]|\[(?=[\[^])|\[(?=[^\[\]]*\]\()")
_LINE_SIGNS = re.compile(r"^(#|>|~|-(?=\s)|\((?=[a-z]{1,2}\)\s)|\[)")

Complaint = Callable[[int, str, str], None]
"""Told of each thing that is wrong: where in the words, which fault, what about."""


def references(text: str) -> frozenset[str]:
    """Every reference that a draft cites, as written: register numbers and passages."""
    return frozenset(
        each for found in _REFERENCE.finditer(text) for each in _listed(found.group(1))
    )


def read_words(
    text: str, *, note: Callable[[str], Runs | None], complain: Complaint
) -> tuple[Run, ...]:
    """Return the runs of `text`, which is one line. `note` gives the runs of a note by its label,
    or None where the draft has no such note (which `note` itself complains of)."""
    runs: list[Run] = []
    end = 0
    for found in _TOKEN.finditer(text):
        _add(runs, text[end : found.start()])
        end = found.end()
        try:
            _read(runs, found, note, complain)
        except DocumentProblem as problem:
            complain(found.start(), "tree", str(problem))
    _add(runs, text[end:])
    return tuple(runs)


def _read(
    runs: list[Run],
    found: re.Match[str],
    note: Callable[[str], Runs | None],
    complain: Complaint,
) -> None:
    match found.lastgroup:
        case "escaped":
            _add(runs, found["escaped"])
        case "bold" | "italic":
            runs.append(Text(_bare(found[found.lastgroup]), Emphasis(found.lastgroup)))
        case "address":
            runs.append(Link(_bare(found["words"]), found["address"]))
        case "note":
            words = note(found["note"])
            if words is not None:
                runs.append(Footnote(NOTE_PREFIX + found["note"], _no_notes(words)))
        case "cited":
            if not _cite(runs, _listed(found["cited"])):
                complain(found.start(), "cites-nothing", found.group())


def _cite(runs: list[Run], evidence: tuple[str, ...]) -> bool:
    """Gather the words back to the beginning of their sentence under a citation of `evidence`.

    Where a citation stands right before, it gets the evidence too. False where there are neither
    words nor references.
    """
    if not evidence:
        return False
    notes = _popped_notes(runs)
    done = _gather(runs, evidence)
    runs.extend(notes)
    return done


def _popped_notes(runs: list[Run]) -> list[Run]:
    """Take the notes called right before off the end, and the spaces around them."""
    notes: list[Run] = []
    while runs:
        last = runs[-1]
        if isinstance(last, Footnote):
            notes.insert(0, runs.pop())
        elif isinstance(last, Text) and not last.content.strip():
            runs.pop()
        else:
            break
    return notes


def _gather(runs: list[Run], evidence: tuple[str, ...]) -> bool:
    if runs and isinstance(last := runs[-1], Citation):
        runs[-1] = replace(last, evidence=(*last.evidence, *evidence))
        return True
    taken: list[Text | Link] = []
    while runs and isinstance(last := runs[-1], Text | Link):
        taken.insert(0, last)
        runs.pop()
    if not taken:
        return False
    if isinstance(end := taken[-1], Text):
        taken[-1] = replace(end, content=end.content.rstrip())
    before, cited = _parted(taken)
    runs.extend(before)
    runs.append(Citation(cited, evidence))
    return True


def _parted(taken: list[Text | Link]) -> tuple[list[Text | Link], Words]:
    """Part the words before the last sentence from that sentence."""
    found = sentences("".join(each.content for each in taken))
    start = found[-1].start if found else 0
    before: list[Text | Link] = []
    cited: list[Text | Link] = []
    for each in taken:
        length = len(each.content)
        if start >= length:
            before.append(each)
        elif start <= 0 or isinstance(each, Link):
            cited.append(each)
        else:
            before.append(replace(each, content=each.content[:start]))
            cited.append(replace(each, content=each.content[start:]))
        start -= length
    return before, tuple(cited)


def _add(runs: list[Run], words: str) -> None:
    """Add plain words, to the plain words before them where there are some."""
    if not words:
        return
    if runs and isinstance(last := runs[-1], Text) and last.emphasis is Emphasis.NONE:
        runs[-1] = replace(last, content=last.content + words)
    else:
        runs.append(Text(words))


def _no_notes(runs: Runs) -> Words:
    return tuple(run for run in runs if isinstance(run, Text | Link))


def _bare(words: str) -> str:
    return _ESCAPED.sub(r"\1", words)


def _listed(references_: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in references_.split(",") if each.strip())


def written_words(runs: Iterable[Run]) -> str:
    """Return `runs` as `read_words` reads them; notes as their calls."""
    return "".join(map(_written, runs))


def written_line(runs: Iterable[Run]) -> str:
    """The same for the beginning of a line, where a few signs more have a meaning."""
    held = tuple(runs)
    words = written_words(held)
    if held and isinstance(first := held[0], Text) and first.emphasis is Emphasis.NONE:
        return _LINE_SIGNS.sub(r"\\\1", words)
    return words


def _written(run: Run) -> str:
    match run:
        case Text(emphasis=Emphasis.BOLD):
            return f"**{_escape(run.content)}**"
        case Text(emphasis=Emphasis.ITALIC):
            return f"*{_escape(run.content)}*"
        case Text():
            return _escape(run.content)
        case Link():
            words = re.sub(r"([\\*\[\]])", r"\\\1", run.content)
            return f"[{words}]({run.href.replace('(', '%28').replace(')', '%29')})"
        case Footnote():
            return f"[^{run.id.removeprefix(NOTE_PREFIX)}]"
        case Citation():
            return f"{written_words(run.runs)} [[{', '.join(run.evidence)}]]"
        case Reference():
            raise DocumentProblem(
                f"The draft form holds no computed reference (to {run.target}). "
                "Keep references for the document itself."
            )


def _escape(words: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", words)
