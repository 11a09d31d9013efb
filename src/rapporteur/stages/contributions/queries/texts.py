"""What an item says, whatever it came as."""

from dataclasses import dataclass

from rapporteur.base.refusals import Refused
from rapporteur.stages.contributions.choices import NOT_READ
from rapporteur.stages.contributions.models import Document, Item
from rapporteur.stages.contributions.queries.documents import documents_of
from rapporteur.stages.contributions.queries.items import submission_of
from rapporteur.stages.contributions.rules import Submission


@dataclass(frozen=True)
class Said:
    """The texts of an item in order: what was filled in, then each page of each file.

    languages: of the files, as they were told, and the one that the sender states. waits: whether
    a file is not read yet.
    """

    texts: tuple[str, ...]
    languages: tuple[str, ...] = ()
    waits: bool = False

    @property
    def whole(self) -> str:
        return "\n\n".join(text for text in self.texts if text.strip())


def said_in(item: Item) -> Said:
    """What an item says, as far as it was read or typed, and its bytes are there."""
    try:
        submission = submission_of(item)
    except Refused:  # its bytes are gone, as the reconciliation says; the queue goes on
        submission = None
    return said_by(submission, documents_of(item), str(item.claimed.get("language") or ""))


def said_by(submission: Submission | None, documents: list[Document], stated: str = "") -> Said:
    filled_in = [submission.text, *submission.answers.values()] if submission else []
    languages = [stated, *(each.language for each in documents)]
    return Said(
        texts=(*filled_in, *(page["text"] for each in documents for page in each.pages)),
        languages=tuple(dict.fromkeys(filter(None, languages))),
        waits=any(each.problem == NOT_READ for each in documents),
    )
