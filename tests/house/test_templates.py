"""What the house asks of templates: their looks come from the styles, their words are translated.

The words are found by a rule of thumb: take away what Django and HTML read, and no letter may stay.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "src" / "rapporteur"
TEMPLATES = {
    path.relative_to(PACKAGE).as_posix(): path.read_text()
    for path in sorted(PACKAGE.rglob("templates/**/*.html"))
}
UNTRANSLATED = {
    "site/templates/400.html",
    "site/templates/500.html",  # shown when nothing works, the translations included
    "site/templates/503.html",
    "site/templates/fault.html",
    "site/templates/styleguide.html",  # for those who build pages
}
READ_BY_DJANGO = (
    r"{#.*?#}",
    r"{% comment .*?%}.*?{% endcomment %}",
    r"{% blocktranslate.*?{% endblocktranslate %}",
    r"{%.*?%}",
    r"{{.*?}}",
)
READ_BY_BROWSERS = (
    r"hx-[\w-]+='[^']*'",
    r"<!--.*?-->",
    r"<(script|style|code|pre)\b.*?</\1>",  # what machines are told
    r"<[^>]*>",
    r"&\w+;",
)
ALIKE = {
    "CSV",
    "JSON",
    "PDF",
    "HTML",
    "DOCX",
    "Atom",
    "OpenAPI",
    "SHA-256",
    "sha256sum",
}  # alike in every language
# Attributes whose words a person reads or hears.
SPOKEN = re.compile(r"\b(?:alt|aria-label|placeholder|title)=([\"'])(.*?)\1", re.DOTALL)


def bare_words(text: str) -> list[str]:
    """The words of a template that no translator will ever see."""
    for pattern in READ_BY_DJANGO:
        text = re.sub(pattern, " ", text, flags=re.DOTALL)
    spoken = " ".join(match[2] for match in SPOKEN.finditer(text))
    for pattern in READ_BY_BROWSERS:
        text = re.sub(pattern, " ", text, flags=re.DOTALL)
    words = re.findall(r"[^\W\d_][\w-]+", f"{text} {spoken}")
    return [word for word in words if word not in ALIKE and not re.search(r"\d", word)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ('<p class="hello">{{ hello }}</p>', []),
        ("{% translate 'Hello' %}{# hello #}", []),
        ("{% blocktranslate trimmed %}Hello{% endblocktranslate %}", []),
        ('<nav aria-label="Pages">', ["Pages"]),
        ("<nav aria-label=\"{% translate 'Pages' %}\">", []),
    ],
)
def test_the_rule_of_thumb_finds_words_that_are_not_translated(text, found):
    assert bare_words(text) == found


def test_every_word_is_translated():
    assert {
        name: words
        for name, text in TEMPLATES.items()
        if name not in UNTRANSLATED and (words := bare_words(text))
    } == {}


@pytest.mark.parametrize(
    "pattern",
    [r"\sstyle\s*=", r"<style\b", r"<script\b(?![^>]*\bsrc=)", r"\son\w+\s*=\s*[\"']"],
    ids=["style attribute", "style element", "script in the page", "handler attribute"],
)
def test_pages_carry_neither_styles_nor_scripts(pattern):
    assert [name for name, text in TEMPLATES.items() if re.search(pattern, text)] == []


def test_the_exempt_files_exist():
    assert UNTRANSLATED - TEMPLATES.keys() == set()
