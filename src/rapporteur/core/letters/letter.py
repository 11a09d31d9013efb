"""One letter to one recipient, with every word decided."""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from rapporteur.core.text.languages import LANGUAGES


@dataclass(frozen=True)
class Letter:
    """A letter in one of the six languages, in the order in which it is read.

    letterhead, addressee, enclosures: lines. contact: pairs of label and value ("Fax", "+41 …").
    paragraphs: of the body, each without line breaks that matter. What is empty is not printed.
    """

    language: str
    salutation: str
    paragraphs: tuple[str, ...]
    closing: str
    letterhead: tuple[str, ...] = ()
    reference: str = ""
    place: str = ""
    dated: date | None = None
    addressee: tuple[str, ...] = ()
    contact: tuple[tuple[str, str], ...] = ()
    subject: str = ""
    signatory: str = ""
    signatory_office: str = ""
    enclosures: tuple[str, ...] = ()
    originator: str = ""

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
    def dateline(self) -> str:
        """Place and date as a letter of that language has them: "Geneva, 14 January 2004"."""
        return f"{self.place}{self.comma}{self.day}"


def written_day(day: date, language: str) -> str:
    """A day written out: 7 October 2010, 7 octobre 2010, 2010年10月7日, 7 أكتوبر 2010."""
    return format_date(day, "long", locale="en_GB" if language == "en" else language)


@dataclass(frozen=True)
class Labels:
    """The few words of its own that a letter prints, in its language."""

    reference: str
    subject: str
    contact: str
    telephone: str
    fax: str
    email: str
    enclosures: str


LABELS = {
    "en": Labels("Reference", "Subject", "Contact", "Telephone", "Fax", "E-mail", "Enclosures"),
    "fr": Labels(
        "Référence", "Objet", "Contact", "Téléphone", "Télécopie", "Courriel", "Pièces jointes"
    ),
    "es": Labels("Referencia", "Asunto", "Contacto", "Teléfono", "Fax", "Correo", "Anexos"),
    "ru": Labels("Ссылка", "Тема", "Контактное лицо", "Телефон", "Факс", "Эл. почта", "Приложения"),
    "zh": Labels("文号", "事由", "联系人", "电话", "传真", "电子邮件", "附件"),
    "ar": Labels(
        "المرجع", "الموضوع", "جهة الاتصال", "الهاتف", "الفاكس", "البريد الإلكتروني", "المرفقات"
    ),
}


def colon(language: str) -> str:
    """What stands between a label and its value."""
    return {"fr": "\u00a0: ", "zh": "："}.get(language, ": ")
