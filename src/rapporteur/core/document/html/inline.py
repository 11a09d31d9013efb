"""What stands in a line of a page: words, links, calls of notes, references, citations."""

from collections.abc import Callable, Iterable
from html import escape

from rapporteur.core.document.anchors import anchor
from rapporteur.core.document.html.tags import identified, spoken
from rapporteur.core.document.numbering import Numbers
from rapporteur.core.document.tree import (
    Citation,
    Emphasis,
    Footnote,
    Link,
    Reference,
    Run,
    Text,
)
from rapporteur.core.document.words import OwnWords
from rapporteur.core.symbols.unbroken import stretches

EvidenceAddress = Callable[[tuple[str, ...]], str]
"""From the evidence ids of one citation to the address of the page that shows them."""


class Inline:
    """Writes runs with the numbers and words of one document."""

    def __init__(self, numbers: Numbers, words: OwnWords, evidence: EvidenceAddress | None) -> None:
        self.numbers = numbers
        self.words = words
        self.evidence = evidence

    def runs(self, runs: Iterable[Run]) -> str:
        return "".join(map(self._run, runs))

    def _run(self, run: Run) -> str:
        match run:
            case Text():
                return _text(run)
            case Link():
                return f'<a class="doc-link" href="{escape(run.href)}">{_words(run.content)}</a>'
            case Footnote():
                return self._call(run.id, f"fnref-{self.numbers.footnotes[run.id]}")
            case Reference():
                return self._reference(run)
            case Citation():
                return self._citation(run)

    def _call(self, footnote: str, own: str = "") -> str:
        return (
            f'<sup class="doc-call"><a href="#{anchor(footnote, self.numbers)}"{identified(own)} '
            f'role="doc-noteref">{self.numbers.marks[footnote]}</a></sup>'
        )

    def _reference(self, reference: Reference) -> str:
        if self.numbers.calls_again(reference):
            return self._call(reference.target)
        place, said = anchor(reference.target, self.numbers), self.numbers.said(reference)
        return f'<a class="doc-reference" href="#{place}">{escape(said)}</a>'

    def _citation(self, citation: Citation) -> str:
        words = f'<span class="doc-cited">{self.runs(citation.runs)}</span>'
        if self.evidence is None or not citation.evidence:
            return words
        label = f"{self.words.evidence}{self.words.colon}{len(citation.evidence)}"
        return (
            f'{words}<a class="doc-evidence" href="{escape(self.evidence(citation.evidence))}" '
            f'aria-label="{escape(label)}">◦{len(citation.evidence)}</a>'
        )


def _words(words: str) -> str:
    return "".join(
        f'<span class="doc-whole">{escape(stretch)}</span>' if whole else escape(stretch)
        for stretch, whole in stretches(words)
    )


def _text(text: Text) -> str:
    inner = _words(text.content)
    match text.emphasis:
        case Emphasis.ITALIC:
            return f"<em{spoken(text.language)}>{inner}</em>"
        case Emphasis.BOLD:
            return f"<strong{spoken(text.language)}>{inner}</strong>"
        case Emphasis.NONE:
            # The dir that comes with a language isolates the words from those around them.
            return f"<span{spoken(text.language)}>{inner}</span>" if text.language else inner
