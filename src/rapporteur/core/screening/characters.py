"""The same text with every decimal digit as one of ASCII's, letter for letter in its place."""

import sys
import unicodedata

_OTHER_SIGNS = {
    "＠": "@", "﹫": "@", "．": ".", "－": "-", "‐": "-", "‑": "-", "‒": "-", "–": "-", "−": "-",
    "＋": "+", "﹢": "+", "（": "(", "）": ")", "：": ":", "\xa0": " ", "\u2009": " ",
    "\u202f": " ", "\u3000": " ",
}  # fmt: skip
_PLAIN = str.maketrans(
    {
        **{
            chr(code): str(unicodedata.digit(chr(code)))
            for code in range(0x80, sys.maxunicode + 1)
            if unicodedata.category(chr(code)) == "Nd"
        },
        **_OTHER_SIGNS,
    }
)

UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""Characters that nobody sees and that may stand inside a number; for a class of a pattern."""


def plain(text: str) -> str:
    """The text with digits of every script (Arabic-Indic, Persian, full-width …), signs of
    addresses and unusual spaces as ASCII's. Its length, and so every offset, stays."""
    return text.translate(_PLAIN)


# Where a number ends a word must end too; but Chinese and Arabic write words on to numbers.
NOT_AFTER_A_WORD = r"(?<![^\W\u0600-\u06ff\u3040-\u30ff\u3400-\u9fff])"
NOT_BEFORE_A_WORD = r"(?![^\W\u0600-\u06ff\u3040-\u30ff\u3400-\u9fff])"
