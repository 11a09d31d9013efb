"""What the stylesheets promise: contrast, direction, weight, and nothing fetched or inline."""

import re
from pathlib import Path

import pytest

import rapporteur

PACKAGE = Path(rapporteur.__file__).parent
SHEETS = PACKAGE / "site" / "static" / "rapporteur" / "css"
DESK_ONLY = {"desk.css"}
PUBLIC_WEIGHT = 34_400  # bytes, unminified; a public page with all of it stays under 50 KB

# WCAG 2.2: 1.4.6 (AAA) for text, 1.4.11 for what marks a control or the focus
TEXT, CONTROL = 7.0, 3.0
GROUNDS = ("paper", "surface", "sunken")
PAIRS = [
    *(
        (ink, ground, TEXT)
        for ink in ("ink", "ink-soft", "accent", "visited")
        for ground in GROUNDS
    ),
    *((tone, ground, TEXT) for tone in ("good", "warn", "bad", "note") for ground in GROUNDS),
    *((tone, f"{tone}-wash", TEXT) for tone in ("good", "warn", "bad", "note")),
    *(("ink", f"{tone}-wash", TEXT) for tone in ("good", "warn", "bad", "note")),
    *((ink, "wash", TEXT) for ink in ("ink", "accent")),
    ("ink", "mark", TEXT),
    ("on-accent", "accent", TEXT),
    *((line, ground, CONTROL) for line in ("edge", "focus") for ground in GROUNDS),
]


def _tokens(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6});", css))


def _schemes() -> dict[str, dict[str, str]]:
    """The colours of the light and of the dark scheme, by the names of their tokens."""
    light, dark = (SHEETS / "tokens.css").read_text().split("@media (prefers-color-scheme: dark)")
    return {"light": _tokens(light), "dark": _tokens(light) | _tokens(dark)}


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, 0 to 1, of `#rgb` or `#rrggbb`."""
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_reckoned_as_the_guidelines_do() -> None:
    assert _contrast("#000", "#ffffff") == 21
    assert round(_contrast("#777", "#fff"), 2) == 4.48


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_and_controls_stand_out(scheme: str) -> None:
    colours = _schemes()[scheme]
    weak = [
        (ink, ground, round(contrast, 2))
        for ink, ground, least in PAIRS
        if (contrast := _contrast(colours[ink], colours[ground])) < least
    ]
    assert weak == []


def test_the_dark_scheme_answers_every_colour_of_the_light_one() -> None:
    light, dark = (SHEETS / "tokens.css").read_text().split("@media (prefers-color-scheme: dark)")
    assert set(_tokens(dark)) == set(_tokens(light))


def test_no_side_is_called_left_or_right() -> None:
    physical = re.compile(
        r"(?:margin|padding|border|inset)-(?:left|right)"
        r"|text-align:\s*(?:left|right)|float:\s*(?:left|right)|^\s*(?:left|right):",
        re.MULTILINE,
    )
    found = {sheet.name: physical.findall(sheet.read_text()) for sheet in SHEETS.glob("*.css")}
    assert {name: sides for name, sides in found.items() if sides} == {}


def test_colours_stand_in_the_tokens_alone() -> None:
    others = [
        sheet for sheet in SHEETS.glob("*.css") if sheet.name not in ("tokens.css", "print.css")
    ]
    assert [s.name for s in others if re.search(r"#[0-9a-f]{3,8}\b(?=[^{]*;)", s.read_text())] == []


def test_every_token_that_is_used_is_defined() -> None:
    css = "".join(sheet.read_text() for sheet in SHEETS.glob("*.css"))
    used = set(re.findall(r"var\(--([\w-]+)\)", css))
    assert used - set(re.findall(r"--([\w-]+):", css)) == set()


def test_a_public_page_gets_few_bytes_of_style_and_fetches_nothing_more() -> None:
    sheets = [sheet for sheet in SHEETS.glob("*.css") if sheet.name not in DESK_ONLY]
    assert sum(sheet.stat().st_size for sheet in sheets) <= PUBLIC_WEIGHT
    assert [s.name for s in sheets if re.search(r"url\(|@import|@font-face", s.read_text())] == []


def test_no_template_carries_style_or_script_that_the_policy_forbids() -> None:
    forbidden = re.compile(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=[\"']|javascript:")
    templates = [path for path in PACKAGE.rglob("*.html") if "templates" in path.parts]
    found = {
        str(path.relative_to(PACKAGE)): hits
        for path in templates
        if (hits := forbidden.findall(path.read_text()))
    }
    assert found == {}


def test_what_runs_from_left_to_right_does_so_in_arabic_by_one_rule() -> None:
    base = (SHEETS / "base.css").read_text()
    [rule] = re.findall(r"^(.*) \{ direction: ltr; unicode-bidi: isolate; \}", base, re.MULTILINE)
    assert rule.split(", ")[:4] == ["code", "kbd", "samp", "pre"]
    assert 'input:is([type="email"], [type="url"], [type="tel"])' in rule
    others = [s.name for s in SHEETS.glob("*.css") if "direction: ltr" in s.read_text()]
    templates = [path for path in PACKAGE.rglob("*.html") if "templates" in path.parts]
    marked = re.compile(r"<(?:code|kbd|samp|pre)\b[^>]* dir=")
    assert others == ["base.css"]
    assert [path.name for path in templates if marked.search(path.read_text())] == []
