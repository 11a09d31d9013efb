"""A database of the time when bytes stood in a table of their own is brought up to date."""

import importlib
from collections.abc import Iterator

import pytest
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from rapporteur.base.models import Original
from rapporteur.base.originals.queries import read
from rapporteur.stages.contributions.models import Sighting
from rapporteur.stages.contributions.queries import reconciliation
from tests.factories.contributions import make_item
from tests.factories.mandate import make_consultation

BEFORE = [("base", "0005_less_to_write"), ("contributions", "0018_pending")]
DROPPED = {  # by table, the columns whose indexes nothing reads
    "base_auditentry": ["at"],
    "contributions_item": ["original_id", "taken_by_id"],
}


def at(steps: list[tuple[str, str]]) -> Apps:
    executor = MigrationExecutor(connection)
    return executor.migrate(steps).apps


@pytest.fixture
def newest() -> Iterator[list[tuple[str, str]]]:
    nodes = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield nodes
    at(nodes)


def indexed(table: str) -> set[str]:
    """The columns that have an index alone."""
    with connection.cursor() as cursor:
        there = connection.introspection.get_constraints(cursor, table).values()
    return {of["columns"][0] for of in there if of["index"] and len(of["columns"]) == 1}


@pytest.mark.django_db(transaction=True)
def test_bytes_are_brought_to_their_rows_in_portions(
    newest: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    consultation = make_consultation()
    items = [make_item(consultation, content=b"%d" % number) for number in range(5)]
    old = at(BEFORE)
    originals, contents = (old.get_model("base", name).objects for name in ("Original", "Content"))
    for number, original in enumerate(originals.order_by("kept_at")):
        contents.create(original=original, content=b"%d" % number)
    large = originals.create(sha256="f" * 64, size=10**6)
    kept = {name: old.get_model("contributions", name).objects for name in ("Item", "Sighting")}
    known = {"consultation_id": consultation.pk, "channel": "form"}
    for item in kept["Item"].all():
        kept["Sighting"].create(item=item, received_at=item.received_at, **known)

    moving = importlib.import_module("rapporteur.base.migrations.0007_bytes_brought_together")
    monkeypatch.setattr(moving, "PORTION", 2)
    at(newest)

    assert [read(item.original) for item in items] == [b"%d" % number for number in range(5)]
    assert Original.objects.values_list("content", flat=True).get(pk=large.pk) is None
    assert "base_content" not in connection.introspection.table_names()
    assert {each.original_id for each in Sighting.objects.all()} == {i.original_id for i in items}
    found = reconciliation(consultation)
    assert (found.originals, found.differences) == (5, ())
    for table, columns in DROPPED.items():
        assert not indexed(table) & {*columns}
    assert "original_id" in indexed("contributions_sighting")


@pytest.mark.django_db(transaction=True)
def test_what_broke_off_goes_on_where_it_was(newest: list[tuple[str, str]]) -> None:
    old = at([("base", "0006_bytes_in_the_row"), ("contributions", "0018_pending")])
    originals, contents = (old.get_model("base", name).objects for name in ("Original", "Content"))
    originals.create(sha256="a" * 64, size=1, content=b"a")  # and its old row is gone
    there = originals.create(sha256="b" * 64, size=1, content=b"b")
    contents.create(original=there, content=b"b")
    contents.create(original=originals.create(sha256="c" * 64, size=1), content=b"c")
    at(newest)
    found = Original.objects.order_by("pk").values_list("content", flat=True)
    assert [bytes(each) for each in found] == [b"a", b"b", b"c"]
