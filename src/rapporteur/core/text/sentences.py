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
_STOP = re.compile(
    r"(?P<wide>[。！？｡．]+[”’」』）》]*)"  # these need no space after them
    r"|(?P<narrow>(?:[.!?؟۔]+|…+)(?:[\"'”’»)\]›]|[ \u00a0\u202f]»)*)"
    r"(?P<note>[¹²³⁰⁴-⁹]{1,3}|(?<=[^\W\d_]\.)\d{1,2})?"  # a footnote's mark: "it fell.2 Then"
    rf"[{_UNSEEN}]*(?=\s|$)"
)
_CLOSED = "”’」』》"
_ON_WIDE = frozenset("，、；：,)）。！？的")  # behind “…！”, the sentence around it goes on

_ALWAYS = (
    "mr mrs ms messrs dr drs prof hon rev gen col capt sgt lt gov sen rep amb e.g i.e cf viz vs "
    "approx esp incl "
    "mm mlle mme mgr p.ex ex c.-à-d sra srta dra ing lic excmo excma d.ª v.gr p.ej ej "
    "ee ff dd rr т.е т.н т.к т.ч см ср напр им акад проф тов гос"
)
_BEFORE_NUMBER = (
    "no nos para paras art arts p pp vol vols ch chap sec sect fig figs tab ed eds add corr res "
    "dec ref app annex n n° nº núm núms num pág págs párr párrs cap apdo al alin par § "
    "ст ч п пп стр с гл рис табл разд № jan feb mar apr jun jul aug sept sep oct nov dec "
    "янв февр апр авг сент окт нояб дек"
)
_TITLES = frozenset(_ALWAYS.split())
_NUMBERED = frozenset(_BEFORE_NUMBER.split())
_ACRONYM = re.compile(r"(?:[A-ZА-Я]{1,2}\.)+[A-ZА-Я]{1,2}|[A-ZА-Я]")
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
        quoted = stop.group()[-1] in _CLOSED
        return quoted and stop.end() < end and text[stop.end()] in _ON_WIDE
    found = _NEXT.match(text, stop.end(), min(stop.end() + 60, end))
    following = found[1] if found else ""
    if not following:
        return False
    written = stop["narrow"]
    if written[0] in "!?؟":  # «Pourquoi ?» demande-t-il.
        return len(written) > 1 and written[-1] in "»”\"'" and following[0].islower()
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
    at_beginning = not text[start : last.start()].strip()
    if at_beginning and _AT_BEGINNING.fullmatch(last.group()):
        return True  # "12. The Assembly": the number of an item
    if word in _TITLES:
        return True
    if word in _NUMBERED:
        return _NUMBER.match(following) is not None
    if word in ("г", "гг"):  # a year's, unless it is a town's
        so_far = text[start : last.start()].split()
        return len(so_far) <= _TOO_FEW or not so_far[-1].isdigit()
    if word in _NAMED:
        return not opens
    return _ACRONYM.fullmatch(last.group()) is not None and not opens
