"""The rules of the invitations, as pure functions and fixed words."""
