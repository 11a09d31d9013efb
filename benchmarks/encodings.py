"""How often bytes of unknown encoding come out as the right characters.

    python -m benchmarks.encodings

The sentences of `languages.tsv`, one by one and all of a language together, in every encoding that
people wrote that language in; charset-normalizer beside it where it is installed. A single short
sentence is the hard case: it has few letters beyond ASCII.
"""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from benchmarks.languages import written
from rapporteur.core.text.decoding import decode

UNICODE = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-7")
LEGACY = {
    "fr": ("cp1252", "mac_roman", "iso8859_15", "cp850"),
    "es": ("cp1252", "mac_roman", "cp850"),
    "pt": ("cp1252", "mac_roman"),
    "ru": ("cp1251", "koi8_r", "iso8859_5", "cp866", "mac_cyrillic"),
    "ar": ("cp1256", "iso8859_6"),
    "zh": ("gb18030", "hz"),
    "pl": ("cp1250",),
    "de": ("cp1252",),
    "tr": ("cp1254",),
    "ja": ("shift_jis", "euc_jp", "iso2022_jp"),
    "ko": ("euc_kr", "iso2022_kr"),
    "uk": ("cp1251", "koi8_u"),
}


def main() -> None:
    for way, read in ways().items():
        wrong: dict[tuple[str, str], int] = {}
        total = doubted = 0
        for language, encodings in LEGACY.items():
            texts = [text for code, text in written() if code == language]
            for encoding in (*encodings, *UNICODE):
                for text in ("\n".join(texts), *texts):
                    try:
                        raw = text.encode(encoding)
                    except UnicodeEncodeError:
                        continue  # Arabic digits have no place in Windows-1256
                    total += 1
                    if read(raw) != text:
                        wrong[language, encoding] = wrong.get((language, encoding), 0) + 1
                        doubted += bool(decode(raw).doubts)
        said = f", {doubted} of them with a doubt said" if way == "ours" else ""
        print(f"{way}: {sum(wrong.values())} of {total} wrong{said}")
        for (language, encoding), many in wrong.items():
            print(f"    {language} in {encoding}: {many}")


def ways() -> dict[str, Callable[[bytes], str]]:
    found: dict[str, Callable[[bytes], str]] = {"ours": lambda raw: decode(raw).text}
    if find_spec("charset_normalizer"):
        from_bytes = import_module("charset_normalizer").from_bytes
        found["charset-normalizer"] = lambda raw: str(from_bytes(raw).best() or "")
    return found


if __name__ == "__main__":
    main()
