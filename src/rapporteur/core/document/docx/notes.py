"""The footnotes of a Word file: a part of its own, called from the body."""

from rapporteur.core.document.docx.markup import HEAD, NAMESPACES, paragraph, run, text, wording
from rapporteur.core.document.docx.package import Relations

_NEWER = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)


class Notes:
    """The footnotes of one file, in the order in which they are called."""

    def __init__(self, written: str) -> None:
        self.relations = Relations()
        self._written = written
        self._notes: list[str] = []

    def call(self, words: str, language: str, mark: str = "") -> str:
        """Add a note with these runs and return the run that calls it.

        A `mark` ("*") stands in place of a number, which Word then does not count.
        """
        number = len(self._notes) + 1
        sign = "<w:footnoteRef/>" if not mark else text(mark)
        sign = run(sign, language, style="FootnoteReference")
        head = (_shown(sign) if mark else sign) + wording(" ", language)
        line = paragraph("FootnoteText", head + words, self._written)
        self._notes.append(f'<w:footnote w:id="{number}">{line}</w:footnote>')
        custom = ' w:customMarkFollows="1"' if mark else ""
        # Letter by letter, since LibreOffice says a mark of more than one letter twice.
        called = "".join(map(text, mark))
        reference = f'<w:footnoteReference{custom} w:id="{number}"/>{called}'
        return run(reference, language, style="FootnoteReference")

    def part(self) -> str:
        """The part `word/footnotes.xml`."""
        lines = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p>'
            "</w:footnote>"
            for kind, number, mark in (
                ("separator", -1, "separator"),
                ("continuationSeparator", 0, "continuationSeparator"),
            )
        )
        return (
            f"{HEAD}<w:footnotes {NAMESPACES} {_NEWER}>{lines}{''.join(self._notes)}</w:footnotes>"
        )


def _shown(mark: str) -> str:
    """The mark at the head of its note: Word wants it written there, LibreOffice writes it itself
    and would say it twice. The choice is taken by Word from 2013 on."""
    return (
        f'<mc:AlternateContent><mc:Choice Requires="w15">{mark}</mc:Choice>'
        "<mc:Fallback/></mc:AlternateContent>"
    )
