"""How results are compared: by what they say, wherever the rows stand."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.scaling import fingerprint, in_another_order


@pytest.fixture
def result(tmp_path):
    def write(rows, campaigns="[]"):
        pq.write_table(pa.Table.from_pylist(rows), tmp_path / "members.parquet")
        (tmp_path / "campaigns.json").write_text(campaigns)
        return fingerprint(tmp_path)

    return write


def test_rows_may_stand_in_any_order_but_must_be_the_same(result):
    rows = [{"id": "1", "campaign": "a"}, {"id": "2", "campaign": "b"}]
    assert result(rows) == result(rows[::-1])
    assert result(rows) != result([rows[0], {"id": "2", "campaign": "a"}])
    assert result(rows) != result(rows, campaigns="[1]")


def test_another_order_has_the_same_rows(tmp_path):
    (tmp_path / "made" / "docket").mkdir(parents=True)
    rows = [{"id": str(at), "text": "x" * at} for at in range(5)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "made" / "docket" / "part-0.parquet")
    place = in_another_order(tmp_path / "made", tmp_path / "other")
    assert pq.read_table(place / "docket").to_pylist() == rows[::-1]
