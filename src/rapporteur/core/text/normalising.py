"""A text in one spelling of characters, with the way back to the original.

What looks alike becomes alike: composed letters (NFC), Arabic presentation forms and full-width
Latin as plain letters, one kind of space, one kind of line end. What cannot be seen (soft hyphens,
zero-width spaces, marks and overrides of direction, control characters) goes. Words, capitals,
quotation marks and dashes stay as written: this is still the text.
"""

import re
import unicodedata

from rapporteur.core.text.offsets import Edit, Edited, edited

# Not the joiners U+200C and U+200D: Persian and Indic words are spelled with them.
_UNSEEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
)
_BLANK = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
_FORMS = "\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc\uff01-\uff5e"
# What may be composed with the character before it: marks, and the parts of Korean syllables.
_MARKS = "".join(
    chr(code)
    for code in range(0x300, 0x20000)
    if unicodedata.category(chr(code)) in ("Mn", "Mc") or 0x1160 <= code <= 0x11FF
)
_JOINING = rf"[{re.escape(_MARKS)}{_UNSEEN}]"
_CHANGED = re.compile(
    rf"(?P<break>[{_BLANK}{_UNSEEN}]*(?:\r\n|[{_BREAKS}])[{_BLANK}{_UNSEEN}]*)"
    rf"|(?P<blank>[{_UNSEEN}]*[{_BLANK}][{_BLANK}{_UNSEEN}]*)"
    rf"|(?P<letter>[^{_BREAKS}{_BLANK}]{_JOINING}+|[{_UNSEEN}{_FORMS}]|[\u0340-\u0387\u0958-\u0fff"
    rf"\u1f71-\u2126\u212a\u212b\u2329\u232a\u2adc\uf900-\ufb4e\U0001d15e-\U0002fa1d])"
)
_SEEN = re.compile(rf"[{_UNSEEN}]")
_FORM = re.compile(f"[{_FORMS}]")


def normalised(text: str) -> Edited:
    """`text` in one spelling; blank lines stay, blanks at the ends of lines go.

    A page break (form feed) stays as the line end that it stands at.
    """
    return edited(text, (_edit(found) for found in _CHANGED.finditer(text)))


def _edit(found: re.Match[str]) -> Edit:
    start, end = found.span()
    if found["break"] is not None:
        return Edit(start, end, "\f" if "\f" in found.group() else "\n")
    if found["blank"] is not None:
        at_border = start == 0 or end == len(found.string)
        return Edit(start, end, "" if at_border else " ")
    seen = _SEEN.sub("", found.group())
    plain = _FORM.sub(lambda form: unicodedata.normalize("NFKC", form.group()), seen)
    return Edit(start, end, unicodedata.normalize("NFC", plain))
