"""The closed lists of the contributions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class ItemChannel(TextChoices):
    FORM = "form", _("online form")
    EMAIL = "email", _("e-mail")
    FAX = "fax", _("fax")
    POST = "post", _("post")
    MEETING = "meeting", _("delivered at a meeting")
    IMPORT = "import", _("brought in from a folder")


ON_PAPER = (ItemChannel.FAX, ItemChannel.POST, ItemChannel.MEETING)
"""The channels by which a receipt goes back printed."""


class DispositionKind(TextChoices):
    """What became of an item. An item without a disposition is undecided."""

    CONTRIBUTION = "contribution", _("belongs to a contribution")
    DUPLICATE = "duplicate", _("duplicate of another item")
    REGISTRATION = "registration", _("a registration for a meeting")
    REPLY = "reply", _("a reply to a letter")
    BOUNCE = "bounce", _("a bounced letter")
    CORRESPONDENCE = "correspondence", _("correspondence")
    MISDIRECTED = "misdirected", _("misdirected")
    SPAM = "spam", _("spam")
    WITHDRAWN = "withdrawn", _("withdrawn by its sender before it was registered")


class Mode(TextChoices):
    """How it was contributed: the columns of the table. The letters are those of the register."""

    WRITTEN = "written", _("Written comments")
    PRESENTATION = "presentation", _("Presentations")
    INFORMAL = "informal", _("Informal interventions")


class Origin(TextChoices):
    ITEMS = "items", _("items received")
    INTERVENTION = "intervention", _("an intervention at a meeting")
    RECONSTRUCTION = "reconstruction", _("reconstructed from a published count")


class Capacity(TextChoices):
    OWN = "own", _("on its own behalf")
    GROUP = "group", _("on behalf of others")


class Timeliness(TextChoices):
    PREFERRED = "preferred", _("by the preferred date")
    FINAL = "final", _("by the final date")
    LATE = "late", _("late")
    UNKNOWN = "unknown", _("not known")


class Reckoning(TextChoices):
    """Why something is in time that was received at the closing instant or after it."""

    GRACE = "grace", _("The form was opened before the closing instant and sent soon after it.")
    UPLOAD = "upload", _("It had begun to arrive before the closing instant.")


class Consent(TextChoices):
    NAMED = "named", _("publish with name")
    UNNAMED = "unnamed", _("publish without name")
    WITHHELD = "withheld", _("do not publish")


class Attribution(TextChoices):
    """Whoever sends in a name is claimed to be its bearer until someone confirms it."""

    CLAIMED = "claimed", _("claimed")
    CONFIRMED = "confirmed", _("confirmed")


class VersionKind(TextChoices):
    FIRST = "first", _("as first received")
    CORRECTION = "correction", _("correction")
    WITHDRAWAL = "withdrawal", _("withdrawal")


class FindingKind(TextChoices):
    """What a finding may be: the kinds of `core.screening.finding.Kind`, and a file unread."""

    COMMENT = "comment", _("comment beside the words of a file")
    HIDDEN = "hidden", _("words hidden in a file")
    ATTACHED = "attached", _("file attached to a file")
    EMAIL = "email", _("e-mail address")
    TELEPHONE = "telephone", _("telephone number")
    ADDRESS = "address", _("postal address")
    IDENTITY = "identity", _("identity number")
    IBAN = "iban", _("account number")
    CARD = "card", _("card number")
    IP = "ip", _("network address")
    NAME = "name", _("name that is not to be published")
    PASSAGE = "passage", _("passage chosen by hand")
    AREA = "area", _("part of a page, drawn by hand")
    UNREAD = "unread", _("file that nobody could look through")


class FindingDecision(TextChoices):
    KEPT = "kept", _("kept")
    CUT = "cut", _("cut")


class Part(TextChoices):
    """The text of a version that a finding stands in, in the order in which they are read."""

    TITLE = "1-title", _("title")
    ABSTRACT = "2-abstract", _("abstract")
    KEYWORDS = "3-keywords", _("keywords")
    REGION = "4-region", _("region, as stated")
    SPEAKS_FOR = "5-speaks", _("on behalf of, as stated")
    ANSWER = "6-answer", _("answer")
    TEXT = "7-text", _("text")
    PAGE = "8-page", _("page of a document")
    AREA = "8-picture", _("picture of a page")
    FILE = "9-file", _("file")


class CopyForm(TextChoices):
    """In which form a document is public."""

    TEXT = "text", _("as text alone")
    STRIPPED = "stripped", _("as a copy without what a file says of its maker")
    REDACTED = "redacted", _("as a copy from which passages were removed")


class Doubt(TextChoices):
    """Why a form may come from a machine. A doubt sorts the queue and refuses nothing."""

    NO_MARK = "no-mark", _("The form was sent without the mark that it was given.")
    TOO_SOON = "too-soon", _("The form was sent within three seconds of being opened.")
    HIDDEN_FIELD = "hidden-field", _("A field was filled in that people do not see.")
    MANY = "many", _("Many forms came from the same network address within minutes.")


class Ground(TextChoices):
    """On what ground two items may be the same thing; the surest first."""

    BYTES = "bytes", _("byte for byte the same")
    WORDS = "words", _("word for word the same")
    NEAR = "near", _("nearly the same words")
    SENDER = "sender", _("from the same sender")


class QueueDecision(TextChoices):
    """What can be decided at one press, on one item of the queue or on many."""

    AS_PROPOSED = "as-proposed", _("as proposed")
    REGISTER = "register", _("entered into the register")
    CORRECTION = "correction", _("correction")
    DUPLICATE = "duplicate", _("duplicate of another item")
    REGISTRATION = "registration", _("a registration for a meeting")
    REPLY = "reply", _("a reply to a letter")
    BOUNCE = "bounce", _("a bounced letter")
    CORRESPONDENCE = "correspondence", _("correspondence")
    MISDIRECTED = "misdirected", _("misdirected")
    SPAM = "spam", _("spam")
    BOTH_STAND = "both-stand", _("both stand")
    ADMIT = "admit", _("admitted")


class StepKind(TextChoices):
    DISPOSED = "disposed", _("set aside")
    REGISTERED = "registered", _("entered into the register")
    CORRECTED = "corrected", _("correction")
    ADMITTED = "admitted", _("admitted")
    SETTLED = "settled", _("both stand")


# What core.text.extraction.Problem says, which knows no catalogue; a test holds the two together.
READING_PROBLEMS = (
    gettext_noop("The file is empty."),
    gettext_noop("The file is too large to be read for its text."),
    gettext_noop("Text cannot be taken from a file of this kind."),
    gettext_noop("The file is an image: its text has to be recognised or typed in."),
    gettext_noop("The file holds no text: it may be a scan, to be recognised or typed in."),
    gettext_noop("The file is protected by a password."),
    gettext_noop("The file is damaged and cannot be read."),
    gettext_noop("The file breaks off: what comes before that was read."),
    gettext_noop("Reading the file took too long and was given up."),
    gettext_noop("The file cannot be read: it took its reader down."),
    gettext_noop("The text was cut: the file holds more than is taken."),
)

NOT_READ = gettext_noop("It has not been read yet: that is done in the background.")
SET_ASIDE = gettext_noop(
    "Looking at its text failed again and again, and was given up: it has to be read by a person."
)
UNSURE = gettext_noop(
    "A page of it was recognised with a confidence of %(percent)d per cent: words may be wrong, "
    "and lines missing. Compare it with its picture."
)
FAILED = gettext_noop("It failed again and again, and was given up.")
PARTLY = gettext_noop(
    "Some of its pages are pictures that have not been recognised yet: they are read in turns, in "
    "the background."
)
GONE = gettext_noop("Its bytes were erased, or are not in the store.")

# What core.mail says where it cannot read a message, or not all of it; held together likewise.
MAIL_PROBLEMS = (
    gettext_noop("Reading the message took too long and was given up."),
    gettext_noop("The message cannot be read: it took its reader down."),
    gettext_noop("Parts lie in it too deep in one another for it to be read."),
    gettext_noop("The message is broken and cannot be taken apart."),
    gettext_noop("It holds more than 500 files; the others stand in the message alone."),
    gettext_noop("Messages lie in it more than 8 deep; the deeper ones stand in it alone."),
)

# What core.screening.finding.Ground says, and what is said of a file; held together likewise.
GROUNDS = (
    gettext_noop("It stands beside the words of a file: it may not be meant for the public."),
    gettext_noop("It is hidden in a file: whoever reads that does not see it."),
    gettext_noop("It stands in a file within a file: whoever reads that may not see it."),
    gettext_noop("It is written as an e-mail address."),
    gettext_noop("It is an e-mail address with its signs in words."),
    gettext_noop("It is a valid telephone number in its international form."),
    gettext_noop("It is a valid telephone number as some country writes it."),
    gettext_noop("A word for telephone or fax stands before it."),
    gettext_noop("It has the length and the check digits of an IBAN."),
    gettext_noop("It has the first digits, the length and the check digit of a payment card."),
    gettext_noop("It is written as an address of a machine on the Internet."),
    gettext_noop("It is written as a street with a number."),
    gettext_noop("It is written as a postcode."),
    gettext_noop("It is written as a post office box."),
    gettext_noop("It is a name that is not to be published."),
    gettext_noop("A person chose it."),
    gettext_noop("Looking through it by rule failed: read it, and cut what has to go."),
    gettext_noop("It is written as a Brazilian CPF, and its two check digits are right."),
    gettext_noop("It is a Chinese resident identity number: date and check digit are right."),
    gettext_noop("It is a French social security number (NIR): its key is right."),
    gettext_noop("It is an Italian codice fiscale: its check letter is right."),
    gettext_noop("It is a Russian taxpayer number (INN): its check digits are right."),
    gettext_noop("It is a Russian insurance number (SNILS): its check digits are right."),
    gettext_noop("It is a Spanish DNI or NIE: its check letter is right."),
    gettext_noop("It is a Swiss insurance number (AHV, AVS): its check digit is right."),
    gettext_noop("It is written as a British National Insurance number; it has no check."),
    gettext_noop("It begins with a plus sign, as a telephone number in its international form."),
    gettext_noop("It is a Belgian national number: its check digits are right."),
    gettext_noop("It is a Chilean RUT: its check digit is right."),
    gettext_noop(
        "It is written as an Egyptian national number: century, date and governorate fit."
    ),
    gettext_noop("It is an Emirates identity number: its check digit is right."),
    gettext_noop("It is an Indian Aadhaar number: its check digit is right."),
    gettext_noop("It is a Mexican CURP: its check digit is right."),
    gettext_noop("It is a Polish PESEL: date and check digit are right."),
    gettext_noop("It is a South African identity number: date and check digit are right."),
    gettext_noop("It is a Turkish identity number: its two check digits are right."),
    gettext_noop("It is a line of a passport that machines read: its check digits are right."),
    gettext_noop("A word for passport or identity card stands before it."),
    gettext_noop("It is written as a United States social security number; it has no check."),
)
UNREAD = gettext_noop("Its text could not be read, so nobody could look through it.")
FILE_NOTES = {
    "unnamed": gettext_noop(
        "The file is not given: it could tell whose it is, and the name is withheld."
    ),
    "message": gettext_noop("The message is given as text: its head holds addresses."),
    "kind": gettext_noop(
        "It is given as text: of a file of this kind no copy can be made that surely holds no more "
        "than what is shown."
    ),
    "cut": gettext_noop(
        "It is given as text: passages were removed, and of this file no copy can be made that "
        "surely holds them no more."
    ),
    "unread": gettext_noop("The file is not given: nobody could look through it."),
    "waits": gettext_noop("The copy of the file is being made, and follows; its text stands here."),
    "before": gettext_noop("The file is not given: it was published before copies were made."),
}
