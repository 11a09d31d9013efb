import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.document.characters import plain
from rapporteur.core.document.json import from_json, to_json
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.tree import (
    Annex,
    Citation,
    Document,
    Emphasis,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Quotation,
    Section,
    Table,
    TableNote,
    Text,
)
from tests.factories.document import arabic, report
from tests.factories.rich_document import rich

WORDS = st.text(max_size=20).map(plain)
TEXTS = st.builds(Text, WORDS, st.sampled_from(Emphasis), st.sampled_from(["", "ar", "pt-BR"]))
LINKS = st.builds(Link, WORDS, st.just("https://example.org/?a=1&b=2"))
PLAIN_RUNS = st.lists(TEXTS | LINKS, max_size=3).map(tuple)
CITATIONS = st.builds(Citation, PLAIN_RUNS, st.lists(WORDS, max_size=2).map(tuple))
RUNS = st.lists(TEXTS | LINKS | CITATIONS, max_size=4).map(tuple)
ITEMS = st.builds(ListItem, RUNS)
TABLES = st.builds(
    lambda rows, total: Table("t", "Caption", ("a", "b"), rows, total, (TableNote("n", None, 1),)),
    st.lists(st.tuples(WORDS, st.integers()), max_size=3).map(tuple),
    st.none() | st.tuples(WORDS, WORDS),
)
BLOCKS = st.lists(
    st.builds(Quotation, RUNS, st.sampled_from(["", "fr"]))
    | st.builds(ListBlock, st.lists(ITEMS, min_size=1, max_size=3).map(tuple), st.booleans()),
    max_size=3,
).map(tuple)
DOCUMENTS = st.builds(
    lambda blocks, runs, table, mark, numbered, language: Document(
        language,
        "Title",
        summary=(Paragraph("p", runs, numbered),),
        sections=(Section("s", "Section", (*blocks, table)),),
        annexes=(Annex("a", "Annex"),),
        draft_mark=mark,
        contents=numbered,
    ),
    BLOCKS,
    RUNS,
    TABLES,
    st.none() | WORDS,
    st.booleans(),
    st.sampled_from(["en", "ar", "zh"]),
)


@given(DOCUMENTS)
def test_a_document_comes_back_equal(document):
    assert from_json(to_json(document)) == document


@pytest.mark.parametrize("document", [report(), arabic(), rich()])
def test_a_whole_report_comes_back_equal(document):
    assert from_json(to_json(document)) == document


def test_what_has_its_default_is_left_out():
    assert json.loads(to_json(Document("en", "Title"))) == {
        "version": 3,
        "document": {"kind": "Document", "language": "en", "title": "Title"},
    }


def wrapped(**fields: object) -> str:
    document = {"kind": "Document", "language": "en", "title": "T", **fields}
    return json.dumps({"version": 3, "document": document})


DEEP = "[" * 100_000


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is not the JSON of a document"),
        (DEEP, "is not the JSON of a document"),
        ("[]", "is not a document"),
        ('{"version": 4, "document": {}}', "was kept in version 4"),
        ('{"version": 3, "document": {"kind": "Section"}}', "at document that has no place"),
        ('{"version": 3, "document": {"kind": "Document"}}', "lacks the field 'language'"),
        (wrapped(password="x"), "has the field 'password', which none has"),
        (wrapped(title=5), r"at document\.title"),
        (wrapped(contents=1), r"at document\.contents"),
        (wrapped(sections={"kind": "Section"}), r"at document\.sections"),
        (wrapped(sections=[{"kind": "Paragraph"}]), r"at document\.sections\[0\]"),
        (wrapped(title="a\u0000"), r"U\+0000"),
        (wrapped(title="a\ud800"), r"U\+D800"),
        (
            wrapped(
                summary=[
                    {"kind": "Table", "id": "t", "caption": "", "header": ["a"], "rows": [[True]]}
                ]
            ),
            r"at document\.summary\[0\]\.rows\[0\]\[0\]",
        ),
        (wrapped(draft_mark=["x"]), r"at document\.draft_mark"),
    ],
)
def test_what_is_no_document_is_refused(text, reason):
    with pytest.raises(DocumentProblem, match=reason):
        from_json(text)


def test_a_document_nested_without_end_is_refused():
    section: dict[str, object] = {"kind": "Section", "id": "s", "title": "t"}
    for level in range(100):
        section = {"kind": "Section", "id": f"s{level}", "title": "t", "sections": [section]}

    with pytest.raises(DocumentProblem, match="nested too deeply"):
        from_json(wrapped(sections=[section]))


def test_what_version_1_kept_is_still_read():
    items = [[{"kind": "Text", "content": "one"}], [{"kind": "Text", "content": "two"}]]
    kept = {
        "kind": "Document",
        "language": "en",
        "title": "T",
        "summary": [{"kind": "ListBlock", "items": items, "lettered": False}],
    }

    assert from_json(json.dumps({"version": 1, "document": kept})).summary == (
        ListBlock((ListItem((Text("one"),)), ListItem((Text("two"),))), lettered=False),
    )


def test_what_version_2_kept_is_still_read():
    table = {"kind": "Table", "id": "t", "caption": "", "header": ["a"], "rows": [[1]]}
    kept = {"kind": "Document", "language": "en", "title": "T", "summary": [table]}

    assert from_json(json.dumps({"version": 2, "document": kept})).summary == (
        Table("t", "", ("a",), ((1,),)),
    )


def test_a_picture_that_is_not_in_base64_is_refused():
    image = {"kind": "Image", "media_type": "image/png", "content": "é"}
    figure = {"kind": "Figure", "id": "f", "caption": "", "alternative": "a", "image": image}

    with pytest.raises(DocumentProblem, match=r"bytes at document\.summary\[0\]\.image\.content"):
        from_json(wrapped(summary=[figure]))
