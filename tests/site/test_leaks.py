"""What is not public, or public no longer, stands at no address that a stranger can open.

Everything is opened: every address with every number that exists, in both languages of the site,
and every file is taken apart. What was public is looked for before it is taken back, too, so that
it is known that it would have been found.
"""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pikepdf
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from rapporteur.base.ledger.actions import sequence_and_sign
from rapporteur.base.ledger.models import Leaf
from rapporteur.base.originals.actions import keep
from rapporteur.stages.analysis.models import Passage
from rapporteur.stages.contributions.actions import (
    correct,
    cut_passage,
    decide_kind,
    dispose,
    publish,
    record_consent,
    screen,
    void,
    withdraw,
)
from rapporteur.stages.contributions.actions.accounting import draw_up_accounts
from rapporteur.stages.contributions.actions.copying import copy_waiting
from rapporteur.stages.contributions.choices import (
    Consent,
    DispositionKind,
    FindingDecision,
)
from rapporteur.stages.contributions.models import (
    Contribution,
    Document,
    Item,
    PublicDocument,
)
from rapporteur.stages.contributions.queries import current_version
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.meeting.models import Meeting
from rapporteur.stages.report.exports import NAMES
from rapporteur.stages.report.models import Report
from rapporteur.stages.representation.actions import inquire, respond
from rapporteur.stages.representation.models import Designation, Inquiry, Response
from tests.factories.analysis import SPAM, make_codebook, make_coding
from tests.factories.contributions import make_contribution, make_item
from tests.factories.mandate import make_consultation
from tests.factories.meeting import make_intervention, make_meeting
from tests.factories.report import make_issued_report
from tests.factories.representation import make_designation, make_summary
from tests.journeys.addresses import names
from tests.site.test_permissions import at_the_desk

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MAY_BE_KEPT = {"report:style"}  # by browsers: it says nothing of anybody
THE_SAME_IN_ARABIC = {"record:document", "report:file"}


def secret(label: str, what: str) -> str:
    """A word that stands nowhere else."""
    return f"zq{label}{what}"


def made(consultation: Consultation, label: str, **fields: object) -> Contribution:
    """A contribution each of whose parts has a word of its own."""
    raw, file = secret(label, "raw"), f"Spam: {secret(label, 'inside')} and {label}inner.".encode()
    item = make_item(
        consultation,
        content=f"From: {secret(label, 'mail')}@example.org\n\n{raw}".encode(),
        sender=f"{secret(label, 'mail')}@example.org",
        claimed={"name": secret(label, "name"), "email": f"{secret(label, 'mail')}@example.org"},
        attachments=[(f"{secret(label, 'file')}.txt", file)],
    )
    return make_contribution(
        consultation,
        items=[item],
        contributor=secret(label, "name"),
        title=f"On {secret(label, 'title')} and {label}inner",
        text=f"Spam is {secret(label, 'words')}, and {label}inner.",
        documents=[(f"{secret(label, 'file')}.txt", keep(file))],
        **{"published": True, **fields},
    )


@dataclass
class Seen:
    """What a stranger gets: by address, its bytes with all that is packed in them."""

    bodies: dict[str, bytes] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)

    def where(self, words: str) -> list[str]:
        return [address for address, body in self.bodies.items() if words.lower().encode() in body]


def opened(body: bytes) -> bytes:
    """The bytes of an answer, and those of all that is packed in them, in lower case."""
    found = [body]
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            found += [opened(packed.read(each)) for each in packed.namelist()]
    if body.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(body) as document:
            found += [page.get_textpage().get_text_range().encode() for page in document]
        with pikepdf.open(io.BytesIO(body)) as document:
            found += [each.read_bytes() for each in document.objects if _is_plain(each)]
            found.append(repr(document.docinfo).encode())
    return b"\n".join(found).lower()


def _is_plain(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") != "/Image"


def look_everywhere(consultation: Consultation) -> Seen:
    """Open every public address that there may be, as somebody who is not signed in."""
    client, seen = Client(), Seen()
    for name, address in addresses(consultation):
        response = client.get(address)
        if response.status_code not in (200, 410):
            assert response.status_code in (301, 302, 404, 405, 409), address
            continue
        body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        seen.bodies[address] = opened(body)
        says = response.headers["Cache-Control"]
        asks_anew = {"no-cache", "no-store"} & {*says.replace(",", " ").split()}
        if not asks_anew and name not in MAY_BE_KEPT:
            seen.kept.append(f"{name}: {says}")
    return seen


def addresses(consultation: Consultation) -> Iterator[tuple[str, str]]:
    """Each public address with each thing that it can be asked for, in both languages."""
    public = {name: taken for name, taken in names().items() if name not in at_the_desk()}
    for language in ("en", "ar"):
        with override(language):
            for name, taken in public.items():
                if language == "ar" and name in THE_SAME_IN_ARABIC:
                    continue
                for known in _asked(consultation, set(taken)):
                    address = reverse(name, kwargs=known)
                    yield name, address
                    yield from ((name, address + query) for query in ASKED.get(name, ()))
            cited = (Report.objects.get(consultation=consultation).snapshot or {})["evidence"]
            address = reverse("report:evidence", args=[consultation.slug])
            yield "report:evidence", f"{address}?of={','.join(cited)}"


HELD = (Document, PublicDocument, Meeting, Designation, Response, Inquiry)
ASKED = {"record:contribution": ("?version=1", "?version=2"), "record:account": ("?page=2",)}


def _asked(consultation: Consultation, taken: set[str]) -> Iterator[dict[str, object]]:
    """What an address that takes these can be asked for."""
    every: dict[str, Sequence[object]] = {
        "slug": [consultation.slug],
        "letter": ["W", "P"],
        "number": [*range(1, Contribution.objects.count() + 2)],
        "pk": sorted({pk for model in HELD for pk in model.objects.values_list("pk", flat=True)}),
        "order": [1],
        "token": ["x" * 22],
        "code": ["x"],
        "key": ["spam"],
        "to": [to for to, _form in NAMES],
        "size": [*range(1, 90)],
        "old": [3],
        "new": [5],
    }
    found: list[dict[str, object]] = [{}]
    for each in sorted(taken):
        found = [{**one, each: value} for one in found for value in every[each]]
    yield from found


# The people of this story: whose words are public at first, and what must be gone in the end.
ALL = ("name", "mail", "title", "words", "inside", "file", "raw")
THE_NAME = ("name", "mail", "file", "raw")
GONE: Mapping[str, tuple[str, ...]] = {
    "withdrawn": ALL,
    "voided": ALL,
    "withheld": ALL,
    "nameback": ALL,
    "unnamed": THE_NAME,
    "cut": ("mail", "raw"),
    "corrected": ("mail", "raw"),
    "spoke": ("words",),
    "never": ALL,
    "aside": ALL,
}
PUBLIC_AT_FIRST = ("withdrawn", "voided", "withheld", "nameback", "unnamed", "cut", "corrected")


def make_story() -> tuple[Consultation, dict[str, Contribution], Item]:
    consultation = make_consultation()
    designation = make_designation(consultation, answer="accepted")
    entries = {
        label: made(consultation, label, group=designation.group) for label in PUBLIC_AT_FIRST
    }
    meeting = make_meeting(consultation)
    spoken = make_intervention(
        meeting, contributor="zqspokename", text=secret("spoke", "words"), group=designation.group
    )
    entries["spoke"] = publish_spoken(spoken.contribution)
    entries["never"] = made(consultation, "never", group=designation.group, published=False)
    theme = make_codebook(consultation, SPAM).themes.get()
    for entry in entries.values():
        make_coding(entry, theme)
    tied = [each for each in entries.values() if each.published_at]
    summary = make_summary(designation, *tied)
    for entry in tied:
        respond(summary, contribution=entry, stand="endorses", by="tests")
        inquire(summary, contribution=entry, text="Why?", by="tests")
    cited = "".join(f"[[p{each.pk}]]" for each in Passage.objects.all())
    numbers = "".join(f"[[{each}]]" for each in entries.values())
    make_issued_report(consultation, f"So it is. {cited} {numbers}")
    aside = make_item(
        consultation,
        content=secret("aside", "raw").encode(),
        sender=f"{secret('aside', 'mail')}@example.org",
        claimed={"name": secret("aside", "name"), "filename": secret("aside", "file")},
    )
    return consultation, entries, aside


def publish_spoken(contribution: Contribution) -> Contribution:
    record_consent(contribution, consent=Consent.NAMED, reason="Said so.", by="tests")
    contribution.refresh_from_db()
    return publish(contribution, by="tests")


def take_back(entries: Mapping[str, Contribution], aside: Item) -> None:
    """What must not be read any more is taken back, each in its own way."""
    for entry in entries.values():
        entry.refresh_from_db()
    dispose(aside, kind=DispositionKind.SPAM, reason=secret("aside", "title"), by="tests")
    withdraw(entries["withdrawn"], by="tests")
    void(entries["voided"], reason=secret("voided", "reason"), by="tests")
    for label, consent in (
        ("withheld", Consent.WITHHELD),
        ("spoke", Consent.WITHHELD),
        ("nameback", Consent.UNNAMED),
        ("unnamed", Consent.UNNAMED),
    ):
        record_consent(entries[label], consent=consent, reason="By letter.", by="tests")
    version = current_version(entries["unnamed"])
    screen(version, by="tests")
    decide_kind(version, None, FindingDecision.CUT, by="tests")
    publish(entries["unnamed"], by="tests")
    cut_passage(current_version(entries["cut"]), words="cutinner", by="tests")
    correct(entries["corrected"], text="Now zqlater words.", title="Now zqlater title", by="tests")
    copy_waiting()


def test_what_was_taken_back_stands_nowhere():
    consultation, entries, aside = make_story()
    sequence_and_sign(timezone.now())
    draw_up_accounts(timezone.now())
    before = look_everywhere(consultation)
    for label in PUBLIC_AT_FIRST:
        for what in ("name", "title", "words", "inside", "file"):
            assert before.where(secret(label, what)), (label, what)
    assert before.where("cutinner")

    take_back(entries, aside)
    sequence_and_sign(timezone.now())
    draw_up_accounts(timezone.now())
    after = look_everywhere(consultation)
    found = {
        word: places
        for word in [
            *(secret(label, what) for label, whats in GONE.items() for what in whats),
            secret("voided", "reason"),
            "cutinner",
            "zqlater",
            *hashes_of(entries, aside),
            *filter(None, Leaf.objects.values_list("nonce", flat=True)),
            *Item.objects.values_list("token", flat=True),
        ]
        if (places := after.where(word))
    }
    assert not found, json.dumps(found, indent=1)
    assert not after.kept
    report = reverse("report:public", args=[consultation.slug])
    assert report in after.where(secret("cut", "name"))
    assert report in after.where("Name withheld since this was issued")


def hashes_of(entries: Mapping[str, Contribution], aside: Item) -> Iterator[str]:
    """The hashes of what was received and is not public as it came: a guess at it could be held
    against them."""
    yield aside.original_id
    for label, entry in entries.items():
        for item in entry.items.all():
            yield item.original_id
            if label != "corrected":  # whose file had nothing cut, and is given as it came
                yield from item.attachments.values_list("original", flat=True)
