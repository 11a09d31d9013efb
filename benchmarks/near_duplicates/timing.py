"""The methods that start from texts in memory, and what each takes.

They stand apart from the command: a new process knows nothing of a module that is run.
"""

import time

from benchmarks.near_duplicates import peers
from rapporteur.core.campaigns.near import near_clusters

Timed = tuple[list[int], float, float]  # groups, seconds, seconds of the processor


def by_ours(texts: list[str]) -> list[int]:
    """For each text the number of its group, as `rapporteur campaigns` groups what is near."""
    groups: list[int] = near_clusters(texts).tolist()
    return groups


METHODS = {"ours": by_ours, "rensa": peers.by_rensa, "datasketch": peers.by_datasketch}


def timed(name: str, texts: list[str]) -> Timed:
    """The groups that a method makes, and what it took once it has run."""
    METHODS[name](texts[:1000])  # enough that each of its steps has run
    begun, spent = time.perf_counter(), time.process_time()
    groups = METHODS[name](texts)
    return groups, time.perf_counter() - begun, time.process_time() - spent
