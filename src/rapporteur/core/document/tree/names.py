"""What may be an id, and what a language tag."""

import re

from rapporteur.core.document.problem import DocumentProblem

ID = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,119}")
"""What an id looks like."""

_LANGUAGE_TAG = re.compile(r"([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?")


def check_id(identifier: str, kind: str) -> None:
    """Let `identifier` pass, or raise `DocumentProblem` that says of what `kind` of node it is."""
    if not ID.fullmatch(identifier):
        raise DocumentProblem(
            f"{identifier!r} cannot be the id of a {kind}. Begin with a letter and go on with "
            "letters, digits, '.', '_' or '-', 120 characters at most."
        )


def check_language(tag: str) -> None:
    """Let a language tag or "" pass, or raise `DocumentProblem`."""
    if not _LANGUAGE_TAG.fullmatch(tag):
        raise DocumentProblem(f"{tag!r} is no language tag. Write one such as 'fr' or 'pt-BR'.")
