"""What a form writes to SQLite's log, page by page, by the table or index that each belongs to.

    python -m benchmarks.submissions.pages --kept FOLDER [--already 1000000]

On the sites of `million.py`. Forms are taken in by the site's own code, some in one commit, while
the log is never emptied; then its frames are counted, as https://sqlite.org/fileformat2.html has
them, and each is told its owner. Where many are of one page, the page is written to its place once;
so what counts besides the frames is how many different pages there are.
"""

import argparse
import secrets
import struct
import subprocess
import sys
from collections import Counter
from pathlib import Path

from benchmarks.submissions.client import SIZE
from benchmarks.submissions.million import sites
from benchmarks.submissions.site import SLUG

FORMS, TOGETHER = 4000, 40
HEAD, FRAME_HEAD = 32, 24  # bytes
FEWEST = 0.01  # frames a form, of what is told


def main() -> None:
    """Count on both sites, each in a process of its own, which has its own settings."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kept", type=Path, required=True, help="the folder of what was filled")
    parser.add_argument("--already", type=int, default=1_000_000, help="contributions there")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        counted(options.kept)
        return
    with sites("sqlite", options.kept.absolute(), options.already) as both:
        for there, site in both.items():
            print(f"{there:,} there", flush=True)
            subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "benchmarks.submissions.pages",
                    "--here",
                    "--kept",
                    str(site.home),
                ],
                env={**site.environment, "DJANGO_SETTINGS_MODULE": "rapporteur.site.settings"},
                check=True,
            )


def counted(home: Path) -> None:
    """Take forms in, and print what they wrote."""
    import django

    django.setup()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("PRAGMA wal_autocheckpoint=0")
        _take_in()
        frames = _frames((home / "rapporteur.sqlite3-wal").read_bytes())
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute(
            "SELECT pageno, name FROM dbstat WHERE pageno IN (SELECT value FROM json_each(%s))",
            [str(sorted({*frames}))],
        )
        owners = dict(cursor.fetchall())
    of_all, of_each = (
        Counter(owners.get(page, "(free)") for page in pages) for pages in (frames, {*frames})
    )
    size = (Path(home) / "rapporteur.sqlite3").stat().st_size
    print(
        f"{len(frames) / FORMS:.2f} frames a form, {len(frames) * 4 / FORMS:.1f} KB; "
        f"{len({*frames}) / FORMS:.2f} pages; the file: {size / 1e9:.2f} GB"
    )
    for owner, many in of_all.most_common():
        if many / FORMS >= FEWEST:
            print(f"  {owner:40} {many / FORMS:6.2f} frames {of_each[owner] / FORMS:6.2f} pages")


def _take_in() -> None:
    from django.db import transaction
    from django.utils import timezone

    from rapporteur.stages.contributions.actions.intake import take_in, wrapped
    from rapporteur.stages.contributions.actions.marks import new_mark, read_mark
    from rapporteur.stages.contributions.actions.submissions import FORM, arrival_of
    from rapporteur.stages.contributions.rules import Submission
    from rapporteur.stages.mandate.models import Consultation

    consultation = Consultation.objects.get(slug=SLUG)
    for _turn in range(FORMS // TOGETHER):
        said = [
            Submission(
                consultation=SLUG,
                name="Amina",
                consent="named",
                language="en",
                text=secrets.token_hex(SIZE // 2),
            )
            for _one in range(TOGETHER)
        ]
        arrivals = (
            arrival_of(each, mark=read_mark(new_mark()), begun_at=timezone.now()) for each in said
        )
        parcels = [wrapped(consultation, each, by=FORM) for each in arrivals]
        with transaction.atomic():
            take_in(consultation, parcels, by=FORM)


def _frames(log: bytes) -> list[int]:
    """The page of each frame that is valid, in order."""
    size = FRAME_HEAD + 4096
    found = []
    for start in range(HEAD, len(log), size):
        (page,), salts = struct.unpack(">I", log[start : start + 4]), log[start + 8 : start + 16]
        if salts != log[16:24]:
            break
        found.append(page)
    return found


if __name__ == "__main__":
    main()
