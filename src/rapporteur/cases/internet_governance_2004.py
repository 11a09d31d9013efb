"""ITU circular DM-1108 of 14 January 2004: a call for contributions, and a workshop.

Reconstructed from the circular and the registration form annexed to it. What became of it they do
not say: the register is empty, and nobody is registered.
"""

from datetime import UTC, date, datetime
from typing import Any

from rapporteur.base.models import User
from rapporteur.stages.invitations.actions import publish_letter, write_letter
from rapporteur.stages.invitations.choices import LetterKind
from rapporteur.stages.mandate.actions import (
    add_channel,
    add_requirement,
    announce,
    announce_deadline,
    open_consultation,
    record_instrument,
)
from rapporteur.stages.mandate.choices import (
    ChannelKind,
    ConsultationKind,
    DeadlineKind,
    InstrumentKind,
)
from rapporteur.stages.mandate.models import Consultation, Instrument
from rapporteur.stages.meeting.actions import arrange
from rapporteur.stages.stakeholders.actions import (
    add_category,
    define_usual_groups,
    load_member_states,
    make_eligible,
)
from rapporteur.stages.stakeholders.choices import UsualGroup

SLUG = "internet-governance-2004"
CIRCULAR = "DM-1108, 14 January 2004"
SENT = datetime(2004, 1, 14, tzinfo=UTC)
FAX, EMAIL = "+41 22 730 6453", "spumail@itu.int"
SUMMIT = "World Summit on the Information Society"

# To whom the circular is sent; the lists are ITU's own, and who stood on them it does not say.
ADDRESSEES = (
    (
        "itu-member-state",
        {"en": "ITU Member States", "ar": "الدول الأعضاء في الاتحاد الدولي للاتصالات"},
        UsualGroup.GOVERNMENTS.value,
    ),
    (
        "itu-sector-member",
        {"en": "ITU Sector Members", "ar": "أعضاء قطاعات الاتحاد الدولي للاتصالات"},
        "",
    ),
    (
        "itu-associate",
        {"en": "ITU Sector Associates", "ar": "المنتسبون إلى قطاعات الاتحاد الدولي للاتصالات"},
        "",
    ),
)

# The boxes of the form; it gives none of them a number of seats.
FORM_CATEGORIES: tuple[dict[str, Any], ...] = (
    {
        "key": "administration",
        "names": {
            "en": "Administration of ITU Member State",
            "ar": "إدارة دولة عضو في الاتحاد الدولي للاتصالات",
        },
        "seats": None,
    },
    {
        "key": "sector-member",
        "names": {"en": "ITU Sector Member", "ar": "عضو قطاع في الاتحاد الدولي للاتصالات"},
        "seats": None,
    },
    {
        "key": "associate",
        "names": {"en": "ITU Associate", "ar": "منتسب إلى الاتحاد الدولي للاتصالات"},
        "seats": None,
    },
    {"key": "non-member", "names": {"en": "Non-Member", "ar": "غير عضو"}, "seats": None},
)

BODY = """\
[Summary, not the words of the circular.] The Declaration of Principles (paragraphs 48 to 50) and \
the Plan of Action (paragraphs 13 b to d) of the first phase of the Summit speak of Internet \
governance; the Secretary-General of the United Nations is asked to set up a working group on it.

To prepare what ITU brings to that working group, contributions are asked for, and participation \
in a workshop on Internet governance on 26 and 27 February 2004 at ITU Headquarters. A \
registration form is annexed.

The draft agenda and background papers come to the website of the workshop in mid-January 2004, \
http://www.itu.int/osg/spu/forum/intgov04/. For anything else, the ITU Strategy and Policy Unit."""


def make(by: User | str, now: datetime) -> Consultation:
    """The whole of it. now: unused, every date is that of the circular."""
    principles, plan = _instruments(by)
    consultation = open_consultation(
        slug=SLUG,
        prefix="IG2004",
        titles={
            "en": "ITU Forum: Workshop on Internet Governance",
            "ar": "منتدى الاتحاد الدولي للاتصالات: ورشة عمل بشأن إدارة الإنترنت",
        },
        descriptions={
            "en": "A call for contributions with a workshop on 26 and 27 February 2004, to prepare "
            "ITU's part in a working group on Internet governance. Reconstructed from the circular "
            "of 14 January 2004.",
            "ar": "دعوة إلى تقديم مساهمات مع ورشة عمل في 26 و27 شباط/فبراير 2004، لإعداد إسهام "
            "الاتحاد الدولي للاتصالات في فريق عامل معني بإدارة الإنترنت. أعيد بناؤها من التعميم "
            "المؤرخ 14 كانون الثاني/يناير 2004.",
        },
        kind=ConsultationKind.CALL,
        convener="Secretary-General of the International Telecommunication Union",
        zone="Europe/Zurich",
        answers=plan.provisions.all(),
        instruments=[principles, plan],
        reconstructed=True,
        by=by,
    )
    announce_deadline(
        consultation,
        kind=DeadlineKind.REGISTRATION,
        stated=date(2004, 2, 20),
        source=CIRCULAR,
        announced_at=SENT,
        by=by,
    )
    for kind, address in ((ChannelKind.EMAIL, EMAIL), (ChannelKind.FAX, FAX)):
        add_channel(
            consultation,
            kind=kind,
            address=address,
            valid_from=SENT.date(),
            valid_to=date(2004, 2, 27),
            note=CIRCULAR,
            by=by,
        )
    add_requirement(
        consultation,
        texts={
            "en": "Of the working group: an open and inclusive process with the full and active "
            "participation of governments, the private sector and civil society from developing "
            "and developed countries",
            "ar": "بشأن الفريق العامل: عملية مفتوحة وشاملة تكفل المشاركة الكاملة والنشطة للحكومات "
            "والقطاع الخاص والمجتمع المدني من البلدان النامية والمتقدمة",
        },
        provision=plan.provisions.get(number="13 b"),
        by=by,
    )
    _addressees(consultation, by)
    _circular(consultation, by)
    _workshop(consultation, by)
    return announce(consultation, by=by, at=SENT)


def _instruments(by: User | str) -> tuple[Instrument, Instrument]:
    """The two that the circular names. It gives no symbols, so they stand under their titles."""
    principles = record_instrument(
        symbol="WSIS Declaration of Principles",
        kind=InstrumentKind.OUTCOME,
        body=SUMMIT,
        session="First phase, Geneva, 10-12 December 2003",
        stated_date="December 2003",
        titles={"en": "Declaration of Principles", "ar": "إعلان المبادئ"},
        provisions={"48": "", "49": "", "50": ""},
        by=by,
    )
    plan = record_instrument(
        symbol="WSIS Plan of Action",
        kind=InstrumentKind.OUTCOME,
        body=SUMMIT,
        session="First phase, Geneva, 10-12 December 2003",
        stated_date="December 2003",
        titles={"en": "Plan of Action", "ar": "خطة العمل"},
        provisions={
            "13 b": "[Summary] The Secretary-General of the United Nations is asked to set up a "
            "working group on Internet governance, open and inclusive, to make proposals by 2005.",
            "13 c": "",
            "13 d": "",
        },
        by=by,
    )
    return principles, plan


def _addressees(consultation: Consultation, by: User | str) -> None:
    define_usual_groups(consultation, by=by)
    load_member_states(by=by)
    for key, names, suggests in ADDRESSEES:
        category = add_category(key=key, names=names, suggests=suggests, by=by)
        make_eligible(consultation, category, by=by)


def _circular(consultation: Consultation, by: User | str) -> None:
    circular = write_letter(
        consultation,
        kind=LetterKind.CIRCULAR,
        reference="DM-1108",
        dated=SENT.date(),
        place="Geneva",
        letterhead="International Telecommunication Union\nGeneral Secretariat",
        originator="SPU/RS",
        addressees="All Member States and Sector Members of ITU; all ITU Sector Associates",
        signatory="Yoshio Utsumi",
        signatory_office="Secretary-General",
        contact_name="Robert Shaw",
        contact_telephone="+41 22 730 6819",
        contact_fax=FAX,
        contact_email=EMAIL,
        enclosures="Annex 1: Workshop on Internet Governance, registration form",
        texts={
            "en": {
                "subject": "ITU Forum: Workshop on Internet Governance, 26-27 February 2004",
                "salutation": "Dear Sir/Madam,",
                "body": BODY,
                "closing": "Yours faithfully,",
            }
        },
        by=by,
    )
    publish_letter(circular, by=by)


def _workshop(consultation: Consultation, by: User | str) -> None:
    """The workshop with its form; the other fields of that form every registration has
    (meeting.models.Registration)."""
    arrange(
        consultation,
        titles={"en": "Workshop on Internet Governance", "ar": "ورشة عمل بشأن إدارة الإنترنت"},
        starts_on=date(2004, 2, 26),
        ends_on=date(2004, 2, 27),
        venue="ITU Headquarters, Geneva",
        room="Salle B",
        registration_by=date(2004, 2, 20),
        categories=FORM_CATEGORIES,
        asks_hotel=True,
        return_to=f"ITU Strategy and Policy Unit, fax {FAX}, {EMAIL}",
        by=by,
    )
