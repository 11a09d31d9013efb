"""What was found, on a page that people read."""

from datetime import date, timedelta

import pytest

from rapporteur.core.campaigns.summary import summary

CAMPAIGN = {
    "id": "c1",
    "kind": "composed",
    "contributions": 1200,
    "distinct_texts": 1100,
    "distinct_contributors": 1,
    "with_additions": 3,
    "first": "2017-05-01",
    "last": "2017-05-09",
    "days": [["2017-05-01", 200], ["2017-05-02", 1000]],
    "groups": {"business": 200, "individual": 1000},
    "template": [
        {"fixed": "We ask", "letters": 800, "others": 0, "sentence": 1},
        {
            "slot": [{"text": "you", "count": 500}, {"text": "", "count": 300}],
            "letters": 800,
            "others": 0,
            "sentence": 1,
        },
        {"fixed": "Now", "letters": 200, "others": 0, "sentence": 2},
    ],
    "template_letters": 800,
    "any_order": False,
    "examples": [{"id": "7", "text": "We ask\nyou"}],
    "additions": [{"id": "8", "text": "my *own* <b>words</b>"}],
    "doubts": ["The letters came over a year."],
}
REPORT = {
    "version": 1,
    "counts": {
        "read": 5000,
        "contributions": 4990,
        "distinct_texts": 3000,
        "distinct_contributors": None,
        "in_campaigns": 1200,
    },
    "set_aside": {"without words": 10},
    "notes": ["No column group."],
    "campaigns": [CAMPAIGN],
    "smaller": {"campaigns": 2, "contributions": 5},
}


def test_every_count_is_given_three_times_over():
    page = summary(REPORT)
    assert "4,990 contributions, 3,000 distinct texts, contributors not known" in page
    assert "- 1,200 contributions, 1,100 distinct texts, 1 distinct contributor\n" in page


@pytest.mark.parametrize(
    ("many", "profile"),
    [
        (14, f"by day: {', '.join(f'2017-05-{day:02d}: 1' for day in range(1, 15))}"),
        (15, "by week from Monday: 2017-05-01: 7, 2017-05-08: 7, 2017-05-15: 1"),
        (124, "by month: 2017-05: 31, 2017-06: 30, 2017-07: 31, 2017-08: 31, 2017-09: 1"),
        (700, "by year: 2017: 245, 2018: 365, 2019: 90"),
    ],
)
def test_times_are_summed_up_so_that_they_are_soon_read(many, profile):
    days = [[(date(2017, 5, 1) + timedelta(days=n)).isoformat(), 1] for n in range(many)]
    campaign = CAMPAIGN | {"days": days, "last": days[-1][0]}
    assert f"- {profile}" in summary(REPORT | {"campaigns": [campaign]}).splitlines()


def test_what_is_known_of_a_campaign_is_said():
    page = summary(REPORT).splitlines()
    assert page[page.index("## c1: letters composed of interchangeable phrases") :] == [
        "## c1: letters composed of interchangeable phrases",
        "",
        "- 1,200 contributions, 1,100 distinct texts, 1 distinct contributor",
        "- received from 2017-05-01 to 2017-05-09",
        "- most on one day: 1,000, on 2017-05-02",
        "- by day: 2017-05-01: 200, 2017-05-02: 1,000",
        "- by group: individual 1,000, business 200",
        "- signers' own words in 3 contributions",
        "- against its being a campaign: The letters came over a year.",
        "",
        "Template, from 800 letters:",
        "",
        "> We ask **[** you (500) / — (300) **]**",
        "",
        "> Now (in 200 letters)",
        "",
        "For example:",
        "",
        "> We ask you (7)",
        "",
        "What signers added, for reading:",
        "",
        r"> my \*own\* \<b\>words\</b\> (8)",
        "",
        "## Others",
        "",
        "- 2 campaigns too small to be described, with 5 contributions, in members.parquet",
    ]


def test_what_was_set_aside_is_said_with_its_reason():
    assert "## Set aside\n\n- without words: 10\n\nNo column group." in summary(REPORT)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u202egnirts", "gnirts"),
        ("a\x00b", "a b"),
        ("a\n# b", r"a \# b"),
        ("[x](y)", r"\[x\](y)"),
        ("<script>", r"\<script\>"),
        ("1 | 2", r"1 \| 2"),
        ("word " * 200, "word " * 120 + "…"),
    ],
)
def test_nothing_in_a_text_is_markup(text, shown):
    examples = [{"id": "1", "text": text}]
    page = summary({**REPORT, "campaigns": [{**CAMPAIGN, "examples": examples}]})
    assert f"For example:\n\n> {shown} (1)\n" in page


def test_that_sentences_come_in_any_order_is_said():
    page = summary({**REPORT, "campaigns": [{**CAMPAIGN, "any_order": True}]})
    assert "Template, from 800 letters, whose sentences come in any order:" in page


def test_many_campaigns_are_not_all_shown():
    page = summary({**REPORT, "campaigns": [CAMPAIGN] * 40})
    assert page.count("## c1") == 25
    assert "- 15 campaigns more in campaigns.json, with 18,000 contributions" in page
