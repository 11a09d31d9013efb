"""Gives every test process a home folder of its own, before the settings are read.

Loaded as a plugin from pyproject.toml: by the time of conftest.py Django has its settings already.
"""

import atexit
import os
import shutil
import tempfile

HOME = tempfile.mkdtemp(prefix="rapporteur-tests-")
os.environ["RAPPORTEUR_HOME"] = HOME
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
