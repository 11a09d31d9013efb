"""The letters: their references, dates, kinds and addressees. Their words are told in ours."""

from datetime import date

from rapporteur.base.models import User
from rapporteur.stages.invitations.actions import publish_letter, write_letter
from rapporteur.stages.invitations.choices import LetterKind
from rapporteur.stages.invitations.models import Letter
from rapporteur.stages.mandate.models import Consultation

REFERENCE = "DESA-10/3078"
LETTERHEAD = (
    "Office of the Under-Secretary-General\n"
    "Department of Economic and Social Affairs (DESA)\n"
    "Room DC2-2320, 2 UN Plaza, New York, New York 10017"
)
SENDER = {
    "letterhead": LETTERHEAD,
    "signatory": "Sha Zukang",
    "signatory_office": "Under-Secretary-General",
    "contact_telephone": "1 (212) 963 5958",
    "contact_fax": "1 (212) 963 1010",
}

OPEN_LETTER = """\
[Summary, not the words of the letter.] Civil society and the private sector are invited to take \
part in the consultations for which the Economic and Social Council asked in its resolution 2010/2.

Comments are asked for in writing by 15 November 2010: by e-mail to unpan@un.org, by the form at \
http://www.unpan.org/dpadm/wsisfollowup/, by fax to +1 212/963-9681, or by post to Two United \
Nations Plaza, Room DC2-1714, New York, NY 10017. What arrives by then is put online by 1 December.

A meeting is held at United Nations Headquarters in New York on 14 December 2010. As space is \
short during the renovation, a designated representative summarizes there what civil society, the \
private sector and the technical community have sent.

Everything received in writing or said at the meeting is considered in the Secretary-General's \
note to the General Assembly in 2011."""

TO_ICANN = """\
[Summary, not the words of the letter.] The Corporation is invited to coordinate the Internet \
technical community and to speak on its behalf at the meeting of 14 December 2010, and to be \
inclusive in reaching out to it, should it accept.

Comments are asked for as in the open letter. An open call has been sent to ITU sector members and \
others through the Internet Governance Forum.

A reply is asked for by 15 October 2010, so that an alternate can be found in time.

[The addressee's copy is stamped: REC'D OCT 08 2010.]"""

RELAY = """\
[Known from the letter of 6 October 2010 alone; its own words, date and reference are not known.] \
An open call for contributions."""


def make(consultation: Consultation, by: User | str) -> Letter:
    """Record the three letters; gives the personal one, which asks ICANN to coordinate."""
    personal = write_letter(
        consultation,
        kind=LetterKind.PERSONAL,
        reference=REFERENCE,
        dated=date(2010, 10, 6),
        addressees="Mr. Rod Beckstrom, President and CEO, Internet Corporation for Assigned Names "
        "and Numbers, Marina del Rey, CA",
        reply_by=date(2010, 10, 15),
        texts={
            "en": {
                "salutation": "Dear Mr. Beckstrom,",
                "body": TO_ICANN,
                "closing": "Yours sincerely",
            }
        },
        by=by,
        **SENDER,
    )
    write_letter(
        consultation,
        kind=LetterKind.RELAY,
        reference=None,
        addressees="ITU sector members and other entities, through the Internet Governance Forum",
        texts={"en": {"salutation": "", "body": RELAY, "closing": ""}},
        by=by,
    )
    open_letter = write_letter(
        consultation,
        kind=LetterKind.OPEN,
        reference=REFERENCE,
        dated=date(2010, 10, 7),
        addressees="Civil society and private sector stakeholders",
        texts={
            "en": {
                "salutation": "Dear Colleagues,",
                "body": OPEN_LETTER,
                "closing": "Yours sincerely",
            }
        },
        by=by,
        **SENDER,
    )
    publish_letter(open_letter, by=by)
    return personal
