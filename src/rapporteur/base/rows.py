"""Inserting and changing many rows at once, for the tables to which all that arrives is written.

The ORM's `bulk_create` asks of each value of each row anew what kind of thing it is, which costs
more than the database does, and its `bulk_update` builds a condition for each value of each row.
Here that is asked once for each table.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, cached_property
from operator import itemgetter
from time import monotonic
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import AutoField, DateTimeField, ForeignKey, JSONField, Model
from django.db.models import fields as plain
from django.db.models.fields import Field
from django.utils import timezone

Row = TypeVar("Row", bound=Model)
Values = Sequence[Any]
# Fields whose values go to the database as they are.
_PLAIN = (plain.CharField, plain.TextField, plain.IntegerField, plain.BooleanField)


def insert_all(rows: Iterable[Row], *, leave_known: bool = False, completed: str = "") -> list[Row]:
    """Insert rows of one table in the caller's transaction, and tell each its key; in order.

    rows: new ones, of a model with a table of its own, holding values and no expressions; with
    keys that were asked for beforehand (`ask_keys`), all of them, or without. leave_known: whether
    a row that some unique column has already is left as it stands there; only for tables whose
    keys are not the database's to give. completed: the field that is filled in all the same where
    it is empty there, and is not here; in a table without another unique column than its key.
    """
    rows = list(rows)
    if rows:
        model = type(rows[0])
        brought = rows[0].pk is not None and isinstance(model._meta.pk, AutoField)
        names = tuple(field.name for field in model._meta.concrete_fields) if brought else ()
        table = _table(model, connection.vendor, names, numbered=not brought)
        keys = table.insert(table.values_of(rows), leave_known, completed)
        for row, key in zip(rows, keys, strict=False):  # none where the rows brought their own
            row.pk = key
        for row in rows:
            row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return rows


def hold(row: Model) -> None:
    """Lock a row until the caller's transaction ends, where the database locks rows at all.

    What `select_for_update().get()` does, which makes its words anew each time it is asked.
    """
    if connection.features.has_select_for_update:
        meta, quoted = row._meta, connection.ops.quote_name
        table, key = quoted(meta.db_table), quoted(str(meta.pk.column))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT 1 FROM {table} WHERE {key} = %s FOR UPDATE",  # noqa: S608 -- our own names
                [row.pk],
            )


def ask(words: str, values: Values = ()) -> Callable[[], list[Any]]:
    """Have a statement carried out; what is returned gives the rows that it answers.

    Several that are asked before the first answer is read share one way to PostgreSQL and back
    (`few_trips`). Each is to be read before the transaction ends.
    """
    cursor = connection.cursor()
    cursor.execute(words, values)

    def answer() -> list[Any]:
        with cursor:
            return list(cursor.fetchall())

    if connection.vendor == "postgresql":
        return answer
    found = answer()  # SQLite goes no way, and takes nothing back while a statement is half read
    return lambda: found


def ask_keys(model: type[Model], many: int) -> Callable[[], Sequence[int | None]]:
    """Keys for so many new rows of a table, so that inserting them needs no answer (`ask`).

    With SQLite, which has no way to go, there are none: the rows get theirs as they are inserted.
    Those that are not used are used by nobody.
    """
    if connection.vendor != "postgresql":
        return lambda: [None] * many
    meta = model._meta
    words = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
    answer = ask(words, [meta.db_table, str(meta.pk.column), many])
    return lambda: [key for (key,) in answer()]


@contextmanager
def few_trips() -> Iterator[None]:
    """Have PostgreSQL be sent what needs no answer together with what follows it.

    Each wait for an answer lets another thread go first, which may take longer than the answer. A
    statement that fails raises when the next answer is asked for, or at the end.
    """
    if connection.vendor != "postgresql":
        yield
        return
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield


def update_all(rows: Iterable[Row], fields: Sequence[str]) -> None:
    """Write some fields of rows that are there, all of one table, in the caller's transaction.

    rows: as for `insert_all`; a row that is gone meanwhile is passed over. fields: by name.
    """
    rows = list(rows)
    if rows:
        table = _table(type(rows[0]), connection.vendor, (*fields, "pk"))
        table.update(table.values_of(rows))


class _Table:
    """What an INSERT into a model's table says, or an UPDATE of it.

    names: of the fields, the key last where rows are changed; none for all that are inserted.
    numbered: whether the database gives the keys of new rows, where it can.
    """

    def __init__(self, model: type[Model], names: Sequence[str], *, numbered: bool) -> None:
        quoted = connection.ops.quote_name
        of_model = model._meta
        named = {field.name: field for field in of_model.concrete_fields} | {"pk": of_model.pk}
        self._fields = [named[name] for name in names] or [
            field for field in of_model.concrete_fields if not isinstance(field, AutoField)
        ]
        self._name = quoted(of_model.db_table)
        self._columns = [quoted(str(field.column)) for field in self._fields]
        columns = ", ".join(self._columns)
        self._head = f"INSERT INTO {self._name} ({columns})"
        self._marks = f"({', '.join(['%s'] * len(self._fields))})"
        numbered = numbered and isinstance(model._meta.pk, AutoField)
        self._known_by = quoted(str(model._meta.pk.column))
        self._key = self._known_by if numbered else ""
        self._pick = itemgetter(*(field.attname for field in self._fields))
        self._stamped = [
            field.attname for field in self._fields if getattr(field, "auto_now_add", False)
        ]
        self._converted = [
            (place, convert)
            for place, field in enumerate(self._fields)
            if (convert := _conversion(field)) is not None
        ]

    def values_of(self, rows: Sequence[Model]) -> list[list[Any]]:
        now, database = timezone.now(), connections[DEFAULT_DB_ALIAS]
        found = []
        for row in rows:
            for name in self._stamped:
                setattr(row, name, now)
            values = list(self._pick(row.__dict__))
            for place, convert in self._converted:
                if values[place] is not None:
                    values[place] = convert(values[place], database)
            found.append(values)
        return found

    def insert(self, rows: Sequence[Values], leave_known: bool, completed: str) -> list[Any]:
        """The keys that the database gave."""
        if leave_known and self._key:
            raise ValueError("a row that is left out has no key to be told")
        end = self._where_known(completed) if leave_known else ""
        end += f" RETURNING {self._key}" if self._key else ""
        if connection.vendor == "postgresql":
            words = f"{self._head} SELECT * FROM UNNEST({self._lists}){end}"  # noqa: S608
            return [key for (key,) in self._by_lists(words, rows, told=bool(self._key))]
        keys: list[Any] = []
        with connection.cursor() as cursor:
            if not self._key:  # one short statement, which is compiled once
                cursor.executemany(f"{self._head} VALUES {self._marks}{end}", rows)
                return keys
            most = (connection.features.max_query_params or len(rows)) // len(self._fields)
            for first in range(0, len(rows), most):
                part = rows[first : first + most]
                words = f"{self._head} VALUES {', '.join([self._marks] * len(part))}{end}"
                cursor.execute(words, [value for row in part for value in row])
                keys += [key for (key,) in cursor.fetchall()]
        return keys

    def _where_known(self, completed: str) -> str:
        """What is done where the row is there already."""
        if not completed:
            return " ON CONFLICT DO NOTHING"
        column = connection.ops.quote_name(completed)
        return (
            f" ON CONFLICT ({self._known_by}) DO UPDATE SET {column} = excluded.{column}"
            f" WHERE {self._name}.{column} IS NULL AND excluded.{column} IS NOT NULL"
        )

    def update(self, rows: Sequence[Values]) -> None:
        *changed, key = self._columns
        if connection.vendor == "postgresql":
            new = [f"c{place}" for place in range(len(self._columns))]
            taken = ", ".join(
                f"{column} = new.{name}" for column, name in zip(changed, new, strict=False)
            )
            self._by_lists(
                f"UPDATE {self._name} SET {taken} FROM UNNEST({self._lists}) "  # noqa: S608
                f"AS new({', '.join(new)}) WHERE {self._name}.{key} = new.{new[-1]}",
                rows,
                told=False,
            )
            return
        taken = ", ".join(f"{column} = %s" for column in changed)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {self._name} SET {taken} WHERE {key} = %s",  # noqa: S608
                rows,
            )

    def _by_lists(self, words: str, rows: Sequence[Values], *, told: bool) -> list[Any]:
        """By one statement that PostgreSQL has prepared, and that takes a list for each column.

        It goes beside Django's cursor, which writes every value into the statement's words: twice
        read by the server, and three kilobytes of a form twice as long.
        """
        connection.ensure_connection()
        began = monotonic()
        with connection.make_cursor(_preparing()(connection.connection)) as cursor:
            cursor.execute(words, [_list_of(each) for each in zip(*rows, strict=True)])
            found = cursor.fetchall() if told else []
        if connection.queries_logged:
            connection.queries_log.append({"sql": words, "time": f"{monotonic() - began:.3f}"})
        return found

    @cached_property
    def _lists(self) -> str:
        # The types without their lengths, or what is too long would be cut off without a word.
        types = (str(field.db_type(connection)).partition("(")[0] for field in self._fields)
        return ", ".join(f"%s::{each}[]" for each in types)


def _list_of(values: Values) -> list[Any] | None:
    """A column; nothing where all of it is, since of an empty thing nobody could tell the type."""
    return None if all(value is None for value in values) else list(values)


def _conversion(field: "Field[Any, Any]") -> Callable[[Any, Any], Any] | None:
    """Makes of a value what the database takes; None where that is the value itself."""
    target = field
    while isinstance(target, ForeignKey):
        target = target.target_field
    if isinstance(target, _PLAIN):
        return None
    if isinstance(target, DateTimeField):
        return lambda value, database: database.ops.adapt_datetimefield_value(value)
    if isinstance(target, JSONField):
        return lambda value, database: database.ops.adapt_json_value(value, target.encoder)
    return target.get_db_prep_save


@cache
def _preparing() -> Any:
    """psycopg's cursor, which is there where PostgreSQL is used."""
    from psycopg import Cursor

    class Preparing(Cursor[Any]):
        def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
            # As bytes, not as words: a tenth of the work.
            return super().execute(query.replace("%s", "%b"), params, prepare=True, **options)

    return Preparing


@cache
def _table(
    model: type[Model], vendor: str, names: Sequence[str] = (), *, numbered: bool = True
) -> _Table:
    return _Table(model, names, numbered=numbered)
