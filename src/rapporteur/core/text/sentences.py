"""Where a sentence ends in the six languages, and where a full stop is only an abbreviation's.

Titles and the like never end a sentence ("Mr."); references go on where a number follows
("para. 3", "ст. 5") and are words of their own elsewhere ("No."); letters with full stops go on
unless the next word is one that begins sentences ("U.N. bodies", "the U.N. The"). Whatever else
is cut short ends the sentence where a capital follows ("etc.", "и т.п.").
"""

import re
from collections.abc import Iterator

from rapporteur.core.text.spans import Span, trimmed

_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_SMALL, _CAPITAL = "a-zß-öø-ÿа-яё", "A-ZÀ-ÖØ-ÞА-ЯЁ"
_STOP = re.compile(
    r"(?P<wide>[。！？｡．]+[”’」』）》]*[¹²³⁰⁴-⁹]*)"  # these need no space after them
    r"|(?P<narrow>(?:(?<![.!?؟۔])[.!?؟۔]++|(?<!…)…++)(?:[\"'”’»)\]›]|[ \u00a0\u202f]»)*)"
    r"(?P<note>[¹²³⁰⁴-⁹]{1,3}|(?<=[^\W\d_]\.)\d{1,2})?"  # a footnote's mark: "it fell.2 Then"
    rf"[{_UNSEEN}]*(?=\s|$"
    rf"|(?<=[{_SMALL}]{{3}}\.)(?=[{_CAPITAL}][{_SMALL}]+\s))"  # "it fell.Then we"
)
_CLOSED = "”’」』》"
_ON_WIDE = frozenset("，、；：,)）。！？的")  # behind “…！”, the sentence around it goes on
# “…？”乍得代表问道。 The words that say who spoke belong to what was said.
_SAID_SO = re.compile(
    r"[^，、。！？；：“”「」『』\s]{1,12}?(?:说|說|问|問|答|道|表示|指出|强调|強調|补充|補充)[道称稱]?[，。！？]"
)

_ALWAYS = (
    "mr mrs ms messrs dr drs prof hon rev gen col capt sgt lt gov sen rep amb e.g i.e cf viz vs "
    "approx esp incl "
    "mm mlle mme mgr p.ex ex c.-à-d sra srta dra ing lic excmo excma d.ª v.gr p.ej ej "
    "ee ff dd rr т.е т.н т.к т.ч см ср напр им акад проф тов гос ул просп"
)
_BEFORE_NUMBER = (
    "no nos para paras art arts p pp vol vols ch chap sec sect fig figs tab ed eds add corr res "
    "dec ref app annex n n° nº núm núms num pág págs párr párrs cap apdo al alin par § "
    "ст ч п пп стр с гл рис табл разд т д № jan feb mar apr jun jul aug sept sep oct nov dec "
    "янв февр апр авг сент окт нояб дек"
)
_TITLES = frozenset(_ALWAYS.split())
_NUMBERED = frozenset(_BEFORE_NUMBER.split())
_ACRONYM = re.compile(  # "U.N", "J.-P", "И", "أ.د"
    r"(?:[A-ZА-Я]{1,2}\.-?)+[A-ZА-Я]{1,2}|[A-ZА-Я]|(?:[ء-ي]\.)*[ء-ي]"
)
# A letter behind these is a label, and no initial: "option B.", "вариант Б.", "الخيار ب."
_BEFORE_LABEL = (
    "option plan group annex part table section appendix category phase type model figure "
    "groupe annexe partie tableau catégorie opción grupo anexo parte cuadro sección "
    "вариант группа группы приложение часть раздел таблица "
    "الخيار المجموعة المرفق الجزء القسم الفئة النقطة الفقرة"
)
_LABELLED = frozenset(_BEFORE_LABEL.split())
_CUT_IN_TWO = re.compile(r"(?:^|\s)т\.\s$")  # "т. е.", which is written as one word too
# Before a name these are titles: "Sr. Pérez", "M. Dupont", "St. Petersburg", "г. Москва".
# Behind a name, or within it: "Acme Inc. Group".
_TITLES_OR_NOT = "sr srs m st mt h.e mtro ud uds г inc ltd co corp"
_NAMED = frozenset(_TITLES_OR_NOT.split())
# Words that begin sentences: behind "U.S." they tell an end from a name.
_FIRST_WORDS = (
    "the this that these those it its we they he she i in on at for if when as while there an and "
    "but our all no some many most such both however therefore moreover furthermore "
    "le la les l' il elle nous ils ce cette ces en dans pour si mais el los las en es este esta "
    "nosotros para si pero в на это эти мы они он она но если при для по"
)
_OPENERS = frozenset(_FIRST_WORDS.split())
_TOO_FEW = 3  # words to be a sentence: "В 2010 г. Ассамблея …"
_BEFORE = 200  # characters before an abbreviation that are looked at
_LAST_WORD = re.compile(r"[^\s(\[“\"«/]{1,12}$")
_NEXT = re.compile(rf"[\s{_UNSEEN}]*[\"“«'(\[]*(\S*)")
_NUMBER = re.compile(r"\d|[ivxlcIVXLC]{2,}\b|[VXLC]\b|[(\[]?[a-zа-я][)\].]|[A-Z]{1,2}/|§")
_AT_BEGINNING = re.compile(r"[\d٠-٩.]{1,9}|[A-Z]|[IVX]{1,5}")


def split(text: str, paragraph: Span) -> Iterator[Span]:
    """The sentences of one paragraph of `text`, in order; together they are all of it."""
    start = paragraph.start
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        if _goes_on(text, start, stop, paragraph.end):
            continue
        piece = trimmed(text, start, stop.end())
        if piece:
            yield piece
        start = stop.end()
    piece = trimmed(text, start, paragraph.end)
    if piece:
        yield piece


def _goes_on(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Whether the sentence runs on behind this stop."""
    if stop["wide"] is not None:
        if stop.group()[-1] not in _CLOSED or stop.end() == end:
            return False
        return text[stop.end()] in _ON_WIDE or _SAID_SO.match(text, stop.end(), end) is not None
    found = _NEXT.match(text, stop.end(), min(stop.end() + 60, end))
    following = found[1] if found else ""
    if not following:
        return False
    written = stop["narrow"]
    if written[0] in "!?؟":  # «Pourquoi ?» demande-t-il. «Почему?» — спросил он.
        quoted = len(written) > 1 and written[-1] in "»”\"'"
        return quoted and (following[0].islower() or following in ("—", "–"))
    if following[0].islower():
        return True
    number = stop["note"] or ""
    if number.isascii() and number:  # "art.19", where it is no footnote's
        following = number
    elif written != ".":
        return False
    last = _LAST_WORD.search(text, max(start, stop.start() - 13), stop.start())
    return last is not None and _abbreviated(text, start, last, following)


def _abbreviated(text: str, start: int, last: re.Match[str], following: str) -> bool:
    """Whether the word before a full stop is one that goes on with `following`."""
    word = re.split("['’]", last.group().lower())[-1]  # l’art. 19
    opens = re.split(r"[^\w']", following.lower(), maxsplit=1)[0] in _OPENERS
    before = text[max(start, last.start() - _BEFORE) : last.start()]
    at_beginning = not before.strip()
    if at_beginning and _AT_BEGINNING.fullmatch(last.group()):
        return True  # "12. The Assembly": the number of an item
    if word in _TITLES or (word in ("е", "к", "н", "ч") and _CUT_IN_TWO.search(before)):
        return True
    if word == "долл":
        return following.startswith("США")
    if word == "д" and _CUT_IN_TWO.search(before):  # "и т. д.", and no house
        return False
    if word in _NUMBERED:
        return _NUMBER.match(following) is not None
    if word in ("г", "гг") or (word == "م" and before.rstrip()[-1:].isdigit()):
        # a year's, unless it is a town's
        so_far = before.split()
        return len(so_far) <= _TOO_FEW or not so_far[-1].isdigit()
    if word in _NAMED:
        return not opens
    if len(word) == 1 and before.lower().rstrip().rpartition(" ")[2] in _LABELLED:
        return False
    return _ACRONYM.fullmatch(last.group()) is not None and not opens
