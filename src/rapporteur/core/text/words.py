"""Words of a text with their places, and the stems by which inflected forms are one word.

Stems: Snowball for English, French, Spanish and Russian; for Arabic the light stemmer "light10"
(Larkey, Ballesteros, Connell, 2007), because Snowball's gives التعاون and تعاون different stems.
A Chinese character is a word of its own: bigrams are made of neighbours (see `tokens`).
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer


@dataclass(frozen=True, slots=True)
class Word:
    """text: as written. start, end: its place, as offsets into the original.

    kind: "word"; "han" for one Chinese (or Japanese) character; "symbol" for a reference or
    number with separators such as A/66/77-E/2011/103 or 3,500.
    """

    text: str
    start: int
    end: int
    kind: str


HAN = "\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese and Japanese characters, as a class of a pattern holds them."""

_MARKS = "\u00ad\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d"
_WORDS = re.compile(
    rf"(?P<symbol>(?<![^\W_])(?=[A-Za-z0-9/.,–-]{{0,60}}[0-9])"
    rf"[A-Za-z0-9]{{1,20}}(?:[/.,–-][A-Za-z0-9]{{1,20}}){{1,12}}(?![^\W_]))"
    rf"|(?P<han>[{HAN}])"
    rf"|(?P<word>(?:(?![{HAN}_])[\w{_MARKS}])+)"
)
_APOSTROPHES = "'’ʼ＇"
# What stands at an apostrophe and is no word to look for: l’Internet, d’abord, government’s.
_FRAGMENTS = "l d n s j c m t qu jusqu lorsqu puisqu quoiqu ll re ve"
_ELIDED = frozenset(_FRAGMENTS.split())


def words(text: str) -> Iterator[Word]:
    """The words of `text` in order, without those that are only an elision."""
    for found in _WORDS.finditer(text):
        kind = found.lastgroup or "word"
        start, end = found.span()
        if kind == "word" and (end - start) < 8 and found.group().lower() in _ELIDED:
            around = text[start - 1 : start] + text[end : end + 1]
            if any(mark in around for mark in _APOSTROPHES):
                continue
        yield Word(found.group(), start, end, kind)


@lru_cache(maxsize=100_000)
def stems(word: str, language: str) -> tuple[str, ...]:
    """What `word` is indexed by, read as `language`: mostly one stem, two where accents matter.

    The script decides before the language does: an Arabic word in an English text is stemmed as
    Arabic, a Latin word in a Russian text as English. All stems are folded: small letters,
    no accents, digits 0 to 9.
    """
    word = normal(word)
    if not word:
        return ()
    if _ARABIC.search(word):
        bare = word[1:] if word[0] in _PREPOSITIONS and len(word) >= 5 else word
        return tuple(dict.fromkeys((_arabic(word), _arabic(bare))))
    if _CYRILLIC.search(word):
        return (_snowball("russian").stemWord(word.replace("ё", "е")),)
    if not _LATIN.search(word):
        return (fold(word),)
    stem = _snowball(_STEMMERS.get(language, "english")).stemWord
    folded = fold(word)
    # People type without accents: index both, so that "cooperacion" finds "cooperación".
    found = [fold(stem(word)), fold(stem(folded))]
    if language == "es" and folded.endswith("s"):  # Snowball parts "gobiernos" from "gobierno"
        found.append(fold(stem(folded[:-1])))
    return tuple(dict.fromkeys(found))


def normal(word: str) -> str:
    """`word` in compatibility form and small letters, without soft hyphens and joiners."""
    if word.isascii():
        return word.lower()
    word = unicodedata.normalize("NFKC", word).casefold()
    return _JOINERS.sub("", unicodedata.normalize("NFKC", word))


def fold(word: str) -> str:
    """`word` without the accents of Latin and Greek letters; Cyrillic й stays itself."""
    if word.isascii():
        return word
    return "".join(
        one if "\u0400" <= one <= "\u04ff" else _PLAIN.get(one) or _without_marks(one)
        for one in unicodedata.normalize("NFC", word)
    )


def _without_marks(character: str) -> str:
    if not _ACCENTED.match(character):
        return character
    parts = unicodedata.normalize("NFD", character)
    return "".join(one for one in parts if not unicodedata.combining(one))


_PLAIN = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th"}
_ACCENTED = re.compile("[\u00c0-\u024f\u0300-\u03ff\u1e00-\u1fff]")
_JOINERS = re.compile("[\u00ad\u200c\u200d]")
_LATIN = re.compile("[a-zà-ɏ]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ARABIC = re.compile("[\u0620-\u06ff]")
_STEMMERS = {"en": "english", "fr": "french", "es": "spanish"}


class _Stemmers(threading.local):
    """Snowball's stemmers keep the word they work on: each thread has its own."""

    def __init__(self) -> None:
        self.by_name: dict[str, snowballstemmer.SnowballStemmer] = {}


_stemmers = _Stemmers()


def _snowball(name: str) -> "snowballstemmer.SnowballStemmer":
    if name not in _stemmers.by_name:
        _stemmers.by_name[name] = snowballstemmer.stemmer(name)
    return _stemmers.by_name[name]


_ARABIC_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_ARABIC_FORMS = str.maketrans("أإآٱىةؤئ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "اااايهوي01234567890123456789")
_ARTICLES = ("وال", "بال", "كال", "فال", "ولل", "ال", "لل")
_PREPOSITIONS = "بلكف"  # written as one with the word; a word may also begin so: index both
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


def _arabic(word: str) -> str:
    """light10: forms of letters made one, article and conjunction off, then suffixes in order."""
    word = _ARABIC_MARKS.sub("", word).translate(_ARABIC_FORMS)
    if len(word) >= 5 and word.startswith("و") and not word.startswith(("وال", "ولل")):
        word = word[1:]
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= 2:
            word = word[len(article) :]
            break
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
    return word
