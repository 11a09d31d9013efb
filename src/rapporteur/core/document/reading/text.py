"""Plain text or Markdown, read into the tree by the form of the documents of the United Nations."""

from dataclasses import dataclass

from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.reading.body import Builder, begins_text
from rapporteur.core.document.reading.front import asterisk_note, read_front
from rapporteur.core.document.reading.left import left_as_words
from rapporteur.core.document.reading.lines import Chunk, Notice, chunks
from rapporteur.core.document.reading.notes import take_notes
from rapporteur.core.document.tree import Document
from rapporteur.core.text.languages import tell_language

_LONGEST = 20_000_000


@dataclass(frozen=True)
class Reading:
    """A document that was read, and what its reader was not sure of, in the order of the file."""

    document: Document
    notices: tuple[Notice, ...]


def read(text: str, language: str = "") -> Reading:
    """Return the document in `text`.

    language: one of `tree.LANGUAGES`; told from the text where it is "", English where that fails.
    Raises `DocumentProblem` where there is nothing to read, or too much.
    """
    if len(text) > _LONGEST:
        raise DocumentProblem(
            f"The text has {len(text):,} characters; the most is {_LONGEST:,}. Part it."
        )
    language = language or tell_language(text) or "en"
    notices: list[Notice] = []
    all_chunks = chunks(text, notices)
    if not all_chunks:
        raise DocumentProblem("There are no words in the text. Give a file that holds a document.")
    held, notes = take_notes(all_chunks, notices)
    notices += left_as_words(held, notes)
    start = next(
        (at for at in range(len(held)) if begins_text(held[at], language)), min(1, len(held))
    )
    front = read_front(held[:start])
    body: list[Chunk] = [*front.rest]
    for chunk in held[start:]:
        # At the foot of the first page, and so between its paragraphs.
        noted = asterisk_note(chunk)
        if noted and not any(count in front.notes for count, _words in noted):
            front.notes.update(noted)
        else:
            body.append(chunk)
    builder = Builder(language, notes, notices)
    builder.take(body)
    for words in front.stray_notes():
        notices.append(Notice(0, f"Nothing bears the asterisk of “{words}”: kept as a paragraph."))
        builder.add_words(words, 0)
    document = builder.document(
        title=front.titles[0] if front.titles else "—",
        subtitle=" ".join(front.titles[1:]),
        masthead=front.masthead(),
        title_note=front.title_note,
    )
    return Reading(document, tuple(sorted(notices, key=lambda notice: notice.line)))
