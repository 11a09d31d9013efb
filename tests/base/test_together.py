"""What several ask for at once is done together, and one that fails spoils no other."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from threading import Event, Thread

import pytest

from rapporteur.base.together import Together


def test_alone_one_waits_for_nobody():
    calls = []
    double = Together(
        lambda many: calls.append(many) or [2 * one for one in many], turn=nullcontext, most=10
    )
    assert [double(1), double(2)] == [2, 4]
    assert calls == [[1], [2]]


def test_what_gathers_while_a_call_runs_is_done_by_the_next():
    calls, begun, go_on = [], Event(), Event()

    def do(many):
        calls.append(sorted(many))
        begun.set()
        go_on.wait(10)
        return many

    same = Together(do, turn=nullcontext, most=3)
    with ThreadPoolExecutor(6) as threads:
        first = threads.submit(same, 0)
        begun.wait(10)
        rest = [threads.submit(same, number) for number in range(1, 5)]
        while len(same._gathered) < 4:
            pass
        go_on.set()
        assert [each.result(10) for each in (first, *rest)] == [0, 1, 2, 3, 4]
    assert [len(call) for call in calls] == [1, 3, 1]


def test_one_that_fails_spoils_no_other():
    def do(many):
        if "bad" in many:
            raise ValueError(many)
        return [one.upper() for one in many]

    answers, held = {}, Event()
    loud = Together(do, turn=nullcontext, most=10)

    def ask(name):
        held.wait(10)
        try:
            answers[name] = loud(name)
        except ValueError as problem:
            answers[name] = problem.args

    threads = [Thread(target=ask, args=[name]) for name in ("a", "bad", "b")]
    for thread in threads:
        thread.start()
    held.set()
    for thread in threads:
        thread.join(10)
    assert answers == {"a": "A", "bad": (["bad"],), "b": "B"}


def test_a_problem_reaches_the_one_who_asked():
    with pytest.raises(ZeroDivisionError):
        Together(lambda many: [1 / one for one in many], turn=nullcontext, most=1)(0)


def test_a_turn_that_is_not_to_be_had_is_a_problem_of_each():
    @contextmanager
    def never():
        raise TimeoutError
        yield

    with pytest.raises(TimeoutError):
        Together(lambda many: many, turn=never, most=10)(1)
