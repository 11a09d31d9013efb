"""Texts as numbers: what counts as the same word, and where it stands."""

import unicodedata

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from rapporteur.core.campaigns.keys import keys_of
from rapporteur.core.campaigns.words import as_read, chosen, joined, words_of

IGNORED = "'’\u00ad\u064e"
ALONE = "互中ค𠀀"
MARKS = " -.😀\x00⁄"
LETTERS = "abcABÉé\u0301ﬁ½سÅ7"


def same(one: str, other: str) -> bool:
    first, second = keys_of(words_of([one, other]))
    return bool((first == second).all())


def test_case_space_punctuation_and_form_make_no_difference():
    assert same("Hello, World! I'm here", "hello   world im\nHERE.")
    assert same("It’s fine", "it's fine")
    assert same("cafe\u0301 ﬁne", "CAFÉ fine")
    assert same("العَرَبِيَّة", "العربية")
    assert same("Ｆｕｌｌ", "full")


def test_what_is_escaped_is_read_as_what_it_stands_for():
    assert same("It&#39;s caf&eacute; &amp;&nbsp;bar", "It's café & bar")
    assert same("Dear Sir,\\r\\n\\r\\nNo.<br/>Yes&#x2E;</p>", "Dear Sir,\n\nNo.\nYes.")
    assert as_read("One.\\nTwo &lt;br&gt; three") == "One.\nTwo <br> three"


def test_what_only_looks_escaped_is_left_alone():
    for text in (
        "AT&T and R&D; a=1&copy=2",
        "5 <b> 6",
        "C:\\users",
        "&nosuch; &#;",
        "\\",
        "&",
        "<",
    ):
        assert as_read(text) == text


def test_order_and_words_do():
    assert not same("a b", "b a")
    assert not same("ab", "a b")
    assert not same("", "a")


def test_places_are_those_of_the_text():
    text = "Ünder “the” wide sky"
    words = words_of(["x", text, None])
    assert words.offsets.tolist() == [0, 1, 5, 5]
    found = [text[a:b] for a, b in zip(words.starts[1:], words.ends[1:], strict=True)]
    assert found == ["Ünder", "the", "wide", "sky"]


def test_scripts_without_spaces_have_a_word_per_character():
    assert words_of(["互联网治理 ok"]).offsets.tolist() == [0, 6]


def plainly(text: str) -> list[tuple[int, int, str]]:
    """Start, end and letters of each word, character by character."""
    found: list[tuple[int, int, str]] = []
    between: str | None = None  # what lies between the last word and here; None: it is closed
    for at, character in enumerate(text):
        if character in MARKS:
            between = None
        elif character in IGNORED:
            between = None if between is None or len(between) == 2 else between + character
        else:
            plain = unicodedata.normalize("NFKC", character).lower()
            if between is None or character in ALONE:
                found.append((at, at + 1, plain))
            else:
                start, _, before = found[-1]
                found[-1] = (start, at + 1, before + plain)
            between = None if character in ALONE else ""
    return found


@settings(deadline=None)  # the first call compiles
@given(st.lists(st.text(IGNORED + ALONE + MARKS + LETTERS, max_size=20), max_size=20))
def test_words_are_those_that_the_plain_rule_gives(texts):
    words = words_of(texts)
    expected = [plainly(as_read(text)) for text in texts]
    flat = [word for each in expected for word in each]
    assert words.offsets.tolist() == [sum(map(len, expected[:n])) for n in range(len(texts) + 1)]
    assert words.starts.tolist() == [start for start, _, _ in flat]
    assert words.ends.tolist() == [end for _, end, _ in flat]
    pairs = {(letters, int(n)) for (_, _, letters), n in zip(flat, words.hashes, strict=True)}
    assert len(pairs) == len({letters for letters, _ in pairs}) == len({n for _, n in pairs})


def test_bytes_that_are_no_utf_8_end_a_word_and_no_more():
    content = pa.array([b"ab\xff cd", b"\xe4\xba", b"ef"], pa.large_binary())
    offsets, held = content.buffers()[1:]
    words = words_of(pa.Array.from_buffers(pa.large_string(), 3, [None, offsets, held]))
    assert words.offsets.tolist() == [0, 2, 2, 3]


@settings(deadline=None)  # the first call compiles
@given(st.lists(st.text(max_size=30), max_size=8))
def test_a_batch_says_what_its_texts_say_alone(texts):
    together = words_of(texts)
    apart = joined([words_of([text]) for text in texts])
    assert together.offsets.tolist() == apart.offsets.tolist()
    assert together.hashes.tolist() == apart.hashes.tolist()
    rows = chosen(together, together.offsets[:0])
    assert len(rows) == 0


def test_slices_of_arrow_arrays_keep_their_texts():
    array = pa.array(["one", None, "two three", "four"]).slice(1)
    assert words_of(array).offsets.tolist() == [0, 0, 2, 3]
