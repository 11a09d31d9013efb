"""One letter to one recipient, with every word decided."""

from dataclasses import dataclass, field
from datetime import date

from rapporteur.core.letters.body import Body
from rapporteur.core.text.dates import written_day
from rapporteur.core.text.languages import LANGUAGES


@dataclass(frozen=True)
class Letter:
    """A letter in one of the six languages, in the order in which it is read.

    letterhead, addressee, enclosures, copies: lines. contact: pairs of label and value ("Fax",
    "+41 …"). stamp: as set on receipt ("REC'D OCT 08 2010"). addressee_at: `top`, or `foot` of the
    first page as on the letter of 6 October 2010. What is empty is not printed.
    """

    language: str
    salutation: str
    body: Body
    closing: str
    letterhead: tuple[str, ...] = ()
    reference: str = ""
    place: str = ""
    dated: date | None = None
    addressee: tuple[str, ...] = ()
    addressee_at: str = "top"
    contact: tuple[tuple[str, str], ...] = ()
    subject: str = ""
    signatory: str = ""
    signatory_office: str = ""
    enclosures: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    originator: str = ""
    stamp: str = ""
    labels: "Labels" = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", LABELS[self.language])

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return LANGUAGES[self.language].direction

    @property
    def day(self) -> str:
        """The date as the language writes it, or nothing."""
        return written_day(self.dated, self.language) if self.dated else ""

    @property
    def comma(self) -> str:
        """What stands between place and date, where there are both."""
        if not (self.place and self.dated):
            return ""
        return {"ar": "، ", "zh": "，"}.get(self.language, ", ")

    @property
    def colon(self) -> str:
        """What stands between a label and its value."""
        return colon(self.language)

    @property
    def dateline(self) -> str:
        """Place and date as a letter of that language has them: "Geneva, 14 January 2004"."""
        return f"{self.place}{self.comma}{self.day}"


@dataclass(frozen=True)
class Labels:
    """The few words of its own that a letter prints, in its language. page: with its number."""

    reference: str
    subject: str
    contact: str
    telephone: str
    fax: str
    email: str
    enclosures: str
    copies: str
    originator: str
    page: str


LABELS = {
    "en": Labels(
        reference="Reference",
        subject="Subject",
        contact="Contact",
        telephone="Telephone",
        fax="Fax",
        email="E-mail",
        enclosures="Enclosures",
        copies="Copies",
        originator="From",
        page="Page {}",
    ),
    "fr": Labels(
        reference="Référence",
        subject="Objet",
        contact="Contact",
        telephone="Téléphone",
        fax="Télécopie",
        email="Courriel",
        enclosures="Pièces jointes",
        copies="Copies",
        originator="Service",
        page="Page {}",
    ),
    "es": Labels(
        reference="Referencia",
        subject="Asunto",
        contact="Contacto",
        telephone="Teléfono",
        fax="Fax",
        email="Correo",
        enclosures="Anexos",
        copies="Copias",
        originator="Dependencia",
        page="Página {}",
    ),
    "ru": Labels(
        reference="Ссылка",
        subject="Тема",
        contact="Контактное лицо",
        telephone="Телефон",
        fax="Факс",
        email="Эл. почта",
        enclosures="Приложения",
        copies="Копии",
        originator="Подразделение",
        page="Страница {}",
    ),
    "zh": Labels(
        reference="文号",
        subject="事由",
        contact="联系人",
        telephone="电话",
        fax="传真",
        email="电子邮件",
        enclosures="附件",
        copies="抄送",
        originator="经办单位",
        page="第{}页",
    ),
    "ar": Labels(
        reference="المرجع",
        subject="الموضوع",
        contact="جهة الاتصال",
        telephone="الهاتف",
        fax="الفاكس",
        email="البريد الإلكتروني",
        enclosures="المرفقات",
        copies="نسخة إلى",
        originator="الجهة المعدّة",
        page="الصفحة {}",
    ),
}


def colon(language: str) -> str:
    """What stands between a label and its value."""
    return {"fr": "\u00a0: ", "zh": "："}.get(language, ": ")
