"""What cannot be read is set aside by its line or file, and takes nothing else with it."""

import gzip
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.campaigns.intake import SetAside, Unreadable, files_of, sources_of


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


CP1251 = "It is no UTF-8: it was read as cp1251, which suits it best."
FIVE = "Line 2 of It was set aside: it is no object."
CUT = (
    "It: it cannot be read from item 3 of its list on (Expecting property name enclosed in double"
    " quotes: line 1 column 402 (char 401))."
)
GOOD = {"1": "Сохраните библиотеку, просим вас.", "2": "Сохраните её, как она есть, для всех."}


def taken(file, content):
    """The texts of a file by id, and what is said about it without its name."""
    aside = SetAside()
    if isinstance(content, pa.Table):
        pq.write_table(content, file)
    else:
        file.write_bytes(content)
    (source,) = sources_of([file], file.parent / "stages", aside)
    rows = pq.read_table(source.path, columns=["id", "text"]).to_pylist()
    said = [sentence.replace(f"“{file}”", "It") for sentence in aside.sentences]
    return {row["id"]: row["text"] for row in rows}, said


def separated(by, head="id{}text"):
    lines = [f"{name}{by}{text!r}".replace("'", '"') for name, text in GOOD.items()]
    return "\n".join([head.format(by), *lines])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (separated(",").encode(), []),
        (separated(";").encode("utf-8-sig"), []),
        (separated("\t", "ID{} Text ").encode("utf-16"), []),
        (separated("|").encode("utf-16-be"), []),
        (b"sep=;\r\n" + separated(";").encode(), []),
        (separated(",").encode("cp1251"), [CP1251]),
    ],
    ids=["commas", "semicolons", "tabs", "bars", "excel", "windows-1251"],
)
def test_csv_is_read_however_it_is_written(tmp_path, content, said):
    assert taken(tmp_path / "rows.csv", content) == (GOOD, said)


def test_bytes_of_windows_1252_in_utf_8_are_read_and_told(tmp_path):
    rows, said = taken(
        tmp_path / "rows.csv", "id,text\n1,Ну что ж\n".encode() + b"2,Caf\xe9 noir\n"
    )
    assert rows == {"1": "Ну что ж", "2": "Café noir"}
    assert said == [
        "It is UTF-8 but for some bytes, which were read as Windows-1252: look at them."
    ]


OBJECTS = [{"id": name, "text": text} for name, text in GOOD.items()]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("\n\n".join(map(json.dumps, OBJECTS)), []),
        (json.dumps(OBJECTS), []),
        ("\n " + json.dumps(OBJECTS, indent=2), []),
        ("\n5\n" + "\n".join(map(json.dumps, OBJECTS)), [FIVE]),
        (json.dumps([5, *OBJECTS]), ["Item 1 of It was set aside: it is no object."]),
        (
            json.dumps(OBJECTS)[:-1] + ", {]",
            [CUT],
        ),
    ],
    ids=["lines", "list", "indented", "bad line", "bad item", "cut off"],
)
def test_json_is_lines_or_one_list(tmp_path, written, said):
    assert taken(tmp_path / "rows.json", written.encode()) == (GOOD, said)


ENCODED = pa.array([text.encode() for text in GOOD.values()], pa.binary())
IDS, TEXTS = pa.array(GOOD.keys()), pa.array(GOOD.values())
VIEWS = pa.array([*GOOD.values()], pa.string_view())


@pytest.mark.parametrize(
    "table",
    [
        pa.table({"id": [1, 2], "text": TEXTS.cast(pa.large_string())}),
        pa.table({"ID": IDS, "Text": TEXTS.dictionary_encode()}),
        pa.table({"id": IDS, "text": ENCODED}),
        pa.table({"id": ENCODED, "text": TEXTS}).slice(0, 0),
        pa.table({"id": IDS, "text": TEXTS, "other": VIEWS}),
        pa.table([IDS, TEXTS, ENCODED], names=["id", "text", "text"]),
    ],
    ids=["large", "named otherwise", "bytes", "nothing", "views beside", "twice"],
)
def test_parquet_is_read_whatever_holds_the_text(tmp_path, table):
    rows, said = taken(tmp_path / "rows.parquet", table)
    assert ({str(name): text for name, text in rows.items()}, said) == (
        GOOD if len(table) else {},
        [],
    )


def test_bytes_that_are_no_utf_8_are_read_and_told(tmp_path):
    table = pa.table({"id": ["a", "b"], "text": pa.array(["Señor".encode("latin-1"), None])})
    assert taken(tmp_path / "rows.parquet", table) == (
        {"a": "Señor", "b": None},
        ["It holds values that are no UTF-8 (1): each was read as what suits it best."],
    )


def test_columns_that_hold_lists_are_left_out_and_told(tmp_path):
    table = pa.table({"id": IDS, "text": TEXTS, "group": [[1], [2]]})
    assert taken(tmp_path / "rows.parquet", table) == (
        GOOD,
        ["It: its column `group` holds list<element: int64>, and was left out."],
    )


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.csv", b"", "it is empty."),
        (
            "a.csv",
            b"number,words\n1,2\n",
            "it has no column `id` and `text`, only “number”, “words”.",
        ),
        ("a.csv.gz", gzip.compress(b"id,text\n1,a\n" * 9)[:-9], "it cannot be read to its end"),
        ("a.csv.gz", b"not packed", "it cannot be read to its end (Not a gzipped file"),
        ("a.parquet", b"", "it is no Parquet"),
        ("a.parquet", pa.table({"id": [[1]], "text": ["a"]}), "its column `id` holds list<"),
        (
            "a.parquet",
            pa.table({"id": [1], "text": [5]}),
            "its column `text` holds int64, not text.",
        ),
    ],
    ids=["empty", "others", "cut off", "not packed", "no parquet", "list", "numbers"],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path, name, content, why):
    with pytest.raises(Unreadable, match="No file can be read") as told:
        taken(tmp_path / name, content)
    assert f"{name}” was set aside: {why}" in str(told.value)


def test_results_are_no_input(tmp_path):
    (tmp_path / "rows.csv").write_text("id,text\n")
    (tmp_path / "out/stages").mkdir(parents=True)
    (tmp_path / "out/stages/texts.parquet").write_bytes(b"")
    assert files_of(str(tmp_path), tmp_path / "out") == [tmp_path / "rows.csv"]
