"""`python -m rapporteur` is the command `rapporteur`."""

from rapporteur.cli import main

main()
