"""Reading the text out of what was kept."""

from rapporteur.base.models import Original
from rapporteur.base.originals import queries as originals
from rapporteur.core.text.decoding import decode
from rapporteur.stages.contributions.models import Document


def read_document(filename: str, original: Original) -> Document:
    """A document that is not saved yet: a kept file with the text read out of it, by page."""
    text = decode(originals.read(original)).text
    return Document(
        original=original,
        filename=filename,
        media_type="text/plain",
        pages=[{"number": 1, "text": text}],
    )
