import pytest

from rapporteur.core.document.draft import DraftProblems, Fault, Problem, Vocabulary, read
from rapporteur.core.document.draft_words import references
from rapporteur.core.document.draft_writing import written
from rapporteur.core.document.tree import (
    Annex,
    Citation,
    Document,
    Emphasis,
    Footnote,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Quotation,
    Section,
    Text,
)

TABLES = frozenset({"tally", "contributors"})
WHOLE = """The summary says {{ total | thing | things }}.

# Background

In *inter alia* the Agenda,[^1] endorsed in **60/252**. Most said so [[T/W-001, p7]]. Others not.

- one
- two

(a) first
(b) second

> quoted

>[fr] cité

{{ tally }}

~ Not numbered.

## Inside

\\# no heading, \\*no stars\\*, \\[[no citation]].

# Annex: People

{{ contributors }}

[^1]: See [A/60](https://example.org/a).
"""


def parsed(text: str, before: Document | None = None) -> Document:
    return read(text, language="en", title="R", vocabulary=Vocabulary(tables=TABLES), before=before)


def faults(text: str, vocabulary: Vocabulary | None = None) -> list[tuple[Fault, int]]:
    with pytest.raises(DraftProblems) as raised:
        read(text, language="en", title="R", vocabulary=vocabulary or Vocabulary(tables=TABLES))
    return [(each.fault, each.line) for each in raised.value.problems]


def runs(text: str) -> tuple[object, ...]:
    [paragraph] = parsed(text).summary
    assert isinstance(paragraph, Paragraph)
    return paragraph.runs


def test_a_draft_comes_back_as_it_was_written() -> None:
    tree = parsed(WHOLE)
    assert written(tree) == WHOLE
    assert parsed(written(tree), before=tree) == tree


def test_every_sign_becomes_its_node() -> None:
    tree = parsed(WHOLE)
    [background] = tree.sections
    [people] = tree.annexes
    assert (background.title, people.title) == ("Background", "People")
    assert [type(block) for block in background.blocks] == [
        Paragraph,
        ListBlock,
        ListBlock,
        Quotation,
        Quotation,
        Paragraph,
        Paragraph,
    ]
    first, bullets, letters, _quoted, french, tally, bare = background.blocks
    assert first.runs == (  # type: ignore[union-attr]
        Text("In "),
        Text("inter alia", Emphasis.ITALIC),
        Text(" the Agenda,"),
        Footnote("note-1", (Text("See "), Link("A/60", "https://example.org/a"), Text("."))),
        Text(" endorsed in "),
        Text("60/252", Emphasis.BOLD),
        Text(". "),
        Citation((Text("Most said so"),), ("T/W-001", "p7")),
        Text(". Others not."),
    )
    assert bullets == ListBlock(
        (ListItem((Text("one"),)), ListItem((Text("two"),))), lettered=False
    )
    assert letters == ListBlock((ListItem((Text("first"),)), ListItem((Text("second"),))))
    assert french == Quotation((Text("cité"),), "fr")
    assert (tally.numbered, bare.numbered) == (False, False)  # type: ignore[union-attr]
    [inside] = background.sections
    assert inside.blocks[0].runs == (  # type: ignore[union-attr]
        Text("# no heading, *no stars*, [[no citation]]."),
    )


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("One. Two [[a]].", "Two"),
        ("One. Two.[[a]] Three.", "Two."),
        ("See para. 4 of it [[a]].", "See para. 4 of it"),
        ("Two *did* so [[a]].", "Two did so"),
    ],
)
def test_a_citation_takes_the_words_from_the_beginning_of_their_sentence(
    text: str, cited: str
) -> None:
    [citation] = [run for run in runs(text) if isinstance(run, Citation)]
    assert "".join(run.content for run in citation.runs if isinstance(run, Text)) == cited
    assert citation.evidence == ("a",)


def test_citations_side_by_side_are_one() -> None:
    assert runs("So [[a]] [[b]].") == (Citation((Text("So"),), ("a", "b")), Text("."))


def test_references_are_told_without_reading_the_draft() -> None:
    assert references("x [[a, b]] [[c]]") == frozenset({"a", "b", "c"})


def test_a_paragraph_keeps_its_id_when_it_moves_or_changes_a_little() -> None:
    before = parsed("# A\n\nThe first paragraph stands here.\n\nThe second one says much more.")
    after = parsed(
        "# A\n\nA new one.\n\nThe first paragraph stands here.\n\nThe second one says a lot more.",
        before,
    )
    old = [block.id for block in before.sections[0].blocks]  # type: ignore[union-attr]
    new = [block.id for block in after.sections[0].blocks]  # type: ignore[union-attr]
    assert new[1:] == old
    assert new[0] not in old
    assert after.sections[0].id == before.sections[0].id


def test_the_same_words_twice_get_two_ids() -> None:
    one, two = parsed("Same.\n\nSame.").summary
    assert one.id != two.id  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "fault", "line"),
    [
        ("a\n\n#", Fault.HEADING_EMPTY, 3),
        ("# a\n\n### b", Fault.HEADING_JUMPS, 3),
        ("\n###### a", Fault.HEADING_DEEP, 2),
        ("a\nb [^1]", Fault.NOTE_MISSING, 2),
        ("a[^1]\n\n[^1]: x\n\n[^1]: y", Fault.NOTE_TWICE, 5),
        ("[^1]: x", Fault.NOTE_UNCALLED, 1),
        ("a[^1]\n[^1]: x [[b]]", Fault.NOTE_INSIDE, 2),
        ("[[a]]", Fault.CITES_NOTHING, 1),
        ("a {{ total", Fault.FIGURE_OPEN, 1),
        ("a {{ tally }}", Fault.TABLE_INSIDE, 1),
        ("a [b](javascript:alert)", Fault.TREE, 1),
        ("a \u202e b", Fault.TREE, 1),
    ],
)
def test_a_fault_names_its_line(text: str, fault: Fault, line: int) -> None:
    assert faults(text) == [(fault, line)]


def test_what_cannot_be_named_is_told_with_paragraph_and_sentence() -> None:
    vocabulary = Vocabulary(figure=lambda query: False, evidence=lambda reference: False)
    with pytest.raises(DraftProblems) as raised:
        read(
            "# A\n\nOne.\n\nTwo. It is {{ many }} [[T/W-9]]. Three.",
            language="en",
            title="R",
            vocabulary=vocabulary,
        )
    sentence = "It is {{ many }} [[T/W-9]]."
    assert raised.value.problems == (
        Problem(Fault.FIGURE_UNKNOWN, 5, "many", 2, sentence),
        Problem(Fault.EVIDENCE_UNKNOWN, 5, "T/W-9", 2, sentence),
    )


def test_all_faults_are_told_at_once_in_the_order_of_their_lines() -> None:
    assert faults("a [^x]\n\n#\n\n{{ b") == [
        (Fault.NOTE_MISSING, 1),
        (Fault.HEADING_EMPTY, 3),
        (Fault.FIGURE_OPEN, 5),
    ]


def test_words_that_look_like_signs_survive() -> None:
    words = r"a * b [x](y) \ [^z] [[q]] # - > ~"
    tree = Document(
        language="en",
        title="R",
        sections=(Section("s", "S", (Paragraph("p", (Text(words),)),)),),
        annexes=(
            Annex("a", "A", (Paragraph("b", (Text("- x"),)), Paragraph("c", (Text("> y"),)))),
        ),
    )
    assert parsed(written(tree), before=tree) == tree
