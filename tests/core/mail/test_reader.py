"""One message that hangs or crashes its reader costs no other."""

import os
import signal

import pytest

from rapporteur.core.mail import Mail, Reader
from rapporteur.stages.contributions.choices import MAIL_PROBLEMS

GOOD = b"Subject: good\n\nx"


def test_messages_are_read_one_after_another():
    with Reader() as reader:
        assert [reader.read(GOOD), reader.read(b""), reader.read(GOOD)] == [
            Mail(subject="good"),
            Mail(),
            Mail(subject="good"),
        ]


def test_one_that_takes_too_long_is_given_up_and_the_next_is_read():
    slow = b"".join(b"X-%d: y\n" % number for number in range(400_000)) + b"\nx"
    with Reader(seconds=0.3) as reader:
        assert reader.read(slow).problem in MAIL_PROBLEMS
    with Reader() as reader:
        assert reader.read(GOOD) == Mail(subject="good")


def test_a_reader_that_dies_is_begun_again():
    with Reader() as reader:
        reader.read(GOOD)
        os.kill(reader._process._process.pid, signal.SIGKILL)
        assert reader.read(GOOD).problem in MAIL_PROBLEMS
        assert reader.read(GOOD) == Mail(subject="good")


@pytest.mark.slow
def test_a_message_too_large_for_its_reader_is_said():
    with Reader(memory=300_000_000) as reader:
        assert reader.read(b"Subject: large\n\n" + b"x" * 400_000_000).problem in MAIL_PROBLEMS
        assert reader.read(GOOD) == Mail(subject="good")
