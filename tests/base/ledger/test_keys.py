"""The signing key in its file."""

import stat
from threading import Thread

import pytest

from rapporteur.base.ledger.keys import public_key, signing_key
from rapporteur.base.refusals import Refused
from rapporteur.core.ledger.keys import public_pem, read_signing_key


def test_the_key_is_made_once_for_its_owner_alone(settings, tmp_path):
    settings.LEDGER_KEY = tmp_path / "new" / "key.pem"
    key = signing_key()
    assert stat.S_IMODE(settings.LEDGER_KEY.stat().st_mode) == 0o600
    assert [each.name for each in (tmp_path / "new").iterdir()] == ["key.pem"]
    kept = read_signing_key(settings.LEDGER_KEY.read_bytes())
    assert public_pem(kept.public_key()) == public_pem(key.public_key()) == public_pem(public_key())


def test_made_at_once_by_many_it_is_one_key(settings, tmp_path):
    settings.LEDGER_KEY = tmp_path / "key.pem"
    found = []
    threads = [Thread(target=lambda: found.append(public_pem(public_key()))) for _each in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


@pytest.mark.parametrize("content", [b"", b"not a key"])
def test_a_file_that_is_no_key_is_refused_and_not_replaced(settings, tmp_path, content):
    settings.LEDGER_KEY = tmp_path / "key.pem"
    settings.LEDGER_KEY.write_bytes(content)
    with pytest.raises(Refused, match="cannot be used"):
        signing_key()
    assert settings.LEDGER_KEY.read_bytes() == content
