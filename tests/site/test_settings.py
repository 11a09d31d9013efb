"""What the environment says is what the settings have."""

import json
import os
import subprocess
import sys

SAID = (
    "import json; from rapporteur.site import settings;"
    " print(json.dumps(settings.DATABASES['default']['OPTIONS']))"
)


def test_what_an_address_of_a_database_asks_of_the_connection_is_kept(tmp_path):
    environment = os.environ | {
        "RAPPORTEUR_HOME": str(tmp_path),
        "DATABASE_URL": "postgres://me@db.example/rapporteur?sslmode=verify-full",
    }
    said = subprocess.run(
        [sys.executable, "-c", SAID], env=environment, capture_output=True, text=True, check=True
    )
    options = json.loads(said.stdout)
    assert options["sslmode"] == "verify-full"
    assert options["prepare_threshold"] > 1


def test_a_home_folder_that_is_made_is_closed_to_others(tmp_path):
    home = tmp_path / "home"
    environment = {**os.environ, "RAPPORTEUR_HOME": str(home)}
    environment.pop("RAPPORTEUR_SECRET_KEY", None)
    said = "from rapporteur.site import settings; print(settings.SECRET_KEY)"
    started = [
        subprocess.Popen([sys.executable, "-c", said], env=environment, stdout=subprocess.PIPE)
        for _at_once in range(4)
    ]
    keys = {each.communicate()[0].decode().strip() for each in started}
    assert keys == {(home / "secret-key").read_text()}
    assert [each.name for each in home.iterdir()] == ["secret-key"]
    assert home.stat().st_mode & 0o777 == 0o700
