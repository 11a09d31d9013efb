"""The cases: how large a docket, which campaigns in it, who else writes."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.dockets.__main__ import chain, grammar
from benchmarks.dockets.plan import plan
from benchmarks.dockets.writing import write_docket


@dataclass(frozen=True)
class Case:
    """A docket; the campaigns are by name, with their share of its rows."""

    name: str
    size: int
    campaigns: dict[str, float]
    copies: float = 0.0
    near: float = 0.0
    voices: str = "real"
    seed: int = 1

    def __str__(self) -> str:
        named = ", ".join(f"{name} {share:.1%}" for name, share in self.campaigns.items())
        copied = f", {self.copies:.0%} copies" if self.copies else ""
        return f"{self.size:,} rows{copied}; {named}; voices {self.voices}"


CASES = (
    Case(
        "0.1%-two", 1_000_000, {"mail-merge": 0.001, "made:2@health": 0.001}, copies=0.85, near=0.01
    ),
    Case("0.1%-same-topic", 1_000_000, {"water": 0.001, "water-farm": 0.001}, copies=0.7),
    Case("0.5%-one", 200_000, {"mail-merge": 0.005}),
    Case("0.5%-four", 300_000, {"vaping": 0.005, "guns": 0.005, "parks": 0.005, "health": 0.005}),
    Case("2%-one", 50_000, {"mail-merge": 0.02}),
    Case("2%-same-topic", 50_000, {"water": 0.02, "water-farm": 0.02}, voices="made"),
    Case(
        "2%-four-made",
        100_000,
        {f"made:{made}": 0.02 for made in ("7@water", "8@water", "9@parks", "10@parks")},
    ),
    Case(
        "2%-unlike", 100_000, dict.fromkeys(("trains", "merger", "incinerator", "flights"), 0.02)
    ),
    Case("6%-one", 20_000, {"mail-merge": 0.06}),
    Case("6%-three", 30_000, {"pipeline": 0.06, "parks": 0.06, "made:11@roads": 0.06}, near=0.0),
    Case("6%-copies", 100_000, {"mail-merge": 0.06, "vaping": 0.02}, copies=0.6, near=0.05),
    Case("20%-one", 10_000, {"mail-merge": 0.2}),
    Case("20%-four", 20_000, {"water": 0.2, "water-farm": 0.2, "guns": 0.2, "health": 0.2}),
    Case("60%-one", 10_000, {"mail-merge": 0.6}),
    Case("60%-one-made", 100_000, {"made:12@schools": 0.6}, voices="made"),
    Case("60%-and-20%", 30_000, {"health": 0.6, "made:2@health": 0.2}),
    Case("60%-and-0.5%", 200_000, {"mail-merge": 0.6, "guns": 0.005}),
)  # fmt: skip


def make(case: Case, folder: Path) -> None:
    """Write the docket of a case."""
    planned = plan(case.size, list(case.campaigns.values()), copies=case.copies, near=case.near)
    write_docket(
        planned,
        [grammar(name, case.seed) for name in case.campaigns],
        chain(case.voices, case.seed, planned.unrelated),
        folder,
        seed=case.seed,
        processes=2,
    )
