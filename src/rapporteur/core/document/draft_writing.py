"""Writing the draft form of a document, which `draft.read` reads."""

from rapporteur.core.document.draft import ANNEX
from rapporteur.core.document.draft_words import NOTE_PREFIX, written_line, written_words
from rapporteur.core.document.placeholders import PLACEHOLDER
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree import (
    Annex,
    Block,
    Document,
    Figure,
    Footnote,
    ListBlock,
    Paragraph,
    Quotation,
    Section,
    Table,
    footnotes,
)


def written(document: Document) -> str:
    """Return the draft form of a document whose tables are computed, not typed."""
    lines: list[str] = []
    notes: list[Footnote] = []
    if document.blocks:
        raise DocumentProblem(
            "The draft form holds no paragraphs before the first section. Put them in one."
        )
    _write_blocks(document.summary, lines, notes, summary=True)
    for section in document.sections:
        _write_part(section, 1, "", lines, notes)
    for annex in document.annexes:
        _write_part(annex, 1, f"{ANNEX} ", lines, notes)
    body = "\n\n".join(lines)
    foot = "\n".join(
        f"[^{note.id.removeprefix(NOTE_PREFIX)}]: {written_words(note.runs)}" for note in notes
    )
    return "\n\n".join(filter(None, [body, foot])) + "\n"


def _write_part(
    part: Section | Annex, level: int, mark: str, lines: list[str], notes: list[Footnote]
) -> None:
    lines.append(f"{'#' * level} {mark}{part.title}")
    _write_blocks(part.blocks, lines, notes, summary=False)
    for section in part.sections:
        _write_part(section, level + 1, "", lines, notes)


def _write_blocks(
    blocks: tuple[Block, ...], lines: list[str], notes: list[Footnote], *, summary: bool
) -> None:
    for block in blocks:
        lines.append(_write_block(block, summary=summary))
        notes.extend(footnotes(block))


def _write_block(block: Block, *, summary: bool) -> str:
    match block:
        case Paragraph(subparagraphs=()):
            words = written_line(block.runs)
            bare = block.numbered or summary or PLACEHOLDER.fullmatch(words)
            return words if bare else f"~ {words}"
        case Quotation():
            language = f"[{block.language}]" if block.language else ""
            return f">{language} {written_words(block.runs)}"
        case ListBlock() if not any(item.inner for item in block.items):
            return "\n".join(
                f"{f'({_letter(index)})' if block.lettered else '-'} {written_words(item.runs)}"
                for index, item in enumerate(block.items)
            )
        case _:
            raise DocumentProblem(
                f"The draft form holds no {_called(block)}. Compute tables, and keep "
                "sub-paragraphs, figures and lists within lists for the document itself."
            )


def _called(block: Block) -> str:
    match block:
        case Paragraph():
            return f"sub-paragraphs (paragraph {block.id})"
        case Table():
            return f"typed table ({block.id})"
        case Figure():
            return f"figure ({block.id})"
        case _:
            return "list within a list"


def _letter(index: int) -> str:
    """a … z, aa, ab …: any letter reads as an item; the renderer counts for itself."""
    return chr(97 + index) if index < 26 else f"{chr(96 + index // 26)}{chr(97 + index % 26)}"
