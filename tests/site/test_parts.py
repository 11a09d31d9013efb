"""The parts of which pages are made."""

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from lxml import html


def _pages(number: int, count: int = 240) -> list[str]:
    """What pagination offers on the page with that number, 20 to a page, word by word."""
    request = RequestFactory().get("/", {"page": number})
    page = Paginator(range(count), 20).page(number)
    markup = render_to_string("parts/pages.html", {"page": page}, request)
    if not markup.strip():
        return []
    return [entry.text_content() for entry in html.fragment_fromstring(markup).xpath(".//li")]


@pytest.mark.parametrize(
    ("number", "offered"),
    [
        (1, ["1", "2", "…", "12", "Next"]),
        (2, ["Previous", "1", "2", "3", "…", "12", "Next"]),
        (3, ["Previous", "1", "2", "3", "4", "…", "12", "Next"]),
        (5, ["Previous", "1", "…", "4", "5", "6", "…", "12", "Next"]),
        (11, ["Previous", "1", "…", "10", "11", "12", "Next"]),
        (12, ["Previous", "1", "…", "11", "12"]),
    ],
)
def test_pagination_offers_the_ends_and_the_neighbours(number: int, offered: list[str]) -> None:
    assert _pages(number) == offered


def test_pagination_is_silent_where_one_page_holds_all() -> None:
    assert _pages(1, count=20) == []


def test_pagination_keeps_the_filter() -> None:
    request = RequestFactory().get("/", {"group": "gov"})
    page = Paginator(range(40), 20).page(1)
    markup = html.fragment_fromstring(render_to_string("parts/pages.html", {"page": page}, request))
    assert markup.xpath(".//a[@rel='next']/@href") == ["?group=gov&page=2"]


def test_a_bar_has_its_length_in_figures_that_svg_understands_in_every_language() -> None:
    bar = {"label": "Civil society", "value": "42 of 98", "share": 42.9}
    markup = html.fragment_fromstring(render_to_string("parts/bars.html", {"bars": [bar]}))
    assert markup.xpath(".//rect/@width") == ["42.9%"]
    assert markup.xpath(".//*[@class='value']/text()") == ["42 of 98"]


def test_a_table_of_figures_names_its_rows_columns_and_region() -> None:
    context = {
        "id": "tally",
        "caption": "By group",
        "columns": ["Group", "Written", "Total"],
        "rows": [["Governments", 11, 32]],
        "totals": ["Total", 59, 98],
        "last_is_total": True,
    }
    markup = html.fragment_fromstring(render_to_string("parts/table.html", context))
    assert markup.xpath("./@aria-labelledby") == markup.xpath(".//caption/@id") == ["tally-caption"]
    assert markup.xpath(".//th[@scope='col']/text()") == ["Group", "Written", "Total"]
    assert markup.xpath(".//tbody/tr/th[@scope='row']/text()") == ["Governments"]
    assert markup.xpath(".//td[contains(@class, 'total')]/text()") == ["32"]
    assert markup.xpath(".//tfoot//td/text()") == ["59", "98"]
