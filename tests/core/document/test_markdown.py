"""Headings, lists and quotations of the Markdown are what pandoc takes them for."""

import json
from collections.abc import Iterator
from typing import Any

import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapporteur.core.document.markdown import render
from rapporteur.core.document.numbering import Heading, number, reading_order, titled
from rapporteur.core.document.numerals import subparagraph
from rapporteur.core.document.tree import (
    Document,
    ListBlock,
    ListItem,
    Paragraph,
    Quotation,
    Section,
    SubParagraph,
    Text,
)
from tests.core.document.said import one
from tests.factories.rich_document import rich
from tests.factories.six_languages import LANGUAGES, sample

# What stands at the beginning of a line may make a list, a heading or a quotation of it.
WORDS = st.text(st.sampled_from("aЖ中ب1.)(-+*#>:%|~=`_[]!& "), min_size=1, max_size=14).filter(
    str.strip
)


def blocks_in(markdown: str) -> list[dict[str, Any]]:
    read = pypandoc.convert_text(markdown, "json", format="markdown", verify_format=False)
    return list(json.loads(read)["blocks"])


def words(inlines: list[dict[str, Any]]) -> str:
    """Without notes and what is raised."""
    out: list[str] = []
    raised = False
    for each in inlines:
        kind = each["t"]
        content: Any = each.get("c")
        if kind == "RawInline":
            raised = {"<sup>": True, "</sup>": False}.get(content[1], raised)
        elif kind == "Str" and not raised:
            out.append(content)
        elif kind in ("Space", "SoftBreak"):
            out.append(" ")
        elif kind in ("Span", "Link"):
            out.append(words(content[1]))
    return one("".join(out))


def said(document: Document) -> tuple[list[tuple[int, str]], list[tuple[int, str]], list[str]]:
    """Headings with their levels, items with their depths, quotations."""
    headings: list[tuple[int, str]] = []
    items: list[tuple[int, str]] = []
    quotations: list[str] = []

    def walk(blocks: list[dict[str, Any]], depth: int) -> None:
        for block in blocks:
            kind = block["t"]
            content: Any = block.get("c")
            if kind == "Header":
                headings.append((content[0], words(content[2])))
            elif kind == "BulletList":
                for item in content:
                    walk(item, depth + 1)
            elif kind == "BlockQuote":
                [held] = content
                quotations.append(words(held["c"]))
            elif depth and kind in ("Plain", "Para"):
                items.append((depth, words(content)))

    walk(blocks_in(render(document)), 0)
    return headings, items, quotations


def wanted(document: Document) -> tuple[list[tuple[int, str]], list[tuple[int, str]], list[str]]:
    """The same, told from the tree."""
    numbers = number(document)
    headings: list[tuple[int, str]] = []
    items: list[tuple[int, str]] = []
    quotations = []
    for each in reading_order(document):
        if isinstance(each, Heading):
            headings.append((min(each.level + 1, 6), one(titled(each, document.language))))
        elif isinstance(each, Paragraph):
            items += parts(each.subparagraphs, numbers, 1)
        elif isinstance(each, ListBlock):
            items += listed(each, numbers, document.language, 1)
        elif isinstance(each, Quotation):
            quotations.append(one(numbers.plain(each.runs)))
    return headings, items, quotations


def parts(of: tuple[SubParagraph, ...], numbers: Any, depth: int) -> Iterator[tuple[int, str]]:
    for part in of:
        yield depth, one(f"{numbers.subparagraphs[part.id]} {numbers.plain(part.runs)}")
        yield from parts(part.subparagraphs, numbers, depth + 1)


def listed(block: ListBlock, numbers: Any, language: str, depth: int) -> Iterator[tuple[int, str]]:
    for index, item in enumerate(block.items, start=1):
        mark = subparagraph(depth, index, language) if block.lettered else ""
        yield depth, one(f"{mark} {numbers.plain(item.runs)}")
        if item.inner:
            yield from listed(item.inner, numbers, language, depth + 1)


def made(headings: list[tuple[int, str]], document: Document) -> list[tuple[int, str]]:
    """Without the title, and the headings of summary and contents."""
    return headings[len(headings) - len(number(document).headings) :]


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_lists_and_quotations_are_read_as_such(language):
    for document in (sample(language), rich(language)):
        headings, items, quotations = said(document)
        expected = wanted(document)

        assert made(headings, document) == expected[0]
        assert items == [*contents(document), *expected[1]]
        assert quotations == expected[2]


def contents(document: Document) -> list[tuple[int, str]]:
    if not document.contents:
        return []
    return [
        (each.level, one(titled(each, document.language)))
        for each in reading_order(document)
        if isinstance(each, Heading)
    ]


@given(WORDS, WORDS, WORDS, st.booleans())
@settings(max_examples=25, deadline=None)
def test_any_words_stay_what_they_are(title, item, quoted, lettered):
    inner = ListBlock((ListItem((Text(quoted),)),), lettered=lettered)
    blocks = (
        ListBlock((ListItem((Text(item),), inner), ListItem((Text(title),))), lettered=lettered),
        Quotation((Text(quoted),)),
    )
    document = Document("en", "Report", sections=(Section("s", title, blocks),))
    headings, items, quotations = said(document)

    assert (made(headings, document), items, quotations) == wanted(document)
