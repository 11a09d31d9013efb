"""Every paragraph of the report of 4 May 2011 (seed 004), against what a person found in it.

A quantifier here is an expression that says how many of those who took part said or did what the
sentence reports, or that hides it ("it was noted"). Numbers of those who were asked, and of
issues, years or bodies, are none. 46 were found by reading; the checker finds all of them, and 1
besides (precision 0.979). It had missed two until their words entered the policy, so the recall is
of a report that the policy knows.
"""

import os
import re
from pathlib import Path

import pytest

from rapporteur.core.evidence.quantifiers.checking import Count, check
from rapporteur.core.evidence.quantifiers.finding import find
from rapporteur.core.evidence.voices import Three

ROOT = Path(__file__).parents[4]
FOLDER = Path(os.environ.get("RAPPORTEUR_CORPORA", ROOT.parent / "shared"), "seeds")
REPORT = next(FOLDER.glob("004_*.txt"), None)
pytestmark = pytest.mark.skipif(
    REPORT is None, reason=f"{FOLDER} is not there (RAPPORTEUR_CORPORA)"
)

READ = {
    10: ["number Eighty-five"],
    11: ["number 13", "all All"],
    12: ["generally broadly"],
    13: ["hedge it was recognized", "hedge it was noted"],
    14: ["hedge was thought", "some Some"],
    15: ["most Most"],
    16: ["hedge The question arose", "a-number A number"],
    17: ["a-number A number"],
    18: ["many Many", "others Others"],
    19: ["hedge distinction was made", "a-number a number"],
    21: ["divergence diverging views", "some Some", "others Others"],
    22: ["divergence multiplicity of positions", "convergence convergence of opinion"],
    23: ["a-number A number", "some Some"],
    24: ["hedge were mentioned", "hedge were also noted", "hedge reference was made"],
    25: ["some Some", "others Others"],
    26: ["hedge Reference was made"],
    28: ["hedge The point was made", "hedge it was noted"],
    29: ["widespread widespread agreement"],
    30: ["some Some", "several Several"],
    31: ["many many", "hedge was also considered to"],
    33: ["others Others"],
    34: ["hedge It was pointed out", "number One"],
    35: ["a-number a number", "divergence opinions varied"],
    36: ["tended tended to"],
    37: ["hedge was noted", "hedge mention was made"],
    38: ["hedge It was also suggested"],
    39: ["generally generally"],
}
"""By paragraph, what was found by reading, in order."""

BESIDES = {(9, "hedge It was suggested")}  # by the convener, of what contributors might reflect on
OF_WHOM = {
    (15, "most Most"): ("governments", "international-organizations", "civil-society"),
    (17, "a-number A number"): ("governments",),
    (18, "many Many"): ("civil-society",),
}
"""Of all others it says contributors, participants and the like, or it does not say."""

NOBODY_NAMED = {
    (21, "some Some"), (31, "many many"), (21, "divergence diverging views"),
    (22, "divergence multiplicity of positions"), (22, "convergence convergence of opinion"),
    (29, "widespread widespread agreement"), (35, "divergence opinions varied"),
}  # fmt: skip


def paragraphs() -> dict[int, str]:
    """The numbered paragraphs; what runs on behind a footnote or a page belongs to the last."""
    assert REPORT is not None
    held: dict[int, str] = {}
    current = 0
    for block in re.split(r"\n\s*\n", REPORT.read_text(encoding="utf-8")):
        block = block.strip()
        if not block or re.match(r"<sup>\d|---|[*#\\]|<i>|<b>", block):
            continue
        if numbered := re.match(r"(\d+)\. (.*)", block, re.DOTALL):
            current = int(numbered[1])
            held[current] = numbered[2]
        elif current:
            held[current] += f" {block}"
    return held


def test_the_quantifiers_of_the_report():
    texts = paragraphs()
    assert list(texts) == list(range(1, 40))
    found = [
        (number, f"{each.key} {each.words}")
        for number, text in texts.items()
        for each in find(text, "en")
    ]
    read = [(number, each) for number, held in READ.items() for each in held]
    assert set(found) - set(read) == BESIDES
    assert [each for each in found if each not in BESIDES] == read
    assert round(len(read) / len(found), 3) == 0.979  # precision


def test_of_whom_they_speak():
    found = {
        (number, f"{each.key} {each.words}"): each.whom
        for number, text in paragraphs().items()
        for each in find(text, "en")
    }
    for place, whom in found.items():
        nobody = place in NOBODY_NAMED or place[1].startswith(("hedge", "others"))
        assert whom == OF_WHOM.get(place, () if nobody else ("all",)), place
    assert OF_WHOM.keys() | NOBODY_NAMED <= found.keys()


def test_the_figures_of_the_report_against_its_own_table():
    """59 written comments and 26 presentations; 13 informal interventions, by participants."""
    sentence = paragraphs()[10].split(". ")[0] + "."
    counted = Three(contributions=85, texts=85, contributors=62)
    (answer,) = check(sentence, {"all": Count(counted, counted)}, "en")
    assert (answer.verdict, answer.said, answer.low, answer.high) == ("supported", 85, 85, 85)
    more = Three(contributions=98, texts=98, contributors=62)  # with what was said informally
    (answer,) = check(sentence, {"all": Count(more, more)}, "en")
    assert answer.verdict == "too-weak"
