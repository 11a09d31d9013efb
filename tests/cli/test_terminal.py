"""What commands that go on make of their standard input."""

import subprocess
import sys

ENDS = "from rapporteur.cli._terminal import input_ends; print(input_ends(0.01))"


def test_input_ends_when_whoever_holds_it_lets_go_and_where_nobody_holds_it_it_does_not():
    """systemd, and a shell's `&`, start what is to go on with /dev/null."""
    asked = [sys.executable, "-c", ENDS]
    closed = subprocess.run(asked, input=b"", capture_output=True, check=True)
    null = subprocess.run(asked, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    none = subprocess.run(
        ["sh", "-c", 'exec "$@" <&-', "sh", *asked], capture_output=True, check=True
    )
    assert [each.stdout for each in (closed, null, none)] == [b"True\n", b"False\n", b"False\n"]
