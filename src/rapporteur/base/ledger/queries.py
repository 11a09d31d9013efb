"""Reading the ledger: its checkpoints, the proofs between them, receipts, and whether it holds."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rapporteur.base.ledger.keys import signing_key
from rapporteur.base.ledger.models import Checkpoint, Leaf, Tile
from rapporteur.core.ledger.commitments import LeafKind, Statement
from rapporteur.core.ledger.hashing import leaf_hash
from rapporteur.core.ledger.proofs import consistency_proof, inclusion_proof
from rapporteur.core.ledger.receipts import Inclusion, Promise, issue
from rapporteur.core.ledger.tree import Frontier, Tiles

PROMISED_WITHIN = timedelta(days=2)
"""A checkpoint is made daily; one that fails leaves a day to make it good."""


def checkpoints() -> QuerySet[Checkpoint]:
    """Everything that was signed, the latest first."""
    return Checkpoint.objects.all()


def latest() -> Checkpoint | None:
    """The checkpoint that was signed last."""
    return checkpoints().first()


def origin() -> str:
    """The ledger's name. It never changes: it is that of what was signed before.

    Before the first checkpoint it is the host at which the site is reached, without a port.
    """
    signed = latest()
    if signed is not None:
        return signed.text.partition("\n")[0]
    host = urlsplit(settings.SITE_URL).hostname or "rapporteur"
    return host.encode("idna").decode()


def stored_tree(size: int) -> Tiles:
    """The tree of the first `size` leaves, read tile by tile as its nodes are asked for."""
    return Tiles(size, _stored_tile)


def covering(leaf: Leaf) -> Checkpoint | None:
    """The first checkpoint that the leaf is under, so that its proof is always the same one."""
    if leaf.index is None:
        return None
    return checkpoints().filter(size__gt=leaf.index).last()


def inclusion(leaf: Leaf) -> Inclusion | None:
    """The proof that a leaf is in the ledger; None until the next checkpoint."""
    checkpoint = covering(leaf)
    if checkpoint is None or leaf.index is None:
        return None
    tree = stored_tree(checkpoint.size)
    path = inclusion_proof(leaf.index, checkpoint.size, tree.node)
    return Inclusion(leaf.index, tuple(path), checkpoint.text)


def consistency(old: Checkpoint, new: Checkpoint) -> list[bytes]:
    """The proof that the ledger was only added to between two checkpoints, the older one first."""
    return consistency_proof(old.size, new.size, stored_tree(new.size).node)


def receipt(leaf: Leaf, about: dict[str, Statement], *, reveal: bool) -> dict[str, Statement]:
    """The receipt for what a leaf is about: the signed promise, and the proof once there is one.

    about: what the leaf was made from. reveal: whether the nonce goes with it; only where the
    words behind the leaf are public, or to the one who sent them.
    """
    promise = Promise(
        origin=origin(),
        kind=LeafKind(leaf.kind),
        about=about,
        commitment=leaf.commitment,
        include_by=leaf.made_at + PROMISED_WITHIN,
    )
    nonce = leaf.nonce if reveal else ""
    return issue(promise, signing_key(), nonce=nonce, inclusion=inclusion(leaf))


def commitments(size: int) -> Iterator[str]:
    """The first `size` leaves, in order: all that anybody needs to work out a root themselves."""
    leaves = Leaf.objects.filter(index__lt=size).order_by("index")
    return leaves.values_list("commitment", flat=True).iterator()


def differences() -> Iterator[str]:
    """What does not agree in the ledger, a sentence each: nothing, where nobody altered it.

    Every root that was ever signed is worked out again from the leaves alone, in flat memory.
    """
    signed = {each.size: each for each in checkpoints()}
    frontier = Frontier()
    for commitment in commitments(max(signed, default=0)):
        frontier.append(leaf_hash(bytes.fromhex(commitment)))
        checkpoint = signed.pop(frontier.size, None)
        if checkpoint is not None and frontier.root().hex() != checkpoint.root:
            yield _("The leaves no longer have the root that was signed at %(size)d leaves.") % {
                "size": checkpoint.size
            }
    for size in sorted(signed):
        yield _("A checkpoint of %(size)d leaves was signed, and %(held)d are there.") % {
            "size": size,
            "held": frontier.size,
        }


def _stored_tile(level: int, number: int) -> bytes:
    hashes = Tile.objects.filter(level=level, number=number).values_list("hashes", flat=True)
    return bytes(hashes.first() or b"")
