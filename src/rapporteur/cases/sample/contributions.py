"""What was sent to the sample, by every channel, and what became of it."""

from collections.abc import Mapping
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from rapporteur.cases.sample import texts
from rapporteur.cases.sample.mandate import FINAL
from rapporteur.cases.sample.officials import Officials, on
from rapporteur.cases.sample.paper import page
from rapporteur.cases.sample.stakeholders import named
from rapporteur.cases.sample.texts import LATE, SENT, Sent
from rapporteur.stages.contributions.actions import (
    admit,
    confirm_attribution,
    correct,
    dispose,
    publish,
    receive,
    register,
)
from rapporteur.stages.contributions.actions.submissions import FORM
from rapporteur.stages.contributions.choices import (
    Consent,
    DispositionKind,
    ItemChannel,
    Mode,
    Origin,
)
from rapporteur.stages.contributions.models import Contribution, Item
from rapporteur.stages.contributions.rules import Submission
from rapporteur.stages.mandate.actions import announce_deadline
from rapporteur.stages.mandate.choices import DeadlineKind
from rapporteur.stages.mandate.models import Consultation
from rapporteur.stages.stakeholders.models import Group
from rapporteur.stages.stakeholders.queries import groups

INBOX = "outer-islands@example.org"
# The last ones wait at the desk: whose they are is not confirmed, and they are not published.
WAITING = frozenset({"hotel"})


def make(
    consultation: Consultation, officials: Officials, now: datetime
) -> Mapping[str, Contribution]:
    """Everything that arrived, in the order of its arrival; the register's entries by key."""
    rows = {each.key: each for each in groups(consultation)}
    entries = {}
    for sent in sorted((*SENT, *LATE), key=lambda each: each.days):
        item = _arrive(consultation, sent, now, officials)
        entries[sent.key] = _enter(consultation, sent, item, rows[sent.group], officials)
    admit(
        entries["late-admitted"],
        reason="The storm had cut the island off.",
        by=officials.registrar,
    )
    _same_again_by_fax(consultation, entries["communications"], officials, now)
    _correction(consultation, entries["parents"], officials, now)
    _set_aside(consultation, officials, now)
    return entries


def extend(consultation: Consultation, officials: Officials, now: datetime) -> None:
    """The final date, put off after the storm: the consultation is open on the day of loading."""
    announce_deadline(
        consultation,
        kind=DeadlineKind.FINAL,
        stated=on(now, 21).date(),
        source="notice on the consultation's page",
        reason="The storm cut three islands off in the week of the last day.",
        announced_at=on(now, FINAL + 4),
        by=officials.administrator,
    )


def _arrive(consultation: Consultation, sent: Sent, now: datetime, officials: Officials) -> Item:
    """The item, as its channel brings it. What is on paper an officer takes in."""
    at = on(now, sent.days)
    claimed = {
        "name": sent.name,
        "organization": sent.organization,
        "email": sent.email,
        "group": sent.group.value,
        "title": sent.title,
        "consent": sent.consent.value,
    }
    if sent.channel is ItemChannel.FORM:
        submission = Submission(
            consultation=consultation.slug,
            name=sent.name,
            consent=sent.consent.value,
            organization=sent.organization,
            email=sent.email,
            group=sent.group.value,
            language=sent.language,
            title=sent.title,
            text=sent.text,
            answers={str(number): words for number, words in enumerate(sent.answers, start=1)},
        )
        return receive(
            consultation,
            channel=ItemChannel.FORM,
            content=submission.as_bytes(),
            sender=sent.name,
            claimed={**submission.claims, "doubts": []},
            received_at=at,
            source=f"sample:{sent.key}",
            receipt_to=sent.email,
            by=FORM,
        )
    if sent.channel is ItemChannel.EMAIL:
        content = message(sent.name, sent.email, sent.title, sent.text, at, sent.attachment)
        claimed["filename"] = f"{sent.key}.eml"
    else:
        content = page(sent.organization or sent.name, sent.title, *sent.text.split("\n\n"))
        claimed["filename"] = f"{sent.key}.pdf"
    return receive(
        consultation,
        channel=sent.channel,
        content=content,
        attachments=[(name, words.encode()) for name, words in filter(None, [sent.attachment])],
        sender=sent.email or sent.name,
        claimed=claimed,
        received_at=at,
        source=f"sample:{sent.key}",
        by="mailbox" if sent.channel is ItemChannel.EMAIL else officials.registrar,
    )


def message(
    name: str,
    address: str,
    subject: str,
    words: str,
    at: datetime,
    attachment: tuple[str, str] | None = None,
) -> bytes:
    """A message as it comes over the wire (RFC 5322). attachment: a file's name and its words."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f'"{name}" <{address}>'
    mail["To"] = INBOX
    mail["Subject"] = subject
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{at:%Y%m%d}.{address}>"
    mail.set_content(words)
    if attachment is not None:
        mail.add_attachment(attachment[1], filename=attachment[0])
    return mail.as_bytes()


def _enter(
    consultation: Consultation, sent: Sent, item: Item, group: Group, officials: Officials
) -> Contribution:
    by = officials.registrar
    entity = named(sent.entity) if sent.entity else None
    answers = dict(zip(consultation.questions.all(), sent.answers, strict=False))
    on_paper = sent.channel in (ItemChannel.FAX, ItemChannel.POST)
    files = [(each.filename, each.original) for each in item.attachments.all()]
    contribution = register(
        consultation,
        mode=Mode.WRITTEN,
        origin=Origin.ITEMS,
        items=[item],
        contributor=sent.name,
        organization=sent.organization,
        entity=entity,
        group=group,
        title=sent.title,
        languages=[sent.language],
        consent=sent.consent,
        text="" if on_paper else sent.text,  # what came on paper is read out of its file
        answers=answers,
        documents=None if on_paper else files,
        signatories=sent.signatories,
        by=by,
    )
    if sent.key in WAITING:
        return contribution
    confirm_attribution(
        contribution,
        reason="Sent from the address that the list has of it."
        if entity is not None and sent.email == entity.email
        else "Confirmed by telephone.",
        by=by,
    )
    if sent.consent != Consent.WITHHELD:
        publish(contribution, by=by)
    return contribution


def _same_again_by_fax(
    consultation: Consultation, first: Contribution, officials: Officials, now: datetime
) -> None:
    sent = next(each for each in SENT if each.key == "communications")
    again = receive(
        consultation,
        channel=ItemChannel.FAX,
        content=page(sent.organization, sent.title, *sent.answers),
        sender="+999 555 0142",
        claimed={"organization": sent.organization, "filename": "communications.pdf"},
        received_at=on(now, -59),
        source="sample:communications-by-fax",
        by=officials.registrar,
    )
    dispose(
        again,
        kind=DispositionKind.DUPLICATE,
        duplicate_of=first.items.get(),
        reason="The same words as by the form, sent by fax to be sure.",
        by=officials.registrar,
    )


def _correction(
    consultation: Consultation, contribution: Contribution, officials: Officials, now: datetime
) -> None:
    at = on(now, -15)
    item = receive(
        consultation,
        channel=ItemChannel.EMAIL,
        content=message("Tomasi Lal", "parents@example.org", "A correction", texts.CORRECTED, at),
        sender="parents@example.org",
        claimed={"email": "parents@example.org", "filename": "correction.eml"},
        received_at=at,
        source="sample:parents-correction",
        by="mailbox",
    )
    correct(
        contribution,
        item=item,
        text=texts.CORRECTED,
        documents=(),
        note="One word is changed: the masts need not wait.",
        by=officials.registrar,
    )


def _set_aside(consultation: Consultation, officials: Officials, now: datetime) -> None:
    """One that is no contribution, one that is spam, and one on which nobody has decided yet."""
    decided = (
        ("question", -13, "ferry.passenger@example.org", "A question", texts.QUESTION,
         DispositionKind.CORRESPONDENCE, "A question about boats; answered by e-mail."),
        ("spam", -11, "prize@example.org", "WINNER", texts.SPAM,
         DispositionKind.SPAM, "An advance-fee letter; it says nothing of the islands."),
        ("undecided", -0.5, "sela@example.org", "From Long Island", texts.UNDECIDED, None, ""),
    )  # fmt: skip
    for key, days, address, subject, words, kind, reason in decided:
        at = on(now, days)
        item = receive(
            consultation,
            channel=ItemChannel.EMAIL,
            content=message(address.split("@")[0], address, subject, words, at),
            sender=address,
            claimed={"email": address, "title": subject, "filename": f"{key}.eml"},
            received_at=at,
            source=f"sample:{key}",
            by="mailbox",
        )
        if kind is not None:
            dispose(item, kind=kind, reason=reason, by=officials.registrar)
