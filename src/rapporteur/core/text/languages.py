"""The six official languages of the United Nations: names, direction, choice, recognition."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Language:
    """code: ISO 639-1. name: in the language itself. english: in English. rtl: right to left."""

    code: str
    name: str
    english: str
    rtl: bool = False

    @property
    def direction(self) -> str:
        """The value of HTML's `dir`."""
        return "rtl" if self.rtl else "ltr"


LANGUAGES: Mapping[str, Language] = {
    one.code: one
    for one in (
        Language("ar", "العربية", "Arabic", rtl=True),
        Language("zh", "中文", "Chinese"),
        Language("en", "English", "English"),
        Language("fr", "Français", "French"),
        Language("ru", "Русский", "Russian"),
        Language("es", "Español", "Spanish"),
    )
}

# Whom a reader of a language is served when it is missing: English first, then by kinship of
# script and by how many read it as a second language.
_FALLBACK = ("en", "fr", "es", "ru", "ar", "zh")


def direction(code: str) -> str:
    """ "rtl" for Arabic and the other languages written right to left, else "ltr"."""
    return "rtl" if code.split("-")[0].lower() in ("ar", "fa", "he", "ur") else "ltr"


_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def has_from_right(text: str) -> bool:
    """Whether some letter of `text` is of a script written right to left."""
    return _FROM_RIGHT.search(text) is not None


def pick(texts: Mapping[str, str], language: str) -> tuple[str, str]:
    """Language and text to show to a reader of `language`: that one if it is not blank, else the
    next of the fixed order, else whichever there is; ("", "") when all are blank.
    """
    base = language.split("-")[0]
    for code in (language, base, *_FALLBACK, *texts):
        if texts.get(code, "").strip():
            return code, texts[code]
    return "", ""


_LETTERS = {
    "ar": re.compile("[\u0621-\u064a]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "zh": re.compile("[\u3400-\u9fff\uf900-\ufaff]"),
    "latin": re.compile("[A-Za-zÀ-ɏ]"),
    "other": re.compile(
        "[\u0370-\u03ff\u0590-\u05ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\uac00-\ud7af]"
    ),
}
_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")  # Arabic letters as files of PDF have them
# Letters of neighbours in the same script: Persian, Urdu; Ukrainian, Serbian, Kazakh; Japanese.
_NEIGHBOURS = {
    "ar": re.compile("[پچژگکیٹڈڑےھ]"),
    "ru": re.compile("[іїєґўђјљњћџқңғүұһә]"),
    "zh": re.compile("[\u3040-\u30ff]"),
}

# Words that grammar cannot do without. The neighbours stand here so that Portuguese is not taken
# for Spanish: what is told as one of them is none of the six.
_FUNCTION_WORDS = {
    "en": "the of and to in is that for it as with be on by are this from at or which not have has "
    "was were will should we our their they its can an been must would these all more into than",
    "fr": "le la les de des du et à en un une est que qui dans pour par sur au aux avec ce cette "
    "ces sont nous pas ne plus il elle être ont leur leurs ou comme mais où doit doivent été se "
    "son sa ses entre sans",
    "es": "el la los las de del y a en un una es que para por con se su sus al como no más lo son "
    "este esta estos estas o pero ha han ser entre sobre sin debe deben fue también nuestro todos "
    "cada muy",
    "pt": "o a os as de do da dos das e em um uma é que para por com se no na nos nas não mais ao "
    "à aos às como são sua seu suas seus ou mas pelo pela pelos também deve devem ser entre sobre "
    "foi esta este",
    "it": "il lo la i gli le di del della dei delle e a in un una è che per con non si da dal nel "
    "nella sono come più anche alla al degli ha essere questo questa su tra ma deve",
    "de": "der die das und in zu den von mit ist für auf nicht ein eine einer eines dem des sich "
    "auch im werden wird als es an bei sind oder aus nach wir über einen zur zum dass",
    "nl": "de het een van en in is dat op te voor met niet zijn die aan er om ook als door bij "
    "naar deze wordt worden of uit moet hebben over tot",
    "ca": "el la els les de del dels i a en un una és que per amb no són seu seves aquest aquesta "
    "com més ha han entre sobre sense ja",
    "ro": "și de la în a cu pe din că nu este sunt să prin pentru care mai o un al ale lor ar "
    "trebui",
    "sv": "och att i det som en på är av för med den till inte om ett har de på sina bör ska",
    "vi": "và của các có là được trong cho không với những trên này một",
    "pl": "i w na z do się nie to że jest o od za po jak dla przez oraz są być przy które który ma",
}
# A word that few of them share says more. In whole numbers, so that a tie is told as one.
_WHOLE = math.lcm(*range(1, len(_FUNCTION_WORDS) + 1))
_OF_A_TRAIT = _WHOLE * 2 // 5
_WEIGHTS: dict[str, dict[str, int]] = {}
_shared = Counter(word for words in _FUNCTION_WORDS.values() for word in set(words.split()))
for _code, _words in _FUNCTION_WORDS.items():
    for _word in _words.split():
        _WEIGHTS.setdefault(_word, {})[_code] = _WHOLE // _shared[_word]

# Endings and letters that tell languages apart where function words are few, as in titles.
_TRAITS = {
    "en": re.compile(r"(?:ing|tion|ness|ship|ght|ed|ly|ments?|ties|wh\w+|th\w+)\b|\bth", re.I),
    "fr": re.compile(
        r"(?:eaux?|euse?s?|aires?|ique?s?|isme|ées?|és|tion|ements?|ère|ois)\b|[èùœç]|\b[ldnsjcmqt]u?['’]",
        re.I,
    ),
    "es": re.compile(
        r"(?:ción|ciones|anzas?|dad|dades|ado|ada|ados|idas?|mente|iento|ico|ica|os|ía)\b|[ñ¿¡]",
        re.I,
    ),
    "pt": re.compile(
        r"(?:ção|ções|ão|ões|dade|mento|ém|agem|nh[ao]s?|ada|já)\b|ã|õ|ç[ãõa]|lh", re.I
    ),
    "it": re.compile(
        r"(?:zione|zioni|ità|mente|ello|aggio|ezza|gli)\b|\b\w{2,}(?:tti|ssi|cci|zz)\w\b", re.I
    ),
    "de": re.compile(r"(?:ung|ungen|keit|heit|lich\w*|isch\w*|schaft)\b|[äöüß]|sch", re.I),
    "ca": re.compile(r"(?:ció|cions|itat|ment|ats|ades)\b|l·l|ny\b", re.I),
    "ro": re.compile(r"[șțăşţ]|(?:ului|ilor|elor|area|iei)\b", re.I),
    "sv": re.compile(r"å|(?:het|ningar?|ande|erna|arna)\b", re.I),
    "vi": re.compile(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơư]", re.I),
    "nl": re.compile(r"(?:ij\w*|heid|aan|een|lijk\w*)\b|aa|oo|ij", re.I),
    "pl": re.compile(r"[łżąęśźćń]|(?:sz|cz|rz|ych|ego|nia)\b", re.I),
}
_BULGARIAN = re.compile(
    r"\b(?:да|се|са|ще|от|че|със|като|тази|този|вече|трябва)\b|(?:ите|ата|ята|ото|ето|ът)\b"
    r"|ъ(?![еёюя])"
)
_RUSSIAN = re.compile(r"[ыэё]|\b(?:что|это|от|как|или|уже)\b|(?:ого|его|ей|ть|ться|ии|ий|ая)\b")
_WORD = re.compile(r"[^\W\d_]+")
_READ = 4000  # characters: enough to tell, however long the text


def tell_language(text: str) -> str | None:
    """Which of the six `text` is written in, or None if none of them or not to be told.

    By script first; Latin script by function words and endings, among the six and their
    neighbours. A text in several languages is told as the one with most of it.
    """
    text = text[:_READ]
    if _FORMS.search(text):
        text = unicodedata.normalize("NFKC", text)
    counts = dict.fromkeys(_LETTERS, 0)
    for letter, many in Counter(text).items():
        for script in _scripts_of(letter):
            counts[script] += many
    counts["zh"] *= 3  # one character says as much as a short word
    script = max(counts, key=lambda one: counts[one])
    if not counts[script] or script == "other":
        return None
    if script == "ru" and _is_bulgarian(text):
        return None
    if script != "latin":
        strange = len(_NEIGHBOURS[script].findall(text.lower()))
        return None if strange * 50 > counts[script] else script
    return _by_words(text)


def _is_bulgarian(text: str) -> bool:
    """Its letters are Russian too, but it has neither ы nor э, and an article behind its nouns."""
    return len(_BULGARIAN.findall(text)) > 2 * len(_RUSSIAN.findall(text))


def _by_words(text: str) -> str | None:
    scores = dict.fromkeys(_FUNCTION_WORDS, 0)
    for token, many in Counter(text.split()).items():
        for code, weight in _speaks_for(token):
            scores[code] += many * weight
    first, second = sorted(scores.values(), reverse=True)[:2]
    if first == 0 or first == second:
        return None
    code = max(scores, key=lambda one: scores[one])
    return code if code in LANGUAGES else None


@lru_cache(maxsize=10_000)
def _scripts_of(letter: str) -> tuple[str, ...]:
    return tuple(script for script, pattern in _LETTERS.items() if pattern.match(letter))


@lru_cache(maxsize=100_000)
def _speaks_for(token: str) -> tuple[tuple[str, int], ...]:
    """How much what stands between two spaces speaks for each language. No trait reaches over a
    space, so a word that comes again need not be looked at again."""
    found: Counter[str] = Counter()
    for word in _WORD.findall(token.lower()):
        found.update(_WEIGHTS.get(word, {}))
    for code, pattern in _TRAITS.items():
        found[code] += _OF_A_TRAIT * len(pattern.findall(token))
    return tuple((code, weight) for code, weight in found.items() if weight)
