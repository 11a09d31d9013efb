"""The published schema says what the program writes, and refuses what it would not read."""

import json
from pathlib import Path

import jsonschema
import pytest

from rapporteur.core.document.json import to_json
from rapporteur.core.document.schema import schema
from tests.factories.document import arabic, report
from tests.factories.rich_document import rich
from tests.factories.six_languages import LANGUAGES, sample

PUBLISHED = Path(__file__).parents[3] / "docs/reference/document.schema.json"


def test_the_published_schema_is_in_step():
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == schema()


@pytest.mark.parametrize("document", [report(), arabic(), rich(), *map(sample, LANGUAGES)])
def test_every_document_fits_the_schema(document):
    jsonschema.Draft202012Validator(schema()).validate(json.loads(to_json(document)))


@pytest.mark.parametrize(
    "change",
    [{"title": 5}, {"strange": 1}, {"sections": [{"kind": "Paragraph", "id": "p", "runs": []}]}],
)
def test_what_is_no_document_does_not_fit(change):
    kept = json.loads(to_json(report()))
    kept["document"] |= change

    assert not jsonschema.Draft202012Validator(schema()).is_valid(kept)
