"""Letters in six languages as PDF/UA and PDF/A, beside WeasyPrint and LibreOffice.

    python -m benchmarks.letters [--letters 3650] [--peers 120] [--jobs 2]

The letters are those of docs/howto/examples/invitation.txt, one page each, to recipients that
differ in name and address. Peers set fewer of them, in one process each as they come: seconds of
CPU for a letter are compared, since a shared machine makes clocks unjust. WeasyPrint sets the HTML
that goes out by e-mail, as PDF/UA; LibreOffice converts the same HTML, as PDF/UA and PDF/A-2, and
its own mail merge fills one letter from the list (`benchmarks/mail_merge.py`). Memory is what all
processes held at the most, counted ten times a second from /proc.
"""

import argparse
import csv
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from rapporteur.core.letters import html
from rapporteur.core.letters.recipients import recipients, write
from rapporteur.core.letters.template import read
from rapporteur.core.text.tables import read_table

EXAMPLES = Path(__file__).parent.parent / "docs" / "howto" / "examples"
WEASYPRINT = """
import sys
from pathlib import Path
from weasyprint import HTML
for page in sorted(Path(sys.argv[1]).glob("*.html")):
    HTML(filename=str(page)).write_pdf(page.with_suffix(".pdf"), pdf_variant="pdf/ua-1")
"""
LIBREOFFICE = (
    'pdf:writer_web_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"SelectPdfVersion":{"type":"long","value":"2"}}'
)

PYTHON = "/usr/bin/python3"


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--letters", type=int, default=3650)
    asked.add_argument("--peers", type=int, default=120)
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--one-file", action="store_true")
    wishes = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        people = work / "recipients.csv"
        _list(people, wishes.letters)
        ours = _run(
            [
                *(sys.executable, "-m", "rapporteur", "letters"),
                *(str(EXAMPLES / "invitation.txt"), str(people), "--out", str(work / "out")),
                *("--jobs", str(wishes.jobs)),
                *(["--one-file"] if wishes.one_file else []),
            ]
        )
        made = len(list((work / "out").glob("*.pdf")))
        print(f"{'':14}{'letters':>8}{'s':>8}{'CPU s':>8}{'CPU ms a letter':>17}{'MB':>7}")
        _say("rapporteur", made - wishes.one_file, ours)
        if not wishes.peers:  # LibreOffice without a file to convert never ends
            return
        pages = work / "html"
        _pages(pages, people, wishes.peers)
        peers = {"WeasyPrint": [sys.executable, "-c", WEASYPRINT, str(pages)]}
        if office := shutil.which("soffice"):
            files = [str(page) for page in sorted(pages.glob("*.html"))]
            target = str(work / "office")
            profile = f"-env:UserInstallation=file://{work}/profile"
            peers["LibreOffice"] = [
                *(office, profile, "--headless", "--convert-to", LIBREOFFICE),
                *("--outdir", target, *files[:200]),
            ]
            if _merges():
                one, some = min(pages.glob("*.html")), work / "some" / "recipients.csv"
                some.parent.mkdir()
                _list(some, wishes.peers)
                script = str(Path(__file__).with_name("mail_merge.py"))
                merged = str(work / "merged")
                peers["mail merge"] = [PYTHON, script, str(one), str(some), merged]
        folders = {
            "WeasyPrint": pages,
            "LibreOffice": work / "office",
            "mail merge": work / "merged",
        }
        for name, command in peers.items():
            spent = _run(command)
            where = folders[name]
            _say(name, len(list(where.glob("*.pdf"))), spent, than=(ours, made))


def _merges() -> bool:
    """Whether the system's Python speaks with LibreOffice."""
    return subprocess.run([PYTHON, "-c", "import uno"], capture_output=True).returncode == 0


def _list(place: Path, count: int) -> None:
    """As many recipients as asked for: those of the example, each with a number of its own."""
    with (EXAMPLES / "recipients.csv").open(encoding="utf-8", newline="") as file:
        first, *rest = list(csv.reader(file))
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(first)
        for number in range(count):
            row = list(rest[number % len(rest)])
            row[5] = f"{row[5]} {number}"
            row[6] = f"{row[6]} {number % 300}"
            writer.writerow(row)


def _pages(folder: Path, people: Path, count: int) -> None:
    """The same letters as HTML files."""
    folder.mkdir()
    template = read((EXAMPLES / "invitation.txt").read_text(encoding="utf-8"))
    table = read_table(people.read_bytes(), people.name)
    for person in recipients(template, list(table.records())[:count]):
        page = html.render(write(person, template, default="en"))
        (folder / f"{person.line:05}.html").write_text(page, encoding="utf-8")


def _run(command: list[str]) -> tuple[float, float, float]:
    """Seconds, seconds of CPU, and megabytes of all its processes at the most."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    most = [0.0]
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.1):
            most[0] = max(most[0], _held(running.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    _out, said = running.communicate()
    over.set()
    watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if running.returncode:
        sys.exit(said.decode(errors="replace"))
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - began, spent, most[0]


def _held(root: int) -> float:
    """Megabytes that a process and all below it hold; what they share is counted once (PSS)."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    family, grown = {root}, True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in family} - family
        family |= more
        grown = bool(more)
    held = 0
    for pid in family:
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        held += sum(int(line.split()[1]) for line in rollup.splitlines() if line[:4] == "Pss:")
    return held / 1024


def _say(
    name: str,
    made: int,
    spent: tuple[float, float, float],
    *,
    than: tuple[tuple[float, float, float], int] | None = None,
) -> None:
    seconds, processor, megabytes = spent
    each = 1000 * processor / made if made else 0.0
    line = f"{name:14}{made:>8,}{seconds:>8.1f}{processor:>8.1f}{each:>17.1f}{megabytes:>7.0f}"
    if than:
        line += f"   {each / (1000 * than[0][1] / than[1]):.1f} times ours"
    print(line)


if __name__ == "__main__":
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    main()
