"""Whether those who write take their turn with SQLite."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "ANALYZE")


@contextmanager
def writing_out_of_turn() -> Iterator[list[str]]:
    """The statements of this thread that write while nobody's turn it is, as they come."""
    found: list[str] = []

    def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES) and not _is_somebodys_turn():
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield found


def _is_somebodys_turn() -> bool:
    with (Path(settings.HOME) / "writing").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False
