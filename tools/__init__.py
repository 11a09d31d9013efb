"""What the Makefile and the checks run; nothing of it is in the package."""
