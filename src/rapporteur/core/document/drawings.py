"""An SVG drawing as a PNG, for readers that take no SVG."""

import typst

from rapporteur.core.document.problem import DocumentProblem

_DOTS = 220
_TEMPLATE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.drawing), format: "svg", alt: "drawing")
"""


def as_png(svg: bytes) -> bytes:
    """Return the drawing as a PNG, on white. Raises `DocumentProblem` where it cannot be drawn."""
    try:
        made = typst.compile(
            _TEMPLATE, format="png", ppi=_DOTS, sys_inputs={"drawing": svg.decode("utf-8")}
        )
    except (typst.TypstError, UnicodeDecodeError) as error:
        raise DocumentProblem(f"An SVG picture cannot be drawn: {error}.") from error
    assert isinstance(made, bytes)  # noqa: S101 (a single page)
    return made
