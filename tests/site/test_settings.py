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
