"""Lines that were joined, parted or moved over the borders of what a paragraph is."""

from copy import deepcopy

import pytest

from rapporteur.core.document.returned import Kind, Same, Why, apply
from rapporteur.core.document.tree import (
    Document,
    Footnote,
    ListBlock,
    ListItem,
    Paragraph,
    Section,
    Text,
)
from tests.core.document.returned.test_returned import plain, returned, sent
from tests.factories.document import paragraph, report


def two_paragraphs() -> Document:
    first = Paragraph(
        "one", (Text("The first"), Footnote("n", (Text("See that."),)), Text(" ends."))
    )
    return Document(
        "en",
        "T",
        sections=(
            Section(
                "s",
                "S",
                (first, paragraph("two", "The second one.")),
            ),
        ),
    )


def test_paragraphs_with_a_footnote_are_joined_and_the_joint_is_shown():
    edited = sent(two_paragraphs())
    edited.merge(" ends.")
    [change] = returned(two_paragraphs(), edited).changes

    assert (change.kind, change.others) == (Kind.MERGED, ("block:two",))
    assert (Same.REMOVED, "¶") in [(piece.same, piece.words) for piece in change.pieces]
    after = apply(two_paragraphs(), [change])
    assert plain(after, "block:one") == "The first[^n] ends.The second one."


def test_a_paragraph_whose_bookmark_went_with_its_second_half_was_parted():
    document, edited = report(), sent(report())
    edited.split(" the Tunis Agenda,")
    first = edited.paragraph("The call has")
    second = first.getnext()
    for mark in list(first.iter("{*}bookmarkStart")):
        second.insert(1, mark)
    [change] = returned(document, edited).changes

    assert (change.kind, change.key) == (Kind.SPLIT, "block:origin")
    assert apply(document, [change]).sections[0].blocks[0].id == "origin"


def test_a_caption_that_was_parted_or_joined_is_told_and_not_taken_over():
    document = report()
    caption = document.sections[1].blocks[1].caption
    for edit in (
        lambda edited: edited.split(caption[len(caption) // 2 :]),
        lambda edited: edited.merge("See the table."),
    ):
        edited = sent(document)
        edit(edited)
        [change] = [
            each
            for each in returned(document, edited).changes
            if each.kind in (Kind.SPLIT, Kind.MERGED)
        ]

        assert change.why is Why.STRUCTURE


def test_a_call_of_a_note_that_the_masthead_or_the_title_lost_or_won_is_told():
    document, edited = report(), sent(report())
    call = next(edited.paragraph("The call has").iter("{*}footnoteReference")).getparent()
    edited.paragraph(document.title).append(call)
    changes = returned(document, edited).changes

    assert [
        (change.kind, change.pieces[1].words) for change in changes if change.kind is Kind.FRONT
    ] == [(Kind.FRONT, f"{document.title}¹")]


@pytest.mark.parametrize("words", ["Outcome", "Counted in the headline."])
def test_a_note_that_was_put_where_none_can_stand_is_told_and_not_taken_over(words):
    document, edited = report(), sent(report())
    call = next(edited.paragraph("The call has").iter("{*}footnoteReference")).getparent()
    edited.paragraph(words).append(call)
    [change] = [each for each in returned(document, edited).changes if each.key != "block:origin"]

    assert change.why is Why.STRUCTURE
    assert (Same.ADDED, "¹") in [(piece.same, piece.words) for piece in change.pieces]


def test_what_is_put_behind_the_last_item_of_a_list_stands_behind_the_list():
    items = ListBlock((ListItem((Text("An item."),)), ListItem((Text("The last."),))))
    document = Document("en", "T", sections=(Section("s", "S", (items, paragraph("p", "End."))),))
    for behind, why in (("The last.", None), ("An item.", Why.STRUCTURE)):
        edited = sent(document)
        edited.behind(behind, "New.")
        [change] = returned(document, edited).changes

        assert (change.kind, change.why) == (Kind.ADDED, why)
        if why is None:
            [section] = apply(document, [change]).sections
            assert [type(block) for block in section.blocks] == [ListBlock, Paragraph, Paragraph]


def test_words_before_the_first_section_are_changed_like_others():
    document = Document("en", "T", blocks=(paragraph("p", "Words of a letter."),))
    edited = sent(document)
    edited.reword("Words", "Lines")
    [change] = returned(document, edited).changes

    assert plain(apply(document, [change]), "block:p") == "Lines of a letter."


def test_a_new_note_of_two_paragraphs_keeps_its_words_apart():
    document, edited = report(), sent(report())
    note = deepcopy(edited.paragraph("See A/60/687.").getparent())
    key = next(each for each in note.attrib if each.endswith("}id"))
    note.set(key, "77")
    for mark in [*note.iter("{*}bookmarkStart"), *note.iter("{*}bookmarkEnd")]:
        mark.getparent().remove(mark)
    next(t for t in note.iter("{*}t") if "See" in (t.text or "")).text = "Wholly new words."
    note.append(deepcopy(next(note.iter("{*}p"))))
    edited.notes.append(note)
    call = deepcopy(next(edited.paragraph("The call has").iter("{*}footnoteReference")).getparent())
    next(call.iter("{*}footnoteReference")).set(key, "77")
    edited.paragraph("See the table.").append(call)
    changes = returned(document, edited).changes
    [made] = [change for change in changes if change.kind is Kind.NOTE_ADDED]

    assert made.pieces[0].words == "Wholly new words. Wholly new words."
