"""`rapporteur verify`, as somebody runs it who has the files and nothing of ours."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from rapporteur.core.ledger.checkpoints import Checkpoint, sign
from rapporteur.core.ledger.commitments import LeafKind, commitment, digest_of
from rapporteur.core.ledger.hashing import leaf_hash
from rapporteur.core.ledger.keys import public_pem
from rapporteur.core.ledger.proofs import consistency_proof, inclusion_proof, root
from rapporteur.core.ledger.receipts import Inclusion, Promise, issue
from rapporteur.core.ledger.tree import Tiles

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
AT = datetime(2026, 11, 23, tzinfo=UTC)
PROGRAM = "from rapporteur.cli import main; main()"
NOT_SHOWN = "Not shown, neither proven nor false:"
ABOUT, NONCE = {"reference": "EC/R-7", "parts": []}, "07" * 32


@pytest.fixture
def folder(tmp_path):
    """A receipt, our key, checkpoints of 4 and 9 leaves, and the proof between them."""
    leaf = commitment(LeafKind.ITEM, digest_of(ABOUT), NONCE)
    tiles = Tiles()
    for number in range(9):
        tiles.append(leaf_hash(bytes.fromhex(leaf) if number == 2 else bytes([number])))
    texts = {
        size: sign(Checkpoint("example.org", size, root(size, tiles.node), AT), KEY)
        for size in (4, 9)
    }
    path = [each.hex() for each in consistency_proof(4, 9, tiles.node)]
    inclusion = Inclusion(2, tuple(inclusion_proof(2, 4, tiles.node)), texts[4])
    receipt = issue(
        Promise("example.org", LeafKind.ITEM, ABOUT, leaf, AT),
        KEY,
        nonce=NONCE,
        inclusion=inclusion,
    )
    (tmp_path / "receipt.json").write_text(json.dumps(receipt))
    (tmp_path / "key.pem").write_text(public_pem(KEY.public_key()))
    for size, text in texts.items():
        (tmp_path / f"{size}.txt").write_text(text)
    roots = {"old_root": root(4, tiles.node).hex(), "new_root": root(9, tiles.node).hex()}
    (tmp_path / "4-9.json").write_text(json.dumps({"old": 4, "new": 9, **roots, "path": path}))
    return tmp_path


def verify(folder, *more, receipt="receipt.json", key="key.pem"):
    return run(folder, "verify", receipt, "--key", key, *more)


def headings(found):
    return [line for line in found.stdout.splitlines() if not line.startswith(" ")]


def run(folder, *words, program=PROGRAM):
    environment = {name: value for name, value in os.environ.items() if "RAPPORTEUR" not in name}
    return subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )


def test_a_good_receipt_is_proven_and_nothing_is_left_behind(folder):
    before = sorted(folder.iterdir())
    found = verify(folder)
    assert (found.returncode, found.stderr) == (0, "")
    heading, signed, *rest = found.stdout.splitlines()[:4]
    assert heading == "Proven:"
    assert signed == (
        "  example.org signed that it holds this item: reference EC/R-7, parts ; and that it is in "
        "the ledger by 2026-11-23T00:00:00Z."
    )
    assert rest == [
        "  The leaf is about this item and nothing else.",
        "  The leaf is number 2 of the 4 in the ledger that was signed at 2026-11-23T00:00:00Z.",
    ]
    assert sorted(folder.iterdir()) == before


def test_against_a_later_checkpoint_with_the_proof_between(folder):
    missing = verify(folder, "--checkpoint", "9.txt")
    assert (missing.returncode, missing.stderr) == (1, "")
    assert headings(missing) == ["Proven:", NOT_SHOWN]
    assert "4-9.json" in missing.stdout
    found = verify(folder, "--checkpoint", "9.txt", "--consistency", "4-9.json")
    assert (found.returncode, found.stderr) == (0, "")
    assert "from 4 to 9 leaves it was only added to." in found.stdout


def test_a_changed_receipt_is_false(folder):
    receipt = (folder / "receipt.json").read_text()
    (folder / "receipt.json").write_text(receipt.replace("EC/R-7", "EC/R-8"))
    found = verify(folder)
    assert (found.returncode, found.stderr) == (1, "")
    assert found.stdout.splitlines()[2:5] == [
        "FALSE:",
        "  The promise was not signed with this key, or was changed after.",
        "  The leaf is not about this item.",
    ]


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", 1, "is not JSON"),
        (b"[" * 100_000, 1, "is not JSON"),
        (b"\xff\xfe", 1, "is not text in UTF-8"),
        (b" " * 1_000_001, 1, "far too large"),
        (b"9" * 5000, 1, "is not JSON"),
        (b"{}", 1, "There is no promise"),
        (b"NaN", 1, "There is no receipt"),
    ],
    ids=["empty", "deep", "bytes", "large", "number", "object", "nan"],
)
def test_what_is_no_receipt_is_said_in_a_sentence(folder, content, code, said):
    (folder / "receipt.json").write_bytes(content)
    found = verify(folder)
    assert found.returncode == code
    assert said in found.stdout + found.stderr
    assert "Traceback" not in found.stderr


def test_what_is_no_key_or_no_file_is_said_in_a_sentence(folder):
    found = verify(folder, key="receipt.json")
    assert (found.returncode, found.stderr) == (1, "Error: This is not a public key in PEM.\n")
    assert verify(folder, key="nowhere.pem").returncode == 2
    strange = (folder / "key.pem").read_text().replace("MCowBQYDK2Vw", "MCowBQYDK2Vs")
    (folder / "strange.pem").write_text(strange)  # of a kind that nobody has heard of
    assert verify(folder, key="strange.pem").stderr == found.stderr


def consistency(folder, *words):
    return run(folder, "consistency", *words)


def test_two_checkpoints_are_compared_from_files_alone(folder):
    for one, other in (("4.txt", "9.txt"), ("9.txt", "4.txt")):
        found = consistency(folder, one, other, "--key", "key.pem", "--proof", "4-9.json")
        assert (found.returncode, found.stderr) == (0, "")
        assert found.stdout.splitlines()[-1] == (
            "  The two checkpoints are of one ledger: from 4 to 9 leaves it was only added to."
        )
    same = consistency(folder, "9.txt", "9.txt", "--key", "key.pem")
    assert (same.returncode, "are the same" in same.stdout) == (0, True)


def test_checkpoints_that_were_altered_or_signed_by_another_are_false(folder):
    altered = (folder / "9.txt").read_text().replace("\n9\n", "\n8\n")
    (folder / "8.txt").write_text(altered)
    other = Ed25519PrivateKey.generate()
    (folder / "other.pem").write_text(public_pem(other.public_key()))
    for words in (
        ("4.txt", "8.txt", "--key", "key.pem"),
        ("4.txt", "9.txt", "--key", "other.pem", "--proof", "4-9.json"),
    ):
        found = consistency(folder, *words)
        assert (found.returncode, found.stderr) == (1, "")
        assert "FALSE:" in headings(found)


def test_checkpoints_between_which_nothing_leads_are_neither_proven_nor_false(folder):
    proof = json.loads((folder / "4-9.json").read_text())
    (folder / "broken.json").write_text(json.dumps(proof | {"path": proof["path"][1:]}))
    (folder / "other.json").write_text(json.dumps(proof | {"new": 10}))
    for words in (
        ("9.txt",),
        ("9.txt", "--proof", "broken.json"),
        ("9.txt", "--proof", "other.json"),
    ):
        found = consistency(folder, "4.txt", *words, "--key", "key.pem")
        assert (found.returncode, found.stderr) == (1, "")
        assert headings(found) == ["Proven:", NOT_SHOWN]
        assert "That the two checkpoints are of one ledger: " in found.stdout
    no_checkpoint = consistency(folder, "4.txt", "key.pem", "--key", "key.pem")
    assert (no_checkpoint.returncode, headings(no_checkpoint)) == (1, ["Proven:", NOT_SHOWN])


def test_neither_network_nor_database_is_asked(folder):
    blocked = (
        "import sys\n"
        "def no(event, given):\n"
        "    if event.startswith(('socket.', 'sqlite3.')):\n"
        "        raise SystemExit(event)\n"
        "sys.addaudithook(no)\n" + PROGRAM
    )
    for words in (
        ("verify", "receipt.json", "--key", "key.pem"),
        ("consistency", "4.txt", "9.txt", "--key", "key.pem", "--proof", "4-9.json"),
    ):
        found = run(folder, *words, program=blocked)
        assert (found.returncode, found.stderr) == (0, "")


def test_a_receipt_before_its_checkpoint_holds_and_says_what_is_not_proven(folder):
    held = json.loads((folder / "receipt.json").read_text())
    del held["inclusion"]
    (folder / "receipt.json").write_text(json.dumps(held))
    found = verify(folder)
    assert found.returncode == 0
    assert "Fetch it again from the same address" in found.stdout
    against = verify(folder, "--checkpoint", "4.txt")
    assert (against.returncode, headings(against)) == (1, ["Proven:", NOT_SHOWN])


def test_a_receipt_whose_nonce_was_erased_holds_and_says_what_is_not_shown(folder):
    held = json.loads((folder / "receipt.json").read_text())
    del held["nonce"]
    (folder / "receipt.json").write_text(json.dumps(held))
    found = verify(folder)
    assert (found.returncode, headings(found)) == (0, ["Proven:", NOT_SHOWN])
    assert "That the leaf is about this item: the receipt does not hold its nonce." in found.stdout
