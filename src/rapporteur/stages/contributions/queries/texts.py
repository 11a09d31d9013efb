"""What an item says, whatever it came as."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapporteur.base.originals import queries as originals
from rapporteur.stages.contributions.choices import NOT_READ, PARTLY, ItemChannel
from rapporteur.stages.contributions.models import Document, Item
from rapporteur.stages.contributions.queries.documents import documents_of_all
from rapporteur.stages.contributions.rules import Submission


@dataclass(frozen=True)
class Said:
    """The texts of an item in order: what was filled in, then each page of each file.

    languages: of the files, as they were told, and the one that the sender states. waits: whether
    a file is not read yet. confidence: of the page that was recognised least surely, in per cent,
    and that nobody has typed since; None where none was recognised. unsaid: the keys of the files
    that may say more than what was read in them, as a scan nobody has read or a picture does.
    """

    texts: tuple[str, ...]
    languages: tuple[str, ...] = ()
    waits: bool = False
    confidence: int | None = None
    unsaid: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        return "\n\n".join(text for text in self.texts if text.strip())


def said_in(item: Item) -> Said:
    """What an item says, as far as it was read or typed, and its bytes are there."""
    return said_in_all([item])[item.pk]


def said_in_all(items: Sequence[Item]) -> dict[int, Said]:
    """As `said_in`, of several items, by their keys. Where the bytes of one are gone, as the
    reconciliation says, the others go on."""
    documents = documents_of_all(items)
    filled_in = originals.read_all(
        each.original for each in items if each.channel == ItemChannel.FORM
    )
    said = {}
    for item in items:
        raw = filled_in.get(item.original_id) if item.channel == ItemChannel.FORM else None
        submission = None if raw is None else Submission.from_bytes(raw)
        stated = str(item.claimed.get("language") or "")
        said[item.pk] = said_by(submission, documents[item.pk], stated)
    return said


def said_by(submission: Submission | None, documents: list[Document], stated: str = "") -> Said:
    filled_in = [submission.text, *submission.answers.values()] if submission else []
    languages = [stated, *(each.language for each in documents)]
    pages = [page for each in documents for page in each.pages]
    sure = [page["confidence"] for page in pages if page["text"].strip() and "confidence" in page]
    return Said(
        texts=(*filled_in, *(page["text"] for page in pages)),
        languages=tuple(dict.fromkeys(filter(None, languages))),
        waits=any(each.problem == NOT_READ for each in documents),
        confidence=round(100 * min(sure)) if sure else None,
        unsaid=tuple(each.original_id for each in documents if _may_say_more(each)),
    )


def _may_say_more(document: Document) -> bool:
    wordless = not any(page["text"].strip() for page in document.pages)
    return wordless or document.problem == PARTLY
