"""The register and the tally as files."""

import csv
import io
import json

import pytest

from rapporteur.stages.contributions.actions import void
from rapporteur.stages.contributions.exports import (
    REGISTER_COLUMNS,
    register_csv,
    register_json,
    tally_csv,
    tally_json,
)
from rapporteur.stages.contributions.queries import tally
from tests.factories.contributions import make_contribution
from tests.factories.mandate import make_consultation
from tests.factories.stakeholders import make_group

pytestmark = pytest.mark.django_db


def test_the_register_is_whole_and_says_what_became_of_each():
    consultation = make_consultation(prefix="P")
    group = make_group(consultation)
    make_contribution(consultation, contributor='=HYPERLINK("x")', group=group)
    void(make_contribution(consultation), reason="Test fax", by="tests")
    text = "".join(register_csv(consultation))
    assert text.startswith("\ufeffnumber,mode,group,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [
        (row["number"], row["contributor"][:2], row["group"], row["standing"]) for row in rows
    ] == [
        ("P/W-001", "'=", group.key, "counted"),
        ("P/W-002", "Co", "", "voided"),
    ]
    told = json.loads("".join(register_json(consultation)))
    assert [each["items"] for each in told["entries"]] == ["P/R-1", "P/R-2"]


def test_an_empty_register_is_valid_too():
    consultation = make_consultation()
    assert json.loads("".join(register_json(consultation)))["entries"] == []
    assert "".join(register_csv(consultation)) == "\ufeff" + ",".join(REGISTER_COLUMNS) + "\r\n"


def test_the_tally_as_csv_and_json():
    consultation = make_consultation()
    make_contribution(consultation, group=make_group(consultation, names={"en": "Academia"}))
    found = tally(consultation)
    assert "".join(tally_csv(found)).splitlines() == [
        "\ufeffStakeholder group,Written comments,Presentations,Informal interventions,Total",
        "Academia,1,0,0,1",
        "Total,1,0,0,1",
    ]
    told = json.loads(tally_json(found))
    assert (told["total"], told["headline"], told["distinct_texts"]) == (1, 1, 1)
    assert told["rows"][0]["counts"] == {"written": 1, "presentation": 0, "informal": 0}
