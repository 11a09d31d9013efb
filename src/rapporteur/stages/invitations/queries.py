"""Reading the letters, and writing out one of them for one recipient."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from rapporteur.base.addresses import address_of, in_language_of_reader
from rapporteur.base.refusals import Refused
from rapporteur.core.letters.addresses import with_country
from rapporteur.core.letters.body import BodyProblem, parse
from rapporteur.core.letters.fields import Fault, FieldProblem, fill
from rapporteur.core.letters.letter import LABELS
from rapporteur.core.letters.letter import Letter as WrittenLetter
from rapporteur.core.letters.salutations import salutation, titled
from rapporteur.core.text.dates import written_day
from rapporteur.core.text.languages import pick
from rapporteur.stages.invitations.choices import Carrier, DispatchState, LetterKind
from rapporteur.stages.invitations.models import Dispatch, Letter, LetterText, Mailing, Reply
from rapporteur.stages.invitations.rules.fields import FIELDS, OF_RECIPIENT
from rapporteur.stages.mandate.choices import ChannelKind, DeadlineKind
from rapporteur.stages.mandate.models import Consultation, Deadline
from rapporteur.stages.mandate.queries import channels_now, deadlines_in_force
from rapporteur.stages.stakeholders import queries as stakeholders
from rapporteur.stages.stakeholders.models import Category, Contact, Entity

REFUSED = Q(state=DispatchState.APPROVED) & ~Q(reason="")  # could not be printed or sent
PILE = 200  # letters in one file for the printer
PUBLIC_KINDS = (LetterKind.OPEN, LetterKind.CIRCULAR, LetterKind.NOTE_VERBALE)


def letters(consultation: Consultation) -> QuerySet[Letter]:
    """The letters of a consultation in the order of their dates, with their texts."""
    found = Letter.objects.filter(consultation=consultation)
    return found.select_related("consultation").prefetch_related("texts")


def public_letters(consultation: Consultation) -> QuerySet[Letter]:
    """The letters to everybody that were published. A personal letter is never among them."""
    return letters(consultation).filter(kind__in=PUBLIC_KINDS, published_at__isnull=False)


def mailings(consultation: Consultation) -> QuerySet[Mailing]:
    """The mailings of a consultation, the last first, each with `recipients`, how many it has."""
    return (
        Mailing.objects.filter(consultation=consultation)
        .select_related("letter", "drafted_by", "approved_by")
        .annotate(recipients=Count("dispatches"))
    )


def states(mailing: Mailing) -> dict[str, int]:
    """How many of a mailing's dispatches are in each state; states that none is in are left out."""
    rows = mailing.dispatches.order_by().values_list("state").annotate(count=Count("pk"))
    return dict(rows)


@dataclass(frozen=True)
class Pile:
    """Letters of a mailing on paper that wait to be posted or faxed, as many as are printed in one
    go: from the key of the first dispatch to that of the last."""

    mailing: Mailing
    carrier: Carrier
    first: int
    last: int
    many: int = 0

    @property
    def within(self) -> Q:
        return Q(carrier=self.carrier, pk__gte=self.first, pk__lte=self.last)


def on_paper(mailing: Mailing) -> QuerySet[Dispatch]:
    """The dispatches whose letters are set as PDF, and of which nobody has noted that they left."""
    waiting = mailing.dispatches.filter(state=DispatchState.QUEUED, document__isnull=False)
    return waiting.exclude(carrier=Carrier.EMAIL)


def piles(mailing: Mailing) -> list[Pile]:
    """What is to be printed and posted, a pile at a time, by carrier, in order of the list."""
    waiting: dict[Carrier, list[int]] = {}
    for key, carrier in on_paper(mailing).order_by("pk").values_list("pk", "carrier"):
        waiting.setdefault(Carrier(carrier), []).append(key)
    return [
        Pile(mailing, carrier, some[0], some[-1], len(some))
        for carrier, keys in waiting.items()
        for some in (keys[start : start + PILE] for start in range(0, len(keys), PILE))
    ]


def replies(letter: Letter) -> QuerySet[Reply]:
    """What was answered to a letter, in the order in which it was recorded."""
    return letter.replies.select_related("entity", "recorded_by")


def recipients(
    consultation: Consultation, audience: Mapping[str, list[object]]
) -> QuerySet[Entity]:
    """The entities that an audience means, each once, with their contacts, focal points first.

    audience: `{"categories": [keys], "groups": [keys], "entities": [primary keys]}`. A category
    means those asked under it, so that nobody on two lists gets two letters; a group means those
    placed in it, and those not yet placed whose list suggests it.
    """
    asked = Category.objects.filter(key__in=audience.get("categories", []))
    suggesting = Category.objects.filter(suggests__in=audience.get("groups", []))
    placed = stakeholders.groups(consultation).filter(key__in=audience.get("groups", []))
    return (
        stakeholders.known_to(consultation)
        .filter(
            Q(asked_as__in=asked.values("pk"))
            | Q(placed_in__in=placed.values("pk"))
            | Q(placed_in__isnull=True, asked_as__in=suggesting.values("pk"))
            | Q(pk__in=audience.get("entities", []))
        )
        .prefetch_related(Prefetch("contacts", Contact.objects.order_by("-focal_point", "pk")))
    )


@dataclass(frozen=True)
class Way:
    """By which carrier, to which address and person an entity is reached; or why it is not."""

    carrier: Carrier
    address: str = ""
    contact: Contact | None = None
    obstacle: str = ""


def way_to(entity: Entity, carriers: Iterable[Carrier | str]) -> Way:
    """The first of the carriers for which an entity has an address. `entity` has its contacts.

    By e-mail the first contact with an address is written to, else the entity itself.
    """
    wanted = [Carrier(carrier) for carrier in carriers]
    contacts = list(entity.contacts.all())
    first = contacts[0] if contacts else None
    for carrier in wanted:
        if carrier == Carrier.EMAIL:
            for contact in contacts:
                if contact.email:
                    return Way(carrier, contact.email, contact)
            if entity.email:
                return Way(carrier, entity.email, first)
        elif address := entity.fax if carrier == Carrier.FAX else entity.address:
            return Way(carrier, address, first)
    named = get_text_list([str(carrier.label) for carrier in wanted], _("or"))
    return Way(
        wanted[0], contact=first, obstacle=_("No address for %(carriers)s.") % {"carriers": named}
    )


class Pen:
    """Writes one letter out, for one recipient after another; what they share is read once."""

    def __init__(self, letter: Letter) -> None:
        self.letter = letter
        self.texts: dict[str, LetterText] = {text.language: text for text in letter.texts.all()}
        self._shared: dict[str, dict[str, str]] = {}

    @cached_property
    def _deadlines(self) -> dict[DeadlineKind, Deadline]:
        return deadlines_in_force(self.letter.consultation)

    @cached_property
    def _channels(self) -> dict[str, str]:
        return {row.kind: row.address for row in channels_now(self.letter.consultation)}

    def language_for(self, entity: Entity) -> str:
        """The recipient's language where the letter has it; else English; else its first."""
        for language in (entity.language, "en", *self.texts):
            if language in self.texts:
                return language
        raise Refused(
            _("The letter %(letter)s cannot be written out.") % {"letter": self.letter},
            _("It has no text in any language."),
            _("Write its text first."),
        )

    def to(self, dispatch: Dispatch) -> WrittenLetter:
        """The letter to one recipient, every field filled.

        Raises Refused naming the recipient and the field that is unknown or empty.
        """
        entity, contact = dispatch.entity, dispatch.contact
        language = dispatch.language
        name = pick(entity.names, language)[1] or str(entity)
        family = (contact.family_name or contact.name) if contact else ""
        own = {
            "name": name,
            "acronym": entity.acronym,
            "title": contact.title if contact else "",
            "person": contact.name if contact else "",
            "office": contact.office if contact else "",
            "salutation": salutation(language, title=contact.title if contact else "", name=family),
        }
        person = titled(contact.title, contact.name, language) if contact else ""
        addressee = [person, contact.office if contact else "", name]
        if dispatch.carrier != Carrier.EMAIL:
            lines = tuple(line for line in dispatch.address.splitlines() if line.strip())
            if dispatch.carrier == Carrier.POST:
                lines = with_country(lines, country=entity.country, language=language)
            addressee += lines
        return self._write(language, own, addressee, recipient=name)

    def to_everybody(self, language: str) -> WrittenLetter:
        """The letter as anybody may read it, in one of its languages. Raises Refused as `to`."""
        own = dict.fromkeys(OF_RECIPIENT, "") | {"salutation": salutation(language)}
        return self._write(language, own, [self.letter.addressees], recipient=_("everybody"))

    def _write(
        self, language: str, own: dict[str, str], addressee: list[str], *, recipient: str
    ) -> WrittenLetter:
        letter, text = self.letter, self.texts[language]
        values = self._values(language) | own

        def filled(words: str) -> str:
            try:
                return fill(words, values)
            except FieldProblem as problem:
                raise _unfilled(problem, letter, recipient) from None

        try:
            body = parse(text.body).mapped(filled)
        except BodyProblem as problem:
            what = _("The letter %(letter)s cannot be written.") % {"letter": letter}
            raise Refused(what, *note_fault(problem)) from None
        labels = LABELS[language]
        contact = (
            (labels.contact, letter.contact_name),
            (labels.telephone, letter.contact_telephone),
            (labels.fax, letter.contact_fax),
            (labels.email, letter.contact_email),
        )
        return WrittenLetter(
            language=language,
            letterhead=tuple(letter.letterhead.splitlines()),
            reference=letter.reference,
            place=letter.place,
            dated=letter.dated,
            addressee=tuple(line.strip() for line in addressee if line.strip()),
            contact=tuple(pair for pair in contact if pair[1]),
            subject=filled(text.subject),
            salutation=filled(text.salutation),
            body=body,
            closing=filled(text.closing),
            signatory=letter.signatory,
            signatory_office=letter.signatory_office,
            enclosures=tuple(letter.enclosures.splitlines()),
            originator=letter.originator,
        )

    def _values(self, language: str) -> dict[str, str]:
        """The values that every recipient of a language shares."""
        if language not in self._shared:
            letter, consultation = self.letter, self.letter.consultation
            with in_language_of_reader(language):
                # Without its last slash, which right-to-left words would carry to the other end.
                page = address_of("contributions:take_part", consultation.slug).rstrip("/")
            self._shared[language] = {
                "consultation": pick(consultation.titles, language)[1],
                "convener": consultation.convener,
                "reference": letter.reference,
                "date": _day(letter.dated, language),
                "reply_by": _day(letter.reply_by, language),
                "deadline_preferred": self._deadline(DeadlineKind.PREFERRED, language),
                "deadline_final": self._deadline(DeadlineKind.FINAL, language),
                "deadline_registration": self._deadline(DeadlineKind.REGISTRATION, language),
                "deadline_publication": self._deadline(DeadlineKind.PUBLICATION, language),
                "page": page,
                "email": self._channels.get(ChannelKind.EMAIL, ""),
                "fax": self._channels.get(ChannelKind.FAX, ""),
                "post": ", ".join(self._channels.get(ChannelKind.POST, "").splitlines()),
            }
        return self._shared[language]

    def _deadline(self, kind: DeadlineKind, language: str) -> str:
        row = self._deadlines.get(kind)
        if row is None:
            return ""
        return _day(row.stated or row.at.astimezone(ZoneInfo(row.zone)).date(), language)


def _day(day: date | None, language: str) -> str:
    return written_day(day, language) if day else ""


def _unfilled(problem: FieldProblem, letter: Letter, recipient: str) -> Refused:
    what = _("The letter %(letter)s to “%(recipient)s” cannot be written.") % {
        "letter": letter,
        "recipient": recipient,
    }
    if problem.fault == Fault.EMPTY:
        return Refused(
            what,
            _("The field “%(field)s” is empty for this recipient.") % {"field": problem.field},
            _("Fill it in, or take the field out of the letter."),
        )
    return Refused(what, *field_fault(problem))


def note_fault(problem: BodyProblem) -> tuple[str, str]:
    """Why the notes of a body are wrong, and what to do."""
    return (
        _("The note “[^%(note)s]” is not called once and given once.") % {"note": problem.note},
        _("Call it in the text, and give its words in a paragraph “[^%(note)s]: …”.")
        % {"note": problem.note},
    )


def field_fault(problem: FieldProblem) -> tuple[str, str]:
    """Why a field that is unknown or malformed is wrong, and what to do."""
    if problem.fault == Fault.MALFORMED:
        return (
            _("“%(words)s” is not a field: a field is a name in double braces, {{ name }}.")
            % {"words": problem.field},
            _("Correct it, or take the braces out."),
        )
    return (
        _("There is no field “%(field)s”.") % {"field": problem.field},
        _("There are: %(fields)s.") % {"fields": ", ".join(FIELDS)},
    )
