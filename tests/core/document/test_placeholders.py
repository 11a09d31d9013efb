import pytest

from rapporteur.core.document.placeholders import cited, queries, resolve
from rapporteur.core.document.tree import (
    Block,
    Citation,
    Document,
    Footnote,
    ListBlock,
    ListItem,
    Paragraph,
    Section,
    Text,
)
from tests.factories.document import TALLY, saying

FIGURES: dict[str, int | str] = {"one": 1, "five": 5, "many": 85, "unknown": "an unknown number of"}


def said(words: str, language: str = "en") -> str:
    found = resolve(saying(words, language), figure=FIGURES.__getitem__, tables=lambda query: None)
    [paragraph] = found.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    [run] = paragraph.runs
    assert isinstance(run, Text)
    return run.content


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("{{ many }} contributions came.", "Eighty-five contributions came."),
        ("In all {{ many }} came.", "In all 85 came."),
        ("In all {{ five }} came.", "In all five came."),
        ("It ended. {{ many }} came.", "It ended. Eighty-five came."),
        ("See para. {{ many }}.", "See para. 85."),
        ("{{ one | text was | texts were }} read.", "One text was read."),
        ("{{ many | text was | texts were }} read.", "Eighty-five texts were read."),
        ("{{ unknown }} texts.", "An unknown number of texts."),
        ("Of {{many}}, {{ five }}.", "Of 85, five."),
    ],
)
def test_a_figure_is_spelled_where_the_manual_spells_it(words: str, printed: str) -> None:
    assert said(words) == printed


def test_other_languages_have_figures_everywhere() -> None:
    assert said("{{ many }} contributions.", "fr") == "85 contributions."


def test_a_table_takes_the_place_of_its_paragraph() -> None:
    def tables(query: str) -> tuple[Block, ...] | None:
        return {"tally": (TALLY,), "nothing": ()}.get(query)

    def alone(query: str) -> Paragraph:
        return Paragraph(f"p-{query}", (Text(f"{{{{ {query} }}}}"),), numbered=False)

    tree = Document(
        language="en",
        title="R",
        sections=(Section("s", "S", (alone("tally"), alone("nothing"), alone("many"))),),
    )
    found = resolve(tree, figure=FIGURES.__getitem__, tables=tables)
    assert found.sections[0].blocks == (
        TALLY,
        Paragraph("p-many", (Text("Eighty-five"),), numbered=False),
    )


def test_figures_are_found_wherever_words_are() -> None:
    words = (Text("{{ five }}"),)
    tree = Document(
        language="en",
        title="R",
        summary=(Paragraph("a", (Text("In {{ one }}"), Footnote("f", words))),),
        sections=(
            Section(
                "s",
                "S",
                (ListBlock((ListItem((Citation((Text("so {{ many }}"),), ("T/W-1", "p7")),)),)),),
            ),
        ),
    )
    assert queries(tree) == frozenset({"one", "five", "many"})
    assert cited(tree) == frozenset({"T/W-1", "p7"})
    found = resolve(tree, figure=FIGURES.__getitem__, tables=lambda query: None)
    assert found.summary == (Paragraph("a", (Text("In one"), Footnote("f", (Text("Five"),)))),)
    assert found.sections[0].blocks == (
        ListBlock((ListItem((Citation((Text("so 85"),), ("T/W-1", "p7")),)),)),
    )
