"""What several ask for at once is done together, and one that fails spoils no other."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from queue import SimpleQueue
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
        go_on.wait(60)
        return many

    same = Together(do, turn=nullcontext, most=3)
    with ThreadPoolExecutor(6) as threads:
        first = threads.submit(same, 0)
        begun.wait(60)
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
        held.wait(60)
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


def test_who_has_an_answer_does_not_wait_for_the_next_call():
    begun, go_on, second = Event(), Event(), Event()

    def do(many):
        if "first" in many:
            begun.set()
            go_on.wait(60)
        else:
            second.wait(60)
        return many

    slow = Together(do, turn=nullcontext, most=10)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(slow, "first")
        begun.wait(60)
        then = threads.submit(slow, "then")
        while len(slow._gathered) < 1:
            pass
        go_on.set()
        assert first.result(10) == "first"
        assert not then.done()
        second.set()
        assert then.result(10) == "then"


def test_many_threads_have_each_their_own_answer():
    double = Together(lambda many: [2 * one for one in many], turn=nullcontext, most=7)
    with ThreadPoolExecutor(32) as threads:
        assert list(threads.map(double, range(3000))) == [2 * one for one in range(3000)]
    assert (double._gathered, double._led) == ([], False)


def test_a_thread_that_is_told_to_end_leaves_nobody_waiting():
    begun, go_on = Event(), Event()

    def do(many):
        if "ends" in many:
            begun.set()
            go_on.wait(60)
            raise SystemExit
        return many

    ending = Together(do, turn=nullcontext, most=10)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(ending, "ends")
        begun.wait(60)
        then = threads.submit(ending, "then")
        while len(ending._gathered) < 1:
            pass
        go_on.set()
        with pytest.raises(SystemExit):
            first.result(10)
        assert then.result(10) == "then"


def test_who_does_not_wait_is_told_and_shares_the_call_with_those_who_do():
    calls, begun, go_on, told = [], Event(), Event(), SimpleQueue()

    def do(many):
        calls.append(sorted(many))
        begun.set()
        go_on.wait(60)
        return [2 * one for one in many]

    double = Together(do, turn=nullcontext, most=10)
    double.later(0, lambda *answer: told.put(answer))
    begun.wait(60)
    double.later(1, lambda *answer: told.put(answer))
    with ThreadPoolExecutor(1) as threads:
        waits = threads.submit(double, 2)
        while len(double._gathered) < 2:
            pass
        go_on.set()
        assert waits.result(10) == 4
    assert [told.get(timeout=60) for _each in range(2)] == [(0, None), (2, None)]
    assert calls == [[0], [1, 2]]


def test_who_does_not_wait_is_told_of_a_problem_and_spoils_nothing_by_their_own():
    told = SimpleQueue()

    def then(answer, problem):
        told.put((answer, type(problem)))
        raise ValueError

    inverse = Together(lambda many: [1 / one for one in many], turn=nullcontext, most=10)
    inverse.later(0, then)
    inverse.later(4, then)
    assert [told.get(timeout=60) for _each in range(2)] == [
        (None, ZeroDivisionError),
        (0.25, type(None)),
    ]
    assert inverse(2) == 0.5


@pytest.mark.parametrize("many", [1, 2])
def test_nobody_is_told_an_answer_that_the_end_of_the_turn_undid(many):
    told, begun, go_on = SimpleQueue(), Event(), Event()

    @contextmanager
    def turn():
        begun.set()
        go_on.wait(60)
        yield
        raise OSError("The disk is full.")

    same = Together(list, turn=turn, most=10)
    for one in range(many):
        same.later(one, lambda answer, problem: told.put((answer, type(problem))))
        begun.wait(60)
    go_on.set()
    assert [told.get(timeout=60) for _each in range(many)] == [(None, OSError)] * many
