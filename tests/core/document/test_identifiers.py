"""Ids are the drafter's: an edit keeps that of every node which it does not take away."""

import re
from datetime import UTC, datetime
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapporteur.core.document import docx
from rapporteur.core.document.placeholders import resolve
from rapporteur.core.document.returned import apply, compare
from rapporteur.core.document.tree import Document
from rapporteur.core.document.tree.walks import block_ids, part_ids
from rapporteur.core.editorial.checks import findings
from rapporteur.core.editorial.mending import mended
from tests.core.document.docx.edits import Edited
from tests.factories.document import report
from tests.factories.rich_document import rich
from tests.factories.six_languages import LANGUAGES, sample

CREATED = datetime(2011, 5, 4, 12, 0, tzinfo=UTC)
DOCUMENTS = [report(), rich(), *map(sample, LANGUAGES)]
# Words that the editorial rules have much to say about, and placeholders.
WORDS = st.lists(
    st.sampled_from(
        ["5", "twelve", "7 %", "organisation", "{{ n }}", "the", "4th May 2011", '"a"']
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


def ids(document: Document) -> list[tuple[str, str]]:
    """Every id, in reading order, with the kind of its node."""
    blocks = chain.from_iterable(map(block_ids, (*document.summary, *document.blocks)))
    parts = chain.from_iterable(map(part_ids, (*document.sections, *document.annexes)))
    return [*blocks, *parts]


def worded(document: Document, words: str) -> Document:
    """The document with `words` in the place of one paragraph of it, through Word."""
    edited = Edited(docx.render(document, created=CREATED))
    edited.reword("Most contributors wrote", words)
    changes = compare(document, edited.saved()).changes
    assert len(changes) == 1
    return apply(document, changes)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(WORDS)
def test_words_that_came_back_were_mended_and_were_computed_leave_every_id(words):
    document = worded(report(), words)
    assert ids(document) == ids(report())

    for _round in range(20):
        mendable = [each for each in findings(document, 0) if each.mend is not None]
        if not mendable:
            break
        document = mended(document, mendable[0])
        assert ids(document) == ids(report())

    computed = resolve(document, figure=lambda _query: 12, tables=lambda _query: None)
    assert ids(computed) == ids(report())


@pytest.mark.parametrize("document", DOCUMENTS, ids=["report", "rich", *LANGUAGES])
def test_every_mend_by_itself_leaves_every_id(document):
    for finding in findings(document, 0):
        if finding.mend is not None:
            assert ids(mended(document, finding)) == ids(document)


def test_what_is_taken_out_takes_its_own_id_alone():
    edited = Edited(docx.render(report(), created=CREATED))
    edited.remove("Eleven.")
    after = apply(report(), compare(report(), edited.saved()).changes)

    assert ids(after) == [each for each in ids(report()) if each != ("eleven", "paragraph")]


def test_what_is_added_gets_an_id_that_nothing_had():
    edited = Edited(docx.render(report(), created=CREATED))
    edited.behind("See the table.", "It counts everybody.")
    after = apply(report(), compare(report(), edited.saved()).changes)
    [added] = set(ids(after)) - set(ids(report()))

    assert [each for each in ids(after) if each != added] == ids(report())
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9._-]*", added[0])
