"""The plan: the same campaigns from files as in memory, whatever the files look like."""

import fcntl
import json
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from rapporteur.base.refusals import Refused
from rapporteur.cli import campaigns, rapporteur
from rapporteur.core.campaigns.find import Contribution, find_campaigns
from tests.core.campaigns.test_find import docket

DaftCoreException = pytest.importorskip("daft").exceptions.DaftCoreException


def rows(contributions: list[Contribution]) -> list[dict[str, str | None]]:
    return [
        {
            "id": one.id,
            "text": one.text,
            "received_at": f"{one.received_on}T10:00:00Z",
            "sender": one.sender,
            "group": one.group,
        }
        for one in contributions
    ]


def ran(source: object, folder: Path, code: int = 0) -> str:
    result = CliRunner().invoke(
        rapporteur, ["campaigns", str(source), "--out", str(folder), "--least", "2"]
    )
    assert result.exit_code == code, (result.output, result.exception)
    return result.output


@pytest.fixture(scope="module")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("docket")
    table = pa.Table.from_pylist(rows(docket()))
    pq.write_table(table.slice(0, 100), place / "b.parquet")
    pq.write_table(table.slice(100), place / "a.parquet")
    (place / "broken.parquet").write_bytes(b"PAR1 this is none")
    return place


@pytest.fixture(scope="module")
def out(parquet: Path) -> Path:
    folder = parquet.parent / f"{parquet.name}-out"
    ran(parquet, folder)
    return folder


def test_what_is_found_in_files_is_what_is_found_in_memory(out):
    found = find_campaigns(docket())
    members = pq.read_table(out / "members.parquet").to_pylist()
    assert sorted(tuple(row.values()) for row in members) == sorted(
        (one.id, one.campaign, one.kind, one.addition) for one in found.members
    )
    report = json.loads((out / "campaigns.json").read_text())
    assert report["campaigns"] == [campaign.as_dict() for campaign in found.campaigns]


def test_what_was_set_aside_is_said_and_counted(out):
    report = json.loads((out / "campaigns.json").read_text())
    assert report["set_aside"] == {"broken files": 1, "rows without words": 1}
    assert "The id “0669” has a text without a word." in report["notes"]
    assert any("broken.parquet” was set aside" in note for note in report["notes"])


def test_json_lines_give_the_same_bytes(out, tmp_path):
    lines = [json.dumps(row, ensure_ascii=False) for row in reversed(rows(docket()))]
    (tmp_path / "docket.jsonl").write_text("\n".join([*lines, "{broken"]))
    ran(tmp_path / "docket.jsonl", tmp_path / "out")
    one, other = (folder / "members.parquet" for folder in (out, tmp_path / "out"))
    assert one.read_bytes() == other.read_bytes()
    report = json.loads((tmp_path / "out" / "campaigns.json").read_text())
    assert report["set_aside"] == {"lines": 1, "rows without words": 1}


def test_a_run_that_was_cut_off_goes_on(out, parquet):
    before = (out / "members.parquet").read_bytes()
    (out / "members.parquet").unlink()
    (out / "stages" / "5-near" / "done").unlink()
    said = ran(parquet, out)
    assert "1-texts: kept from before" in said
    assert "5-near: made anew, since the last run was ended in it" in said
    assert (out / "members.parquet").read_bytes() == before


def test_repeated_ids_are_counted_once(tmp_path):
    table = [
        {"id": name, "text": text}
        for name, text in (("a", "the same text"), ("a", "the same text"), ("b", "another one"),
                           (None, "nobody's"), ("c", None))
    ]  # fmt: skip
    pq.write_table(pa.Table.from_pylist(table), tmp_path / "in.parquet")
    ran(tmp_path / "in.parquet", tmp_path / "out")
    report = json.loads((tmp_path / "out" / "campaigns.json").read_text())
    assert report["set_aside"] == {
        "repeated ids": 1,
        "rows without id": 1,
        "rows without text": 1,
    }
    assert report["counts"]["contributions"] == 2
    assert report["campaigns"] == []
    assert pq.read_table(tmp_path / "out" / "members.parquet").num_rows == 0


@pytest.mark.parametrize("name", ["nothing.parquet", "other.csv"])
def test_nothing_to_read_is_a_sentence(tmp_path, name):
    (tmp_path / "other.csv").write_text("number,words\n1,2\n")
    said = ran(tmp_path / name, tmp_path / "out", code=2)
    assert (
        "no column `id` and `text`, only “number”, “words”" in said
        or "There is no file to read" in said
    )


def test_a_docket_without_rows_and_texts_kept_as_a_dictionary(tmp_path):
    table = pa.Table.from_pylist([{"id": "a", "text": "one text"}, {"id": "b", "text": "one text"}])
    coded = table.set_column(1, "text", table.column("text").dictionary_encode())
    pq.write_table(table.slice(0, 0), tmp_path / "none.parquet")
    pq.write_table(coded, tmp_path / "coded.parquet")
    for name, contributions in (("none", 0), ("coded", 2)):
        ran(tmp_path / f"{name}.parquet", tmp_path / name)
        report = json.loads((tmp_path / name / "campaigns.json").read_text())
        assert report["counts"]["in_campaigns"] == contributions


def test_a_time_that_cannot_be_read_is_told_and_an_odd_path_is_no_pattern(tmp_path):
    times = ["2017-05-01", " 2017-05-01T10:00:00Z", "5/1/2017", "", None]
    table = [{"id": str(n), "text": "one text", "received_at": at} for n, at in enumerate(times)]
    place = tmp_path / "a [b] {c} *?"
    place.mkdir()
    pq.write_table(pa.Table.from_pylist(table), place / "in [1]*.parquet")
    ran(place / "in [1]*.parquet", place / "out")
    report = json.loads((place / "out" / "campaigns.json").read_text())
    assert report["set_aside"] == {"times not read": 1}
    assert report["notes"] == [
        "The id “2” has a time that is not written like 2017-05-01T10:00:00Z."
    ]
    assert [one["days"] for one in report["campaigns"]] == [[["2017-05-01", 2]]]


def test_a_changed_file_is_read_again(tmp_path):
    for text in ("one text", "two text"):
        (tmp_path / "in.csv").write_text(f"id,text\na,{text}\nb,one text\n")
        ran(tmp_path / "in.csv", tmp_path / "out")
    assert pq.read_table(tmp_path / "out" / "members.parquet").num_rows == 0


def test_two_runs_do_not_write_into_one_folder(tmp_path, parquet):
    (tmp_path / "stages").mkdir()
    with (tmp_path / "stages" / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "Another run writes into" in ran(parquet, tmp_path, code=1)


def test_a_cluster_that_does_not_answer_is_a_sentence(tmp_path, parquet):
    pytest.importorskip("ray")
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        for scheme in ("", "ray://"):
            address = f"{scheme}127.0.0.1:{nobody.getsockname()[1]}"
            command = ["campaigns", str(parquet), "--out", str(tmp_path), "--ray", address]
            result = CliRunner().invoke(rapporteur, command)
            assert (result.exit_code, f"No Ray cluster answers at {address}" in result.output) == (
                1,
                True,
            )


@pytest.mark.parametrize("answer", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"", None])
def test_what_answers_and_is_no_cluster_is_a_sentence(tmp_path, parquet, monkeypatch, answer):
    """A web server; one that hangs up; one that says nothing."""
    pytest.importorskip("ray")
    monkeypatch.setattr(campaigns, "KNOCKING", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"127.0.0.1:{server.getsockname()[1]}"

        def serve() -> None:
            line, _ = server.accept()
            with line:
                line.recv(100)
                if answer is None:
                    line.settimeout(5)
                    line.recv(100)  # until the other gives up
                else:
                    line.sendall(answer)

        with ThreadPoolExecutor(1) as threads:
            threads.submit(serve)
            command = ["campaigns", str(parquet), "--out", str(tmp_path), "--ray", address]
            result = CliRunner().invoke(rapporteur, command)
    assert (result.exit_code, f"No Ray cluster answers at {address}" in result.output) == (1, True)


@pytest.mark.parametrize(("full", "problem"), [(1 << 62, Refused), (0, DaftCoreException)])
def test_a_full_disk_is_a_sentence(tmp_path, monkeypatch, full, problem):
    monkeypatch.setattr(campaigns, "FULL", full)
    with pytest.raises(problem), campaigns._room(tmp_path):
        raise DaftCoreException("channel closed")


def test_too_little_memory_is_a_sentence(tmp_path):
    with pytest.raises(Refused, match="Memory did not suffice"), campaigns._room(tmp_path):
        np.zeros(1 << 50)
