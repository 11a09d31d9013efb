"""Where a reader of the web page or of structured text finds a node: one short name for each.

`p12` is a numbered paragraph and `u-ID` one without a number, `q-ID` a sub-paragraph, `s-ID` a
section, `a-ID` an annex, `t-ID` a table, `g-ID` a figure, `fn-3` a footnote, `tn-ID` a footnote
that a table calls.
"""

from rapporteur.core.document.numbering import Heading, Numbers


def anchor(identifier: str, numbers: Numbers) -> str:
    """Return the anchor of the node with this id, which the document must have."""
    if identifier in numbers.paragraphs:
        return f"p{numbers.paragraphs[identifier]}"
    if identifier in numbers.headings:
        return heading_anchor(numbers.headings[identifier])
    if identifier in numbers.footnotes:
        return f"fn-{numbers.footnotes[identifier]}"
    kinds = (
        ("q", numbers.subparagraphs),
        ("t", numbers.tables),
        ("g", numbers.figures),
        ("tn", numbers.marks),
    )
    prefix = next((letter for letter, known in kinds if identifier in known), "u")
    return f"{prefix}-{identifier}"


def heading_anchor(heading: Heading) -> str:
    """Return the anchor of a section or annex."""
    return f"{'a' if heading.annex else 's'}-{heading.id}"
