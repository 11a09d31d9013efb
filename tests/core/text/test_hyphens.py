"""Words cut by a line's end are joined; true hyphens stay."""

import pytest

from rapporteur.core.text.hyphens import dehyphenated
from rapporteur.core.text.spans import Span


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("enhanced co-\noperation among", "enhanced cooperation\namong"),
        ("a multi-\nstakeholder process", "a multi-stakeholder\nprocess"),
        (
            "multistakeholder; a multi-\nstakeholder way",
            "multistakeholder; a multistakeholder\nway",
        ),
        ("co-operation; enhanced co-\noperation", "co-operation; enhanced co-operation"),
        ("c'est-à-\r\ndire que", "c'est-à-dire\nque"),
        ("peut-\nêtre, oui", "peut-être,\noui"),
        ("со-\nтрудничество и из-\nза", "сотрудничество\nи из-за"),
        ("coope-\nración entre", "cooperación\nentre"),
        ("top-\nLevel, mid-\n1990s", "top-Level,\nmid-1990s"),
        ("deci-\nsion-making is", "decision-making\nis"),
        (
            "http://example.org/a-proposal-\ncyber-norms.",
            "http://example.org/a-proposal-cyber-norms.",
        ),
        ("coope\u00ad\nration, multi\u00adstakeholder", "cooperation,\nmultistakeholder"),
        ("Member-\n\nState, a -\nb, x - y", "Member-\n\nState, a -\nb, x - y"),
    ],
)
def test_words_are_joined(text: str, joined: str) -> None:
    assert dehyphenated(text).text == joined


def test_a_joined_word_is_found_in_the_original() -> None:
    text = "of enhanced co-\n  operation, as said"
    made = dehyphenated(text)
    at = made.text.index("cooperation")
    assert made.to_original(Span(at, at + 11)).of(text) == "co-\n  operation"
    assert made.from_original(Span(text.index("operation"), 27)).of(made.text) == "operation"
