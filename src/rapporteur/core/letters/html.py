"""The letter as HTML for an e-mail: complete by itself, nothing fetched, styles in place.

Mail programs strip style sheets and ignore half of CSS, so the few styles stand on the elements.
"""

import re
from collections.abc import Iterable
from html import escape

from rapporteur.core.letters.body import Body, Run
from rapporteur.core.letters.letter import Letter
from rapporteur.core.symbols.unbroken import stretches

_PAGE = (
    "margin:0 auto;padding:1.5em 1em;max-width:40em;font-family:Georgia,'Noto Serif',serif;"
    "font-size:1rem;line-height:1.5"
)
_OWN_ORDER = re.compile(
    # Not the figures of a symbol or a reference (A/66/77-E/2011/103, DESA-10/3078): it is in order.
    r"(?<![\w/.-])[+]?[0-9][0-9 ()/.-]{4,}[0-9]|[A-Za-z0-9][^\s@:]*+[@:]\S*[A-Za-z0-9/]"
)
_SMALL = "font-size:.875em"


def render(letter: Letter) -> str:
    """The letter as a whole HTML document, every value escaped."""
    title = escape(letter.subject or letter.salutation)
    content = "\n".join(part for part in _parts(letter) if part)
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{letter.language}" dir="{letter.direction}">\n'
        '<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title></head>\n"
        f'<body dir="{letter.direction}" style="margin:0"><div style="{_PAGE}">\n'
        f"{content}\n</div></body>\n</html>\n"
    )


def body(body: Body) -> str:
    """The paragraphs and lists of a letter, with its notes behind them."""
    parts = []
    for kind, blocks in body.groups():
        if kind == "paragraph":
            parts.append(f"<p>{_runs(blocks[0].runs)}</p>")
        else:
            tag = "ol" if kind == "number" else "ul"
            items = "".join(f"<li>{_runs(block.runs)}</li>" for block in blocks)
            parts.append(f"<{tag}>{items}</{tag}>")
    return "\n".join(parts)


def notes(body: Body) -> str:
    """The notes as a list numbered like their calls; nothing where there are none."""
    if not body.notes:
        return ""
    return f"<ol>{''.join(f'<li>{_bdi(note)}</li>' for note in body.notes)}</ol>"


def _parts(letter: Letter) -> Iterable[str]:
    labels = letter.labels

    def labelled(label: str, value: str) -> str:
        return f"{escape(label + letter.colon)}{_bdi(value)}"

    if letter.letterhead:
        first, *rest = letter.letterhead
        yield (
            '<p style="border-bottom:1px solid;padding-bottom:.75em">'
            f"<strong>{_bdi(first)}</strong>"
            f"{''.join(f'<br>{_bdi(line)}' for line in rest)}</p>"
        )
    yield f'<p style="font-weight:bold">{_bdi(letter.stamp)}</p>' if letter.stamp else ""
    yield f"<p>{labelled(labels.reference, letter.reference)}</p>" if letter.reference else ""
    if letter.dateline:
        place = _bdi(letter.place) if letter.place else ""
        yield f"<p>{place}{escape(letter.comma)}{_bdi(letter.day)}</p>"
    yield _lines(letter.addressee)
    contact = list(letter.contact)
    if letter.originator:
        contact.insert(0, (labels.originator, letter.originator))
    if contact:
        yield f'<p style="{_SMALL}">{"<br>".join(labelled(*pair) for pair in contact)}</p>'
    if letter.subject:
        words = f"{escape(labels.subject + letter.colon)}{escape(letter.subject)}"
        yield f"<p><strong>{words}</strong></p>"
    yield f"<p>{escape(letter.salutation)}</p>"
    yield body(letter.body)
    yield f"<p>{escape(letter.closing)}</p>"
    yield _lines(part for part in (letter.signatory, letter.signatory_office) if part)
    for label, listed in ((labels.enclosures, letter.enclosures), (labels.copies, letter.copies)):
        if listed:
            head = escape((label + letter.colon).rstrip())
            yield f'<p style="{_SMALL}">{head}<br>{"<br>".join(map(_bdi, listed))}</p>'
    if letter.body.notes:
        yield f'<div style="{_SMALL};border-top:1px solid">{notes(letter.body)}</div>'


def _runs(runs: Iterable[Run]) -> str:
    made = []
    for run in runs:
        words = f"<sup>{run.note}</sup>" if run.note else _in_order(run.text)
        if run.emphasis:
            words = f"<em>{words}</em>"
        made.append(f"<strong>{words}</strong>" if run.strong else words)
    return "".join(made)


def _in_order(words: str) -> str:
    """Text in which numbers with spaces, addresses of mail and pages keep their own order, among
    words from right to left too; no line parts the symbol of a document."""
    made = []
    for stretch, whole in stretches(words):
        if whole:
            made.append(f'<span style="white-space:nowrap">{escape(stretch)}</span>')
            continue
        at = 0
        for found in _OWN_ORDER.finditer(stretch):
            number = f'<bdi dir="ltr">{escape(found[0])}</bdi>'
            made += [escape(stretch[at : found.start()]), number]
            at = found.end()
        made.append(escape(stretch[at:]))
    return "".join(made)


def _lines(lines: Iterable[str]) -> str:
    joined = "<br>".join(map(_bdi, lines))
    return f"<p>{joined}</p>" if joined else ""


def _bdi(words: str) -> str:
    """A value that may be in another script, keeping its own order."""
    return f"<bdi>{escape(words)}</bdi>"
