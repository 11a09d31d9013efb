"""What Typst says of a character that cannot be printed."""

import pytest

from rapporteur.core.fonts import undisplayed


@pytest.mark.parametrize(
    ("said", "characters"),
    [
        (r'the text `"\u{e000}x"` could not be displayed with any font', "\ue000x"),
        (r'the PDF contains the codepoint `"\u{e000}"` from the private use area', "\ue000"),
        ("unknown variable: fonts", ""),
    ],
)
def test_the_characters_are_read_from_the_message(said: str, characters: str) -> None:
    assert undisplayed(said) == characters
