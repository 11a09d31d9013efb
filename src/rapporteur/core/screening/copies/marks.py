"""Words that a mark in a PDF says in place of those that are drawn (ISO 32000-1, 14.9.4).

Readers take `ActualText` for the text of what it marks: so a person who screens the words sees it,
and the public would see what is drawn. Where the two differ in more than signs (programs mark
ligatures, hyphens and bullets so), what was screened is not what shows.
"""

import io
import unicodedata
from collections.abc import Iterator

import pikepdf
import pypdfium2

from rapporteur.core.text.pdf import words_on

_MARKS = {"BMC", "BDC", "EMC", "MP", "DP"}
_DEEPEST = 10  # forms within forms


def says_other_words(raw: bytes) -> bool:
    """Whether a mark on some page says other letters or digits than are drawn."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        if not any(_is_marked(page) or any(map(_is_marked, _forms(page))) for page in pdf.pages):
            return False
        for page in pdf.pages:
            for form in list(_forms(page)):
                form.write(unmarked(form))
            page.obj.Contents = pdf.make_stream(unmarked(page))
        bare = io.BytesIO()
        pdf.save(bare)
    return _letters(raw) != _letters(bare.getvalue())


def unmarked(of: pikepdf.Page | pikepdf.Stream) -> bytes:
    """Content read and written anew: comments stay behind, and so do marks, which may say other
    words for what they mark than those that are drawn (ISO 32000-1, 14.6 and 14.9.4)."""
    operations = pikepdf.parse_content_stream(of)
    return pikepdf.unparse_content_stream(
        [each for each in operations if str(each.operator) not in _MARKS]
    )


def _forms(page: pikepdf.Page) -> Iterator[pikepdf.Stream]:
    """The forms that a page draws, and those within them."""
    waiting: list[tuple[pikepdf.Object, int]] = [(page.resources, 0)]
    seen = set[tuple[int, int]]()
    while waiting:
        here, depth = waiting.pop()
        for form in dict(here.get("/XObject", pikepdf.Dictionary())).values():
            if not isinstance(form, pikepdf.Stream) or form.get("/Subtype") != "/Form":
                continue
            if form.objgen in seen or depth == _DEEPEST:
                continue
            seen.add(form.objgen)
            waiting.append((form.get("/Resources", pikepdf.Dictionary()), depth + 1))
            yield form


def _is_marked(content: pikepdf.Page | pikepdf.Stream) -> bool:
    drawn_with = (
        content.resources if isinstance(content, pikepdf.Page) else content.get("/Resources")
    )
    named = (drawn_with or pikepdf.Dictionary()).get("/Properties", pikepdf.Dictionary())
    for each in pikepdf.parse_content_stream(content, "BDC DP"):
        said = each.operands[1] if len(each.operands) > 1 else None
        if isinstance(said, pikepdf.Name):
            said = named.get(str(said))
        if isinstance(said, pikepdf.Dictionary) and "/ActualText" in said:
            return True
    return False


def _letters(raw: bytes) -> list[str]:
    # As they are read: who prints Arabic or Chinese marks letter by letter, in the order of print.
    with pypdfium2.PdfDocument(raw) as document:
        texts = [words_on(page.get_textpage()) for page in document]
    return ["".join(filter(str.isalnum, unicodedata.normalize("NFKC", text))) for text in texts]
