"""What somebody proposes to change in a document, told one by one."""

from dataclasses import dataclass
from enum import StrEnum

from rapporteur.core.document.docx.lines import Hand, Remark
from rapporteur.core.document.tree import Runs


class Kind(StrEnum):
    """What was done. The first four change words where they stand; the others the structure."""

    TEXT = "text"
    NOTE = "note"
    HEADING = "heading"
    CELL = "cell"
    ADDED = "added"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"
    MOVED = "moved"
    RESTYLED = "restyled"
    NOTE_ADDED = "note-added"
    TABLE = "table"
    FRONT = "front"
    REMARK = "remark"


WORDS = frozenset({Kind.TEXT, Kind.NOTE, Kind.HEADING, Kind.CELL})
"""The kinds that leave the structure as it is."""


class Why(StrEnum):
    """Why a change is shown and cannot be taken over by itself."""

    COMPUTED = "computed"
    FRONT = "front"
    TABLE = "table"
    STRUCTURE = "structure"
    REMARK = "remark"


class Same(StrEnum):
    """Whether a piece stands in both, in the later alone, or in the earlier alone."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """Some words of a difference."""

    same: Same
    words: str


@dataclass(frozen=True)
class Change:
    """A proposed change.

    id: names it among the changes of one file. key: the place in the document (`places`); where:
    what that is called in print ("12", "II", "12 (a)"), "" where it bears no number. before and
    after: the runs of the document, in which computed figures stand as questions. pieces: the
    difference in words, with the calls of notes as raised figures (⁺ for a new one). more: the runs
    of the paragraphs that a split adds. others: the places that were joined to this one. follows:
    the key behind which something was put. look: what an added or restyled paragraph is now
    ("numbered", "plain"). hands: the tracked changes; tracked: whether they account for all of it.
    figures: computed figures that were overwritten and stay computed, as (computed, written). why:
    set where the change cannot be taken over by itself.
    """

    id: str
    kind: Kind
    key: str
    where: str = ""
    before: Runs = ()
    after: Runs = ()
    pieces: tuple[Piece, ...] = ()
    more: tuple[Runs, ...] = ()
    others: tuple[str, ...] = ()
    follows: str = ""
    look: str = ""
    hands: tuple[Hand, ...] = ()
    tracked: bool = False
    remarks: tuple[Remark, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    why: Why | None = None

    @property
    def is_applicable(self) -> bool:
        """Whether it can be taken over by itself once somebody accepts it."""
        return self.why is None


@dataclass(frozen=True)
class Return:
    """A document that came back from an edit.

    changes: in the order of the file. same_source: whether the file says that it was made of this
    very document; None where it says nothing. oddities: what of the file could not be read as
    words, a sentence each.
    """

    changes: tuple[Change, ...]
    same_source: bool | None = None
    oddities: tuple[str, ...] = ()
