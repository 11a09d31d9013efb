"""Rich Text Format: code pages, Unicode escapes, what is text and what is not."""

import pytest

from rapporteur.core.text.rtf import Damaged, read


@pytest.mark.parametrize(
    ("raw", "pages"),
    [
        (rb"{\rtf1\ansi\ansicpg1252 Internet\'92s \'e9t\'e9\par}", ["Internet’s été"]),
        (rb"{\rtf1\ansi\ansicpg1251 \'d1\'ee\'f2\par}", ["Сот"]),
        (
            (
                rb"{\rtf1\ansi{\fonttbl{\f0\fcharset204 A;}{\f1\fcharset178 B;}"
                rb"{\f2\fcharset134 C;}{\f3\fcharset0 D;}}"
                rb"\f0\'d1\'ee\'f2 {\f1\'c7\'e1} {\f2\'ba\'cf\'d7\'f7} \f3 caf\'e9}"
            ),
            ["Сот ال 合作 café"],
        ),
        (rb"{\rtf1 \u8217's \u8217?s \uc0\u8217 s \uc2\u21512\'ba\'cf!}", ["’s ’s ’s 合!"]),
        (rb"{\rtf1\u-10179?\u-8704?}", ["😀"]),
        (rb"{\rtf1 text{\footnote a note}, on}", ["text [a note], on"]),
        (rb"{\rtf1{\info{\title no}}{\*\bkmkstart x}a\{b\}\~c{\*\unknown no}}", ["a{b}\u00a0c"]),
        (rb"{\rtf1{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}\page two}", ["link", "two"]),
        (rb"{\rtf1{\pict\bin4 }}{\}after}", ["after"]),
        (
            rb"{\rtf1 a {\v b\par c} d\v e\page f\v0 g\v h\plain i{\deleted j}{\*\annotation k}}",
            ["a [[Hidden: b\n\nc]] d[[Hidden: e]]", "[[Hidden: f]]g[[Hidden: h]]i"],
        ),
        (rb"{\rtf1\pard\pagebb a\par\pard\pagebb b\par\pard\pagebb0 c}", ["a", "b\n\nc"]),
    ],
)
def test_read(raw: bytes, pages: list[str]) -> None:
    assert read(raw) == pages


@pytest.mark.parametrize("raw", [b"", b"plain", rb"{\rtf1 cut", rb"{\rtf1 {a}"])
def test_damaged(raw: bytes) -> None:
    with pytest.raises(Damaged):
        read(raw)
