"""Sentences whose ends are known, in any order: abbreviations, initials, figures, addresses,
quotations, notes, ellipses. `ends.txt` was written before the rules were run on it."""

from pathlib import Path
from random import Random

import pytest

from rapporteur.core.text.passages import sentences

SENTENCES: dict[str, list[str]] = {}
for line in Path(__file__).with_name("ends.txt").read_text(encoding="utf-8").splitlines():
    if line.startswith("# "):
        held = SENTENCES.setdefault(line[2:], [])
    else:
        held.append(line)
# "Yahoo! and", a year before a full stop, an ellipsis in Chinese, which ends a sentence or not.
FLOORS = {"en": (1.0, 0.95), "ar": (1.0, 0.94), "zh": (0.94, 0.94)}


@pytest.mark.parametrize("language", SENTENCES)
def test_ends_are_found_and_nothing_else_is_one(language: str) -> None:
    random, known, found, right = Random(7), 0, 0, 0
    between = "" if language == "zh" else " "
    while known < 300:
        order = random.sample(SENTENCES[language], len(SENTENCES[language]))
        text, ends = "", set[int]()
        for each in order:
            text += each
            ends.add(len(text))
            text += between
        spans = list(sentences(text))
        assert "".join(span.of(text) for span in spans).replace(" ", "") == text.replace(" ", "")
        mine = {span.end for span in spans}
        known, found, right = known + len(ends), found + len(mine), right + len(ends & mine)
    recall, precision = FLOORS.get(language, (1.0, 1.0))
    assert right / known >= recall
    assert right / found >= precision
