"""Doing together what several ask for at the same time."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from django.conf import settings
from django.db import connection, transaction

from rapporteur.base.numbering.models import Series

In = TypeVar("In")
Out = TypeVar("Out")
WRITERS = "writers in turn"


@dataclass
class _Wish(Generic[In, Out]):
    asked: In
    answer: Out | None = None
    problem: Exception | None = None
    done: bool = False


class Together(Generic[In, Out]):
    """Calls `do` with what the threads of this process have asked for by the time it is its turn.

    So a commit, which waits for the disk, is shared by all who wait for it; alone, one waits for
    nobody. do: takes the wishes and returns an answer to each, in order; all or nothing. Where it
    fails, each is done by itself, so that one that cannot be granted spoils no other.
    turn: entered before the wishes are gathered, so that those who come while it waits come along.
    most: wishes in one call.
    """

    def __init__(
        self,
        do: Callable[[list[In]], list[Out]],
        *,
        turn: Callable[[], AbstractContextManager[None]],
        most: int,
    ) -> None:
        self._do, self._turn, self._most = do, turn, most
        self._gathered: list[_Wish[In, Out]] = []
        self._guard, self._one = Lock(), Lock()

    def __call__(self, asked: In) -> Out:
        """The answer to one wish. Raises what `do` raises for it."""
        wish: _Wish[In, Out] = _Wish(asked)
        with self._guard:
            self._gathered.append(wish)
        while not wish.done:
            with self._one:
                if not wish.done:  # nobody before us has taken ours along
                    self._grant(self._next)
        if wish.problem is not None:
            raise wish.problem
        return wish.answer  # type: ignore[return-value]  # it is done

    def _next(self) -> list[_Wish[In, Out]]:
        with self._guard:
            now, self._gathered = self._gathered[: self._most], self._gathered[self._most :]
        return now

    def _grant(self, gather: Callable[[], list[_Wish[In, Out]]]) -> None:
        wishes: list[_Wish[In, Out]] = []
        try:
            with self._turn():
                wishes = gather()
                answers = self._do([wish.asked for wish in wishes])
        except Exception as problem:  # noqa: BLE001 -- it is raised where it was asked for
            wishes = wishes or gather()  # the turn itself was not to be had
            if len(wishes) > 1:
                for wish in wishes:
                    self._grant(lambda wish=wish: [wish])  # type: ignore[misc]
                return
            wishes[0].problem = problem
        else:
            for wish, answer in zip(wishes, answers, strict=True):
                wish.answer = answer
        for wish in wishes:
            wish.done = True


@contextmanager
def writing_in_turn() -> Iterator[None]:
    """A transaction of one of those who write many small things, one at a time over all processes.

    The kernel, or PostgreSQL, wakes who waits; SQLite would let them ask again and again, and
    whoever asks at the wrong moments would wait for seconds.
    """
    if connection.vendor == "sqlite":
        with (settings.HOME / "writing").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # given back when the file is closed, also by a crash
            with transaction.atomic():
                yield
        return
    Series.objects.get_or_create(key=WRITERS)
    with transaction.atomic():
        Series.objects.select_for_update().values_list("pk").get(key=WRITERS)
        yield
