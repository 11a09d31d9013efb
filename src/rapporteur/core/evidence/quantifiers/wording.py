"""An answer as words that a person can read, in the six languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rapporteur.core.evidence.quantifiers.checking import Answer, Verdict
from rapporteur.core.evidence.quantifiers.policy import Limit, Range, Whom
from rapporteur.core.text.numbers import figures


@dataclass(frozen=True)
class Words:
    """What is said in one language; in braces what is filled in."""

    verdicts: Mapping[Verdict, str]
    promise: str
    counted: str
    units: Mapping[str, str]
    three: str
    carried: str
    nobody: str
    unsaid: str
    unknown: str
    uncounted: str
    behind: str
    fails: str
    exactly: str
    at_least: str
    more_than: str
    at_most: str
    less_than: str
    all_but: str
    not_a_sample: str
    percent: str = "{} %"
    comma: str = ", "


def said(answer: Answer, language: str = "en", names: Mapping[str, str] | None = None) -> str:
    """An answer as a few sentences, the verdict first; English for a language that is not one of
    the six.

    names: what constituencies are called, by their keys; the keys where it has none.
    """
    verdict = WORDS.get(language, WORDS["en"]).verdicts[answer.verdict]
    return _joined([verdict, explained(answer, language, names)], language)


def explained(answer: Answer, language: str = "en", names: Mapping[str, str] | None = None) -> str:
    """The same without the verdict: what the word promises and what was counted."""
    names = names or {}
    words = WORDS.get(language, WORDS["en"])
    quantifier = answer.found.quantifier

    def number(value: int) -> str:
        return figures(value, language if language in WORDS else "en")

    promise = promised(quantifier.range, language)
    parts = [words.promise.format(words=answer.found.words, promise=promise)]
    if not answer.found.whom and quantifier.whom is Whom.NAMED:
        parts.append(words.unsaid)
    if answer.count is None and not answer.unknown:
        parts.append(words.uncounted)
    if answer.unknown:
        parts.append(words.unknown.format(names=_named(words, answer.unknown, names)))
    if answer.count is not None and not answer.addressed:
        parts.append(words.nobody)
    elif answer.count is not None:
        held = answer.count.said
        unit = words.units[answer.found.unit]
        share = words.percent.format(number(round(100 * answer.said / answer.addressed)))
        many, whole = number(answer.said), number(answer.addressed)
        parts.append(words.counted.format(said=many, addressed=whole, unit=unit, share=share))
        parts.append(
            words.three.format(
                contributions=number(held.contributions),
                texts=number(held.texts),
                contributors=number(held.contributors),
            )
        )
        if held.carried:
            parts.append(words.carried.format(carried=number(held.carried)))
    if answer.behind:
        parts.append(words.behind.format(names=_named(words, answer.behind, names)))
    if answer.fails is not None:
        parts.append(words.fails.format(chance=words.percent.format(_chance(answer.fails))))
    return _joined(parts, language)


def _joined(parts: Iterable[str], language: str) -> str:
    return ("" if language == "zh" else " ").join(parts)


def _named(words: Words, keys: Iterable[str], names: Mapping[str, str]) -> str:
    return words.comma.join(names.get(key, key) for key in keys)


def promised(own: Range, language: str = "en") -> str:
    """What a range promises: "more than 50 %, less than 100 %, at least 3"."""
    words = WORDS.get(language, WORDS["en"])
    if own.all_but is not None:
        return words.all_but.format(own.all_but)
    parts = []
    if own.share_from is not None and own.share_from in (own.share_to, Limit(Fraction(100))):
        parts.append(words.exactly.format(words.percent.format(own.share_from)))
    else:
        parts += _limits(words, own.share_from, own.share_to)
    if own.count_from is not None and own.count_from == own.count_to:
        parts.append(words.exactly.format(own.count_from))
    else:
        if own.count_from is not None:
            parts.append(words.at_least.format(own.count_from))
        if own.count_to is not None:
            parts.append(words.at_most.format(own.count_to))
    return words.comma.join(parts)


def verdict_in(verdict: Verdict, language: str = "en") -> str:
    """A verdict without its full stop, for a label."""
    return WORDS.get(language, WORDS["en"]).verdicts[verdict].rstrip(".。:：")


def not_a_sample(language: str = "en") -> str:
    """That respondents are not a sample, which every output says once."""
    return WORDS.get(language, WORDS["en"]).not_a_sample


def _limits(words: Words, low: Limit | None, high: Limit | None) -> list[str]:
    found = []
    if low is not None:
        form = words.more_than if low.strict else words.at_least
        found.append(form.format(words.percent.format(low)))
    if high is not None:
        form = words.less_than if high.strict else words.at_most
        found.append(form.format(words.percent.format(high)))
    return found


def _chance(chance: float) -> str:
    """Per cent, with a digit where it is small and no false certainty at the ends."""
    share = 100 * chance
    if 0 < share < 0.1:
        return "< 0.1"
    if 99.9 < share < 100:
        return "> 99.9"
    return f"{share:.1f}" if share < 10 else f"{share:.0f}"


def _verdicts(*said: str) -> dict[Verdict, str]:
    order = tuple(Verdict)
    return dict(zip(order, said, strict=True))


WORDS: Mapping[str, Words] = {
    "en": Words(
        verdicts=_verdicts("Supported.", "Too strong.", "Too weak.", "Of whom?", "Not counted."),
        promise="“{words}” promises {promise}.",
        counted="{said} of the {addressed} {unit} that addressed the theme say so ({share}).",
        units={"contributors": "contributors", "contributions": "contributions"},
        three="Contributions: {contributions}; distinct texts: {texts}; contributors: "
        "{contributors}.",
        carried="These statements carry {carried} States or others besides.",
        nobody="Nobody addressed the theme.",
        unsaid="The sentence does not say of whom it speaks.",
        unknown="There are no counts for: {names}.",
        uncounted="Nothing was counted for it.",
        behind="Below what each group must reach: {names}.",
        fails="With codings right as often as stated, the promise fails with a chance of {chance}.",
        exactly="exactly {}",
        at_least="at least {}",
        more_than="more than {}",
        at_most="at most {}",
        less_than="less than {}",
        all_but="all but {}",
        not_a_sample="Respondents are not a sample: nothing here speaks of those who did not take "
        "part.",
        percent="{} per cent",
    ),
    "ar": Words(
        verdicts=_verdicts(
            "العبارة مدعومة.",
            "العبارة أقوى من الأرقام.",
            "العبارة أضعف من الأرقام.",
            "مَن المقصود؟",
            "غير معدودة.",
        ),
        promise="تعني «\u2068{words}\u2069»: {promise}.",
        counted="قال بذلك {said} من أصل {addressed} من {unit} التي تناولت الموضوع ({share}).",
        units={"contributors": "الجهات المساهِمة", "contributions": "المساهمات"},
        three="المساهمات: {contributions}؛ النصوص المتمايزة: {texts}؛ المساهمون: {contributors}.",
        carried="وتحمل هذه البيانات أيضا {carried} من الدول أو غيرها.",
        nobody="لم يتناول أحد هذا الموضوع.",
        unsaid="لا تذكر الجملة مَن تتحدث عنهم.",
        unknown="لا توجد أرقام لما يلي: {names}.",
        uncounted="لم يُعَدَّ شيء لهذه الجملة.",
        behind="دون ما يجب أن تبلغه كل مجموعة: {names}.",
        fails="إذا صح الترميز بالنسبة المذكورة، فاحتمال ألا تصدق العبارة {chance}.",
        exactly="{} بالضبط",
        at_least="{} على الأقل",
        more_than="أكثر من {}",
        at_most="{} على الأكثر",
        less_than="أقل من {}",
        all_but="الكل ما عدا {}",
        not_a_sample="المجيبون ليسوا عينة: لا شيء هنا يتحدث عمن لم يشارك.",
        percent="{} في المائة",
        comma="، ",
    ),
    "fr": Words(
        verdicts=_verdicts("Étayé.", "Trop fort.", "Trop faible.", "De qui\u00a0?", "Non compté."),
        promise="«\u00a0{words}\u00a0» promet {promise}.",
        counted="{said} des {addressed} {unit} ayant abordé le thème le disent ({share}).",
        units={"contributors": "contributeurs", "contributions": "contributions"},
        three="Contributions\u00a0: {contributions}\u00a0; textes distincts\u00a0: {texts}\u00a0; "
        "contributeurs\u00a0: {contributors}.",
        carried="Ces déclarations portent en outre {carried} États ou autres.",
        nobody="Personne n’a abordé le thème.",
        unsaid="La phrase ne dit pas de qui elle parle.",
        unknown="Il n’y a pas de chiffres pour\u00a0: {names}.",
        uncounted="Rien n’a été compté pour cette phrase.",
        behind="En deçà de ce que chaque groupe doit atteindre\u00a0: {names}.",
        fails="Si le codage est juste aussi souvent qu’indiqué, la promesse est démentie avec une "
        "probabilité de {chance}.",
        exactly="exactement {}",
        at_least="au moins {}",
        more_than="plus de {}",
        at_most="au plus {}",
        less_than="moins de {}",
        all_but="tous sauf {}",
        not_a_sample="Les répondants ne sont pas un échantillon\u00a0: rien ici ne parle de ceux "
        "qui n’ont pas participé.",
        percent="{}\u00a0%",
    ),
    "es": Words(
        verdicts=_verdicts(
            "Respaldado.",
            "Demasiado fuerte.",
            "Demasiado débil.",
            "¿De quién?",
            "Sin contar.",
        ),
        promise="«{words}» promete {promise}.",
        counted="Lo dicen {said} de {addressed} {unit} que abordaron el tema ({share}).",
        units={"contributors": "contribuyentes", "contributions": "contribuciones"},
        three="Contribuciones: {contributions}; textos distintos: {texts}; contribuyentes: "
        "{contributors}.",
        carried="Esas declaraciones representan además a {carried} Estados u otros.",
        nobody="Nadie abordó el tema.",
        unsaid="La oración no dice de quién habla.",
        unknown="No hay cifras para: {names}.",
        uncounted="No se ha contado nada para esta oración.",
        behind="Por debajo de lo que debe alcanzar cada grupo: {names}.",
        fails="Si la codificación acierta con la frecuencia indicada, la promesa falla con una "
        "probabilidad del {chance}.",
        exactly="exactamente {}",
        at_least="al menos {}",
        more_than="más de {}",
        at_most="como máximo {}",
        less_than="menos de {}",
        all_but="todos menos {}",
        not_a_sample="Quienes respondieron no son una muestra: nada aquí habla de quienes no "
        "participaron.",
        percent="{}\u00a0%",
    ),
    "ru": Words(
        verdicts=_verdicts(
            "Подтверждено.",
            "Слишком сильно.",
            "Слишком слабо.",
            "О ком речь?",
            "Не подсчитано.",
        ),
        promise="«{words}» обещает: {promise}.",
        counted="Так говорят {said} из {addressed} ({unit}, затронувшие тему; {share}).",
        units={"contributors": "участники", "contributions": "материалы"},
        three="Материалы: {contributions}; разные тексты: {texts}; участники: {contributors}.",
        carried="Эти заявления сделаны также от имени: {carried} (государства и другие).",
        nobody="Темы никто не затронул.",
        unsaid="В предложении не сказано, о ком идет речь.",
        unknown="Нет данных по: {names}.",
        uncounted="Для этого предложения ничего не подсчитано.",
        behind="Ниже того, чего должна достичь каждая группа: {names}.",
        fails="Если кодирование верно так часто, как указано, обещание не выполняется с "
        "вероятностью {chance}.",
        exactly="ровно {}",
        at_least="не менее {}",
        more_than="более {}",
        at_most="не более {}",
        less_than="менее {}",
        all_but="все, кроме {}",
        not_a_sample="Ответившие не являются выборкой: здесь ничего не говорится о тех, кто не "
        "участвовал.",
        percent="{}\u00a0%",
    ),
    "zh": Words(
        verdicts=_verdicts("有依据。", "过强。", "过弱。", "指谁？", "未计数。"),
        promise="“{words}”意味着{promise}。",
        counted="论及该主题的{addressed}个{unit}中有{said}个这样说（{share}）。",
        units={"contributors": "投稿方", "contributions": "来文"},
        three="来文：{contributions}；不同文本：{texts}；投稿方：{contributors}。",
        carried="这些发言还代表{carried}个国家或其他方面。",
        nobody="无人论及该主题。",
        unsaid="句中没有说明指谁。",
        unknown="以下各方没有数据：{names}。",
        uncounted="本句没有计数。",
        behind="低于每个群体须达到的比例：{names}。",
        fails="如编码正确率如所述，该说法不成立的概率为{chance}。",
        exactly="正好{}",
        at_least="至少{}",
        more_than="超过{}",
        at_most="至多{}",
        less_than="少于{}",
        all_but="除{}个外的全部",
        not_a_sample="答复者不是样本：这里的数字不涉及没有参加的人。",
        percent="{}%",
        comma="，",
    ),
}  # fmt: skip
