"""The ledger's page and files, which are everybody's."""

import re
import subprocess
import sys
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.urls import reverse

from rapporteur.base.ledger.actions import append, sequence_and_sign
from rapporteur.base.ledger.models import Leaf
from rapporteur.core.ledger.checkpoints import read
from rapporteur.core.ledger.commitments import LeafKind
from rapporteur.core.ledger.hashing import leaf_hash
from rapporteur.core.ledger.keys import read_public_key
from rapporteur.core.ledger.proofs import verify_consistency
from rapporteur.core.ledger.tree import Frontier
from rapporteur.site import verifier
from tests.factories.contributions import make_item
from tests.factories.mandate import make_consultation

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 5, tzinfo=UTC)


def signed(*counts):
    for count in counts:
        for _each in range(count):
            append(LeafKind.ITEM, "ab" * 32)
        sequence_and_sign(AT)


def body(response):
    return b"".join(response) if response.streaming else response.content


def test_before_anything_was_signed_the_page_has_the_key(client):
    page = client.get(reverse("ledger"))
    assert page.status_code == 200
    assert client.get(reverse("ledger_key")).content.decode() in page.content.decode()
    assert client.get(reverse("ledger_latest")).status_code == 404


def test_every_page_leads_to_the_ledger(client):
    assert f'href="{reverse("ledger")}"' in client.get(reverse("home")).content.decode()


def test_from_the_files_alone_everything_can_be_checked(client):
    signed(3, 4)
    page = client.get(reverse("ledger")).content.decode()
    files = sorted(set(re.findall(r'href="(/ledger/[a-z]+/[-\d]+\.(?:txt|json))"', page)))
    assert files == [
        "/ledger/checkpoints/3.txt",
        "/ledger/checkpoints/7.txt",
        "/ledger/consistency/3-7.json",
        "/ledger/leaves/7.txt",
    ]
    key = read_public_key(client.get("/ledger/key.pem").content)
    old, new = (
        read(client.get(f"/ledger/checkpoints/{size}.txt").content.decode(), key) for size in (3, 7)
    )
    assert client.get("/ledger/checkpoint").content.decode() == (
        client.get("/ledger/checkpoints/7.txt").content.decode()
    )
    frontier = Frontier()
    for line in body(client.get("/ledger/leaves/7.txt")).decode().splitlines():
        frontier.append(leaf_hash(bytes.fromhex(line)))
    assert (frontier.size, frontier.root()) == (7, new.root)
    proof = client.get("/ledger/consistency/3-7.json").json()
    assert (proof["old_root"], proof["new_root"]) == (old.root.hex(), new.root.hex())
    path = [bytes.fromhex(each) for each in proof["path"]]
    assert verify_consistency(3, 7, old.root, new.root, path)


@pytest.mark.parametrize(
    "address",
    [
        "checkpoints/2.txt",
        "checkpoints/0.txt",
        f"checkpoints/{10**40}.txt",
        f"checkpoints/{'9' * 6000}.txt",
        "leaves/2.txt",
        "consistency/7-3.json",
        "consistency/3-8.json",
    ],
    ids=["between", "none", "huge", "endless", "leaves", "backwards", "beyond"],
)
def test_what_was_not_signed_is_not_there(client, address):
    signed(3, 4)
    assert client.get(f"/ledger/{address}").status_code == 404


@pytest.mark.parametrize("sizes", [("3", "7"), ("7", "3")])
def test_the_form_leads_to_the_proof_in_either_order(client, sizes):
    signed(3, 4)
    response = client.get("/ledger/consistency/", dict(zip(("one", "other"), sizes, strict=True)))
    assert (response.status_code, response["Location"]) == (302, "/ledger/consistency/3-7.json")


@pytest.mark.parametrize("size", ["", "4", "-3", "x", "9" * 5000, "٣"])
def test_the_form_says_which_size_is_unknown(client, size):
    signed(3, 4)
    response = client.get("/ledger/consistency/", {"one": size, "other": "7"})
    assert response.status_code == 409
    assert "Choose two sizes from the list" in response.content.decode()


def test_no_nonce_is_on_any_page_or_in_any_file(client):
    signed(3, 4)
    nonces = list(Leaf.objects.values_list("nonce", flat=True))
    for address in ("", "key.pem", "checkpoint", "leaves/7.txt", "consistency/3-7.json"):
        text = body(client.get(f"/ledger/{address}")).decode()
        assert [nonce for nonce in nonces if nonce in text] == []


def test_nothing_is_changed_by_a_post(client):
    for address in ("", "key.pem", "checkpoint", "leaves/7.txt", "consistency/"):
        assert client.post(f"/ledger/{address}").status_code == 405


def test_the_page_asks_no_more_of_the_database_when_more_was_signed(
    client, django_assert_num_queries
):
    signed(1)
    client.get(reverse("ledger"))
    for _more in (1, 2):
        with django_assert_num_queries(4):
            client.get(reverse("ledger"))
        signed(1, 1)


@pytest.fixture
def stranger(tmp_path):
    """Runs a program with Python and what the page names, and nothing else."""
    libraries = tmp_path / "libraries"
    libraries.mkdir()
    for needed in (*verifier.NEEDS, "cffi", "_cffi_backend"):  # the last two: of cryptography
        origin = Path(find_spec(needed).origin)
        origin = origin.parent if origin.name == "__init__.py" else origin
        (libraries / origin.name).symlink_to(origin)

    def run(*words):
        return subprocess.run(
            [sys.executable, "-S", *words],
            cwd=tmp_path,
            env={"PYTHONPATH": str(libraries)},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_a_stranger_checks_a_receipt_with_what_the_page_gives(client, stranger, tmp_path):
    item = make_item(make_consultation())
    sequence_and_sign(AT)
    page = client.get(reverse("ledger")).content.decode()
    assert f'href="{reverse("ledger_program")}"' in page
    receipt = reverse("contributions:receipt_json", args=[item.consultation.slug, item.token])
    files = {
        verifier.NAME: reverse("ledger_program"),
        "receipt.json": receipt,
        "key.pem": reverse("ledger_key"),
    }
    for name, address in files.items():
        (tmp_path / name).write_bytes(body(client.get(address)))
    words = (verifier.NAME, "verify", "receipt.json", "--key", "key.pem")
    assert f"python3 {verifier.NAME} verify" in page
    found = stranger(*words)
    assert (found.returncode, found.stderr) == (0, ""), found.stderr
    assert "Proven:" in found.stdout
    (tmp_path / "receipt.json").write_text(
        (tmp_path / "receipt.json").read_text().replace(item.reference, "X/R-1")
    )
    assert stranger(*words).returncode == 1
