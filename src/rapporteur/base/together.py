"""Doing together what several ask for at the same time."""

import fcntl
import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Lock, Thread
from typing import Generic, TypeVar

from django.conf import settings
from django.db import close_old_connections, connection, transaction

from rapporteur.base.rows import ask, few_trips

In = TypeVar("In")
Out = TypeVar("Out")
Then = Callable[[Out | None, BaseException | None], None]  # is told the answer, or the problem
_log = logging.getLogger(__name__)
_WRITERS = 0x577269746572  # names the lock of those who write in turn, in the whole database


class _Wish(Generic[In, Out]):
    """What one asked for who waits (`Together.__call__`) or is told (`Together.later`).

    sleep: of who waits, locked until it is granted, or the thread is to lead; None of who is told.
    One lock is all that it takes, where an Event would be four objects for every form.
    """

    def __init__(self, asked: In, then: "Then[Out] | None" = None) -> None:
        self.asked, self.then = asked, then
        self.answer: Out | None = None
        self.problem: BaseException | None = None
        self.done = False
        self.sleep = _locked() if then is None else None

    def grant(self) -> None:
        self.done = True
        if self.sleep is not None:
            self.sleep.release()
        elif self.then is not None:
            try:
                self.then(self.answer, self.problem)
            except Exception:  # noqa: BLE001 -- it is nobody else's, and the thread goes on for the others
                _log.exception("Whoever asked could not be told.")


class Together(Generic[In, Out]):
    """Calls `do` with what the threads of this process have asked for by the time it is its turn.

    So a commit, which waits for the disk, is shared by all who wait for it; alone, one waits for
    nobody. One of those who ask leads: it does what all have asked for, has the first of those who
    came in the meantime lead in its place, and wakes those who have their answer. Nobody who has
    an answer waits for a lock, or the next call would find hardly anybody gathered.

    do: takes the wishes and returns an answer to each, in order; all or nothing. Where it fails,
    each is done by itself, so that one that cannot be granted spoils no other.
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
        self._led, self._guard = False, Lock()
        self._beckoned = _locked()
        self._leader: Thread | None = None

    def __call__(self, asked: In) -> Out:
        """The answer to one wish. Raises what `do` raises for it."""
        wish: _Wish[In, Out] = _Wish(asked)
        if not self._leads(wish) and wish.sleep is not None:
            wish.sleep.acquire()
        if not wish.done:  # then it is the first of those who wait, and this thread leads
            self._lead()
        if wish.problem is not None:
            raise wish.problem
        return wish.answer  # type: ignore[return-value]  # it is done

    def later(self, asked: In, then: "Then[Out]") -> None:
        """Have `then` told the answer to one wish, or its problem, while this thread goes on.

        Who waits for an answer costs a thread, and waking thousands of threads costs more than
        what they ask for. A thread of this object's own leads for those who are told, and tells
        them: `then` must not take long.
        """
        if self._leads(_Wish(asked, then)):
            self._beckon()

    def _leads(self, wish: _Wish[In, Out]) -> bool:
        """Whether nobody leads whom the wish could wait for."""
        with self._guard:
            self._gathered.append(wish)
            leads, self._led = not self._led, True
        return leads

    def _beckon(self) -> None:
        if self._leader is None:  # only who is to lead comes here, so one at a time
            self._leader = Thread(target=self._keep_leading, daemon=True)
            self._leader.start()
        self._beckoned.release()

    def _keep_leading(self) -> None:
        while True:
            self._beckoned.acquire()
            close_old_connections()
            self._lead()

    def _lead(self) -> None:
        wishes = self._granted()
        with self._guard:
            following = self._gathered[0] if self._gathered else None
            self._led = following is not None
        if following is not None:
            if following.sleep is not None:
                following.sleep.release()
            else:
                self._beckon()
        for wish in wishes:
            wish.grant()

    def _granted(self) -> list[_Wish[In, Out]]:
        """Those whose turn it was, each with its answer or its problem."""
        wishes: list[_Wish[In, Out]] = []
        try:
            with self._turn():
                wishes = self._next()
                self._do_for(wishes)
        except Exception as problem:  # noqa: BLE001 -- it is raised where it was asked for
            if len(wishes) > 1:
                self._do_each(wishes)
            else:
                # Where none was gathered the turn was not to be had: that is so for all who wait.
                wishes = wishes or self._next()
                self._fail(wishes, problem)
        except BaseException as problem:  # noqa: BLE001 -- the thread ends, and nobody waits for it
            wishes = wishes or self._next()
            self._fail(wishes, problem)
        return wishes

    def _do_each(self, wishes: list[_Wish[In, Out]]) -> None:
        for wish in wishes:
            try:
                with self._turn():
                    self._do_for([wish])
            except BaseException as problem:  # noqa: BLE001 -- it is raised where it was asked for
                self._fail([wish], problem)

    def _do_for(self, wishes: list[_Wish[In, Out]]) -> None:
        answers = self._do([wish.asked for wish in wishes])
        for wish, answer in zip(wishes, answers, strict=True):
            wish.answer = answer

    def _fail(self, wishes: list[_Wish[In, Out]], problem: BaseException) -> None:
        for wish in wishes:
            # It has an answer where the end of the turn failed, which would have made it durable.
            wish.answer, wish.problem = None, problem

    def _next(self) -> list[_Wish[In, Out]]:
        with self._guard:
            now, self._gathered = self._gathered[: self._most], self._gathered[self._most :]
        return now


def _locked() -> Lock:
    lock = Lock()
    lock.acquire()
    return lock


@contextmanager
def writing_in_turn() -> Iterator[None]:
    """A transaction of one of those who write many small things, one at a time over all processes.

    The kernel, or PostgreSQL, wakes who waits; SQLite would let them ask again and again, and
    whoever asks at the wrong moments would wait for seconds. PostgreSQL is sent what needs no
    answer together with what follows it, the end of the transaction too (`few_trips`): it has
    confirmed all of it when this is left.
    """
    if connection.vendor == "sqlite":
        with (settings.HOME / "writing").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # given back when the file is closed, also by a crash
            with transaction.atomic():
                yield
        return
    with few_trips(), transaction.atomic():
        ask("SELECT pg_advisory_xact_lock(%s)", [_WRITERS])()
        yield


@contextmanager
def giving_way() -> Iterator[None]:
    """A transaction of something that is done in the background, one after the other.

    With SQLite it takes its turn with the others, or it would leave them hardly a moment to write
    in: one that polls does not meet the gap between two. PostgreSQL has them write side by side.
    Whoever is in a transaction already has their turn, or must not wait for one with it open.
    """
    alone = connection.vendor == "sqlite" and not connection.in_atomic_block
    with writing_in_turn() if alone else transaction.atomic():
        yield
