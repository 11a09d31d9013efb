"""Puts a million contributions of the online form into a site, as if they had been sent.

    python -m benchmarks.submissions.fill 1000000        (in the site's environment)

Straight into the tables, by COPY or by one statement for many rows: a million over HTTP would take
half an hour. Every row is true: the bytes have their hash, the leaves commit to what the items say,
and `rapporteur reconcile` finds all of it in order.
"""

import json
import os
import secrets
import sys
from datetime import timedelta
from hashlib import sha256
from typing import Any

import django

from benchmarks.submissions.site import SLUG, Site, run

BATCH = 20_000  # contributions of which the rows are in memory
WORDS = "w" * 2900


def fill(site: Site, wanted: int) -> None:
    """Bring the items of a site to so many."""
    run(site.environment, [sys.executable, "-m", "benchmarks.submissions.fill", str(wanted)])


def main(wanted: int) -> None:
    """Fill the site of the environment."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "rapporteur.site.settings"
    django.setup()
    from django.db import connection, transaction
    from django.db.models import Max

    from rapporteur.base.models import AuditEntry, Content, Leaf, Original
    from rapporteur.base.numbering.models import Series
    from rapporteur.stages.contributions.models import Item
    from rapporteur.stages.mandate.models import Consultation

    consultation = Consultation.objects.get(slug=SLUG)
    key = f"{SLUG}/R"
    series, _made = Series.objects.get_or_create(key=key)
    tables: list[Any] = [Original, Content, Leaf, Item, AuditEntry]
    ids = [(model.objects.aggregate(last=Max("pk"))["last"] or 0) for model in tables[2:]]
    quick = connection.vendor == "sqlite"
    if quick:  # the file is worth nothing if this is interrupted
        connection.cursor().execute("PRAGMA synchronous=OFF")
        connection.cursor().execute("PRAGMA cache_size=-2000000")
    for first in range(series.last + 1, wanted + 1, BATCH):
        numbers = range(first, min(first + BATCH, wanted + 1))
        rows = [_rows(consultation, number, number - series.last, ids) for number in numbers]
        with transaction.atomic():
            for place, model in enumerate(tables):
                _write(connection, model, [row[place] for row in rows])
            Series.objects.filter(key=key).update(last=numbers[-1])
        print(f"{numbers[-1]:,}", end="\r", file=sys.stderr, flush=True)
    for statement in connection.ops.sequence_reset_sql(_plain_style(), tables[2:]):
        connection.cursor().execute(statement)
    connection.cursor().execute("ANALYZE")  # as the database does by itself in the course of days


def _rows(consultation: Any, number: int, step: int, ids: list[int]) -> list[dict[str, Any]]:
    """The rows of one contribution, by table, each by attribute."""
    from django.utils import timezone

    from rapporteur.core.ledger.commitments import LeafKind, commitment, digest_of
    from rapporteur.stages.contributions.models import Item
    from rapporteur.stages.contributions.queries.receipts import about_item
    from rapporteur.stages.contributions.rules import Submission

    now = timezone.now()
    said = Submission(
        consultation=SLUG,
        name="Amina",
        consent="named",
        text=f"{number} {secrets.token_hex(8)} {WORDS}",
    )
    content = said.as_bytes()
    digest = sha256(content).hexdigest()
    leaf, own, entry = (each + step for each in ids)
    item = Item(
        id=own,
        consultation=consultation,
        number=number,
        channel="form",
        received_at=now,
        sender="Amina",
        claimed={**said.claims, "doubts": [], "page_language": "en"},
        original_id=digest,
        source=f"form:{secrets.token_urlsafe(9)}:{digest[:16]}",
        opened_at=now,
        begun_at=now,
        grace=timedelta(minutes=15),
        leaf_id=leaf,
    )
    nonce = secrets.token_hex(32)
    commits = commitment(LeafKind.ITEM, digest_of(about_item(item, [digest])), nonce)
    fields = {field.attname for field in Item._meta.concrete_fields}
    trail = {"channel": "form", "sha256": digest, "attachments": []}
    return [
        {"sha256": digest, "size": len(content), "kept_at": now, "erased_because": ""},
        {"original_id": digest, "content": content},
        {"id": leaf, "kind": "item", "commitment": commits, "nonce": nonce, "made_at": now},
        {name: value for name, value in vars(item).items() if name in fields},
        {
            "id": entry,
            "at": now,
            "actor": "online form",
            "act": "contributions.receive_item",
            "consultation": SLUG,
            "about": f"contributions.item:{own}",
            "label": item.reference,
            "particulars": trail,
        },
    ]


def _write(connection: Any, model: Any, rows: list[dict[str, Any]]) -> None:
    fields = [field for field in model._meta.concrete_fields if field.attname in rows[0]]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    table = model._meta.db_table
    if connection.vendor == "sqlite":
        marks = ", ".join(["%s"] * len(fields))
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 -- our own names
                [
                    [field.get_db_prep_save(row[field.attname], connection) for field in fields]
                    for row in rows
                ],
            )
        return
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row([_plain(row[field.attname]) for field in fields])


def _plain(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, dict | list) else value


def _plain_style() -> Any:
    from django.core.management.color import no_style

    return no_style()


if __name__ == "__main__":
    main(int(sys.argv[1]))
