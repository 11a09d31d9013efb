"""The letter as plain text, for an e-mail."""

import re

from rapporteur.core.letters.body import Body
from rapporteur.core.letters.letter import Letter


def render(letter: Letter) -> str:
    """The letter from its letterhead to its notes, parts parted by an empty line."""
    labels, between = letter.labels, letter.colon
    parts = [
        "\n".join(letter.letterhead),
        letter.stamp,
        f"{labels.reference}{between}{letter.reference}" if letter.reference else "",
        letter.dateline,
        "\n".join(letter.addressee),
        "\n".join(
            f"{label}{between}{value}"
            for label, value in (
                *([(labels.originator, letter.originator)] if letter.originator else []),
                *letter.contact,
            )
        ),
        f"{labels.subject}{between}{letter.subject}" if letter.subject else "",
        letter.salutation,
        *_blocks(letter.body),
        letter.closing,
        "\n".join(part for part in (letter.signatory, letter.signatory_office) if part),
        _listed(f"{labels.enclosures}{between}", letter.enclosures),
        _listed(f"{labels.copies}{between}", letter.copies),
        "\n".join(f"[{number}] {note}" for number, note in enumerate(letter.body.notes, 1)),
    ]
    words = "\n\n".join(part for part in parts if part) + "\n"
    return _PARTED.sub("\u200e\\g<0>", words) if letter.direction == "rtl" else words


_PARTED = re.compile(r"(?<![\w+])[+]?\d[\d ()/.-]*[ ()-][\d ()/.-]*\d")
"""A number in parts (of a telephone), whose parts would change places among Arabic words: after a
left-to-right mark they do not (UAX #9, W2 and W7). What begins with a letter needs none."""


def _blocks(body: Body) -> list[str]:
    parts = []
    for kind, blocks in body.groups():
        marks = (f"{number}. " if kind == "number" else "- " for number in range(1, 1000))
        if kind == "paragraph":
            parts.append(blocks[0].plain)
        else:
            parts.append(
                "\n".join(
                    f"{mark}{block.plain}" for mark, block in zip(marks, blocks, strict=False)
                )
            )
    return parts


def _listed(label: str, lines: tuple[str, ...]) -> str:
    return "\n".join([label.rstrip(), *lines]) if lines else ""
