"""The rules of the contributions, as pure functions."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from rapporteur.core.mail import Automatic
from rapporteur.stages.contributions.choices import (
    NOT_READ,
    SET_ASIDE,
    UNSURE,
    Capacity,
    DispositionKind,
    Doubt,
    ItemChannel,
    Reckoning,
    Timeliness,
)

LONGEST_TEXT = 200_000  # characters of a field; whoever has more sends a file
OTHER = "other"  # the language of a contribution, where it is not one of those that are named
LONGEST_FILENAME = 300  # characters, as the models hold
# Only a slip dates a letter earlier, and the first day of the calendar is no day at all in UTC.
EARLIEST_YEAR = 1800
_IN_ONE_WAY = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_WORD = re.compile(r"\w+")
_NOT_IN_A_FILENAME = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


LONGEST_UPLOAD = timedelta(hours=24)  # after a closing instant that an upload may go on


@dataclass(frozen=True)
class Timing:
    """When something arrived, and what may make it in time although it was received later.

    opened_at: when the form that it came by was opened. begun_at: when what came began to arrive.
    Both None where they are not known. grace: how long after the closing instant a form that was
    opened before it may be sent, as was stated on its page.
    """

    received_at: datetime
    opened_at: datetime | None = None
    begun_at: datetime | None = None
    grace: timedelta = timedelta()

    def in_time_for(self, deadline: datetime) -> bool:
        """Whether it came before the deadline, or is taken as if it had (`reckoned`).

        What is received at the very instant of a deadline is no longer before it.
        """
        return self.received_at < deadline or self.reckoned(deadline) is not None

    def reckoned(self, deadline: datetime) -> Reckoning | None:
        """Why it is in time although it was received at the deadline or after it; None where it
        is not, and where no reason is needed."""
        after = self.received_at - deadline
        if after < timedelta():
            return None
        if self.begun_at and self.begun_at < deadline and after < LONGEST_UPLOAD:
            return Reckoning.UPLOAD
        if self.opened_at and self.opened_at < deadline and after < self.grace:
            return Reckoning.GRACE
        return None


def timeliness(
    timing: Timing | None, *, preferred: datetime | None, final: datetime | None
) -> Timeliness:
    """How what arrived stands to the announced dates.

    In time for the preferred date; else for the final one; else late, which is a label and never a
    lost letter. With one date only, what came before it came by the preferred date.
    """
    dates = [each for each in (preferred, final) if each is not None]
    if timing is None or not dates:
        return Timeliness.UNKNOWN
    if timing.in_time_for(dates[0]):
        return Timeliness.PREFERRED
    return Timeliness.FINAL if timing.in_time_for(dates[-1]) else Timeliness.LATE


class Standing(StrEnum):
    """Whether an entry of the register is counted, and if not, why not."""

    COUNTED = "counted"
    VOIDED = "voided"
    WITHDRAWN = "withdrawn"
    LATE = "late"


def standing(*, voided: bool, withdrawn: bool, late: bool, admitted: bool) -> Standing:
    """Whether a register entry enters the table.

    It does, unless its number was voided (it never was a contribution), its contributor withdrew
    it (it stays in the register, and nobody's words are counted against their will), or it came
    after the final date and nobody has admitted it. What is left out is said under the table.
    """
    if voided:
        return Standing.VOIDED
    if withdrawn:
        return Standing.WITHDRAWN
    if late and not admitted:
        return Standing.LATE
    return Standing.COUNTED


def fingerprint(texts: Iterable[str]) -> str:
    """SHA-256, in hexadecimal, over the words of some texts, in order.

    Case, punctuation, spacing and the several ways in which Unicode writes a letter make no
    difference, so the same words by fax and by e-mail are the same. Empty where there is no word.
    """
    words = [
        word
        for text in texts
        for word in _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    ]
    return hashlib.sha256(" ".join(words).encode()).hexdigest() if words else ""


def digest_of_copy(texts: Sequence[str], documents: Sequence[Sequence[str]]) -> str:
    """SHA-256, in hexadecimal, of what the public reads: of the JSON (UTF-8, without spaces) of a
    list of two, the texts, and for each document the texts of its pages."""
    said = json.dumps([texts, documents], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def name_key(name: str) -> str:
    """What makes two stated names the same: their words, whatever case and spacing."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", name).casefold()))


def search_key(text: str) -> str:
    """A text as a search looks at it: one spelling of each letter, small, and single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@dataclass(frozen=True)
class Lateness:
    """How something stands to a closing instant that it was received at or after.

    after: how long after. reckoned: why it is in time all the same; None where it is late.
    """

    after: timedelta
    reckoned: Reckoning | None

    @property
    def late(self) -> bool:
        return self.reckoned is None


def lateness(timing: Timing, deadline: datetime | None) -> Lateness | None:
    """How late something is; None where no date was announced, or it came before."""
    if deadline is None or timing.received_at < deadline:
        return None
    return Lateness(timing.received_at - deadline, timing.reckoned(deadline))


def is_file_itself(channel: str, claimed: Mapping[str, Any]) -> bool:
    """Whether what arrived as one says itself what its sender says.

    The record of a form does not, it has a version's text and answers; nor does the message in
    which a gateway carried a fax, whose words are the gateway's.
    """
    return channel != ItemChannel.FORM and not claimed.get("carried_by")


def waits_for_recognition(page: Mapping[str, Any]) -> bool:
    """Whether a page of a reading is a picture that nobody has recognised yet."""
    return bool(page.get("picture")) and "confidence" not in page


def plain_filename(stated: str) -> str:
    """A file's name as it may be shown: its last part, without controls or changes of direction.

    The name is the sender's and may hold a path of their machine, or of ours.
    """
    name = _NOT_IN_A_FILENAME.sub("", re.split(r"[/\\]", stated)[-1]).strip()
    if len(name) > LONGEST_FILENAME:
        stem, dot, ending = name.rpartition(".")
        ending = dot + ending if dot and len(ending) <= 10 else ""
        name = (stem or name)[: LONGEST_FILENAME - len(ending)] + ending
    return name if name.strip(".") else "unnamed"


def without_nul(value: object) -> object:
    """The same value with every NUL character made visible (␀): PostgreSQL stores none.

    Reaches into dictionaries and lists, as `claimed` holds them.
    """
    if isinstance(value, str):
        return value.replace("\0", "␀")
    if isinstance(value, dict):
        return {str(without_nul(key)): without_nul(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [without_nul(each) for each in value]
    return value


@dataclass(frozen=True)
class Part:
    """A file of a submission: its name, its size in bytes, its SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Submission:
    """What somebody filled in on the online form.

    answers: by the number of the guiding question, as text ("1"). group: the key of a group, or
    empty. corrects: the number of the item that this one replaces, None where it is the first.
    """

    consultation: str
    name: str
    consent: str
    organization: str = ""
    email: str = ""
    group: str = ""
    capacity: str = Capacity.OWN
    speaks_for: str = ""
    language: str = ""
    title: str = ""
    text: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    corrects: int | None = None

    def as_bytes(self) -> bytes:
        """One run of bytes that says the same for the same submission: JSON with sorted keys."""
        said = {**vars(self), "parts": [vars(part) for part in self.parts]}
        return _IN_ONE_WAY.encode(said).encode()

    @classmethod
    def filled_in(
        cls,
        consultation: str,
        fields: Mapping[str, str],
        answers: Mapping[str, str],
        *,
        corrects: int | None = None,
    ) -> "Submission":
        """What stands in the fields of the form, which were found good; see there."""
        return cls(
            consultation=consultation,
            name=fields["name"],
            organization=fields["organization"],
            email=fields["email"],
            group=fields["group"],
            capacity=fields["capacity"] or Capacity.OWN,
            speaks_for=fields["speaks_for"],
            language="" if fields["language"] == OTHER else fields["language"],
            title=fields["title"],
            text=fields["text"],
            answers=answers,
            consent=fields["consent"],
            corrects=corrects,
        )

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Submission":
        fields = json.loads(raw)
        parts = tuple(Part(**part) for part in fields.pop("parts"))
        return cls(**fields, parts=parts)

    @property
    def claims(self) -> dict[str, str | int | None]:
        """What the sender says of themselves, without the words of the contribution."""
        return {
            name: getattr(self, name)
            for name in (
                "name", "organization", "email", "group", "capacity", "speaks_for", "language",
                "title", "consent", "corrects",
            )
        }  # fmt: skip


@dataclass(frozen=True)
class Proposal:
    """What an item seems to be, and why; a person decides. No kind: it needs a person's reading."""

    kind: DispositionKind | None
    reason: str


@dataclass(frozen=True)
class Sent:
    """What an e-mail says of itself, as `claimed` holds it; each empty where it says nothing.

    undelivered: the address that another message did not reach; automatic: a machine wrote it;
    answers: the item or letter that it answers; unread: why it could not be read, in English.
    """

    undelivered: str = ""
    why: str = ""
    automatic: str = ""
    answers: str = ""
    unread: str = ""

    @classmethod
    def claimed(cls, claims: Mapping[str, object]) -> "Sent":
        return cls(**{name: str(claims.get(name) or "") for name in cls.__dataclass_fields__})


SURE = 75  # per cent; pages in the six languages that are printed well are recognised with 92 to 96


def propose(
    *,
    corrects: str = "",
    same_bytes_as: str = "",
    same_words_as: str = "",
    other_name: bool = False,
    not_read: bool = False,
    set_aside: bool = False,
    empty: bool = False,
    confidence: int | None = None,
    doubts: Sequence[str] = (),
    sent: Sent = Sent(),
) -> Proposal:
    """What to propose for an item, from what is known of it; the surest ground comes first.

    corrects, same_bytes_as: references of other items; same_words_as: of another item, or a
    register number; each empty where there is none. other_name: those words came under another
    name, so that somebody else says them too. not_read: its text waits to be read. set_aside: our
    program failed on its text. empty: nothing readable came. confidence: in per cent, of the page
    of a scan that was recognised least surely. doubts: signs of a machine. sent: of an e-mail, what
    it says of itself.
    """
    if corrects:
        return Proposal(
            DispositionKind.CONTRIBUTION,
            _("It corrects %(item)s, sent by its private link.") % {"item": corrects},
        )
    if same_bytes_as:
        return Proposal(
            DispositionKind.DUPLICATE,
            _("Byte for byte the same as %(item)s.") % {"item": same_bytes_as},
        )
    if (by_mail := _propose_by_mail(sent)) is not None:
        return by_mail
    if same_words_as and not other_name:
        return Proposal(
            DispositionKind.DUPLICATE,
            _("Word for word the same as %(item)s.") % {"item": same_words_as},
        )
    if not_read:
        return Proposal(None, _(NOT_READ))
    if set_aside:
        return Proposal(None, _(SET_ASIDE))
    if empty:
        return Proposal(None, _("No word could be read in it: it has to be looked at."))
    if confidence is not None and confidence < SURE:
        return Proposal(None, _(UNSURE) % {"percent": confidence})
    if doubts:
        return Proposal(None, " ".join(str(Doubt(doubt).label) for doubt in doubts))
    if same_words_as:
        return Proposal(
            DispositionKind.CONTRIBUTION,
            _("Word for word the same as %(item)s, but under another name: they say it too.")
            % {"item": same_words_as},
        )
    return Proposal(DispositionKind.CONTRIBUTION, _("It has words of its own."))


def _propose_by_mail(sent: Sent) -> Proposal | None:
    if sent.unread:
        return Proposal(None, _("The message could not be read: %(why)s") % {"why": _(sent.unread)})
    if sent.automatic == Automatic.BOUNCE:
        about = {"address": sent.undelivered or _("an address it does not name"), "why": sent.why}
        return Proposal(
            DispositionKind.BOUNCE,
            _("It says that a message did not reach %(address)s. %(why)s") % about,
        )
    if sent.automatic:
        return Proposal(DispositionKind.CORRESPONDENCE, _("A machine wrote it in answer."))
    if sent.answers:
        return Proposal(
            None,
            _("It answers %(reference)s: it may be a reply or a contribution.")
            % {"reference": sent.answers},
        )
    return None
