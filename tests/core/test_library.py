"""The examples of the how-to on the library, as they stand there."""

import re
from pathlib import Path

import pytest

HOWTO = Path(__file__).parents[2] / "docs" / "howto" / "use-the-library.md"
EXAMPLES = re.findall(r"```python\n(.*?)```", HOWTO.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda code: code.split("\n")[0][-40:])
def test_an_example_runs_as_it_is_printed(example):
    exec(compile(example, str(HOWTO), "exec"), {})


def test_there_is_an_example_of_each_part():
    parts = set(re.findall(r"rapporteur\.core\.(\w+)", "".join(EXAMPLES)))
    assert parts == {"text", "campaigns", "evidence", "coding"}
