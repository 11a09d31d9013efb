"""A report goes out as a Word file, is edited as people edit, and comes back as changes."""

import re
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from rapporteur.core.document import docx
from rapporteur.core.document.numbering import number
from rapporteur.core.document.placeholders import resolve
from rapporteur.core.document.problem import DocumentProblem
from rapporteur.core.document.returned import Kind, Return, Same, Why, apply, compare
from rapporteur.core.document.returned.places import words_by_place
from rapporteur.core.document.tree import (
    Citation,
    Document,
    Emphasis,
    Footnote,
    Link,
    Paragraph,
    Section,
    Table,
    Text,
)
from tests.core.document.docx.edits import WHO, Edited, W
from tests.factories.document import TALLY, arabic, paragraph, report, saying
from tests.factories.rich_document import rich

UNPRINTED = ("Cc", "Cs", "Cf", "Co", "Zl", "Zp")
CREATED = datetime(2011, 5, 4, 12, 0, tzinfo=UTC)


def sent(document: Document) -> Edited:
    return Edited(docx.render(document, created=CREATED))


def returned(document: Document, edited: Edited) -> Return:
    return compare(document, edited.saved())


def told(outcome: Return) -> list[tuple[Kind, str]]:
    return [(change.kind, change.key) for change in outcome.changes]


def plain(document: Document, key: str) -> str:
    def words(run) -> str:
        match run:
            case Text() | Link():
                return run.content
            case Citation():
                return "".join(map(words, run.runs))
            case Footnote():
                return f"[^{run.id}]"
            case _:
                return f"<{run.target}>"

    return "".join(map(words, words_by_place(document)[key]))


@pytest.mark.parametrize("document", [report(), arabic(), *map(rich, ("en", "fr", "ar", "zh"))])
def test_what_nobody_edited_proposes_nothing(document):
    edited = sent(document)
    edited.as_word_saves()
    outcome = returned(document, edited)

    assert outcome.changes == ()
    assert outcome.same_source


def test_words_of_a_paragraph_are_changed_and_all_else_of_it_stays():
    document, edited = report(), sent(report())
    edited.reword("Most contributors wrote", "Nearly all contributors wrote")
    edited.as_word_saves()
    [change] = returned(document, edited).changes

    assert (change.kind, change.key, change.where) == (Kind.TEXT, "block:two-ways", "2")
    assert [(piece.same, piece.words) for piece in change.pieces][:2] == [
        (Same.REMOVED, "Most"),
        (Same.ADDED, "Nearly all"),
    ]
    after = apply(document, [change])
    assert plain(after, "block:two-ways") == "Nearly all contributors wrote; see the register."
    runs = words_by_place(after)["block:two-ways"]
    # What was typed before a citation is not within it; what stays within rests on its evidence.
    assert [type(run) for run in runs] == [Text, Citation, Text, Link, Text]
    assert runs[1].evidence == ("e1", "e2")
    assert apply(after, []) == after


def test_words_within_a_citation_rest_on_its_evidence():
    document, edited = report(), sent(report())
    edited.reword("Most contributors wrote", "Most of the contributors wrote")
    [change] = returned(document, edited).changes
    [citation] = [run for run in change.after if isinstance(run, Citation)]

    assert [run.content for run in citation.runs] == ["Most of the contributors wrote"]


def test_a_footnote_is_changed_by_its_own():
    document, edited = report(), sent(report())
    edited.reword("See A/60/687.", "See A/60/687, chapter I.")
    [change] = returned(document, edited).changes

    assert (change.kind, change.key, change.where) == (Kind.NOTE, "note:tunis", "1")
    assert plain(apply(document, [change]), "note:tunis") == "See A/60/687, chapter I."


def test_tracked_changes_say_who_and_when():
    document, edited = report(), sent(report())
    edited.tracked("See the table.", "See the table below.")
    [change] = returned(document, edited).changes

    assert change.tracked
    assert {(hand.author, hand.date, hand.did) for hand in change.hands} == {
        ("A. Officer", "2011-05-05T10:00:00Z", "deleted"),
        ("A. Officer", "2011-05-05T10:00:00Z", "inserted"),
    }
    assert plain(apply(document, [change]), "block:table-below") == "See the table below."


def test_a_paragraph_that_was_deleted_with_tracking_says_so():
    document, edited = report(), sent(report())
    edited.tracked("Eleven.", "")
    [change] = returned(document, edited).changes

    assert (change.kind, change.key, change.tracked) == (Kind.REMOVED, "block:eleven", True)
    edited.tracked("e", "")  # a letter of another paragraph
    changes = returned(document, edited).changes
    assert [each.tracked for each in changes if each.kind is Kind.REMOVED] == [True]
    edited = sent(report())
    edited.remove("Eleven.")
    [change] = returned(document, edited).changes
    assert (change.kind, change.key, change.tracked) == (Kind.REMOVED, "block:eleven", False)


def test_chinese_is_compared_character_by_character():
    document = saying("多数与会者及时致函秘书处。", "zh")
    edited = sent(document)
    edited.reword("多数与会者", "几乎所有与会者")
    edited.without_bookmarks()  # as LibreOffice loses it where the first words were replaced
    [change] = returned(document, edited).changes

    assert (change.kind, change.key) == (Kind.TEXT, "block:p")
    assert [(piece.same, piece.words) for piece in change.pieces] == [
        (Same.REMOVED, "多数"),
        (Same.ADDED, "几乎所有"),
        (Same.SAME, "与会者及时致函秘书处。"),
    ]
    assert plain(apply(document, [change]), "block:p") == "几乎所有与会者及时致函秘书处。"


def test_what_was_edited_without_tracking_beside_a_tracked_change_is_not_hidden():
    document, edited = report(), sent(report())
    edited.tracked("endorsed", "welcomed")
    edited.reword("The call", "The demand")
    [change] = returned(document, edited).changes

    assert not change.tracked
    assert plain(apply(document, [change]), "block:origin").startswith("The demand has")


def test_the_copy_of_a_note_that_a_tracked_move_leaves_is_no_new_note():
    document, edited = report(), sent(report())
    copied = deepcopy(edited.paragraph("In New York.").getparent())
    for mark in (*copied.iter(f"{W}bookmarkStart"), *copied.iter(f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)
    copied.set(f"{W}id", "99")
    edited.notes.append(copied)
    gone = etree.SubElement(edited.paragraph("The call"), f"{W}del", WHO)
    call = etree.SubElement(gone, f"{W}r")
    etree.SubElement(call, f"{W}footnoteReference", {f"{W}id": "99"})

    assert told(returned(document, edited)) == []
    gone.tag = f"{W}ins"
    kinds = [change.kind for change in returned(document, edited).changes]
    assert kinds == [Kind.TEXT, Kind.NOTE_ADDED]


def test_a_comment_comes_along():
    document, edited = report(), sent(report())
    edited.remark("See the table.", "Which one?")
    [change] = returned(document, edited).changes

    assert (change.kind, change.key) == (Kind.REMARK, "block:table-below")
    assert [(r.author, r.words) for r in change.remarks] == [("A. Officer", "Which one?")]


def test_a_paragraph_that_was_added_stands_where_it_was_put():
    document, edited = report(), sent(report())
    edited.behind("See the table.", "It counts everybody.")
    [change] = returned(document, edited).changes

    assert (change.kind, change.follows, change.look) == (
        Kind.ADDED,
        "block:table-below",
        "numbered",
    )
    after = apply(document, [change])
    [outcome] = [section for section in after.sections if section.id == "outcome"]
    assert [type(block) for block in outcome.blocks][:2] == [Paragraph, Paragraph]
    assert outcome.blocks[1].runs == (Text("It counts everybody."),)


def test_a_paragraph_that_was_taken_out_goes():
    document, edited = report(), sent(report())
    edited.remove("Eleven.")
    [change] = returned(document, edited).changes

    assert (change.kind, change.key, change.where) == (Kind.REMOVED, "block:eleven", "5")
    after = apply(document, [change])
    assert after.annexes[0].sections[0].blocks == ()


def test_a_paragraph_of_which_an_empty_line_is_left_was_taken_out():
    document, edited = report(), sent(report())
    edited.reword("Eleven.", "")
    [change] = returned(document, edited).changes

    assert (change.kind, change.key) == (Kind.REMOVED, "block:eleven")


def test_a_note_that_went_to_the_new_half_of_a_paragraph_is_changed_there():
    document, edited = report(), sent(report())
    edited.split(" the Tunis Agenda,")
    edited.reword("See A/60/687.", "See also A/60/687.")
    after = apply(document, returned(document, edited).changes)

    assert plain(after, "note:tunis") == "See also A/60/687."


def test_a_paragraph_that_was_parted_keeps_its_id_in_front():
    document, edited = report(), sent(report())
    edited.split(" the Tunis Agenda,")
    outcome = returned(document, edited)
    [change] = outcome.changes

    assert (change.kind, change.key) == (Kind.SPLIT, "block:origin")
    after = apply(document, [change])
    first, second = after.sections[0].blocks[:2]
    assert first.id == "origin"
    assert next(run.content for run in first.runs if isinstance(run, Text)).startswith("The call")
    assert [run.id for run in second.runs if isinstance(run, Footnote)] == ["tunis"]


def test_paragraphs_that_were_joined_become_the_first():
    document = replace(
        report(),
        sections=(
            Section(
                "s",
                "S",
                (
                    paragraph("one", "The first of the two paragraphs here."),
                    paragraph("two", "The second of the two paragraphs here."),
                    paragraph("three", "A third one."),
                ),
            ),
        ),
    )
    edited = sent(document)
    edited.merge("The first of the two")
    [change] = returned(document, edited).changes

    assert (change.kind, change.key, change.others) == (Kind.MERGED, "block:one", ("block:two",))
    after = apply(document, [change])
    assert [block.id for block in after.sections[0].blocks] == ["one", "three"]
    assert "paragraphs here.The second" in plain(after, "block:one")


def test_a_paragraph_that_was_moved_is_told_as_moved():
    document = replace(
        report(),
        sections=(
            Section("s", "S", tuple(paragraph(f"p{n}", f"The words of no. {n}.") for n in "1234")),
        ),
    )
    edited = sent(document)
    edited.move("no. 1.", behind="no. 3.")
    [change] = returned(document, edited).changes

    assert (change.kind, change.key, change.follows) == (Kind.MOVED, "block:p1", "block:p3")
    after = apply(document, [change])
    assert [block.id for block in after.sections[0].blocks] == ["p2", "p3", "p1", "p4"]


def test_a_heading_and_a_sub_paragraph_are_changed_where_they_stand():
    document, edited = rich(), sent(rich())
    edited.reword("Deep", "Deeper")
    edited.reword("Academia.", "Universities.")
    outcome = returned(document, edited)

    assert told(outcome) == [(Kind.TEXT, "block:academia"), (Kind.HEADING, "heading:deep")]
    after = apply(document, outcome.changes)
    assert after.sections[0].sections[0].title == "Deeper"
    assert plain(after, "block:academia") == "Universities."


def test_a_heading_that_became_a_paragraph_is_told_and_not_guessed():
    document, edited = report(), sent(report())
    style = edited.paragraph("Outcome").find("{*}pPr/{*}pStyle")
    style.set(next(iter(style.attrib)), "NumberedParagraph")
    [change] = [each for each in returned(document, edited).changes if each.kind is Kind.RESTYLED]

    assert (change.key, change.why) == ("heading:outcome", Why.STRUCTURE)
    with pytest.raises(DocumentProblem, match="cannot be taken over by itself"):
        apply(document, [change])


def test_a_cell_is_changed_and_a_number_stays_a_number():
    document, edited = report(), sent(report())
    edited.reword("Civil society", "Civil society entities")
    for text in edited.body.iter("{*}t"):
        if text.text == "32":
            text.text = "1,032"
            break
    outcome = returned(document, edited)

    assert told(outcome) == [(Kind.CELL, "cell:tally:1:4"), (Kind.CELL, "cell:tally:3:0")]
    table = apply(document, outcome.changes).sections[1].blocks[1]
    assert table.rows[0][4] == 1032
    assert table.rows[2][0] == "Civil society entities"


def test_a_row_that_was_taken_out_is_told_as_such():
    document, edited = report(), sent(report())
    row = next(
        row for row in edited.body.iter("{*}tr") if "Private sector" in "".join(row.itertext())
    )
    row.getparent().remove(row)
    [change] = returned(document, edited).changes

    assert (change.kind, change.key, change.why) == (Kind.TABLE, "block:tally", Why.TABLE)
    assert change.pieces[0].words == "Private sector | 9 | 5 | 2 | 16"


def row_with(edited: Edited, words: str):
    return next(row for row in edited.body.iter("{*}tr") if words in "".join(row.itertext()))


def test_words_in_joined_cells_are_changed_where_they_stand():
    document, edited = rich(), sent(rich())
    for old, new in (("Language", "Languages"), ("Asia", "Asia and the Pacific"), ("9", "10")):
        text = next(
            each
            for row in edited.body.iter("{*}tr")
            for each in row.iter("{*}t")
            if each.text == old
        )
        text.text = new
    outcome = returned(document, edited)

    assert told(outcome) == [
        (Kind.CELL, "cell:joined:0:2"),
        (Kind.CELL, "cell:joined:4:1"),
        (Kind.CELL, "cell:joined:7:3"),
    ]
    table = apply(document, outcome.changes).sections[0].sections[0].blocks[3]
    assert isinstance(table, Table)
    assert table.above[0][2] == "Languages"
    assert (table.rows[2][1], table.total[3]) == ("Asia and the Pacific", 10)
    assert table.spans


def test_a_row_within_a_joined_cell_is_told_as_such():
    document, edited = rich(), sent(rich())
    row = row_with(edited, "Asia")
    row.addnext(deepcopy(row))
    [change] = returned(document, edited).changes

    assert (change.kind, change.key, change.why) == (Kind.TABLE, "block:joined", Why.TABLE)
    assert change.pieces[0].words == " | Asia | 1,100 | 5b | 3 | May"


@pytest.mark.parametrize("tag", ["gridSpan", "vMerge"])
def test_cells_that_were_parted_change_the_table(tag):
    document, edited = rich(), sent(rich())
    if tag == "gridSpan":
        cell = next(row_with(edited, "Civil society").iter("{*}tc"))
        cell.addnext(deepcopy(cell))
    else:
        cell = next(row_with(edited, "Asia").iter("{*}tc"))
    joined = next(cell.iter(f"{{*}}{tag}"))
    joined.getparent().remove(joined)
    changes = returned(document, edited).changes

    assert {(change.kind, change.key, change.why) for change in changes} == {
        (Kind.TABLE, "block:joined", Why.TABLE)
    }
    assert [piece.same for change in changes for piece in change.pieces] == [
        Same.REMOVED,
        Same.ADDED,
    ]


def test_a_table_that_was_deleted_is_told():
    document, edited = report(), sent(report())
    table = [each for each in edited.body.iter("{*}tbl") if "Private" in "".join(each.itertext())]
    table[0].getparent().remove(table[0])

    assert (Kind.TABLE, "block:tally") in told(returned(document, edited))


def test_emphasis_that_was_added_or_taken_away_is_a_change():
    document, edited = report(), sent(report())
    run = next(r for r in edited.body.iter("{*}r") if "resolution 60/252" in "".join(r.itertext()))
    run.remove(run.find("{*}rPr"))
    [change] = returned(document, edited).changes
    after = words_by_place(apply(document, [change]))["block:origin"]

    assert change.kind is Kind.TEXT
    assert [run.content for run in after if isinstance(run, Text) and run.emphasis] == [
        "The call has its origins in ",
        "inter alia",
        " the Tunis Agenda,",
        " endorsed in resolution 60/252.",
    ]
    assert {run.emphasis for run in after if isinstance(run, Text)} == {
        Emphasis.NONE,
        Emphasis.ITALIC,
    }


def test_smart_quotes_are_a_change_like_any_other():
    document = replace(
        report(), sections=(Section("s", "S", (paragraph("p", 'It said "no" to that.'),)),)
    )
    edited = sent(document)
    edited.reword('"no"', "“no”")
    [change] = returned(document, edited).changes

    assert plain(apply(document, [change]), "block:p") == "It said “no” to that."


def test_styles_and_lists_that_were_renamed_change_nothing():
    document, edited = report(), sent(report())
    names = {"NumberedParagraph": "Paragraphenumrot", "Heading1": "Titre1", "ListItem": "Liste"}

    def renamed(xml: str) -> str:
        for old, new in names.items():
            xml = xml.replace(f'"{old}"', f'"{new}"')
        number = re.compile(r'w:numId(=| w:val=)"(\d+)"')
        return number.sub(lambda m: f'w:numId{m[1]}"{int(m[2]) + 40}"', xml)

    edited.everywhere(renamed)

    assert returned(document, edited).changes == ()


def test_without_bookmarks_the_words_themselves_are_aligned():
    document, edited = report(), sent(report())
    edited.reword("Most contributors wrote", "Nearly all contributors wrote")
    edited.reword("See A/60/687.", "See also A/60/687.")
    edited.without_bookmarks()
    outcome = returned(document, edited)

    assert told(outcome) == [(Kind.TEXT, "block:two-ways"), (Kind.NOTE, "note:tunis")]


def test_a_footnote_that_was_taken_out_is_seen_in_its_paragraph():
    document, edited = report(), sent(report())
    call = next(edited.paragraph("The call has").iter("{*}footnoteReference"))
    call.getparent().getparent().remove(call.getparent())
    [change] = returned(document, edited).changes

    mark = number(document).marks["tunis"].translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    assert (Same.REMOVED, mark) in [(piece.same, piece.words) for piece in change.pieces]
    assert not [run for run in change.after if isinstance(run, Footnote)]


def test_what_was_typed_into_the_contents_is_told():
    document, edited = report(), sent(report())
    entry = next(t for t in edited.body.iter("{*}t") if t.text == "II. Outcome")
    entry.text = "II. Result"
    [change] = returned(document, edited).changes

    assert (change.kind, change.pieces[0].words) == (Kind.FRONT, "II. Result")


def test_the_masthead_is_told_and_not_taken_over():
    document, edited = report(), sent(report())
    edited.everywhere(lambda xml: xml.replace("A/66/77-E/2011/103", "A/66/78"))
    edited.reword("Sixty-sixth session", "Sixty-seventh session")
    outcome = returned(document, edited)

    assert {change.kind for change in outcome.changes} == {Kind.FRONT}
    assert not any(change.is_applicable for change in outcome.changes)


def computed() -> tuple[Document, Document]:
    """A document that asks for a figure and a table, and the same with both filled in."""
    words = Paragraph(
        "p",
        (
            Text(
                "In all {{ total | contribution | contributions }} came in, of {{ states }} States."
            ),
        ),
    )
    asked = Paragraph("t", (Text("{{ tally }}"),), numbered=False)
    source = Document(
        "en", "T", sections=(Section("s", "S", (words, asked, paragraph("q", "End."))),)
    )
    figures = {"total": 85, "states": 11}
    shown = resolve(
        source,
        figure=lambda query: figures[query],
        tables=lambda query: (TALLY,) if query == "tally" else None,
    )
    return source, shown


def test_words_around_a_computed_figure_are_changed_and_it_stays_computed():
    source, shown = computed()
    edited = sent(shown)
    edited.reword("came in", "were received")
    [change] = compare(source, edited.saved(), shown=shown).changes

    assert plain(apply(source, [change]), "block:p") == (
        "In all {{ total | contribution | contributions }} were received, of {{ states }} States."
    )


def test_a_computed_figure_that_was_overwritten_stays_computed_and_that_is_told():
    source, shown = computed()
    edited = sent(shown)
    edited.reword("of 11 States", "of 12 Member States")
    [change] = compare(source, edited.saved(), shown=shown).changes

    assert change.figures == (("11", "12"),)
    assert plain(apply(source, [change]), "block:p").endswith("of {{ states }} Member States.")


def test_words_across_a_computed_figure_are_told_and_not_taken_over():
    source, shown = computed()
    edited = sent(shown)
    edited.reword("of 11 States", "of a dozen States")
    [change] = compare(source, edited.saved(), shown=shown).changes

    assert (change.kind, change.why) == (Kind.TEXT, Why.COMPUTED)


def test_a_computed_table_is_not_taken_over():
    source, shown = computed()
    edited = sent(shown)
    edited.reword("Civil society", "Civil society entities")
    [change] = compare(source, edited.saved(), shown=shown).changes

    assert (change.kind, change.why) == (Kind.CELL, Why.COMPUTED)


def test_a_change_against_words_that_stand_no_more_is_refused():
    document, edited = report(), sent(report())
    edited.reword("See the table.", "See the table below.")
    [change] = returned(document, edited).changes
    elsewhere = apply(document, [change])

    with pytest.raises(DocumentProblem, match="stand no more"):
        apply(elsewhere, [change])


def test_a_foreign_file_proposes_that_everything_is_other():
    outcome = compare(report(), sent(rich()).saved())

    assert outcome.same_source is False
    assert {Kind.ADDED, Kind.REMOVED} <= {change.kind for change in outcome.changes}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.text(
            st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Co", "Zl", "Zp"))
        ),
        min_size=1,
        max_size=4,
    ),
    st.text(st.sampled_from("abc ,.’é漢ا"), min_size=1, max_size=30),
)
def test_any_words_come_back_as_they_were_typed(words, typed):
    """Whatever stands in a document and whatever is typed at the end of a paragraph of it."""
    paragraphs = tuple(paragraph(f"p{n}", f"x{each}") for n, each in enumerate(words))
    document = Document("en", "T", sections=(Section("s", "S", paragraphs),))
    edited = sent(document)
    assert returned(document, edited).changes == ()
    texts = [t for t in edited.body.iter("{*}t") if (t.text or "").startswith("x")]
    texts[-1].text += f" end {typed}."
    after = apply(document, returned(document, edited).changes)

    last = f"block:p{len(words) - 1}"
    said = " ".join(plain(after, last).split())
    assert said.startswith("x")
    assert said.endswith(" ".join(f"end {typed}.".split()))
