"""Adding to the ledger, and signing what it has become."""

import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby, islice

from django.db.models import F
from django.utils.translation import gettext as _

from rapporteur.base.audit.actions import record
from rapporteur.base.ledger.keys import signing_key
from rapporteur.base.ledger.models import Checkpoint, Leaf, Tile
from rapporteur.base.ledger.queries import latest, origin, stored_tree
from rapporteur.base.numbering.actions import next_number
from rapporteur.base.numbering.models import Series
from rapporteur.base.refusals import Refused
from rapporteur.base.rows import insert_all
from rapporteur.base.together import giving_way
from rapporteur.core.ledger import checkpoints
from rapporteur.core.ledger.commitments import NONCE_SIZE, LeafKind, commitment
from rapporteur.core.ledger.hashing import leaf_hash
from rapporteur.core.ledger.proofs import root
from rapporteur.core.ledger.tree import Tiles

SERIES = "ledger"
SEQUENCER = "sequencer"
BATCH = 2048  # leaves read at once
PORTION = 2  # batches in one transaction


def append(kind: LeafKind, digest: str) -> Leaf:
    """Add a leaf about something, as `append_all` does."""
    [leaf] = append_all(kind, [digest])
    return leaf


def append_all(
    kind: LeafKind, digests: Sequence[str], keys: Sequence[int | None] = ()
) -> list[Leaf]:
    """Add leaves, in the caller's transaction: one statement, which waits on nobody.

    digests: SHA-256 of what each leaf is about (`core.ledger.commitments.digest_of`), as 64
    hexadecimal digits. keys: of the rows, where they were asked for beforehand. The leaves get
    their places with the next checkpoint.
    """
    leaves = []
    for digest, key in zip(digests, keys or [None] * len(digests), strict=True):
        nonce = secrets.token_hex(NONCE_SIZE)
        commits = commitment(kind, digest, nonce)
        leaves.append(Leaf(pk=key, kind=kind.value, commitment=commits, nonce=nonce))
    return insert_all(leaves)


def destroy_nonce(leaf: Leaf) -> None:
    """Make the leaf say nothing any more, as a lawful erasure must. Its place in the tree stays."""
    leaf.nonce = ""
    leaf.save(update_fields=["nonce"])


def sequence_and_sign(at: datetime, *, pause: timedelta = timedelta()) -> Checkpoint | None:
    """Give every waiting leaf its place, in the order in which they were made, and sign the root.

    at: the moment that the checkpoint says. pause: after the latest checkpoint, in which none is
    signed. None where no leaf was waiting, or the pause is not over: the latest checkpoint then
    says what there is to say. Thousands of leaves are signed in portions, each by a checkpoint of
    its own, so that nobody who writes waits long. One runs at a time: the series that the places
    are taken from is locked first, and whoever comes second finds nothing waiting.

    Raises Refused, changing nothing, where the stored tree no longer has the root that was signed
    last: signing on would put our name to a history that was altered.
    """
    if pause and (before := latest()) is not None and before.at + pause > at:
        return None
    signed, more = None, True
    while more:
        with giving_way():
            found, more = _sign_a_portion(at)
        signed = found or signed
    return signed


def _sign_a_portion(at: datetime) -> tuple[Checkpoint | None, bool]:
    """The checkpoint, where leaves were waiting, and whether more of them may be."""
    Series.objects.get_or_create(key=SERIES)
    size = Series.objects.select_for_update().get(key=SERIES).last
    tree = stored_tree(size)
    _demand_unaltered(tree)
    for leaves in islice(_waiting(), PORTION):
        _give_places(leaves, next_number(SERIES, many=len(leaves)) - 1)
        for _id, each in leaves:
            tree.append(leaf_hash(bytes.fromhex(each)))
    if tree.size == size:
        return None, False
    Tile.objects.bulk_create(
        (
            Tile(level=level, number=number, hashes=bytes(hashes))
            for (level, number), hashes in tree.changed.items()
        ),
        update_conflicts=True,
        unique_fields=["level", "number"],
        update_fields=["hashes"],
    )
    return _sign(tree, at), tree.size - size == PORTION * BATCH


def _sign(tree: Tiles, at: datetime) -> Checkpoint:
    found = checkpoints.Checkpoint(origin(), tree.size, root(tree.size, tree.node), at)
    checkpoint = Checkpoint.objects.create(
        size=found.size,
        root=found.root.hex(),
        at=at,
        text=checkpoints.sign(found, signing_key()),
    )
    record("ledger.sign_checkpoint", checkpoint, by=SEQUENCER, size=found.size)
    return checkpoint


def _demand_unaltered(tree: Tiles) -> None:
    signed = latest()
    known = (signed.size, signed.root) if signed else (0, "")
    if known == (tree.size, root(tree.size, tree.node).hex() if tree.size else ""):
        return
    raise Refused(
        _("No checkpoint was signed."),
        _("What is stored of the ledger is not what was signed last (%(size)d leaves).")
        % {"size": known[0]},
        _("Bring the database back from a copy, then compare with the published checkpoints."),
    )


def _waiting() -> Iterator[list[tuple[int, str]]]:
    """The leaves without a place, as id and commitment, in the order they were made, in batches."""
    waiting = Leaf.objects.filter(index__isnull=True).order_by("id")
    rows, last = waiting.values_list("id", "commitment"), 0
    while leaves := list(rows.filter(id__gt=last)[:BATCH]):
        last = leaves[-1][0]
        yield leaves


def _give_places(leaves: list[tuple[int, str]], first: int) -> None:
    """Give the leaves the places from `first` on, with one statement for each run of ids.

    Ids mostly follow each other, and then place and id differ by one number for all of them.
    """
    placed = enumerate((pk for pk, _commitment in leaves), start=first)
    for shift, run in groupby(placed, key=lambda pair: pair[0] - pair[1]):
        ids = [pk for _place, pk in run]
        Leaf.objects.filter(id__range=(ids[0], ids[-1])).update(index=F("id") + shift)
