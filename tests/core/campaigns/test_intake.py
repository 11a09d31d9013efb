"""Rows of CSV: what cannot be read is set aside by its line, and takes nothing else with it."""

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.campaigns.intake import SetAside, sources_of


def unmatched(line):
    return f"Line {line} was set aside: a quotation mark in it is not closed, or not doubled."


def read(folder, text):
    """The texts of a CSV by id, and the sentences on what was set aside."""
    file, aside = folder / "rows.csv", SetAside()
    file.write_text(text, newline="")
    (source,) = sources_of([file], folder / "parquet", aside)
    rows = pq.read_table(source.path).to_pylist()
    named = [sentence.replace(f" of “{file}”", "") for sentence in aside.sentences]
    return {row["id"]: row["text"] for row in rows}, named


@pytest.mark.parametrize(
    ("text", "rows", "told"),
    [
        ('1,"a"\n2,"b ""c"" d"\n', {"1": "a", "2": 'b "c" d'}, []),
        ('1,"two\nlines"\n2,b\n', {"1": "two\nlines", "2": "b"}, []),
        ('1,a "quoted" word\n2,b\n', {"1": 'a "quoted" word', "2": "b"}, []),
        ('1,"open\n2,"b"\n3,"c\nd"\n', {"2": "b", "3": "c\nd"}, [unmatched(2)]),
        ('1,a\n2,"open\n3,c\n4,d\n', {"1": "a", "3": "c", "4": "d"}, [unmatched(3)]),
        ("1,a,b\n2,c\n", {"2": "c"}, ["Line 2 was set aside: it has 3 cells, not 2."]),
    ],
)  # fmt: skip
def test_a_broken_line_is_told_and_the_rest_goes_on(tmp_path, text, rows, told):
    assert read(tmp_path, "id,text\n" + text) == (rows, told)


@given(st.lists(st.sampled_from(['n,"open', "n,plain", 'n,"whole"', 'n,"a ""b"""']), max_size=12))
def test_no_line_takes_another_with_it(tmp_path_factory, kinds):
    lines = [kind.replace("n", str(n), 1) for n, kind in enumerate(kinds)]
    rows, told = read(tmp_path_factory.mktemp("rows"), "\n".join(["id,text", *lines, ""]))
    assert set(rows) == {str(n) for n, kind in enumerate(kinds) if kind != 'n,"open'}
    assert len(told) == kinds.count('n,"open')
