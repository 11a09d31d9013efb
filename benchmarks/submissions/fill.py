"""Puts a million contributions of the online form into a site, as if they had been sent.

    python -m benchmarks.submissions.fill 1000000        (in the site's environment)

Straight into the tables, by COPY or by one statement for many rows: a million over HTTP would take
half an hour. Every row is true: the bytes have their hash, the leaves commit to what the items say,
and `rapporteur reconcile` finds all of it in order. What is the same in all of them is made once
for each batch, as the site makes it.
"""

import json
import os
import secrets
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import django

from benchmarks.submissions.client import SIZE
from benchmarks.submissions.site import SLUG, Site, run

BATCH = 10_000  # contributions of which the rows are in memory


def fill(site: Site, wanted: int) -> None:
    """Bring the items of a site to so many."""
    run(site.environment, [sys.executable, "-m", "benchmarks.submissions.fill", str(wanted)])


def main(wanted: int) -> None:
    """Fill the site of the environment."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "rapporteur.site.settings"
    django.setup()
    from django.db import connection, transaction

    from rapporteur.base.numbering.models import Series
    from rapporteur.stages.mandate.models import Consultation

    consultation = Consultation.objects.get(slug=SLUG)
    series, _made = Series.objects.get_or_create(key=f"{SLUG}/R")
    if connection.vendor == "sqlite":  # the file is worth nothing if this is interrupted
        connection.cursor().execute("PRAGMA synchronous=OFF")
        connection.cursor().execute("PRAGMA cache_size=-2000000")
    filling = Filling(consultation)
    for first in range(series.last + 1, wanted + 1, BATCH):
        numbers = range(first, min(first + BATCH, wanted + 1))
        with transaction.atomic():
            filling.add(numbers)
            Series.objects.filter(pk=series.pk).update(last=numbers[-1])
        print(f"{numbers[-1]:,}", end="\r", file=sys.stderr, flush=True)
    filling.end()


class Filling:
    """The tables that a contribution stands in, and the keys that were given last."""

    def __init__(self, consultation: Any) -> None:
        from django.db.models import Max

        from rapporteur.base.models import AuditEntry, Leaf, Original
        from rapporteur.stages.contributions.models import Item

        self.consultation = consultation
        self.numbered = (Leaf, Item, AuditEntry)
        self.tables: tuple[Any, ...] = (Original, *self.numbered)
        self.keys = [
            model.objects.aggregate(last=Max("pk"))["last"] or 0 for model in self.numbered
        ]

    def add(self, numbers: Sequence[int]) -> None:
        """Write contributions under these numbers, in the caller's transaction."""
        alike = self._alike()
        rows = list(self._rows(numbers, alike[2]["received_at"]))
        for place, (model, like) in enumerate(zip(self.tables, alike, strict=True)):
            _write(model, like, [row[place] for row in rows])

    def _alike(self) -> tuple[dict[str, Any], ...]:
        """What is the same in the rows of all, by table and attribute."""
        from django.utils import timezone

        from rapporteur.stages.contributions.models import Item

        now, said = timezone.now(), _said("")
        item = Item(
            consultation=self.consultation,
            channel="form",
            received_at=now,
            sender=said.name,
            claimed={**said.claims, "doubts": [], "page_language": "en"},
            opened_at=now,
            begun_at=now,
            grace=timedelta(minutes=15),
        )
        fields = {field.attname for field in Item._meta.concrete_fields}
        trail = {"actor": "online form", "act": "contributions.receive_item", "consultation": SLUG}
        return (
            {"kept_at": now, "erased_because": ""},
            {"kind": "item", "made_at": now},
            {name: value for name, value in vars(item).items() if name in fields},
            {"at": now, **trail},
        )

    def _rows(
        self, numbers: Sequence[int], received_at: datetime
    ) -> Iterator[tuple[dict[str, Any], ...]]:
        """What is each one's own, by table and attribute."""
        from rapporteur.base.tokens import ordered_token
        from rapporteur.core.ledger.commitments import LeafKind, commitment, digest_of
        from rapporteur.stages.contributions.models import Item
        from rapporteur.stages.contributions.queries.receipts import about_item

        item = Item(consultation=self.consultation, received_at=received_at)
        before, after = _said("\0").as_bytes().split(json.dumps("\0")[1:-1].encode())
        for number in numbers:
            self.keys = [key + 1 for key in self.keys]
            leaf, own, entry = self.keys
            content = before + secrets.token_hex(SIZE // 2).encode() + after
            digest, nonce, item.number = sha256(content).hexdigest(), secrets.token_hex(32), number
            commits = commitment(LeafKind.ITEM, digest_of(about_item(item, [digest])), nonce)
            yield (
                {"sha256": digest, "size": len(content), "content": content},
                {"id": leaf, "commitment": commits, "nonce": nonce},
                {
                    "id": own,
                    "number": number,
                    "original_id": digest,
                    "source": f"form:{ordered_token(9)}:{digest[:16]}",
                    "token": ordered_token(16),
                    "leaf_id": leaf,
                },
                {
                    "id": entry,
                    "about": f"contributions.item:{own}",
                    "label": item.reference,
                    "particulars": {"channel": "form", "sha256": digest, "attachments": []},
                },
            )

    def end(self) -> None:
        """Leave the database as it would be."""
        from django.core.management.color import no_style
        from django.db import connection

        for statement in connection.ops.sequence_reset_sql(no_style(), self.numbered):
            connection.cursor().execute(statement)
        if connection.vendor == "postgresql":  # as it does by itself; SQLite never does
            connection.cursor().execute("ANALYZE")


def _said(text: str) -> Any:
    from rapporteur.stages.contributions.rules import Submission

    return Submission(consultation=SLUG, name="Amina", consent="named", language="en", text=text)


def _write(model: Any, like: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    """Write rows of one table. like: what all of them have, beside what each has."""
    from django.db import connection

    names = {**like, **rows[0]}
    fields = [field for field in model._meta.concrete_fields if field.attname in names]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    table = model._meta.db_table
    copied = connection.vendor == "postgresql"
    values = [
        _plain(like[field.attname])
        if copied and field.attname in like
        else field.get_db_prep_save(like.get(field.attname), connection)
        for field in fields
    ]
    own = [(place, field.attname) for place, field in enumerate(fields) if field.attname in rows[0]]

    def filled() -> Iterator[list[Any]]:
        for row in rows:
            for place, name in own:
                values[place] = _plain(row[name])
            yield values

    with connection.cursor() as cursor:
        if copied:
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in filled():
                    copy.write_row(row)
        else:
            marks = ", ".join(["?"] * len(fields))
            cursor.cursor.connection.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 -- our own names
                filled(),
            )


def _plain(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, dict | list) else value


if __name__ == "__main__":
    main(int(sys.argv[1]))
