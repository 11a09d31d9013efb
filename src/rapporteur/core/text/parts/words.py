"""The words by which letters begin and end in the six languages, as one pattern for each part."""

import re


def _any(*patterns: str, ends: str = "") -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(patterns)}){ends}", re.IGNORECASE)


_NAMED = r"\b(?:[^\n.?]|(?<=\b\w{2})\.|(?<=\b\w{3})\.){0,90}[,:!;–-]?\s*$"  # "Dear Mr. Beckstrom,"

SALUTATION = _any(
    rf"(?:my )?dear(?:est)?{_NAMED}",
    rf"(?:your )?(?:excellenc(?:y|ies)|honou?rable|distinguished|esteemed){_NAMED}",
    r"(?:sirs?|madams?|sir or madam|sir/madam|greetings|hello|hi)(?: all| everyone)?\s*[,:!]\s*$",
    r"to whom(?:soever)? it may concern\s*[,:.]?\s*$",
    rf"(?:mon )?(?:chers?|chères?){_NAMED}",
    r"(?:madame|monsieur|mesdames|messieurs|excellences?)\b[^\n.?]{0,60}[,:]\s*$",
    rf"(?:estimad[oa]s?|distinguid[oa]s?|apreciad[oa]s?|querid[oa]s?"
    rf"|excelent[ií]sim[oa]s?){_NAMED}",
    r"(?:muy )?(?:señor(?:a|es|as)?)\b[^\n.?]{0,60}[,:]\s*$|a quien corresponda\s*[,:.]?\s*$",
    rf"(?:глубоко)?уважаем(?:ый|ая|ые){_NAMED}"
    rf"|дорог(?:ой|ая|ие)\s+(?:г-н|г-жа|коллег|друз){_NAMED}",
    r"ваш[ие] превосходительств[оа]\s*[,!]?\s*$|господин\b[^\n.?]{0,60}[,!]\s*$",
    r"(?:عزيز[يت]ي?|الأعزاء|أعزائي|سعادة|معالي|حضرة|فخامة|أصحاب (?:السعادة"
    r"|المعالي))\b[^\n.؟]{0,90}$",
    r"(?:السيد|السيدة|السادة|السيدات)\b[^\n.؟]{0,90}[،,:]\s*$|تحية طيبة وبعد\W*$"
    r"|السلام عليكم[^\n.؟]{0,40}$",
    r"(?:尊敬的|敬爱的|亲爱的)[^\n。？]{1,40}[：:，,！]?\s*$|(?:各位)[^\n。？]{1,20}[：:，,！]\s*$|敬启者[：:，,]?\s*$",
)

CLOSING = _any(
    r"(?:i (?:am|remain)[, ]{1,2})?(?:yours|very) (?:very )?(?:sincerely|faithfully|truly"
    r"|respectfully)"
    r"(?: yours)?\s*[,.]?\s*$",
    r"(?:most )?(?:sincerely|respectfully|faithfully|cordially)(?: yours| submitted)?\s*[,.]\s*$",
    r"respectfully submitted(?:,| by\b|\s*$)[^\n.]{0,60}[,.:]?\s*$",
    r"(?:with )?(?:(?:my|our) )?(?:best|kind|kindest|warm|warmest) (?:personal )?(?:regards"
    r"|wishes)\s*[,.]?\s*$",
    r"regards\s*[,.]\s*$"
    r"|(?:(?:with )?(?:many|my|our|sincere) thanks|thanking you|thank you(?: very much)?)"
    r"(?: (?:in advance|for your (?:kind )?(?:attention|consideration|time)))?\s*[,.!]?\s*$",
    r"(?:please )?accept[, ][^\n]{0,120}assurances? of[^\n]{0,60}consideration\s*\.?\s*$",
    r"(?:veuillez|je vous prie d|nous vous prions d)[^\n]{0,60}(?:agréer|recevoir|croire"
    r"|accepter)[^\n]{0,200}$",
    r"(?:bien )?cordialement\s*[,.]?\s*$"
    r"|(?:bien à vous|sincères salutations|meilleures salutations)[^\n]{0,30}$",
    r"(?:muy )?(?:atentamente|cordialmente|respetuosamente)\s*[,.:]?\s*$",
    r"(?:le|les|lo) saluda[^\n]{0,80}$|(?:reciba|reciban|sin otro particular)[^\n]{0,120}$",
    r"(?:atentos |cordiales )?saludos(?: cordiales)?\s*[,.]?\s*$",
    r"aprovech[^\n]{0,60}oportunidad[^\n]{0,120}consideración\s*\.?\s*$",
    r"с (?:глубоким |искренним )?уважением\W*$|с наилучшими пожеланиями\W*$|искренне ваш[аи]?\W*$",
    r"примите[^\n]{0,120}уверени[^\n]{0,120}$",
    r"و?تفضلوا? بقبول[^\n]{0,120}$"
    r"|(?:و?مع )(?:خالص |فائق |أطيب )?(?:التقدير|الاحترام|التحيات?|الشكر)[^\n]{0,40}$",
    r"المخلصة?\W*$|ودمتم[^\n]{0,30}$",
    r"此致\s*$|此致[，,\s]*敬礼\W*$|敬礼\W*$|顺[致颂][^\n]{0,20}$|谨[启上呈]\W*$|敬[启上]\W*$",
)

DATE = _any(
    r"(?:[A-ZÀ-Ý][\w.’' -]{1,40},\s*)?(?:le\s+|the\s+|on\s+)?\d{1,2}(?:st|nd|rd|th|er|º"
    r"|°)?\.?\s+(?:de\s+)?"
    r"[^\W\d_]{3,12}\.?,?\s+(?:de\s+|del\s+)?(?:19|20)\d\d(?:\s*(?:г\.?|года))?",
    r"(?:[A-ZÀ-Ý][\w.’' -]{1,40},\s*)?[^\W\d_]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?, (?:19|20)\d\d",
    r"(?:date|fecha|дата|التاريخ|日期)\s*[:：][^\n]{3,40}",
    r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d",
    r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日",
    r"[\d٠-٩]{1,2}\s+[\u0621-\u064a/ ]{3,25}\s+[\d٠-٩]{4}",
    ends=r"\s*$",
)

REFERENCE = _any(
    r"(?:our |your |o/|y/)?ref(?:erence)?s?\s*(?:no)?\s*[.:][^\n]{1,60}",
    r"(?:notre |votre |n/|v/)?réf(?:érence)?s?\s*[.:][^\n]{1,60}",
    r"(?:nuestra |su |n/|s/)?ref(?:erencia)?s?\s*[.:][^\n]{1,60}",
    r"(?:исх|вх)\.?\s*(?:№|n)[^\n]{1,60}|№\s*[\w/-]{1,30}",
    r"(?:المرجع|الرقم|الإشارة)\s*[:：/][^\n]{1,60}|(?:编号|文号|参考号)\s*[：:][^\n]{1,60}",
    r"re[c’']+\W?d\b[^\n]{1,30}|received\s*[:-]?\s*\d[^\n]{1,30}",  # the addressee's stamp
    ends=r"\s*$",
)

CONTACT = re.compile(
    r"\b(?:tel(?:ephone|éfono|éphone)?|phone|fax|télécopie|mobile|cell|e-?mail|courriel|correo)"
    r"\b\s*[.:;(+]|(?:тел|факс|эл\.? почта)\.?\s*[:.+(]|(?:هاتف|فاكس|بريد إلكتروني)\s*[:：]"
    r"|(?:电话|传真|电邮|邮箱|地址)\s*[：:]|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{2,30}"
    r"|^\s*(?:https?://|www\.)\S+\s*$|\bP\.?\s?O\.? Box\b|\bBoîte postale\b|\bApartado\b|\bа/я\b"
    r"|ص\.\s?ب",
    re.IGNORECASE,
)

COPIES = _any(
    r"(?:cc|c\.c\.|bcc|copy to|encl(?:osures?)?|attachments?|annex(?:es)?|copie à|p\.? ?j\.?"
    r"|pièces? jointes?"
    r"|con copia a?|anexos?|adjuntos?|копия|приложени[ея]|نسخة إلى|المرفقات?|抄送|附件)\s*[:：.(]",
)

SUBJECT = _any(
    r"(?:subject|re|objet|asunto|тема|касается|الموضوع|بشأن)\s*[:：]|(?:主题|事由)\s*[:：]|关于"
)

# What follows a letter and is no part of its foot: an annex by its heading, a footnote.
APART = _any(
    r"(?:annexe?|anexo|appendix|attachment|приложение|المرفق|附件)\s*[\dIVXABC一二三]{0,4}\s*$",
    r"[¹²³⁴⁵*]+\s?\S",
)

PAGE = re.compile(
    r"\s*(?:[-–—|(\[]\s*)?(?P<word>(?:page|pag\.|pg\.|p\.|página|pág\.|стр\.|страница|صفحة"
    r"|الصفحة|第)\s*)?"
    r"(?P<number>[\d٠-٩]{1,4}|[ivxlc]{1,6})"
    r"(?P<of>\s*(?:/|of|de|sur|из|من|共)\s*[\d٠-٩]{1,4})?\s*[页頁]?\s*(?:[-–—|)\]])?\s*",
    re.IGNORECASE,
)
