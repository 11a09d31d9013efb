"""Secrets that name a thing in an address."""

import secrets

from django.utils import timezone


def ordered_token(size: int) -> str:
    """A name that nobody can guess, safe in an address: `size` random bytes after the second in
    which it was made.

    The second is no part of the secret. It has the names of what arrives at the same time stand
    side by side in an index, of which a commit then writes a page or two; in no order, each of a
    million falls on a page of its own. Eight digits and small letters, which stand in the order of
    time whatever the database's rules of sorting say, until the year 2106.
    """
    return f"{int(timezone.now().timestamp()):08x}{secrets.token_urlsafe(size)}"
