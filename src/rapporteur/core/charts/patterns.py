"""Fills, dashes and points that are told apart without colour.

Each ink has a contrast of at least 3 to 1 with white (WCAG 2.2, 1.4.11), and the patterns differ in
grey and for the colour blind.
"""

from lxml import etree

INKS = ("#1f3a5f", "#9a3412", "#14655b", "#6b2a80", "#4b5563", "#7a5c00", "#a01a58", "#0e5fa8")
"""The colour of each series, in order."""

DASHES = ([1, 0], [8, 3], [2, 3], [10, 3, 2, 3], [5, 2], [1, 2], [12, 2, 2, 2, 2, 2], [4, 5])
"""How the line of each series is broken: drawn and left out, by turns."""

POINTS = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down",
          "triangle-right", "triangle-left")  # fmt: skip
"""The point of each series, by Vega's name."""

SVG = "{http://www.w3.org/2000/svg}"

_DRAWN = (
    '<path d="M0 0h8v8h-8z" fill="{ink}"/>',
    '<path d="M-2 2l4-4M0 8l8-8M6 10l4-4" stroke="{ink}" stroke-width="2"/>',
    '<circle cx="2" cy="2" r="1.5" fill="{ink}"/><circle cx="6" cy="6" r="1.5" fill="{ink}"/>',
    '<path d="M0 4h8M4 0v8" stroke="{ink}" stroke-width="1.6"/>',
    '<path d="M4 0v8" stroke="{ink}" stroke-width="3"/>',
    '<path d="M0 4h8" stroke="{ink}" stroke-width="3"/>',
    '<path d="M-2 6l4 4M0 0l8 8M6-2l4 4" stroke="{ink}" stroke-width="2"/>',
    '<path d="M0 0l8 8M8 0l-8 8" stroke="{ink}" stroke-width="1.4"/>',
)


def patterns(series: int) -> list[etree._Element]:
    """The patterns of so many series, as elements to define in an SVG: "fill-0", "fill-1", …"""
    return [
        etree.fromstring(
            f'<pattern xmlns="{SVG[1:-1]}" id="fill-{place}" width="8" height="8" '
            'patternUnits="userSpaceOnUse"><path d="M0 0h8v8h-8z" fill="#ffffff"/>'
            f"{_DRAWN[place].format(ink=INKS[place])}</pattern>"
        )
        for place in range(series)
    ]


def fill(drawing: etree._Element, series: int) -> None:
    """Put the patterns in place of the inks that bars were drawn in (Vega knows no patterns)."""
    by_ink = {ink: place for place, ink in enumerate(INKS[:series])}
    for path in drawing.iter(f"{SVG}path"):
        place = by_ink.get(path.get("fill", ""))
        if place is not None:
            path.set("fill", f"url(#fill-{place})")
            path.set("stroke", INKS[place])
