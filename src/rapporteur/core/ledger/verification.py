"""What anybody can find out from a receipt, our public key, and a checkpoint got elsewhere.

Every finding is one of three. False is only what the files contradict: a signature that is not
good, two signed texts that cannot both be true. What a file does not prove without disproving it,
as a proof that is missing, or of other sizes, or that does not lead where it should, is not shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from rapporteur.core.ledger.checkpoints import MOMENT, Checkpoint, read
from rapporteur.core.ledger.commitments import canonical, commitment, digest_of
from rapporteur.core.ledger.hashing import leaf_hash
from rapporteur.core.ledger.problem import LedgerProblem, NotSigned
from rapporteur.core.ledger.proofs import verify_consistency, verify_inclusion
from rapporteur.core.ledger.receipts import Inclusion, Receipt, read_path, read_receipt


@dataclass(frozen=True)
class Verification:
    """Sentences: what was proven, what is false, and what these files do not show either way.

    answered: whether all that was asked was either proven or false; a proof of inclusion that is
    still to come is not asked for.
    """

    proven: tuple[str, ...]
    failed: tuple[str, ...]
    unproven: tuple[str, ...]
    answered: bool = True

    @property
    def holds(self) -> bool:
        """Whether nothing is false and all that was asked was shown."""
        return self.answered and not self.failed


@dataclass(frozen=True)
class _Names:
    """What two checkpoints are called where they are compared: both (without the article), each
    in order, and their being one, as a sentence."""

    both: str
    first: str
    second: str
    same: str


_RECEIPTS = _Names(
    "checkpoint that you gave and the receipt's",
    "the receipt's",
    "yours",
    "The checkpoint that you gave is the receipt's own.",
)
_TWO = _Names("two checkpoints", "the one", "the other", "The two checkpoints are the same.")
_FETCH_AGAIN = (
    "Fetch it again; if none leads from the one to the other, the ledger was not only added to, "
    "and the two checkpoints show it."
)


@dataclass
class _Findings:
    proven: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    unproven: list[str] = field(default_factory=list)
    answered: bool = True

    def leave_open(self, sentence: str) -> None:
        """Note what was asked and is not shown."""
        self.unproven.append(sentence)
        self.answered = False

    def closed(self) -> Verification:
        return Verification(
            tuple(self.proven), tuple(self.failed), tuple(self.unproven), self.answered
        )


def verify_receipt(
    receipt: object,
    public_key: Ed25519PublicKey,
    checkpoint: str | None = None,
    consistency: object = None,
) -> Verification:
    """Check everything that a receipt claims; see docs/reference/ledger.md for the rules.

    receipt: what JSON gave; anything may be in it. public_key: ours, got from somewhere that you
    trust. checkpoint: the text of a checkpoint that came to you by another way than the receipt;
    the receipt's own must then be the same one, or an earlier or later state of the same ledger.
    consistency: the proof of that, as /ledger/consistency/ gives it, needed where the two differ
    in size.

    Nothing is raised for what is in the files: whatever is wrong is in `failed`, and whatever
    cannot be read in `unproven`.
    """
    findings = _Findings()
    try:
        held = read_receipt(receipt)
        _check_promise(held, public_key, findings)
        _check_beside(receipt, held, findings)
        _check_commitment(held, findings)
    except LedgerProblem as problem:
        findings.leave_open(f"What this receipt claims, since it cannot be read: {problem}")
    else:
        own = _check_inclusion(held, public_key, findings)
        if checkpoint is not None:
            other = _signed(checkpoint, public_key, "you gave", findings)
            _check_receipts_ledger(own, other, consistency, findings)
        elif own is not None:
            findings.unproven.append(
                "That everybody is shown the same ledger: compare with a checkpoint that came to "
                "you by another way."
            )
    findings.unproven.append(
        "That the fingerprints are those of your own files: work out their SHA-256 and compare."
    )
    return findings.closed()


def verify_checkpoints(
    one: str, other: str, public_key: Ed25519PublicKey, consistency: object = None
) -> Verification:
    """Check that of two checkpoints the one continues the other, in whichever order they come.

    one, other: their texts. consistency: the proof between them, as
    /ledger/consistency/ gives it, needed where they differ in size. Nothing is raised for what is
    in the files: whatever is wrong is in `failed`, and whatever cannot be read in `unproven`.
    """
    findings = _Findings()
    first = _signed(one, public_key, "you gave first", findings)
    second = _signed(other, public_key, "you gave second", findings)
    for each in (first, second):
        if each is not None:
            findings.proven.append(
                f"{each.origin} signed at {each.at.strftime(MOMENT)} that its ledger has "
                f"{each.size} leaves."
            )
    if first is not None and second is not None:
        _check_same_ledger(first, second, consistency, findings, _TWO)
    return findings.closed()


def _signed(text: str, key: Ed25519PublicKey, which: str, findings: _Findings) -> Checkpoint | None:
    """The checkpoint that a text is, where the key signed it. which: one it is, as a clause."""
    try:
        return read(text, key)
    except NotSigned:
        findings.failed.append(f"The checkpoint that {which} bears no good signature by this key.")
    except LedgerProblem as problem:
        findings.leave_open(f"What the checkpoint that {which} says: {problem}")
    return None


def _check_promise(held: Receipt, key: Ed25519PublicKey, findings: _Findings) -> None:
    try:
        key.verify(held.signature, canonical(held.signed))
    except InvalidSignature:
        findings.failed.append("The promise was not signed with this key, or was changed after.")
        return
    promise = held.promise
    stated = ", ".join(_stated(name, value) for name, value in promise.about.items())
    by = promise.include_by.strftime(MOMENT)
    findings.proven.append(
        f"{promise.origin} signed that it holds this {promise.kind}: {stated}; and that it is in "
        f"the ledger by {by}."
    )


def _check_beside(receipt: object, held: Receipt, findings: _Findings) -> None:
    """What stands beside the promise for people to read, and is signed in it, says the same."""
    fields = receipt if isinstance(receipt, Mapping) else {}
    for name, signed in held.promise.about.items():
        if name in fields and _plainly(fields[name]) != _plainly(signed):
            findings.failed.append(
                f"Beside the promise stands another {name} than in it: {_stated(name, signed)} is "
                "what was signed."
            )


def _plainly(value: object) -> object:
    """A moment, which has a zone, however it is written; of files, their hashes alone."""
    if isinstance(value, list):
        return [each.get("sha256") if isinstance(each, Mapping) else each for each in value]
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return value
    return moment if moment is not None and moment.tzinfo is not None else value


def _stated(name: str, value: object) -> str:
    if isinstance(value, list):
        return f"{name} {' '.join(str(each) for each in value)}"
    return f"{name} {value}"


def _check_commitment(held: Receipt, findings: _Findings) -> None:
    promise = held.promise
    if not held.nonce:
        findings.unproven.append(
            f"That the leaf is about this {promise.kind}: the receipt does not hold its nonce."
        )
    elif commitment(promise.kind, digest_of(promise.about), held.nonce) == promise.commitment:
        findings.proven.append(f"The leaf is about this {promise.kind} and nothing else.")
    else:
        findings.failed.append(f"The leaf is not about this {promise.kind}.")


def _check_inclusion(
    held: Receipt, key: Ed25519PublicKey, findings: _Findings
) -> Checkpoint | None:
    """The receipt's own checkpoint, where it has one and the leaf is proven to be under it."""
    inclusion = held.inclusion
    if inclusion is None:
        findings.unproven.append(
            "That the leaf is in the ledger: the receipt has no proof yet. Fetch it again from "
            "the same address; if the promised moment has passed by then, the promise was broken."
        )
        return None
    checkpoint = _signed(inclusion.checkpoint, key, "stands in the receipt", findings)
    if checkpoint is None:
        return None
    if checkpoint.origin != held.promise.origin:
        findings.failed.append("The promise and the checkpoint are those of two ledgers.")
        return None
    if not _is_included(held.promise.commitment, inclusion, checkpoint):
        findings.failed.append("The proof does not lead from the leaf to the checkpoint.")
        return None
    findings.proven.append(
        f"The leaf is number {inclusion.index} of the {checkpoint.size} in the ledger that was "
        f"signed at {checkpoint.at.strftime(MOMENT)}."
    )
    return checkpoint


def _is_included(leaf: str, inclusion: Inclusion, checkpoint: Checkpoint) -> bool:
    entry = leaf_hash(bytes.fromhex(leaf))
    return verify_inclusion(
        entry, inclusion.index, checkpoint.size, inclusion.path, checkpoint.root
    )


def _check_receipts_ledger(
    own: Checkpoint | None, other: Checkpoint | None, consistency: object, findings: _Findings
) -> None:
    if own is None:
        findings.leave_open(
            "That the checkpoint that you gave is of the same ledger: the receipt has no good "
            "proof of inclusion that could be held against it. Fetch the receipt again from its "
            "address."
        )
    elif other is not None:
        _check_same_ledger(own, other, consistency, findings, _RECEIPTS)


def _check_same_ledger(
    one: Checkpoint,
    other: Checkpoint,
    consistency: object,
    findings: _Findings,
    names: _Names,
) -> None:
    old, new = sorted((one, other), key=lambda each: each.size)
    claim = f"{names.both} are of one ledger"
    if one.origin != other.origin:
        findings.failed.append(
            f"The {names.both} are of two ledgers, {one.origin} and {other.origin}."
        )
    elif old.size == new.size and old.root != new.root:
        findings.failed.append(
            "The two checkpoints contradict each other: both are signed, of one size, and have "
            "different roots, so different people were shown different ledgers. Keep both, they "
            "prove it."
        )
    elif old.size == new.size:
        findings.proven.append(names.same)
    elif consistency is None:
        findings.leave_open(
            f"That the {claim}: {names.first} has {one.size} leaves, {names.second} {other.size}. "
            f"Fetch /ledger/consistency/{old.size}-{new.size}.json and give that too."
        )
    else:
        try:
            path = _path_between(old, new, consistency)
        except LedgerProblem as problem:
            findings.leave_open(f"That the {claim}: {problem}")
            return
        if verify_consistency(old.size, new.size, old.root, new.root, path):
            findings.proven.append(
                f"The {claim}: from {old.size} to {new.size} leaves it was only added to."
            )
        else:
            findings.leave_open(
                f"That the {claim}: the proof of consistency does not lead from the one to the "
                f"other. {_FETCH_AGAIN}"
            )


def _path_between(old: Checkpoint, new: Checkpoint, consistency: object) -> Sequence[bytes]:
    """The path that proves it. The sizes and roots beside it are those of the checkpoints, where
    they are signed: they are held against them, so that no proof is good that says something else.
    """
    if not isinstance(consistency, Mapping):
        raise LedgerProblem("the proof of consistency is not a JSON object.")
    for name, each in (("old", old), ("new", new)):
        size = consistency.get(name)
        if size != each.size or type(size) is not int:
            raise LedgerProblem(
                f"the proof of consistency is not the one from {old.size} to {new.size}."
            )
        if consistency.get(f"{name}_root") != each.root.hex():
            raise LedgerProblem(
                f"the proof of consistency states another root for {size} leaves than the "
                f"checkpoint. {_FETCH_AGAIN}"
            )
    return read_path(consistency.get("path"))
