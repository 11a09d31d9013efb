"""What fails in the background costs nothing else its turn."""

import logging

import pytest

from rapporteur.base.leases import others_go_on
from rapporteur.base.refusals import Refused


def test_what_fails_is_logged_and_the_next_has_its_turn(caplog):
    with caplog.at_level(logging.ERROR), others_go_on("Reading a file"):
        raise ValueError("stumbled")
    assert "Reading a file was not done." in caplog.text
    assert "stumbled" in caplog.text


def test_what_a_person_can_mend_rises():
    with pytest.raises(Refused), others_go_on("Signing"):
        raise Refused("Nothing was signed.", "There is no key.", "Make one.")
