"""`rapporteur quantifiers`, called as a person calls it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rapporteur.cli import rapporteur
from rapporteur.core.evidence.quantifiers.policy import table

COUNTS = {
    "forum": {
        "all": {"said": 12, "addressed": 20},
        "civil-society": {
            "said": {"contributions": 9, "texts": 2, "contributors": 8, "carried": 31},
            "addressed": {"contributions": 11, "texts": 4, "contributors": 10},
        },
    },
    "*": {"all": {"said": 1, "addressed": 4}},
}


def call(*words: str | Path) -> Result:
    return CliRunner().invoke(rapporteur, ["quantifiers", *(str(word) for word in words)])


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    sentences, counts = tmp_path / "sentences.txt", tmp_path / "counts.json"
    counts.write_text(json.dumps(COUNTS))
    sentences.write_text(
        "[forum] Most participants agreed, while several civil society entities opposed.\n"
        "\n"
        "[forum] رأى معظم المشاركين ذلك.\n"
        "It was noted that it is so.\n",
        encoding="utf-8",
    )
    return sentences, counts


def test_each_quantifier_is_answered(files: tuple[Path, Path]) -> None:
    sentences, counts = files
    result = call("check", sentences, "--counts", counts)
    assert result.exit_code == 1
    most, several, arabic, hedge, last = result.stdout.splitlines()
    assert most.startswith("1: Supported. “Most” promises more than 50 per cent")
    assert several.startswith("1: Too weak. “several” promises at most 50 per cent, at least 3.")
    assert "distinct texts: 2" in several
    assert "31 States or others" in several
    assert arabic.startswith("3: العبارة مدعومة.")
    assert "1 of the 4" in hedge
    assert last.startswith("Respondents are not a sample")


def test_all_supported_is_no_finding(files: tuple[Path, Path], tmp_path: Path) -> None:
    sentences = tmp_path / "one.txt"
    sentences.write_text("[forum] Most participants agreed.")
    result = call("check", sentences, "--counts", files[1], "--right", "80", "--format", "json")
    assert result.exit_code == 0
    (record,) = json.loads(result.stdout)
    assert (record["words"], record["start"], record["whom"]) == ("Most", 0, ["all"])
    assert (record["said"], record["addressed"], record["low"]) == (12, 20, 11)
    assert 0.2 < record["fails"] < 0.5


def test_without_counts_they_are_listed(files: tuple[Path, Path]) -> None:
    result = call("check", files[0])
    assert result.exit_code == 0
    assert "1: “several” (several), of: civil society entities" in result.stdout
    nothing = files[0].with_name("nothing.txt")
    nothing.write_text("The Forum met.")
    assert call("check", nothing).stdout == "No quantifier was found.\n"


def test_ones_own_policy_and_groups(files: tuple[Path, Path], tmp_path: Path) -> None:
    policy, names = tmp_path / "policy.csv", tmp_path / "groups.csv"
    policy.write_text("language,key,words,share_from\nen,most,most,>60\n")
    names.write_text("language,key,words,kind\nen,youth,youth,modifier\n")
    sentences = tmp_path / "own.txt"
    sentences.write_text("[forum] Most participants agreed. Several youth groups agreed.")
    result = call(
        "check", sentences, "--counts", files[1], "--policy", policy, "--constituencies", names
    )
    assert "1: Too strong. “Most” promises more than 60 per cent." in result.stdout
    assert "There are no counts for: youth." in result.stdout


def test_a_sentence_whose_counts_are_missing_is_told(files: tuple[Path, Path]) -> None:
    counts = files[1]
    counts.write_text('{"other": {"all": {"said": 1, "addressed": 2}}}')
    result = call("check", files[0], "--counts", counts)
    assert "Line 1: there are no counts named “forum”." in result.stderr
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("option", "content", "says"),
    [
        ("--counts", b"{", "The counts are not JSON: line 1"),
        ("--policy", b"language,key,words\nde,most,die\n", "Line 2, field language: “de”"),
        ("--policy", b"\xff\xfe", "is not text in UTF-8: line 1"),
        ("--constituencies", b"language,key\n", "The heading “words” is missing"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    files: tuple[Path, Path], tmp_path: Path, option: str, content: bytes, says: str
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_bytes(content)
    result = call("check", files[0], option, wrong)
    assert result.exit_code == 1
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_the_table_is_the_packages() -> None:
    assert call("table").stdout == table()
    french = call("table", "--language", "fr").stdout.splitlines()
    assert len(french) > 25
    assert all(line.startswith("fr,") for line in french[1:])


def test_the_table_with_lines_of_ones_own(tmp_path: Path) -> None:
    policy = tmp_path / "policy.csv"
    policy.write_text("language,key,words,share_from\nen,most,most,>60\n")
    lines = call("table", "--policy", policy, "--language", "en").stdout.splitlines()
    of_most = [line for line in lines if line.startswith("en,most,")]
    assert of_most == ["en,most,most,either,free,more,,,>60,,"]
