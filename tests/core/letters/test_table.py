"""A table that remembers no text."""

from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.letters.table import Table


@given(st.dictionaries(st.text(max_size=5), st.integers(0, 2**64 - 1), max_size=3_000))
def test_it_answers_as_a_dictionary_does(entries: dict[str, int]) -> None:
    table = Table()
    for text, number in entries.items():
        assert text not in table
        table[text] = number
    assert (len(table), {text: table[text] for text in entries}) == (len(entries), entries)
    for text in entries:
        table[text] = 7
    assert (len(table), {table[text] for text in entries}) == (
        len(entries),
        {7} if entries else set(),
    )


def test_it_grows_and_knows_what_is_not_in_it() -> None:
    table = Table()
    for number in range(20_000):
        table[f"a{number}"] = number
    assert all(table[f"a{number}"] == number for number in range(20_000))
    assert not any(f"b{number}" in table or table[f"b{number}"] for number in range(20_000))
