"""A text from which passages are taken out, with a visible gap where each was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapporteur.core.screening.finding import Kind
from rapporteur.core.text.languages import direction
from rapporteur.core.text.offsets import Edit, Edited, edited
from rapporteur.core.text.spans import Span

MARK = "■"

# What stands in place of what was taken out, in the language of the text.
GAPS: Mapping[str, Mapping[Kind, str]] = {
    "en": {
        Kind.COMMENT: "comment removed",
        Kind.HIDDEN: "hidden words removed",
        Kind.ATTACHED: "attached file removed",
        Kind.EMAIL: "e-mail address removed",
        Kind.IBAN: "account number removed",
        Kind.CARD: "card number removed",
        Kind.IDENTITY: "identity number removed",
        Kind.TELEPHONE: "telephone number removed",
        Kind.IP: "network address removed",
        Kind.ADDRESS: "postal address removed",
        Kind.NAME: "name removed",
        Kind.PASSAGE: "passage removed",
        Kind.AREA: "part of the page blacked out",
    },
    "fr": {
        Kind.COMMENT: "commentaire supprimé",
        Kind.HIDDEN: "texte masqué supprimé",
        Kind.ATTACHED: "fichier joint supprimé",
        Kind.EMAIL: "adresse électronique supprimée",
        Kind.IBAN: "numéro de compte supprimé",
        Kind.CARD: "numéro de carte supprimé",
        Kind.IDENTITY: "numéro d’identité supprimé",
        Kind.TELEPHONE: "numéro de téléphone supprimé",
        Kind.IP: "adresse réseau supprimée",
        Kind.ADDRESS: "adresse postale supprimée",
        Kind.NAME: "nom supprimé",
        Kind.PASSAGE: "passage supprimé",
        Kind.AREA: "partie de la page noircie",
    },
    "es": {
        Kind.COMMENT: "comentario suprimido",
        Kind.HIDDEN: "texto oculto suprimido",
        Kind.ATTACHED: "archivo adjunto suprimido",
        Kind.EMAIL: "correo electrónico suprimido",
        Kind.IBAN: "número de cuenta suprimido",
        Kind.CARD: "número de tarjeta suprimido",
        Kind.IDENTITY: "número de identidad suprimido",
        Kind.TELEPHONE: "número de teléfono suprimido",
        Kind.IP: "dirección de red suprimida",
        Kind.ADDRESS: "dirección postal suprimida",
        Kind.NAME: "nombre suprimido",
        Kind.PASSAGE: "pasaje suprimido",
        Kind.AREA: "parte de la página tachada",
    },
    "ru": {
        Kind.COMMENT: "комментарий удалён",
        Kind.HIDDEN: "скрытый текст удалён",
        Kind.ATTACHED: "вложенный файл удалён",
        Kind.EMAIL: "адрес электронной почты удалён",
        Kind.IBAN: "номер счёта удалён",
        Kind.CARD: "номер карты удалён",
        Kind.IDENTITY: "личный номер удалён",
        Kind.TELEPHONE: "номер телефона удалён",
        Kind.IP: "сетевой адрес удалён",
        Kind.ADDRESS: "почтовый адрес удалён",
        Kind.NAME: "имя удалено",
        Kind.PASSAGE: "отрывок удалён",
        Kind.AREA: "часть страницы зачернена",
    },
    "zh": {
        Kind.COMMENT: "批注已删除",
        Kind.HIDDEN: "隐藏文字已删除",
        Kind.ATTACHED: "附加文件已删除",
        Kind.EMAIL: "电子邮件地址已删除",
        Kind.IBAN: "账号已删除",
        Kind.CARD: "卡号已删除",
        Kind.IDENTITY: "身份号码已删除",
        Kind.TELEPHONE: "电话号码已删除",
        Kind.IP: "网络地址已删除",
        Kind.ADDRESS: "邮政地址已删除",
        Kind.NAME: "姓名已删除",
        Kind.PASSAGE: "段落已删除",
        Kind.AREA: "页面的一部分已涂黑",
    },
    "ar": {
        Kind.COMMENT: "حُذف تعليق",
        Kind.HIDDEN: "حُذف نص مخفي",
        Kind.ATTACHED: "حُذف ملف مرفق",
        Kind.EMAIL: "حُذف عنوان بريد إلكتروني",
        Kind.IBAN: "حُذف رقم حساب",
        Kind.CARD: "حُذف رقم بطاقة",
        Kind.IDENTITY: "حُذف رقم هوية",
        Kind.TELEPHONE: "حُذف رقم هاتف",
        Kind.IP: "حُذف عنوان شبكة",
        Kind.ADDRESS: "حُذف عنوان بريدي",
        Kind.NAME: "حُذف اسم",
        Kind.PASSAGE: "حُذف مقطع",
        Kind.AREA: "سُوِّد جزء من الصفحة",
    },
}
_ISOLATES = {"ltr": "\u2066", "rtl": "\u2067"}
_END_OF_ISOLATE = "\u2069"


@dataclass(frozen=True, slots=True, order=True)
class Cut:
    """Characters `start` to `end` of a text are to go. language: that of the gap that stays."""

    start: int
    end: int
    kind: Kind
    language: str = "en"


def gap(kind: Kind, language: str = "en") -> str:
    """What stands where something of a kind was: "[■ telephone number removed]".

    In the language of the text where it is one of the six, else in English. It keeps to itself
    among words of another direction.
    """
    code = language if language in GAPS else "en"
    return f"{_ISOLATES[direction(code)]}{gap_alone(kind, code)}{_END_OF_ISOLATE}"


def gap_alone(kind: Kind, language: str = "en") -> str:
    """The same for a place of its own, where no words stand around it."""
    return f"[{MARK} {GAPS.get(language, GAPS['en'])[kind]}]"


def redacted(text: str, cuts: Iterable[Cut]) -> Edited:
    """The text without what is cut, and with the way between its offsets and the original's.

    Cuts may overlap: what one of them covers is gone. Raises ValueError for one beyond the text.
    """
    edits: list[Edit] = []
    for cut in sorted(cuts):
        if edits and cut.start < edits[-1].end:
            before = edits.pop()
            edits.append(Edit(before.start, max(before.end, cut.end), before.put))
        else:
            edits.append(Edit(cut.start, cut.end, gap(cut.kind, cut.language)))
    return edited(text, edits)


def passage_left(words: str, start: int, cuts: Iterable[Cut]) -> str:
    """What is left of a passage that begins at `start` of a text in which `cuts` are made; a cut
    that reaches over its border leaves its gap in it."""
    end = start + len(words)
    inside = [
        Cut(max(cut.start, start) - start, min(cut.end, end) - start, cut.kind, cut.language)
        for cut in cuts
        if cut.start < end and start < cut.end
    ]
    return redacted(words, inside).text


def moved(span: Span, cuts: Iterable[Cut]) -> Span:
    """Where a span of a text stands once `cuts` are made in it."""
    held = list(cuts)
    length = max([span.end, *(cut.end for cut in held)])
    return redacted(" " * length, held).from_original(span)
