"""ClamAV's own daemon on a socket of its own, with one signature: that of EICAR's test file."""

import getpass
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.system_packages import program

# The harmless file that every scanner knows as a virus (eicar.org), in two halves, or scanners
# would find it here.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD" + rb"-ANTIVIRUS-TEST-FILE!$H+H*"
LARGEST = 1_000_000  # bytes that the daemon takes


@contextmanager
def clamd(folder: Path) -> Iterator[str]:
    """The path of the socket of a daemon that runs while the block does."""
    place = program("clamd")
    assert place is not None
    database = folder / "signatures"
    database.mkdir()
    signature = f"Eicar-Test:0:*:{EICAR.hex()}\n"
    (database / "own.ndb").write_text(signature)
    socket = folder / "clamd.ctl"
    settings = {
        "DatabaseDirectory": database,
        "LocalSocket": socket,
        "Foreground": "yes",
        "User": getpass.getuser(),
        "TemporaryDirectory": folder,
        "StreamMaxLength": LARGEST,
        "MaxThreads": 2,
    }
    file = folder / "clamd.conf"
    file.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    with (folder / "clamd.log").open("wb") as log:
        process = subprocess.Popen([place, "-c", str(file)], stdout=log, stderr=log)
        try:
            for _turn in range(600):
                if socket.exists() or process.poll() is not None:
                    break
                time.sleep(0.05)
            assert socket.exists(), (folder / "clamd.log").read_text()
            yield str(socket)
        finally:
            process.terminate()
            process.wait(20)
