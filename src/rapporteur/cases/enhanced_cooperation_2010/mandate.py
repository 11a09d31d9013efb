"""What was to be held, by when and how: the letters of October 2010 and the report of 2011."""

from datetime import UTC, date, datetime

from rapporteur.base.models import User
from rapporteur.cases.enhanced_cooperation_2010.chain import ASSEMBLY, COUNCIL, Chain
from rapporteur.stages.mandate.actions import (
    add_channel,
    add_question,
    add_requirement,
    announce,
    announce_deadline,
    open_consultation,
)
from rapporteur.stages.mandate.choices import ChannelKind, DeadlineKind, RequirementCheck
from rapporteur.stages.mandate.models import Consultation

SLUG = "enhanced-cooperation-2010"
LETTER = "DESA-10/3078, 7 October 2010"
TO_ICANN = "DESA-10/3078, 6 October 2010"
WEB_PAGE = "the consultation's page on unpan.org"
REPORT = "Report of the Secretary-General of 4 May 2011"
ANNOUNCED = datetime(2010, 10, 7, tzinfo=UTC)


def make(chain: Chain, by: User | str) -> Consultation:
    """The consultation with its dates, channels, questions and demands."""
    consultation = open_consultation(
        slug=SLUG,
        prefix="EC2010",
        titles={
            "en": "Enhanced cooperation on public policy issues pertaining to the Internet",
            "ar": "تعزيز التعاون بشأن قضايا السياسات العامة المتعلقة بالإنترنت",
        },
        descriptions={
            "en": "Open consultations of all Member States and other stakeholders, from September "
            "to December 2010, with a meeting in New York on 14 December. Reconstructed from two "
            "letters of October 2010 and the report of 4 May 2011.",
            "ar": "مشاورات مفتوحة مع جميع الدول الأعضاء وأصحاب المصلحة الآخرين، من أيلول/سبتمبر "
            "إلى كانون الأول/ديسمبر 2010، مع اجتماع في نيويورك في 14 كانون الأول/ديسمبر. أعيد "
            "بناؤها من رسالتين من تشرين الأول/أكتوبر 2010 ومن التقرير المؤرخ 4 أيار/مايو 2011.",
        },
        convener="Under-Secretary-General for Economic and Social Affairs",
        on_behalf_of="Secretary-General of the United Nations",
        zone="America/New_York",
        answers=[chain.asks],
        instruments=chain.instruments,
        reconstructed=True,
        by=by,
    )
    _dates(consultation, by)
    _channels(consultation, by)
    _questions(consultation, by)
    _demands(consultation, chain, by)
    return announce(consultation, by=by, at=ANNOUNCED)


def _dates(consultation: Consultation, by: User | str) -> None:
    for kind, stated, source, announced_at in (
        (DeadlineKind.REPLY, date(2010, 10, 15), TO_ICANN, datetime(2010, 10, 6, tzinfo=UTC)),
        (DeadlineKind.PREFERRED, date(2010, 11, 15), LETTER, ANNOUNCED),
        (DeadlineKind.PUBLICATION, date(2010, 12, 1), LETTER, ANNOUNCED),
    ):
        announce_deadline(
            consultation,
            kind=kind,
            stated=stated,
            source=source,
            announced_at=announced_at,
            by=by,
        )
    announce_deadline(
        consultation,
        kind=DeadlineKind.FINAL,
        stated=date(2010, 12, 31),
        source=WEB_PAGE,
        reason="The page asked for comments preferably by 15 November and no later than "
        "31 December; on which day it began to say so is not known.",
        announced_at=datetime(2010, 12, 31, tzinfo=UTC),  # at the latest
        by=by,
    )


def _channels(consultation: Consultation, by: User | str) -> None:
    for kind, address in (
        (ChannelKind.FORM, "http://www.unpan.org/dpadm/wsisfollowup/"),
        (ChannelKind.EMAIL, "unpan@un.org"),
        (ChannelKind.FAX, "+1 212/963-9681"),
        (ChannelKind.POST, "Two United Nations Plaza, Room DC2-1714, New York, NY 10017"),
    ):
        add_channel(
            consultation,
            kind=kind,
            address=address,
            valid_from=date(2010, 10, 7),
            valid_to=date(2010, 12, 31),
            note=LETTER,
            by=by,
        )


def _questions(consultation: Consultation, by: User | str) -> None:
    """The two things on which para. 9 says that contributors were asked to reflect."""
    for texts in (
        {
            "en": "Which international public policy issues of the Internet do the current "
            "mechanisms not address adequately?",
            "ar": "ما هي قضايا السياسات العامة الدولية المتعلقة بالإنترنت التي لا تعالجها الآليات "
            "الحالية معالجة كافية؟",
        },
        {
            "en": "By which specific processes should international cooperation in these areas "
            "be enhanced?",
            "ar": "ما هي العمليات المحددة التي ينبغي اتباعها لتعزيز التعاون الدولي في هذه "
            "المجالات؟",
        },
    ):
        add_question(consultation, texts=texts, by=by)


def _demands(consultation: Consultation, chain: Chain, by: User | str) -> None:
    add_requirement(
        consultation,
        texts={
            "en": "Open and inclusive: all Member States and other stakeholders",
            "ar": "مفتوحة وشاملة: جميع الدول الأعضاء وأصحاب المصلحة الآخرين",
        },
        provision=chain.asks,
        evidence={
            "en": f"Six lists were invited and two more were eligible ({REPORT}, para. 8); "
            "comments were taken by form, e-mail, fax and post (letter of 7 October 2010)."
        },
        by=by,
    )
    add_requirement(
        consultation,
        texts={
            "en": "Balanced participation of all stakeholders in their respective roles",
            "ar": "مشاركة متوازنة لجميع أصحاب المصلحة، كل حسب دوره",
        },
        provision=chain.rests_on,
        evidence={"en": "The table of contributions by group and mode."},
        by=by,
    )
    add_requirement(
        consultation,
        texts={"en": "Held before the end of 2010", "ar": "تُعقد قبل نهاية عام 2010"},
        provision=chain.asks,
        check_by=RequirementCheck.HELD_BEFORE,
        by_date=date(2010, 12, 31),
        by=by,
    )
    add_requirement(
        consultation,
        texts={
            "en": "The outcome submitted to the General Assembly at its sixty-sixth session, "
            "through the Economic and Social Council",
            "ar": "تُقدَّم النتائج إلى الجمعية العامة في دورتها السادسة والستين، عن طريق المجلس "
            "الاقتصادي والاجتماعي",
        },
        provision=chain.asks,
        check_by=RequirementCheck.TRANSMITTED,
        bodies=[COUNCIL, ASSEMBLY],
        by=by,
    )
