"""One run at a time."""

import pytest

from rapporteur.core.alone import Busy, alone_at


@pytest.mark.parametrize("name", ["", "lock"])
def test_a_place_is_had_by_one_at_a_time_and_given_back(tmp_path, name):
    place = tmp_path / name
    with alone_at(place):
        with pytest.raises(Busy), alone_at(place):
            pass
        with pytest.raises(Busy), alone_at(place):
            pass
    with alone_at(place):
        pass
    assert [each.name for each in tmp_path.iterdir()] == [name][: bool(name)]
