"""What the page of the draft and that of the coverage take with many coded passages.

    python -m benchmarks.drafting [--passages 20000] [--themes 100] [--sentences 60]

Four passages a contribution, each confirmed by a person with one theme and a stance, in five
groups; a draft with so many sentences, each citing a passage with a word of quantity. The pages
are asked for in this process, as a drafter who is signed in, on SQLite, at a tenth of the passages
and at all of them. Of each the least of three is told, by the clock and of the processor, and the
queries beside it.
"""

import argparse
import os
import tempfile
import time
from typing import Any

TURNS = 3
GROUPS = ("governments", "organizations", "civil-society", "business", "academia")
PAGES = {"draft": "the draft", "coverage": "the coverage"}


def main() -> None:
    taken = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    taken.add_argument("--passages", type=int, default=20_000)
    taken.add_argument("--themes", type=int, default=100)
    taken.add_argument("--sentences", type=int, default=60)
    asked = taken.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["RAPPORTEUR_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapporteur.site.settings")
        import django

        django.setup()
        from rapporteur.cli._database import prepare

        prepare()
        for passages in (asked.passages // 10, asked.passages):
            _measure(passages, asked.themes, asked.sentences)


def _measure(passages: int, themes: int, sentences: int) -> None:
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from rapporteur.base.models import User
    from rapporteur.stages.mandate.actions import appoint
    from rapporteur.stages.mandate.choices import Role

    settings.ALLOWED_HOSTS.append("testserver")
    consultation = _fill(passages, themes, sentences)
    drafter = User.objects.create_user(f"{passages}@example.org", None, name="Ada")
    appoint(consultation, user=drafter, role=Role.DRAFTER, by="benchmark")
    client = Client()
    client.force_login(drafter)
    for view, name in PAGES.items():
        address = reverse(f"report:{view}", args=[consultation.slug])
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        queries = len(captured)  # the next request forgets them
        clock, worked = [], []
        for _ in range(TURNS):
            began, of_processor = time.perf_counter(), time.process_time()
            client.get(address)
            clock.append(time.perf_counter() - began)
            worked.append(time.process_time() - of_processor)
        print(
            f"{name}, {passages:,} passages: {min(clock):.2f} s, of the processor "
            f"{min(worked):.2f} s, {queries} queries",
            flush=True,
        )


def _fill(passages: int, themes: int, sentences: int) -> Any:
    """The consultation, with its report. Written table by table: what is measured is reading."""
    from django.utils import timezone

    from rapporteur.base.models import User
    from rapporteur.core.document.draft_writing import written
    from rapporteur.stages.analysis import actions as analysis
    from rapporteur.stages.analysis.choices import CodingState, Stance
    from rapporteur.stages.analysis.models import Coding, Passage
    from rapporteur.stages.analysis.rules import ThemeDraft
    from rapporteur.stages.contributions.choices import Mode, Origin, VersionKind
    from rapporteur.stages.contributions.models import Contribution, Version
    from rapporteur.stages.mandate import actions as mandate
    from rapporteur.stages.report import actions as reports
    from rapporteur.stages.report.queries import last_revision, tree_of
    from rapporteur.stages.stakeholders import actions as stakeholders

    consultation = mandate.open_consultation(
        slug=f"drafting-{passages}", prefix=f"D{passages}", titles={"en": "Draft"}, by="benchmark"
    )
    groups = [
        stakeholders.add_group(consultation, key=key, names={"en": key.title()}, by="benchmark")
        for key in GROUPS
    ]
    codebook = analysis.begin_codebook(
        consultation,
        by="benchmark",
        themes=[ThemeDraft(f"t{one}", {"en": f"Theme {one}"}) for one in range(themes)],
    )
    held = list(analysis.publish_codebook(codebook, by="benchmark").themes.all())
    now, person = timezone.now(), User.objects.create_user(f"p{passages}@example.org", None)
    contributions = Contribution.objects.bulk_create(
        [
            Contribution(
                consultation=consultation,
                mode=Mode.WRITTEN,
                number=number + 1,
                origin=Origin.ITEMS,
                contributor=f"Contributor {number}",
                group=groups[number % len(groups)],
                languages=["en"],
                registered_by="benchmark",
            )
            for number in range(passages // 4)
        ],
        batch_size=500,
    )
    text = " ".join(f"Passage {place} says what it says in some ten words." for place in range(4))
    step = len(text) // 4
    versions = Version.objects.bulk_create(
        [
            Version(
                contribution=each,
                number=1,
                kind=VersionKind.FIRST,
                at=now,
                text=text,
                fingerprint=f"{each.pk:064}",
            )
            for each in contributions
        ],
        batch_size=500,
    )
    spans = Passage.objects.bulk_create(
        [
            Passage(
                contribution=version.contribution,
                version=version,
                start=place * step,
                end=place * step + step - 1,
                text=text[place * step : place * step + step - 1],
                language="en",
            )
            for version in versions
            for place in range(4)
        ],
        batch_size=500,
    )
    # The last theme is one of few: three contributors speak of it.
    Coding.objects.bulk_create(
        [
            Coding(
                passage=span,
                theme=held[-1] if number < 3 else held[number * 7919 % (len(held) - 1)],
                stance=Stance.OPPOSES if number % 3 == 0 else Stance.SUPPORTS,
                state=CodingState.CONFIRMED,
                method="hand",
                decided_by=person,
                decided_at=now,
            )
            for number, span in enumerate(spans)
        ],
        batch_size=500,
    )
    report = reports.begin_report(consultation, by="benchmark")
    words = " ".join(
        f"Most participants agreed on point {one} [[p{spans[one * len(spans) // sentences].pk}]]."
        for one in range(sentences)
    )
    draft = written(tree_of(last_revision(report)))
    reports.save_revision(report, text=f"# Views\n\n{words}\n\n{draft}", by="benchmark")
    return consultation


if __name__ == "__main__":
    main()
