"""The measures of an A4 page in twentieths of a point, the same as in `document.typ`."""

PAGE, HEIGHT = 11906, 16838
MARGIN = 1247
"""From the edge of the page to the masthead, the running head and the foot."""
HANG = 850
"""How far the numbers of headings hang out of the text, at its beginning."""
INSET = 510
"""How far the masthead reaches beyond the text, at its end."""
WHOLE = PAGE - 2 * MARGIN
"""The width of the masthead."""
WIDTH = WHOLE - HANG - INSET
"""The width of the text."""
