"""Reading the text out of what was kept."""

from rapporteur.base.models import Original
from rapporteur.base.originals import queries as originals
from rapporteur.core.text.extraction import Extracted, extract
from rapporteur.core.text.languages import tell_language
from rapporteur.stages.contributions.models import Document


def read_document(filename: str, original: Original) -> Document:
    """A document that is not saved yet: a kept file with the text read out of it, by page.

    A file that cannot be read is a document all the same, with the reason as its problem.
    """
    return document_of(filename, original, extract(originals.read(original), filename))


def document_of(filename: str, original: Original, extracted: Extracted) -> Document:
    """The same, of a file whose text was taken already."""
    return Document(
        original=original,
        filename=filename,
        media_type=extracted.media_type[:100],
        language=tell_language(extracted.text) or "",
        pages=[{"number": page.number, "text": _storable(page.text)} for page in extracted.pages],
        problem=str(extracted.problem or ""),
    )


def _storable(text: str) -> str:
    """The text without what no database stores: NUL, and halves of characters."""
    return text.replace("\0", "␀").encode("utf-8", "replace").decode("utf-8")
