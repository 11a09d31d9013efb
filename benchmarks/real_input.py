"""How long the main job takes on real input, and how far that is from the least it could take.

    python -m benchmarks.real_input [FOLDER]

FOLDER holds the 187 contributions to NETmundial (374 files); without it, the folder below
RAPPORTEUR_CORPORA. Each figure stands beside a floor measured in the same run, since machines
differ and are shared: for the import, writing the same files to the same disk and flushing each;
for the report, starting Python with Django alone.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = (sys.executable, "-m", "rapporteur")


def main() -> None:
    corpora = Path(os.environ.get("RAPPORTEUR_CORPORA", "../shared"))
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else corpora / "netmundial" / "contributions"
    if not folder.is_dir():
        sys.exit(f"There is no folder {folder}: name the one with the 374 files.")
    with tempfile.TemporaryDirectory() as home:
        run(home, "load", "--list")  # makes the database, so that this is not counted below
        floor = durable_copy(folder, Path(home) / "floor")
        show("import, first time", run(home, "import", "netmundial", str(folder)), floor)
        show("import, again", run(home, "import", "netmundial", str(folder)), floor)
        idle = run(home, "load", "--list")
        for form in ("html", "pdf", "docx"):
            target = str(Path(home) / f"report.{form}")
            spent = run(home, "report", "netmundial-2014", "--to", form, "-o", target)
            show(f"report as {form}", spent, idle)
        show("reconcile, every byte", run(home, "reconcile", "netmundial-2014"), idle)


def run(home: str, *arguments: str) -> float:
    """Seconds that one command takes as a whole process, on the wall."""
    begun = time.perf_counter()
    environment = {**os.environ, "RAPPORTEUR_HOME": home}
    subprocess.run([*PROGRAM, *arguments], env=environment, check=True, capture_output=True)
    return time.perf_counter() - begun


def durable_copy(folder: Path, target: Path) -> float:
    """Seconds to read, hash, write and flush every file of a folder: what conservation costs."""
    target.mkdir()
    begun = time.perf_counter()
    for file in sorted(folder.iterdir()):
        content = file.read_bytes()
        with (target / hashlib.sha256(content + file.name.encode()).hexdigest()).open("wb") as copy:
            copy.write(content)
            copy.flush()
            os.fsync(copy.fileno())
    return time.perf_counter() - begun


def show(what: str, spent: float, floor: float) -> None:
    print(f"{what:24} {spent:6.2f} s   {spent / floor:5.1f} × the floor of {floor:.2f} s")


if __name__ == "__main__":
    main()
